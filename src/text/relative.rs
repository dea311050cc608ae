//! Times from now: within three years, 三年内.

use super::Language;
use super::amount::{self, Amount, Nature};
use super::phrasebook::Match;
use super::reading::{Reading, Role};
use super::statement::RelativeDeadline;
use super::token::Kind;
use crate::lexicon::List;

/// A number of years, months or days: tokens `from..to`.
struct Time {
    amount: f64,
    from: usize,
    to: usize,
    unit: Match,
}

/// The time from now in which something is due.
pub(super) fn find(reading: &mut Reading<'_>) -> Option<RelativeDeadline> {
    let mut at = 0;
    while at < reading.tokens.len() {
        let Some(amount) = amount::read(reading, at).filter(|amount| amount.nature != Nature::Share) else {
            at += 1;
            continue;
        };
        if let Some(time) = time_of(reading, amount) {
            reading.take(time.from..time.to, Role::Relative);
            let unit = reading.book.name(time.unit.meaning).into();
            return Some(RelativeDeadline { amount: time.amount, unit, at: reading.bytes(time.from..time.to) });
        }
        at = amount.to.max(at + 1);
    }
    one_unit(reading)
}

/// A time without a number: within a year.
fn one_unit(reading: &mut Reading<'_>) -> Option<RelativeDeadline> {
    let unit = *reading.all(List::TimeUnit).find(|unit| {
        let article = reading.any_before(&[List::Particle], unit.from);
        // Arabic has no article here: في غضون سنة. With a number behind it, it is a date.
        let bare = matches!(reading.book.language, Language::Arabic | Language::Russian)
            && reading.any_before(&[List::Relative], unit.from).is_some()
            && !reading.word(unit.from).starts_with("ال")
            && !matches!(reading.tokens.get(unit.to).map(|token| token.kind), Some(Kind::Number(..)))
            && reading.any_at(&[List::Number, List::RelativeAfter], unit.to).is_none()
            && !reading.all(List::VagueTime).any(|time| time.from < unit.to && unit.from < time.to);
        reading.is_free(unit.from..unit.to)
            && (bare || article.is_some_and(|article| reading.any_before(&[List::Relative], article.from).is_some()))
    })?;
    reading.take(unit.from..unit.to, Role::Relative);
    let at = reading.bytes(unit.from..unit.to);
    Some(RelativeDeadline { amount: 1.0, unit: reading.book.name(unit.meaning).into(), at })
}

/// How many days a service takes at the most. A plan is for years, and nothing of it is due within a month of its start.
const DAYS_OF_A_SERVICE: f64 = 31.0;

/// Whether a time is how long each case takes, not when the result is due: permits are issued within 10 days.
fn is_service_time(reading: &Reading<'_>, amount: Amount) -> bool {
    let Some(unit) = reading.at(List::TimeUnit, amount.to) else { return false };
    let days = match reading.book.name(unit.meaning) {
        "day" => amount.value,
        "week" => amount.value * 7.0,
        _ => return false,
    };
    let cue = reading.any_before(&[List::Relative], amount.from);
    // Reducir en 5 días is a change.
    let moved = reading.all_of(&[List::Up, List::Down]).any(|word| word.to <= amount.from);
    let changes = moved && reading.any_before(&[List::ChangeBy], amount.from).is_some();
    let verb =
        |cue: &Match| changes || reading.any_before(&[List::State, List::Activity, List::Improve], cue.from).is_some();
    cue.is_some_and(verb) || (days <= DAYS_OF_A_SERVICE && tells_how_long(reading, amount, cue, unit))
}

/// Whether a statement says what is done in a time, and neither what is to change in it nor whence it counts: the ministry
/// settles invoices within ten days; not: ten days from adoption, cut arrears within ten days, open 3 offices in ten days.
fn tells_how_long(reading: &Reading<'_>, amount: Amount, cue: Option<&Match>, unit: &Match) -> bool {
    let within = reading.any_at(&[List::RelativeAfter], unit.to);
    // 在3天内 says so behind the time.
    let start = match (cue, within, reading.book.language) {
        (Some(cue), None, language) if language != Language::Chinese => cue.from,
        (None, Some(_), Language::Chinese) => amount.from,
        _ => return false,
    };
    let doing = [List::Activity, List::Improve, List::Up, List::Down, List::Hold, List::Reach, List::WeakVerb];
    let changes = reading.all_of(&[List::Up, List::Down]).next().is_some();
    let is_count = |other: Amount| {
        other.nature == Nature::Plain
            && reading.is_free(other.from..other.to)
            && reading.at(List::PercentSign, other.to).is_none()
    };
    let has_count = (0..start).any(|at| amount::read(reading, at).is_some_and(is_count));
    start > 1 && reading.any_at(&doing, 0).is_none() && !changes && !has_count
}

/// The tokens and the unit of a number of years, months or days from now.
fn time_of(reading: &Reading<'_>, amount: Amount) -> Option<Time> {
    let time = |from: usize, to: usize, unit: Match| Time { amount: amount.value, from, to, unit };
    let start = reading.any_before(&[List::Hedge], amount.from).map_or(amount.from, |hedge| hedge.from);
    // A level: shortened to 3 days, no more than 7 days.
    let level = [List::ToLevel, List::Hold, List::Reach, List::AtMost, List::LessThan, List::AtLeast, List::MoreThan];
    let cue_before = |at: usize| {
        let at = reading.any_before(&[List::Hedge], at).map_or(at, |hedge| hedge.from);
        reading.any_before(&[List::Relative], at).is_some()
    };
    if reading.any_before(&level, start).is_some() && !cue_before(amount.from) || is_service_time(reading, amount) {
        return None;
    }
    let cue_after = |at: usize| reading.at(List::RelativeAfter, at);
    // An Arabic dual is number and unit in one word: خلال شهرين.
    let dual = reading.at(List::TimeUnit, amount.from).filter(|unit| unit.to == amount.to);
    if let Some(unit) = dual
        && (cue_before(amount.from) || cue_after(amount.to).is_some())
    {
        return Some(time(amount.from, amount.to, *unit));
    }
    // The unit stands first: خلال السنوات الخمس المقبلة.
    if let Some(unit) = reading.any_before(&[List::TimeUnit], amount.from)
        && reading.book.language == Language::Arabic
        && (cue_before(unit.from) || cue_after(amount.to).is_some())
        && reading.at(List::TimeUnit, amount.to).is_none()
    {
        return Some(time(unit.from, amount.to, *unit));
    }
    let next = amount.to + usize::from(reading.is_mark(amount.to, '-'));
    // Les cinq prochaines années.
    let coming = cue_after(next);
    let inner = |word: &Match| reading.all(List::TimeUnit).find(|unit| unit.to == word.to && unit.from > word.from);
    let behind = coming.map_or(next, |word| word.to);
    let unit = *coming.and_then(inner).or_else(|| reading.at(List::TimeUnit, behind))?;
    let coming = coming.is_some();
    // The first six months of 2027 are a date.
    let of_year = reading.any_at(&[List::YearOf, List::DateLink], unit.to).map_or(unit.to, |word| word.to);
    if reading.roles.get(unit.to).or(reading.roles.get(of_year)).is_some_and(|&role| role == Role::Date)
        || reading.roles.get(of_year).is_some_and(|&role| role == Role::Date)
    {
        return None;
    }
    let mut time = time(amount.from, unit.to, unit);
    // Deux ans et demi.
    if let Some(half) = reading.at(List::AndHalf, unit.to) {
        (time.amount, time.to) = (time.amount + 0.5, half.to);
    }
    (coming || cue_before(amount.from) || cue_after(time.to).is_some()).then_some(time)
}
