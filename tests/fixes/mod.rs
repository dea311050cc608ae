//! Fixes: what is applied, what is taken back, and what a run that is stopped leaves behind.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod draft;
mod generator;
mod killed;
mod many;
mod rounds;
mod written;
