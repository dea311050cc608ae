//! The logframe of blocks: a block of rows for each indicator of the impact, the outcome and the outputs, with baseline,
//! milestones and target across, and the source in a row of its own below.

use std::collections::{HashMap, HashSet};

use super::aside::{self, Aside};
use super::draft::{Draft, Reading};
use super::heading::{Field, is_word, says_none, understand, without_year};
use super::label::numbered;
use super::layout::{Column, Table};
use super::remark::Told;
use super::row::{Row, one_line, put};
use super::table::{Cell, Sheet};
use super::value::{Said, ValueReader, unit_of};
use crate::plan::{Kind, schema};

/// Whether the tables of a sheet are blocks of one logframe.
pub(super) fn is_logframe(tables: &[Table]) -> bool {
    let block = |table: &Table| table.has(Field::Baseline) && table.has(Field::Target) && !table.has(Field::Level);
    let level = |table: &Table| table.columns.first().is_some_and(|column| level_of(&column.heading).is_some());
    tables.len() > 1 && tables.iter().all(block) && tables.iter().any(level)
}

/// Puts what the blocks say into `elements`.
pub(super) fn read(
    sheet: &Sheet,
    tables: &[Table],
    values: ValueReader<'_>,
    elements: &mut Vec<Draft>,
    reading: &mut Reading,
) {
    let mut results: Vec<Draft> = Vec::new();
    for table in tables {
        let Some(label) = table.columns.first() else { continue };
        let statement_row = table.heading_end + 1;
        let statement = sheet.cell(statement_row, label.index).filter(|_| statement_row < table.end);
        let starts = level_of(&label.heading);
        if let (Some((kind, number)), Some(statement)) = (starts.clone(), statement) {
            let (own, text) = numbered(&statement.to_string());
            let mut element = Draft::new(kind, text, sheet.place((statement_row, label.index)));
            element.given_id = own.or(number);
            results.push(element);
        }
        let owner = match (&starts, statement) {
            // A level's block without a statement is an empty form, or its indicators belong to nothing that is known.
            (Some(_), None) => None,
            _ => results.last_mut(),
        };
        let mut loose = Draft::new(Kind::Plan, "", "");
        let element = match owner {
            Some(element) => element,
            None => &mut loose,
        };
        block(sheet, table, values, element, starts.is_some(), reading);
        for child in std::mem::take(&mut loose.children) {
            reading.doubts.push(Told::BlockWithoutResult.at(&child.place));
            elements.push(child);
        }
        for (place, text) in loose.notes {
            reading.left_out.push(Told::BelongsToNoResult.at(place).about(&text));
        }
    }
    nest(results, elements, reading);
}

/// The kind that a block's first heading names, and a number behind it: `OUTPUT 2`.
fn level_of(heading: &str) -> Option<(Kind, Option<String>)> {
    let field = understand(heading)?.field;
    let kind = match field {
        Field::Goal => Kind::Goal,
        Field::Outcome => Kind::Outcome,
        Field::Output => Kind::Output,
        Field::Activity => Kind::Activity,
        _ => return None,
    };
    Some((kind, number_behind(heading)))
}

/// The number behind the words of a heading: `1.1` of `Output Indicator 1.1`.
fn number_behind(heading: &str) -> Option<String> {
    let number = heading.trim_end().trim_end_matches(['.', ':']);
    let digits: String = number.chars().rev().take_while(|c| c.is_ascii_digit() || *c == '.').collect();
    let number: String = digits.chars().rev().collect();
    let number = number.trim_matches('.');
    let is_year = without_year(number).1.is_some();
    (!number.is_empty() && !is_year).then(|| number.to_owned())
}

fn block(
    sheet: &Sheet,
    table: &Table,
    values: ValueReader<'_>,
    element: &mut Draft,
    states: bool,
    reading: &mut Reading,
) {
    let Some(label) = table.columns.first().map(|column| column.index) else { return };
    let first_value = table
        .columns
        .iter()
        .find(|column| column.field().is_some_and(Field::is_measure))
        .map_or(u32::MAX, |column| column.index);
    let name_column = table.column(Field::Indicator).map_or(label + 1, |column| column.index);
    let mut indicator: Option<usize> = None;
    let mut source_below = false;
    let mut has_inputs = false;
    // Columns whose cell above says how much something counts, with its words.
    let mut weighed: HashMap<u32, String> = HashMap::new();
    let label_is_name = name_column == label;
    for row in sheet.rows_in(table.heading_end + 1, table.end) {
        let place = |column| sheet.place((row, column));
        if let Some(Aside::Sum(text)) = aside::of(Row { sheet, table, row, values }) {
            reading.left_out.push(Told::Sum.at(place(label)).with("text", text));
            continue;
        }
        // "INPUTS (£)": money and people, in columns of their own.
        has_inputs |= sheet.cell(row, label).is_some_and(|cell| heads_inputs(&cell.to_string()));
        if has_inputs {
            let all = Row { sheet, table, row, values }.all();
            reading.left_out.push(Told::RowNamesNothing.at(place(label)).with("text", &*all));
            element.note(&place(label), all);
            continue;
        }
        let below = std::mem::take(&mut weighed);
        let consumed = weights(sheet, row, &below, &mut weighed, element);
        // What stands in the first column besides the statement: a label with its content below it.
        if let Some(cell) = sheet.cell(row, label).filter(|_| !label_is_name && !consumed.contains(&label))
            && !(states && row == table.heading_end + 1)
        {
            let above = if row == table.heading_end + 1 {
                sheet.cell(table.heading, label)
            } else {
                sheet.cell(row - 1, label)
            };
            let is_label =
                sheet.cell(row + 1, label).filter(|_| row + 1 < table.end && row != table.heading_end + 1).is_some();
            match above {
                Some(above) if !is_label && (row != table.heading_end + 2 || !states) => {
                    element.note(&place(label), format!("{}: {cell}", one_line(&above.to_string())));
                }
                _ if is_empty_label(sheet, table, row, label) || is_label => {}
                _ => element.note(&place(label), cell.to_string()),
            }
        }
        if let Some(cell) = sheet.cell(row, name_column).filter(|_| !consumed.contains(&name_column)) {
            let text = cell.to_string();
            let is_source_text = source_below && name_column >= first_value;
            if !is_source_text && understand(&text).is_none() {
                let (number, name) = numbered(&text);
                let mut draft = Draft::new(Kind::Indicator, name, place(name_column));
                // "Output Indicator 1.1" above the first of a block is its number.
                let of_heading = || table.column(Field::Indicator).and_then(|column| number_behind(&column.heading));
                draft.given_id = number.or_else(|| of_heading().filter(|_| indicator.is_none()));
                element.children.push(draft);
                indicator = Some(element.children.len() - 1);
            }
        }
        let achieved = sheet.row(row).any(|(column, cell)| {
            column > name_column
                && column < first_value
                && matches!(cell, Cell::Text(text) if is_word(text, "achieved"))
        });
        let mut heads_source = false;
        for column in table.columns.iter().filter(|column| column.index > name_column) {
            let Some(cell) = sheet.cell(row, column.index).filter(|_| !consumed.contains(&column.index)) else {
                continue;
            };
            let text = cell.to_string();
            let current = indicator.and_then(|index| element.children.get_mut(index));
            let may_head = column.index >= first_value || sheet.row(row).count() == 1;
            if may_head && understand(&text).is_some_and(|found| found.field == Field::Source && found.year.is_none()) {
                heads_source = true;
                continue;
            }
            if is_word(&text, "achieved") || is_word(&text, "planned") {
                continue;
            }
            let Some(current) = current else {
                reading.left_out.push(Told::BesideNoIndicator.at(place(column.index)).about(&text));
                continue;
            };
            if source_below {
                current.say("source", &text, &place(column.index));
                continue;
            }
            match column.field() {
                Some(field) if field.is_measure() => {
                    let field = if achieved && field != Field::Baseline { Field::Actual } else { field };
                    match values.read(cell) {
                        Said::Nothing => {}
                        Said::Value(mut found) => {
                            let of_heading = column.understood.as_ref().and_then(|found| found.year);
                            found.date = found.date.or(of_heading.map(|year| year.to_string()));
                            let at = place(column.index);
                            let told = (at.as_str(), text.clone(), one_line(&column.heading));
                            let of_row = Row { sheet, table, row, values };
                            let measure = of_row.measure_of(found, told, current, reading);
                            put(current, field, measure);
                        }
                        Said::Words(words) => {
                            reading.left_out.push(Told::NoNumber.at(place(column.index)).about(&words));
                            current.note(&place(column.index), format!("{}: {words}", one_line(&column.heading)));
                        }
                    }
                }
                Some(Field::Source) => current.say("source", &text, &place(column.index)),
                Some(Field::Unit) if !says_none(&text) => current.say("unit", &unit_of(&text), &place(column.index)),
                Some(field @ (Field::Assumption | Field::Risk)) => {
                    let kind = if field == Field::Risk { Kind::Risk } else { Kind::Assumption };
                    let has_place = kind.section().is_some_and(|section| schema::find(element.kind, section).is_some());
                    if has_place {
                        element.children.push(Draft::new(kind, text, place(column.index)));
                    } else {
                        reading.left_out.push(Told::NoPlace.at(place(column.index)).about(&text));
                        element.note(&place(column.index), format!("{}: {text}", one_line(&column.heading)));
                    }
                }
                _ => {
                    current.note(&place(column.index), format!("{}: {text}", one_line(&column.heading)));
                }
            }
        }
        source_below = heads_source;
    }
}

/// Cells of a row that say how much something counts or how risky it is, and their labels: kept as notes of the block's element,
/// as no indicator measures them. A label has its value beside it or below.
fn weights(
    sheet: &Sheet,
    row: u32,
    above: &HashMap<u32, String>,
    labels: &mut HashMap<u32, String>,
    element: &mut Draft,
) -> HashSet<u32> {
    let is_label = |text: &str| is_word(text.split(['(', '（']).next().unwrap_or(text), "weighting");
    let mut consumed = HashSet::new();
    let mut beside: Option<(u32, String)> = None;
    for (column, cell) in sheet.row(row) {
        let text = cell.to_string();
        let place = sheet.place((row, column));
        if is_label(&text) {
            consumed.insert(column);
            labels.insert(column, one_line(&text));
            beside = Some((column, one_line(&text)));
        } else if let Some(label) = above.get(&column) {
            consumed.insert(column);
            element.note(&place, format!("{label}: {text}"));
        } else if let Some((of, label)) = beside.take_if(|(of, _)| column == *of + 1 && understand(&text).is_none()) {
            consumed.insert(column);
            labels.remove(&of);
            element.note(&place, format!("{label}: {text}"));
        }
    }
    consumed
}

/// Whether a label in the first column stands before rows of inputs, which go on to the end of the block.
fn heads_inputs(text: &str) -> bool {
    is_word(text.split(['(', '（']).next().unwrap_or(text), "inputs")
}

/// Whether a column says which rows are of what was planned and which of what was achieved.
pub(super) fn is_status(sheet: &Sheet, table: &Table, column: &Column) -> bool {
    let rows = sheet.rows_in(table.heading_end + 1, table.end);
    let mut cells = rows.into_iter().filter_map(|row| sheet.cell(row, column.index));
    // The source of a block may stand in the same column, below its label.
    cells.any(|cell| matches!(cell, Cell::Text(text) if is_word(text, "achieved") || is_word(text, "planned")))
}

/// Whether a label in the first column has nothing below it: a form that was not filled in.
fn is_empty_label(sheet: &Sheet, table: &Table, row: u32, label: u32) -> bool {
    row + 1 >= table.end || sheet.cell(row + 1, label).is_none()
}

/// Outputs lead to the outcome and outcomes to the impact where there is one of them; with several nobody can tell to which.
fn nest(results: Vec<Draft>, elements: &mut Vec<Draft>, reading: &mut Reading) {
    let count = |kind| results.iter().filter(|element| element.kind == kind).count();
    let (goals, outcomes, outputs) = (count(Kind::Goal), count(Kind::Outcome), count(Kind::Output));
    let mut levels: [Vec<Draft>; 4] = Default::default();
    for result in results {
        let level = match result.kind {
            Kind::Goal => 0,
            Kind::Outcome => 1,
            Kind::Output => 2,
            _ => 3,
        };
        levels[level].push(result);
    }
    let [mut goal_level, mut outcome_level, mut output_level, activities] = levels;
    let mut ambiguous = |children: &[Draft], parents: usize, of: &str| {
        if parents > 1 {
            reading.doubts.extend(children.iter().map(|child| {
                Told::SeveralParents.at(&child.place).with("section", of).with("count", parents.to_string())
            }));
        }
    };
    ambiguous(&activities, outputs, "outputs");
    ambiguous(&output_level, outcomes, "outcomes");
    ambiguous(&outcome_level, goals, "goals");
    match output_level.as_mut_slice() {
        [one] => one.children.extend(activities),
        _ => elements.extend(activities),
    }
    match outcome_level.as_mut_slice() {
        [one] => one.children.append(&mut output_level),
        _ => elements.append(&mut output_level),
    }
    match goal_level.as_mut_slice() {
        [one] => one.children.append(&mut outcome_level),
        _ => elements.append(&mut outcome_level),
    }
    elements.append(&mut goal_level);
}
