//! The years that an allocation or a total is for.

use std::cmp::Ordering;

use crate::plan::{Element, Plan, PlanDate};

/// A span of time; the plan's own where nothing is said, open where the plan says nothing either.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Years {
    start: Option<PlanDate>,
    end: Option<PlanDate>,
}

/// How one span lies to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Lies {
    /// They are the same.
    Same,
    /// The first lies within the second.
    Within,
    /// They have no day in common.
    Apart,
    /// They overlap, the second lies within the first, or an end is not known.
    Otherwise,
}

impl Years {
    /// The years of an allocation or a total.
    pub(crate) fn of(plan: &Plan, fields: &Element) -> Self {
        let (own, whole) = (fields.period("period"), plan.period());
        let start = own.and_then(|own| own.start).or(whole.and_then(|whole| whole.start));
        let end = own.and_then(|own| own.end).or(whole.and_then(|whole| whole.end));
        Self { start: start.map(|date| date.value), end: end.map(|date| date.value) }
    }

    /// The years of the plan.
    pub(crate) fn of_plan(plan: &Plan) -> Self {
        let date = |date: Option<crate::source::Located<PlanDate>>| date.map(|date| date.value);
        let period = plan.period();
        Self { start: period.and_then(|p| date(p.start)), end: period.and_then(|p| date(p.end)) }
    }

    /// How the span lies to `other`, dates compared at the coarser of their precisions.
    pub(crate) fn lies_to(self, other: Self) -> Lies {
        let compare = |a: Option<PlanDate>, b: Option<PlanDate>| match (a, b) {
            (None, None) => Some(Ordering::Equal),
            (Some(a), Some(b)) => Some(a.compare(b)),
            _ => None,
        };
        let before = |a: Option<PlanDate>, b: Option<PlanDate>| a.zip(b).is_some_and(|(a, b)| a.compare(b).is_lt());
        if before(self.end, other.start) || before(other.end, self.start) {
            return Lies::Apart;
        }
        match (compare(self.start, other.start), compare(self.end, other.end)) {
            (Some(Ordering::Equal), Some(Ordering::Equal)) => Lies::Same,
            (Some(start), Some(end)) if start.is_ge() && end.is_le() => Lies::Within,
            _ => Lies::Otherwise,
        }
    }

    /// The calendar years from the first to the last, where both are known.
    pub(crate) fn span(self) -> Option<std::ops::RangeInclusive<i16>> {
        Some(self.start?.year()..=self.end?.year())
    }

    /// The calendar year, where the span lies in one.
    pub(crate) fn single(self) -> Option<i16> {
        self.span().filter(|span| span.start() == span.end()).map(|span| *span.start())
    }

    /// The years for a message, such as `2024–2027`; nothing where they are not known.
    pub(crate) fn label(self) -> Option<String> {
        let (start, end) = (self.start?, self.end?);
        Some(if start.year() == end.year() && start.to_string() == end.to_string() {
            start.to_string()
        } else {
            format!("{start}–{end}")
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn years(start: &str, end: &str) -> Years {
        Years { start: PlanDate::parse(start), end: PlanDate::parse(end) }
    }

    #[test]
    fn spans_lie_to_each_other_as_their_dates_say() {
        let plan = years("2024-01-01", "2027-12-31");
        assert_eq!(years("2024", "2027").lies_to(plan), Lies::Same);
        assert_eq!(years("2025", "2025").lies_to(plan), Lies::Within);
        assert_eq!(plan.lies_to(years("2025", "2025")), Lies::Otherwise);
        assert_eq!(years("2028", "2029").lies_to(plan), Lies::Apart);
        assert_eq!(years("2023-07", "2024-06").lies_to(years("2024-07", "2025-06")), Lies::Apart);
    }

    #[test]
    fn what_is_not_known_is_neither_the_same_nor_apart() {
        let open = Years { start: None, end: None };
        assert_eq!(open.lies_to(open), Lies::Same);
        assert_eq!(open.lies_to(years("2024", "2027")), Lies::Otherwise);
        assert_eq!(years("2024", "2027").label().as_deref(), Some("2024–2027"));
        assert_eq!(years("2025", "2025").label().as_deref(), Some("2025"));
        assert_eq!(open.label(), None);
    }
}
