//! `spread`: an element that links to all there is.

use std::collections::BTreeSet;

use serde::Deserialize;

use super::{Check, Context, Hit, Owner, Subject};
use crate::plan::{ElementId, Kind, Link, LinkTarget, Relation};

/// Parameters.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Spread {
    /// The links that are looked at.
    relations: Vec<Relation>,
    /// Kinds of which an element should not name every one.
    kinds: Vec<Kind>,
    /// How many of a kind there must be besides the element; of two, both may well be meant.
    at_least: usize,
}

impl Check for Spread {
    fn facts(&self) -> &'static [&'static str] {
        &["count", "of", "written"]
    }

    fn run(&self, cx: &Context<'_>, subject: Subject, hits: &mut Vec<Hit>) {
        let Some(id) = subject.element() else { return };
        let element = cx.element(id);
        if element.flag("cross-cutting") {
            return;
        }
        let outgoing = cx.plan.index().outgoing(id).iter().map(|&link| cx.plan.link(link));
        let links: Vec<&Link> = outgoing.filter(|link| self.relations.contains(&link.relation)).collect();
        if let Some(link) = links.iter().find(|link| link.target == LinkTarget::Everything) {
            hits.push(Hit::new(Owner::Element(id), link.at).fact("written", &*link.written));
            return;
        }
        for &kind in &self.kinds {
            let of_kind = |link: &&&Link| matches!(link.target, LinkTarget::Element(to) if cx.element(to).kind == kind);
            let named: BTreeSet<ElementId> = links
                .iter()
                .filter(of_kind)
                .filter_map(|link| match link.target {
                    LinkTarget::Element(to) if to != id => Some(to),
                    _ => None,
                })
                .collect();
            let others = cx.plan.of_kind(kind).len() - usize::from(element.kind == kind);
            let every_one = others >= self.at_least && named.len() == others;
            if let Some(first) = links.iter().find(of_kind).filter(|_| every_one) {
                let hit = Hit::on_field(id, element, first.relation.key());
                hits.push(hit.fact("count", others).fact("of", kind.name()));
            }
        }
    }
}
