//! Where the thing measured is to go.

use super::quantity::Candidate;
use super::reading::{Reading, Role};
use super::segmentation::is_own_word;
use super::statement::{Comparator, Direction, DirectionWord, Quantity};
use crate::lexicon::List;

/// Words of direction, and the levels that are states.
pub(super) fn find(reading: &Reading<'_>, candidates: &[Candidate], quantities: &[Quantity]) -> Vec<DirectionWord> {
    let mut words: Vec<DirectionWord> = Vec::new();
    let lists = [
        (List::Up, Direction::Up),
        (List::Down, Direction::Down),
        (List::Zero, Direction::Zero),
        (List::Hold, Direction::Hold),
        (List::Reach, Direction::Reach),
    ];
    for (list, direction) in lists {
        for found in reading.all(list) {
            let within_name = reading.roles[found.from..found.to].contains(&Role::Name);
            if !within_name && is_own_word(reading, found.from, found.to) {
                words.push(DirectionWord { direction, at: reading.bytes(found.from..found.to) });
            }
        }
    }
    for quantity in quantities.iter().filter(|quantity| quantity.unit.as_deref() == Some("factor")) {
        let is_word = candidates.iter().any(|candidate| {
            candidate.by_word && reading.bytes(candidate.measured.from..candidate.measured.to) == quantity.at
        });
        // A multiple of nothing that is told to go down goes up.
        if is_word && !words.iter().any(|word| matches!(word.direction, Direction::Up | Direction::Down)) {
            let direction = if quantity.value < 1.0 { Direction::Down } else { Direction::Up };
            words.push(DirectionWord { direction, at: quantity.at.clone() });
        }
    }
    if !words.iter().any(|word| word.direction == Direction::Reach)
        && let Some(at) = state(reading, candidates, quantities)
    {
        words.push(DirectionWord { direction: Direction::Reach, at });
    }
    words.sort_by_key(|word| word.at.start);
    words
}

/// The verb of a level that is a state: 80% of schools *have* it.
fn state(reading: &Reading<'_>, candidates: &[Candidate], quantities: &[Quantity]) -> Option<std::ops::Range<usize>> {
    let moves = [List::Up, List::Down, List::Hold, List::Activity];
    for candidate in candidates.iter().filter(|candidate| !candidate.is_baseline && !candidate.by_word) {
        let at = reading.bytes(candidate.measured.from..candidate.measured.to);
        let level = quantities.iter().any(|quantity| quantity.at == at && quantity.comparator != Comparator::By);
        let moved = reading.all_of(&moves).any(|found| found.to <= candidate.from);
        if !level || moved || matches!(candidate.measured.unit.as_deref(), Some("factor")) {
            continue;
        }
        let verb = reading.all(List::State).find(|verb| {
            let relative =
                reading.all(List::Relating).any(|word| word.from >= candidate.measured.to && word.to <= verb.from);
            verb.from >= candidate.measured.to && !relative
        });
        if let Some(verb) = verb {
            return Some(reading.bytes(verb.from..verb.to));
        }
    }
    None
}
