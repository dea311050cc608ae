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

/// One thing that a statement is about.
#[derive(Clone, Debug)]
pub(crate) struct Unit {
    pub(crate) key: Key,
    /// Which of the parts it stands in that commas and `and` separate.
    pub(crate) part: usize,
    /// The words, in bytes of the statement.
    pub(crate) at: Range<usize>,
}

/// What a statement is about.
#[derive(Clone, Debug, Default)]
pub(crate) struct Subject {
    pub(crate) language: Language,
    /// Things, and words that may be things.
    pub(crate) things: Vec<Unit>,
    /// Words that say little by themselves.
    pub(crate) fillers: Vec<Unit>,
    /// Attributes: affordable, secure.
    pub(crate) qualities: Vec<Unit>,
    /// Whom or what it counts.
    pub(crate) populations: Vec<Unit>,
    /// Words written as proper names are.
    pub(crate) places: Vec<Unit>,
    /// That it speaks of a difference between groups.
    pub(crate) disparity: Option<Range<usize>>,
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
        if subject.things.is_empty() && subject.qualities.is_empty() {
            subject.things = std::mem::take(&mut subject.fillers);
        }
        subject
    }

    fn from_words<'w>(thesaurus: &Thesaurus, language: Language, words: impl Iterator<Item = &'w ContentWord>) -> Self {
        let mut subject = Self { language, ..Self::default() };
        for word in words {
            let unit = |key: Key| Unit { key, part: word.part, at: word.at.clone() };
            match &word.sense {
                Sense::Concept(concept) => {
                    let into = match thesaurus.concept(*concept).facet {
                        Facet::Thing => &mut subject.things,
                        Facet::Quality => &mut subject.qualities,
                        Facet::Population => &mut subject.populations,
                    };
                    add(into, unit(Key::Concept(*concept)));
                }
                Sense::Group(group) => {
                    let known = thesaurus.find(group).map_or_else(|| Key::Group(group.clone()), Key::Concept);
                    add(&mut subject.populations, unit(known));
                }
                Sense::Disparity => {
                    subject.disparity.get_or_insert(word.at.clone());
                }
                Sense::Word(stem) if word.is_proper => add(&mut subject.places, unit(Key::Word(stem.clone()))),
                Sense::Word(stem) => add(&mut subject.things, unit(Key::Word(stem.clone()))),
                Sense::Filler(stem) => add(&mut subject.fillers, unit(Key::Word(stem.clone()))),
                Sense::Name(name) => add(&mut subject.places, unit(Key::Name(name.clone()))),
            }
        }
        subject
    }

    /// Adds whom or what a field says that is counted, given by its words of content. What the statement names narrows
    /// it further.
    pub(crate) fn count(&mut self, thesaurus: &Thesaurus, words: &[ContentWord]) {
        let of_field = Self::from_words(thesaurus, self.language, words.iter());
        for mut unit in of_field.populations {
            // It stands in no part of the statement, and points at its beginning.
            (unit.part, unit.at) = (usize::MAX, 0..0);
            add(&mut self.populations, unit);
        }
        self.drop_wider(thesaurus);
    }

    /// Takes away concepts to which another one of the statement belongs: `broadband` beside `broadband coverage`.
    fn drop_wider(&mut self, thesaurus: &Thesaurus) {
        for units in [&mut self.things, &mut self.qualities, &mut self.populations] {
            let concepts: Vec<ConceptId> = units.iter().filter_map(Unit::concept).collect();
            units.retain(|unit| {
                let wider = |own: ConceptId| concepts.iter().any(|&other| other != own && thesaurus.is_a(other, own));
                !unit.concept().is_some_and(wider)
            });
        }
    }

    /// Whether it is about nothing that could be compared.
    pub(crate) fn is_empty(&self) -> bool {
        self.things.is_empty() && self.fillers.is_empty() && self.qualities.is_empty()
    }

    /// All that it is about.
    pub(crate) fn units(&self) -> impl Iterator<Item = &Unit> {
        [&self.things, &self.fillers, &self.qualities, &self.populations, &self.places].into_iter().flatten()
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

fn add(units: &mut Vec<Unit>, unit: Unit) {
    if !units.iter().any(|known| known.key == unit.key) {
        units.push(unit);
    }
}
