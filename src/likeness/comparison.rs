//! Two statements held against each other.

use super::subject::{Key, Subject, Unit};
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
    /// One is about a part of what the other is about.
    Part(Side),
}

/// What beside the words speaks for likeness.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Evidence {
    /// Both name one indicator of a framework.
    pub(crate) same_code: bool,
}

/// That two statements speak of the same.
#[derive(Clone, Debug)]
pub(crate) struct Likeness {
    pub(crate) degree: Degree,
    /// Words that say the same: of the first statement and of the second, in the order of the first.
    pub(crate) shared: Vec<(Unit, Unit)>,
}

/// How two things of one sort are to each other.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Match {
    Equal,
    /// The thing of this side belongs to the other's.
    Narrower(Side),
}

/// What the comparison of one sort of things gave.
#[derive(Default)]
struct Matched {
    shared: Vec<(Unit, Unit)>,
    equal: usize,
    wider: usize,
    narrower: [bool; 2],
    left: [Vec<Unit>; 2],
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
    let things = matched(thesaurus, &first.things, &second.things);
    let populations = matched(thesaurus, &first.populations, &second.populations);
    let places = matched(thesaurus, &first.places, &second.places);
    let qualities = matched(thesaurus, &first.qualities, &second.qualities);
    let fillers = matched(thesaurus, &first.fillers, &second.fillers);
    let mut extra = Extra::default();

    extra.note_people(&populations)?;
    extra.note(&places)?;
    let told = |units: &[Unit]| units.iter().any(|unit| !indistinct.contains(&unit.key));
    for side in [0, 1] {
        extra.0[side] |= told(&qualities.left[side]);
    }
    for (index, (own, other)) in [(first, second), (second, first)].into_iter().enumerate() {
        extra.0[index] |= own.disparity.is_some() && other.disparity.is_none();
    }
    let weight = 2 * things.equal + things.wider + 2 * qualities.equal.min(1);
    if weight == 0 {
        return None;
    }
    let across = first.language != second.language;
    let strong = |units: &[Unit]| -> usize { units.iter().map(|unit| left_weight(unit, across, evidence)).sum() };
    for side in [0, 1] {
        let left = strong(&things.left[side]);
        if left > 0 {
            let own = if side == 0 { first } else { second };
            let shared = |unit: &Unit| things.shared.iter().any(|pair| [&pair.0, &pair.1][side].key == unit.key);
            let matched_parts: Vec<usize> = own.things.iter().filter(|unit| shared(unit)).map(|unit| unit.part).collect();
            // `water and sanitation` holds `water` as a part.
            let coordinated = things.left[side].iter().all(|unit| !matched_parts.contains(&unit.part));
            if !(coordinated || weight > left) {
                return None;
            }
            extra.0[side] = true;
        }
        extra.0[side] |= things.narrower[side] || qualities.narrower[side];
    }
    let degree = match extra.0 {
        [true, true] => return None,
        [true, false] => Degree::Part(Side::First),
        [false, true] => Degree::Part(Side::Second),
        [false, false] => Degree::Same,
    };
    let mut shared = things.shared;
    for more in [fillers.shared, qualities.shared, populations.shared, places.shared] {
        shared.extend(more);
    }
    shared.sort_by_key(|(unit, _)| unit.at.start);
    Some(Likeness { degree, shared })
}

/// How much a thing that the other side does not have counts: two for a thing, one for a word that the other side may
/// have in its own language.
fn left_weight(unit: &Unit, across: bool, evidence: Evidence) -> usize {
    match unit.key {
        Key::Word(_) if across || evidence.same_code => 1,
        _ => 2,
    }
}

/// On which side there is more than on the other.
#[derive(Default)]
struct Extra([bool; 2]);

impl Extra {
    /// Whom it counts: a side that names nobody counts all, women are some of all people, and schools are not hospitals.
    fn note_people(&mut self, populations: &Matched) -> Option<()> {
        self.note(populations)
    }

    /// What narrows a statement: named on one side only it narrows that side; different on both, the statements differ.
    fn note(&mut self, matched: &Matched) -> Option<()> {
        let left = [!matched.left[0].is_empty(), !matched.left[1].is_empty()];
        if left[0] && left[1] {
            return None;
        }
        for side in [0, 1] {
            // Women and girls against women: more on one side, where something is shared, is the wider side.
            let more = left[side] && matched.shared.is_empty();
            let wider = left[1 - side] && !matched.shared.is_empty();
            self.0[side] |= more || wider || matched.narrower[side];
        }
        Some(())
    }
}

fn matched(thesaurus: &Thesaurus, first: &[Unit], second: &[Unit]) -> Matched {
    let mut result = Matched::default();
    let mut taken = vec![false; second.len()];
    let mut open = Vec::new();
    for unit in first {
        let equal = second.iter().enumerate().position(|(index, other)| !taken[index] && other.key == unit.key);
        if let Some(index) = equal {
            taken[index] = true;
            result.equal += 1;
            result.shared.push((unit.clone(), second[index].clone()));
        } else {
            open.push(unit);
        }
    }
    for unit in open {
        let related = second.iter().enumerate().find_map(|(index, other)| Some((index, related(thesaurus, unit, other)?)));
        match related {
            Some((index, found)) => {
                if !taken[index] {
                    result.wider += 1;
                }
                taken[index] = true;
                result.shared.push((unit.clone(), second[index].clone()));
                match found {
                    Match::Narrower(Side::First) => result.narrower[0] = true,
                    Match::Narrower(Side::Second) => result.narrower[1] = true,
                    Match::Equal => {}
                }
            }
            None => result.left[0].push(unit.clone()),
        }
    }
    let left = second.iter().zip(&taken).filter(|(_, taken)| !**taken).map(|(unit, _)| unit.clone());
    result.left[1] = left.collect();
    result
}

fn related(thesaurus: &Thesaurus, first: &Unit, second: &Unit) -> Option<Match> {
    let (first, second) = (first.concept()?, second.concept()?);
    if first == second {
        Some(Match::Equal)
    } else if thesaurus.is_a(first, second) {
        Some(Match::Narrower(Side::First))
    } else {
        thesaurus.is_a(second, first).then_some(Match::Narrower(Side::Second))
    }
}

/// One of each in the first language that both have, else the first of each.
pub(crate) fn in_one_language<'s, S>(
    first: &'s [S],
    second: &'s [S],
    language: impl Fn(&S) -> Language,
) -> Option<(&'s S, &'s S)> {
    let shared = first.iter().find_map(|one| Some((one, second.iter().find(|other| language(other) == language(one))?)));
    shared.or(Some((first.first()?, second.first()?)))
}
