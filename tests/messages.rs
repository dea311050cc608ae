//! The messages of every language: nothing is missing, every template can be written, and all languages use the same
//! facts.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod complete;
mod language;
mod source;
