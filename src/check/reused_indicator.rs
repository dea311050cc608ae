//! `reused-indicator`: one indicator that measures two targets.
//!
//! It may stand there once and name both, or twice: under the same name without breakdown and share words, or, in the
//! same language or another, under a name that says the same.

mod identity;
mod uses;

use std::collections::BTreeSet;

use serde::Deserialize;

use super::{Check, Context, Hit, Owner, Subject};
use crate::likeness::{Degree, Side};
use crate::plan::{ElementId, Kind};
use uses::{Use, uses_of};

/// No parameters: what a breakdown and a share are called is in the word lists.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ReusedIndicator {}

/// An indicator that measures two targets, or two that are one.
#[derive(Debug)]
pub(super) struct Reuse {
    first: Use,
    again: Use,
    degree: Degree,
}

impl Check for ReusedIndicator {
    fn facts(&self) -> &'static [&'static str] {
        &["first", "target", "first_target", "name", "part"]
    }

    fn needs(&self) -> BTreeSet<(Kind, &'static str)> {
        [(Kind::Target, ""), (Kind::Indicator, "")].into()
    }

    fn run(&self, cx: &Context<'_>, subject: Subject, hits: &mut Vec<Hit>) {
        if subject == Subject::Element(ElementId::PLAN) {
            hits.extend(reuses(cx).iter().map(|reuse| hit(cx, reuse)));
        }
    }
}

/// Pairs of targets that share an indicator, the one that the plan names first before the other.
pub(super) fn pairs(cx: &Context<'_>) -> Vec<(ElementId, ElementId)> {
    reuses(cx).iter().map(|reuse| (reuse.first.target, reuse.again.target)).collect()
}

/// Whether both targets have indicators, and none of one can be what one of the other is: another unit, or a gap between
/// groups against a level.
pub(super) fn are_measured_apart(cx: &Context<'_>, first: ElementId, second: ElementId) -> bool {
    let measured = |target: ElementId| -> Vec<identity::Measured<'_>> {
        cx.plan.indicators_of(target).map(|indicator| identity::Measured::of(cx, indicator)).collect()
    };
    let (first, second) = (measured(first), measured(second));
    let apart = |one: &identity::Measured<'_>| second.iter().all(|other| identity::are_of_two_sorts(one, other));
    !first.is_empty() && !second.is_empty() && first.iter().all(apart)
}

fn reuses<'c>(cx: &Context<'c>) -> &'c [Reuse] {
    cx.shared.reuses(|| find(cx))
}

fn find(cx: &Context<'_>) -> Vec<Reuse> {
    let mut seen = identity::Seen::default();
    let mut found = Vec::new();
    for &indicator in cx.plan.of_kind(Kind::Indicator) {
        let uses = uses_of(cx, indicator);
        let Some(&own) = uses.first() else { continue };
        let element = cx.element(indicator);
        if element.has("note") || element.word("role") == Some("context") {
            continue;
        }
        let twice = uses.iter().skip(1).filter(|again| again.target != own.target);
        found.extend(twice.map(|&again| Reuse { first: own, again, degree: Degree::Same }));
        // The first that is alike: the third use of an indicator is one finding, not two.
        if let Some((first, degree)) = seen.like(cx, own) {
            found.push(Reuse { first, again: own, degree });
        }
    }
    found
}

fn hit(cx: &Context<'_>, Reuse { first, again, degree }: &Reuse) -> Hit {
    let id_of = |id: ElementId| cx.element(id).id.to_string();
    let name = cx.plan.label_in(again.indicator, cx.language).map(|entry| entry.words.to_string());
    let part = match degree {
        Degree::Same => None,
        Degree::Part(Side::First) => Some("first"),
        Degree::Part(Side::Second) => Some("second"),
    };
    Hit::new(Owner::Element(again.indicator), again.at)
        .fact("first", (first.indicator != again.indicator).then(|| id_of(first.indicator)))
        .fact("target", id_of(again.target))
        .fact("first_target", id_of(first.target))
        .fact("name", name)
        .fact("part", part)
        .related(Owner::Element(first.indicator), first.at, "other")
}
