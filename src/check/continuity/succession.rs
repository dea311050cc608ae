//! What each element of the plans before lives on in.

use std::collections::{HashMap, HashSet};

use super::account::{Old, element_of, is_partly_unread};
use crate::check::Context;
use crate::lexicon::List;
use crate::plan::{Disposition, ElementId, Fate, FieldValue, Kind, LinkTarget, Plan, Text};
use crate::source::Location;

/// An element of a plan before this one, and the elements of this one in which it lives on.
pub(super) struct Succession<'p> {
    /// The old one.
    pub(super) old: Old<'p>,
    /// The entry that says so; none where the new element names its origin.
    pub(super) entry: Option<&'p Disposition>,
    /// Those that it lives on in; never empty.
    pub(super) to: Vec<ElementId>,
    /// Where that is said.
    pub(super) at: Location,
}

/// The successions that a plan declares. What was dropped, or goes to another plan, is not among them.
pub(super) fn all(plan: &Plan) -> Vec<Succession<'_>> {
    let by_entry = plan.continuity.iter().filter_map(|entry| of_entry(plan, entry));
    by_entry.chain(by_origin(plan)).collect()
}

fn of_entry<'p>(plan: &'p Plan, entry: &'p Disposition) -> Option<Succession<'p>> {
    let fate = entry.fate.as_ref().map(|fate| fate.value);
    if fate == Some(Fate::Dropped) || is_partly_unread(plan, entry) {
        return None;
    }
    let old = element_of(plan, entry)?;
    let links = || entry.to.iter().map(|&link| plan.link(link));
    let to: Option<Vec<ElementId>> = if entry.to.is_empty() {
        matches!(fate, Some(Fate::Kept | Fate::Revised))
            .then(|| plan.find(&old.element().id))
            .flatten()
            .map(|id| vec![id])
    } else {
        let element = |target| match target {
            LinkTarget::Element(id) => Some(id),
            _ => None,
        };
        links().map(|link| element(link.target)).collect()
    };
    let at = links().next().map_or(entry.id.at, |link| link.at);
    Some(Succession { old, entry: Some(entry), to: to.filter(|to| !to.is_empty())?, at })
}

fn by_origin(plan: &Plan) -> impl Iterator<Item = Succession<'_>> {
    let told: HashSet<&str> = plan.continuity.iter().map(Disposition::element_id).collect();
    plan.elements().filter_map(move |(id, element)| {
        let before = plan.predecessor.as_deref()?;
        let word = element.words("origin").first()?;
        let name = match word.value.split_once('#') {
            Some((owner, id)) if owner == before.id() => id,
            _ => &word.value,
        };
        let old = Old { plan: before, steps: 0, id: before.find(name)? };
        (!told.contains(name)).then(|| Succession { old, entry: None, to: vec![id], at: word.at })
    })
}

/// Whether an element is one that has a measure of its own, or parts that have.
pub(super) fn is_measured(kind: Kind) -> bool {
    matches!(kind, Kind::Target | Kind::Outcome | Kind::Output)
}

impl Succession<'_> {
    /// The elements of this plan in which the old one lives on, with their parts and the indicators that measure them;
    /// nothing where one of them has no measures, or could not be read as a whole.
    pub(super) fn heirs(&self, plan: &Plan) -> Option<Vec<ElementId>> {
        let mut heirs: Vec<ElementId> = Vec::new();
        for &to in &self.to {
            let kind = plan.element(to).kind;
            if !is_measured(kind) && !matches!(kind, Kind::Goal | Kind::Priority | Kind::Indicator) {
                return None;
            }
            for id in plan.with_parts(to) {
                heirs.push(id);
                heirs.extend(plan.indicators_of(id));
            }
        }
        heirs.sort_unstable();
        heirs.dedup();
        let unread = |id: &ElementId| {
            plan.is_incomplete(*id)
                || plan.element(*id).fields.iter().any(|field| field.value == FieldValue::Invalid)
                || plan.element(*id).all_measures().any(|measure| measure.flawed)
        };
        (!heirs.iter().any(unread)).then_some(heirs)
    }

    /// The ids of the elements in which the old one lives on.
    pub(super) fn names<'n>(&'n self, plan: &'n Plan) -> impl Iterator<Item = &'n str> {
        self.to.iter().map(|&id| &*plan.element(id).id)
    }
}

/// How many entries give each reason, word for word.
pub(super) struct Reasons(HashMap<String, usize>);

impl Reasons {
    pub(super) fn of(plan: &Plan) -> Self {
        let mut counts = HashMap::new();
        for reason in plan.continuity.iter().filter_map(|entry| entry.reason.as_ref()) {
            *counts.entry(words_of(reason)).or_default() += 1;
        }
        Self(counts)
    }

    /// Whether an entry has a reason of its own: one that stands word for word in `shared` entries says of none of them
    /// why it in particular was changed.
    pub(super) fn are_own(&self, entry: &Disposition, shared: usize) -> bool {
        entry.reason.as_ref().is_some_and(|reason| self.0.get(&words_of(reason)).is_none_or(|&count| count < shared))
    }
}

fn words_of(text: &Text) -> String {
    text.entries.first().map(|entry| entry.words.split_whitespace().collect()).unwrap_or_default()
}

/// Whether a reason says in general why something is no longer measured, or is measured otherwise.
pub(super) fn says_given_up(cx: &Context<'_>, reason: &Text) -> bool {
    let says = |list, words: &str, language: &str| cx.lexicon.find(list, words, language).is_some();
    reason.entries.iter().any(|entry| says(List::GivenUp, &entry.words, &entry.language))
}
