//! The language server, spoken with as an editor does.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod abilities;
mod across_files;
mod client;
mod diagnostics;
mod features;
mod folder;
mod positions;
mod protocol;
