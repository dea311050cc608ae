//! The logframe of four columns: results in words, their indicators, sources and assumptions, with several of them as lines of one
//! cell. Its rows are taken apart, one an indicator, before they are read as those of any matrix.

use super::super::cell_facts;
use super::super::draft::Reading;
use super::super::heading::{Field, is_word};
use super::super::label::numbered;
use super::super::layout::{Column, Table};
use super::super::remark::Told;
use super::super::row::one_line;
use super::super::table::{Cell, Merge, Places, Position, Sheet};
use super::super::value::{Said, ValueReader};
use super::kind_of_level;
use crate::plan::Kind;

/// Whether a table is a logframe of four columns.
pub(super) fn is_narrative(table: &Table) -> bool {
    let has_values = table.columns.iter().any(|column| column.field().is_some_and(Field::is_measure));
    let has = |field| table.has(field);
    has(Field::Result) && has(Field::Indicator) && has(Field::Source) && has(Field::Assumption) && !has_values
}

/// The same table with a row for each line that is an element; nothing where no cell has several.
pub(super) fn taken_apart(
    sheet: &Sheet,
    table: &Table,
    values: ValueReader<'_>,
    reading: &mut Reading,
) -> Option<(Sheet, Table)> {
    let column = |field| table.column(field).map(|column: &Column| column.index);
    let (result, indicator, source) = (column(Field::Result)?, column(Field::Indicator)?, column(Field::Source)?);
    let level = column(Field::Level);
    let mut apart = Apart::new(sheet, table);
    let mut of_level: Option<String> = None;
    for row in sheet.rows_in(table.heading_end + 1, table.end) {
        let text = |column: u32| sheet.cell(row, column).map(ToString::to_string);
        of_level = level.and_then(|level| sheet.seen(row, level)).map(|(_, cell)| cell.to_string()).or(of_level);
        let results = text(result).map(|text| items(&text)).unwrap_or_default();
        let is_activity = kind_of_level(of_level.as_deref()) == Some(Kind::Activity)
            || results
                .first()
                .is_some_and(|text| kind_of_level(text.split([':', '：']).next()) == Some(Kind::Activity));
        let told = |told: Told, column: u32, count: usize| {
            told.at(sheet.place((row, column))).with("count", count.to_string())
        };
        let mut means = Vec::new();
        if is_activity {
            let cells = [indicator, source].into_iter().filter_map(|column| Some((column, text(column)?)));
            let cells: Vec<(u32, String)> = cells.collect();
            if cells.iter().any(|(_, text)| is_means(text, values)) {
                for (column, text) in &cells {
                    reading.left_out.push(Told::MeansAsNote.at(sheet.place((row, *column))).about(text));
                    means.push(*column);
                }
            } else if let Some((column, text)) = cells.first().filter(|(column, _)| *column == indicator) {
                reading.doubts.push(Told::OfActivity.at(sheet.place((row, *column))).about(text));
            }
        }
        let names =
            if means.is_empty() { text(indicator).map(|text| names(&text)).unwrap_or_default() } else { Vec::new() };
        let sources = text(source).map(|text| lines(&text)).unwrap_or_default();
        for (column, count) in [(result, results.len()), (indicator, names.len())] {
            if count > 1 {
                reading.doubts.push(told(Told::SeveralLines, column, count));
            }
        }
        if results.len() > 1 && !names.is_empty() && names.len() != results.len() {
            let which = told(Told::WhichResult, indicator, names.len());
            reading.doubts.push(which.with("results", results.len().to_string()));
        }
        let pairs = results.len() == names.len() || results.len() <= 1 || names.is_empty();
        // Where results and indicators do not pair, all indicators come first, below the first result.
        let count = if pairs { results.len().max(names.len()) } else { names.len() + results.len() - 1 }.max(1);
        apart.begin(row);
        for line in 0..count {
            let of_result = if pairs || line == 0 { line } else { (line + 1).saturating_sub(names.len()) };
            let is_first_of_result = pairs || line == 0 || line >= names.len();
            apart.line(line == 0, |at| {
                if means.contains(&at) {
                    return None;
                }
                let pick = |all: &[String], nth: usize| all.get(nth).and_then(|text| Cell::of_text(text));
                if at == result {
                    return pick(&results, of_result).filter(|_| is_first_of_result);
                }
                if at == indicator {
                    return pick(&names, line);
                }
                if at == source && names.len() > 1 {
                    let of_each = if sources.len() == names.len() { pick(&sources, line) } else { None };
                    return of_each.or_else(|| sheet.cell(row, at).cloned()).filter(|_| line < names.len());
                }
                sheet.cell(row, at).filter(|_| line == 0).cloned()
            });
        }
        apart.means(&means);
    }
    apart.finish()
}

/// A sheet that is written anew with more rows, whose cells are called as those that they come from.
struct Apart<'a> {
    sheet: &'a Sheet,
    table: &'a Table,
    made: Sheet,
    places: Places,
    /// The row that is read, and the first that was made of it.
    from: u32,
    first: u32,
    next: u32,
    /// Rows that were read, with the first and the last that were made of each.
    rows: Vec<(u32, u32, u32)>,
    has_more: bool,
}

impl<'a> Apart<'a> {
    fn new(sheet: &'a Sheet, table: &'a Table) -> Self {
        let made = Sheet { name: sheet.name.clone(), mapping: sheet.mapping.clone(), ..Sheet::default() };
        let next = table.heading_end + 1;
        let mut apart = Self {
            sheet,
            table,
            made,
            places: sheet.places_like(),
            from: next,
            first: next,
            next,
            rows: Vec::new(),
            has_more: false,
        };
        for row in table.heading..=table.heading_end {
            for (column, cell) in sheet.row(row) {
                apart.put((row, column), cell.clone(), (row, column));
            }
            apart.rows.push((row, row, row));
        }
        apart
    }

    fn put(&mut self, at: Position, cell: Cell, from: Position) {
        self.places.name(at, &self.sheet.place(from));
        self.made.cells.insert(at, cell);
    }

    fn begin(&mut self, row: u32) {
        (self.from, self.first) = (row, self.next);
    }

    /// One row more of what is read, with what stands in each column.
    fn line(&mut self, is_first: bool, cell: impl Fn(u32) -> Option<Cell>) {
        self.has_more |= !is_first;
        let at = self.next;
        self.next += 1;
        let columns: Vec<u32> = self.table.columns.iter().map(|column| column.index).collect();
        for column in columns {
            if let Some(cell) = cell(column) {
                self.put((at, column), cell, (self.from, column));
            }
        }
        match self.rows.last_mut() {
            Some((from, _, last)) if *from == self.from => *last = at,
            _ => self.rows.push((self.from, at, at)),
        }
    }

    /// What an activity takes and costs, in columns of notes behind the others.
    fn means(&mut self, columns: &[u32]) {
        let width = self.table.columns.last().map_or(0, |column| column.index + 1);
        for column in columns {
            if let Some(cell) = self.sheet.cell(self.from, *column) {
                self.put((self.first, width + column), cell.clone(), (self.from, *column));
                self.has_more = true;
            }
        }
    }

    fn finish(mut self) -> Option<(Sheet, Table)> {
        if !self.has_more {
            return None;
        }
        // Rows were read from top to bottom. A merge may go on far below the table, where nothing is.
        let up_to = |row: u32| {
            let behind = self.rows.partition_point(|(from, _, _)| *from <= row);
            behind.checked_sub(1).map(|at| self.rows[at])
        };
        for merge in &self.sheet.merges {
            let begins = up_to(merge.first.0).filter(|(from, _, _)| *from == merge.first.0);
            if let (Some((_, first, _)), Some((_, _, last))) = (begins, up_to(merge.last.0)) {
                self.made.merges.push(Merge { first: (first, merge.first.1), last: (last, merge.last.1) });
            }
        }
        let mut table = self.table.clone();
        table.end = self.next;
        let width = table.columns.last().map_or(0, |column| column.index + 1);
        let more: Vec<Column> = table
            .columns
            .iter()
            .filter(|column| self.made.cells.keys().any(|(_, index)| *index == width + column.index))
            .map(|column| Column { index: width + column.index, understood: None, is_mapped: false, ..column.clone() })
            .collect();
        table.columns.extend(more);
        self.made.places = Some(Box::new(self.places));
        // The rows that were made are fewer than the lines of the sheet, which was within limits itself.
        self.made.settle().ok()?;
        Some((self.made, table))
    }
}

/// Signs that lists have before their lines.
const BULLETS: [char; 10] = ['–', '—', '•', '-', '·', '▪', '*', '●', '◦', '○'];

/// The lines of a cell, without the signs that lists have before theirs. A line that goes on in small letters is the same.
fn lines(text: &str) -> Vec<String> {
    let bullet = |c: char| c.is_whitespace() || BULLETS.contains(&c);
    let mut all: Vec<String> = Vec::new();
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        let plain = line.trim().trim_start_matches(bullet).trim();
        let goes_on = line.trim().starts_with(char::is_lowercase);
        match all.last_mut() {
            Some(before) if goes_on => *before = format!("{before} {plain}"),
            _ => all.push(plain.to_owned()),
        }
    }
    all
}

/// The indicators of a cell: its lines, unless some say what an indicator's values are.
fn names(text: &str) -> Vec<String> {
    let (_, facts) = cell_facts::parted(text);
    if facts.is_empty() { lines(text) } else { vec![text.to_owned()] }
}

/// The results of a cell: its lines where each has a number or a sign of a list before it; else it is one.
fn items(text: &str) -> Vec<String> {
    let is_item = |line: &str| line.trim_start().starts_with(BULLETS) || numbered(line).0.is_some();
    let all: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).collect();
    if all.len() > 1 && all.iter().all(|line| is_item(line)) { lines(text) } else { vec![text.to_owned()] }
}

/// Whether a cell beside an activity says what that takes or costs: it calls itself so, or is an amount.
fn is_means(text: &str, values: ValueReader<'_>) -> bool {
    let called = |line: &str| {
        let word = line.split([':', '：', '(', '（']).next().unwrap_or(line);
        is_word(word, "means")
    };
    let is_amount = |line: &str| {
        let words = one_line(line);
        let said = Cell::of_text(&words).map(|cell| values.read(&cell));
        matches!(said, Some(Said::Value(found)) if found.rest.is_none() && (found.scaled || found.unit.as_deref().is_none_or(is_currency)))
    };
    text.lines().any(called) || text.lines().all(is_amount)
}

fn is_currency(unit: &str) -> bool {
    super::super::scale::code(unit).is_some() || is_word(unit, "money")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_a_cell_are_elements_where_they_begin_as_such() {
        assert_eq!(lines("- Survey\n• Log"), ["Survey", "Log"]);
        assert_eq!(
            lines("Share of people\nwith clean water\nComplaints"),
            ["Share of people with clean water", "Complaints"]
        );
        assert_eq!(items("1. Wells drilled\n2. Operators trained"), ["1. Wells drilled", "2. Operators trained"]);
        assert_eq!(items("* Wells drilled\n* Operators trained"), ["Wells drilled", "Operators trained"]);
        assert_eq!(items("Wells drilled\nin all villages"), ["Wells drilled\nin all villages"]);
        assert_eq!(names("Clinics\nBaseline: 5\nTarget: 10"), ["Clinics\nBaseline: 5\nTarget: 10"]);
    }
}
