//! The language server, spoken with as an editor does.

mod client;
mod diagnostics;
mod folder;
mod protocol;
