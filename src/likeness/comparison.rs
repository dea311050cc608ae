//! Two statements held against each other.

use super::matching::{Matched, are_alike, matched};
use super::subject::{Key, Sort, Subject, Unit};
use crate::lexicon::Thesaurus;
use crate::text::Language;

/// One of two statements.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    First,
    Second,
}

/// How far two statements speak of the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Degree {
    /// All that the one is about, the other is about.
    Same,
    /// One is about a part of what the other is about, or about more: which of them says more.
    Part(Side),
}

/// What beside the words speaks for likeness.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Evidence {
    /// Both name one indicator of a framework.
    pub(crate) same_code: bool,
    /// Both are to come to the same level, or are measured in the same way.
    pub(crate) same_level: bool,
    /// Both are as wide as a field of work: priorities of which one is about attacks on networks and one about trust.
    pub(crate) of_fields: bool,
}

/// That two statements speak of the same.
#[derive(Clone, Debug)]
pub(crate) struct Likeness {
    pub(crate) degree: Degree,
    /// Words that say the same: of the first statement and of the second, in the order of the first.
    pub(crate) shared: Vec<(Unit, Unit)>,
}

/// Whether two statements speak of the same; nothing where they do not, or where it cannot be said. `indistinct` are
/// attributes that tell nothing apart.
pub(crate) fn compare(
    thesaurus: &Thesaurus,
    first: &Subject,
    second: &Subject,
    evidence: Evidence,
    indistinct: &[Key],
) -> Option<Likeness> {
    let matched = matched(thesaurus, first, second, evidence.of_fields);
    if matched.weight == 0 {
        return None;
    }
    let mut extra = Extra::default();
    extra.note_people(thesaurus, &matched, [first, second])?;
    extra.note_places(&matched)?;
    for (index, (own, other)) in [(first, second), (second, first)].into_iter().enumerate() {
        extra.0[index] |= own.disparity && !other.disparity;
        let told = |unit: &Unit| !indistinct.contains(&unit.key);
        extra.0[index] |= matched.left_of(index, Sort::Quality).any(told) || matched.narrower[index];
    }
    let across = first.language != second.language;
    let left = [0, 1].map(|side| left_weight(matched.left_of(side, Sort::Thing), across, evidence));
    let more = usize::from(evidence.same_level);
    match left {
        [0, 0] => {}
        [_, 0] => extra.note_things(0, &matched, matched.weight + more > left[0])?,
        [0, _] => extra.note_things(1, &matched, matched.weight + more > left[1])?,
        _ => {
            let known = |side: usize| matched.left_of(side, Sort::Thing).any(|unit| unit.concept().is_some());
            let bound = match (across, evidence.same_level) {
                (false, false) => matched.weight / 2,
                (true, false) => matched.weight.saturating_sub(1),
                (_, true) => matched.weight,
            };
            if (known(0) && known(1)) || left[0].max(left[1]) > bound || is_substitution(thesaurus, first, second) {
                return None;
            }
        }
    }
    let degree = match extra.0 {
        [true, true] => return None,
        [true, false] => Degree::Part(Side::First),
        [false, true] => Degree::Part(Side::Second),
        [false, false] => Degree::Same,
    };
    Some(Likeness { degree, shared: matched.shared })
}

/// How much the things count that the other side does not have: two for a thing, one for a word that the other side may
/// have in its own language.
fn left_weight<'u>(units: impl Iterator<Item = &'u Unit>, across: bool, evidence: Evidence) -> usize {
    let weight = |unit: &Unit| match unit.key {
        Key::Word(_) if across || evidence.same_code => 1,
        _ => 2,
    };
    units.map(weight).sum()
}

/// Whether two statements are one frame with different words in one place: what they share stands before and behind it,
/// and nothing within it.
fn is_substitution(thesaurus: &Thesaurus, first: &Subject, second: &Subject) -> bool {
    let (first, second) = (&first.units[..], &second.units[..]);
    let before = first.iter().zip(second).take_while(|(one, other)| one.key == other.key).count();
    let (first, second) = (&first[before..], &second[before..]);
    let behind = first.iter().rev().zip(second.iter().rev()).take_while(|(one, other)| one.key == other.key).count();
    let (first, second) = (&first[..first.len() - behind], &second[..second.len() - behind]);
    before + behind > 0 && !first.iter().any(|one| second.iter().any(|other| are_alike(thesaurus, one, other)))
}

/// On which side there is more than on the other.
#[derive(Default)]
struct Extra([bool; 2]);

impl Extra {
    /// Whom a statement counts: named on one side only it narrows that side; different on both, the statements differ.
    /// A side that names nobody counts everyone.
    fn note_people(&mut self, thesaurus: &Thesaurus, matched: &Matched, subjects: [&Subject; 2]) -> Option<()> {
        let everyone = thesaurus.find(EVERYONE);
        let left = [0, 1].map(|side| {
            let nobody = subjects[1 - side].of_sort(Sort::Population).next().is_none();
            let left = matched.left_of(side, Sort::Population);
            left.filter(|unit| !(nobody && everyone.is_some() && unit.concept() == everyone)).collect::<Vec<_>>()
        });
        if left.iter().all(|left| !left.is_empty()) {
            return None;
        }
        for side in [0, 1].into_iter().filter(|&side| !left[side].is_empty()) {
            // `Women and girls` counts more than `women`, `rural schools` fewer than `schools`.
            let parts: Vec<usize> = matched.shared_of(side, Sort::Population).map(|unit| unit.part).collect();
            let beside = !parts.is_empty() && left[side].iter().all(|unit| !parts.contains(&unit.part));
            self.0[if beside { 1 - side } else { side }] = true;
        }
        Some(())
    }

    /// Names narrow as populations do.
    fn note_places(&mut self, matched: &Matched) -> Option<()> {
        let left = [0, 1].map(|side| matched.left_of(side, Sort::Place).next().is_some());
        if left[0] && left[1] {
            return None;
        }
        for side in [0, 1] {
            self.0[side] |= left[side];
        }
        Some(())
    }

    /// Things of one side only: it says more, where what is shared outweighs them, or where they stand beside it as in
    /// `water and sanitation`.
    fn note_things(&mut self, side: usize, matched: &Matched, outweighed: bool) -> Option<()> {
        let parts: Vec<usize> = matched.shared_of(side, Sort::Thing).map(|unit| unit.part).collect();
        let beside = !parts.is_empty() && matched.left_of(side, Sort::Thing).all(|unit| !parts.contains(&unit.part));
        self.0[side] = true;
        (beside || outweighed).then_some(())
    }
}

/// The concept of all people.
const EVERYONE: &str = "individuals";

/// One of each in the first language that both have, else the first of each.
pub(crate) fn in_one_language<'s, S>(
    first: &'s [S],
    second: &'s [S],
    language: impl Fn(&S) -> Language,
) -> Option<(&'s S, &'s S)> {
    let shared =
        first.iter().find_map(|one| Some((one, second.iter().find(|other| language(other) == language(one))?)));
    shared.or(Some((first.first()?, second.first()?)))
}
