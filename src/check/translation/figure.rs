//! What a version of a text gives in numbers, in a form in which versions can be compared.

use std::ops::Range;

use crate::check::numerals::digits_of;
use crate::text::{Comparator, Statement};

/// What a number is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    /// A year as a date.
    Year,
    /// The number of a name: SDG 4, 5G.
    Code,
    /// Percent or percentage points.
    Share,
    /// A length of time.
    Time,
    /// A factor: double, halve.
    Factor,
    /// Any other quantity.
    Count,
}

/// A number in a version of a text.
#[derive(Clone, Debug)]
pub(super) struct Figure {
    pub(super) sort: Sort,
    pub(super) value: f64,
    pub(super) unit: Option<Box<str>>,
    /// The words of a code.
    pub(super) code: Box<str>,
    pub(super) comparator: Comparator,
    /// The digits that it is written with; none where it is written in words.
    pub(super) digits: String,
    /// The digits with the groups in reverse order: Arabic texts show 100 000 as 000 100.
    turned: String,
    /// Whether its separator may stand between thousands in one country and before decimals in another.
    pub(super) is_ambiguous: bool,
    pub(super) at: Range<usize>,
}

/// The numbers of a text, in its order; one that is given twice in the same sense counts once.
pub(super) fn figures(words: &str, statement: &Statement) -> Vec<Figure> {
    let figure = |sort, value, unit: Option<&str>, at: &Range<usize>| {
        let written = words.get(at.clone()).unwrap_or_default();
        Figure {
            sort,
            value,
            unit: unit.map(Into::into),
            code: Box::default(),
            comparator: Comparator::Equal,
            digits: digits_of(written),
            turned: written.split_whitespace().rev().map(digits_of).collect(),
            is_ambiguous: is_ambiguous(written),
            at: at.clone(),
        }
    };
    let mut all: Vec<Figure> = Vec::new();
    for quantity in &statement.quantities {
        let sort = sort_of(quantity.unit.as_deref());
        let read = figure(sort, quantity.value, quantity.unit.as_deref(), &quantity.at);
        all.push(Figure { comparator: quantity.comparator, ..read });
    }
    for (year, at) in &statement.years {
        all.push(figure(Sort::Year, f64::from(*year), None, at));
    }
    for name in &statement.names {
        let read = figure(Sort::Code, name.code.parse().unwrap_or(f64::NAN), None, &name.at);
        all.push(Figure { code: name.code.clone(), ..read });
    }
    if let Some(time) = &statement.relative_deadline {
        all.push(figure(Sort::Time, time.amount, Some(&time.unit), &time.at));
    }
    if let Some((baseline, value)) = statement.baseline.as_ref().and_then(|found| Some((found, found.value?))) {
        let unit = baseline.unit.as_deref();
        all.push(figure(sort_of(unit), value, unit, &baseline.at));
    }
    all.sort_by_key(|figure| figure.at.start);
    let mut once: Vec<Figure> = Vec::new();
    for figure in all {
        if !once.iter().any(|known| known.sort == figure.sort && known.unit == figure.unit && known.agrees(&figure)) {
            once.push(figure);
        }
    }
    once
}

fn sort_of(unit: Option<&str>) -> Sort {
    match unit {
        Some("percent" | "points") => Sort::Share,
        Some("factor") => Sort::Factor,
        Some(unit) if span(unit).is_some() => Sort::Time,
        _ => Sort::Count,
    }
}

/// Whether a unit of time is counted in months or in days, and how many of them it is.
fn span(unit: &str) -> Option<(bool, f64)> {
    Some(match unit {
        "year" => (true, 12.0),
        "quarter" => (true, 3.0),
        "month" => (true, 1.0),
        "week" => (false, 7.0),
        "day" => (false, 1.0),
        _ => return None,
    })
}

/// Whether three digits stand behind a point or a comma, and no other separator stands in the number.
fn is_ambiguous(written: &str) -> bool {
    let number: String = written.chars().skip_while(|c| !c.is_numeric()).take_while(|c| !c.is_alphabetic()).collect();
    let mut groups = number.trim_end_matches(|c: char| !c.is_numeric()).split(['.', ',', '،']);
    let (first, rest) = (groups.next().unwrap_or_default(), groups.collect::<Vec<_>>());
    let of_digits = |group: &&str| group.chars().count() == 3 && group.chars().all(char::is_numeric);
    first.chars().all(char::is_numeric) && !rest.is_empty() && rest.iter().all(of_digits)
}

impl Figure {
    /// Whether two numbers say the same, as far as languages may differ in how they say it.
    pub(super) fn agrees(&self, other: &Self) -> bool {
        if self.sort == Sort::Code && other.sort == Sort::Code {
            return is_same_code(&self.code, &other.code);
        }
        let is_turned = |one: &Self, two: &Self| one.digits.starts_with('0') && one.turned == two.digits;
        if is_turned(self, other) || is_turned(other, self) {
            return true;
        }
        if (self.is_ambiguous || other.is_ambiguous) && self.digits == other.digits {
            return true;
        }
        match (self.sort, other.sort) {
            (Sort::Share, Sort::Share) => self.agrees_as_share(other),
            (Sort::Factor, Sort::Factor) => {
                is_close(self.value, other.value) || is_close(self.value * other.value, 1.0)
            }
            (Sort::Factor, Sort::Share) => is_change_by(self.value, other.value),
            (Sort::Share, Sort::Factor) => is_change_by(other.value, self.value),
            (Sort::Time, Sort::Time) => self.agrees_as_time(other),
            _ => is_close(self.value, other.value),
        }
    }

    /// The same percent, a third for 33 percent, or at most 20 percent without for at least 80 percent with.
    fn agrees_as_share(&self, other: &Self) -> bool {
        let opposed = match (self.bound(), other.bound()) {
            (Some(one), Some(two)) => one != two,
            _ => false,
        };
        let rounded = (is_of_thirds(self.value) || is_of_thirds(other.value)) && (self.value - other.value).abs() < 1.0;
        let complement = opposed && is_close(self.value + other.value, 100.0);
        self.unit == other.unit && (rounded || is_close(self.value, other.value)) || complement
    }

    /// The same time in the same or another unit. Months and days do not convert, and a fortnight has 14 or 15 days.
    fn agrees_as_time(&self, other: &Self) -> bool {
        let of = |figure: &Self| figure.unit.as_deref().and_then(span);
        match (of(self), of(other)) {
            (Some((true, one)), Some((true, two))) => is_close(self.value * one, other.value * two),
            (Some((false, one)), Some((false, two))) => (self.value * one - other.value * two).abs() <= 1.0,
            _ => true,
        }
    }

    /// Whether the number bounds from below (true) or from above.
    fn bound(&self) -> Option<bool> {
        match self.comparator {
            Comparator::AtLeast | Comparator::MoreThan => Some(true),
            Comparator::AtMost | Comparator::LessThan => Some(false),
            Comparator::Equal | Comparator::By => None,
        }
    }
}

fn is_close(one: f64, two: f64) -> bool {
    (one - two).abs() <= 1e-6 * one.abs().max(two.abs()).max(1.0)
}

/// A third, two thirds, a sixth in percent, which no decimals write out: 66.7, 66.67.
fn is_of_thirds(percent: f64) -> bool {
    let sixths = percent * 6.0 / 100.0;
    (sixths - sixths.round()).abs() < 3e-3 && percent.fract().abs() > 1e-6
}

/// Whether a factor is a change by, or to, so many percent: to double is to add 100 percent, or to come to 200; halving,
/// which is a factor of a half or of two, leaves 50.
fn is_change_by(factor: f64, percent: f64) -> bool {
    [factor, 1.0 / factor].into_iter().any(|factor| {
        let level = factor * 100.0;
        (level - percent).abs() < 1.0 || ((level - 100.0).abs() - percent).abs() < 1.0
    })
}

/// Whether two codes are the same. Letters of acronyms are translated, single letters are part of a code: the number of
/// SDG4 is that of ODD4, but 9.a is not 9.c. A letter of another script is not compared.
fn is_same_code(one: &str, two: &str) -> bool {
    let parts = |code: &str| -> (String, String) {
        let mut digits = String::new();
        let mut letters = String::new();
        for part in code.split(|c: char| !c.is_alphanumeric()) {
            let single = part.chars().count() == 1 && part.chars().all(|c| c.is_ascii_alphabetic());
            if single {
                letters.push_str(part);
            } else if !digits_of(part).is_empty() {
                digits.push_str(&digits_of(part));
                digits.push('.');
            }
        }
        (digits, letters)
    };
    let (one_parts, two_parts) = (parts(one), parts(two));
    let foreign = |code: &str| code.chars().any(|c| c.is_alphabetic() && !c.is_ascii());
    one_parts.0 == two_parts.0 && (one_parts.1 == two_parts.1 || foreign(one) || foreign(two))
}
