//! What a check may look at.

use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use minijinja::Environment;
use serde::Deserialize;

use super::reused_indicator::Reuse;
use crate::lexicon::Lexicon;
use crate::likeness::Key;
use crate::plan::{Element, ElementId, Kind, Plan, note_all};
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

/// What several checks ask about a plan as a whole, found once for all of them.
#[derive(Debug, Default)]
pub struct Shared {
    reuses: OnceLock<Vec<Reuse>>,
    overlapping: Mutex<Vec<(Kind, Vec<Key>, Pairs)>>,
}

/// Pairs of elements.
type Pairs = Arc<Vec<(ElementId, ElementId)>>;

impl Shared {
    /// The indicators that are used again.
    pub(super) fn reuses(&self, find: impl FnOnce() -> Vec<Reuse>) -> &[Reuse] {
        // Whoever comes second has read as much.
        note_all();
        self.reuses.get_or_init(find)
    }

    /// The elements of a kind that overlap, attributes aside that tell nothing apart.
    pub(super) fn overlapping(
        &self,
        kind: Kind,
        indistinct: &[Key],
        find: impl FnOnce() -> Vec<(ElementId, ElementId)>,
    ) -> Pairs {
        note_all();
        let mut known = self.overlapping.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((.., pairs)) = known.iter().find(|(of, without, _)| *of == kind && without == indistinct) {
            return Arc::clone(pairs);
        }
        let pairs = Arc::new(find());
        known.push((kind, indistinct.to_vec(), Arc::clone(&pairs)));
        pairs
    }
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
    /// What several checks ask about the plan.
    pub shared: &'c Shared,
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
