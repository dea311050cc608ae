//! Links: typed, directed, with their own place.

use std::sync::Arc;

use serde::Deserialize;

use super::ElementId;
use crate::source::Location;

/// What a link says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Relation {
    /// A goal advances the vision or the mission.
    Advances,
    /// An element covers a part of the scope.
    Covers,
    /// A result helps to bring about another.
    ContributesTo,
    /// An offering or enabler serves an element.
    Supports,
    /// A risk or assumption bears on an element.
    Affects,
    /// An indicator measures an element other than the one it stands under.
    Measures,
    /// An indicator stands in for another or for an element.
    ProxyOf,
    /// An allocation gives to an element.
    AllocatesTo,
    /// A predecessor's element lives on in this one.
    ContinuesAs,
    /// A part of the document speaks of an element.
    About,
}

impl Relation {
    /// The key that writes the relation.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Advances => "advances",
            Self::Covers => "covers",
            Self::ContributesTo => "contributes-to",
            Self::Supports => "supports",
            Self::Affects => "affects",
            Self::Measures => "measures",
            Self::ProxyOf => "proxy-of",
            Self::AllocatesTo | Self::ContinuesAs => "to",
            Self::About => "about",
        }
    }
}

/// Names a link of a [`Plan`](super::Plan).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct LinkId(pub u32);

/// Which plan and element a link leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkTarget {
    /// An element of the same plan.
    Element(ElementId),
    /// An element of the predecessor.
    Predecessor(ElementId),
    /// An element of the plan that this one implements.
    Implemented(ElementId),
    /// Everything (`all`), or the plan itself.
    Everything,
    /// Another plan that was named but could not be read, or is not related: nothing is known.
    Unknown,
    /// Nothing of that name exists.
    Dangling,
}

/// A link.
#[derive(Clone, Debug)]
pub struct Link {
    /// The element that says it.
    pub from: ElementId,
    /// What it says.
    pub relation: Relation,
    /// The id as written, `plan-id#` included.
    pub written: Arc<str>,
    /// Where the id is written.
    pub at: Location,
    /// What it leads to.
    pub target: LinkTarget,
}
