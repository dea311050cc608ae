//! Exact numbers among the parameters of rules.

use rust_decimal::Decimal;
use serde::Deserialize;

use crate::format::number::{self, NumberError};

/// A limit that a rule sets and a project may set anew, written as a plain decimal.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(try_from = "String")]
pub(super) struct Threshold(pub(super) Decimal);

impl TryFrom<String> for Threshold {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        number::parse(&text).map(Self).map_err(|error| match error {
            NumberError::NotPlain => "a plain number such as 5 or 0.5 is expected",
            NumberError::TooManyDigits => "the number has too many digits",
        })
    }
}
