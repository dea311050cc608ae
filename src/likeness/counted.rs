//! Whom and what a statement counts, and where.

use super::subject::{Key, Sort, Subject, Unit};
use crate::lexicon::{ConceptId, Thesaurus};

/// Those who stand for everybody.
const ANYBODY: [&str; 6] = ["individuals", "households", "families", "users", "consumers", "adults"];

/// Results that are differences between groups.
const GAPS: [&str; 3] = ["digital-divide", "inequality", "gender-equality"];

/// Houses that are nobody's home.
const HOUSES: [&str; 3] = ["schools", "health-facilities", "enterprises"];

/// Those who are no adults.
const YOUNG: [&str; 3] = ["children", "youth", "pupils-students"];

/// Whom and what a statement counts; asked once, for each statement is held against many.
#[derive(Clone, Debug, Default)]
pub(super) struct Counted {
    /// Whether it names a result that is a difference between groups.
    pub(super) names_gap: bool,
    /// Whether it names schools, hospitals or firms.
    has_houses: bool,
    /// Whether it names everybody or everybody's homes.
    has_anybody: bool,
    /// Whether it names those who are no adults.
    has_young: bool,
    /// Whom it counts.
    people: Vec<ConceptId>,
}

impl Counted {
    pub(super) fn of(thesaurus: &Thesaurus, subject: &Subject) -> Self {
        let people: Vec<ConceptId> = subject.of_sort(Sort::Population).filter_map(Unit::concept).collect();
        let is_young = |&id: &ConceptId| thesaurus.chain(id).iter().any(|&wider| is_one_of(thesaurus, wider, &YOUNG));
        Self {
            names_gap: names_one_of(thesaurus, subject, &GAPS),
            has_houses: names_one_of(thesaurus, subject, &HOUSES),
            has_anybody: people.iter().any(|&id| is_one_of(thesaurus, id, &ANYBODY)),
            has_young: people.iter().any(is_young),
            people,
        }
    }

    /// Whether one counts people or their homes, and the other schools, hospitals or firms.
    pub(super) fn is_in_homes_or_houses_unlike(&self, other: &Self) -> bool {
        let has_homes = |counted: &Self| counted.has_anybody && !counted.has_houses;
        (has_homes(self) && other.has_houses) || (self.has_houses && has_homes(other))
    }

    /// The particular people that it counts, beside another statement: adults are everybody to those who are grown up.
    pub(super) fn particular(&self, thesaurus: &Thesaurus, other: &Self) -> Vec<ConceptId> {
        self.people.iter().copied().filter(|&id| !is_anybody(thesaurus, id, other)).collect()
    }
}

fn is_one_of(thesaurus: &Thesaurus, id: ConceptId, names: &[&str]) -> bool {
    names.contains(&&*thesaurus.concept(id).id)
}

/// Whether a concept stands for everybody beside a statement that counts `other`.
fn is_anybody(thesaurus: &Thesaurus, id: ConceptId, other: &Counted) -> bool {
    is_one_of(thesaurus, id, &ANYBODY) && !(other.has_young && is_one_of(thesaurus, id, &["adults"]))
}

/// Whether some of the particular people of a statement are not among those of the other.
pub(super) fn names_alone(thesaurus: &Thesaurus, particular: &[ConceptId], other: &Subject, counted: &Counted) -> bool {
    let is_among = |id: ConceptId| {
        other.units.iter().filter_map(Unit::concept).any(|other| {
            thesaurus.is_a(other, id)
                || (thesaurus.is_a(id, other) && !is_anybody(thesaurus, other, counted))
                || thesaurus.parts_of(other).iter().any(|&part| thesaurus.is_a(part, id))
        })
    };
    particular.iter().any(|&id| !is_among(id))
}

/// Whether a statement names something that is, belongs to or is made of one of these.
fn names_one_of(thesaurus: &Thesaurus, subject: &Subject, names: &[&str]) -> bool {
    let is_one = |id: ConceptId| thesaurus.chain(id).iter().any(|&wider| is_one_of(thesaurus, wider, names));
    let mut concepts = subject.units.iter().filter_map(Unit::concept);
    concepts.any(|id| is_one(id) || thesaurus.parts_of(id).iter().copied().any(is_one))
}

/// Whether both name places, and no common one.
pub(crate) fn are_elsewhere(first: &Subject, second: &Subject) -> bool {
    fn names(subject: &Subject) -> impl Iterator<Item = &Key> {
        subject.of_sort(Sort::Place).map(|unit| &unit.key).filter(|key| matches!(key, Key::Word(_)))
    }
    first.language == second.language
        && names(first).next().is_some()
        && names(second).next().is_some()
        && !names(first).any(|name| names(second).any(|other| other == name))
}

#[cfg(test)]
mod tests {
    use crate::lexicon::Lexicon;
    use crate::rule::embedded;

    #[test]
    fn the_concepts_that_are_named_here_exist() {
        let lexicon = Lexicon::read(embedded::lexicon(), &std::collections::BTreeMap::new()).expect("shipped lists");
        let named = super::ANYBODY.iter().chain(&super::GAPS).chain(&super::HOUSES).chain(&super::YOUNG);
        for id in named.chain(&["affordable"]) {
            assert!(lexicon.thesaurus().find(id).is_some(), "{id}");
        }
    }
}
