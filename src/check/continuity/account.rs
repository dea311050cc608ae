//! Entries of `continuity:`: the element that each is about, its reason.

use crate::check::{Hit, Owner};
use crate::finding::Safety;
use crate::nearest::nearest;
use crate::plan::{Disposition, Element, ElementId, Fate, NoteKind, Plan};
use crate::source::Location;

pub(super) const FACTS: &[&str] = &["old", "fate"];
pub(super) const UNKNOWN_FACTS: &[&str] = &["old", "before", "nearest"];

/// Findings that suggest an id. Where more entries are wrong, the predecessor is the wrong one.
const SUGGESTIONS: usize = 50;

/// An element of a plan before this one.
#[derive(Clone, Copy, Debug)]
pub(super) struct Old<'p> {
    /// Its plan.
    pub(super) plan: &'p Plan,
    /// How many plans lie between: none for the predecessor's.
    pub(super) steps: usize,
    /// Its name there.
    pub(super) id: ElementId,
}

impl<'p> Old<'p> {
    pub(super) fn element(self) -> &'p Element {
        self.plan.element(self.id)
    }

    pub(super) fn owner(self) -> Owner {
        match self.steps {
            0 => Owner::Predecessor(self.id),
            steps => Owner::Earlier(steps, self.id),
        }
    }
}

/// The id of the predecessor's element that an entry is about; nothing where it names a plan other than `before`.
pub(super) fn id_in<'d>(entry: &'d Disposition, before: &Plan) -> Option<&'d str> {
    match entry.id.value.split_once('#') {
        Some((plan, _)) if plan != before.id() => None,
        _ => Some(entry.element_id()),
    }
}

/// The element that an entry is about: the predecessor's, or that of the plan before it that the entry names.
pub(super) fn element_of<'p>(plan: &'p Plan, entry: &Disposition) -> Option<Old<'p>> {
    let (steps, before, id) = match entry.id.value.split_once('#') {
        Some((name, id)) => {
            let (steps, before) = plan.before().enumerate().find(|(_, before)| before.id() == name)?;
            (steps, before, id)
        }
        None => (0, plan.predecessor.as_deref()?, &*entry.id.value),
    };
    Some(Old { plan: before, steps, id: before.find(id)? })
}

/// A hit on the predecessor's element that an entry is about, else on the plan, with the element as a further place.
pub(super) fn hit(plan: &Plan, entry: &Disposition, at: Location) -> Hit {
    let hit = match element_of(plan, entry) {
        Some(old) => Hit::new(old.owner(), at).related(old.owner(), old.element().key, "predecessor"),
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

/// The plan that must have the element of an entry: the predecessor, or the one before it that the entry names. Nothing
/// where that could not be read, or is none of them.
fn plan_of<'p>(plan: &'p Plan, entry: &Disposition) -> Option<&'p Plan> {
    let named = entry.id.value.split_once('#').map(|(name, _)| name);
    let before = match named {
        Some(name) => plan.before().find(|before| before.id() == name),
        None => plan.predecessor.as_deref(),
    };
    before.filter(|before| !before.is_partly_unread())
}

/// Entries about elements that the predecessor does not have.
pub(super) fn of_no_element(plan: &Plan, hits: &mut Vec<Hit>) {
    let unknown = plan.continuity.iter().filter_map(|entry| {
        let before = plan_of(plan, entry)?;
        let id = Some(entry.element_id()).filter(|id| before.find(id).is_none())?;
        Some((entry, before, id))
    });
    for (number, (entry, before, id)) in unknown.enumerate() {
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
