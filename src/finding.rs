//! Findings: what a rule has to say about a place in a plan, and what could be done about it.

mod fix;
mod identity;
mod severity;

pub use fix::{Edit, Fix, Safety};
pub use identity::{Counter, Identity};
pub use severity::Severity;

use std::sync::Arc;

use crate::plan::Kind;
use crate::source::Location;

/// Another place that a finding speaks of: the other end of a link, the first of two uses.
#[derive(Clone, Debug, PartialEq)]
pub struct Related {
    /// The id of the plan that the place is in.
    pub plan: Option<Arc<str>>,
    /// The element at the place; `plan-id#id` where it belongs to another plan.
    pub element: Option<Arc<str>>,
    /// Where.
    pub at: Location,
    /// What is there, in the language of messages.
    pub message: Arc<str>,
}

/// Why a finding is not shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Suppressed {
    /// By a comment in the plan, with its reason.
    Comment(Box<str>),
    /// By a waiver in the configuration.
    Waiver {
        /// Its reason.
        reason: Box<str>,
        /// The last day, month or year in which it holds, as written; none where it holds for ever.
        expires: Option<Box<str>>,
    },
    /// It stands in the baseline file: it was there when the gate was set up.
    Baseline,
    /// It was there in the older state that the run compares with, a path or a revision.
    Before(Box<str>),
}

/// What suppresses a finding, without its reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SuppressedBy {
    /// A comment in the plan.
    Comment,
    /// A waiver in the configuration.
    Waiver,
    /// The baseline file.
    Baseline,
    /// An older state.
    Before,
}

impl SuppressedBy {
    /// The word in reports for programs.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Comment => "comment",
            Self::Waiver => "waiver",
            Self::Baseline => "baseline",
            Self::Before => "before",
        }
    }
}

impl Suppressed {
    /// What suppresses it.
    #[must_use]
    pub const fn by(&self) -> SuppressedBy {
        match self {
            Self::Comment(_) => SuppressedBy::Comment,
            Self::Waiver { .. } => SuppressedBy::Waiver,
            Self::Baseline => SuppressedBy::Baseline,
            Self::Before(_) => SuppressedBy::Before,
        }
    }

    /// The reason that a person wrote, else what it is.
    #[must_use]
    pub fn reason(&self) -> &str {
        match self {
            Self::Comment(reason) | Self::Waiver { reason, .. } => reason,
            Self::Baseline => "in the baseline file",
            Self::Before(older) => older,
        }
    }

    /// Until when it is, as a person wrote it; none where nobody did.
    #[must_use]
    pub fn expires(&self) -> Option<&str> {
        match self {
            Self::Waiver { expires, .. } => expires.as_deref(),
            Self::Comment(_) | Self::Baseline | Self::Before(_) => None,
        }
    }

    /// The reason, and until when it holds, for formats that have one field for both.
    #[must_use]
    pub fn in_one_line(&self) -> String {
        match self.expires() {
            Some(expires) => format!("{} (until {expires})", self.reason()),
            None => self.reason().to_owned(),
        }
    }
}

/// A finding.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// The rule's id, `group/name`.
    pub rule: Arc<str>,
    /// How much it matters.
    pub severity: Severity,
    /// The plan's id; none for a file that belongs to no plan.
    pub plan: Option<Arc<str>>,
    /// The most specific element that holds the data; `plan-id#id` for one of another plan, none for the plan itself.
    pub element: Option<Arc<str>>,
    /// The element's kind.
    pub kind: Option<Kind>,
    /// The element's field that the place lies in; none for the element as a whole.
    pub field: Option<&'static str>,
    /// What was found, in the language of messages.
    pub message: Arc<str>,
    /// What to do about it.
    pub guidance: Arc<str>,
    /// Where.
    pub at: Location,
    /// Further places.
    pub related: Vec<Related>,
    /// What could be done about it by the tool.
    pub fixes: Vec<Fix>,
    /// Why the finding is not shown, where it is not.
    pub suppressed: Option<Suppressed>,
}

impl Finding {
    /// As [`in_one_line`](Self::in_one_line), behind the reason for which the finding is suppressed, where it is: for formats
    /// that have no place for that.
    #[must_use]
    pub fn with_suppression(&self) -> String {
        let why = self.suppressed.as_ref().map_or(String::new(), |why| format!("(suppressed: {}) ", why.in_one_line()));
        format!("{why}{}", self.in_one_line())
    }

    /// What was found and what to do, as two sentences in one line, for formats that have one field for both.
    #[must_use]
    pub fn in_one_line(&self) -> String {
        let between = match self.message.chars().last() {
            Some('.' | '?' | '!' | '؟' | '。' | '？' | '！') | None => " ",
            Some(last) if ('\u{3000}'..='\u{9fff}').contains(&last) || last == '”' && self.guidance.ends_with('。') => {
                "。"
            }
            Some(_) => ". ",
        };
        format!("{}{between}{}", self.message, self.guidance)
    }
}
