//! The language server, spoken with as an editor does.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod client;
mod diagnostics;
mod folder;
mod protocol;
