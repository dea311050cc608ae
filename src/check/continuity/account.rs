//! Entries of `continuity:`: the element that each is about, its reason.

use crate::check::{Hit, Owner};
use crate::finding::Safety;
use crate::nearest::nearest;
use crate::plan::{Disposition, ElementId, Fate, NoteKind, Plan};
use crate::source::Location;

pub(super) const FACTS: &[&str] = &["old", "fate"];
pub(super) const UNKNOWN_FACTS: &[&str] = &["old", "before", "nearest"];

/// Findings that suggest an id. Where more entries are wrong, the predecessor is the wrong one.
const SUGGESTIONS: usize = 50;

/// The id of the predecessor's element that an entry is about; nothing where it names a plan other than `before`.
pub(super) fn id_in<'d>(entry: &'d Disposition, before: &Plan) -> Option<&'d str> {
    match entry.id.value.split_once('#') {
        Some((plan, _)) if plan != before.id() => None,
        _ => Some(entry.element_id()),
    }
}

/// The element of the predecessor that an entry is about.
pub(super) fn element_of(plan: &Plan, entry: &Disposition) -> Option<ElementId> {
    let before = plan.predecessor.as_deref()?;
    before.find(id_in(entry, before)?)
}

/// A hit on the predecessor's element that an entry is about, else on the plan, with the element as a further place.
pub(super) fn hit(plan: &Plan, entry: &Disposition, at: Location) -> Hit {
    let found = element_of(plan, entry).zip(plan.predecessor.as_deref());
    let hit = match found {
        Some((id, before)) => {
            let owner = Owner::Predecessor(id);
            Hit::new(owner, at).related(owner, before.element(id).key, "predecessor")
        }
        None => Hit::new(Owner::Element(ElementId::PLAN), at),
    };
    hit.fact("old", entry.element_id())
}

/// Whether something in an entry could not be read, so that what seems to be missing may stand there.
pub(super) fn is_partly_unread(plan: &Plan, entry: &Disposition) -> bool {
    plan.notes.iter().any(|note| {
        matches!(note.kind, NoteKind::InvalidValue { .. } | NoteKind::UnknownKey { .. })
            && note.at.file == entry.at.file
            && entry.at.span.contains(note.at.span)
    })
}

/// Entries that give no reason for a change.
pub(super) fn without_reason(plan: &Plan, hits: &mut Vec<Hit>) {
    for entry in &plan.continuity {
        let Some(fate) = entry.fate.as_ref().filter(|fate| fate.value != Fate::Kept) else { continue };
        if entry.reason.is_none() && !is_partly_unread(plan, entry) {
            hits.push(hit(plan, entry, fate.at).fact("fate", fate.value.name()));
        }
    }
}

/// Entries about elements that the predecessor does not have.
pub(super) fn of_no_element(plan: &Plan, hits: &mut Vec<Hit>) {
    let Some(before) = plan.predecessor.as_deref().filter(|before| !before.is_partly_unread()) else { return };
    let unknown = plan.continuity.iter().filter_map(|entry| {
        let id = id_in(entry, before).filter(|id| before.find(id).is_none())?;
        Some((entry, id))
    });
    for (number, (entry, id)) in unknown.enumerate() {
        let near = if number < SUGGESTIONS { nearest(id, before.index().ids()) } else { None };
        let hit = Hit::new(Owner::Element(ElementId::PLAN), entry.id.at)
            .fact("old", id)
            .fact("before", before.id())
            .fact("nearest", near);
        hits.push(match near {
            Some(near) => {
                let written = &*entry.id.value;
                let prefix = written.strip_suffix(id).unwrap_or_default();
                hit.replace(Safety::Unsafe, entry.id.at, written, &format!("{prefix}{near}"))
            }
            None => hit,
        });
    }
}
