//! Decimal parameters of checks.

use std::fmt;

use rust_decimal::Decimal;
use serde::de::{Error, Visitor};
use serde::{Deserialize, Deserializer};

/// A number in a rule file, exact: `3` or `2.5`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Threshold(pub(super) Decimal);

impl<'de> Deserialize<'de> for Threshold {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AsNumber).map(Self)
    }
}

struct AsNumber;

impl Visitor<'_> for AsNumber {
    type Value = Decimal;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a number")
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Decimal, E> {
        Ok(number.into())
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Decimal, E> {
        Ok(number.into())
    }

    // The shortest decimal that reads back as the same binary number is the one that was written.
    fn visit_f64<E: Error>(self, number: f64) -> Result<Decimal, E> {
        Decimal::from_str_exact(&number.to_string()).map_err(E::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_are_taken_as_written() {
        for (text, number) in [("3", "3"), ("2.5", "2.5"), ("0.1", "0.1")] {
            assert_eq!(serde_json::from_str::<Threshold>(text).unwrap().0.to_string(), number);
        }
        assert!(serde_json::from_str::<Threshold>("\"many\"").is_err());
    }
}
