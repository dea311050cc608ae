//! Two statements held against each other.

use super::matching::{Matched, Piece, are_alike, matched};
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
    /// How much they share: two for each thing that both name, one for one that belongs to a wider one.
    pub(crate) weight: usize,
    /// Words that say the same: of the first statement and of the second, in the order of the first.
    pub(crate) shared: Vec<(Unit, Unit)>,
}

/// Why two statements cannot be said to speak of the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unlike {
    /// They count other people, are for other places, or ask for two aspects of one thing: its price and its use.
    Differ,
    /// Each names a thing that the other does not have, which a wider view may join.
    Things,
    /// Too little is known.
    Open,
}

/// How far two statements speak of the same. `indistinct` are attributes that tell nothing apart.
///
/// # Errors
/// Why it cannot be said that they do.
pub(crate) fn compare(
    thesaurus: &Thesaurus,
    first: &Subject,
    second: &Subject,
    evidence: Evidence,
    indistinct: &[Key],
) -> Result<Likeness, Unlike> {
    let matched = matched(thesaurus, first, second, evidence.of_fields);
    if matched.weight == 0 {
        let knows = |side: usize| matched.left_of(side, Sort::Thing).any(|piece| piece.concept.is_some());
        return Err(if knows(0) && knows(1) { Unlike::Things } else { Unlike::Open });
    }
    let mut extra = Extra::default();
    extra.note_people(thesaurus, &matched, [first, second]).ok_or(Unlike::Differ)?;
    extra.note_places(&matched).ok_or(Unlike::Differ)?;
    let told = |piece: Piece<'_>| !piece.is_one_of(indistinct);
    let is_aspect = |piece: &Piece<'_>| matches!(piece.sort, Sort::Quality | Sort::Measure);
    let aspects = [0, 1].map(|side| matched.left[side].iter().copied().filter(is_aspect).collect::<Vec<_>>());
    // A faster procedure and a fair one are two results, as are its price and its use; one that is both fair and open is
    // still that procedure.
    let measured = |side: usize| aspects[side].iter().any(|unit| unit.sort == Sort::Measure);
    let some_told = aspects.iter().flatten().any(|&piece| told(piece));
    if aspects.iter().all(|left| !left.is_empty()) && (some_told || (measured(0) && measured(1))) {
        return Err(Unlike::Differ);
    }
    for (index, (own, other)) in [(first, second), (second, first)].into_iter().enumerate() {
        extra.0[index] |= own.disparity && !other.disparity;
        extra.0[index] |= aspects[index].iter().any(|&piece| told(piece));
    }
    let across = first.language != second.language;
    let things = [0, 1].map(|side| {
        let left = matched.left_of(side, Sort::Thing);
        left.partition::<Vec<Piece<'_>>, _>(|&piece| matched.is_near_shared(thesaurus, piece))
    });
    let near = [0, 1].map(|side| !things[side].0.is_empty());
    let apart = |side: usize| things[side].1.iter().copied();
    let left = [0, 1].map(|side| left_weight(apart(side), across, evidence));
    // One level, or a field of work in which another one lies, makes up for little else in common.
    let more = usize::from(evidence.same_level || evidence.of_fields);
    match left {
        [0, 0] => {}
        [_, 0] => extra.note_things(0, &matched, matched.weight + more > left[0]).ok_or(Unlike::Open)?,
        [0, _] => extra.note_things(1, &matched, matched.weight + more > left[1]).ok_or(Unlike::Open)?,
        _ => {
            let known = |side: usize| apart(side).any(|piece| piece.concept.is_some());
            let bound = match (across, evidence.same_level) {
                (false, false) => matched.weight / 2,
                (true, false) => matched.weight.saturating_sub(1),
                (_, true) => matched.weight,
            };
            // Sustainable tuna and sustainable shrimps are two things, whatever they are called.
            let of_one_thing = matched.shared_of(0, Sort::Thing).next().is_some();
            // With words on both sides that the other does not have, one is no part of the other.
            let same = (extra.0 == [false, false] && matched.narrower == [false, false]) || evidence.same_level;
            if (known(0) && known(1))
                || !(of_one_thing || evidence.of_fields)
                || !same
                || left[0].max(left[1]) > bound
                || is_substitution(thesaurus, first, second)
            {
                return Err(Unlike::Things);
            }
        }
    }
    if extra.0 == [true, true] {
        let known = |piece: Piece<'_>| {
            let is_concept = piece.concept.is_some() && piece.sort != Sort::Filler;
            is_concept && told(piece) && !matched.is_near_shared(thesaurus, piece)
        };
        let knows_more = |side: usize| matched.narrower[side] || matched.left[side].iter().any(|&piece| known(piece));
        return Err(if knows_more(0) && knows_more(1) { Unlike::Things } else { Unlike::Open });
    }
    // Where each has something that belongs to what the other has, or that is near to it, neither says more.
    let mild = [0, 1].map(|side| matched.narrower[side] || near[side]);
    let more = [0, 1].map(|side| extra.0[side] || mild[side]);
    if more == [true, true] && (mild != [true, true] || matched.weight < TWO_THINGS) {
        return Err(if mild == [true, true] { Unlike::Open } else { Unlike::Things });
    }
    let degree = match more {
        [true, false] => Degree::Part(Side::First),
        [false, true] => Degree::Part(Side::Second),
        [true, true] | [false, false] => Degree::Same,
    };
    Ok(Likeness { weight: matched.weight, degree, shared: matched.into_shared() })
}

/// How much is shared where it is more than one thing.
const TWO_THINGS: usize = 3;

/// How much the things count that the other side does not have: two for a thing, one for a word that the other side may
/// have in its own language.
fn left_weight<'u>(pieces: impl Iterator<Item = Piece<'u>>, across: bool, evidence: Evidence) -> usize {
    let weight = |piece: Piece<'_>| match piece.is_word() {
        true if across || evidence.same_code => 1,
        true => 2,
        false => 4,
    };
    pieces.map(weight).sum::<usize>().div_ceil(2)
}

/// Whether two statements are one frame with different words in one place: what they share stands before and behind it,
/// and nothing within it.
fn is_substitution(thesaurus: &Thesaurus, first: &Subject, second: &Subject) -> bool {
    let (first, second) = (&first.units[..], &second.units[..]);
    let before = first.iter().zip(second).take_while(|(one, other)| one.has_key_of(other)).count();
    let (first, second) = (&first[before..], &second[before..]);
    let behind = first.iter().rev().zip(second.iter().rev()).take_while(|(one, other)| one.has_key_of(other)).count();
    let (first, second) = (&first[..first.len() - behind], &second[..second.len() - behind]);
    before + behind > 0 && !first.iter().any(|one| second.iter().any(|other| are_alike(thesaurus, one, other)))
}

/// On which side there is more than on the other.
#[derive(Default)]
struct Extra([bool; 2]);

impl Extra {
    /// Whom a statement counts: named on one side only it narrows that side; different on both, the statements differ.
    /// A side that names nobody counts everyone.
    fn note_people(&mut self, thesaurus: &Thesaurus, matched: &Matched<'_>, subjects: [&Subject; 2]) -> Option<()> {
        let everyone = thesaurus.find(EVERYONE);
        let left = [0, 1].map(|side| {
            let nobody = subjects[1 - side].of_sort(Sort::Population).next().is_none();
            let left = matched.left_of(side, Sort::Population);
            left.filter(|piece| !(nobody && everyone.is_some() && piece.concept == everyone)).collect::<Vec<_>>()
        });
        let of_people = subjects.iter().all(|subject| subject.is_of_people());
        if left.iter().all(|left| !left.is_empty()) || (of_people && left.iter().any(|left| !left.is_empty())) {
            return None;
        }
        for side in [0, 1].into_iter().filter(|&side| !left[side].is_empty()) {
            // `Women and girls` counts more than `women`, `rural schools` fewer than `schools`.
            let parts: Vec<usize> = matched.shared_of(side, Sort::Population).map(|piece| piece.of.part).collect();
            let is_beside = |piece: &Piece<'_>| piece.of.part != Unit::ELSEWHERE && !parts.contains(&piece.of.part);
            let beside = !parts.is_empty() && left[side].iter().all(is_beside);
            self.0[if beside { 1 - side } else { side }] = true;
        }
        Some(())
    }

    /// Names narrow as populations do.
    fn note_places(&mut self, matched: &Matched<'_>) -> Option<()> {
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
    fn note_things(&mut self, side: usize, matched: &Matched<'_>, outweighed: bool) -> Option<()> {
        let parts: Vec<usize> = matched.shared_of(side, Sort::Thing).map(|piece| piece.of.part).collect();
        let beside =
            !parts.is_empty() && matched.left_of(side, Sort::Thing).all(|piece| !parts.contains(&piece.of.part));
        self.0[side] = true;
        (beside || outweighed).then_some(())
    }
}

/// The concept of all people.
pub(super) const EVERYONE: &str = "individuals";

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
