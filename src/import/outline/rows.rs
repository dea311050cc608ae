//! Rows that headings, items and paragraphs make, and the sheets that they are put into.

use std::collections::HashMap;

use super::super::heading::{Field, field_word};
use super::super::layout::tables;
use super::super::logframe;
use super::super::mapping::SheetMapping;
use super::super::matrix::rank;
use super::super::table::{Cell, Places, Position, Sheet, letters};
use super::Statement;

/// A cell beside a statement.
#[derive(Clone, Debug)]
struct Fact {
    field: Field,
    /// The label as written, with a year where it has one.
    heading: String,
    text: String,
    place: String,
}

/// A statement with the elements above it and what is said beside it.
#[derive(Debug)]
pub(super) struct Row {
    above: Vec<Statement>,
    own: Statement,
    facts: Vec<Fact>,
    /// Whether the next paragraph may be its description.
    is_heading: bool,
}

impl Row {
    pub(super) fn new(above: Vec<Statement>, own: Statement, is_heading: bool) -> Self {
        Self { above, own, facts: Vec::new(), is_heading }
    }

    /// The elements that the row names, from the highest, with its own where that can have others below it.
    fn path(&self) -> impl Iterator<Item = &Statement> {
        self.above.iter().chain(Some(&self.own).filter(|own| own.field.is_statement()))
    }

    /// What has to be the same for two rows to stand in one table: no cell of it may be left blank.
    fn shape(&self) -> Shape {
        (self.path().map(|statement| statement.field).collect(), self.own.field == Field::Indicator)
    }
}

/// The rows since the table before.
#[derive(Debug, Default)]
pub(super) struct Rows {
    rows: Vec<Row>,
}

impl Rows {
    pub(super) fn push(&mut self, row: Row) -> usize {
        self.rows.push(row);
        self.rows.len() - 1
    }

    pub(super) fn is_indicator(&self, row: usize) -> bool {
        self.rows.get(row).is_some_and(|row| row.own.field == Field::Indicator)
    }

    /// Whether a paragraph right below a row describes it.
    pub(super) fn takes_description(&self, row: usize) -> bool {
        self.rows.get(row).is_some_and(|row| row.is_heading && row.facts.is_empty())
    }

    pub(super) fn describe(&mut self, row: usize, text: String, place: String, notes: Vec<String>) {
        self.say(row, Field::Description, "", None, text, place.clone());
        for note in notes {
            self.say(row, Field::Note, "", None, note, place.clone());
        }
    }

    /// Says something beside a statement.
    pub(super) fn say(
        &mut self,
        row: usize,
        field: Field,
        label: &str,
        year: Option<i16>,
        text: String,
        place: String,
    ) {
        let Some(row) = self.rows.get_mut(row) else { return };
        let heading = match year {
            Some(year) if !label.contains(&year.to_string()) => format!("{label} {year}"),
            _ if label.is_empty() => field_word(field),
            _ => label.to_owned(),
        };
        row.facts.push(Fact { field, heading, text, place });
    }

    /// The place of a statement with the same number and words below other elements.
    pub(super) fn elsewhere(&self, above: &[Statement], own: &Statement) -> Option<String> {
        let same = |row: &&Row| row.own.field == own.field && row.own.text == own.text && row.own.number == own.number;
        let texts = |way: &[Statement]| way.iter().map(|statement| statement.text.clone()).collect::<Vec<_>>();
        let found = self.rows.iter().rev().take(2_000).filter(|row| own.number.is_some() && same(row));
        found.into_iter().find(|row| texts(&row.above) != texts(above)).map(|row| row.own.place.clone())
    }

    /// One sheet for rows of one shape that stand together.
    pub(super) fn sheets(self) -> Vec<Sheet> {
        let mut groups: Vec<(Shape, Vec<Row>)> = Vec::new();
        for row in self.rows {
            let shape = row.shape();
            match groups.last_mut() {
                Some((known, rows)) if *known == shape => rows.push(row),
                _ => groups.push((shape, vec![row])),
            }
        }
        groups.into_iter().map(|(_, rows)| sheet(rows)).collect()
    }
}

/// What rows of one sheet have in common.
type Shape = (Vec<Field>, bool);

/// A sheet while it is written.
struct Written {
    sheet: Sheet,
    places: Places,
    mapping: SheetMapping,
    columns: HashMap<(Field, String), u32>,
}

impl Written {
    /// The column of a field under a heading; a new one behind the others where there is none yet.
    fn column(&mut self, field: Field, heading: &str) -> u32 {
        let next = u32::try_from(self.columns.len()).unwrap_or(u32::MAX);
        let entry = self.columns.entry((field, heading.to_owned()));
        let column = *entry.or_insert(next);
        if column == next {
            self.sheet.cells.insert((0, column), Cell::Text(heading.to_owned()));
            self.mapping.columns.insert(letters(column), field_word(field));
        }
        column
    }

    fn put(&mut self, at: Position, text: &str, place: &str) {
        if let Some(cell) = Cell::of_text(text) {
            self.sheet.cells.insert(at, cell);
            self.places.name(at, place);
        }
    }

    fn statement(&mut self, row: u32, statement: &Statement) {
        let id = if statement.field == Field::Indicator { Field::IndicatorId } else { Field::ResultId };
        let heading = field_word(statement.field);
        // The number stands right before the words that it is the number of.
        let id_column = self.column(id, &format!("{heading} id"));
        let column = self.column(statement.field, &heading);
        if let Some(number) = &statement.number {
            self.put((row, id_column), number, &statement.place);
        }
        self.put((row, column), &statement.text, &statement.place);
        let notes = statement.notes.iter().map(|note| ((row, column), note.clone()));
        self.sheet.footnotes.extend(notes);
    }
}

fn sheet(rows: Vec<Row>) -> Sheet {
    let mut written = Written {
        sheet: Sheet::default(),
        places: Places::within(rows.first().map(|row| row.own.place.clone()).unwrap_or_default()),
        mapping: SheetMapping { header_row: Some(1), ..SheetMapping::default() },
        columns: HashMap::new(),
    };
    for (row, index) in rows.iter().zip(1..) {
        for statement in row.above.iter().chain([&row.own]) {
            written.statement(index, statement);
        }
        for fact in &row.facts {
            let column = written.column(fact.field, &fact.heading);
            if written.sheet.cells.contains_key(&(index, column)) {
                // What is said twice is kept as it is; nobody can tell which holds.
                let column = written.column(Field::Note, &fact.heading);
                let before =
                    written.sheet.cells.get(&(index, column)).map(|cell| format!("{cell}\n")).unwrap_or_default();
                let label = if before.is_empty() { String::new() } else { format!("{}: ", fact.heading) };
                written.put((index, column), &(before + &label + &fact.text), &fact.place);
            } else {
                written.put((index, column), &fact.text, &fact.place);
            }
        }
    }
    let mut sheet = written.sheet;
    sheet.places = Some(Box::new(written.places));
    sheet.mapping = Some(Box::new(written.mapping));
    sheet
}

/// Puts the elements that a table stands under into columns behind its own, where it names none of their kind itself.
pub(super) fn put_under(sheet: &mut Sheet, above: &[Statement]) {
    let found = tables(sheet, None);
    let own = found.iter().flat_map(|table| &table.columns).filter_map(|column| column.field());
    let highest = own.filter(|field| field.is_statement()).map(rank).min().unwrap_or(u8::MAX);
    let above: Vec<&Statement> = above.iter().filter(|statement| rank(statement.field) < highest).collect();
    if found.is_empty() || above.is_empty() || logframe::is_logframe(&found) {
        return;
    }
    let first = sheet.cells.keys().map(|(_, column)| *column).max().unwrap_or(0) + 1;
    let mut mapping = SheetMapping::default();
    for (statement, index) in above.iter().zip(0..) {
        let (id, column) = (first + index * 2, first + index * 2 + 1);
        mapping.columns.insert(letters(id), field_word(Field::ResultId));
        mapping.columns.insert(letters(column), field_word(statement.field));
        for table in &found {
            for row in sheet.rows_in(table.heading_end + 1, table.end) {
                for (column, text) in [(id, statement.number.as_deref()), (column, Some(statement.text.as_str()))] {
                    let Some(cell) = text.and_then(Cell::of_text) else { continue };
                    sheet.cells.insert((row, column), cell);
                    if let Some(places) = &mut sheet.places {
                        places.name((row, column), &statement.place);
                    }
                }
            }
        }
    }
    sheet.mapping = Some(Box::new(mapping));
}
