//! IATI: activities with their results, budgets and dates as XML (2.0x, and what 1.0x wrote otherwise).
//!
//! Each activity is a plan of its own: it has its own identifier, organization, dates, money and results framework, and that is
//! what an auditor compares. Results and indicators have no identifiers; they get ids from their place (`result-2.indicator-1`).

mod indicator;
mod location;
mod money;
mod words;

use std::sync::Arc;

use std::collections::HashMap;

use self::location::Locations;
use super::markup::Filler;
use crate::plan::{
    Code, ElementId, Expected, FieldValue, Form, Given, InvalidReason, Kind, NoteKind, Plan, PlanBuilder, Text,
};
use crate::source::{FileId, Located, Location, SourceFile, Span};
use crate::xml::{Content, Cursor, Tree};

pub use words::WORDS;

/// The names that the root element may have.
pub const ROOTS: [&str; 2] = ["iati-activities", "iati-activity"];

/// Reads a file's plans, one an activity, in the order written; one without elements where the file holds no activity.
#[must_use]
pub fn read(file: FileId, source: &SourceFile, tree: &Tree<'_>) -> Vec<Plan> {
    let root = tree.root();
    let activities: Vec<Cursor<'_, '_>> = match root {
        Some(root) if root.name() == "iati-activity" => vec![root],
        Some(root) => root.all("iati-activity").collect(),
        None => Vec::new(),
    };
    let stem = super::markup::id_of_file(source.path());
    if activities.is_empty() {
        let at = Location::new(file, root.map_or(Span::empty(0), Cursor::name_at));
        let mut reader = Reader::new(file, PlanBuilder::new(file, stem, at, at), "en".into());
        reader.filler.problems(tree.problems().iter());
        reader.of_file(source);
        return vec![reader.filler.plan.finish(None, None)];
    }
    let mut seen: HashMap<Arc<str>, Location> = HashMap::new();
    let count = activities.len();
    let plans = activities.iter().enumerate().map(|(index, &activity)| {
        let identifier = activity.first("iati-identifier").and_then(Cursor::content);
        let place = |span| Location::new(file, span);
        let key = place(identifier.as_ref().map_or(activity.name_at(), |identifier| identifier.at));
        let number = index + 1;
        let stand_in = || if count == 1 { stem.clone() } else { format!("{stem}-{number}") };
        let id = identifier.as_ref().map_or_else(|| stand_in().into(), |identifier| identifier.words.clone());
        let language = activity.value("xml:lang").map_or_else(|| "en".into(), |tag| tag.words.to_lowercase().into());
        let plan = PlanBuilder::new(file, id.clone(), key, place(activity.at()));
        let mut reader = Reader::new(file, plan, language);
        // What lies in no activity is told once, with the first.
        let inside = |span: Span, activity: &Cursor<'_, '_>| activity.at().contains(span);
        reader.filler.problems(tree.problems().iter().filter(|problem| {
            let nowhere = !activities.iter().any(|other| inside(problem.span, other));
            inside(problem.span, &activity) || (index == 0 && nowhere)
        }));
        if index == 0 {
            reader.of_file(source);
        }
        if let Some(&first) = seen.get(&id) {
            reader.filler.note(NoteKind::DuplicateId { id, first }, key.span, Some(ElementId::PLAN));
        } else {
            seen.insert(id, key);
        }
        reader.activity(activity);
        reader.filler.plan.finish(None, None)
    });
    plans.collect()
}

struct Reader {
    filler: Filler,
    /// What the places of the activity are called.
    locations: Locations,
}

impl Reader {
    fn new(file: FileId, mut plan: PlanBuilder, language: Arc<str>) -> Self {
        plan.format("iati", super::markup::capabilities(WORDS));
        Self { filler: Filler { file, plan, language }, locations: Locations::default() }
    }

    /// What is to be said of the file as a whole.
    fn of_file(&mut self, source: &SourceFile) {
        if let Some((span, reason)) = source.encoding().fault() {
            self.filler.note(NoteKind::Encoding { reason }, span, None);
        }
    }

    fn activity(&mut self, from: Cursor<'_, '_>) {
        let plan = ElementId::PLAN;
        self.narratives(plan, "title", from.first("title"));
        let general = |description: &Cursor<'_, '_>| description.value("type").is_none_or(|kind| &*kind.words == "1");
        self.narratives(plan, "description", from.all("description").find(general).or(from.first("description")));
        self.narratives(plan, "organization", from.first("reporting-org"));
        if let Some(tag) = from.value("xml:lang") {
            let word = Located::new(tag.words.to_lowercase().into(), self.filler.at(tag.at));
            self.filler.field(plan, "language", tag.at, tag.at, FieldValue::Words(vec![word]));
        }
        if let Some(currency) = from.value("default-currency") {
            let value = self.currency(&currency, plan);
            self.filler.field(plan, "currency", currency.at, currency.at, value);
        }
        self.status(from);
        self.locations = self.locations_of(from);
        self.dates(from);
        self.goals(from);
        self.budgets(from);
        self.results(from);
    }

    /// A text in one language or several: narratives since 2.01, before that the element's own words.
    fn narratives(&mut self, owner: ElementId, name: &'static str, from: Option<Cursor<'_, '_>>) {
        if let Some((key, at, text)) = from.and_then(|from| self.text_of(from)) {
            self.filler.field(owner, name, key, at, FieldValue::Text(text));
        }
    }

    fn text_of(&self, from: Cursor<'_, '_>) -> Option<(Span, Span, Text)> {
        let narratives: Vec<Cursor<'_, '_>> = from.all("narrative").collect();
        let parts = if narratives.is_empty() { vec![from] } else { narratives };
        let mut text = Text::default();
        for part in parts {
            let Some(content) = part.content() else { continue };
            let tag = part.value("xml:lang").or_else(|| part.inherited("xml:lang"));
            let language = tag.map_or_else(|| self.filler.language.clone(), |tag| tag.words.to_lowercase().into());
            // A language that comes again is another text: the first one holds.
            if text.entries.iter().all(|entry| entry.language != language) {
                text.entries.push(self.filler.entry(content, &language));
            }
        }
        let at = text.entries.iter().map(|entry| entry.at.span).reduce(Span::cover)?;
        Some((from.name_at(), at, text))
    }

    fn currency(&mut self, content: &Content, owner: ElementId) -> FieldValue {
        if iso_currency::Currency::from_code(&content.words).is_some() {
            return FieldValue::Words(vec![self.filler.word(content)]);
        }
        self.filler.invalid("currency", content, InvalidReason::UnknownCurrency, Form::CurrencyCode, owner);
        FieldValue::Invalid
    }

    /// Pipeline is a draft, closed and cancelled are closed, what lies between is agreed.
    fn status(&mut self, from: Cursor<'_, '_>) {
        let Some(code) = from.first("activity-status").and_then(|status| status.value("code")) else { return };
        let status = match &*code.words {
            "1" => "draft",
            "2" | "3" | "6" => "agreed",
            "4" | "5" => "closed",
            _ => return,
        };
        let word = Located::new(status.into(), self.filler.at(code.at));
        self.filler.field(ElementId::PLAN, "status", code.at, code.at, FieldValue::Words(vec![word]));
    }

    /// The planned dates; where one is not given, the actual one stands in. Each pair must be in order. A start that
    /// came later than planned is kept beside them: budgets follow what was planned, baselines are taken until it begins.
    fn dates(&mut self, from: Cursor<'_, '_>) {
        let plan = ElementId::PLAN;
        let of = |names: [&str; 2]| {
            let is_it = |date: &Cursor<'_, '_>| date.value("type").is_some_and(|kind| names.contains(&&*kind.words));
            let date = from.all("activity-date").find(is_it)?;
            date.value("iso-date").or_else(|| date.content())
        };
        let (start, end) = (of(["1", "start-planned"]), of(["3", "end-planned"]));
        let (began, ended) = (of(["2", "start-actual"]), of(["4", "end-actual"]));
        let planned = self.filler.period("period", start.clone(), end.clone(), plan);
        let actual = self.filler.period("period", began, ended, plan);
        if let (Some(expected), Some(began)) =
            (planned.and_then(|planned| planned.start), actual.and_then(|actual| actual.start))
            && expected.value.compare(began.value).is_lt()
        {
            self.filler.field(plan, "began", began.at.span, began.at.span, FieldValue::Date(began.value));
        }
        let period = match (planned, actual) {
            (Some(mut planned), Some(actual)) => {
                // A date of the other pair that does not fit is no date of this plan's period.
                let start = planned.start.or(actual.start);
                let end = planned.end.or(actual.end);
                let fits = !matches!((start, end), (Some(a), Some(b)) if b.value.last_day() < a.value.first_day());
                if fits {
                    (planned.start, planned.end) = (start, end);
                }
                Some(planned)
            }
            // Dates that contradict each other are not replaced by others.
            (None, Some(actual)) if start.is_none() && end.is_none() => Some(actual),
            (planned, _) => planned,
        };
        self.filler.add_period(plan, period);
    }

    /// Sustainable Development Goals: tags, and sectors where an older file uses these.
    fn goals(&mut self, from: Cursor<'_, '_>) {
        let (mut codes, mut key) = (Vec::new(), None);
        let says = |part: &Cursor<'_, '_>, known: &[&str]| {
            part.value("vocabulary").is_some_and(|vocabulary| known.contains(&&*vocabulary.words))
        };
        let tags = from.all("tag").filter(|tag| says(tag, &["2", "3"]));
        let sectors = from.all("sector").filter(|sector| says(sector, &["7", "8", "9"]));
        for part in tags.chain(sectors) {
            let Some(code) = part.value("code") else { continue };
            key.get_or_insert(part.name_at());
            codes.push(Code { written: code.words, at: self.filler.at(code.at) });
        }
        self.codes(ElementId::PLAN, key, codes);
    }

    fn codes(&mut self, owner: ElementId, key: Option<Span>, codes: Vec<Code>) {
        let at = codes.iter().map(|code| code.at.span).reduce(Span::cover);
        if let (Some(key), Some(at)) = (key, at) {
            self.filler.field(owner, "sdg", key, at, FieldValue::Codes(codes));
        }
    }

    fn results(&mut self, from: Cursor<'_, '_>) {
        let mut sections: HashMap<Kind, (Cursor<'_, '_>, usize)> = HashMap::new();
        for (index, result) in from.all("result").enumerate() {
            let kind = self.kind_of(result);
            sections.entry(kind).or_insert((result, 0)).1 += 1;
            let id = format!("result-{}", index + 1);
            let key = result.first("title").and_then(|title| self.text_of(title)).map(|(_, at, _)| at);
            let element = self.filler.element(id.clone(), kind, ElementId::PLAN, result, key);
            self.narratives(element, "title", result.first("title"));
            self.narratives(element, "description", result.first("description"));
            self.indicators(&id, element, result);
        }
        for (kind, name) in [(Kind::Goal, "goals"), (Kind::Outcome, "outcomes"), (Kind::Output, "outputs")] {
            if let Some(&(first, count)) = sections.get(&kind) {
                self.filler.section(ElementId::PLAN, name, first, count);
            }
        }
    }

    /// Impact is a goal, outcome and output are what they are called; other results are read as outcomes, for they are
    /// no product. A type that the code list does not have is noted.
    fn kind_of(&mut self, result: Cursor<'_, '_>) -> Kind {
        let Some(code) = result.value("type") else { return Kind::Outcome };
        match &*code.words.to_ascii_lowercase() {
            "1" | "output" => Kind::Output,
            "2" | "outcome" | "9" | "other" => Kind::Outcome,
            "3" | "impact" => Kind::Goal,
            _ => {
                let kind = NoteKind::InvalidValue {
                    key: "type".into(),
                    given: Given::Words(code.words.chars().take(60).collect::<String>().into()),
                    reason: InvalidReason::UnknownWord,
                    expected: Expected::one_of(["1", "2", "3", "9"]),
                    nearest: None,
                };
                self.filler.note(kind, code.at, Some(ElementId::PLAN));
                Kind::Outcome
            }
        }
    }
}
