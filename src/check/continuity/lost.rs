//! What the predecessor's element counts, and nothing that it lives on in counts any more.

use std::sync::Arc;

use std::collections::BTreeSet;

use super::aspect::{self, Aspect, Covered};
use super::succession::{self, Succession, is_measured};
use crate::check::{Context, Hit};
use crate::plan::{ElementId, Kind, Plan};

pub(super) const FACTS: &[&str] = &["case", "old", "before", "words", "to"];

pub(super) fn run(cx: &Context<'_>, hits: &mut Vec<Hit>) {
    let plan = cx.plan.as_ref();
    if plan.is_partly_unread() {
        return;
    }
    let successions = succession::all(plan);
    if successions.is_empty() {
        return;
    }
    let elsewhere = elsewhere(cx);
    for succession in successions {
        hits.extend(lost(cx, &succession, &elsewhere));
    }
}

/// What any target, outcome, output or indicator of the plan names.
pub(super) fn elsewhere(cx: &Context<'_>) -> Covered {
    let kinds = [Kind::Target, Kind::Outcome, Kind::Output, Kind::Indicator];
    Covered::by(cx, cx.plan, kinds.into_iter().flat_map(|kind| cx.plan.of_kind(kind)).copied())
}

/// The finding on one succession, where something is lost in it; `elsewhere` is what the plan names anywhere.
pub(super) fn lost(cx: &Context<'_>, succession: &Succession<'_>, elsewhere: &Covered) -> Option<Hit> {
    let plan = cx.plan.as_ref();
    let old = succession.old;
    if !is_measured(old.element().kind) {
        return None;
    }
    let heirs = succession.heirs(plan)?;
    let covered = Covered::by(cx, plan, heirs.iter().copied());
    let reason = succession.entry.and_then(|entry| entry.reason.as_ref());
    if reason.is_some_and(|reason| succession::says_given_up(cx, reason)) {
        return None;
    }
    let in_reason: Vec<Aspect> =
        reason.into_iter().flat_map(|text| &text.entries).flat_map(|entry| aspect::of_text(cx, entry)).collect();
    let is_reasoned = |name: &str| in_reason.iter().any(|aspect| &*aspect.name == name);
    let hit = |case: &'static str, words: Vec<&str>, places: &[Aspect]| {
        let hit = Hit::new(old.owner(), succession.at)
            .fact("case", case)
            .fact("old", &*old.element().id)
            .fact("before", old.plan.id())
            .list("words", words)
            .list("to", succession.names(plan));
        places.iter().fold(hit, |hit, aspect| hit.related(old.owner(), aspect.at, "predecessor"))
    };
    let before = aspects_of(cx, old.plan, old.id);
    let mut missing = before.clone();
    missing.retain(|aspect| {
        let there = covered.has(aspect, &before)
            || (!aspect.is_of_population() && elsewhere.has(aspect, &before))
            || aspect.is_unknown() && aspect::is_counted(cx, plan, &heirs, reason, aspect);
        !there && !is_reasoned(&aspect.name)
    });
    if !missing.is_empty() {
        let mut words: Vec<&str> = missing.iter().map(|aspect| &*aspect.words).collect();
        words.dedup();
        return Some(hit("lost", words, &missing));
    }
    let only = narrowed_to(cx, succession, &heirs).filter(|_| !is_reasoned("development"))?;
    Some(hit("narrowed", vec![&only.words], &[]).related(
        crate::check::Owner::Element(only.indicator),
        only.at,
        "index",
    ))
}

/// The aspects of an old element and of its indicators, each once, in the plan's first language.
fn aspects_of(cx: &Context<'_>, plan: &Plan, id: ElementId) -> Vec<Aspect> {
    let mut all = Vec::new();
    let mut known = BTreeSet::new();
    for (number, at) in std::iter::once(id).chain(plan.indicators_of(id)).enumerate() {
        let element = plan.element(at);
        let own: &[&str] = if number == 0 { &["statement", "title", "population"] } else { &["name", "population"] };
        for text in own.iter().filter_map(|name| element.text(name)) {
            let Some(entry) = text.preferred(plan.authority()) else { continue };
            all.extend(aspect::of_text(cx, entry).into_iter().filter(|aspect| known.insert(aspect.name.clone())));
        }
        for (name, at) in aspect::breakdowns(cx, plan, element) {
            let words = element.words("disaggregation").iter().find(|word| word.at == at);
            if let Some(word) = words.filter(|_| known.insert(name.clone())) {
                all.push(Aspect { name, words: word.value.clone(), at });
            }
        }
    }
    all
}

/// A group of countries to which the indicators that an element lives on in are narrowed.
struct Narrowed {
    indicator: ElementId,
    words: Arc<str>,
    at: crate::source::Location,
}

/// The group of countries that each indicator of the heirs is for, where the old element was for all.
fn narrowed_to(cx: &Context<'_>, succession: &Succession<'_>, heirs: &[ElementId]) -> Option<Narrowed> {
    let (plan, old) = (cx.plan.as_ref(), succession.old);
    let is_group = |aspect: &Aspect| matches!(&*aspect.name, "development" | "region");
    if aspects_of(cx, old.plan, old.id).iter().any(is_group) {
        return None;
    }
    let mut first = None;
    for &id in heirs.iter().filter(|&&id| plan.element(id).kind == Kind::Indicator) {
        let element = plan.element(id);
        if !aspect::breakdowns(cx, plan, element).is_empty() {
            return None;
        }
        let texts = ["population", "name"].into_iter().filter_map(|name| element.text(name));
        let entries = texts.filter_map(|text| text.preferred(plan.authority()));
        let group = entries.flat_map(|entry| aspect::of_text(cx, entry)).find(is_group)?;
        first.get_or_insert(Narrowed { indicator: id, words: group.words, at: group.at });
    }
    first
}
