//! The things of two statements, put together in pairs.

use super::comparison::EVERYONE;
use super::subject::{Key, Sort, Subject, Unit};
use crate::lexicon::{ConceptId, Thesaurus};

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

    /// Whether a thing is of one field with something that is shared: drinking water beside access to water.
    pub(super) fn is_near_shared(&self, thesaurus: &Thesaurus, unit: &Unit) -> bool {
        let Some(concept) = unit.concept() else { return false };
        let fields = fields_of(thesaurus, concept);
        let mut shared = self.shared.iter().flat_map(|(one, other)| [one, other]).filter(|unit| unit.is_matter());
        let near = |other: ConceptId| fields.contains(&other) || fields_of(thesaurus, other).contains(&concept);
        shared.any(|unit| unit.concept().is_some_and(near))
    }

    /// What one side has of a sort that is shared.
    pub(super) fn shared_of(&self, side: usize, sort: Sort) -> impl Iterator<Item = &Unit> {
        self.shared.iter().map(move |pair| [&pair.0, &pair.1][side]).filter(move |unit| unit.sort == sort)
    }
}

/// `of_fields`: whether a field of work may be all that two statements have in common.
///
/// What both name is put together first. A compound that only one names is then taken apart: child mortality is mortality
/// and children, which the other may name one by one.
pub(super) fn matched(thesaurus: &Thesaurus, first: &Subject, second: &Subject, of_fields: bool) -> Matched {
    let across = first.language != second.language;
    // Doctors per inhabitant are about doctors, who elsewhere only say whom something is for.
    let of_people = first.is_of_people() && second.is_of_people();
    let everyone = thesaurus.find(EVERYONE);
    let is_matter =
        |unit: &Unit| unit.is_matter() || of_people && unit.sort == Sort::Population && unit.concept() != everyone;
    let mut result = Matched::default();
    let mut seconds: Vec<&Unit> = second.units.iter().collect();
    let mut open: Vec<&Unit> = Vec::new();
    for unit in &first.units {
        match seconds.iter().position(|other| other.key == unit.key) {
            Some(index) => {
                let other = seconds.remove(index);
                let one_thing = match (are_named_alike(unit, other), across || of_fields) {
                    (true, _) => 2,
                    (false, true) => 1,
                    (false, false) => 0,
                };
                result.weight += one_thing * usize::from(is_matter(unit) || is_matter(other));
                result.shared.push((unit.clone(), other.clone()));
            }
            None => open.push(unit),
        }
    }
    let open = taken_apart(thesaurus, &open);
    let seconds = taken_apart(thesaurus, &seconds);
    let mut taken = vec![false; seconds.len()];
    // What is named by a compound that both have is said already: children beside child mortality.
    let parts: Vec<ConceptId> = result.shared.iter().flat_map(|(unit, _)| parts(thesaurus, unit)).collect();
    let is_said = |unit: &Unit| unit.concept().is_some_and(|concept| parts.contains(&concept));
    let mut unmatched = Vec::new();
    for unit in open {
        match (0..seconds.len()).find(|&index| !taken[index] && seconds[index].key == unit.key) {
            Some(index) => {
                taken[index] = true;
                result.weight += 2 * usize::from(is_matter(&unit) || is_matter(&seconds[index]));
                result.shared.push((unit, seconds[index].clone()));
            }
            None => unmatched.push(unit),
        }
    }
    for unit in unmatched {
        let found = seconds.iter().position(|other| are_alike(thesaurus, &unit, other));
        if let Some(index) = found {
            let other = &seconds[index];
            result.weight += usize::from(!taken[index] && (is_matter(&unit) || is_matter(other)));
            taken[index] = true;
            result.narrower[usize::from(!belongs(thesaurus, &unit, other))] = true;
            result.shared.push((unit, other.clone()));
        } else if let Some((_, other)) =
            result.shared.iter().find(|(_, other)| are_alike(thesaurus, &unit, other) && unit.sort == other.sort)
        {
            result.narrower[usize::from(!belongs(thesaurus, &unit, other))] = true;
        } else if !is_said(&unit) {
            result.left[0].push(unit);
        }
    }
    for (unit, _) in seconds.iter().zip(&taken).filter(|(_, taken)| !**taken) {
        match first.units.iter().find(|one| are_alike(thesaurus, one, unit)) {
            // It belongs to a thing that has found its like already.
            Some(one) => result.narrower[usize::from(belongs(thesaurus, unit, one))] = true,
            None if is_said(unit) => {}
            None => result.left[1].push(unit.clone()),
        }
    }
    result
}

/// Units with compounds replaced by what they are made of, each once.
fn taken_apart(thesaurus: &Thesaurus, units: &[&Unit]) -> Vec<Unit> {
    let mut apart: Vec<Unit> = Vec::with_capacity(units.len());
    let mut add = |unit: Unit| {
        if !apart.iter().any(|known| known.key == unit.key) {
            apart.push(unit);
        }
    };
    for &unit in units {
        let parts = parts(thesaurus, unit);
        if parts.is_empty() {
            add(unit.clone());
        }
        for part in parts {
            let sort = Sort::of(thesaurus.concept(part).facet);
            add(Unit { key: Key::Concept(part), sort, of_field: Vec::new(), ..unit.clone() });
        }
    }
    apart
}

/// A concept, what it belongs to and what it is made of.
fn fields_of(thesaurus: &Thesaurus, concept: ConceptId) -> Vec<ConceptId> {
    let parts = thesaurus.parts_of(concept);
    let all = std::iter::once(concept).chain(parts);
    all.flat_map(|id| thesaurus.chain(id)).copied().collect()
}

fn parts(thesaurus: &Thesaurus, unit: &Unit) -> Vec<ConceptId> {
    unit.concept().map_or_else(Vec::new, |concept| thesaurus.parts_of(concept))
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

/// Whether one is the other or belongs to it.
fn belongs(thesaurus: &Thesaurus, one: &Unit, other: &Unit) -> bool {
    one.concept().zip(other.concept()).is_some_and(|(one, other)| thesaurus.is_a(one, other))
}

/// Whether two things are the same, or one belongs to the other.
pub(super) fn are_alike(thesaurus: &Thesaurus, one: &Unit, other: &Unit) -> bool {
    one.key == other.key || belongs(thesaurus, one, other) || belongs(thesaurus, other, one)
}
