//! What the reader has to say about the way a plan is written.

use std::sync::Arc;

use super::{ElementId, Expected, Given};
use crate::source::Location;

/// Why a value could not be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum InvalidReason {
    /// Another type: a list where a text is due, and so on.
    WrongType,
    /// A word that is not among those allowed.
    UnknownWord,
    /// No such date, or no form of a date.
    ImpossibleDate,
    /// An end before its start.
    ReversedPeriod,
    /// Not a plain decimal.
    NotANumber,
    /// More digits than can be kept exactly.
    TooManyDigits,
    /// An id that is reserved, or holds a blank, `#` or a comma.
    BadId,
    /// No such currency.
    UnknownCurrency,
    /// No language tag.
    UnknownLanguage,
    /// A column that a table of resources must have.
    MissingColumn,
}

impl InvalidReason {
    /// The reason's name in message templates.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::WrongType => "wrong-type",
            Self::UnknownWord => "unknown-word",
            Self::ImpossibleDate => "impossible-date",
            Self::ReversedPeriod => "reversed-period",
            Self::NotANumber => "not-a-number",
            Self::TooManyDigits => "too-many-digits",
            Self::BadId => "bad-id",
            Self::UnknownCurrency => "unknown-currency",
            Self::UnknownLanguage => "unknown-language",
            Self::MissingColumn => "missing-column",
        }
    }
}

/// What the reader found.
#[derive(Clone, Debug, PartialEq)]
pub enum NoteKind {
    /// Not YAML or CSV at this place.
    Syntax {
        /// The name of what was probably done, of those in [`Slip`](crate::yaml::Slip), or `unknown-alias` or
        /// `second-document`.
        slip: &'static str,
        /// The parser's words; the alias's name.
        detail: String,
    },
    /// Not XML that is read at this place.
    Markup {
        /// What is wrong.
        slip: crate::xml::Slip,
        /// A name, or the parser's words.
        detail: String,
    },
    /// A key that the place does not know.
    UnknownKey {
        /// The key as written.
        key: Arc<str>,
        /// The known key that comes nearest, where one is near.
        nearest: Option<&'static str>,
    },
    /// A value that cannot be taken.
    InvalidValue {
        /// The key.
        key: Arc<str>,
        /// What stands there.
        given: Given,
        /// Why not.
        reason: InvalidReason,
        /// What would have been right.
        expected: Expected,
        /// The allowed word that comes nearest.
        nearest: Option<Arc<str>>,
    },
    /// A key twice in one mapping.
    DuplicateKey {
        /// The key.
        key: Arc<str>,
        /// Where it stood first.
        first: Location,
    },
    /// An id twice in one plan.
    DuplicateId {
        /// The id.
        id: Arc<str>,
        /// Where it stood first.
        first: Location,
    },
    /// An include, predecessor or implemented plan that could not be read.
    IncludeFailed {
        /// The path as written.
        path: Arc<str>,
        /// The reason's name: `missing`, `cycle`, `outside`, `unreadable`, `not-a-plan`, `root`, `nested`,
        /// `twice`, `too-deep`, `broken`, `several`.
        reason: &'static str,
    },
    /// Aliases that unfold to more than is read.
    AliasBudget,
    /// Bytes that are no text.
    Encoding {
        /// The reason's name: `utf16`, `not-utf8`, `control`.
        reason: &'static str,
    },
}

/// A note of the reader, with its place.
#[derive(Clone, Debug)]
pub struct Note {
    /// What.
    pub kind: NoteKind,
    /// Where.
    pub at: Location,
    /// In which element.
    pub element: Option<ElementId>,
}
