//! What an allocation or a total gives, and in which currency.

use rust_decimal::Decimal;

use crate::plan::{Element, FieldValue, Plan};

/// A quantity that may be given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Given {
    /// A number stands there.
    Number(Decimal),
    /// Nothing stands there.
    Nothing,
    /// Something stands there that is no number, which another rule reports.
    Unknown,
}

impl Given {
    /// What `fields` gives under `name`.
    pub(crate) fn of(fields: &Element, name: &str) -> Self {
        match fields.field(name).map(|field| &field.value) {
            Some(FieldValue::Number(number)) => Self::Number(*number),
            None | Some(FieldValue::Blank) => Self::Nothing,
            Some(_) => Self::Unknown,
        }
    }

    /// The number, where there is one.
    pub(crate) fn number(self) -> Option<Decimal> {
        match self {
            Self::Number(number) => Some(number),
            Self::Nothing | Self::Unknown => None,
        }
    }
}

/// The sum of numbers. Numbers of 28 digits can exceed what is kept exactly; then it is the largest that is kept.
pub(crate) fn sum(numbers: impl IntoIterator<Item = Decimal>) -> Decimal {
    numbers.into_iter().fold(Decimal::ZERO, Decimal::saturating_add)
}

/// A number of percent of `whole`.
pub(crate) fn percent_of(whole: Decimal, percent: Decimal) -> Decimal {
    whole.saturating_mul(percent) / Decimal::ONE_HUNDRED
}

/// The currency of an allocation or a total: its own, else the plan's, else the one that all totals have.
pub(crate) fn currency<'p>(plan: &'p Plan, fields: &'p Element) -> Option<&'p str> {
    if fields.field("currency").is_some() {
        return fields.word("currency");
    }
    plan.root().word("currency").or_else(|| currency_of_totals(plan))
}

fn currency_of_totals(plan: &Plan) -> Option<&str> {
    let first = plan.totals.first()?.fields.word("currency")?;
    plan.totals.iter().all(|total| total.fields.word("currency") == Some(first)).then_some(first)
}
