//! A relative change that the words of an element state: raise by 30%, double.

use std::ops::Range;

use super::{Context, stated};
use crate::indicator::unit::is_percent;
use crate::lexicon::List;
use crate::plan::{Element, ElementId, FieldValue, MeasureRole, TextEntry};
use crate::text::{Comparator, Language, Quantity, Statement};

/// Texts beside statement and title in which it may stand from what a change is counted.
const BESIDE: [&str; 2] = ["description", "note"];

/// The words of an element that state a relative change, where neither words nor fields say from what. A level beside
/// the change tells the start as well, and a change a year is counted from the year before.
pub(super) fn without_start<'c>(cx: &Context<'c>, id: ElementId) -> Option<(&'c TextEntry, Range<usize>)> {
    let found = stated::authority_first(cx, id)
        .find_map(|(entry, statement)| Some((entry, relative(&statement)?.at.clone())))?;
    let told = stated::statement_and_title(cx, id).any(|(entry, statement)| tells_start(cx, entry, &statement));
    (!told && !beside(cx, id) && !by_fields(cx, id)).then_some(found)
}

/// The first change by a percentage or a factor.
pub(super) fn relative(statement: &Statement) -> Option<&Quantity> {
    let unit = |quantity: &Quantity| matches!(quantity.unit.as_deref(), Some("percent" | "factor"));
    statement.quantities.iter().find(|quantity| quantity.comparator == Comparator::By && unit(quantity))
}

/// Whether a text says what a change starts from, or may say so in words that are not understood.
fn tells_start(cx: &Context<'_>, entry: &TextEntry, statement: &Statement) -> bool {
    let level = statement.quantities.iter().any(|quantity| quantity.comparator != Comparator::By);
    let otherwise = cx.lexicon.find(List::CountedFrom, &entry.words, &entry.language).is_some();
    // A second year is that in which the change begins: from 2025 to 2028.
    let due = statement.deadline.as_ref().map(|deadline| deadline.year);
    let begins = statement.years.iter().any(|(year, _)| Some(*year) != due);
    statement.baseline.is_some() || level || otherwise || begins || compares(cx, entry)
}

fn compares(cx: &Context<'_>, entry: &TextEntry) -> bool {
    let Some(language) = Language::of_tag(&entry.language) else { return true };
    let phrases = cx.analyst.phrases(cx.lexicon, &entry.words, language);
    phrases.iter().any(|(list, ..)| matches!(list, List::Baseline | List::BaselineAfter))
}

/// Whether an explanation beside the statement names a year or a baseline.
fn beside(cx: &Context<'_>, id: ElementId) -> bool {
    let texts = BESIDE.into_iter().filter_map(|name| cx.element(id).text(name));
    texts.flat_map(|text| &text.entries).any(|entry| {
        let statement = stated::read(cx, entry);
        statement.baseline.is_some() || !statement.years.is_empty() || compares(cx, entry)
    })
}

/// Whether the fields of an element's indicators say from what, or state the change themselves and are asked there, or
/// could not be read.
fn by_fields(cx: &Context<'_>, id: ElementId) -> bool {
    let element = cx.element(id);
    let unread = element.field("indicators").is_some_and(|field| field.value == FieldValue::Invalid);
    let planned = [MeasureRole::Target, MeasureRole::Milestone];
    let says = |indicator: &Element| {
        let mut values = planned.into_iter().flat_map(|role| indicator.measures(role));
        counts_from_something(indicator) || values.any(|measure| measure.change.is_some() || measure.flawed)
    };
    unread || cx.plan.is_incomplete(id) || cx.plan.indicators_of(id).any(|indicator| says(cx.element(indicator)))
}

/// Whether the baseline of an indicator gives a value or a date, or could not be read.
pub(super) fn counts_from_something(indicator: &Element) -> bool {
    match indicator.baseline() {
        Some(baseline) => baseline.has_value() || baseline.date.is_some() || baseline.flawed,
        None => indicator.has("baseline"),
    }
}

/// Whether an indicator's target is a change in percent from nothing that is named, of which the rule of relative
/// changes speaks.
pub(super) fn is_asked_in_fields(cx: &Context<'_>, indicator: &Element) -> bool {
    let change = indicator.target().and_then(|target| target.change.as_ref()).map(|change| &change.value);
    change.is_some_and(|change| {
        let percent = change.unit.as_ref().is_some_and(|unit| is_percent(cx.lexicon, &unit.value));
        percent && change.by.is_some() && change.from.is_none() && !counts_from_something(indicator)
    })
}
