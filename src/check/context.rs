//! What a check may look at.

use std::sync::Arc;

use minijinja::Environment;
use serde::Deserialize;

use crate::lexicon::Lexicon;
use crate::plan::{Element, ElementId, Plan};
use crate::source::Location;
use crate::text::Analyst;

/// What is wrong with a suppression.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SuppressionFault {
    /// It says not why.
    WithoutReason,
    /// It names a rule that does not exist.
    UnknownRule,
    /// There was nothing to suppress.
    Unused,
    /// Its date has passed.
    Expired,
}

/// What became of a plan's suppressions.
pub trait SuppressionRecord: Sync {
    /// The suppressions with this fault: their place, the rule that they name, the known rule nearest to it.
    fn faults(&self, fault: SuppressionFault) -> Vec<(Location, String, Option<String>)>;
}

/// The plan and the catalogues that checks read.
#[derive(Clone, Copy)]
pub struct Context<'c> {
    /// The plan.
    pub plan: &'c Arc<Plan>,
    /// Word lists, as the project has amended them.
    pub lexicon: &'c Lexicon,
    /// Reads statements; each text once.
    pub analyst: &'c Analyst,
    /// The language of messages, for labels of codes.
    pub language: &'c str,
    /// The environment in which conditions run.
    pub environment: &'c Environment<'static>,
    /// What became of suppressions, for the checks that ask; nothing while other checks run.
    pub suppressions: Option<&'c dyn SuppressionRecord>,
}

impl<'c> Context<'c> {
    /// The element that `id` names.
    #[must_use]
    pub fn element(&self, id: ElementId) -> &'c Element {
        self.plan.element(id)
    }
}
