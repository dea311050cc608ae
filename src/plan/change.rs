//! What an edit has changed in a plan, where it has changed the fields of some elements and nothing else.
//!
//! Most keystrokes do: elements, links and the reader's notes stay, and so does every word outside of the field that is
//! typed into. Where that cannot be told for sure, there is no answer, and the plan is another one.

use std::sync::Arc;

use rayon::prelude::*;

use super::{Element, ElementId, FieldValue, Note, NoteKind, Plan};
use crate::source::{Difference, FileId, Location, SourceFile, SourceMap, Span};

/// One edit in one file of a plan.
#[derive(Clone, Debug)]
pub struct Change {
    file: FileId,
    /// From here to `end` the old text was replaced.
    start: u32,
    end: u32,
    /// The end of what stands there now.
    new_end: u32,
    /// The elements whose own fields are not what they were.
    elements: Vec<ElementId>,
}

impl Change {
    /// What has changed from one state of a plan to another; nothing where more has changed than fields of elements.
    #[must_use]
    pub fn between(old: (&Plan, &SourceMap), new: (&Plan, &SourceMap)) -> Option<Self> {
        let (old, old_sources) = old;
        let (new, new_sources) = new;
        let (file, before, after) = edited_file(old_sources, new_sources)?;
        let mut change = Self::of_texts(file, before.text(), after.text())?;
        if old.files != new.files || !old.files.contains(&file) || !change.is_alike(old, new) {
            return None;
        }
        let pairs = old.elements.par_iter().zip(&new.elements).enumerate().with_min_len(512);
        let changed = pairs.filter(|(_, (old, new))| old.key.file == file && !change.leaves(old, new));
        let changed: Vec<usize> = changed.map(|(index, _)| index).collect();
        change.elements = changed.into_iter().map(|index| ElementId(index as u32)).collect();
        let holds = |id: &ElementId| change.stays_within(old.element(*id), new.element(*id), before.text());
        // What hangs on the plan's own fields is everything.
        (!change.elements.contains(&ElementId::PLAN) && change.elements.iter().any(holds)).then_some(change)
    }

    /// The elements whose own fields are not what they were; what stands below them may be.
    #[must_use]
    pub fn elements(&self) -> &[ElementId] {
        &self.elements
    }

    /// Where a place of the old text is in the new one; nothing for one at the very edit.
    #[must_use]
    pub fn moved(&self, at: Location) -> Option<Location> {
        if at.file != self.file {
            return Some(at);
        }
        let Span { start, end } = at.span;
        Some(Location::new(at.file, Span { start: self.offset(start)?, end: self.offset(end)? }))
    }

    fn offset(&self, offset: u32) -> Option<u32> {
        if offset < self.start {
            Some(offset)
        } else if offset > self.end {
            Some(offset - self.end + self.new_end)
        } else {
            None
        }
    }

    fn of_texts(file: FileId, old: &str, new: &str) -> Option<Self> {
        let Difference { start, end, new_end } = Difference::between(old, new)?;
        // Line ends are the whole file's matter.
        if old[start..end].contains('\r') || new[start..new_end].contains('\r') {
            return None;
        }
        let number = |offset: usize| u32::try_from(offset).ok();
        Some(Self { file, start: number(start)?, end: number(end)?, new_end: number(new_end)?, elements: Vec::new() })
    }

    /// Whether both states have the same elements, links and notes, places aside.
    fn is_alike(&self, old: &Plan, new: &Plan) -> bool {
        let same_element = |(a, b): (&Element, &Element)| a.id == b.id && a.kind == b.kind && a.parent == b.parent;
        let same_link = |(a, b): (&super::Link, &super::Link)| {
            a.from == b.from && a.relation == b.relation && a.target == b.target && a.written == b.written
        };
        let same_plan = |a: &Option<Arc<Plan>>, b: &Option<Arc<Plan>>| a.is_some() == b.is_some();
        old.elements.len() == new.elements.len()
            && old.links.len() == new.links.len()
            && old.notes.len() == new.notes.len()
            && old.elements.iter().zip(&new.elements).all(same_element)
            && old.links.iter().zip(&new.links).all(same_link)
            && old.notes.iter().zip(&new.notes).all(|(a, b)| self.is_same_note(a, b))
            && old.index.first_with_codes() == new.index.first_with_codes()
            && same_plan(&old.predecessor, &new.predecessor)
            && same_plan(&old.implemented, &new.implemented)
    }

    fn is_same_note(&self, old: &Note, new: &Note) -> bool {
        let same_kind = match (&old.kind, &new.kind) {
            (NoteKind::DuplicateKey { key: a, first: from }, NoteKind::DuplicateKey { key: b, first: to })
            | (NoteKind::DuplicateId { id: a, first: from }, NoteKind::DuplicateId { id: b, first: to }) => {
                a == b && self.moved(*from) == Some(*to)
            }
            (a, b) => a == b,
        };
        same_kind && old.element == new.element && self.moved(old.at) == Some(new.at)
    }

    /// Whether an element's own fields are as they were, and none of them is at the edit.
    fn leaves(&self, old: &Element, new: &Element) -> bool {
        let is_section = |value: &FieldValue| matches!(value, FieldValue::Section { .. });
        let same = |old: &super::Field, new: &super::Field| {
            let same_value = if is_section(&old.value) {
                old.value == new.value
            } else {
                !is_section(&new.value) && self.moved(old.at) == Some(new.at) && !self.touches(old.key, old.at)
            };
            old.name == new.name && self.moved(old.key) == Some(new.key) && same_value
        };
        self.moved(old.key) == Some(new.key)
            && old.fields.len() == new.fields.len()
            && old.fields.iter().zip(&new.fields).all(|(old, new)| same(old, new))
    }

    /// Whether the edit is at or between a key and its value.
    fn touches(&self, key: Location, value: Location) -> bool {
        key.file == self.file && key.span.start <= self.end && value.span.end >= self.start
    }

    /// Whether the edit lies within the value of a field, or on the rest of its line where nothing else stands.
    fn stays_within(&self, old: &Element, new: &Element, text: &str) -> bool {
        old.fields.iter().any(|field| {
            let here = field.at.file == self.file && field.key.span.end <= self.start;
            if !here || matches!(field.value, FieldValue::Section { .. }) || new.field(field.name).is_none() {
                return false;
            }
            let written = field.at.span.end.max(field.key.span.end);
            let rest = text.get(written as usize..).unwrap_or_default().split('\n').next().unwrap_or_default();
            let behind = rest.trim_start_matches([' ', '\t', ':']);
            let is_blank = behind.is_empty() || (behind.len() < rest.len() && behind.starts_with('#'));
            let end = if is_blank { written as usize + rest.len() } else { written as usize };
            self.end as usize <= end
        })
    }
}

/// The one file whose text is another one.
fn edited_file<'s>(
    old: &'s SourceMap,
    new: &'s SourceMap,
) -> Option<(FileId, &'s Arc<SourceFile>, &'s Arc<SourceFile>)> {
    if old.iter().count() != new.iter().count() {
        return None;
    }
    let mut edited = None;
    for ((id, before), (_, after)) in old.iter().zip(new.iter()) {
        if before.path() != after.path() {
            return None;
        }
        let same = Arc::ptr_eq(before, after) || before.text() == after.text();
        if !same && edited.replace((id, before, after)).is_some() {
            return None;
        }
    }
    edited
}
