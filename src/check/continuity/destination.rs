//! Elements of the predecessor that are sent to a place that is not there.

use crate::check::Hit;
use crate::finding::Safety;
use crate::nearest::nearest;
use crate::plan::{Disposition, Fate, LinkTarget, Plan};

use super::account::{hit, is_partly_unread};

pub(super) const FACTS: &[&str] = &["case", "old", "fate", "to", "nearest"];

pub(super) fn run(plan: &Plan, hits: &mut Vec<Hit>) {
    // A destination in a file that could not be read may well exist.
    if plan.is_partly_unread() {
        return;
    }
    for entry in &plan.continuity {
        let fate = entry.fate.as_ref().map(|fate| fate.value.name());
        for &link in &entry.to {
            let link = plan.link(link);
            if link.target == LinkTarget::Dangling {
                let near = nearest(&link.written, plan.index().ids());
                let hit = hit(plan, entry, link.at)
                    .fact("case", "dangling")
                    .fact("to", &*link.written)
                    .fact("fate", fate)
                    .fact("nearest", near);
                hits.push(match near {
                    Some(near) => hit.replace(Safety::Unsafe, link.at, &link.written, near),
                    None => hit,
                });
            }
        }
        if let Some(fate) = &entry.fate
            && entry.to.is_empty()
            && !needs_none(plan, entry, fate.value)
            && !is_partly_unread(plan, entry)
        {
            hits.push(hit(plan, entry, fate.at).fact("case", "missing").fact("fate", fate.value.name()));
        }
    }
}

/// Whether an entry without `to` says all: the element was given up, or stands in this plan under its old id.
fn needs_none(plan: &Plan, entry: &Disposition, fate: Fate) -> bool {
    match fate {
        Fate::Dropped => true,
        Fate::Kept | Fate::Revised => plan.find(entry.element_id()).is_some(),
        Fate::Merged | Fate::Split | Fate::Moved => false,
    }
}
