//! What is noted of each element by itself, for checks that look at the plan as a whole.
//!
//! It is found on all cores before any check runs, and kept while the element stays as it is: a keystroke costs such a
//! check the notes of one element.

use std::any::Any;
use std::fmt;
use std::sync::Arc;

use rayon::prelude::*;

use super::about::TextPlace;
use super::context::Kept;
use super::prose;
use super::{Context, Recalled};
use crate::plan::{ElementId, TextEntry};

/// What is noted of each element, by its number; nothing where there is nothing to note.
pub(super) type Notes<N> = Arc<Vec<Option<Arc<N>>>>;

/// Who notes something of each element.
pub(super) trait Noter: Sync {
    /// What is noted. It names places as [`TextPlace`]s, for those in the file move with edits elsewhere.
    type Note: Send + Sync + 'static;

    /// What tells these notes from those of others: the sort, and the parameters on which they hang.
    fn topic(&self) -> String;

    /// What there is to note of an element, by its own fields and those of the plan alone.
    fn note(&self, cx: &Context<'_>, id: ElementId) -> Option<Self::Note>;
}

/// Notes of any sort.
#[derive(Clone)]
pub(super) struct AnyNotes(Arc<dyn Any + Send + Sync>);

impl fmt::Debug for AnyNotes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("AnyNotes")
    }
}

impl AnyNotes {
    fn of<N: Send + Sync + 'static>(notes: Notes<N>) -> Self {
        Self(notes)
    }

    fn into_notes<N: Send + Sync + 'static>(self) -> Option<Notes<N>> {
        self.0.downcast().ok()
    }
}

/// Finds the notes, where nobody has: those of elements that have changed since the last state of the plan, or all.
pub(super) fn prepare<W: Noter>(noter: &W, cx: &Context<'_>, recalled: &mut Recalled) {
    let topic = noter.topic();
    if cx.shared.notes(&topic).is_some() {
        return;
    }
    let kept = recalled.notes(&topic);
    let kept = kept.and_then(|Kept { compared, changed }| Some((compared.into_notes::<W::Note>()?, changed)));
    let notes = match kept {
        Some((mut notes, changed)) => {
            let all = Arc::make_mut(&mut notes);
            for id in changed {
                all[id.0 as usize] = noter.note(cx, id).map(Arc::new);
            }
            notes
        }
        None => all(noter, cx),
    };
    recalled.keep_notes(topic.clone(), AnyNotes::of(Arc::clone(&notes)));
    cx.shared.keep_notes(topic, AnyNotes::of(notes));
}

/// The notes as they were prepared.
pub(super) fn of<W: Noter>(noter: &W, cx: &Context<'_>) -> Notes<W::Note> {
    let prepared = cx.shared.notes(&noter.topic()).and_then(AnyNotes::into_notes);
    prepared.unwrap_or_else(|| all(noter, cx))
}

fn all<W: Noter>(noter: &W, cx: &Context<'_>) -> Notes<W::Note> {
    let ids: Vec<ElementId> = cx.plan.elements().map(|(id, _)| id).collect();
    Arc::new(ids.into_par_iter().with_min_len(32).map(|id| noter.note(cx, id).map(Arc::new)).collect())
}

/// A text of an element with what was found in it.
#[derive(Debug)]
pub(super) struct InText<F> {
    place: TextPlace,
    found: Vec<F>,
}

/// What is found in the texts of an element, each language by itself; nothing where there is nothing.
pub(super) fn in_texts<F>(
    cx: &Context<'_>,
    id: ElementId,
    find: impl Fn(&TextEntry) -> Vec<F>,
) -> Option<Vec<InText<F>>> {
    let mut noted = Vec::new();
    for entry in prose::of_element(cx, id).flat_map(prose::Passage::entries) {
        let found = find(entry);
        if !found.is_empty() {
            noted.extend(TextPlace::of(cx, id, entry).map(|place| InText { place, found }));
        }
    }
    (!noted.is_empty()).then_some(noted)
}

/// Goes through what was noted of texts, in the order of the plan, then through what is found in the parts of its document.
pub(super) fn each_text<'c, F>(
    cx: &Context<'c>,
    notes: &[Option<Arc<Vec<InText<F>>>>],
    find: impl Fn(&TextEntry) -> Vec<F>,
    mut act: impl FnMut(ElementId, &'c TextEntry, &F),
) {
    for noted in notes.iter().flatten().flat_map(|noted| noted.iter()) {
        if let Some(entry) = noted.place.entry(cx) {
            noted.found.iter().for_each(|found| act(noted.place.element(), entry, found));
        }
    }
    for passage in prose::of_document(cx) {
        for entry in passage.entries() {
            find(entry).iter().for_each(|found| act(passage.owner, entry, found));
        }
    }
}
