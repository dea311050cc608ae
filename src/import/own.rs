//! Files that `planlint export` wrote, brought back: their first table says what the plan says of itself, the others have one row
//! an element, with the ids of the plan. Nothing is guessed here: a column is what its heading names, and what was edited,
//! moved or added by a person is read by the same headings.

mod cell;
mod cover;
pub mod known;
pub mod label;
pub mod number;
pub mod record;
pub mod results;
pub mod section;
mod unclear;
pub mod values;

use std::collections::HashMap;

pub use self::cell::{begins_as_unit, words_of_record};
pub use self::cover::{Holder, TEXTS};

use self::label::Heading;
use super::draft::{ColumnReading, DraftPlan, GivenIds, Holds, Layout, Reading, TableReading};
use super::remark::Told;
use super::row::one_line;
use super::table::{Cell, Sheet};
use crate::text::Language;

/// A table with the place of its headings.
struct Table<'t> {
    sheet: &'t Sheet,
    /// The row of headings.
    heading: u32,
    /// Its columns, from left to right, with what they hold; nothing where the heading says nothing that is known.
    columns: Vec<(u32, Option<Heading>)>,
}

/// The languages of a file's texts.
struct Languages {
    /// That of the plan.
    plan: String,
    /// That of texts that name none.
    texts: String,
    /// That of headings.
    headings: Option<Language>,
    /// That of headings in a document, whose numbers are written in its way.
    numbers: Option<Language>,
}

impl Languages {
    /// The plan's, as far as it is known.
    fn of_plan(&self) -> Language {
        Language::of_tag(&self.plan).unwrap_or_default()
    }

    /// Those in which somebody may have typed a number. What stands in a document is as its headings say; in a workbook, numbers are
    /// typed as text only where a program did not take them for numbers.
    fn of_writers(&self) -> impl Iterator<Item = Language> {
        let of_plan = self.numbers.is_none().then(|| self.of_plan());
        self.headings.into_iter().chain(of_plan)
    }
}

/// A text with its place, and the language that its column or line names.
struct Said {
    language: Option<String>,
    text: String,
    place: String,
}

/// What the file says, where planlint wrote it; nothing where it is another's.
pub(super) fn read(sheets: &[Sheet], id: &str) -> Option<Reading> {
    let mut covers =
        sheets.iter().filter(|sheet| !sheet.is_hidden).filter_map(|sheet| Some((sheet, cover::read(sheet)?)));
    let (first, lines) = covers.next()?;
    if covers.next().is_some() {
        return None;
    }
    let mut reading = Reading::default();
    let mut plan = DraftPlan { id: id.to_owned(), place: first.title(), ids: GivenIds::OfPlan, ..DraftPlan::default() };
    let mut found = Vec::new();
    for sheet in sheets.iter().filter(|sheet| !std::ptr::eq(*sheet, first) && !sheet.cells.is_empty()) {
        if sheet.is_hidden {
            reading.left_out.push(Told::HiddenSheet.at(sheet.title()));
            continue;
        }
        match table(sheet) {
            Some(table) => found.push(table),
            None => reading.left_out.push(Told::NoTable.at(sheet.title())),
        }
    }
    let languages = lines.languages();
    let mut sections = section::Rows::default();
    let mut elements = results::Known::default();
    let mut values = Vec::new();
    for table in &found {
        let section = table.section();
        describe(table, section, &mut reading);
        unclear::tell(table, &languages, &mut reading);
        match section {
            Some(section::Section::Values) => values.push(table),
            Some(section) => sections.read(table, section, &languages),
            None => results::read(table, &languages, (&mut plan.elements, &mut elements), &mut reading),
        }
    }
    for table in values {
        values::read(table, &languages, &mut plan.elements, &mut reading);
    }
    lines.put_notes(&mut plan, &mut reading);
    lines.put(&sections, &mut plan);
    plan.allocations_in_lines = sections.allocations();
    plan.language = languages.plan;
    if reading.tables.is_empty() {
        let about = TableReading { place: first.title(), rows: (1, 1), layout: Layout::Matrix, columns: Vec::new() };
        reading.tables.push(about);
    }
    reading.plans.push(plan);
    Some(reading)
}

/// Rows are looked at for headings up to here.
const HEADING_WITHIN: usize = 20;

fn table(sheet: &Sheet) -> Option<Table<'_>> {
    let heading_of = |cell: &Cell| Heading::read(&cell.to_string());
    let rows = sheet.rows();
    let heads = |row: &u32| {
        let known: Vec<Heading> = sheet.row(*row).filter_map(|(_, cell)| heading_of(cell)).collect();
        // Entries that say nothing but their ids have one column.
        let is_section =
            |heading: &Heading| section::Section::ALL.iter().any(|section| section.id_key() == heading.key);
        known.len() >= 2 || known.iter().any(is_section)
    };
    let heading = rows.into_iter().take(HEADING_WITHIN).find(heads)?;
    let columns: std::collections::BTreeSet<u32> = sheet.cells.keys().map(|(_, column)| *column).collect();
    let known = |column: u32| (column, sheet.cell(heading, column).and_then(heading_of));
    Some(Table { sheet, heading, columns: columns.into_iter().map(known).collect() })
}

impl<'t> Table<'t> {
    /// The section that the table is of, where it is not one of results.
    fn section(&self) -> Option<section::Section> {
        let first = self.columns.iter().find_map(|(_, heading)| heading.as_ref())?;
        section::Section::ALL.into_iter().find(|section| section.id_key() == first.key)
    }

    /// The rows below the headings.
    fn rows(&self) -> Vec<u32> {
        self.sheet.rows_in(self.heading + 1, u32::MAX)
    }

    /// What stands in a row and a column, with its place.
    fn cell(&self, row: u32, column: u32) -> Option<(String, &'t Cell)> {
        let (place, cell) = self.sheet.seen(row, column)?;
        Some((self.sheet.place(place), cell))
    }

    /// The cells of a row that say something of its element, with their headings; `None` where a heading is not known.
    fn facts(&self, row: u32) -> impl Iterator<Item = (u32, Option<&Heading>, String, &'t Cell)> {
        self.columns.iter().filter_map(move |(column, heading)| {
            let (place, cell) = self.cell(row, *column)?;
            Some((*column, heading.as_ref(), place, cell))
        })
    }

    /// The words of a column's heading.
    fn words(&self, column: u32) -> String {
        self.sheet.cell(self.heading, column).map(|cell| one_line(&cell.to_string())).unwrap_or_default()
    }
}

fn describe(table: &Table<'_>, section: Option<section::Section>, reading: &mut Reading) {
    let layout = match section {
        Some(section::Section::Values) => Layout::Periods,
        Some(section::Section::Resources) => Layout::Budgets,
        _ => Layout::Matrix,
    };
    let columns = table.columns.iter().map(|(column, heading)| ColumnReading {
        letters: table.sheet.column_name(*column),
        heading: table.words(*column),
        holds: heading.as_ref().map_or(Holds::Note, |heading| Holds::Field(heading.key.to_owned())),
    });
    for (column, _) in table.columns.iter().filter(|(_, heading)| heading.is_none()) {
        let count = table.rows().into_iter().filter(|row| table.sheet.cell(*row, *column).is_some()).count();
        let told = Told::ColumnAsNote.at(table.sheet.place((table.heading, *column)));
        let told = told.with("heading", table.words(*column)).with("count", count.to_string());
        reading.left_out.extend((count > 0).then_some(told));
    }
    let end = table.rows().last().map_or(table.heading, |row| row + 1);
    reading.tables.push(TableReading {
        place: table.sheet.title(),
        rows: (table.heading + 1, end),
        layout,
        columns: columns.collect(),
    });
}

/// Remarks of one language as one.
fn joined(said: Vec<Said>) -> Vec<Said> {
    let mut all: Vec<Said> = Vec::new();
    for one in said {
        match all.iter_mut().find(|known| known.language == one.language) {
            Some(known) => known.text = format!("{}\n{}", known.text, one.text),
            None => all.push(one),
        }
    }
    all
}

/// A text in the languages that it stands in, as the plan language writes it.
fn text(said: &[Said], languages: &Languages) -> Option<String> {
    match said {
        [] => None,
        [one] if one.language.is_none() && languages.texts == languages.plan => Some(super::write::quoted(&one.text)),
        all => {
            let each = all.iter().map(|said| {
                let tag = said.language.as_deref().unwrap_or(&languages.texts);
                format!("{}: {}", super::write::quoted(tag), super::write::in_quotes(&said.text))
            });
            Some(format!("{{{}}}", each.collect::<Vec<_>>().join(", ")))
        }
    }
}

/// Texts of several fields, each perhaps in several languages, until all of them are known.
#[derive(Default)]
struct Texts<'k>(Vec<(&'k str, Vec<Said>)>);

impl<'k> Texts<'k> {
    fn put(&mut self, key: &'k str, said: Said) {
        match self.0.iter_mut().find(|(known, _)| *known == key) {
            Some((_, all)) => all.push(said),
            None => self.0.push((key, vec![said])),
        }
    }
}

/// Ids to places of elements in a tree of drafts.
type Ways = HashMap<String, Vec<usize>>;
