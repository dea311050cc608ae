//! `coverage`: the declared whole against what covers it.

use std::collections::BTreeSet;

use serde::Deserialize;

use super::{Check, Context, Hit, Owner, Subject};
use crate::plan::{ElementId, Kind, Link, LinkTarget, Relation};

/// What is asked of the entries of `scope`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", tag = "ask")]
pub(super) enum Coverage {
    /// That something covers each.
    Each,
    /// That no two elements of one level cover the same; a goal and a priority are two views of one whole.
    Once,
}

/// Levels whose elements share the whole among themselves.
const LEVELS: [Kind; 3] = [Kind::Goal, Kind::Priority, Kind::Enabler];

impl Check for Coverage {
    fn facts(&self) -> &'static [&'static str] {
        match self {
            Self::Each => &[],
            Self::Once => &["entry", "entry_label", "first", "level"],
        }
    }

    fn needs(&self) -> BTreeSet<(Kind, &'static str)> {
        [(Kind::Scope, ""), (Kind::Goal, "covers")].into()
    }

    fn run(&self, cx: &Context<'_>, subject: Subject, hits: &mut Vec<Hit>) {
        if subject != Subject::Element(ElementId::PLAN) || cx.plan.of_kind(Kind::Scope).is_empty() {
            return;
        }
        let covers = |link: &&Link| link.relation == Relation::Covers;
        let of_all: Vec<&Link> =
            cx.plan.links().iter().filter(covers).filter(|link| link.target == LinkTarget::Everything).collect();
        for &entry in cx.plan.of_kind(Kind::Scope) {
            let incoming = cx.plan.index().incoming(entry).iter().map(|&link| cx.plan.link(link)).filter(covers);
            let covering: Vec<&Link> = incoming.chain(of_all.iter().copied()).collect();
            match self {
                Self::Each if covering.is_empty() => hits.push(Hit::on(entry, cx.element(entry))),
                Self::Each => {}
                Self::Once => hits.extend(LEVELS.into_iter().flat_map(|level| shared(cx, entry, &covering, level))),
            }
        }
    }
}

/// A hit for each element of `level` that covers `entry` after another has done so.
fn shared(cx: &Context<'_>, entry: ElementId, covering: &[&Link], level: Kind) -> Vec<Hit> {
    let mut of_level = covering.iter().filter(|link| cx.element(link.from).kind == level);
    let Some(first) = of_level.next() else { return Vec::new() };
    let mut seen = BTreeSet::from([first.from]);
    let again = of_level.filter(|link| seen.insert(link.from));
    let hit = |link: &&Link| {
        let scope = cx.element(entry);
        Hit::new(Owner::Element(link.from), link.at)
            .fact("entry", &*scope.id)
            .fact("entry_label", cx.plan.label_in(entry, cx.language).map(|label| label.words.to_string()))
            .fact("first", &*cx.element(first.from).id)
            .fact("level", level.name())
            .related(Owner::Element(first.from), first.at, "covers")
            .related(Owner::Element(entry), scope.key, "scope")
    };
    again.map(hit).collect()
}
