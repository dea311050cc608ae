//! Which way an indicator is to go, and which of its values can be set against each other.

use rust_decimal::Decimal;

use crate::lexicon::{Lexicon, List};
use crate::plan::{Element, Measure};

/// The way that is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Heading {
    Up,
    Down,
    /// The level is to be held.
    Hold,
}

impl Heading {
    /// The direction that the indicator declares.
    pub(super) fn declared(indicator: &Element) -> Option<Self> {
        match indicator.word("direction")? {
            "increase" => Some(Self::Up),
            "decrease" | "eliminate" => Some(Self::Down),
            "maintain" => Some(Self::Hold),
            _ => None,
        }
    }

    /// The direction from one value to another; none where they are equal.
    pub(super) fn between(from: Decimal, to: Decimal) -> Option<Self> {
        match to.cmp(&from) {
            std::cmp::Ordering::Greater => Some(Self::Up),
            std::cmp::Ordering::Less => Some(Self::Down),
            std::cmp::Ordering::Equal => None,
        }
    }

    /// Whether `value` lies further on the way than `other`.
    pub(super) fn is_past(self, value: Decimal, other: Decimal) -> bool {
        match self {
            Self::Up => value > other,
            Self::Down => value < other,
            Self::Hold => false,
        }
    }
}

/// Whether two values of an indicator have the same unit and population, as far as can be told. Spellings of percent
/// are one unit; a population of a value's own is the indicator's where it is called the same in any language.
pub(super) fn comparable(indicator: &Element, lexicon: &Lexicon, a: &Measure, b: &Measure) -> bool {
    let unit = |measure: &Measure| {
        let own = measure.unit.as_ref().map(|unit| &*unit.value);
        let unit = own.or_else(|| indicator.word("unit")).unwrap_or("").trim().to_lowercase();
        if lexicon.is_word(List::Percent, &unit) { "%".to_owned() } else { unit }
    };
    unit(a) == unit(b) && same_population(indicator, a, b)
}

fn same_population(indicator: &Element, a: &Measure, b: &Measure) -> bool {
    let name = |measure: &Measure| measure.population.as_ref().map(|name| name.value.trim().to_lowercase());
    let of_indicator = |name: &str| {
        let entries = indicator.text("population").map_or(&[][..], |text| text.entries.as_slice());
        entries.iter().any(|entry| entry.words.trim().to_lowercase() == name)
    };
    match (name(a), name(b)) {
        (None, None) => true,
        (Some(a), Some(b)) => a == b,
        (Some(one), None) | (None, Some(one)) => of_indicator(&one),
    }
}
