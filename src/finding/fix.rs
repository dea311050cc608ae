//! Fixes: edits that a finding proposes.

use serde::Serialize;

use crate::source::Location;

/// Who may apply a fix.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Safety {
    /// One meaning, one candidate: a program may apply it.
    Safe,
    /// Probably what was meant: a person must confirm.
    Unsafe,
    /// A pattern to look at, not to apply as it is.
    Display,
}

/// A replacement of bytes in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// The bytes to replace; an empty span inserts.
    pub at: Location,
    /// What to put there.
    pub text: String,
}

/// A fix: edits that belong together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What it does, in the language of messages.
    pub title: String,
    /// Who may apply it.
    pub safety: Safety,
    /// The edits, none overlapping another.
    pub edits: Vec<Edit>,
}
