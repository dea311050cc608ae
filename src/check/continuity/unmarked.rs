//! Elements that the predecessor does not have, and that are not marked as new.

use std::collections::HashMap;

use crate::check::Hit;
use crate::plan::{Disposition, Element, ElementId, Fate, Kind, Plan, Relation};

use super::account::id_in;

pub(super) const FACTS: &[&str] = &["before"];

pub(super) fn run(plan: &Plan, hits: &mut Vec<Hit>) {
    let Some(before) = plan.predecessor.as_deref().filter(|before| !before.is_partly_unread()) else { return };
    if plan.continuity.is_empty() || plan.is_partly_unread() {
        return;
    }
    let entries: HashMap<&str, &Disposition> =
        plan.continuity.iter().filter_map(|entry| Some((id_in(entry, before)?, entry))).collect();
    for (id, element) in plan.elements() {
        let is_asked = is_comparable(before, element.kind) && !element.has("origin");
        if is_asked && !is_led_to(plan, id) && !is_carried(before, &entries, element) {
            hits.push(Hit::on(id, element).fact("before", before.id()));
        }
    }
}

/// Whether the predecessor has elements of the kind. Where it has none, all of them are plainly new, or the
/// predecessor is given in part.
fn is_comparable(before: &Plan, kind: Kind) -> bool {
    kind.must_be_accounted_for() && !before.of_kind(kind).is_empty()
}

/// Whether an entry of `continuity:` leads to the element.
fn is_led_to(plan: &Plan, id: ElementId) -> bool {
    plan.index().incoming(id).iter().any(|&link| plan.link(link).relation == Relation::ContinuesAs)
}

/// Whether the predecessor's element of the same id and kind lives on in this one. One that went elsewhere leaves its
/// number to another.
fn is_carried(before: &Plan, entries: &HashMap<&str, &Disposition>, element: &Element) -> bool {
    let same = before.find(&element.id).is_some_and(|old| before.element(old).kind == element.kind);
    let stays = entries.get(&*element.id).is_none_or(|entry| {
        let fate = entry.fate.as_ref().map(|fate| fate.value);
        entry.to.is_empty() && matches!(fate, None | Some(Fate::Kept | Fate::Revised))
    });
    same && stays
}
