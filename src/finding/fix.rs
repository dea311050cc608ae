//! Fixes: edits that a finding proposes.

use serde::Serialize;

use crate::source::Location;

/// Who may apply a fix, anybody first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
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

impl Edit {
    /// Whether it and another one change the same place in different ways. Where each of two inserts something, or one
    /// replaces what begins there, it is open what comes first.
    #[must_use]
    pub fn clashes(&self, other: &Self) -> bool {
        let end = |edit: &Self| edit.at.span.end.max(edit.at.span.start + 1);
        let overlap =
            self.at.file == other.at.file && self.at.span.start < end(other) && other.at.span.start < end(self);
        overlap && self != other
    }
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
