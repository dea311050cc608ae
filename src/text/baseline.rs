//! What a change starts from: a value, a year, or both.

use super::Language;
use super::date::Date;
use super::quantity::{Candidate, has_direction_before};
use super::reading::Reading;
use super::statement::Baseline;
use crate::lexicon::List;

/// Finds the baseline and marks the numbers that belong to it; `taken` gets the index of each date that does.
pub(super) fn find(
    reading: &Reading<'_>,
    candidates: &mut [Candidate],
    dates: &[Date],
    taken: &mut Vec<usize>,
) -> Option<Baseline> {
    let mut value: Option<usize> = None;
    for index in 0..candidates.len() {
        if is_start(reading, candidates, index, dates) {
            candidates[index].is_baseline = true;
            value = value.or(Some(index));
        }
    }
    let mut year: Option<usize> = None;
    for (index, date) in dates.iter().enumerate() {
        // Over 2026–2029 is a period, over 2019 a comparison.
        let period = dates.get(index + 1).is_some_and(|next| next.ends_period)
            && reading.any_before(&[List::During], date.from).is_some();
        if is_compared(reading, date) && !period
            || continues(reading, date) && index > 0 && taken.contains(&(index - 1))
        {
            taken.push(index);
            year = year.or(Some(index));
        }
    }
    // The year of the value, and the value of the year.
    if let (Some(index), None) = (value, year) {
        let number = &candidates[index];
        let behind = dates.iter().position(|date| belongs(reading, number.measured.to, date.from));
        let before = || {
            dates.iter().position(|date| {
                let same = in_parentheses(reading, date.first) == in_parentheses(reading, number.from);
                belongs(reading, date.to, number.from) && !is_due(reading, date) && (same || is_compared(reading, date))
            })
        };
        // 112 deaths in 2019: what is counted stands between, or the word of the year.
        let counted = || {
            dates.iter().position(|date| {
                let (from, to) = if date.from > number.measured.to {
                    (number.measured.to, date.from)
                } else {
                    (date.to.min(number.from), number.from)
                };
                let near = to - from <= 4;
                let words = (from..to).all(|at| reading.tokens[at].is_word());
                near && words && !is_due(reading, date)
            })
        };
        year = behind.or_else(before).or_else(counted);
        taken.extend(year);
    } else if let (None, Some(index)) = (value, year) {
        value = candidates.iter().position(|number| {
            !number.by_word
                && number.measured.unit.as_deref() != Some("factor")
                && (belongs(reading, dates[index].to, number.from)
                    || in_parentheses(reading, number.measured.from)
                        && belongs(reading, number.measured.to, dates[index].from))
        });
        if let Some(index) = value {
            candidates[index].is_baseline = true;
        }
    }
    if value.is_none() && year.is_none() {
        let (number, date) = past_clause(reading, candidates, dates)?;
        candidates[number].is_baseline = true;
        taken.push(date);
        (value, year) = (Some(number), Some(date));
    }
    let number = value.map(|index| &candidates[index].measured);
    let date = year.map(|index| &dates[index]);
    let from = number.map(|number| number.from).into_iter().chain(date.map(|date| date.first)).min().unwrap_or(0);
    let to = number.map(|number| number.to).into_iter().chain(date.map(|date| date.last)).max().unwrap_or(0);
    Some(Baseline {
        value: number.map(|number| number.value),
        unit: number.and_then(|number| number.unit.clone()),
        year: date.map(|date| date.year),
        at: reading.bytes(from..to),
    })
}

/// Whether a number is what a change starts from.
fn is_start(reading: &Reading<'_>, candidates: &[Candidate], index: usize, dates: &[Date]) -> bool {
    let number = &candidates[index];
    if number.by_word || number.ends_range || number.measured.unit.as_deref() == Some("factor") {
        return false;
    }
    let behind = reading.at(List::BaselineAfter, number.measured.to).is_some() && number.measured.unit.is_some();
    if compared_before(reading, number.from) || behind {
        return true;
    }
    // Compared with a date of which it is the value: compared with 2019 (41%).
    let dated = dates.iter().any(|date| {
        is_compared(reading, date)
            && reading.at(List::BaselineAfter, date.to).is_none()
            && belongs(reading, date.to, number.from)
            && !reading.is_mark(date.to, ',')
    });
    if dated {
        return true;
    }
    // In parentheses, with its year and apart from the level aimed at: 60% (41% in 2022).
    let year_within = dates.iter().any(|date| {
        reading.any_before(&[List::Deadline], date.from).is_none()
            && (belongs(reading, number.measured.to, date.from)
                || belongs(reading, date.to, number.from) && in_parentheses(reading, date.first))
    });
    if in_parentheses(reading, number.from) && year_within && candidates.len() > 1 {
        return true;
    }
    if reading.any_before(&[List::From], number.from).is_none() {
        return false;
    }
    // The level aimed at comes first: rises to 80%, from 45% in 2024.
    let dated_behind = dates.iter().any(|date| {
        belongs(reading, number.measured.to, date.from)
            && reading.any_before(&[List::Deadline, List::DeadlineWeak], date.from).is_none()
    });
    let of_one_unit = |other: &Candidate| !other.is_baseline && other.measured.unit == number.measured.unit;
    if dated_behind && candidates[..index].iter().any(of_one_unit) && has_direction_before(reading, number.from) {
        return true;
    }
    // From this level to that one, a word of change before or a unit at the first number.
    let changes = number.measured.unit.is_some() || has_direction_before(reading, number.from);
    // 由2 300个增加到3 000个: in Chinese the word of change stands between the two.
    let between = |other: &Candidate| {
        reading.book.language == Language::Chinese
            && reading
                .all_of(&[List::Up, List::Down])
                .any(|word| word.from >= number.measured.to && word.to <= other.from)
    };
    let changes = changes || candidates[index + 1..].iter().any(between);
    let later = candidates[index + 1..].iter().any(|other| {
        !other.ends_range
            && (reading.any_before(&[List::ToLevel, List::DeadlineWeak], other.from).is_some()
                || reading.at(List::ToLevel, other.from).is_some()
                || reading.any_before(&[List::RangeJoin], other.from).is_some()
                || other.by_word)
    });
    changes && later
}

/// Whether a phrase of comparison stands before a token, at most a few small words away.
fn compared_before(reading: &Reading<'_>, at: usize) -> bool {
    let mut at = at;
    for _ in 0..4 {
        if reading.any_before(&[List::Baseline], at).is_some() {
            return true;
        }
        let small = [List::Particle, List::Hedge, List::During, List::DateLink, List::NumberNoun, List::Amount];
        match reading.any_before(&small, at) {
            Some(word) => at = word.from,
            None => return false,
        }
    }
    false
}

/// Whether a date is one that a change is compared with.
pub(super) fn is_compared(reading: &Reading<'_>, date: &Date) -> bool {
    compared_before(reading, date.from)
        || reading.any_before(&[List::Baseline], date.first).is_some()
        || reading.at(List::BaselineAfter, date.to).is_some()
}

/// Whether only small words stand between two places of a text, so that number and year belong together.
fn belongs(reading: &Reading<'_>, from: usize, to: usize) -> bool {
    let mut at = from;
    while at < to {
        let small = [List::During, List::YearOf, List::Particle, List::DateLink, List::Year];
        let word = reading.any_at(&small, at).map(|word| word.to).filter(|&end| end <= to);
        match word {
            Some(end) => at = end,
            None if reading.is_mark(at, '(') || reading.is_mark(at, ':') || reading.is_mark(at, '=') => at += 1,
            None => return false,
        }
    }
    from <= to
}

fn in_parentheses(reading: &Reading<'_>, at: usize) -> bool {
    let mut depth = 0;
    for before in (0..at).rev() {
        if reading.is_mark(before, ')') {
            depth += 1;
        } else if reading.is_mark(before, '(') {
            if depth == 0 {
                return true;
            }
            depth -= 1;
        }
    }
    false
}

/// Whether a word before a date says that something is due by it.
fn is_due(reading: &Reading<'_>, date: &Date) -> bool {
    reading.any_before(&[List::Deadline, List::DeadlineWeak], date.from).is_some()
}

/// Whether a date continues the one before it as the end of a period, and has no word of a deadline of its own.
fn continues(reading: &Reading<'_>, date: &Date) -> bool {
    date.ends_period && !is_due(reading, date)
}

/// A clause that tells how things stand before another tells how they are to be: 2024年共有3.6万个，到2028年增至10万个. The
/// number and the date of the first clause.
fn past_clause(reading: &Reading<'_>, candidates: &[Candidate], dates: &[Date]) -> Option<(usize, usize)> {
    let due = |date: &Date| is_due(reading, date) || reading.at(List::DeadlineAfter, date.to).is_some();
    let second = dates.iter().skip(1).find(|date| due(date))?;
    let (index, first) = dates.iter().enumerate().find(|(_, date)| date.from < second.from)?;
    let cue = reading.any_before(&[List::Start, List::From, List::Between, List::YearOf, List::Act], first.from);
    if due(first) || cue.is_some() || second.ends_period || first.year >= second.year {
        return None;
    }
    let clause_ends = (first.to..second.from).any(|at| reading.is_end(at) && !reading.is_mark(at, ')'));
    let mut within = candidates.iter().enumerate().filter(|(_, number)| {
        let at = number.from;
        at >= first.to && at < second.from && !number.by_word
    });
    let (number, _) = within.next()?;
    let single = within.next().is_none();
    let aimed = candidates.iter().any(|other| other.from >= second.to);
    (single && clause_ends && aimed).then_some((number, index))
}
