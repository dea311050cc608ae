//! `reused-indicator`: one indicator that measures two targets.
//!
//! It may stand there once and name both, or twice: under the same name without breakdown and share words, or, in the
//! same language or another, under a name that says the same.

mod identity;
mod uses;

use std::collections::BTreeSet;

use rayon::prelude::*;
use serde::Deserialize;

use super::context::Kept;
use super::{Check, Context, Hit, Owner, Recalled, Subject, quotation};
use crate::likeness::{Degree, Sequence, Side};
use crate::plan::{ElementId, Kind};
pub(super) use identity::{Indicator, Indicators, Measured};
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
    /// Whether both have one name, apart from breakdown and share words.
    same_name: bool,
}

impl Check for ReusedIndicator {
    fn facts(&self) -> &'static [&'static str] {
        &["first", "target", "first_target", "name", "first_name", "part", "same_name"]
    }

    fn needs(&self) -> BTreeSet<(Kind, &'static str)> {
        [(Kind::Target, ""), (Kind::Indicator, "")].into()
    }

    fn prepare(&self, cx: &Context<'_>, recalled: &mut Recalled) {
        prepare(cx, recalled);
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
pub(super) fn are_measured_apart(first: &[Measured], second: &[Measured]) -> bool {
    let apart = |one: &Measured| second.iter().all(|other| identity::are_of_two_sorts(one, other));
    !first.is_empty() && !second.is_empty() && first.iter().all(apart)
}

/// Looks for indicators that are used again, once, however many rules ask.
pub(super) fn prepare(cx: &Context<'_>, recalled: &mut Recalled) {
    cx.shared.find_reuses(|| find(cx, recalled));
}

fn reuses<'c>(cx: &Context<'c>) -> &'c [Reuse] {
    cx.shared.reuses()
}

fn find(cx: &Context<'_>, recalled: &mut Recalled) -> Vec<Reuse> {
    let ids = cx.plan.of_kind(Kind::Indicator);
    let compare = |first: &Indicator, second: &Indicator| identity::alike(cx, first, second);
    let indicators = match recalled.indicators() {
        Some(Kept { compared: mut indicators, changed }) => {
            let others: Vec<u32> = (0u32..)
                .zip(indicators.items())
                .filter(|(_, indicator)| indicator.hangs_on(&changed))
                .map(|(index, _)| index)
                .collect();
            let others = others.into_iter().map(|index| (index, Indicator::of(cx, ids[index as usize]))).collect();
            indicators.replace(others, compare);
            indicators
        }
        None => Sequence::of(ids.par_iter().with_min_len(16).map(|&id| Indicator::of(cx, id)).collect(), compare),
    };
    // The first that is alike: the third use of an indicator is one finding, not two.
    let mut alike = indicators.found().peekable();
    let mut found = Vec::new();
    for (index, (&id, indicator)) in ids.iter().zip(indicators.items()).enumerate() {
        let like = alike.next_if(|&(own, ..)| own == index);
        let uses = uses_of(cx, id);
        let Some(&own) = uses.first().filter(|_| indicator.is_compared()) else { continue };
        let twice = uses.iter().skip(1).filter(|again| again.target != own.target);
        found.extend(twice.map(|&again| Reuse { first: own, again, degree: Degree::Same, same_name: true }));
        if let Some((_, at, degree)) = like
            && let Some(&first) = uses_of(cx, ids[at]).first()
        {
            let same_name = indicators.items().nth(at).is_some_and(|other| indicator.has_name_of(other));
            found.push(Reuse { first, again: own, degree: **degree, same_name });
        }
    }
    drop(alike);
    recalled.keep_indicators(indicators);
    found
}

fn hit(cx: &Context<'_>, Reuse { first, again, degree, same_name }: &Reuse) -> Hit {
    let id_of = |id: ElementId| cx.element(id).id.to_string();
    let name_of = |id: ElementId| cx.plan.label_in(id, cx.language).map(|entry| quotation::brief(&entry.words));
    let part = match degree {
        Degree::Same => None,
        Degree::Part(Side::First) => Some("first"),
        Degree::Part(Side::Second) => Some("second"),
    };
    Hit::new(Owner::Element(again.indicator), again.at)
        .fact("first", (first.indicator != again.indicator).then(|| id_of(first.indicator)))
        .fact("target", id_of(again.target))
        .fact("first_target", id_of(first.target))
        .fact("name", name_of(again.indicator))
        .fact("first_name", name_of(first.indicator))
        .fact("part", part)
        .fact("same_name", *same_name)
        .related(Owner::Element(first.indicator), first.at, "other")
}
