//! `count`: more elements than readers can follow, or one goal with far more targets than another.

use std::collections::BTreeSet;

use serde::Deserialize;

use super::{Check, Context, Hit, Owner, Subject};
use crate::plan::{ElementId, Kind};
use crate::source::Location;

/// Parameters: the largest number of each that is no finding.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Count {
    goals: usize,
    priorities: usize,
    targets_per_goal: usize,
    indicators_per_target: usize,
    /// How many times as many targets as the goal with the fewest a goal may have.
    imbalance: usize,
}

impl Check for Count {
    fn facts(&self) -> &'static [&'static str] {
        &["counted", "count", "limit", "other", "other_count"]
    }

    fn run(&self, cx: &Context<'_>, subject: Subject, hits: &mut Vec<Hit>) {
        let Some(id) = subject.element() else { return };
        match cx.element(id).kind {
            Kind::Plan => {
                for (kind, limit) in [(Kind::Goal, self.goals), (Kind::Priority, self.priorities)] {
                    hits.extend(over(cx, id, kind, cx.plan.of_kind(kind).len(), limit));
                }
                hits.extend(self.uneven_goals(cx));
            }
            Kind::Goal => hits.extend(over(cx, id, Kind::Target, parts(cx, id, Kind::Target), self.targets_per_goal)),
            Kind::Target => {
                let count = parts(cx, id, Kind::Indicator);
                hits.extend(over(cx, id, Kind::Indicator, count, self.indicators_per_target));
            }
            _ => {}
        }
    }
}

impl Count {
    /// The goal with the most targets, where it has too many times those of the goal with the fewest. Goals without
    /// any target are another rule's.
    fn uneven_goals(&self, cx: &Context<'_>) -> Option<Hit> {
        let counts = cx.plan.of_kind(Kind::Goal).iter().map(|&goal| (parts(cx, goal, Kind::Target), goal));
        let counts: Vec<_> = counts.filter(|&(count, _)| count > 0).collect();
        // Of several with the same count, the first.
        let &(fewest, small) = counts.iter().min_by_key(|&&(count, goal)| (count, goal))?;
        let &(most, large) = counts.iter().max_by_key(|&&(count, goal)| (count, std::cmp::Reverse(goal)))?;
        (most > fewest.saturating_mul(self.imbalance)).then(|| {
            let other = cx.element(small);
            Hit::new(Owner::Element(large), section(cx, large, Kind::Target))
                .fact("counted", "imbalance")
                .fact("count", most)
                .fact("limit", self.imbalance)
                .fact("other", &*other.id)
                .fact("other_count", fewest)
                .related(Owner::Element(small), other.key, "other")
        })
    }
}

/// How many elements of `kind` belong to `id`: those under it, and those that stand under nothing and say so.
fn parts(cx: &Context<'_>, id: ElementId, kind: Kind) -> usize {
    let unattached = |part: &ElementId| cx.element(*part).parent == Some(ElementId::PLAN);
    let elsewhere: BTreeSet<ElementId> = cx.plan.attached_to(id, kind).filter(unattached).collect();
    cx.plan.children_of_kind(id, kind).count() + elsewhere.len()
}

fn over(cx: &Context<'_>, id: ElementId, kind: Kind, count: usize, limit: usize) -> Option<Hit> {
    (count > limit).then(|| {
        Hit::new(Owner::Element(id), section(cx, id, kind))
            .fact("counted", kind.section().unwrap_or(kind.name()))
            .fact("count", count)
            .fact("limit", limit)
    })
}

/// The key of the section: its value is as long as the trouble is.
fn section(cx: &Context<'_>, id: ElementId, kind: Kind) -> Location {
    let element = cx.element(id);
    kind.section().and_then(|name| element.field(name)).map_or(element.key, |field| field.key)
}
