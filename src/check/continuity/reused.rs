//! Ids of the plan before that now mean something else.

use std::collections::HashSet;

use super::account::element_of;
use crate::check::{Change, FixHit, Hit, Owner, Replacement};
use crate::finding::Safety;
use crate::plan::{Disposition, ElementId, Fate, LinkTarget, Plan};

pub(super) const FACTS: &[&str] = &["ids", "count", "before"];

/// Places that the finding points at.
const POINTED_AT: usize = 20;

/// One finding for all of them: whoever writes the first in full will write all.
pub(super) fn run(plan: &Plan, hits: &mut Vec<Hit>) {
    let Some(before) = plan.predecessor.as_deref().filter(|_| !plan.is_partly_unread()) else { return };
    let reused: Vec<(&Disposition, ElementId)> =
        plan.continuity.iter().filter_map(|entry| Some((entry, reused_by(plan, entry)?))).collect();
    // An id of an earlier plan that the one before gave up is no longer taken for what it was.
    let Some((first, now)) = reused.first() else { return };
    let mut seen = HashSet::new();
    let ids: Vec<&str> = reused.iter().map(|(entry, _)| entry.element_id()).filter(|id| seen.insert(*id)).collect();
    // One that is alone is told of the element that has its id now.
    let owner = if ids.len() == 1 { *now } else { ElementId::PLAN };
    let mut hit = Hit::new(Owner::Element(owner), first.id.at)
        .fact("count", ids.len())
        .list("ids", ids)
        .fact("before", before.id());
    for (_, id) in reused.iter().take(POINTED_AT) {
        hit = hit.related(Owner::Element(*id), plan.element(*id).key, "reused");
    }
    let in_full = |entry: &Disposition| format!("{}#{}", before.id(), entry.element_id());
    let facts = [("old", first.element_id().into()), ("new", in_full(first).into())].into();
    let replacement =
        |(entry, _): &(&Disposition, ElementId)| Replacement::whole(entry.id.at, &entry.id.value, &in_full(entry));
    let change = Change::Replace(reused.iter().map(replacement).collect());
    hit.fixes.push(FixHit { title: "in-full", facts, safety: Safety::Safe, change });
    hits.push(hit);
}

/// The element that now has the id of an entry's old one, where the entry writes the bare id and says that the old one
/// went elsewhere.
fn reused_by(plan: &Plan, entry: &Disposition) -> Option<ElementId> {
    if entry.id.value.contains('#') {
        return None;
    }
    let old = element_of(plan, entry)?;
    let id = plan.find(&old.element().id)?;
    let leads_here = entry.to.iter().any(|&link| plan.link(link).target == LinkTarget::Element(id));
    let stays = match entry.fate.as_ref().map(|fate| fate.value) {
        Some(Fate::Dropped) => false,
        Some(Fate::Kept | Fate::Revised) => entry.to.is_empty(),
        // Where it went is not said.
        _ => entry.to.is_empty(),
    };
    let same = old.element().kind == plan.element(id).kind && is_same_text(plan, id, old.plan, old.id);
    (!leads_here && !stays && !same).then_some(id)
}

/// Whether two elements say the same in a language that both have.
fn is_same_text(plan: &Plan, id: ElementId, before: &Plan, old: ElementId) -> bool {
    let (Some(new), Some(old)) = (plan.text_of(id), before.text_of(old)) else { return false };
    let same = |a: &str, b: &str| a.split_whitespace().eq(b.split_whitespace());
    old.entries.iter().any(|entry| new.in_language(&entry.language).is_some_and(|new| same(&new.words, &entry.words)))
}
