//! Tables of what is not measured: the scope, allocations, what became of the plan before, terms, parts of the document. Their
//! rows are entries with an id and keys.

use super::cell::written;
use super::known::Known;
use super::{Languages, Said, Table, Texts, joined, text};
use crate::import::write::quoted;
use crate::plan::Kind;
use crate::plan::schema::{self, FieldSpec, FieldType};

/// A table that is not one of results.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Section {
    /// The whole that goals must cover.
    Scope,
    /// What values of indicators say beside number and date.
    Values,
    /// Allocations, and what there is in all.
    Resources,
    /// What became of the elements of the plan before.
    Continuity,
    /// Terms.
    Glossary,
    /// Parts of the document.
    Parts,
}

/// The id of a row of resources that says what there is in all.
pub const TOTAL: &str = "total";

impl Section {
    /// Every section, in the order of a file.
    pub const ALL: [Self; 6] =
        [Self::Scope, Self::Values, Self::Resources, Self::Continuity, Self::Glossary, Self::Parts];

    /// The key of its first column, which names its rows and tells the table from others.
    #[must_use]
    pub const fn id_key(self) -> &'static str {
        match self {
            Self::Scope => "scope-part",
            Self::Values => "value-of",
            Self::Resources => "allocation",
            Self::Continuity => "previous",
            Self::Glossary => "acronym",
            Self::Parts => "part",
        }
    }

    /// The name of its words in messages.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Scope => "scope",
            Self::Values => "values",
            Self::Resources => "allocations",
            Self::Continuity => "continuity",
            Self::Glossary => "glossary",
            Self::Parts => "parts",
        }
    }

    /// The keys that its entries can have.
    #[must_use]
    pub fn fields(self) -> &'static [FieldSpec] {
        match self {
            Self::Scope => schema::fields(Kind::Scope),
            Self::Values => &[],
            Self::Resources => schema::fields(Kind::Allocation),
            Self::Continuity => schema::DISPOSITION,
            Self::Glossary => schema::TERM,
            Self::Parts => schema::PART,
        }
    }

    /// The column of a key of its entries.
    #[must_use]
    pub fn column(self, field: &'static str) -> &'static str {
        match (self, field) {
            (Self::Continuity, "to") => "continued-as",
            (_, field) => field,
        }
    }
}

/// The entries of all sections: the section, the id, its lines with their places, and the place of the whole.
#[derive(Default)]
pub(super) struct Rows(Vec<Entry>);

struct Entry {
    section: Section,
    id: String,
    lines: Vec<(String, String)>,
    place: String,
}

impl Rows {
    /// Takes the rows of a table.
    pub(super) fn read(&mut self, table: &Table<'_>, section: Section, languages: &Languages) {
        for row in table.rows() {
            let mut entry = Entry { section, id: String::new(), lines: Vec::new(), place: String::new() };
            let mut texts = Texts::default();
            let (mut period, mut noted) = (Vec::new(), Vec::new());
            for (column, heading, place, cell) in table.facts(row) {
                let text = cell.to_string();
                if entry.place.is_empty() {
                    entry.place.clone_from(&place);
                }
                let Some(heading) = heading else {
                    noted.push(Said { language: None, text: format!("{}: {text}", table.words(column)), place });
                    continue;
                };
                let spec = section.fields().iter().find(|spec| section.column(spec.name) == heading.key);
                match (heading.key, spec) {
                    (key, _) if key == section.id_key() => {
                        entry.id = if section == Section::Resources { Known::Total.meant(&text) } else { text };
                    }
                    (key @ ("period-start" | "period-end"), _) => {
                        let day = super::cell::date(cell, languages.of_plan()).unwrap_or_else(|| quoted(&text));
                        period.push((format!("{}: {day}", &key["period-".len()..]), place));
                    }
                    (_, Some(spec)) if matches!(spec.holds, FieldType::Text) => {
                        texts.put(spec.name, Said { language: heading.language.clone(), text, place });
                    }
                    (_, Some(spec)) => {
                        entry.lines.push((format!("{}: {}", spec.name, written(spec, cell, languages)), place));
                    }
                    (_, None) => {
                        noted.push(Said { language: None, text: format!("{}: {text}", table.words(column)), place });
                    }
                }
            }
            if let Some((_, place)) = period.first().cloned() {
                let days: Vec<String> = period.into_iter().map(|(day, _)| day).collect();
                entry.lines.push((format!("period: {{{}}}", days.join(", ")), place));
            }
            for said in noted {
                texts.put("note", said);
            }
            for (key, said) in texts.0 {
                let place = said[0].place.clone();
                let said = if key == "note" { joined(said) } else { said };
                entry.lines.extend(text(&said, languages).map(|text| (format!("{key}: {text}"), place)));
            }
            self.0.push(entry);
        }
    }

    fn of(&self, section: Section) -> impl Iterator<Item = &Entry> {
        self.0.iter().filter(move |entry| entry.section == section)
    }

    /// Adds the lines of a section, one level below its key, and says whether there are any.
    pub(super) fn put(&self, section: Section, depth: usize, lines: &mut Vec<(usize, String, String)>) {
        let mut count = 0;
        for entry in self.of(section).filter(|entry| section != Section::Resources || entry.id != TOTAL) {
            count += 1;
            let id = if entry.id.is_empty() { format!("{}-{count}", section.name()) } else { entry.id.clone() };
            let empty = if entry.lines.is_empty() { " {}" } else { "" };
            lines.push((depth, format!("{}:{empty}", crate::import::write::in_quotes(&id)), entry.place.clone()));
            lines.extend(entry.lines.iter().map(|(line, place)| (depth + 1, line.clone(), place.clone())));
        }
    }

    /// What there is in all.
    pub(super) fn totals(&self) -> Vec<(String, String)> {
        let totals = self.of(Section::Resources).filter(|entry| entry.id == TOTAL);
        let flow = |entry: &Entry| {
            let known = |line: &&(String, String)| {
                schema::TOTAL.iter().any(|spec| line.0.starts_with(&format!("{}: ", spec.name)))
            };
            let lines: Vec<&str> = entry.lines.iter().filter(known).map(|(line, _)| line.as_str()).collect();
            (format!("{{{}}}", lines.join(", ")), entry.place.clone())
        };
        totals.map(flow).collect()
    }

    /// How many allocations there are.
    pub(super) fn allocations(&self) -> usize {
        self.of(Section::Resources).filter(|entry| entry.id != TOTAL).count()
    }

    /// Whether a section has entries.
    pub(super) fn has(&self, section: Section) -> bool {
        self.of(section).any(|entry| section != Section::Resources || entry.id != TOTAL)
    }
}
