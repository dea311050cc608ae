//! Whether two statements speak of one quantity.

use crate::text::{Comparator, Direction, Quantity, Statement};

/// What the quantities of two statements say of each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Amounts {
    /// Neither gives any.
    None,
    /// One gives shares alone, the other nothing.
    OneShare,
    /// One gives others, the other nothing.
    One,
    /// Both give others, of one sort: shares, or one unit.
    OneSort,
    /// Both measure shares or times, each in a way of its own: hours without a network, and the share of time with one.
    OtherMeasure,
    /// Both give others, of different sorts, one of them a number of things; or one goes up by as much as the other down.
    Apart,
    /// Shares that make a whole: 95 per cent, and at most 5 of which it is not true.
    Complements,
    /// One quantity: a half and 50 per cent, 90 days and three months.
    Equal,
}

/// How far two values may lie from each other that are one, in per cent.
const ROUNDING: f64 = 0.6;

/// A half, in per cent.
const HALF: f64 = 50.0;

/// A whole, in per cent.
const ALL: f64 = 100.0;

/// How far two times may lie from each other that are one: three months have 90 days, or 92.
const TIME: f64 = 0.06;

impl Amounts {
    /// What the quantities of two statements say of each other.
    pub(super) fn of(first: &Statement, second: &Statement) -> Self {
        let (one, other) = (&first.quantities[..], &second.quantities[..]);
        match (one, other) {
            ([], []) => return Self::None,
            ([], given) | (given, []) => {
                let is_share = |quantity: &Quantity| matches!(sort(quantity), Sort::Share | Sort::Change);
                return if given.iter().all(is_share) { Self::OneShare } else { Self::One };
            }
            _ => {}
        }
        let pairs = || one.iter().flat_map(|one| other.iter().map(move |other| (one, other)));
        let is_opposed = are_opposed(first, second);
        let are_apart =
            |one: &Quantity, other: &Quantity| is_opposed && sort(one) == Sort::Change && sort(other) == Sort::Change;
        // What falls by a half falls to the half; half of something else is another quantity.
        let fall = [first, second].iter().all(|statement| statement.directions().contains(&Direction::Down));
        if pairs().any(|(one, other)| are_equal(one, other, fall) && !are_apart(one, other)) {
            return Self::Equal;
        }
        if pairs().any(|(one, other)| are_complements(one, other)) {
            return Self::Complements;
        }
        let is_one_sort = pairs().any(|(one, other)| sort(one) == sort(other) && !are_apart(one, other));
        let measures = |quantities: &[Quantity]| {
            let is_share_or_time =
                |quantity: &Quantity| matches!(sort(quantity), Sort::Share | Sort::Change) || days(quantity).is_some();
            quantities.iter().all(is_share_or_time)
        };
        match is_one_sort {
            true => Self::OneSort,
            false if !is_opposed && measures(one) && measures(other) => Self::OtherMeasure,
            false => Self::Apart,
        }
    }

    /// Whether the two give one quantity, or what it leaves of a whole.
    pub(super) fn are_one(self) -> bool {
        matches!(self, Self::Equal | Self::Complements)
    }
}

/// What a quantity is a quantity of.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Sort<'q> {
    /// A share of a whole.
    Share,
    /// By how much something is to change, in parts of what it is.
    Change,
    /// A count of things.
    Count,
    /// A unit.
    Of(&'q str),
}

fn sort(quantity: &Quantity) -> Sort<'_> {
    match (quantity.unit.as_deref(), quantity.comparator) {
        (Some("factor"), _) | (Some("percent" | "points"), Comparator::By) => Sort::Change,
        (Some("percent" | "points"), _) => Sort::Share,
        (None, _) => Sort::Count,
        (Some(unit), _) => Sort::Of(unit),
    }
}

/// A share, or a change, in per cent: halving is 50, doubling 100.
fn per_cent(quantity: &Quantity) -> Option<f64> {
    match quantity.unit.as_deref() {
        Some("percent") => Some(quantity.value),
        Some("factor") if quantity.value < 1.0 => Some(quantity.value * 100.0),
        Some("factor") => Some((quantity.value - 1.0) * 100.0),
        _ => None,
    }
}

/// A time in days.
fn days(quantity: &Quantity) -> Option<f64> {
    let days = match quantity.unit.as_deref()? {
        "year" => 365.0,
        "month" => 30.0,
        "week" => 7.0,
        "day" => 1.0,
        "hour" | "hr" | "h" => 1.0 / 24.0,
        "minute" | "min" => 1.0 / 1440.0,
        _ => return None,
    };
    Some(quantity.value * days)
}

/// `by_is_to`: whether to come down by a half is to come to the half.
fn are_equal(one: &Quantity, other: &Quantity, by_is_to: bool) -> bool {
    if let (Some(value), Some(others)) = (per_cent(one), per_cent(other)) {
        // Half as many and 50 per cent less are one; 40 per cent more and 40 per cent of all are two.
        let is_one_sort = sort(one) == sort(other) || (by_is_to && (value - HALF).abs() < ROUNDING);
        return is_one_sort && (value - others).abs() < ROUNDING;
    }
    if let (Some(one), Some(other)) = (days(one), days(other)) {
        return (one - other).abs() <= TIME * other.abs();
    }
    // Forty in a thousand may be told without the unit; three days and three offices are two quantities.
    let is_rate =
        |unit: &Option<_>| unit.as_deref().is_some_and(|unit: &str| unit.contains("per") || unit.contains('/'));
    let one_unit = match (&one.unit, &other.unit) {
        (Some(_), Some(_)) | (None, None) => one.unit == other.unit,
        (given, None) | (None, given) => is_rate(given),
    };
    one_unit && per_cent(one).is_none() && per_cent(other).is_none() && (one.value - other.value).abs() < f64::EPSILON
}

/// Whether two shares are those who do and those who do not: at least four in five, and no more than 20 per cent.
fn are_complements(one: &Quantity, other: &Quantity) -> bool {
    let is_bound_above = |quantity: &Quantity| matches!(quantity.comparator, Comparator::AtMost | Comparator::LessThan);
    let are_shares = [one, other].iter().all(|quantity| sort(quantity) == Sort::Share);
    let sum = per_cent(one).zip(per_cent(other)).map(|(one, other)| one + other);
    are_shares && is_bound_above(one) != is_bound_above(other) && sum.is_some_and(|sum| (sum - ALL).abs() < ROUNDING)
}

/// Whether one statement is to go up alone and the other down alone.
fn are_opposed(first: &Statement, second: &Statement) -> bool {
    let (one, other) = (first.directions(), second.directions());
    let goes = |directions: &[Direction], up: Direction, down: Direction| {
        directions.contains(&up) && !directions.contains(&down)
    };
    (goes(&one, Direction::Up, Direction::Down) && goes(&other, Direction::Down, Direction::Up))
        || (goes(&one, Direction::Down, Direction::Up) && goes(&other, Direction::Up, Direction::Down))
}

#[cfg(test)]
mod tests {
    use super::Amounts;
    use crate::text::{Comparator, Direction, DirectionWord, Quantity, Statement};

    fn statement(value: f64, unit: &str, comparator: Comparator) -> Statement {
        let unit = (!unit.is_empty()).then(|| unit.into());
        Statement { quantities: vec![Quantity { value, unit, comparator, at: 0..1 }], ..Statement::default() }
    }

    #[test]
    fn a_half_is_fifty_per_cent_and_three_months_are_ninety_days() {
        let half = statement(0.5, "factor", Comparator::By);
        assert_eq!(Amounts::of(&half, &statement(50.0, "percent", Comparator::By)), Amounts::Equal);
        let months = statement(3.0, "month", Comparator::AtMost);
        assert_eq!(Amounts::of(&months, &statement(90.0, "day", Comparator::Equal)), Amounts::Equal);
    }

    #[test]
    fn to_fall_by_a_half_is_to_fall_to_the_half_and_to_grow_by_it_is_not() {
        let going = |direction: Direction, comparator: Comparator| Statement {
            directions: vec![DirectionWord { direction, at: 0..1 }],
            ..statement(50.0, "percent", comparator)
        };
        let to = going(Direction::Down, Comparator::AtMost);
        assert_eq!(Amounts::of(&going(Direction::Down, Comparator::By), &to), Amounts::Equal);
        assert_eq!(Amounts::of(&going(Direction::Up, Comparator::By), &to), Amounts::Apart);
        let of_another = statement(50.0, "percent", Comparator::AtLeast);
        assert_eq!(Amounts::of(&going(Direction::Down, Comparator::By), &of_another), Amounts::OtherMeasure);
    }

    #[test]
    fn who_do_and_at_most_who_do_not_make_a_whole() {
        let most = statement(95.0, "percent", Comparator::Equal);
        assert_eq!(Amounts::of(&most, &statement(5.0, "percent", Comparator::AtMost)), Amounts::Complements);
        assert_eq!(Amounts::of(&most, &statement(5.0, "percent", Comparator::AtLeast)), Amounts::OneSort);
        assert_eq!(Amounts::of(&most, &statement(5.0, "percent", Comparator::By)), Amounts::OtherMeasure);
        assert_eq!(Amounts::of(&most, &statement(60.0, "percent", Comparator::Equal)), Amounts::OneSort);
        assert_eq!(Amounts::of(&most, &statement(95.0, "", Comparator::Equal)), Amounts::Apart);
    }

    #[test]
    fn three_days_are_not_three_offices() {
        let days = statement(3.0, "day", Comparator::AtMost);
        assert_eq!(Amounts::of(&days, &statement(3.0, "", Comparator::Equal)), Amounts::Apart);
    }

    #[test]
    fn twenty_per_cent_less_of_one_is_not_twenty_per_cent_more_of_another() {
        let to = |direction: Direction| Statement {
            directions: vec![DirectionWord { direction, at: 0..1 }],
            ..statement(20.0, "percent", Comparator::By)
        };
        assert_eq!(Amounts::of(&to(Direction::Down), &to(Direction::Down)), Amounts::Equal);
        assert_eq!(Amounts::of(&to(Direction::Down), &to(Direction::Up)), Amounts::Apart);
    }
}
