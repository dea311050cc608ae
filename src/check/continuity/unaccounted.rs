//! Elements of the predecessor of which the plan says nothing.

use std::collections::{HashMap, HashSet};

use crate::check::{Hit, Owner};
use crate::plan::{Disposition, Element, ElementId, FieldValue, Plan, Text};
use crate::source::Location;

use super::account::{id_in, is_partly_unread};

pub(super) const FACTS: &[&str] = &["old", "old_kind", "old_label", "before"];

pub(super) fn run(plan: &Plan, language: &str, hits: &mut Vec<Hit>) {
    let Some(before) = plan.predecessor.as_deref().filter(|_| !plan.is_partly_unread()) else { return };
    let Some(place) = place(plan) else { return };
    let entries: HashMap<&str, &Disposition> =
        plan.continuity.iter().filter_map(|entry| Some((id_in(entry, before)?, entry))).collect();
    let origins = origins(plan, before);
    for (id, element) in before.elements() {
        let is_asked = element.kind.must_be_accounted_for() && before.find(&element.id) == Some(id);
        if !is_asked || origins.contains(&*element.id) || is_carried_unchanged(plan, element) {
            continue;
        }
        let at = match entries.get(&*element.id) {
            Some(entry) if says_something(plan, entry) => continue,
            Some(entry) => entry.id.at,
            None => place,
        };
        let owner = Owner::Predecessor(id);
        hits.push(
            Hit::new(owner, at)
                .fact("old", &*element.id)
                .fact("old_kind", element.kind.name())
                .fact("old_label", before.label_in(id, language).map(|label| label.words.to_string()))
                .fact("before", before.id())
                .related(owner, element.key, "predecessor"),
        );
    }
}

/// Where an entry would stand: in `continuity:`, else where the predecessor is named. Nothing where `continuity:` is
/// of a wrong type, which was reported.
fn place(plan: &Plan) -> Option<Location> {
    match plan.root().field("continuity") {
        Some(field) if field.value == FieldValue::Invalid => None,
        Some(field) => Some(field.key),
        None => Some(plan.root().place_of("succeeds")),
    }
}

fn says_something(plan: &Plan, entry: &Disposition) -> bool {
    entry.fate.is_some() || !entry.to.is_empty() || is_partly_unread(plan, entry)
}

/// The predecessor's elements from which elements of this plan say they come.
fn origins<'p>(plan: &'p Plan, before: &Plan) -> HashSet<&'p str> {
    let words = plan.elements().filter_map(|(_, element)| element.word("origin"));
    words
        .map(|word| match word.split_once('#') {
            Some((owner, id)) if owner == before.id() => id,
            _ => word,
        })
        .collect()
}

/// Whether the plan has the same element: its id, its kind, and each text that both have in one language.
fn is_carried_unchanged(plan: &Plan, old: &Element) -> bool {
    let Some(new) = plan.find(&old.id).map(|id: ElementId| plan.element(id)).filter(|new| new.kind == old.kind) else {
        return false;
    };
    let texts = ["title", "statement", "name"].into_iter().filter_map(|name| Some((old.text(name)?, new.text(name)?)));
    let compared: Vec<bool> = texts.flat_map(|(old, new)| equalities(old, new)).collect();
    !compared.is_empty() && compared.into_iter().all(|equal| equal)
}

/// For each language that two texts share, whether they say the same but for blanks.
fn equalities(old: &Text, new: &Text) -> Vec<bool> {
    let same = |a: &str, b: &str| a.split_whitespace().eq(b.split_whitespace());
    let shared = old.entries.iter().filter_map(|entry| Some((entry, new.in_language(&entry.language)?)));
    shared.map(|(old, new)| same(&old.words, &new.words)).collect()
}
