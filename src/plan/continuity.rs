//! What became of the predecessor's elements.

use std::sync::Arc;

use super::{LinkId, Text};
use crate::source::{Located, Location};

/// What became of an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Fate {
    /// It stands as it was.
    Kept,
    /// It stands, changed.
    Revised,
    /// It was joined with others.
    Merged,
    /// It was divided.
    Split,
    /// It lives on at another level or in another plan.
    Moved,
    /// It was given up.
    Dropped,
}

impl Fate {
    /// Every fate.
    pub const ALL: [Self; 6] = [Self::Kept, Self::Revised, Self::Merged, Self::Split, Self::Moved, Self::Dropped];

    /// The word in plans and messages.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Kept => "kept",
            Self::Revised => "revised",
            Self::Merged => "merged",
            Self::Split => "split",
            Self::Moved => "moved",
            Self::Dropped => "dropped",
        }
    }
}

/// An entry of `continuity:`.
#[derive(Clone, Debug)]
pub struct Disposition {
    /// The predecessor's id, as written.
    pub id: Located<Arc<str>>,
    /// The whole entry.
    pub at: Location,
    /// What became of it.
    pub fate: Option<Located<Fate>>,
    /// Where it went.
    pub to: Vec<LinkId>,
    /// Why; blank text is none.
    pub reason: Option<Text>,
    /// The predecessor's text as quoted.
    pub quote: Option<Text>,
    /// A remark for readers of the file.
    pub note: Option<Text>,
}

impl Disposition {
    /// The id without the name of the plan before it.
    #[must_use]
    pub fn element_id(&self) -> &str {
        let id: &str = &self.id.value;
        id.split_once('#').map_or(id, |(_, element)| element)
    }
}
