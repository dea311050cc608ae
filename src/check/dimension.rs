//! `dimension`: a text lists dimensions by which people differ, and no indicator shows one of them.
//!
//! Asked where an indicator is broken down by some of those listed; that none is broken down at all, or that they are
//! broken down by more than is listed, is no matter of this check. Where a breakdown has a name that is not known, it
//! may be the one that is missing.

use std::collections::BTreeSet;
use std::ops::Range;

use serde::Deserialize;

use super::{Check, Context, Hit, Owner, Subject, listed, quotation, stated};
use crate::indicator::unit::names_of;
use crate::lexicon::List;
use crate::plan::{Element, ElementId, FieldValue, Kind, TextEntry};
use crate::text::{Language, Statement};

/// Parameters.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Dimension {
    /// How many words may stand between two dimensions of one list; in Chinese, characters.
    within: usize,
}

/// The name under which words stand that are no dimension a target is asked for.
const OTHER: &str = "other";

/// The dimension that a group is a part of.
fn of_group(group: &str) -> Option<&'static str> {
    match group {
        "women" | "girls" | "sex" => Some("sex"),
        "youth" | "children" | "older" | "age" => Some("age"),
        "rural" | "remote" => Some("location"),
        "disability" => Some("disability"),
        "income" => Some("income"),
        _ => None,
    }
}

impl Dimension {
    /// The dimensions that stand in a list of at least two in a text, each with its words.
    fn listed(&self, cx: &Context<'_>, entry: &TextEntry, statement: &Statement) -> Vec<(Box<str>, Range<usize>)> {
        // What follows such as and inter alia is a choice of examples; what is named in particular is not.
        let particular =
            |at: &Range<usize>| cx.lexicon.find(List::Particular, &entry.words[at.clone()], &entry.language).is_some();
        if statement.terms_of(List::Example).any(|term| !particular(&term.at)) {
            return Vec::new();
        }
        let mut found = dimensions(entry, statement);
        found.retain(|(name, at)| &**name != OTHER && !quotation::is_foreign(&entry.words, at));
        let mut runs: Vec<Vec<(Box<str>, Range<usize>)>> = Vec::new();
        for (name, at) in found {
            let near = |run: &Vec<(Box<str>, Range<usize>)>| {
                run.last().is_some_and(|(_, last)| self.is_near(&entry.words[last.end..at.start]))
            };
            match runs.last_mut().filter(|run| near(run)) {
                Some(run) => run.push((name, at)),
                None => runs.push(vec![(name, at)]),
            }
        }
        let distinct =
            |run: &Vec<(Box<str>, Range<usize>)>| run.iter().map(|(name, _)| name).collect::<BTreeSet<_>>().len();
        runs.into_iter().find(|run| distinct(run) > 1).unwrap_or_default()
    }

    fn is_near(&self, gap: &str) -> bool {
        let han = gap.chars().filter(|c| ('\u{4e00}'..='\u{9fff}').contains(c)).count();
        let words = gap.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).count();
        !gap.contains(['.', ';', '。', '；', '؛']) && words.max(han) <= self.within
    }
}

/// The dimensions that a text names; none in a language whose words are not known, though its numbers are read as those of another.
fn dimensions(entry: &TextEntry, statement: &Statement) -> Vec<(Box<str>, Range<usize>)> {
    match Language::of_tag(&entry.language) {
        Some(_) => listed::first_and_longest(statement.dimensions.clone()),
        None => Vec::new(),
    }
}

fn is_unread(element: &Element, key: &str) -> bool {
    element.field(key).is_some_and(|field| field.value == FieldValue::Invalid)
}

/// The dimensions by which some indicators are broken down; nothing where one of them leaves that open.
fn all_broken_down(cx: &Context<'_>, indicators: &[ElementId]) -> Option<BTreeSet<Box<str>>> {
    let mut all = BTreeSet::new();
    for &indicator in indicators {
        let element = cx.element(indicator);
        let flawed = is_unread(element, "disaggregation") || element.all_measures().any(|measure| measure.flawed);
        if flawed || cx.plan.is_incomplete(indicator) {
            return None;
        }
        all.extend(broken_down(cx, element)?);
    }
    Some(all)
}

/// The dimensions by which an indicator is broken down; nothing where a name of one is not known.
fn broken_down(cx: &Context<'_>, indicator: &Element) -> Option<BTreeSet<Box<str>>> {
    let mut known = BTreeSet::new();
    let parts = indicator.all_measures().flat_map(|measure| &measure.parts);
    let dimensions = parts.filter_map(|part| part.dimension.as_deref());
    // Each value has parts of the same.
    let names: BTreeSet<&str> =
        indicator.words("disaggregation").iter().map(|word| &*word.value).chain(dimensions).collect();
    // Names of dimensions are names, and written in the plan's language or in English.
    let languages = BTreeSet::from([cx.plan.language(), cx.plan.authority(), "en"]);
    for name in names {
        let words = name.replace('_', " ");
        let found: Vec<_> =
            languages.iter().flat_map(|language| listed::entries(cx, List::Dimension, &words, language)).collect();
        if found.is_empty() {
            return None;
        }
        known.extend(found.into_iter().map(|(name, _)| name));
    }
    Some(known)
}

/// The dimensions of which an indicator names a part: a gap between women and men.
fn named(cx: &Context<'_>, indicator: &Element) -> BTreeSet<Box<str>> {
    let population = indicator.text("population").into_iter().flat_map(|text| &text.entries);
    let mut names = BTreeSet::new();
    for entry in names_of(indicator).chain(population) {
        let statement = stated::read(cx, entry);
        names.extend(dimensions(entry, &statement).into_iter().map(|(name, _)| name));
        names.extend(statement.groups.iter().filter_map(|word| of_group(&word.group)).map(Box::from));
    }
    names
}

impl Check for Dimension {
    fn facts(&self) -> &'static [&'static str] {
        &["words"]
    }

    fn needs(&self) -> BTreeSet<(Kind, &'static str)> {
        [(Kind::Indicator, "disaggregation")].into()
    }

    fn run(&self, cx: &Context<'_>, subject: Subject, hits: &mut Vec<Hit>) {
        let Some(id) = subject.element() else { return };
        let indicators: Vec<ElementId> = cx.plan.indicators_of(id).collect();
        if is_unread(cx.element(id), "indicators") || cx.plan.is_incomplete(id) {
            return;
        }
        // Most indicators are broken down by nothing, and then no text need be read.
        let by_breakdown = all_broken_down(cx, &indicators).filter(|names| !names.is_empty());
        let Some(by_breakdown) = by_breakdown else { return };
        for (entry, statement) in stated::authority_first(cx, id) {
            let wanted = self.listed(cx, entry, &statement);
            if wanted.is_empty() {
                continue;
            }
            let mut missing: Vec<_> = wanted.iter().filter(|(name, _)| !by_breakdown.contains(name)).collect();
            if missing.is_empty() || missing.len() == wanted.len() {
                return;
            }
            let by_name: BTreeSet<Box<str>> =
                indicators.iter().flat_map(|&indicator| named(cx, cx.element(indicator))).collect();
            missing.retain(|(name, _)| !by_name.contains(name));
            if let Some((_, at)) = missing.first() {
                let mut words: Vec<&str> = missing.iter().map(|(_, at)| &entry.words[at.clone()]).collect();
                words.dedup();
                let hit = Hit::new(Owner::Element(id), entry.locate(at.clone())).fact("words", words.join("\", \""));
                hits.push(indicators.iter().fold(hit, |hit, &indicator| {
                    let element = cx.element(indicator);
                    hit.related(Owner::Element(indicator), element.place_of("disaggregation"), "breakdown")
                }));
            }
            return;
        }
    }
}
