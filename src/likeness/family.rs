//! What two statements can have in common at all, told by a few bits before they are put together thing by thing.

use std::cmp::Ordering;

use super::subject::{Sort, Subject, Unit};
use crate::lexicon::{ConceptId, Thesaurus};

/// What the things of a statement are, belong to, and are made of; asked for once, for each statement is held against many.
#[derive(Clone, Debug, Default)]
pub(super) struct Family {
    /// A bit for each thing, and for each of which a compound is made.
    own: u128,
    /// A bit for each of these and for all to which they belong.
    wide: u128,
    /// The same as `wide`, each in full and in order.
    traces: Vec<u64>,
    /// Whether it is about something that has a concept.
    pub(super) names_concept: bool,
}

impl Family {
    pub(super) fn of(thesaurus: &Thesaurus, subject: &Subject) -> Self {
        let mut family = Self::default();
        for unit in &subject.units {
            family.traces.extend(unit.traces(thesaurus));
            let Some(concept) = unit.concept() else {
                let bit = bit_of_word(unit);
                family.own |= bit;
                family.wide |= bit;
                continue;
            };
            let parts = thesaurus.parts_of(concept);
            for &id in parts.iter().chain([&concept]) {
                family.own |= bit(id);
                family.wide |= bits(thesaurus, id);
            }
            let sort_of = |&part: &ConceptId| Sort::of(thesaurus.concept(part).facet);
            let is_thing = if parts.is_empty() {
                unit.sort == Sort::Thing
            } else {
                parts.iter().any(|part| sort_of(part) == Sort::Thing)
            };
            family.names_concept |= is_thing;
        }
        family.traces.sort_unstable();
        family.traces.dedup();
        family
    }

    /// Whether two statements have anything in common, be it whom they count.
    pub(super) fn is_kin_of(&self, other: &Self) -> bool {
        self.wide & other.wide != 0 && have_one_in_common(&self.traces, &other.traces)
    }

    /// Whether a concept may be, belong to, or have belonging to it one of this statement's; if not, it surely does not.
    pub(super) fn may_have(&self, thesaurus: &Thesaurus, id: ConceptId) -> bool {
        self.wide & bit(id) != 0 || self.own & bits(thesaurus, id) != 0
    }

    /// Whether a thing that has no concept may be one of this statement's.
    pub(super) fn may_have_word(&self, unit: &Unit) -> bool {
        self.own & bit_of_word(unit) != 0
    }
}

const fn bit(id: ConceptId) -> u128 {
    1 << (id.0 & 127)
}

/// The bits of a concept and of all to which it belongs.
fn bits(thesaurus: &Thesaurus, id: ConceptId) -> u128 {
    thesaurus.chain(id).iter().fold(0, |all, &id| all | bit(id))
}

fn bit_of_word(unit: &Unit) -> u128 {
    1 << (unit.trace >> 57)
}

/// Whether something stands in both of two lists that are in order.
pub(super) fn have_one_in_common(one: &[u64], other: &[u64]) -> bool {
    let (mut one, mut other) = (one, other);
    while let ([first, rest @ ..], [second, others @ ..]) = (one, other) {
        match first.cmp(second) {
            Ordering::Less => one = rest,
            Ordering::Greater => other = others,
            Ordering::Equal => return true,
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::have_one_in_common;

    #[test]
    fn what_stands_in_both_is_found() {
        assert!(have_one_in_common(&[1, 4, 9], &[2, 3, 9, 11]));
        assert!(!have_one_in_common(&[1, 4, 9], &[2, 3, 8]));
        assert!(!have_one_in_common(&[], &[1]));
    }
}
