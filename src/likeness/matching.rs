//! The things of two statements, put together in pairs.

use super::subject::{Sort, Subject, Unit};
use crate::lexicon::Thesaurus;

/// What the comparison of two statements' things gave. Of two entries the first is of the first statement.
#[derive(Default)]
pub(super) struct Matched {
    /// Things that are the same or belong to each other.
    pub(super) shared: Vec<(Unit, Unit)>,
    /// How much is shared: two for what is the same, one for what belongs to something wider. Whom both count, and what
    /// says little by itself, is not what they are about, and counts nothing.
    pub(super) weight: usize,
    /// Whether a thing of this side belongs to a wider one of the other.
    pub(super) narrower: [bool; 2],
    /// What has no like on the other side.
    pub(super) left: [Vec<Unit>; 2],
}

impl Matched {
    /// What one side has of a sort and the other has not.
    pub(super) fn left_of(&self, side: usize, sort: Sort) -> impl Iterator<Item = &Unit> {
        self.left[side].iter().filter(move |unit| unit.sort == sort)
    }

    /// What one side has of a sort that is shared.
    pub(super) fn shared_of(&self, side: usize, sort: Sort) -> impl Iterator<Item = &Unit> {
        self.shared.iter().map(move |pair| [&pair.0, &pair.1][side]).filter(move |unit| unit.sort == sort)
    }
}

/// `of_fields`: whether a field of work may be all that two statements have in common.
pub(super) fn matched(thesaurus: &Thesaurus, first: &Subject, second: &Subject, of_fields: bool) -> Matched {
    let across = first.language != second.language;
    let (first, second) = (&first.units, &second.units);
    let mut result = Matched::default();
    let mut taken = vec![false; second.len()];
    let mut open = Vec::new();
    for unit in first {
        match second.iter().position(|other| other.key == unit.key) {
            Some(index) => {
                taken[index] = true;
                let one_thing = match (are_named_alike(unit, &second[index]), across || of_fields) {
                    (true, _) => 2,
                    (false, true) => 1,
                    (false, false) => 0,
                };
                result.weight += one_thing * usize::from(is_matter(unit) || is_matter(&second[index]));
                result.shared.push((unit.clone(), second[index].clone()));
            }
            None => open.push(unit),
        }
    }
    for unit in open {
        let alike = |other: &&Unit| are_alike(thesaurus, unit, other);
        let Some(index) = second.iter().position(|other| alike(&other)) else {
            result.left[0].push(unit.clone());
            continue;
        };
        let other = &second[index];
        result.weight += usize::from(!taken[index] && (is_matter(unit) || is_matter(other)));
        taken[index] = true;
        result.narrower[usize::from(!belongs(thesaurus, unit, other))] = true;
        result.shared.push((unit.clone(), other.clone()));
    }
    for (unit, _) in second.iter().zip(&taken).filter(|(_, taken)| !**taken) {
        match first.iter().find(|one| are_alike(thesaurus, one, unit)) {
            // It belongs to a thing that has found its like already.
            Some(one) => result.narrower[usize::from(belongs(thesaurus, unit, one))] = true,
            None => result.left[1].push(unit.clone()),
        }
    }
    result
}

/// Whether two words for one concept speak of one thing. Wages and hiring are both of employment, which is a field of
/// work: there the words must have something in common.
fn are_named_alike(one: &Unit, other: &Unit) -> bool {
    if one.of_field.is_empty() || other.of_field.is_empty() {
        return true;
    }
    let alike = |one: &str, other: &str| {
        let shared = one.chars().zip(other.chars()).take_while(|(one, other)| one == other).count();
        one == other || shared >= BEGINNING
    };
    one.of_field.iter().any(|one| other.of_field.iter().any(|other| alike(one, other)))
}

/// How many letters two words of one family share at their beginning: cyberattack and cybersecurity.
const BEGINNING: usize = 5;

/// Whether it is what a statement is about.
fn is_matter(unit: &Unit) -> bool {
    matches!(unit.sort, Sort::Thing | Sort::Quality)
}

/// Whether one is the other or belongs to it.
fn belongs(thesaurus: &Thesaurus, one: &Unit, other: &Unit) -> bool {
    one.concept().zip(other.concept()).is_some_and(|(one, other)| thesaurus.is_a(one, other))
}

/// Whether two things are the same, or one belongs to the other.
pub(super) fn are_alike(thesaurus: &Thesaurus, one: &Unit, other: &Unit) -> bool {
    one.key == other.key || belongs(thesaurus, one, other) || belongs(thesaurus, other, one)
}
