//! Findings: what a rule has to say about a place in a plan, and what could be done about it.

mod fix;
mod severity;

pub use fix::{Edit, Fix, Safety};
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
    pub element: Option<Box<str>>,
    /// Where.
    pub at: Location,
    /// What is there, in the language of messages.
    pub message: String,
}

/// Why a finding is not shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Suppressed {
    /// By a comment in the plan, with its reason.
    Comment(Box<str>),
    /// By a waiver in the configuration, with its reason.
    Waiver(Box<str>),
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
    pub element: Option<Box<str>>,
    /// The element's kind.
    pub kind: Option<Kind>,
    /// What was found, in the language of messages.
    pub message: String,
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
