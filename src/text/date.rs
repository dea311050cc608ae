//! Dates: years, with the quarters, months and days that stand beside them.

use super::Language;
use super::digits::Form;
use super::phrasebook::Match;
use super::reading::{Reading, Role};
use super::token::Kind;
use crate::lexicon::List;

/// A date in a text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Date {
    /// The year; of a fiscal year the one in which it ends.
    pub(super) year: i32,
    /// The month that is named beside it.
    pub(super) month: Option<i8>,
    /// Tokens, with the words that tie the parts together.
    pub(super) from: usize,
    pub(super) to: usize,
    /// Tokens of the date itself.
    pub(super) first: usize,
    pub(super) last: usize,
    /// Whether the date is the second of a period whose first is the date before it.
    pub(super) ends_period: bool,
    /// Whether a part beside the year makes it a point in time: a quarter, a month, `end of`.
    pub(super) precise: bool,
}

impl Date {
    /// Takes the month that a phrase beside the year names.
    fn name_month(&mut self, part: &Match) {
        if part.meaning.list == List::Month {
            self.month = Some(part.meaning.value as i8);
        }
    }
}

/// What stands beside a year as part of a date.
const PARTS: &[List] = &[List::Quarter, List::Month, List::EndOf, List::FiscalYear];
/// What stands before a year and makes the number one.
const CUES: &[List] = &[
    List::Deadline,
    List::During,
    List::Start,
    List::Baseline,
    List::EndOf,
    List::Month,
    List::Quarter,
    List::FiscalYear,
    List::Year,
    List::YearOf,
    List::Act,
];
/// What stands before levels as often as before years.
const WEAK_CUES: &[List] = &[List::DeadlineWeak, List::From, List::ToLevel];
/// What stands behind a year and makes the number one.
const CUES_AFTER: &[List] =
    &[List::Year, List::DeadlineAfter, List::StartAfter, List::BaselineAfter, List::EndOf, List::Quarter, List::Act];
/// What makes a number in front of it a quantity.
const UNITS: &[List] =
    &[List::PercentSign, List::Points, List::Unit, List::Multiplier, List::Times, List::Currency, List::Counted];

/// Finds the dates and takes them out of the reading.
pub(super) fn find(reading: &mut Reading<'_>) -> Vec<Date> {
    let mut dates: Vec<Date> = Vec::new();
    let mut at = 0;
    while at < reading.tokens.len() {
        let Some((year, first, last, whole)) = year_at(reading, at) else {
            at += 1;
            continue;
        };
        let mut date =
            Date { year, month: None, from: first, to: last, first, last, ends_period: false, precise: whole };
        grow_left(reading, &mut date);
        grow_right(reading, &mut date);
        if let Some(before) = dates.last() {
            date.ends_period = joins(reading, before, date.from);
        }
        reading.take(date.from..date.last, Role::Date);
        at = date.to.max(at + 1);
        dates.push(date);
    }
    dates
}

/// A year that begins at a token: the year, its tokens, and whether day or month are among them.
fn year_at(reading: &Reading<'_>, at: usize) -> Option<(i32, usize, usize, bool)> {
    if reading.roles[at] != Role::Free {
        return None;
    }
    let number = |at: usize| match reading.tokens.get(at)?.kind {
        Kind::Number(value, Form::Plain(digits)) if reading.roles[at] == Role::Free => Some((value, digits)),
        _ => None,
    };
    let plausible = |value: f64| (1900.0..=2100.0).contains(&value).then_some(value as i32);
    if let Kind::Number(value, Form::Date) = reading.tokens[at].kind {
        return plausible(value).map(|year| (year, at, at + 1, true));
    }
    if let Some(year) = year_in_words(reading, at) {
        return Some((year, at, at + 4, false));
    }
    let (value, digits) = number(at)?;
    let glued = |at: usize| reading.tokens.get(at).is_some_and(|token| token.glued);
    // 30/06/2028.
    if digits <= 2 && reading.is_mark(at + 1, '/') && reading.is_mark(at + 3, '/') && glued(at + 2) && glued(at + 4) {
        let (month, year) = (number(at + 2)?, number(at + 4)?);
        let sound = (1.0..=31.0).contains(&value) && month.1 <= 2 && year.1 == 4;
        return sound.then(|| plausible(year.0)).flatten().map(|year| (year, at, at + 5, true));
    }
    // FY27 is 2027.
    if digits == 2 && reading.any_before(&[List::FiscalYear], at).is_some() {
        return Some((2000 + value as i32, at, at + 1, true));
    }
    if digits != 4 {
        return None;
    }
    let year = plausible(value)?;
    // 2026/27, 2026-27, 2027-06-30.
    if (reading.is_dash(at + 1) || reading.is_mark(at + 1, '/'))
        && let Some((second, 2)) = number(at + 2)
        && glued(at + 2)
    {
        if second as i32 == (year + 1) % 100 {
            return Some((year + 1, at, at + 3, true));
        }
        if (1.0..=12.0).contains(&second) && reading.is_mark(at + 1, '-') {
            let day = reading.is_mark(at + 3, '-') && number(at + 4).is_some_and(|(_, digits)| digits == 2);
            return Some((year, at, if day { at + 5 } else { at + 3 }, true));
        }
    }
    // 2026/2027 is a fiscal year as well.
    if reading.is_mark(at + 1, '/')
        && let Some((second, 4)) = number(at + 2)
        && second as i32 == year + 1
    {
        return Some((year + 1, at, at + 3, true));
    }
    is_year(reading, at).then_some((year, at, at + 1, false))
}

/// A year in Chinese digits, 二零三零, before 年.
fn year_in_words(reading: &Reading<'_>, at: usize) -> Option<i32> {
    if reading.book.language != Language::Chinese {
        return None;
    }
    let mut year = 0;
    for offset in 0..4 {
        let weak = reading.at(List::NumberWeak, at + offset).map(|_| 1.0);
        let digit = reading.at(List::Number, at + offset).map(|found| found.meaning.value).or(weak);
        year = year * 10 + digit.filter(|&digit| digit < 10.0)? as i32;
    }
    ((1900..=2100).contains(&year) && reading.at(List::Year, at + 4).is_some()).then_some(year)
}

/// Whether a number of four digits is a year rather than a count.
fn is_year(reading: &Reading<'_>, at: usize) -> bool {
    if reading.any_at(UNITS, at + 1).is_some() || reading.any_before(&[List::Currency], at).is_some() {
        return false;
    }
    if reading.any_at(CUES_AFTER, at + 1).is_some() {
        return true;
    }
    let year_behind = |at: usize| {
        reading.tokens.get(at).is_some_and(
            |token| matches!(token.kind, Kind::Number(value, Form::Plain(4)) if (1900.0..=2100.0).contains(&value)),
        )
    };
    if (reading.is_dash(at + 1) && year_behind(at + 2))
        || (at >= 2 && reading.is_dash(at - 1) && reading.roles[at - 2] == Role::Date)
    {
        return true;
    }
    // 2026至2028年: the second has the word for both.
    let second = reading.at(List::RangeJoin, at + 1).map(|join| join.to);
    if second.is_some_and(|second| year_behind(second) && reading.at(List::Year, second + 1).is_some()) {
        return true;
    }
    let bounds = [List::AtLeast, List::MoreThan, List::AtMost, List::LessThan, List::Hedge];
    if reading.any_before(&bounds, at).is_some_and(|bound| {
        // A bound that is longer than the word of a date within it: no later than against later than.
        reading.any_before(CUES, at).is_none_or(|cue| cue.from >= bound.from)
    }) {
        return false;
    }
    let before = at - usize::from(at > 0 && reading.at(List::Particle, at - 1).is_some_and(|word| word.to == at));
    if reading.any_before(CUES, at).is_some() || reading.any_before(CUES, before).is_some() {
        return true;
    }
    let next_is_content = reading.tokens.get(at + 1).is_some_and(super::token::Token::is_word)
        && reading
            .any_at(&[List::Particle, List::ListJoin, List::RangeJoin, List::During, List::ToLevel], at + 1)
            .is_none();
    if reading.any_before(WEAK_CUES, at).is_some() {
        return !next_is_content;
    }
    // Entre 2024 et 2029, in 2027 and 2028.
    let join = reading.any_before(&[List::RangeJoin, List::ListJoin], at);
    if join.is_some_and(|join| join.from > 0 && reading.roles[join.from - 1] == Role::Date) {
        return !next_is_content;
    }
    if reading.book.language == Language::Chinese {
        return false;
    }
    let bare_before = at == 0 || !reading.tokens[at - 1].is_word();
    bare_before && reading.is_end(at + 1)
}

fn grow_left(reading: &Reading<'_>, date: &mut Date) {
    loop {
        if let Some(part) = reading.any_before(PARTS, date.from) {
            date.from = part.from;
            if part.meaning.list != List::EndOf {
                date.first = part.from;
            }
            date.name_month(part);
            date.precise = true;
            continue;
        }
        // End-2027.
        if date.from > 0
            && reading.is_mark(date.from - 1, '-')
            && let Some(end) = reading.any_before(&[List::EndOf], date.from - 1)
        {
            (date.from, date.precise) = (end.from, true);
            continue;
        }
        // June 30, 2028.
        let comma = usize::from(date.from > 0 && reading.is_mark(date.from - 1, ','));
        if let Some(day) = day_before(reading, date.from - comma)
            && let Some(month) = reading.any_before(&[List::Month], day)
        {
            (date.from, date.first, date.precise) = (month.from, month.from, true);
            date.name_month(month);
            continue;
        }
        let is_month = reading.at(List::Month, date.from).is_some();
        if let Some(day) = day_before(reading, date.from).filter(|_| is_month) {
            (date.from, date.first) = (day, day);
            continue;
        }
        let Some(link) = reading.any_before(&[List::DateLink, List::Year], date.from) else { return };
        let beyond =
            reading.any_before(PARTS, link.from).is_some() || day_before(reading, link.from).is_some_and(|_| is_month);
        if beyond {
            date.from = link.from;
            if let Some(day) = day_before(reading, link.from).filter(|_| is_month) {
                (date.from, date.first) = (day, day);
            }
        } else if link.meaning.list == List::Year {
            date.from = link.from;
        } else {
            return;
        }
    }
}

/// The day of a month that ends before a token, with the ending of an ordinal.
fn day_before(reading: &Reading<'_>, at: usize) -> Option<usize> {
    let at = reading.any_before(&[List::Ordinal], at).map_or(at, |ending| ending.from);
    let day = at.checked_sub(1)?;
    matches!(reading.tokens[day].kind, Kind::Number(value, Form::Plain(..=2)) if (1.0..=31.0).contains(&value))
        .then_some(day)
}

fn grow_right(reading: &Reading<'_>, date: &mut Date) {
    loop {
        let next = match reading.at(List::DateLink, date.to) {
            Some(link) if reading.any_at(PARTS, link.to).is_some() => link.to,
            _ if reading.is_mark(date.to, '-') && reading.any_at(PARTS, date.to + 1).is_some() => date.to + 1,
            _ => date.to,
        };
        if let Some(part) = reading.any_at(&[List::Quarter, List::Month, List::EndOf, List::Year], next) {
            // `2022 year-end` belongs to the year, `2022, end poverty` does not.
            date.to = part.to;
            if part.meaning.list != List::Year || reading.book.language == Language::Chinese {
                date.last = part.to;
            }
            date.precise |= part.meaning.list != List::Year;
            date.name_month(part);
        } else {
            return;
        }
    }
}

/// Whether two dates with these tokens between them make a period.
fn joins(reading: &Reading<'_>, first: &Date, to: usize) -> bool {
    let from = first.to;
    let dash = to == from + 1 && reading.is_dash(from);
    if reading.any_before(&[List::Deadline], to).is_some() {
        return false;
    }
    // Entre 2024 et 2029.
    let listed = reading.any_before(&[List::Between], first.from).is_some()
        && reading.at(List::ListJoin, from).is_some_and(|join| join.to == to);
    dash || listed
        || reading.any_at(&[List::RangeJoin, List::ToLevel, List::DeadlineWeak], from).is_some_and(|join| join.to == to)
}
