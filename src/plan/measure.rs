//! Values of an indicator: baseline, target, milestones, actuals.

use std::sync::Arc;

use rust_decimal::Decimal;

use super::{Element, PlanDate};
use crate::source::{Located, Location};

/// Which value of its indicator a measure is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum MeasureRole {
    /// Where the count begins.
    Baseline,
    /// What is to be reached.
    Target,
    /// A value on the way.
    Milestone,
    /// A value that was measured.
    Actual,
}

impl MeasureRole {
    /// The role's word in messages.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Baseline => "baseline",
            Self::Target => "target",
            Self::Milestone => "milestone",
            Self::Actual => "actual",
        }
    }
}

/// A measure's value as written.
#[derive(Clone, Debug, PartialEq)]
pub enum MeasureValue {
    /// A plain decimal, exact.
    Number(Decimal),
    /// The key stands there with nothing behind it.
    Blank,
    /// Words: a step of a scale, a placeholder, or no value at all; a check tells which.
    Words(Arc<str>),
}

/// A change instead of a level: by how much, and from when.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Change {
    /// The amount of the change, signed.
    pub by: Option<Located<Decimal>>,
    /// Its unit; `percent` is relative, `points` absolute.
    pub unit: Option<Located<Arc<str>>>,
    /// The date that the change is counted from.
    pub from: Option<Located<PlanDate>>,
}

/// A value for a part of the whole.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// The dimension (`region`, `sex`), where one is named.
    pub dimension: Option<Box<str>>,
    /// The group.
    pub group: Located<Arc<str>>,
    /// Its value.
    pub value: Located<Decimal>,
}

/// A value of an indicator at a date.
#[derive(Clone, Debug, PartialEq)]
pub struct Measure {
    /// Which value it is.
    pub role: MeasureRole,
    /// The key, or the list entry, that introduces it.
    pub key: Location,
    /// The whole mapping.
    pub at: Location,
    /// The value, where the key `value` is given.
    pub value: Option<Located<MeasureValue>>,
    /// The date.
    pub date: Option<Located<PlanDate>>,
    /// The unit, where it is not the indicator's.
    pub unit: Option<Located<Arc<str>>>,
    /// The population, where it is not the indicator's.
    pub population: Option<Located<Arc<str>>>,
    /// Not measured yet, but its measurement is planned.
    pub planned: bool,
    /// A change instead of a level; few have one.
    pub change: Option<Box<Located<Change>>>,
    /// Values of groups.
    pub parts: Vec<Part>,
    /// Something in it could not be read and was reported: what seems missing may only be misspelt.
    pub flawed: bool,
}

impl Measure {
    /// A measure in which nothing is given yet.
    #[must_use]
    pub fn empty(role: MeasureRole, key: Location, at: Location) -> Self {
        Self {
            role,
            key,
            at,
            value: None,
            date: None,
            unit: None,
            population: None,
            planned: false,
            change: None,
            parts: Vec::new(),
            flawed: false,
        }
    }

    /// The value as a number.
    #[must_use]
    pub fn number(&self) -> Option<Decimal> {
        match self.value.as_ref()?.value {
            MeasureValue::Number(number) => Some(number),
            MeasureValue::Blank | MeasureValue::Words(_) => None,
        }
    }

    /// Whether a level or a change is given, be it in numbers or in words.
    #[must_use]
    pub fn has_value(&self) -> bool {
        let level = self.value.as_ref().is_some_and(|value| value.value != MeasureValue::Blank);
        level || self.change.as_ref().is_some_and(|change| change.value.by.is_some())
    }

    /// The unit: the measure's own, else that of `indicator`, to which it belongs.
    #[must_use]
    pub fn unit_in<'m>(&'m self, indicator: &'m Element) -> Option<&'m str> {
        self.unit.as_ref().map(|unit| &*unit.value).or_else(|| indicator.word("unit"))
    }

    /// The place of the value, else of the key that introduces the measure.
    #[must_use]
    pub fn place(&self) -> Location {
        self.value.as_ref().map_or(self.key, |value| value.at)
    }
}
