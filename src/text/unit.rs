//! What a number is a number of: percent, points, money, a measure.

use super::amount::{Amount, Nature};
use super::reading::Reading;
use crate::lexicon::List;

/// The unit of a number, and the tokens of number and unit together.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Measured {
    /// The value, in the unit.
    pub(super) value: f64,
    pub(super) unit: Option<Box<str>>,
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) nature: Nature,
    /// The thousand or million that multiplies digits, else 1.
    pub(super) scale: f64,
    /// Whether the unit is one of calendar time.
    pub(super) is_time: bool,
}

const AFTER: &[List] =
    &[List::PercentSign, List::Points, List::Times, List::Currency, List::Unit, List::TimeUnit, List::Denominator];
const BEFORE: &[List] = &[List::PercentBefore, List::Currency, List::TimesBefore];

/// Reads the unit beside a number.
pub(super) fn read(reading: &Reading<'_>, amount: Amount) -> Measured {
    let Amount { value, nature, scale, from, to } = amount;
    let mut measured = Measured { value, unit: None, from, to, nature, scale, is_time: false };
    if nature == Nature::Share {
        measured.unit = Some("percent".into());
        return measured;
    }
    if let Some(found) = reading.any_before(BEFORE, from) {
        measured.from = found.from;
        measured.unit = Some(symbol(reading, found.meaning));
        return measured;
    }
    // An Arabic dual is number and unit in one word: شهرين.
    let dual = reading.any_at(AFTER, from).filter(|found| to == from + 1 && found.to == to);
    if let Some(found) = dual {
        measured.unit = Some(symbol(reading, found.meaning));
        measured.is_time = found.meaning.list == List::TimeUnit;
        return measured;
    }
    let next = to + usize::from(reading.is_mark(to, '-') && reading.tokens[to].glued);
    if let Some(found) = reading.any_at(AFTER, next).filter(|found| reading.is_free(found.from..found.to)) {
        measured.to = found.to;
        measured.unit = Some(symbol(reading, found.meaning));
        measured.is_time = found.meaning.list == List::TimeUnit;
        // Deux heures et demie.
        if let Some(half) = reading.at(List::AndHalf, measured.to) {
            measured.value += 0.5;
            measured.to = half.to;
        }
    }
    measured
}

fn symbol(reading: &Reading<'_>, meaning: super::phrasebook::Meaning) -> Box<str> {
    match meaning.list {
        List::PercentSign | List::PercentBefore => "percent".into(),
        List::Points => "points".into(),
        List::Times | List::TimesBefore => "factor".into(),
        _ => reading.book.name(meaning).into(),
    }
}
