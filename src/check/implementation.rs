//! `implementation`: an element of an operational plan that serves no element of the plan which it carries out.

use serde::Deserialize;

use super::{Check, Context, Hit, Owner, Subject};
use crate::plan::{Element, ElementId, Kind, Plan, Relation};

/// Parameters.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Implementation {
    /// Kinds of element that must serve one.
    kinds: Vec<Kind>,
}

impl Check for Implementation {
    fn facts(&self) -> &'static [&'static str] {
        &["implemented"]
    }

    fn run(&self, cx: &Context<'_>, subject: Subject, hits: &mut Vec<Hit>) {
        let Some(above) = cx.plan.implemented.as_deref() else { return };
        if subject != Subject::Element(ElementId::PLAN) {
            return;
        }
        let serves = serving(cx.plan, above);
        let mut spoken_of = vec![false; serves.len()];
        for (id, element) in cx.plan.elements().skip(1) {
            let index = id.0 as usize;
            let parent = element.parent.map_or(0, |parent| parent.0 as usize);
            let speak = !serves[index] && self.kinds.contains(&element.kind);
            // Of what stands under an element, nothing more is said than of the element.
            spoken_of[index] = spoken_of[parent] || speak;
            if speak && !spoken_of[parent] {
                let root = above.root();
                let hit = Hit::on(id, element).fact("implemented", above.id());
                hits.push(hit.related(Owner::Implemented(ElementId::PLAN), root.key, "implemented"));
            }
        }
    }
}

/// For each element, whether it leads to an element of `above`, is one, or holds one that does.
fn serving(plan: &Plan, above: &Plan) -> Vec<bool> {
    let chains = plan.chains();
    let mut serves: Vec<bool> = plan.elements().map(|(id, _)| chains.reach(id).is_open()).collect();
    let restated = plan.elements().skip(1).filter(|&(id, element)| is_restated(plan, id, element, above));
    let mut pending: Vec<ElementId> = restated.map(|(id, _)| id).collect();
    for &id in &pending {
        serves[id.0 as usize] = true;
    }
    while let Some(id) = pending.pop() {
        let links = plan.index().incoming(id).iter().map(|&link| plan.link(link));
        let onward = links.filter(|link| Relation::ONWARD.contains(&link.relation)).map(|link| link.from);
        for next in onward.chain(plan.children(id).iter().copied()) {
            if !std::mem::replace(&mut serves[next.0 as usize], true) {
                pending.push(next);
            }
        }
    }
    // Parents come before their parts, so that from the end each part has its answer before its parent asks.
    let parents: Vec<Option<ElementId>> = plan.elements().map(|(_, element)| element.parent).collect();
    for (index, parent) in parents.into_iter().enumerate().rev() {
        if let Some(parent) = parent.filter(|_| serves[index]) {
            serves[parent.0 as usize] = true;
        }
    }
    serves
}

/// Whether the element is repeated from `above`: the same id, kind and name.
fn is_restated(plan: &Plan, id: ElementId, element: &Element, above: &Plan) -> bool {
    let Some(original) = above.find(&element.id).filter(|&found| above.element(found).kind == element.kind) else {
        return false;
    };
    match (plan.text_of(id), above.text_of(original)) {
        (Some(own), Some(other)) => {
            own.entries.iter().any(|entry| other.entries.iter().any(|known| known.words.trim() == entry.words.trim()))
        }
        _ => false,
    }
}
