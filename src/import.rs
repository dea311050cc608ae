//! Bringing in the plans that people have: tables of spreadsheets and documents become a plan in the plan language.
//!
//! A file is read into sheets of cells ([`table`]), tables are found in them by their headings ([`layout`], [`heading`]), and
//! what they say is put together ([`draft`]) and written with the place of each part ([`write`]). Nothing is invented: what
//! is not understood is kept as a note and listed, and a guess is a doubt that a person is told of.

mod aside;
mod cell_facts;
mod delimited;
pub mod draft;
mod extract;
mod footnote;
pub mod heading;
pub mod identity;
mod label;
pub mod layout;
mod logframe;
pub mod mapping;
pub mod markup;
mod matrix;
mod money;
mod names;
mod ods;
pub mod outline;
pub mod own;
mod package;
pub mod predecessor;
mod related;
pub mod remark;
mod row;
mod scale;
mod shares;
pub mod table;
mod times;
mod total;
pub mod value;
mod word;
mod words;
pub mod write;
mod xlsx;

pub use extract::{Extracted, extract, is_plan};
pub use package::OfficeError;

use self::draft::{ColumnReading, DraftPlan, DraftValue, Holds, Layout, Reading, TableReading};
use self::heading::{Field, field_word};
use self::layout::{Table, tables};
use self::mapping::Mapping;
use self::outline::About;
use self::related::Role;
use self::remark::{Remark, Told};
use self::table::{Cell, NEVER_COMPUTED, Sheet};
use self::value::{Days, Found, Notation, Said, ValueReader};
use crate::lexicon::Lexicon;
use crate::text::{Analyst, Language};

/// The extensions of files that can be imported.
pub const EXTENSIONS: [&str; 8] = ["xlsx", "xlsm", "ods", "csv", "tsv", "txt", "docx", "docm"];

/// Reads the sheets of a file; `name` is its name without directories.
///
/// # Errors
/// It is no spreadsheet and no document, damaged, protected, or larger than is read.
pub fn sheets(name: &str, bytes: &[u8]) -> Result<Vec<Sheet>, OfficeError> {
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
    let mut sheets = if ["csv", "tsv", "txt"].iter().any(|text| extension.eq_ignore_ascii_case(text)) {
        delimited::read(stem, bytes)?
    } else {
        let mut package = package::Package::open(bytes)?;
        if package.has("xl/workbook.xml") {
            xlsx::read(&mut package)?
        } else if package.has("content.xml") {
            ods::read(&mut package)?
        } else if let Some(main) = word::main_part(&mut package)? {
            outline::sheets(word::read(&mut package, &main)?, name)?
        } else {
            return Err(OfficeError::Unknown);
        }
    };
    for sheet in &mut sheets {
        sheet.settle()?;
    }
    Ok(sheets)
}

/// What it takes to understand tables.
#[derive(Clone, Copy)]
pub struct Importer<'i> {
    /// What a person says of columns.
    pub mapping: &'i Mapping,
    /// The word lists.
    pub lexicon: &'i Lexicon,
    /// What reads words of numbers.
    pub analyst: &'i Analyst,
    /// The language of the tables; told from their headings where none is given.
    pub language: Option<Language>,
}

impl Importer<'_> {
    /// Reads the sheets of all files as one plan, or one a project where they say so.
    #[must_use]
    pub fn read(&self, sheets: &[Sheet], id: &str) -> Reading {
        if let Some(mut reading) = own::read(sheets, id) {
            for plan in &mut reading.plans {
                if plan.lines.iter().all(|(_, line, _)| !line.starts_with("succeeds:")) {
                    plan.succeeds.clone_from(&self.mapping.succeeds);
                }
                self.read_typed(plan);
            }
            reading.left_out.extend(sheets.iter().filter(|sheet| !sheet.is_hidden).flat_map(faults));
            return reading;
        }
        let mut reading = Reading::default();
        let mut found: Vec<(&Sheet, Vec<Table>)> = Vec::new();
        for sheet in sheets {
            if let Some(about) = &sheet.about {
                reading.doubts.extend(about.doubts.iter().cloned());
                reading.left_out.extend(about.left_out.iter().cloned());
            }
            let mapping = self.mapping.of(sheet);
            let mapping = mapping.as_ref();
            let wanted = mapping.and_then(|mapping| mapping.read);
            if sheet.cells.is_empty() {
                continue;
            }
            if wanted == Some(false) || (sheet.is_hidden && wanted.is_none()) {
                let why = if sheet.is_hidden { Told::HiddenSheet } else { Told::SheetLeftOut };
                reading.left_out.push(why.at(sheet_name(sheet)));
                continue;
            }
            let tables = tables(sheet, mapping);
            if tables.is_empty() {
                reading.left_out.push(Told::NoTable.at(sheet_name(sheet)));
                continue;
            }
            reading.left_out.extend(faults(sheet));
            reading.doubts.extend(hidden(sheet, &tables));
            found.push((sheet, tables));
        }
        let abouts: Vec<&About> = sheets.iter().filter_map(|sheet| sheet.about.as_deref()).collect();
        let language = self.language.unwrap_or_else(|| language_of(&found, &abouts));
        let notation = if is_machine(&found) { Notation::Machine } else { Notation::Written };
        let from_1904 = found.iter().any(|(sheet, _)| sheet.from_1904);
        let days = if from_1904 { Days::From1904 } else { Days::From1900 };
        let values = ValueReader { lexicon: self.lexicon, analyst: self.analyst, language, notation, days };
        for (sheet, tables) in &mut found {
            for table in tables.iter_mut().filter(|table| table.has(Field::ResultId)) {
                matrix::settle_levels(sheet, table);
            }
        }
        for (sheet, tables) in &found {
            reading.doubts.extend(tables.iter().flat_map(|table| serial_dates(sheet, table, values)));
        }
        related::name_ids(found.iter_mut().flat_map(|(_, tables)| tables));
        let all: Vec<_> =
            found.iter().flat_map(|(sheet, tables)| tables.iter().map(move |table| (*sheet, table))).collect();
        let roles: Vec<Role> = all.iter().filter_map(|(_, table)| Role::of(table)).collect();
        if related::belong_together(&roles) {
            self.related(&all, values, id, &mut reading);
        } else {
            self.single(&found, values, id, &mut reading);
        }
        footnote::put(sheets, &mut reading);
        shares::look(&mut reading);
        let place = reading.tables.first().map(|table| table.place.clone()).unwrap_or_default();
        for plan in &mut reading.plans {
            language.code().clone_into(&mut plan.language);
            plan.place.clone_from(&place);
            plan.title = abouts.iter().find_map(|about| about.title.clone());
            plan.lines.extend(abouts.iter().flat_map(|about| about.lines()));
            plan.succeeds.clone_from(&self.mapping.succeeds);
            plan.fates = abouts.iter().flat_map(|about| about.fates.iter().cloned()).collect();
            let mut goes_back = None;
            plan.walk(&mut |element| {
                goes_back = goes_back.take().or(element.origins.first().map(|of| of.place.clone()))
            });
            reading.doubts.extend(goes_back.map(|place| Told::Fates.at(place)));
        }
        reading.doubts.sort();
        reading.doubts.dedup();
        reading
    }

    /// Values in a table that planlint wrote which somebody has typed over: `70 %`, `1,2 million` in the language of the plan.
    fn read_typed(&self, plan: &mut DraftPlan) {
        let language = Language::of_tag(&plan.language).unwrap_or_default();
        let values = ValueReader {
            lexicon: self.lexicon,
            analyst: self.analyst,
            language,
            notation: Notation::Written,
            days: Days::From1900,
        };
        for element in &mut plan.elements {
            element.walk_mut(&mut |element| {
                let common = element.lines.iter().find(|line| line.key == "unit").map(|line| line.text.clone());
                for measure in element.measures_mut() {
                    let DraftValue::Words(words) = &measure.value else { continue };
                    // What says more than the value, at least or when, stays as it was typed.
                    let said = values.read(&Cell::Text(words.clone()));
                    let Said::Value(Found { value, unit, date: None, bounded: false, rest: None, .. }) = said else {
                        continue;
                    };
                    let is_of_unit = unit.as_deref().is_none_or(|unit| {
                        common.as_deref().is_none_or(|common| common == unit || common.trim_matches('"') == unit)
                    });
                    // A number in another unit than its column's is left as it was typed, for the check to tell.
                    if is_of_unit {
                        measure.value = DraftValue::Number(value);
                        measure.unit = unit.filter(|_| common.is_none()).or(measure.unit.take());
                    }
                }
            });
        }
    }

    fn related(&self, all: &[(&Sheet, &Table)], values: ValueReader<'_>, id: &str, reading: &mut Reading) {
        let mut tables = Vec::new();
        for (sheet, table) in all {
            match Role::of(table) {
                Some(role) => {
                    describe(sheet, table, role.layout(), reading);
                    tables.push((*sheet, *table, role));
                }
                None => reading.left_out.push(Told::TableAlone.at(sheet_name(sheet))),
            }
        }
        reading.plans = related::read(&tables, values, reading);
        for plan in reading.plans.iter_mut().filter(|plan| plan.id.is_empty()) {
            id.clone_into(&mut plan.id);
        }
    }

    fn single(&self, found: &[(&Sheet, Vec<Table>)], values: ValueReader<'_>, id: &str, reading: &mut Reading) {
        let mut plan = DraftPlan { id: id.to_owned(), ..DraftPlan::default() };
        let mut known = matrix::Known::default();
        let mut budgets = Vec::new();
        for (sheet, tables) in found {
            above(sheet, tables, &mut plan, reading);
            if logframe::is_logframe(tables) {
                for table in tables {
                    describe(sheet, table, Layout::Logframe, reading);
                }
                logframe::read(sheet, tables, values, &mut plan.elements, reading);
            } else {
                for table in tables {
                    if Role::of(table) == Some(Role::Budgets) && table.has(Field::ResultId) {
                        describe(sheet, table, Layout::Budgets, reading);
                        budgets.push((*sheet, table));
                        continue;
                    }
                    let mut table = table.clone();
                    matrix::settle(sheet, &mut table, values, reading);
                    let layout = if sheet.name.is_empty() { Layout::Outline } else { Layout::Matrix };
                    describe(sheet, &table, layout, reading);
                    matrix::read(sheet, &table, values, (&mut plan.elements, &mut known), reading);
                }
            }
        }
        for (sheet, table) in budgets {
            related::budgets(sheet, table, values, &mut plan, reading);
        }
        reading.plans.push(plan);
    }
}

/// That numbers in columns of dates were read as days.
fn serial_dates(sheet: &Sheet, table: &Table, values: ValueReader<'_>) -> Vec<Remark> {
    let is_of_dates = |column: &&layout::Column| {
        matches!(column.field(), Some(Field::PeriodStart | Field::PeriodEnd | Field::BaselineDate | Field::TargetDate))
    };
    let told = |column: &layout::Column| {
        let rows = sheet.rows_in(table.heading_end + 1, table.end);
        let cells = rows.into_iter().filter_map(|row| sheet.cell(row, column.index));
        let (cell, day) = cells.into_iter().find_map(|cell| Some((cell, values.serial(cell)?)))?;
        let told = Told::SerialDates.at(sheet.place(column.place)).with("heading", row::one_line(&column.heading));
        Some(told.about(&cell.to_string()).with("date", day.to_string()))
    };
    table.columns.iter().filter(is_of_dates).filter_map(told).collect()
}

/// Rows and columns of tables that whoever opens the file does not see; they are read all the same.
fn hidden(sheet: &Sheet, tables: &[Table]) -> Vec<Remark> {
    let rows = sheet.hidden_rows.iter().filter(|row| {
        tables
            .iter()
            .any(|table| (table.heading..table.end).contains(row) && table.cells(sheet, **row).next().is_some())
    });
    let rows: Vec<String> = rows.map(|row| (row + 1).to_string()).collect();
    let is_hidden = |index: &u32| sheet.hidden_columns.iter().any(|(first, last)| (first..=last).contains(&index));
    let used: std::collections::BTreeSet<u32> =
        tables.iter().flat_map(|table| &table.columns).map(|column| column.index).filter(is_hidden).collect();
    let columns: Vec<String> = used.into_iter().map(|column| sheet.column_name(column)).collect();
    let told = |told: Told, names: Vec<String>| {
        let shown = names.iter().take(20).cloned().collect::<Vec<_>>().join(", ");
        let count = names.len();
        (count > 0).then(|| told.at(sheet_name(sheet)).with("count", count.to_string()).with("names", shown))
    };
    [told(Told::HiddenRows, rows), told(Told::HiddenColumns, columns)].into_iter().flatten().collect()
}

fn sheet_name(sheet: &Sheet) -> String {
    sheet.title()
}

/// What stands above the first table: titles and remarks, kept as notes of the plan.
fn above(sheet: &Sheet, tables: &[Table], plan: &mut DraftPlan, reading: &mut Reading) {
    let Some(first) = tables.first().map(|table| table.heading) else { return };
    for (place, cell) in sheet.cells.range((0, 0)..(first, 0)) {
        let text = cell.to_string();
        // A label with nothing beside it is an empty form.
        if text.trim_end().ends_with([':', '：']) {
            continue;
        }
        reading.left_out.push(Told::AboveTable.at(sheet.place(*place)).about(&text));
        plan.notes.push((sheet.place(*place), text));
    }
}

fn describe(sheet: &Sheet, table: &Table, layout: Layout, reading: &mut Reading) {
    let columns = table
        .columns
        .iter()
        .map(|column| {
            let holds = match &column.understood {
                Some(understood) => {
                    let year = understood.year.map_or(String::new(), |year| format!(" {year}"));
                    Holds::Field(field_word(understood.field) + &year)
                }
                None if column.is_mapped => Holds::Ignored,
                None if layout == Layout::Logframe && logframe::is_status(sheet, table, column) => Holds::Status,
                None => Holds::Note,
            };
            ColumnReading { letters: sheet.column_name(column.index), heading: row::one_line(&column.heading), holds }
        })
        .collect();
    let noted = table.columns.iter().filter(|column| {
        let is_status = layout == Layout::Logframe && logframe::is_status(sheet, table, column);
        let is_period = layout == Layout::Budgets && heading::is_word(&column.heading, "date");
        // The first column of a block has labels with their content below.
        let is_label = layout == Layout::Logframe && table.columns.first().is_some_and(|of| of.index == column.index);
        column.understood.is_none() && !column.is_mapped && !is_status && !is_period && !is_label
    });
    let noted: Vec<Remark> = noted.filter_map(|column| as_notes(sheet, table, column)).collect();
    let is_told = |remark: &Remark| {
        let told = reading.left_out.iter().chain(&reading.doubts);
        told.into_iter().any(|of| of.place == remark.place && matches!(of.told, Told::SumColumn | Told::SecondLanguage))
    };
    let noted: Vec<Remark> = noted.into_iter().filter(|remark| !is_told(remark)).collect();
    reading.left_out.extend(noted);
    let starts = table
        .columns
        .iter()
        .filter(|column| layout == Layout::Periods && column.field() == Some(Field::PeriodStart) && !column.is_mapped);
    reading.left_out.extend(starts.filter_map(|column| counted(Told::Starts, sheet, table, column)));
    let rows = (table.heading + 1, table.end);
    reading.tables.push(TableReading { place: sheet_name(sheet), rows, layout, columns });
}

/// That the cells of a column are kept as notes; nothing where it has none.
fn as_notes(sheet: &Sheet, table: &Table, column: &layout::Column) -> Option<Remark> {
    counted(Told::ColumnAsNote, sheet, table, column)
}

/// What is told of a column with the number of its cells; nothing where it has none.
fn counted(told: Told, sheet: &Sheet, table: &Table, column: &layout::Column) -> Option<Remark> {
    let rows = sheet.rows_in(table.heading_end + 1, table.end);
    let count = rows.into_iter().filter(|row| sheet.cell(*row, column.index).is_some()).count();
    let told = told.at(sheet.place(column.place)).with("heading", row::one_line(&column.heading));
    (count > 0).then(|| told.with("count", count.to_string()))
}

/// Whether a program wrote the tables: its names of columns are English whatever the texts are, and its numbers have a point.
fn is_machine(found: &[(&Sheet, Vec<Table>)]) -> bool {
    let headings = found.iter().flat_map(|(_, tables)| tables).flat_map(|table| &table.columns);
    headings.filter(|column| column.heading.contains('_')).count() > 2
}

/// The language of most headings; of texts where headings do not tell.
/// Cells of a sheet that have no value, though something stands in them.
fn faults(sheet: &Sheet) -> impl Iterator<Item = Remark> {
    sheet.faults.iter().map(|(place, fault)| match fault.as_str() {
        NEVER_COMPUTED => Told::FormulaUncomputed.at(sheet.place(*place)),
        fault => Told::FormulaFault.at(sheet.place(*place)).with("fault", row::one_line(fault)),
    })
}

fn language_of(found: &[(&Sheet, Vec<Table>)], abouts: &[&About]) -> Language {
    let mut counts: Vec<(&str, usize)> = Vec::new();
    let columns = found.iter().flat_map(|(_, tables)| tables).flat_map(|table| &table.columns);
    let of_columns = columns.filter_map(|column| column.understood.as_ref()?.language);
    for language in of_columns.chain(abouts.iter().flat_map(|about| about.languages.iter().copied())) {
        match counts.iter_mut().find(|(known, _)| *known == language) {
            Some((_, count)) => *count += 1,
            None => counts.push((language, 1)),
        }
    }
    // Of two languages beside each other the first is the plan's.
    let most = counts.iter().rev().max_by_key(|(_, count)| *count).map(|(language, _)| *language);
    if let Some(language) = most.filter(|_| !is_machine(found)).and_then(Language::of_tag) {
        return language;
    }
    let texts = found.iter().flat_map(|(sheet, _)| sheet.cells.values());
    let long = texts.filter_map(|cell| match cell {
        table::Cell::Text(text) if text.contains(' ') && !text.contains('_') => Some(text.as_str()),
        _ => None,
    });
    Language::detect(&long.take(200).collect::<Vec<_>>().join(" "))
}
