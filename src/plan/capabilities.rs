//! What a format can say.

use std::collections::BTreeSet;

use super::Kind;

/// What the format that a plan was read from can express. A rule that asks about anything else stays silent, for what
/// a format has no place for is unknown, not missing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Capabilities {
    /// All of the plan language.
    #[default]
    Everything,
    /// Only these kinds and fields; a kind with the field `""` is the kind itself.
    Only(BTreeSet<(Kind, &'static str)>),
}

impl Capabilities {
    /// Whether elements of `kind` can be written at all.
    #[must_use]
    pub fn has_kind(&self, kind: Kind) -> bool {
        match self {
            Self::Everything => true,
            Self::Only(known) => known.iter().any(|(known, _)| *known == kind),
        }
    }

    /// Whether elements of `kind` can have `field`.
    #[must_use]
    pub fn has_field(&self, kind: Kind, field: &str) -> bool {
        match self {
            Self::Everything => true,
            Self::Only(known) => known.iter().any(|(k, f)| *k == kind && *f == field),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_format_lacks_is_told_apart_from_what_a_plan_lacks() {
        let known = Capabilities::Only([(Kind::Goal, ""), (Kind::Goal, "title")].into());
        assert!(known.has_kind(Kind::Goal) && known.has_field(Kind::Goal, "title"));
        assert!(!known.has_kind(Kind::Allocation) && !known.has_field(Kind::Goal, "owner"));
        assert!(Capabilities::Everything.has_field(Kind::Allocation, "amount"));
    }
}
