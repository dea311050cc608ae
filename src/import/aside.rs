//! Rows of a table that state nothing of a plan: its headings once more, sums, words over the rows below.

use super::heading::{Field, folded, is_han, is_word, understand};
use super::label::{Labelled, Parted, labelled};
use super::layout::{Column, Table};
use super::row::Row;
use super::table::{Cell, Sheet};
use super::total::is_total;

/// The most words of a heading over rows that nothing but its place tells from a name.
const WORDS: usize = 3;
/// As many characters, where words are not parted.
const CHARACTERS: usize = 8;

/// What a row is besides a statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Aside {
    /// The headings of the table once more, as after the end of a page.
    Heading,
    /// A sum of rows: all that it says.
    Sum(String),
    /// An element of a higher level whose words stand over the rows below.
    Element(Labelled),
    /// Words over the rows below that name no element.
    Band(String),
    /// A note or a source below the rows.
    Footnote(String),
}

/// What a row is, if it is none of a statement.
pub(super) fn of(row: Row<'_>) -> Option<Aside> {
    let cells: Vec<(u32, &Cell)> = own_cells(row, row.row).collect();
    if repeats_heading(row.sheet, row.table, &cells) {
        return Some(Aside::Heading);
    }
    let footnote = || footnote(row, &cells).map(Aside::Footnote);
    sum(row.table, &cells).map(Aside::Sum).or_else(footnote).or_else(|| band(row, &cells))
}

/// The cells of a row, without those that say which headings of a document its table stands under.
fn own_cells(row: Row<'_>, at: u32) -> impl Iterator<Item = (u32, &Cell)> {
    let is_above = move |index: u32| {
        let column = row.table.columns.iter().find(|column| column.index == index);
        row.sheet.mapping.is_some() && column.is_some_and(|column| column.is_mapped)
    };
    row.table.cells(row.sheet, at).filter(move |(index, _)| !is_above(*index))
}

/// Whether all that a row says stands in the same columns of the heading.
fn repeats_heading(sheet: &Sheet, table: &Table, cells: &[(u32, &Cell)]) -> bool {
    let same = |row: u32| {
        let text = |column: u32| sheet.seen(row, column).map(|(_, cell)| folded(&cell.to_string()));
        cells.iter().all(|(column, cell)| text(*column).is_some_and(|heading| heading == folded(&cell.to_string())))
    };
    let alike = || {
        cells.iter().all(|(index, cell)| {
            let of_column = table.columns.iter().find(|column| column.index == *index).and_then(Column::field);
            of_column.is_some() && understand(&cell.to_string()).map(|found| found.field) == of_column
        })
    };
    cells.len() >= 2 && ((table.heading..=table.heading_end).any(same) || alike())
}

/// What a row of sums says: its first words are those of a sum, and it states nothing else.
fn sum(table: &Table, cells: &[(u32, &Cell)]) -> Option<String> {
    let (first, rest) = cells.split_first()?;
    let Cell::Text(text) = first.1 else { return None };
    let states = |(index, cell): &(u32, &Cell)| {
        let field = table.columns.iter().find(|column| column.index == *index).and_then(Column::field);
        let names = field.is_some_and(|field| field.is_statement() || field == Field::Indicator);
        names && matches!(cell, Cell::Text(text) if !is_total(text))
    };
    (is_total(text) && !rest.iter().any(states)).then(|| {
        let all: Vec<String> = cells.iter().map(|(_, cell)| cell.to_string()).collect();
        all.join(" | ")
    })
}

/// What stands below all rows of a table and calls itself a note or a source, or begins with the sign of one.
fn footnote(row: Row<'_>, cells: &[(u32, &Cell)]) -> Option<String> {
    let [(_, Cell::Text(text))] = cells else { return None };
    let says_so = text.split_once([':', '：']).is_some_and(|(word, _)| is_word(word, "footnote"));
    let is_alone = |at: u32| own_cells(row, at).count() <= 1;
    let is_below = || row.table.rows(row.sheet).into_iter().filter(|at| *at > row.row).all(is_alone);
    ((says_so || text.trim_start().starts_with('*')) && is_below()).then(|| text.clone())
}

fn band(row: Row<'_>, cells: &[(u32, &Cell)]) -> Option<Aside> {
    let [(index, Cell::Text(text))] = cells else { return None };
    let column = row.table.columns.iter().find(|column| column.index == *index)?;
    let is_first = row.table.columns.first().is_some_and(|first| first.index == *index);
    let is_wide = is_wide(row, *index);
    let field = column.field();
    let names_elements = field.is_some_and(Field::is_statement);
    let is_id = matches!(field, Some(Field::IndicatorId | Field::ResultId));
    if let Some(mut found) = labelled(text).filter(is_of_element) {
        // The word for a value of a target, with its number, is that for the target.
        if found.field == Field::Target {
            found.field = Field::TargetStatement;
        }
        // In the column of its own kind it is a row like others.
        let is_own = field == Some(found.field) || field == Some(Field::Result);
        if !is_own && (is_first || is_wide) {
            return Some(Aside::Element(found));
        }
        return None;
    }
    let is_band = if names_elements {
        below(row, *index) == Below::Filled
            && (is_wide || (is_first && is_title(text) && is_one_of_several(row, *index)))
    } else if field == Some(Field::Indicator) {
        is_wide
    } else {
        (is_wide && is_first) || (is_id && text.contains(char::is_whitespace)) || (is_wide && is_id)
    };
    is_band.then(|| Aside::Band(text.clone()))
}

/// Whether a row that was taken for a result may be words over the rows below: they are short, stand alone, and the next row has
/// a result of its own.
pub(super) fn may_be_band(row: Row<'_>) -> bool {
    let mut cells = own_cells(row, row.row);
    let (Some((index, Cell::Text(text))), None) = (cells.next(), cells.next()) else { return false };
    let is_of_document = row.sheet.name.is_empty();
    let is_first = row.table.columns.first().is_some_and(|first| first.index == index);
    !is_of_document
        && is_first
        && row.table.has(Field::Indicator)
        && is_title(text)
        && below(row, index) == Below::Filled
}

/// Whether a label says that its words are an element, by its number or by the sign behind it.
fn is_of_element(found: &Labelled) -> bool {
    let of_element = found.field.is_statement() || (found.field == Field::Target && found.number.is_some());
    of_element
        && found.field != Field::Result
        && !found.rest.is_empty()
        && (found.parted == Parted::BySign || found.number.is_some())
}

/// Whether a cell is merged over most of the table.
fn is_wide(row: Row<'_>, index: u32) -> bool {
    let place = (row.row, index);
    let columns = row.table.columns.iter();
    let covered = columns.filter(|column| row.sheet.first_of(row.row, column.index) == place).count();
    row.table.columns.len() > 2 && covered * 3 > row.table.columns.len() * 2
}

/// What stands below a cell in its column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Below {
    /// Nothing, or the next words over rows.
    Blank,
    /// The words of a row that says more.
    Filled,
}

fn below(row: Row<'_>, index: u32) -> Below {
    let next = row.table.rows(row.sheet).into_iter().find(|next| *next > row.row);
    let Some(next) = next else { return Below::Blank };
    let is_filled = row.sheet.cell(next, index).is_some() && own_cells(row, next).count() > 1;
    if is_filled { Below::Filled } else { Below::Blank }
}

/// Whether a text is as short as headings are.
fn is_title(text: &str) -> bool {
    let has_han = text.chars().any(is_han);
    text.split_whitespace().count() <= WORDS && (!has_han || text.chars().count() <= CHARACTERS)
}

/// Whether a row alone in its column is the first of its table, or one of several such: a single one may be a result that has no
/// indicator yet.
fn is_one_of_several(row: Row<'_>, index: u32) -> bool {
    let rows = row.table.rows(row.sheet);
    let alone = |at: &u32| {
        let mut cells = own_cells(row, *at);
        matches!((cells.next(), cells.next()), (Some((first, Cell::Text(text))), None) if first == index && is_title(text))
            && below(Row { row: *at, ..row }, index) == Below::Filled
    };
    // In a table whose results stand in rows of their own above their indicators, what stands alone is a result.
    let filled = rows.iter().filter(|at| row.sheet.cell(**at, index).is_some() && !alone(at)).count();
    let bands = rows.iter().filter(|at| alone(at)).count();
    filled > bands && (bands > 1 || rows.first() == Some(&row.row))
}
