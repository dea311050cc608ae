//! What a statement is about.

use std::ops::Range;

use crate::lexicon::{ConceptId, Facet, Thesaurus};
use crate::text::{Clause, ContentWord, Language, Sense};

/// What one thing has in common with another that is the same.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Key {
    /// A concept.
    Concept(ConceptId),
    /// A group of people that the thesaurus does not have.
    Group(Box<str>),
    /// The stem of a word.
    Word(Box<str>),
    /// A number or code in a name.
    Name(Box<str>),
}

/// What a thing is to a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sort {
    /// What it is about; a word that may be it.
    Thing,
    /// An attribute: affordable, secure.
    Quality,
    /// Whom or what it counts.
    Population,
    /// A proper name or a number in one.
    Place,
    /// A word that says little by itself.
    Filler,
}

/// One thing that a statement is about.
#[derive(Clone, Debug)]
pub(crate) struct Unit {
    pub(crate) key: Key,
    pub(crate) sort: Sort,
    /// Of a concept that is a field of work, the stems by which it is named.
    pub(crate) of_field: Vec<Box<str>>,
    /// Which of the parts it stands in that commas and `and` separate.
    pub(crate) part: usize,
    /// The words, in bytes of the statement.
    pub(crate) at: Range<usize>,
}

/// What a statement is about, each thing once, in the order of the text.
#[derive(Clone, Debug, Default)]
pub(crate) struct Subject {
    pub(crate) language: Language,
    pub(crate) units: Vec<Unit>,
    /// That it speaks of a difference between groups.
    pub(crate) disparity: bool,
}

impl Subject {
    /// What a statement is about, by its words of content.
    pub(crate) fn of(thesaurus: &Thesaurus, language: Language, words: &[ContentWord]) -> Self {
        let results = |word: &&ContentWord| word.clause == Clause::Result;
        let mut subject = Self::from_words(thesaurus, language, words.iter().filter(results));
        if subject.is_empty() {
            subject = Self::from_words(thesaurus, language, words.iter());
        }
        subject.drop_wider(thesaurus);
        // A statement of nothing but such words is about them.
        if !subject.units.iter().any(|unit| matches!(unit.sort, Sort::Thing | Sort::Quality)) {
            for unit in subject.units.iter_mut().filter(|unit| unit.sort == Sort::Filler) {
                unit.sort = Sort::Thing;
            }
        }
        subject
    }

    fn from_words<'w>(thesaurus: &Thesaurus, language: Language, words: impl Iterator<Item = &'w ContentWord>) -> Self {
        let mut subject = Self { language, ..Self::default() };
        for word in words {
            let (key, sort) = match &word.sense {
                Sense::Concept(concept) => {
                    let sort = match thesaurus.concept(*concept).facet {
                        Facet::Thing => Sort::Thing,
                        Facet::Quality => Sort::Quality,
                        Facet::Population => Sort::Population,
                    };
                    (Key::Concept(*concept), sort)
                }
                Sense::Group(group) => {
                    let known = thesaurus.find(group).map_or_else(|| Key::Group(group.clone()), Key::Concept);
                    (known, Sort::Population)
                }
                Sense::Disparity => {
                    subject.disparity = true;
                    continue;
                }
                Sense::Word(stem) if word.is_proper => (Key::Word(stem.clone()), Sort::Place),
                Sense::Word(stem) => (Key::Word(stem.clone()), Sort::Thing),
                Sense::Filler(stem) => (Key::Word(stem.clone()), Sort::Filler),
                Sense::Name(name) => (Key::Name(name.clone()), Sort::Place),
            };
            subject.add(Unit { key, sort, of_field: word.of_field.clone(), part: word.part, at: word.at.clone() });
        }
        subject
    }

    fn add(&mut self, unit: Unit) {
        if !self.units.iter().any(|known| known.key == unit.key) {
            self.units.push(unit);
        }
    }

    /// Adds whom or what a field says that is counted, given by its words of content.
    pub(crate) fn count(&mut self, thesaurus: &Thesaurus, words: &[ContentWord]) {
        let of_field = Self::from_words(thesaurus, self.language, words.iter());
        for unit in of_field.units.into_iter().filter(|unit| unit.sort == Sort::Population) {
            // It stands in no part of the statement.
            self.add(Unit { part: usize::MAX, at: 0..0, ..unit });
        }
        self.drop_wider(thesaurus);
    }

    /// Takes away concepts to which another one of the statement belongs: `broadband` beside `broadband coverage`.
    fn drop_wider(&mut self, thesaurus: &Thesaurus) {
        let concepts: Vec<(ConceptId, Sort)> =
            self.units.iter().filter_map(|unit| Some((unit.concept()?, unit.sort))).collect();
        self.units.retain(|unit| {
            let wider = |own: ConceptId| {
                let belongs = |&(other, sort): &(ConceptId, Sort)| {
                    other != own && sort == unit.sort && thesaurus.is_a(other, own)
                };
                concepts.iter().any(belongs)
            };
            !unit.concept().is_some_and(wider)
        });
    }

    /// Whether it is about nothing that could be compared.
    pub(crate) fn is_empty(&self) -> bool {
        !self.units.iter().any(|unit| matches!(unit.sort, Sort::Thing | Sort::Quality | Sort::Filler))
    }

    /// What it has of one sort.
    pub(crate) fn of_sort(&self, sort: Sort) -> impl Iterator<Item = &Unit> {
        self.units.iter().filter(move |unit| unit.sort == sort)
    }
}

impl Unit {
    /// The concept, where it is one.
    pub(crate) fn concept(&self) -> Option<ConceptId> {
        match self.key {
            Key::Concept(concept) => Some(concept),
            _ => None,
        }
    }
}
