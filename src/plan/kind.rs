//! The kinds of element.

use std::fmt;
use std::str::FromStr;

use serde::Deserialize;

/// What an element is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// The plan as a whole, the root of all its elements.
    Plan,
    /// The vision.
    Vision,
    /// The mission.
    Mission,
    /// A part of the whole that the goals must cover.
    Scope,
    /// A goal.
    Goal,
    /// A target of a goal.
    Target,
    /// An indicator.
    Indicator,
    /// A thematic priority.
    Priority,
    /// An outcome.
    Outcome,
    /// An output.
    Output,
    /// An activity.
    Activity,
    /// A product or service.
    Offering,
    /// An enabler.
    Enabler,
    /// A risk.
    Risk,
    /// An assumption.
    Assumption,
    /// An allocation of money or people.
    Allocation,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 16] = [
        Self::Plan,
        Self::Vision,
        Self::Mission,
        Self::Scope,
        Self::Goal,
        Self::Target,
        Self::Indicator,
        Self::Priority,
        Self::Outcome,
        Self::Output,
        Self::Activity,
        Self::Offering,
        Self::Enabler,
        Self::Risk,
        Self::Assumption,
        Self::Allocation,
    ];

    /// The kind's word in rule files, findings and messages.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Plan => "plan",
            Self::Vision => "vision",
            Self::Mission => "mission",
            Self::Scope => "scope",
            Self::Goal => "goal",
            Self::Target => "target",
            Self::Indicator => "indicator",
            Self::Priority => "priority",
            Self::Outcome => "outcome",
            Self::Output => "output",
            Self::Activity => "activity",
            Self::Offering => "offering",
            Self::Enabler => "enabler",
            Self::Risk => "risk",
            Self::Assumption => "assumption",
            Self::Allocation => "allocation",
        }
    }

    /// The key under which elements of this kind stand, in the root or in their parent; none where there is one only.
    #[must_use]
    pub const fn section(self) -> Option<&'static str> {
        match self {
            Self::Plan | Self::Vision | Self::Mission => None,
            Self::Scope => Some("scope"),
            Self::Goal => Some("goals"),
            Self::Target => Some("targets"),
            Self::Indicator => Some("indicators"),
            Self::Priority => Some("priorities"),
            Self::Outcome => Some("outcomes"),
            Self::Output => Some("outputs"),
            Self::Activity => Some("activities"),
            Self::Offering => Some("offerings"),
            Self::Enabler => Some("enablers"),
            Self::Risk => Some("risks"),
            Self::Assumption => Some("assumptions"),
            Self::Allocation => Some("allocations"),
        }
    }

    /// Whether a successor plan must say what became of elements of this kind.
    #[must_use]
    pub const fn must_be_accounted_for(self) -> bool {
        matches!(
            self,
            Self::Goal | Self::Target | Self::Priority | Self::Outcome | Self::Output | Self::Offering | Self::Enabler
        )
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Kind {
    type Err = ();

    fn from_str(name: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|kind| kind.name() == name).ok_or(())
    }
}
