//! Dates as plans write them: a year, a quarter, a month or a day.

use std::cmp::Ordering;
use std::fmt;

use jiff::civil::Date;

/// How exactly a date is given, coarsest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Precision {
    /// `2027`
    Year,
    /// `2027-Q3`
    Quarter,
    /// `2027-03`
    Month,
    /// `2027-03-31`
    Day,
}

/// A date with its precision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlanDate {
    first: Date,
    precision: Precision,
}

impl PlanDate {
    /// A whole year, 1 to 9999.
    #[must_use]
    pub fn year_only(year: i16) -> Option<Self> {
        (year > 0).then(|| Date::new(year, 1, 1).ok()).flatten().map(|first| Self { first, precision: Precision::Year })
    }

    /// Reads `2027`, `2027-Q3`, `2027-03` or `2027-03-31`; nothing where it is another form or no such day exists.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.trim().split('-');
        let year = digits(parts.next()?, 4)?;
        let year = i16::try_from(year).ok()?;
        let Some(second) = parts.next() else { return Self::year_only(year) };
        let third = parts.next();
        if year == 0 || parts.next().is_some() {
            return None;
        }
        if let Some(quarter) = second.strip_prefix(['Q', 'q']) {
            let quarter = digits(quarter, 1).filter(|number| (1..=4).contains(number))?;
            let first = Date::new(year, i8::try_from(quarter * 3 - 2).ok()?, 1).ok()?;
            return third.is_none().then_some(Self { first, precision: Precision::Quarter });
        }
        let month = i8::try_from(digits(second, 2)?).ok()?;
        let (day, precision) = match third {
            Some(day) => (i8::try_from(digits(day, 2)?).ok()?, Precision::Day),
            None => (1, Precision::Month),
        };
        Date::new(year, month, day).ok().map(|first| Self { first, precision })
    }

    /// The year.
    #[must_use]
    pub fn year(self) -> i16 {
        self.first.year()
    }

    /// How exactly the date is given.
    #[must_use]
    pub fn precision(self) -> Precision {
        self.precision
    }

    /// The first day that the date stands for.
    #[must_use]
    pub fn first_day(self) -> Date {
        self.first
    }

    /// The last day that the date stands for.
    #[must_use]
    pub fn last_day(self) -> Date {
        match self.precision {
            Precision::Year => self.first.last_of_year(),
            Precision::Quarter => {
                let month = self.first.month() + 2;
                Date::new(self.first.year(), month, 1).map_or(self.first, Date::last_of_month)
            }
            Precision::Month => self.first.last_of_month(),
            Precision::Day => self.first,
        }
    }

    /// Compares two dates at the coarser of their precisions, so that `2027` equals `2027-03`.
    #[must_use]
    pub fn compare(self, other: Self) -> Ordering {
        let precision = self.precision.min(other.precision);
        self.cut(precision).cmp(&other.cut(precision))
    }

    fn cut(self, precision: Precision) -> (i16, i8, i8) {
        let (year, month, day) = (self.first.year(), self.first.month(), self.first.day());
        match precision {
            Precision::Year => (year, 0, 0),
            Precision::Quarter => (year, (month - 1) / 3, 0),
            Precision::Month => (year, month, 0),
            Precision::Day => (year, month, day),
        }
    }
}

impl fmt::Display for PlanDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month) = (self.first.year(), self.first.month());
        match self.precision {
            Precision::Year => write!(f, "{year}"),
            Precision::Quarter => write!(f, "{year}-Q{}", (month - 1) / 3 + 1),
            Precision::Month => write!(f, "{year}-{month:02}"),
            Precision::Day => write!(f, "{year}-{month:02}-{:02}", self.first.day()),
        }
    }
}

/// A number of exactly or, for one digit, at most `width` ASCII digits.
fn digits(text: &str, width: usize) -> Option<u32> {
    (text.len() == width && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> PlanDate {
        PlanDate::parse(text).unwrap()
    }

    #[test]
    fn every_form_is_read_and_written_back() {
        for text in ["2027", "2027-Q3", "2027-03", "2027-03-31", "2024-02-29"] {
            assert_eq!(date(text).to_string(), text);
        }
    }

    #[test]
    fn impossible_dates_are_none() {
        for text in ["2027-13", "2027-02-30", "2027-Q5", "27", "2027-3", "2027-Q1-01", "by 2027", "0000", "20270"] {
            assert_eq!(PlanDate::parse(text), None, "{text}");
        }
    }

    #[test]
    fn dates_compare_at_the_coarser_precision() {
        assert_eq!(date("2027").compare(date("2027-03-31")), Ordering::Equal);
        assert_eq!(date("2027-Q1").compare(date("2027-03-31")), Ordering::Equal);
        assert_eq!(date("2027-Q1").compare(date("2027-04")), Ordering::Less);
        assert_eq!(date("2027-02").compare(date("2027-01-31")), Ordering::Greater);
    }

    #[test]
    fn a_date_stands_for_its_last_day() {
        assert_eq!(date("2024-02").last_day().day(), 29);
        assert_eq!(date("2027-Q2").last_day(), Date::constant(2027, 6, 30));
        assert_eq!(date("2027").last_day(), Date::constant(2027, 12, 31));
    }
}
