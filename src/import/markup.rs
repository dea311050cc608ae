//! Plans in StratML and IATI: what their readers found, put together as a plan of the plan language; and what they have no
//! place for, kept as notes.

mod field;
mod unread;

use std::path::Path;

use super::draft::{Draft, DraftMeasure, DraftPlan, DraftValue, GivenIds, Line, Reading};
use super::remark::Told;
use crate::format::{self, Format};
use crate::plan::{
    Element, ElementId, FieldValue, Kind, Measure, MeasureRole, MeasureValue, NoteKind, Part, Plan, schema,
};
use crate::source::{FileId, Location, SourceFile, SourceMap};
use crate::xml;

/// The plans of a file, one or, of IATI, one an activity; nothing where the file is no XML, or none of a plan.
#[must_use]
pub fn read(path: &Path, bytes: &[u8]) -> Option<Reading> {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or("plan.xml");
    let mut sources = SourceMap::default();
    let file = sources.add(SourceFile::from_bytes(path.to_owned(), bytes));
    let source = std::sync::Arc::clone(sources.file(file));
    if !format::is_markup(source.text()) {
        return None;
    }
    let kind = format::recognise_markup(source.text())?;
    let tree = xml::read(source.text());
    let plans = match kind {
        Format::Iati => format::iati::read(file, &source, &tree),
        Format::Stratml => vec![format::stratml::read(file, &source, &tree)],
        Format::Native | Format::ResourcesCsv | Format::Office => return None,
    };
    let mut reading = Reading::default();
    for plan in &plans {
        let mut converter = Converter { plan, name, file, source: &source, reading: &mut reading };
        let mut draft = converter.convert();
        unread::keep(&mut converter, &tree, &mut draft);
        reading.plans.push(draft);
    }
    Some(reading)
}

struct Converter<'c> {
    plan: &'c Plan,
    /// The file's name without directories.
    name: &'c str,
    file: FileId,
    source: &'c SourceFile,
    reading: &'c mut Reading,
}

impl Converter<'_> {
    /// Where something stands, for people: file and line.
    fn place(&self, at: Location) -> String {
        format!("{}:{}", self.name, self.source.lines().line_of(at.span.start) + 1)
    }

    fn convert(&mut self) -> DraftPlan {
        let root = self.plan.root();
        let mut draft = DraftPlan {
            id: self.plan.id().to_owned(),
            language: self.language(),
            place: self.place(root.key),
            ids: GivenIds::OfPlaces,
            ..DraftPlan::default()
        };
        for note in &self.plan.notes {
            if let NoteKind::Markup { .. } | NoteKind::Encoding { .. } = note.kind {
                self.reading.left_out.push(Told::MarkupDamaged.at(self.place(note.at)));
            }
        }
        // Its language is written for every plan.
        let is_told = |name: &str| !is_section(name) && name != "language";
        for field in root.fields.iter().filter(|field| field.is_given() && is_told(field.name)) {
            let place = self.place(field.at);
            let Some(value) = field::written(self.plan, &draft.language, &field.value) else { continue };
            let line = format!("{}: {value}", field.name);
            if schema::find(Kind::Plan, field.name).is_some() {
                draft.lines.push((0, line, place));
            } else {
                draft.notes.push((place, line));
            }
        }
        for (key, kind) in [("vision", Kind::Vision), ("mission", Kind::Mission)] {
            if let Some(element) = self.plan.of_kind(kind).first().map(|id| self.plan.element(*id))
                && let Some(value) = element.field("statement")
                && let Some(words) = field::written(self.plan, &draft.language, &value.value)
            {
                draft.lines.push((0, format!("{key}: {words}"), self.place(element.key)));
            }
        }
        self.totals(&mut draft);
        self.parts(&mut draft);
        draft.elements = self.children(ElementId::PLAN, &draft.language);
        draft
    }

    /// The language that the file gives, else that of its first text.
    fn language(&self) -> String {
        let given = self.plan.root().word("language").map(str::to_owned);
        let of_text = || {
            let texts = self.plan.elements().flat_map(|(_, element)| &element.fields);
            texts.into_iter().find_map(|field| match &field.value {
                FieldValue::Text(text) => text.entries.first().map(|entry| entry.language.to_string()),
                _ => None,
            })
        };
        given.or_else(of_text).unwrap_or_else(|| "en".to_owned())
    }

    fn totals(&self, draft: &mut DraftPlan) {
        if self.plan.totals.is_empty() {
            return;
        }
        draft.lines.push((0, "resources:".to_owned(), String::new()));
        draft.lines.push((1, "total:".to_owned(), String::new()));
        for total in &self.plan.totals {
            let line = format!("- {{{}}}", self.pairs(&total.fields, &draft.language));
            draft.lines.push((2, line, self.place(total.at)));
        }
    }

    fn parts(&self, draft: &mut DraftPlan) {
        if self.plan.parts.is_empty() {
            return;
        }
        draft.lines.push((0, "document:".to_owned(), String::new()));
        draft.lines.push((1, "parts:".to_owned(), String::new()));
        for part in &self.plan.parts {
            let number = super::write::quoted(&part.number.value);
            let line = format!("{number}: {{{}}}", self.pairs(&part.fields, &draft.language));
            draft.lines.push((2, line, self.place(part.fields.at)));
        }
    }

    /// Keys and values on one line.
    fn pairs(&self, element: &Element, language: &str) -> String {
        let written = element.fields.iter().filter(|field| field.is_given()).filter_map(|field| {
            Some(format!("{}: {}", field.name, field::written(self.plan, language, &field.value)?))
        });
        written.collect::<Vec<_>>().join(", ")
    }

    fn children(&self, parent: ElementId, language: &str) -> Vec<Draft> {
        let of_rows = |id: &&ElementId| {
            let kind = self.plan.element(**id).kind;
            !matches!(kind, Kind::Vision | Kind::Mission)
        };
        self.plan.children(parent).iter().filter(of_rows).map(|id| self.element(*id, language)).collect()
    }

    fn element(&self, id: ElementId, language: &str) -> Draft {
        let element = self.plan.element(id);
        let named = if element.kind == Kind::Indicator { "name" } else { "title" };
        let text = element.text(named).and_then(|text| text.preferred(language));
        let words = text.map_or("", |entry| &*entry.words);
        let mut draft = Draft::new(element.kind, words, self.place(element.key));
        draft.given_id = Some(element.id.to_string());
        let is_qualitative = element.word("type") == Some("qualitative");
        for field in element.fields.iter().filter(|field| field.is_given() && !is_section(field.name)) {
            let place = self.place(field.at);
            let is_plain =
                |text: &crate::plan::Text| matches!(text.entries.as_slice(), [one] if &*one.language == language);
            match &field.value {
                FieldValue::Text(text) if field.name == named && is_plain(text) => {}
                FieldValue::Text(text) if is_plain(text) => {
                    let words = text.entries.first().map_or("", |entry| &*entry.words);
                    draft.say(field.name, words, &place);
                }
                FieldValue::Links(links) => {
                    let to = links.iter().map(|link| self.plan.link(*link).written.to_string()).collect();
                    draft.links.push((field.name, to, place));
                }
                FieldValue::Measure(measure) => self.measure(&mut draft, measure, is_qualitative),
                FieldValue::Measures(measures) => {
                    measures.iter().for_each(|measure| self.measure(&mut draft, measure, is_qualitative));
                }
                value => match field::written(self.plan, language, value) {
                    Some(written) if schema::find(element.kind, field.name).is_some() => {
                        draft.lines.push(Line { key: field.name, text: written, is_plain: true, place });
                    }
                    Some(written) => draft.note(&place, format!("{}: {written}", field.name)),
                    None => {}
                },
            }
        }
        draft.children = self.children(id, language);
        draft
    }

    fn measure(&self, draft: &mut Draft, measure: &Measure, is_qualitative: bool) {
        let value = match measure.value.as_ref().map(|value| &value.value) {
            Some(MeasureValue::Number(number)) => DraftValue::Number(*number),
            Some(MeasureValue::Words(words)) if is_qualitative => DraftValue::Words(words.to_string()),
            // What is counted has no value in words.
            Some(MeasureValue::Words(words)) => {
                let date = measure.date.map_or(String::new(), |date| format!(" ({})", date.value));
                let note = format!("{}{date}: {words}", measure.role.name());
                return draft.note(&self.place(measure.place()), note);
            }
            Some(MeasureValue::Blank) | None => DraftValue::Open,
        };
        let part = |part: &Part| {
            (part.dimension.as_deref().map(str::to_owned), part.group.value.to_string(), part.value.value)
        };
        let made = DraftMeasure {
            value,
            unit: measure.unit.as_ref().map(|unit| unit.value.to_string()),
            date: measure.date.as_ref().map(|date| date.value.to_string()),
            parts: measure.parts.iter().map(part).collect(),
            more: Vec::new(),
            typed: None,
            place: self.place(measure.place()),
        };
        if made.value == DraftValue::Open && made.date.is_none() && made.parts.is_empty() {
            return;
        }
        match measure.role {
            MeasureRole::Baseline => draft.baseline = Some(made),
            MeasureRole::Target => draft.targets.push(made),
            MeasureRole::Milestone => draft.milestones.push(made),
            MeasureRole::Actual => draft.actuals.push(made),
        }
    }
}

/// Whether a field says only that elements or other parts stand there, which are written themselves.
fn is_section(name: &str) -> bool {
    matches!(name, "resources" | "document" | "vision" | "mission")
        || Kind::ALL.into_iter().any(|kind| kind.section() == Some(name))
}
