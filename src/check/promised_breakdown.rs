//! `promised-breakdown`: the prose promises that values are broken down, and they are not.
//!
//! Asked of the indicators of targets and outcomes that give a share or count people, and whose population is not
//! itself a group of the dimension. An indicator that has one of the promised dimensions keeps the promise as far as it
//! goes; a dimension that no indicator has is named.

use std::collections::BTreeSet;
use std::ops::Range;

use serde::Deserialize;

use super::{Check, Context, Hit, Owner, Subject, prose};
use crate::indicator::unit::{is_named, is_percent, names_of};
use crate::lexicon::List;
use crate::plan::{Element, ElementId, Kind, TextEntry};

/// Parameters.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct PromisedBreakdown {
    /// Patterns of the promise.
    promise: List,
}

/// How many indicators without a breakdown are named in a message; all of them are related places.
const NAMED: usize = 8;

/// A promise: where it stands, and the dimensions that it names with their words.
struct Promise<'c> {
    owner: ElementId,
    entry: &'c TextEntry,
    at: Range<usize>,
    axes: Vec<(String, String)>,
}

impl PromisedBreakdown {
    fn promises<'c>(&self, cx: &Context<'c>) -> Vec<Promise<'c>> {
        let mut promises = Vec::new();
        for passage in prose::narrative(cx) {
            let of_entry = |entry: &'c TextEntry| {
                let sentences = prose::sentences(&entry.words).into_iter();
                sentences.filter_map(|sentence| self.promise(cx, passage.owner, entry, sentence)).collect::<Vec<_>>()
            };
            promises.extend(passage.entries().map(of_entry).find(|found| !found.is_empty()).unwrap_or_default());
        }
        promises
    }

    fn promise<'c>(
        &self,
        cx: &Context<'c>,
        owner: ElementId,
        entry: &'c TextEntry,
        sentence: Range<usize>,
    ) -> Option<Promise<'c>> {
        let words = &entry.words[sentence.clone()];
        let found = cx.lexicon.find(self.promise, words, &entry.language)?;
        // The dimensions stand around the promise: by region, or in Chinese before it. A promise that is kept where
        // possible is kept.
        let other = [List::OtherDocument, List::NotOfPlan]
            .into_iter()
            .any(|list| cx.lexicon.find(list, words, &entry.language).is_some());
        let axes = cx.lexicon.matches(List::Axis, words, &entry.language);
        let axes: Vec<_> =
            axes.iter().map(|axis| (axis.meaning.to_owned(), words[axis.whole.clone()].trim().to_owned())).collect();
        let at = sentence.start + found.start..sentence.start + found.end;
        (!axes.is_empty() && !other && !is_left_open(cx, entry, words)).then_some(Promise { owner, entry, at, axes })
    }
}

fn is_left_open(cx: &Context<'_>, entry: &TextEntry, words: &str) -> bool {
    let language = crate::text::Language::of_tag(&entry.language);
    language.is_some_and(|language| {
        cx.analyst.statement(cx.lexicon, words, language).terms_of(List::Escape).next().is_some()
    })
}

/// The dimensions by which an indicator is broken down, by field, by values of groups, or in its name; and those that its
/// population is a group of.
fn axes_of(cx: &Context<'_>, indicator: &Element) -> BTreeSet<String> {
    let mut names: Vec<String> = indicator.words("disaggregation").iter().map(|word| word.value.to_string()).collect();
    let parts = indicator.all_measures().flat_map(|measure| &measure.parts);
    names.extend(parts.flat_map(|part| {
        let dimension = part.dimension.as_ref().map(ToString::to_string);
        dimension.into_iter().chain([part.group.value.to_string()])
    }));
    names.extend(names_of(indicator).map(|entry| entry.words.to_string()));
    let population = indicator.text("population").into_iter().flat_map(|text| &text.entries);
    names.extend(population.map(|entry| entry.words.to_string()));
    let axes = names.iter().flat_map(|name| cx.lexicon.matches_in_any(List::Axis, name));
    axes.map(|axis| axis.meaning.to_owned()).collect()
}

/// Whether values of an indicator can be told apart by groups: it is a share, or counts people.
fn can_be_broken_down(cx: &Context<'_>, indicator: &Element) -> bool {
    let unit = indicator.word("unit");
    let share = unit.map_or_else(
        || is_named(cx.lexicon, List::ShareOf, indicator) || is_named(cx.lexicon, List::Percent, indicator),
        |unit| is_percent(cx.lexicon, unit) || cx.lexicon.is_word(List::People, unit),
    );
    share && indicator.word("role") != Some("context") && indicator.word("type") != Some("qualitative")
}

impl Check for PromisedBreakdown {
    fn facts(&self) -> &'static [&'static str] {
        &["words", "nowhere", "asked", "without", "which"]
    }

    fn needs(&self) -> BTreeSet<(Kind, &'static str)> {
        [(Kind::Indicator, "disaggregation")].into()
    }

    fn run(&self, cx: &Context<'_>, subject: Subject, hits: &mut Vec<Hit>) {
        if subject != Subject::Element(ElementId::PLAN) || cx.plan.is_partly_unread() {
            return;
        }
        let promises = self.promises(cx);
        if promises.is_empty() {
            return;
        }
        let under = |id: &ElementId| {
            let parent = cx.element(*id).parent.map(|parent| cx.element(parent).kind);
            matches!(parent, Some(Kind::Target | Kind::Outcome | Kind::Goal | Kind::Plan))
        };
        let indicators = cx.plan.of_kind(Kind::Indicator).iter().copied().filter(under);
        let asked: Vec<(ElementId, BTreeSet<String>)> = indicators
            .filter(|&id| can_be_broken_down(cx, cx.element(id)))
            .map(|id| (id, axes_of(cx, cx.element(id))))
            .collect();
        let mut told = BTreeSet::new();
        for promise in promises.into_iter().filter(|_| !asked.is_empty()) {
            let promised = |axes: &BTreeSet<String>| promise.axes.iter().any(|(axis, _)| axes.contains(axis));
            let without: Vec<ElementId> = asked.iter().filter(|(_, axes)| !promised(axes)).map(|(id, _)| *id).collect();
            let nowhere = |axis: &str| !asked.iter().any(|(_, axes)| axes.contains(axis));
            let missing: Vec<String> =
                promise.axes.iter().filter(|(axis, _)| nowhere(axis)).map(|(_, words)| words.clone()).collect();
            let names: BTreeSet<&str> = promise.axes.iter().map(|(axis, _)| axis.as_str()).collect();
            if (without.is_empty() && missing.is_empty()) || !told.insert(format!("{names:?}")) {
                continue;
            }
            let words: Vec<String> = promise.axes.iter().map(|(_, words)| words.clone()).collect();
            let mut hit = Hit::new(Owner::Element(promise.owner), promise.entry.locate(promise.at.clone()))
                .fact("words", words)
                .fact("nowhere", missing)
                .fact("asked", asked.len())
                .fact("without", without.len());
            let ids: Vec<String> = without.iter().map(|&id| cx.element(id).id.to_string()).take(NAMED).collect();
            hit = hit.fact("which", ids);
            for id in without {
                hit = hit.related(Owner::Element(id), cx.element(id).key, "without-breakdown");
            }
            hits.push(hit);
        }
    }
}
