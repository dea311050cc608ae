//! Columns whose headings do not tell what they hold: what stands in them tells.

use super::super::draft::Reading;
use super::super::heading::{Field, Understood, without_year};
use super::super::layout::{self, Column, Table};
use super::super::remark::Told;
use super::super::row::one_line;
use super::super::table::{Cell, Sheet};
use super::super::value::{Said, ValueReader};
use super::kind_of_level;

/// How many cells of a column are looked at to tell what they hold.
const LOOKED_AT: usize = 500;

/// The most words of a cell that says how much a risk would harm.
const WORDS: usize = 3;

/// Says what columns hold whose headings do not: what stands in them, and in the columns beside them, tells.
pub(in crate::import) fn settle(sheet: &Sheet, table: &mut Table, values: ValueReader<'_>, reading: &mut Reading) {
    if is_of_risks(table) {
        risks(sheet, table);
        return;
    }
    sums(sheet, table, reading);
    levels(sheet, table);
    languages(sheet, table, reading);
    if !table.has(Field::Indicator) {
        let title = if table.has(Field::IndicatorId) { Field::Indicator } else { Field::Result };
        let has_statement = table.columns.iter().filter_map(|column| column.field()).any(Field::is_statement);
        let known = table.has(Field::IndicatorId) || table.has(Field::ResultId) || table.has(Field::Level);
        let wanted = title == Field::Indicator || !has_statement;
        let from = if table.has(Field::Title) { Field::Title } else { Field::Description };
        let column = table.columns.iter_mut().find(|column| column.field() == Some(from));
        if let Some(understood) = column.filter(|_| known && wanted).and_then(|column| column.understood.as_mut()) {
            understood.field = title;
        }
    }
    objectives(sheet, table, reading);
    values_and_statements(sheet, table, values, reading);
    years(sheet, table, values, reading);
}

/// Columns whose headings are the same word for a statement and for a value.
fn values_and_statements(sheet: &Sheet, table: &mut Table, values: ValueReader<'_>, reading: &mut Reading) {
    let Some(indicator) = table.column(Field::Indicator).map(|column| column.index) else { return };
    let rows = sheet.rows_in(table.heading_end + 1, table.end);
    for column in table.columns.iter_mut().filter(|column| !column.is_mapped) {
        let index = column.index;
        let place = sheet.place(column.place);
        let Some(understood) = column.understood.as_mut() else { continue };
        let is_asked = match understood.field {
            Field::Target => index < indicator,
            Field::Goal | Field::TargetStatement => index > indicator,
            _ => false,
        };
        if !is_asked {
            continue;
        }
        let cells: Vec<&Cell> = rows.iter().filter_map(|row| sheet.cell(*row, index)).take(LOOKED_AT).collect();
        let is_numbers = are_numbers(&cells, values);
        let turned = match understood.field {
            Field::Target if !cells.is_empty() && !is_numbers => Field::TargetStatement,
            Field::Goal | Field::TargetStatement if is_numbers => Field::Target,
            _ => continue,
        };
        let told = if turned == Field::Target { Told::ReadAsValues } else { Told::ReadAsStatements };
        reading.doubts.push(told.at(place).with("heading", one_line(&column.heading)));
        understood.field = turned;
    }
}

/// Of two columns of goals the second is that of what stands below them: "Goal | Objective".
fn objectives(sheet: &Sheet, table: &mut Table, reading: &mut Reading) {
    let Some(first) = table.column(Field::Goal).map(|column| column.index) else { return };
    let states_more =
        |column: &Column| column.field().is_some_and(|field| field.is_statement() && field != Field::Goal);
    let is_filled = |column: &Column| table.rows(sheet).iter().any(|row| sheet.cell(*row, column.index).is_some());
    let goals = table.columns.iter().filter(|column| column.field() == Some(Field::Goal) && is_filled(column)).count();
    if goals != 2 || table.columns.iter().any(states_more) {
        return;
    }
    let mut others = table.columns.iter_mut().filter(|column| column.index > first && !column.is_mapped);
    let Some(second) = others.find(|column| column.field() == Some(Field::Goal)) else { return };
    let told = Told::ReadAsStatements.at(sheet.place(second.place));
    reading.doubts.push(told.with("heading", one_line(&second.heading)));
    if let Some(understood) = second.understood.as_mut() {
        understood.field = Field::TargetStatement;
    }
}

/// Whether most cells are values.
fn are_numbers(cells: &[&Cell], values: ValueReader<'_>) -> bool {
    let numbers = cells.iter().filter(|cell| matches!(values.read(cell), Said::Value(_) | Said::Nothing)).count();
    !cells.is_empty() && numbers * 2 > cells.len()
}

/// Whether a table lists risks and states no results and no indicators; the word for the highest result is then how much a risk
/// would harm.
fn is_of_risks(table: &Table) -> bool {
    let fields: Vec<Field> = table.columns.iter().filter_map(Column::field).collect();
    let names = |field: &Field| (field.is_statement() && *field != Field::Goal) || *field == Field::Indicator;
    layout::is_of_risks(&fields) && !fields.iter().any(names)
}

fn risks(sheet: &Sheet, table: &mut Table) {
    let risk = table.column(Field::Risk).or(table.column(Field::Assumption)).map_or(0, |column| column.index);
    let rows = table.rows(sheet);
    let is_rated = table.has(Field::Likelihood) || table.has(Field::Response);
    for column in &mut table.columns {
        let index = column.index;
        let Some(understood) = column.understood.as_mut() else { continue };
        let is_word =
            |row: &u32| sheet.cell(*row, index).is_none_or(|cell| cell.to_string().split_whitespace().count() <= WORDS);
        match understood.field {
            Field::Goal if is_rated && index > risk && rows.iter().all(is_word) => understood.field = Field::Severity,
            Field::IndicatorId if index + 1 == risk => understood.field = Field::ResultId,
            _ => {}
        }
    }
}

/// A column of money that adds up others is not read once more.
fn sums(sheet: &Sheet, table: &mut Table, reading: &mut Reading) {
    let of_money = |column: &Column, is_total: bool| {
        column.understood.as_ref().is_some_and(|it| it.field == Field::Amount && it.is_total == is_total)
    };
    if !table.columns.iter().any(|column| of_money(column, false)) {
        return;
    }
    for column in table.columns.iter_mut().filter(|column| !column.is_mapped && of_money(column, true)) {
        column.understood = None;
        let place = sheet.place(column.place);
        reading.left_out.push(Told::SumColumn.at(place).with("heading", one_line(&column.heading)));
    }
}

/// Columns that say in a second language what others say in a first: the first is the plan's, the others are kept as notes.
fn languages(sheet: &Sheet, table: &mut Table, reading: &mut Reading) {
    let names = |field: Field| field.is_statement() || field == Field::Indicator;
    let is_result = |field: Field| field.is_statement() && field != Field::Activity;
    let of: Vec<(usize, Field, &'static str)> = table
        .columns
        .iter()
        .enumerate()
        .filter(|(_, column)| !column.is_mapped)
        .filter_map(|(at, column)| {
            let understood = column.understood.as_ref()?;
            Some((at, understood.field, understood.language?))
        })
        .collect();
    let Some((_, _, first)) = of.iter().find(|(_, field, _)| names(*field)) else { return };
    let same = |one: Field, other: Field| {
        one == other || (one == Field::Result && is_result(other)) || (other == Field::Result && is_result(one))
    };
    let twice = of.iter().filter(|(at, field, language)| {
        language != first
            && names(*field)
            && of.iter().any(|(before, known, of)| before < at && of == first && same(*known, *field))
    });
    let twice: Vec<usize> = twice.map(|(at, _, _)| *at).collect();
    // One such column may be of another kind by chance; names of indicators in two languages are not.
    let is_sure = twice.len() > 1 || twice.iter().any(|at| table.columns[*at].field() == Some(Field::Indicator));
    for at in twice.into_iter().filter(|_| is_sure) {
        let column = &mut table.columns[at];
        column.understood = None;
        let told = Told::SecondLanguage.at(sheet.place(column.place));
        reading.doubts.push(told.with("heading", one_line(&column.heading)));
    }
}

/// A column without a heading whose cells are words for levels, as in logframes of four columns.
pub(in crate::import) fn levels(sheet: &Sheet, table: &mut Table) {
    let names_results = [Field::Result, Field::Title, Field::Description].into_iter().any(|field| table.has(field));
    if table.has(Field::Level) || !names_results {
        return;
    }
    let rows = table.rows(sheet);
    let heading = table.heading;
    for column in table.columns.iter_mut().filter(|column| column.understood.is_none()) {
        let cells: Vec<&Cell> = rows.iter().filter_map(|row| sheet.cell(*row, column.index)).take(LOOKED_AT).collect();
        let is_level = |cell: &&&Cell| kind_of_level(Some(&cell.to_string())).is_some();
        let is_blank = sheet.seen(heading, column.index).is_none();
        let levels = cells.iter().filter(is_level).count();
        // Under a heading that says something else ("Tipo"), all of them have to be levels.
        let wanted = if is_blank { levels * 2 > cells.len() } else { levels == cells.len() && levels > 0 };
        if wanted && !column.is_mapped {
            column.understood = Some(Understood::of(Field::Level));
            return;
        }
    }
}

/// Columns headed by years alone, behind a baseline and with no other column of targets: what is to be reached in these years.
fn years(sheet: &Sheet, table: &mut Table, values: ValueReader<'_>, reading: &mut Reading) {
    let Some(baseline) = table.column(Field::Baseline).map(|column| column.index) else { return };
    if table.has(Field::Target) || table.has(Field::Milestone) || !table.has(Field::Indicator) {
        return;
    }
    let rows = table.rows(sheet);
    let since = table.column(Field::BaselineDate).into_iter().flat_map(|column| {
        rows.iter().filter_map(|row| values.date(sheet.cell(*row, column.index)?)?.get(..4)?.parse::<i16>().ok())
    });
    let own = table.column(Field::Baseline).and_then(|column| column.understood.as_ref()?.year);
    let since = since.chain(own).max().unwrap_or(0);
    let year = |column: &Column| {
        let (rest, year) = without_year(&column.heading);
        year.filter(|year| *year > since && rest.trim().is_empty() && column.index > baseline)
    };
    for column in table.columns.iter_mut().filter(|column| column.understood.is_none() && !column.is_mapped) {
        let Some(year) = year(column) else { continue };
        let cells: Vec<&Cell> = rows.iter().filter_map(|row| sheet.cell(*row, column.index)).take(LOOKED_AT).collect();
        if are_numbers(&cells, values) {
            column.understood = Some(Understood { year: Some(year), ..Understood::of(Field::Target) });
            let told = Told::ReadAsValues.at(sheet.place(column.place));
            reading.doubts.push(told.with("heading", one_line(&column.heading)));
        }
    }
}
