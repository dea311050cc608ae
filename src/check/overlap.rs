//! `overlap`: two elements of one kind that speak of the same.
//!
//! Each element is held against those before it that an index by things, populations and codes brings up. What one
//! overlap is told by is its most specific place: where two targets share an indicator, or the targets of two goals
//! overlap, the check of these says so, and that of the targets or the goals is silent.

mod amounts;
mod pairs;
mod retelling;

use std::collections::BTreeSet;
use std::sync::Arc;

use minijinja::Value;
use serde::Deserialize;

use super::{Check, Context, Facts, Hit, Owner, Recalled, Subject, reused_indicator};
use crate::likeness::{Degree, Key, Side, Unit};
use crate::plan::{ElementId, Kind};
use pairs::Alike;
pub(super) use pairs::{Overlapping, Speakers};

/// Parameters.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Overlap {
    /// The kinds of element, each compared within itself.
    kinds: Vec<Kind>,
    /// Attributes that are said of everything and tell nothing apart, as concepts.
    #[serde(default)]
    indistinct: Vec<String>,
}

impl Check for Overlap {
    fn facts(&self) -> &'static [&'static str] {
        &["first", "shared", "part", "siblings"]
    }

    fn needs(&self) -> BTreeSet<(Kind, &'static str)> {
        self.kinds.iter().map(|&kind| (kind, "")).collect()
    }

    fn prepare(&self, cx: &Context<'_>, recalled: &mut Recalled) {
        if !self.may_overlap(cx) {
            return;
        }
        let indistinct = self.indistinct(cx);
        for &kind in &self.kinds {
            let found = overlapping(cx, kind, &indistinct, recalled);
            if !found.is_empty() && matches!(kind, Kind::Goal | Kind::Target) {
                reused_indicator::prepare(cx, recalled);
            }
            if !found.is_empty() && kind == Kind::Goal {
                overlapping(cx, Kind::Target, &indistinct, recalled);
            }
        }
    }

    fn run(&self, cx: &Context<'_>, subject: Subject, hits: &mut Vec<Hit>) {
        if subject != Subject::Element(ElementId::PLAN) || !self.may_overlap(cx) {
            return;
        }
        let indistinct = self.indistinct(cx);
        for &kind in &self.kinds {
            let found = cx.shared.overlapping(kind, &indistinct);
            if found.is_empty() {
                continue;
            }
            let told = told_below(cx, kind, &indistinct);
            let untold = found.iter().filter(|pair| !told.contains(&(pair.first, pair.second)));
            hits.extend(untold.filter_map(|pair| hit(cx, pair)));
        }
    }
}

impl Overlap {
    /// Whether there are two elements of a kind. A plan that has none needs no thesaurus, which takes time to open.
    fn may_overlap(&self, cx: &Context<'_>) -> bool {
        self.kinds.iter().any(|&kind| cx.plan.of_kind(kind).len() > 1)
    }

    fn indistinct(&self, cx: &Context<'_>) -> Vec<Key> {
        let thesaurus = cx.lexicon.thesaurus();
        self.indistinct.iter().filter_map(|id| thesaurus.find(id)).map(Key::Concept).collect()
    }
}

/// The elements of a kind that overlap; compared once, however many rules ask.
fn overlapping(cx: &Context<'_>, kind: Kind, indistinct: &[Key], recalled: &mut Recalled) -> Arc<Vec<Overlapping>> {
    cx.shared.find_overlapping(kind, indistinct, || pairs::find(cx, kind, indistinct, recalled))
}

/// Pairs of a kind whose overlap another check tells at a more specific place: targets that share an indicator; goals
/// of which two targets overlap, or which cover one entry of the scope.
fn told_below(cx: &Context<'_>, kind: Kind, indistinct: &[Key]) -> BTreeSet<(ElementId, ElementId)> {
    let mut told = BTreeSet::new();
    if !matches!(kind, Kind::Goal | Kind::Target) {
        return told;
    }
    let reused = reused_indicator::pairs(cx);
    let mut note = |one: ElementId, other: ElementId| {
        told.insert((one.min(other), one.max(other)));
    };
    if kind == Kind::Target {
        reused.into_iter().for_each(|(one, other)| note(one, other));
        return told;
    }
    let parents = |one: ElementId, other: ElementId| Some((cx.element(one).parent?, cx.element(other).parent?));
    let overlapping = cx.shared.overlapping(Kind::Target, indistinct);
    for (one, other) in reused.into_iter().chain(overlapping.iter().map(|pair| (pair.first, pair.second))) {
        if let Some((one, other)) = parents(one, other) {
            note(one, other);
        }
    }
    told
}

fn hit(cx: &Context<'_>, pair: &Overlapping) -> Option<Hit> {
    let Alike { first_text, second_text, likeness, told } = &*pair.how;
    let (first_text, second_text) = (first_text.entry(cx)?, second_text.entry(cx)?);
    let shared = &likeness.shared;
    let here = second_text.locate(spread(shared.iter().map(|(_, unit)| unit)));
    let there = first_text.locate(spread(shared.iter().map(|(unit, _)| unit)));
    let facts = told.get_or_init(|| facts(cx, pair, &second_text.words)).clone();
    let of_first: Facts = facts.get("first").map(|first| ("id", first.clone())).into_iter().collect();
    let hit = Hit { facts, ..Hit::new(Owner::Element(pair.second), here) };
    Some(hit.related_with(Owner::Element(pair.first), there, "overlaps", of_first))
}

/// What a message says of a pair; `words` are those of the second text.
fn facts(cx: &Context<'_>, pair: &Overlapping, words: &str) -> Facts {
    let likeness = &pair.how.likeness;
    let written = |unit: &Unit| words.get(unit.at.clone()).unwrap_or_default().trim().to_owned();
    let shared = likeness.shared.iter().map(|(_, unit)| written(unit));
    let mut named: Vec<String> = shared.filter(|word| !word.is_empty()).collect();
    named.dedup();
    let part = match likeness.degree {
        Degree::Same => None,
        Degree::Part(Side::First) => Some("first"),
        Degree::Part(Side::Second) => Some("second"),
    };
    let siblings = cx.element(pair.first).parent == cx.element(pair.second).parent;
    Facts::from([
        ("first", Value::from(&*cx.element(pair.first).id)),
        ("shared", Value::from_iter(named)),
        ("part", Value::from(part)),
        ("siblings", Value::from(siblings)),
    ])
}

/// From the first to the last of some words.
fn spread<'u>(units: impl Iterator<Item = &'u Unit> + Clone) -> std::ops::Range<usize> {
    let placed = units.filter(|unit| !unit.at.is_empty());
    let start = placed.clone().map(|unit| unit.at.start).min().unwrap_or(0);
    start..placed.map(|unit| unit.at.end).max().unwrap_or(start)
}
