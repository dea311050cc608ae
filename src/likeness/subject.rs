//! What a statement is about.

use std::cmp::Ordering;
use std::hash::{Hash, Hasher};
use std::ops::Range;
use std::sync::OnceLock;

use rustc_hash::FxHasher;

use super::counted::Counted;
use super::family::Family;
use crate::lexicon::{ConceptId, Facet, Thesaurus};
use crate::text::{Clause, ContentWord, Language, Sense};

/// What one thing has in common with another that is the same.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Key {
    /// A concept.
    Concept(ConceptId),
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
    /// What is measured of it: price, coverage, use.
    Measure,
    /// Whom or what it counts.
    Population,
    /// A proper name or a number in one, or what lies somewhere: cities, districts.
    Place,
    /// A word that says little by itself.
    Filler,
}

impl Sort {
    /// Whether it is what a statement is about.
    pub(super) const fn is_matter(self) -> bool {
        matches!(self, Self::Thing | Self::Quality)
    }

    /// What a concept of this facet is to a statement.
    pub(super) fn of(facet: Facet) -> Self {
        match facet {
            Facet::Thing => Self::Thing,
            Facet::Quality => Self::Quality,
            Facet::Population => Self::Population,
            Facet::Measure => Self::Measure,
            Facet::Place => Self::Place,
        }
    }
}

/// One thing that a statement is about.
#[derive(Clone, Debug)]
pub(crate) struct Unit {
    pub(crate) key: Key,
    /// The number that stands for the key.
    pub(super) trace: u64,
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
    /// What it may have in common with another, in order: see [`may_share`](Self::may_share).
    traces: Vec<u64>,
    /// Whom and what it counts; found when first asked.
    counted: OnceLock<Counted>,
    /// What it can have in common with others at all; found when first asked.
    family: OnceLock<Family>,
}

impl Subject {
    /// What a statement is about, by its words of content.
    pub(crate) fn of(thesaurus: &Thesaurus, language: Language, words: &[ContentWord]) -> Self {
        let results = |word: &&ContentWord| word.clause == Clause::Result;
        let mut subject = Self::from_words(thesaurus, language, words.iter().filter(results));
        let says = |unit: &Unit| unit.is_matter() || unit.sort == Sort::Filler;
        let of_results = subject.units.iter().any(says);
        if !of_results {
            subject = Self::from_words(thesaurus, language, words.iter());
        }
        subject.add_defined(thesaurus, words.iter().filter(|word| !of_results || results(word)));
        subject.drop_wider(thesaurus);
        if subject.disparity {
            // The groups between which there is a gap are not whom it is for.
            subject.units.retain(|unit| unit.sort != Sort::Population);
        }
        // A statement of nothing but a measure, or of nothing but such words, is about them.
        for little in [Sort::Measure, Sort::Filler] {
            if !subject.units.iter().any(Unit::is_matter) {
                subject.units.iter_mut().filter(|unit| unit.sort == little).for_each(|unit| unit.sort = Sort::Thing);
            }
        }
        subject.traces =
            subject.units.iter().filter(|unit| unit.is_matter()).flat_map(|unit| unit.traces(thesaurus)).collect();
        subject.traces.sort_unstable();
        subject.traces.dedup();
        subject
    }

    /// All words of a text, each by itself, wherever they stand in it.
    pub(crate) fn of_every_word(thesaurus: &Thesaurus, language: Language, words: &[ContentWord]) -> Self {
        Self::from_words(thesaurus, language, words.iter())
    }

    /// Whether two statements can share anything that they are about; asked before they are compared, which takes longer.
    pub(crate) fn may_share(&self, other: &Self) -> bool {
        have_one_in_common(&self.traces, &other.traces)
    }

    fn from_words<'w>(thesaurus: &Thesaurus, language: Language, words: impl Iterator<Item = &'w ContentWord>) -> Self {
        let mut subject = Self { language, ..Self::default() };
        for word in words {
            let (key, sort) = match &word.sense {
                Sense::Concept(concept) => (Key::Concept(*concept), Sort::of(thesaurus.concept(*concept).facet)),
                Sense::Group(group) => {
                    let known = thesaurus.find(concept_of(group));
                    // Age and sex are by what people are told apart; they are nobody.
                    let Some(known) = known else { continue };
                    (Key::Concept(known), Sort::Population)
                }
                Sense::Disparity => {
                    subject.disparity = true;
                    continue;
                }
                Sense::Word(stem) if word.is_proper => (Key::Word(stem.clone()), Sort::Place),
                Sense::Word(stem) => (Key::Word(stem.clone()), Sort::Thing),
                Sense::Filler(stem) => (Key::Word(stem.clone()), Sort::Filler),
                Sense::Name(name) => (Key::Name(name.clone()), Sort::Place),
                Sense::Component(_) => continue,
            };
            let trace = trace(&key);
            subject.add(Unit {
                key,
                trace,
                sort,
                of_field: word.of_field.clone(),
                part: word.part,
                at: word.at.clone(),
            });
        }
        subject
    }

    /// Adds what is told by its definition, beside what tells it: maternal mortality, where deaths in pregnancy are named.
    fn add_defined<'w>(&mut self, thesaurus: &Thesaurus, words: impl Iterator<Item = &'w ContentWord>) {
        let mut components: Vec<(ConceptId, &Range<usize>)> = Vec::new();
        components.extend(words.filter_map(|word| match word.sense {
            Sense::Component(id) => Some((id, &word.at)),
            _ => None,
        }));
        let mut named: Vec<ConceptId> = self.units.iter().filter_map(Unit::concept).collect();
        named.extend(components.iter().map(|&(id, _)| id));
        let gap = if self.disparity { thesaurus.find(EQUAL) } else { None };
        named.extend(gap);
        for (result, by) in thesaurus.defined_by(&named) {
            let is_by = |unit: &Unit| unit.concept().is_some_and(|id| by.contains(&id));
            let of_units = self.units.iter().filter(|unit| is_by(unit)).map(|unit| &unit.at);
            let of_components = components.iter().filter(|(id, _)| by.contains(id)).map(|&(_, at)| at);
            let places = of_units.chain(of_components);
            let start = places.clone().map(|at| at.start).min().unwrap_or_default();
            let end = places.map(|at| at.end).max().unwrap_or_default();
            let part = self.units.iter().find(|unit| is_by(unit)).map_or(0, |unit| unit.part);
            let (key, sort) = (Key::Concept(result), Sort::of(thesaurus.concept(result).facet));
            self.add(Unit { trace: trace(&key), key, sort, of_field: Vec::new(), part, at: start..end });
        }
    }

    fn add(&mut self, unit: Unit) {
        if !self.units.iter().any(|known| known.has_key_of(&unit)) {
            self.units.push(unit);
            self.counted = OnceLock::new();
            self.family = OnceLock::new();
        }
    }

    /// Adds whom or what a field says that is counted, given by its words of content.
    pub(crate) fn count(&mut self, thesaurus: &Thesaurus, words: &[ContentWord]) {
        let of_field = Self::from_words(thesaurus, self.language, words.iter());
        of_field.units.iter().filter(|unit| unit.sort == Sort::Population).for_each(|unit| self.add_elsewhere(unit));
        self.drop_wider(thesaurus);
    }

    /// Adds what is said elsewhere: it stands in no part of the statement.
    pub(crate) fn add_elsewhere(&mut self, unit: &Unit) {
        self.add(Unit { part: Unit::ELSEWHERE, at: 0..0, ..unit.clone() });
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
        (self.counted, self.family) = (OnceLock::new(), OnceLock::new());
    }

    /// What it can have in common with others at all.
    pub(super) fn family(&self, thesaurus: &Thesaurus) -> Family {
        *self.family.get_or_init(|| Family::of(thesaurus, self))
    }

    /// Whom and what it counts.
    pub(super) fn counted(&self, thesaurus: &Thesaurus) -> &Counted {
        self.counted.get_or_init(|| Counted::of(thesaurus, self))
    }

    /// Whether it is about nothing that could be compared.
    pub(crate) fn is_empty(&self) -> bool {
        !self.units.iter().any(|unit| unit.sort != Sort::Place)
    }

    /// Whether it speaks of people and of nothing else.
    pub(super) fn is_of_people(&self) -> bool {
        !self.units.iter().any(Unit::is_matter)
    }

    /// What it has of one sort.
    pub(crate) fn of_sort(&self, sort: Sort) -> impl Iterator<Item = &Unit> {
        self.units.iter().filter(move |unit| unit.sort == sort)
    }
}

impl Unit {
    /// The part of what does not stand in the statement itself.
    pub(crate) const ELSEWHERE: usize = usize::MAX;

    /// Whether it is what a statement is about.
    pub(super) fn is_matter(&self) -> bool {
        self.sort.is_matter()
    }

    /// One of the things that it is made of, in its place.
    pub(super) fn part_of_it(&self, part: ConceptId, sort: Sort) -> Self {
        let key = Key::Concept(part);
        Self { trace: trace(&key), key, sort, of_field: Vec::new(), part: self.part, at: self.at.clone() }
    }

    /// Under what it is found: itself, the concepts to which it belongs, and those that it is made of. Coverage of broadband
    /// is found under broadband, child mortality under mortality.
    pub(super) fn traces(&self, thesaurus: &Thesaurus) -> Vec<u64> {
        let of_concept = |id: ConceptId| thesaurus.chain(id).iter().map(|&id| trace(&Key::Concept(id)));
        match &self.key {
            Key::Concept(concept) => {
                let parts = thesaurus.parts_of(*concept);
                of_concept(*concept).chain(parts.iter().copied().flat_map(of_concept)).collect()
            }
            _ => vec![self.trace],
        }
    }

    /// Whether another one is the same thing.
    pub(crate) fn has_key_of(&self, other: &Self) -> bool {
        self.trace == other.trace && self.key == other.key
    }

    /// The concept, where it is one.
    pub(crate) fn concept(&self) -> Option<ConceptId> {
        match self.key {
            Key::Concept(concept) => Some(concept),
            _ => None,
        }
    }
}

/// The concept that a difference between groups names, as equality does.
const EQUAL: &str = "equal";

/// The concept of a group of people, by the name of the group.
fn concept_of(group: &str) -> &str {
    match group {
        "rural" => "rural-population",
        "urban" => "urban-population",
        "older" => "older-persons",
        "disability" => "persons-with-disabilities",
        "indigenous" => "indigenous-peoples",
        "idp" => "internally-displaced",
        "vulnerable" => "vulnerable-people",
        "remote" => "people-remote-areas",
        "SME" => "smes",
        "LDC" => "ldcs",
        "SIDS" => "sids",
        "LLDC" => "lldcs",
        own => own,
    }
}

/// Whether something stands in both of two lists that are in order.
fn have_one_in_common(one: &[u64], other: &[u64]) -> bool {
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

/// A number that stands for a key.
pub(super) fn trace(value: &impl Hash) -> u64 {
    let mut hasher = FxHasher::default();
    value.hash(&mut hasher);
    hasher.finish()
}
