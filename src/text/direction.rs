//! Where the thing measured is to go.

use super::Language;
use super::phrasebook::Match;
use super::quantity::Candidate;
use super::reading::{Reading, Role};
use super::segmentation::is_own_word;
use super::statement::{Comparator, Direction, DirectionWord, Quantity};
use super::undertaking::{is_aside, words_between};
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
            // What people keep, and where something stood, is not where the thing measured is to go.
            let aside = list == List::Hold && is_aside(reading, found.from)
                || list == List::Reach && candidates.iter().any(|number| number.is_baseline && number.from == found.to);
            let other = [Role::Name, Role::Date, Role::Relative];
            let read_as_other = reading.roles[found.from..found.to].iter().any(|role| other.contains(role));
            // Without an increase of what is used.
            let denied =
                matches!(list, List::Up | List::Down) && reading.any_before(&[List::Negation], found.from).is_some();
            if !read_as_other && !aside && !denied && is_own_word(reading, found.from, found.to) {
                words.push(DirectionWord { direction, at: reading.bytes(found.from..found.to) });
            }
        }
    }
    drop_relative_clauses(reading, &mut words);
    for quantity in quantities.iter().filter(|quantity| quantity.unit.as_deref() == Some("factor")) {
        let is_word = candidates.iter().any(|candidate| {
            candidate.by_word && reading.bytes(candidate.measured.from..candidate.measured.to) == quantity.at
        });
        // A multiple of nothing that is told to go down goes up.
        if is_word
            && (quantity.value < 1.0
                || !words.iter().any(|word| matches!(word.direction, Direction::Up | Direction::Down)))
        {
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
        let moved = reading.all_of(&moves).any(|found| {
            let within_clause = found.meaning.list == List::Activity && is_aside(reading, found.from);
            found.to <= candidate.from && !within_clause
        });
        // 在300所学校: behind a preposition it is no subject.
        let placed = reading.book.language == Language::Chinese
            && candidate.from > 0
            && matches!(reading.word(candidate.from - 1), "在" | "于" | "为" | "向" | "对" | "给" | "从");
        let moved = moved || placed;
        if !level || moved || matches!(candidate.measured.unit.as_deref(), Some("factor")) {
            continue;
        }
        let aside = |from: usize, to: usize| {
            let openers = [List::Relating, List::Through, List::Purpose];
            reading.all_of(&openers).any(|word| word.from >= from && word.to <= to)
        };
        let after = state_behind(reading, candidate.measured.to);
        // Where the verb may stand first: подключено 500 школ, يتمتع 85% من السكان.
        let verb_first = matches!(reading.book.language, Language::Arabic | Language::Russian | Language::Spanish);
        let before = || {
            let mut verbs = reading.all(List::State).filter(|verb| verb.to <= candidate.from);
            verbs.find(|verb| {
                // Elsewhere behind a subject, and right before the number: renewables generate 45%.
                let behind_subject =
                    words_between(reading, 0, verb.from) > 0 && words_between(reading, verb.to, candidate.from) == 0;
                (verb_first || behind_subject) && !aside(verb.to, candidate.from)
            })
        };
        let verb = after.or_else(before).or_else(|| done_by_share(reading, candidate));
        if let Some(verb) = verb {
            return Some(reading.bytes(verb.from..verb.to));
        }
    }
    None
}

/// The verb that belongs to a number before it. A relative clause between has a verb of its own: 80% of women who give
/// birth have access.
fn state_behind<'r>(reading: &'r Reading<'_>, from: usize) -> Option<&'r Match> {
    let openers = |list: List, to: usize| reading.all(list).filter(|word| word.from >= from && word.to <= to).count();
    let verbs = reading.all(List::State).filter(|verb| verb.from >= from);
    verbs.enumerate().find_map(|(others, verb)| {
        let aside = openers(List::Through, verb.from) + openers(List::Purpose, verb.from) > 0;
        (!aside && openers(List::Relating, verb.from) <= others).then_some(verb)
    })
}

/// In Chinese whatever a share of those counted does is a state: 70%的医院开展远程会诊.
fn done_by_share<'r>(reading: &'r Reading<'_>, candidate: &Candidate) -> Option<&'r Match> {
    let share = reading.book.language == Language::Chinese && candidate.measured.unit.as_deref() == Some("percent");
    let from = candidate.measured.to;
    let doing = [List::Activity, List::Improve];
    reading.matches.iter().find(|verb| {
        let before_end = !reading.is_end(verb.to) && !(from..verb.from).any(|at| reading.is_end(at));
        share && verb.from > from + 1 && reading.word(from) == "的" && doing.contains(&verb.meaning.list) && before_end
    })
}

/// What moves in a relative clause is not the thing measured, where another word tells of that: القضاء على المعوقات التي ترفع
/// الكلفة.
fn drop_relative_clauses(reading: &Reading<'_>, words: &mut Vec<DirectionWord>) {
    let within = |word: &DirectionWord| {
        let at =
            reading.matches.iter().find(|found| reading.bytes(found.from..found.to) == word.at).map(|found| found.from);
        at.is_some_and(|at| {
            reading
                .all(List::Relating)
                .any(|opener| opener.to <= at && !(opener.to..at).any(|between| reading.is_end(between)))
        })
    };
    let aside: Vec<bool> = words.iter().map(within).collect();
    if words.iter().zip(&aside).any(|(word, aside)| !aside && word.direction != Direction::Reach) {
        let mut aside = aside.into_iter();
        words.retain(|_| !aside.next().unwrap_or(false));
    }
}
