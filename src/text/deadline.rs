//! Which of the dates is the one by which the result is due.

use super::Language;
use super::date::Date;
use super::reading::{Reading, Role};
use super::statement::Deadline;
use crate::lexicon::List;

/// How certainly a date is a deadline.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Claim {
    /// It is another date: a start, a baseline, the year of an act.
    None,
    /// It stands as deadlines do: in 2030; 2030.
    Possible,
    /// The end of a period.
    PeriodEnd,
    /// A word says so that stands before levels and in names as well: до 2035 года.
    SaidWeakly,
    /// A word says so.
    Said,
}

/// The deadline among the dates; `taken` are the indices of those that belong to the baseline.
pub(super) fn choose(reading: &Reading<'_>, dates: &[Date], taken: &[usize]) -> Option<Deadline> {
    let mut best: Option<(Claim, &Date)> = None;
    for (index, date) in dates.iter().enumerate() {
        if taken.contains(&index) {
            continue;
        }
        let next = dates.get(index + 1).filter(|next| next.ends_period);
        let claim = claim(reading, date, index.checked_sub(1).map(|before| &dates[before]), next.is_some());
        if claim == Claim::None {
            continue;
        }
        let better = best.is_none_or(|(known, other)| (claim, date.year) >= (known, other.year));
        if better {
            best = Some((claim, date));
        }
    }
    best.map(|(_, date)| Deadline { year: date.year, month: date.month, at: reading.bytes(date.first..date.last) })
}

fn claim(reading: &Reading<'_>, date: &Date, before: Option<&Date>, begins_period: bool) -> Claim {
    let act = [List::Act];
    if reading.any_at(&act, date.to).is_some() || is_of_act(reading, date.from) {
        return Claim::None;
    }
    if date.ends_period && before.is_some() {
        let of_act = before.is_some_and(|before| is_of_act(reading, before.from) || is_of_name(reading, before.from));
        return if of_act { Claim::None } else { Claim::PeriodEnd };
    }
    if begins_period {
        return Claim::None;
    }
    if reading.any_at(&[List::BaselineAfter, List::StartAfter], date.to).is_some() {
        return Claim::None;
    }
    if reading.at(List::DeadlineAfter, date.to).is_some() {
        return Claim::Said;
    }
    let cues = [
        List::Deadline,
        List::DeadlineWeak,
        List::Start,
        List::From,
        List::Baseline,
        List::During,
        List::YearOf,
        List::ToLevel,
    ];
    // The word may hold the one that makes the number a year: قياسا إلى عام 2022.
    let whole = reading.any_before(&cues, date.first).filter(|cue| cue.from < date.from);
    let mut at = if whole.is_some() { date.first } else { date.from };
    let cue = loop {
        if let Some(cue) = reading.any_before(&cues, at) {
            break Some(cue);
        }
        match reading.any_before(&[List::Particle, List::DateLink, List::Hedge], at) {
            Some(word) if word.from > 0 => at = word.from,
            _ => break None,
        }
    };
    match cue.map(|cue| cue.meaning.list) {
        Some(List::Deadline) => Claim::Said,
        Some(List::DeadlineWeak | List::ToLevel) => Claim::SaidWeakly,
        Some(List::During) => Claim::Possible,
        Some(List::YearOf) if date.precise => Claim::Possible,
        Some(_) => Claim::None,
        None if reading.book.language == Language::Chinese => {
            if reading.word(date.to) == "的" {
                Claim::None
            } else {
                Claim::Possible
            }
        }
        None if date.precise => Claim::Possible,
        None if follows(reading, before, date) => Claim::Possible,
        None => {
            // Within two years of adoption (2025).
            if date.from > 0 && reading.is_mark(date.from - 1, '(') && reading.roles.contains(&Role::Relative) {
                return Claim::None;
            }
            let apart = date.from == 0 || !reading.tokens[date.from - 1].is_word();
            if apart { Claim::Possible } else { Claim::None }
        }
    }
}

/// Whether a period stands right behind a word with a capital letter and so is part of a name: Strategy 2025–2030.
fn is_of_name(reading: &Reading<'_>, at: usize) -> bool {
    let Some(word) = at.checked_sub(1).map(|at| reading.tokens[at]) else { return false };
    let cues = [
        List::During,
        List::Start,
        List::From,
        List::Between,
        List::Year,
        List::DateLink,
        List::Particle,
        List::FiscalYear,
    ];
    word.is_word() && at > 1 && reading.normal.capitals(word.range()).1 && reading.any_before(&cues, at).is_none()
}

/// Whether a date is the second of a list: in 2027 and 2028.
fn follows(reading: &Reading<'_>, before: Option<&Date>, date: &Date) -> bool {
    let join = reading.any_before(&[List::ListJoin], date.from);
    before.is_some_and(|before| join.is_some_and(|join| join.from == before.to))
}

/// Whether the date belongs to the noun before it: the act of 2019, закон 2019 года.
fn is_of_act(reading: &Reading<'_>, at: usize) -> bool {
    let mut at = at;
    for _ in 0..3 {
        if reading.any_before(&[List::Act], at).is_some() {
            return true;
        }
        // A word that says `by` ends the noun: ratify the convention by 2029.
        if reading.any_before(&[List::Deadline, List::DeadlineWeak, List::During], at).is_some() {
            return false;
        }
        match reading.any_before(&[List::YearOf, List::DateLink, List::Year, List::Particle], at) {
            Some(word) => at = word.from,
            None => return false,
        }
    }
    false
}
