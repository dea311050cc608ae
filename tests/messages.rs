//! The messages of every language: nothing is missing, every template can be written, and all languages use the same
//! facts.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "messages/complete.rs"]
mod complete;
#[path = "messages/language.rs"]
mod language;
#[path = "messages/source.rs"]
mod source;
