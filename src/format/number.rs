//! Plain decimals, kept exactly.

use rust_decimal::Decimal;

use crate::plan::InvalidReason;

/// Why a text is no number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumberError {
    /// Not an optional sign, digits, and at most one point with digits behind it.
    NotPlain,
    /// More digits than are kept exactly (28).
    TooManyDigits,
}

impl NumberError {
    /// The reason that the reader notes.
    #[must_use]
    pub fn reason(self) -> InvalidReason {
        match self {
            Self::NotPlain => InvalidReason::NotANumber,
            Self::TooManyDigits => InvalidReason::TooManyDigits,
        }
    }
}

/// Reads a plain decimal: an optional sign, ASCII digits, and at most one point between digits. No separators, no
/// exponent, no percent sign: a plan's values are read by several programs, and each must read the same.
///
/// # Errors
/// [`NumberError::NotPlain`] for another form, [`NumberError::TooManyDigits`] beyond 28 digits.
pub fn parse(text: &str) -> Result<Decimal, NumberError> {
    let text = text.trim();
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    let (whole, fraction) = digits.split_once('.').map_or((digits, None), |(whole, rest)| (whole, Some(rest)));
    let all_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if !all_digits(whole) || fraction.is_some_and(|part| !all_digits(part)) {
        return Err(NumberError::NotPlain);
    }
    Decimal::from_str_exact(text.strip_prefix('+').unwrap_or(text)).map_err(|_| NumberError::TooManyDigits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_decimals_are_exact() {
        for text in ["0", "88", "-25", "0.1", "656000000", "12345678901234567890.12345678"] {
            assert_eq!(parse(text).unwrap().to_string(), text);
        }
        assert_eq!(parse("+5").unwrap(), Decimal::from(5));
    }

    #[test]
    fn other_forms_are_refused() {
        for text in ["", "88%", "1,500", "1e5", ".5", "5.", "0x10", "1_000", "TBD", "٨٨", "--1"] {
            assert_eq!(parse(text), Err(NumberError::NotPlain), "{text}");
        }
        assert_eq!(parse(&"9".repeat(40)), Err(NumberError::TooManyDigits));
    }
}
