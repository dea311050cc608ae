//! `head-count`: people are counted where the result is that all are reached, or all alike.
//!
//! A count grows with the population, and shows neither. Silent where another indicator of the same element gives a
//! share or a second count to compare with, and where the result itself is stated as a count.

use std::collections::BTreeSet;

use serde::Deserialize;

use super::{Check, Context, Hit, Owner, Subject, quotation, stated};
use crate::indicator::unit::{is_named, is_rate, names_of};
use crate::lexicon::List;
use crate::plan::{Element, ElementId, Kind, TextEntry};
use crate::source::Location;

/// Parameters: none; the words are in the lists.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct HeadCount {}

fn find(cx: &Context<'_>, list: List, entry: &TextEntry) -> Option<std::ops::Range<usize>> {
    let found = cx.lexicon.find(list, &entry.words, &entry.language)?;
    (!quotation::is_foreign(&entry.words, &found)).then_some(found)
}

/// The words by which an indicator counts people who are to be reached.
fn counted<'e>(cx: &Context<'_>, indicator: &'e Element) -> Option<(&'e TextEntry, std::ops::Range<usize>)> {
    let settled = is_named(cx.lexicon, List::LeftOut, indicator) || gives_rate(cx, indicator);
    let found = || names_of(indicator).find_map(|entry| Some((entry, find(cx, List::HeadCount, entry)?)));
    (!settled).then(found).flatten()
}

/// Whether the values of an indicator are shares, averages or broken down by group, which shows who is left behind.
fn gives_rate(cx: &Context<'_>, indicator: &Element) -> bool {
    let broken_down =
        indicator.has("disaggregation") || indicator.all_measures().any(|measure| !measure.parts.is_empty());
    let rate = indicator.word("unit").is_some_and(|unit| is_rate(cx.lexicon, unit));
    broken_down || rate || [List::Percent, List::Average].iter().any(|&list| is_named(cx.lexicon, list, indicator))
}

/// Where an element speaks of reaching all or all alike, and states no count of its own.
fn reaches_all(cx: &Context<'_>, id: ElementId) -> Option<(String, Location)> {
    let count = stated::statement_and_title(cx, id)
        .any(|(_, statement)| statement.quantities.iter().any(|quantity| quantity.unit.is_none()));
    let found = stated::statement_and_title(cx, id).find_map(|(entry, _)| {
        let at = find(cx, List::Coverage, entry)?;
        Some((entry.words[at.clone()].to_owned(), entry.locate(at)))
    });
    found.filter(|_| !count)
}

impl Check for HeadCount {
    fn facts(&self) -> &'static [&'static str] {
        &["words", "of", "wanted"]
    }

    fn needs(&self) -> BTreeSet<(Kind, &'static str)> {
        [(Kind::Indicator, "unit")].into()
    }

    fn run(&self, cx: &Context<'_>, subject: Subject, hits: &mut Vec<Hit>) {
        let Some(id) = subject.element() else { return };
        let indicators: Vec<ElementId> = cx.plan.indicators_of(id).collect();
        let counts: Vec<_> = indicators.iter().filter_map(|&one| Some((one, counted(cx, cx.element(one))?))).collect();
        let [(indicator, (entry, at))] = counts.as_slice() else { return };
        if indicators.iter().any(|&other| gives_rate(cx, cx.element(other))) {
            return;
        }
        let Some((wanted, place)) = reaches_all(cx, id) else { return };
        hits.push(
            Hit::new(Owner::Element(*indicator), entry.locate(at.clone()))
                .fact("words", &entry.words[at.clone()])
                .fact("of", &*cx.element(id).id)
                .fact("wanted", wanted)
                .related(Owner::Element(id), place, "wanted"),
        );
    }
}
