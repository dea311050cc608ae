//! One code of a framework.

/// What a code stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Level {
    /// One of the 17 goals, `9`.
    Goal,
    /// A target of a goal, `9.c`.
    Target,
    /// An indicator of a target, `9.c.1`.
    Indicator,
    /// A WSIS action line, `C2`.
    ActionLine,
    /// One of the lines that action line C7 consists of, `C7.e-health`.
    SubLine,
    /// A target of the Geneva Plan of Action, `T1`.
    GenevaTarget,
}

impl Level {
    /// The level in words, as it stands in a sentence.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Goal => "goal",
            Self::Target => "target",
            Self::Indicator => "indicator",
            Self::ActionLine => "action line",
            Self::SubLine => "sub-line",
            Self::GenevaTarget => "Geneva target",
        }
    }
}

/// Whether a code is in the framework today. Years are those of the review that decided it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Status {
    /// In the framework, in the edition that the catalogue is of.
    Current,
    /// In the framework, by a review after that edition.
    Added {
        /// The year.
        since: i16,
    },
    /// No longer in the framework; another code stands in its place.
    Replaced {
        /// The year.
        since: i16,
        /// The other code.
        by: String,
    },
    /// No longer in the framework, and nothing stands in its place.
    Deleted {
        /// The year.
        since: i16,
    },
}

impl Status {
    /// Whether a plan written today can use the code.
    #[must_use]
    pub const fn is_in_force(&self) -> bool {
        matches!(self, Self::Current | Self::Added { .. })
    }
}

/// One code of a framework and what is known of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The code in its canonical spelling.
    pub code: String,
    /// What it stands for.
    pub level: Level,
    /// What it is about, in a few English words; not the agreed text.
    pub label: String,
    /// The code that it belongs to; none at the top of the framework.
    pub parent: Option<String>,
    /// The year that its own text names.
    pub deadline: Option<i16>,
    /// Whom it is for, where its own text narrows that to a group of countries or people.
    pub population: Option<String>,
    /// Whether it is in the framework today.
    pub status: Status,
    /// The first of the codes under which the same indicator is listed, where this is a later one.
    pub repeats: Option<String>,
}

impl Entry {
    /// An entry of which no more is known than this.
    pub(super) fn new(code: String, level: Level, label: String) -> Self {
        Self {
            code,
            level,
            label,
            parent: None,
            deadline: None,
            population: None,
            status: Status::Current,
            repeats: None,
        }
    }
}
