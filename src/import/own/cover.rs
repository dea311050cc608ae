//! The first table: what the plan says of itself, one line a key, told by the key beside it or by its label.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::super::draft::{DraftPlan, Reading};
use super::super::heading::folded;
use super::super::remark::Told;
use super::super::table::{Cell, Sheet};
use super::super::write::in_quotes;
use super::cell::{date, written};
use super::label::{headed, is_tag, label};
use super::section::{Rows, Section};
use super::{Languages, Said, text};
use crate::plan::Kind;
use crate::plan::schema::{self, FieldSpec, FieldType};
use crate::text::Language;

/// What lines of a cover belong to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Holder {
    /// The plan.
    Plan,
    /// The vision.
    Vision,
    /// The mission.
    Mission,
    /// The results framework.
    ResultsFramework,
    /// The resources as a whole.
    Resources,
    /// The document around the plan.
    Document,
}

/// The line that names the language of texts that name none, where that is not the plan's.
pub const TEXTS: &str = "texts";

impl Holder {
    /// All of them, in the order of a cover.
    pub const ALL: [Self; 6] =
        [Self::Plan, Self::Vision, Self::Mission, Self::ResultsFramework, Self::Resources, Self::Document];

    /// The key of the plan that holds it; none for the plan.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Plan => "plan",
            Self::Vision => "vision",
            Self::Mission => "mission",
            Self::ResultsFramework => "results-framework",
            Self::Resources => "resources",
            Self::Document => "document",
        }
    }

    /// The keys that have a line.
    pub fn fields(self) -> impl Iterator<Item = &'static FieldSpec> {
        let all: &'static [FieldSpec] = match self {
            Self::Plan => schema::fields(Kind::Plan),
            Self::Vision => schema::fields(Kind::Vision),
            Self::Mission => schema::fields(Kind::Mission),
            Self::ResultsFramework => schema::RESULTS_FRAMEWORK,
            Self::Resources => schema::RESOURCES,
            Self::Document => schema::DOCUMENT,
        };
        all.iter().filter(move |spec| {
            let is_table = matches!(
                spec.holds,
                FieldType::Children(_)
                    | FieldType::Statement(_)
                    | FieldType::Resources
                    | FieldType::Continuity
                    | FieldType::Glossary
                    | FieldType::Document
                    | FieldType::ResultsFramework
            );
            !is_table && !matches!((self, spec.name), (Self::Plan, "include") | (_, "total" | "parts"))
        })
    }

    /// What the line of a key is called.
    #[must_use]
    pub fn label(self, field: &str, language: Language) -> String {
        let of = |key: &str| headed(label(key, language));
        match (self, field) {
            (Self::Plan, "level") => of("plan-level"),
            (Self::Plan, field) => match field {
                "sdg" => of(field).to_uppercase(),
                field => of(field),
            },
            (Self::Vision | Self::Mission, "statement") => of(self.key()),
            (Self::Resources, "level") => of("allocation-level"),
            (Self::Document, "number") => of("number"),
            (holder, field) => format!("{}: {}", of(holder.key()), label(field, language)),
        }
    }

    /// The line's key, as it stands beside it.
    #[must_use]
    pub fn line(self, field: &str) -> String {
        match (self, field) {
            (Self::Plan, field) => field.to_owned(),
            (Self::Vision | Self::Mission, "statement") => self.key().to_owned(),
            (holder, field) => format!("{}.{field}", holder.key()),
        }
    }
}

/// What words name: a field of the plan or of one of its parts.
type Names = HashMap<String, (Holder, &'static str)>;

/// Keys and labels to what they name.
static NAMED: LazyLock<(Names, Names)> = LazyLock::new(|| {
    let (mut by_key, mut by_label) = (HashMap::new(), HashMap::new());
    for holder in Holder::ALL {
        let more: &[&'static str] = if holder == Holder::Plan { &["start", "end", TEXTS] } else { &[] };
        for field in holder.fields().map(|spec| spec.name).filter(|name| *name != "period").chain(more.iter().copied())
        {
            by_key.insert(holder.line(field), (holder, field));
            for language in Language::ALL {
                by_label.entry(folded(&holder.label(field, language))).or_insert((holder, field));
            }
        }
    }
    (by_key, by_label)
});

/// A line of a cover.
struct Line {
    holder: Holder,
    field: &'static str,
    language: Option<String>,
    cell: Cell,
    place: String,
}

/// What a cover says.
pub(super) struct Lines {
    lines: Vec<Line>,
    /// Lines whose labels say nothing that is known.
    notes: Vec<(String, String)>,
    /// The language of the labels.
    headings: Option<Language>,
    /// The same, where the cover stands in a document.
    numbers: Option<Language>,
}

/// The rows of a sheet within which its cover begins.
const BEGINS_WITHIN: u32 = 10;

/// The lines of a cover; none where the sheet is none.
pub(super) fn read(sheet: &Sheet) -> Option<Lines> {
    let (mut found, mut begun) = (Lines { lines: Vec::new(), notes: Vec::new(), headings: None, numbers: None }, false);
    for row in sheet.rows() {
        let given = |column: u32| sheet.seen(row, column).map(|(_, cell)| cell.to_string()).unwrap_or_default();
        let known = named(&given(2), &given(0));
        if matches!(&known, Some((Holder::Plan, "plan", _))) {
            begun = true;
            // No two languages call it the same.
            let is_named = |language: &Language| folded(label("plan", *language)) == folded(&given(0));
            found.headings = Language::ALL.into_iter().find(is_named);
            found.numbers = found.headings.filter(|_| sheet.is_of_document());
        }
        if !begun {
            // Somebody may have put words above it.
            if row >= BEGINS_WITHIN {
                return None;
            }
            continue;
        }
        let Some(cell) = sheet.cell(row, 1) else { continue };
        let place = sheet.place((row, 1));
        match known {
            Some((holder, field, language)) => {
                found.lines.push(Line { holder, field, language, cell: cell.clone(), place });
            }
            None => found.notes.push((place, format!("{}: {cell}", given(0)))),
        }
    }
    found.lines.iter().any(|line| line.field == "language").then_some(found)
}

fn named(key: &str, shown: &str) -> Option<(Holder, &'static str, Option<String>)> {
    let (by_key, by_label) = &*NAMED;
    let (key, tag) = key.split_once('@').map_or((key, None), |(key, tag)| (key, Some(tag)));
    if let Some((holder, field)) = by_key.get(key) {
        return Some((*holder, field, tag.map(str::to_owned)));
    }
    if let Some((holder, field)) = by_label.get(&folded(shown)) {
        return Some((*holder, field, None));
    }
    let (name, tag) = shown.trim().strip_suffix(')')?.rsplit_once('(')?;
    let (holder, field) = by_label.get(&folded(name)).filter(|_| is_tag(tag))?;
    Some((*holder, field, Some(tag.to_lowercase())))
}

impl Lines {
    fn plain(&self, holder: Holder, field: &str) -> Option<&Line> {
        self.lines.iter().find(|line| line.holder == holder && line.field == field)
    }

    /// Lines whose labels say nothing that is known become a note of the plan, where it has none, and are told else.
    pub(super) fn put_notes(&self, plan: &mut DraftPlan, reading: &mut Reading) {
        if self.plain(Holder::Plan, "note").is_none() {
            plan.notes.extend(self.notes.iter().cloned());
        } else {
            reading.left_out.extend(self.notes.iter().map(|(place, text)| Told::NoPlace.at(place).about(text)));
        }
    }

    /// The languages of the file's texts.
    pub(super) fn languages(&self) -> Languages {
        let tag = |field: &str| self.plain(Holder::Plan, field).map(|line| line.cell.to_string());
        let plan = tag("language").unwrap_or_default();
        let texts = tag(TEXTS).unwrap_or_else(|| plan.clone());
        Languages { plan, texts, headings: self.headings, numbers: self.numbers }
    }

    /// Puts all that is no element into a plan: what the cover says, and the entries of sections.
    pub(super) fn put(&self, sections: &Rows, plan: &mut DraftPlan) {
        let languages = self.languages();
        if let Some(line) = self.plain(Holder::Plan, "plan") {
            plan.id = line.cell.to_string();
        }
        for (line, place) in self.of(Holder::Plan, &languages) {
            plan.lines.push((0, line, place));
        }
        let days: Vec<(String, &str)> = ["start", "end"]
            .into_iter()
            .filter_map(|field| {
                let line = self.plain(Holder::Plan, field)?;
                let day = date(&line.cell, languages.of_plan()).unwrap_or_else(|| in_quotes(&line.cell.to_string()));
                Some((format!("{field}: {day}"), line.place.as_str()))
            })
            .collect();
        if let Some((_, place)) = days.first() {
            let each: Vec<&str> = days.iter().map(|(day, _)| day.as_str()).collect();
            plan.lines.push((0, format!("period: {{{}}}", each.join(", ")), (*place).to_owned()));
        }
        for holder in [Holder::Vision, Holder::Mission, Holder::ResultsFramework] {
            let lines = self.of(holder, &languages);
            let statement =
                lines.first().filter(|_| lines.len() == 1).and_then(|(line, _)| line.strip_prefix("statement: "));
            match (statement, lines.first()) {
                (Some(statement), Some((_, place))) => {
                    plan.lines.push((0, format!("{}: {statement}", holder.key()), place.clone()));
                }
                (None, Some((_, place))) => {
                    plan.lines.push((0, format!("{}:", holder.key()), place.clone()));
                    plan.lines.extend(lines.into_iter().map(|(line, place)| (1, line, place)));
                }
                (_, None) => {}
            }
        }
        for (section, key) in
            [(Section::Scope, "scope"), (Section::Continuity, "continuity"), (Section::Glossary, "glossary")]
        {
            if sections.has(section) {
                plan.lines.push((0, format!("{key}:"), String::new()));
                sections.put(section, 1, &mut plan.lines);
            }
        }
        self.with_entries((Holder::Document, "parts"), (sections, Section::Parts), &languages, plan);
        self.with_entries((Holder::Resources, "allocations"), (sections, Section::Resources), &languages, plan);
    }

    /// A key of the plan that holds lines of the cover and entries of a section.
    fn with_entries(
        &self,
        (holder, key): (Holder, &str),
        (sections, section): (&Rows, Section),
        languages: &Languages,
        plan: &mut DraftPlan,
    ) {
        let mut lines: Vec<_> = self.of(holder, languages).into_iter().map(|(line, place)| (1, line, place)).collect();
        if section == Section::Resources {
            let totals = sections.totals();
            if !totals.is_empty() {
                lines.push((1, "total:".to_owned(), String::new()));
                lines.extend(totals.into_iter().map(|(line, place)| (2, format!("- {line}"), place)));
            }
        }
        if sections.has(section) {
            lines.push((1, format!("{key}:"), String::new()));
            sections.put(section, 2, &mut lines);
        }
        if !lines.is_empty() {
            plan.lines.push((0, format!("{}:", holder.key()), String::new()));
            plan.lines.append(&mut lines);
        }
    }

    /// The lines of a holder in the plan language, with their places.
    fn of(&self, holder: Holder, languages: &Languages) -> Vec<(String, String)> {
        let mut written_lines = Vec::new();
        for spec in holder
            .fields()
            .filter(|spec| holder != Holder::Plan || !matches!(spec.name, "plan" | "language" | "period"))
        {
            let lines: Vec<&Line> =
                self.lines.iter().filter(|line| line.holder == holder && line.field == spec.name).collect();
            let Some(first) = lines.first() else { continue };
            let value = if matches!(spec.holds, FieldType::Text) {
                let said: Vec<Said> = lines
                    .iter()
                    .map(|line| Said {
                        language: line.language.clone(),
                        text: line.cell.to_string(),
                        place: line.place.clone(),
                    })
                    .collect();
                text(&said, languages).unwrap_or_default()
            } else {
                written(spec, &first.cell, languages)
            };
            written_lines.push((format!("{}: {value}", spec.name), first.place.clone()));
        }
        written_lines
    }
}
