//! What is wrong with a value, where, and what was perhaps meant.

use std::fmt;

use serde::de;

use crate::nearest::nearest;
use crate::source::Location;

/// A value that could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeError {
    /// What is wrong.
    pub message: String,
    /// What was perhaps meant, or what may stand there.
    pub help: Option<String>,
    /// Where.
    pub at: Option<Location>,
    /// For an unknown key or word, those that are known there.
    pub known: &'static [&'static str],
}

impl DeError {
    /// An error at a known place.
    #[must_use]
    pub fn new(message: impl Into<String>, at: Location) -> Self {
        Self { message: message.into(), help: None, at: Some(at), known: &[] }
    }

    /// The same error with a hint.
    #[must_use]
    pub fn with_help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// The same error, at `at` where it has no place yet: the innermost value that failed knows best.
    #[must_use]
    pub fn or_at(mut self, at: Location) -> Self {
        self.at.get_or_insert(at);
        self
    }

    fn with_words(message: String, word: &str, known: &'static [&'static str]) -> Self {
        let help = match nearest(word, known.iter().copied()) {
            Some(near) => Some(format!("did you mean `{near}`?")),
            None if known.is_empty() => None,
            None => Some(format!("known here: {}", known.join(", "))),
        };
        Self { message, help, at: None, known }
    }
}

impl fmt::Display for DeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)?;
        match &self.help {
            Some(help) => write!(f, "; {help}"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for DeError {}

impl de::Error for DeError {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self { message: message.to_string(), help: None, at: None, known: &[] }
    }

    fn unknown_field(field: &str, expected: &'static [&'static str]) -> Self {
        Self::with_words(format!("unknown key `{field}`"), field, expected)
    }

    fn unknown_variant(variant: &str, expected: &'static [&'static str]) -> Self {
        Self::with_words(format!("unknown word `{variant}`"), variant, expected)
    }

    fn missing_field(field: &'static str) -> Self {
        Self::custom(format_args!("the key `{field}` is missing"))
    }
}
