//! The table of values that say more than a number and a date: units, populations, changes, values of groups. One row a group.

use rust_decimal::Decimal;

use super::super::draft::{Draft, DraftMeasure, DraftValue, Reading};
use super::super::remark::Told;
use super::super::write::in_quotes;
use super::cell::{date, number};
use super::label::meant;
use super::results::{put, role_of, value};
use super::{Languages, Table};
use crate::plan::{Kind, MeasureRole};

/// The words of the column that says which value is meant.
pub const WHICH: [&str; 4] = ["baseline", "target-value", "milestone", "actual"];

/// What a row says.
#[derive(Default)]
struct Row {
    id: String,
    which: Option<&'static str>,
    date: Option<String>,
    value: Option<DraftValue>,
    more: Vec<(&'static str, String)>,
    change: Vec<String>,
    part: (Option<String>, Option<String>, Option<Decimal>),
    place: String,
}

pub(super) fn read(table: &Table<'_>, languages: &Languages, elements: &mut [Draft], reading: &mut Reading) {
    let mut before: Option<(String, MeasureRole, usize)> = None;
    for number in table.rows() {
        let row = row(table, number, languages);
        // A row that does not say which value it speaks of goes on with that of the row before.
        let same = before.as_ref().filter(|(id, _, _)| row.which.is_none() && *id == row.id);
        let Some(role) = row.which.map(role_of).or(same.map(|(_, role, _)| *role)) else {
            reading.left_out.push(Told::RowNamesNothing.at(&row.place).about(&row.id));
            continue;
        };
        let mut indicator = None;
        for element in elements.iter_mut() {
            find(element, &row.id, &mut indicator);
        }
        let Some(indicator) = indicator else {
            reading.left_out.push(Told::IndicatorInNoTable.at(&row.place));
            continue;
        };
        let index = same.map_or_else(|| measure_of(indicator, role, &row), |(_, _, index)| *index);
        let Some(measure) = measures(indicator, role).into_iter().nth(index) else { continue };
        measure.more.extend(row.more);
        if !row.change.is_empty() {
            measure.more.push(("change", format!("{{{}}}", row.change.join(", "))));
        }
        if let (dimension, Some(group), Some(value)) = row.part {
            measure.parts.push((dimension, group, value));
        }
        before = Some((row.id, role, index));
    }
}

fn row(table: &Table<'_>, number_of_row: u32, languages: &Languages) -> Row {
    let (mut row, mut has_own_place) = (Row::default(), false);
    for (_, heading, place, cell) in table.facts(number_of_row) {
        let text = cell.to_string();
        // The id may stand over several rows, of which each is another value.
        let is_id = heading.as_ref().is_some_and(|heading| heading.key == "value-of");
        if row.place.is_empty() || !(is_id || has_own_place) {
            row.place.clone_from(&place);
            has_own_place |= !is_id;
        }
        let Some(heading) = heading else { continue };
        let as_date = || date(cell, languages.of_plan()).unwrap_or_else(|| in_quotes(&text));
        let as_number = || number(cell, languages).map_or_else(|| in_quotes(&text), |number| number.to_string());
        match heading.key {
            "value-of" => row.id = text,
            "which" => row.which = meant(&text, &WHICH),
            "date" => row.date = Some(as_date()),
            "value" => row.value = Some(value(cell, languages)),
            "unit" => {
                let unit = if text == "%" { "percent".to_owned() } else { in_quotes(&text) };
                row.more.push(("unit", unit));
            }
            "population" => row.more.push(("population", in_quotes(&text))),
            "planned" => {
                let word = meant(&text, &["true", "false"]);
                row.more.push(("planned", word.map_or_else(|| in_quotes(&text), str::to_owned)));
            }
            "change-by" => row.change.push(format!("by: {}", as_number())),
            "change-unit" => row.change.push(format!("unit: {}", in_quotes(&text))),
            "change-from" => row.change.push(format!("from: {}", as_date())),
            "dimension" => row.part.0 = Some(text),
            "group" => row.part.1 = Some(text),
            "part-value" => row.part.2 = number(cell, languages),
            _ => {}
        }
    }
    row
}

fn find<'e>(element: &'e mut Draft, id: &str, found: &mut Option<&'e mut Draft>) {
    if found.is_some() {
        return;
    }
    if element.kind == Kind::Indicator && element.given_id.as_deref() == Some(id) {
        *found = Some(element);
        return;
    }
    for child in &mut element.children {
        find(child, id, found);
    }
}

fn measures(indicator: &mut Draft, role: MeasureRole) -> Vec<&mut DraftMeasure> {
    match role {
        MeasureRole::Baseline => indicator.baseline.iter_mut().collect(),
        MeasureRole::Target => indicator.targets.iter_mut().collect(),
        MeasureRole::Milestone => indicator.milestones.iter_mut().collect(),
        MeasureRole::Actual => indicator.actuals.iter_mut().collect(),
    }
}

/// The value that a row speaks of: the one of its date, among several of one date that with its number; a new one where the
/// tables of results have none.
fn measure_of(indicator: &mut Draft, role: MeasureRole, row: &Row) -> usize {
    let mut known = measures(indicator, role);
    if matches!(role, MeasureRole::Baseline | MeasureRole::Target) && !known.is_empty() {
        if known[0].date.is_none() {
            known[0].date.clone_from(&row.date);
        }
        return 0;
    }
    let free = |measure: &DraftMeasure| measure.more.is_empty() && measure.parts.is_empty() && measure.date == row.date;
    let exact = |measure: &DraftMeasure| free(measure) && Some(&measure.value) == row.value.as_ref();
    if let Some(value) = &row.value {
        let of_date = known.iter().filter(|measure| free(measure)).count();
        let found = known.iter().position(|measure| exact(measure));
        if let Some(index) =
            found.or_else(|| if of_date == 1 { known.iter().position(|measure| free(measure)) } else { None })
        {
            return index;
        }
        put(indicator, role, value.clone(), row.date.clone(), row.place.clone());
    } else {
        put(indicator, role, DraftValue::Open, row.date.clone(), row.place.clone());
    }
    measures(indicator, role).len() - 1
}
