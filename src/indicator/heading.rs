//! Which way an indicator is to go.

use rust_decimal::Decimal;

use crate::plan::Element;

/// The way that is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Heading {
    Up,
    Down,
    /// The level is to be held.
    Hold,
}

impl Heading {
    /// The direction that the indicator declares.
    pub(crate) fn declared(indicator: &Element) -> Option<Self> {
        match indicator.word("direction")? {
            "increase" => Some(Self::Up),
            "decrease" | "eliminate" => Some(Self::Down),
            "maintain" => Some(Self::Hold),
            _ => None,
        }
    }

    /// The direction from one value to another; none where they are equal.
    pub(crate) fn between(from: Decimal, to: Decimal) -> Option<Self> {
        match to.cmp(&from) {
            std::cmp::Ordering::Greater => Some(Self::Up),
            std::cmp::Ordering::Less => Some(Self::Down),
            std::cmp::Ordering::Equal => None,
        }
    }

    /// Whether `value` lies further on the way than `other`.
    pub(crate) fn is_past(self, value: Decimal, other: Decimal) -> bool {
        match self {
            Self::Up => value > other,
            Self::Down => value < other,
            Self::Hold => false,
        }
    }
}
