//! Many plans at once: what is kept of each after it was judged, scores, and what can be said of all of them together.
//!
//! A plan is read, judged and taken apart into a [`PlanAudit`] and the [`Entry`]s of its findings, and then let go: an audit of a
//! thousand plans holds the few that are being read, and a page about each of the others. Counts are of all plans and all
//! findings; pictures and excerpts are kept for a stated number of plans only.

mod chain;
mod entry;
mod money;
mod organization;
mod plan;
pub mod report;
mod score;
mod sdg;
mod succession;
mod total;

pub use chain::Chain;
pub use entry::Entry;
pub use money::{Bar, Bars, Unit};
pub use organization::Organization;
pub use plan::{Counts, Detail, Extent, Judged, PlanAudit, Span, Spoken};
pub use score::{GroupScores, Letter, Score, SmartScores};
pub use sdg::SdgMap;
pub use succession::{Fated, Succession};
pub use total::{Problem, Total};

use std::cmp::Ordering;

/// Of how many plans the pictures and excerpts are kept: those with the lowest scores.
pub const DETAILED: usize = 100;

/// A file that is no plan that can be read, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unread {
    /// The file, as reports name it.
    pub file: String,
    /// Why, in a sentence without a full stop.
    pub reason: String,
}

/// What was found in many plans.
#[derive(Debug, Default)]
pub struct Audit {
    /// The plans, in the order in which they were given.
    pub plans: Vec<PlanAudit>,
    /// What could not be read.
    pub unread: Vec<Unread>,
    /// What of all plans together is counted.
    pub total: Total,
    /// Plans whose details are kept.
    detailed: usize,
}

impl Audit {
    /// Adds a plan. Where more plans have details than are kept, those of the plan with the highest score go.
    pub fn add(&mut self, plan: PlanAudit) {
        self.total.add(&plan);
        self.detailed += usize::from(plan.detail.is_some());
        self.plans.push(plan);
        if self.detailed > DETAILED {
            let with_details = self.plans.iter_mut().filter(|plan| plan.detail.is_some());
            if let Some(best) = with_details.max_by(|a, b| by_score(a, b)) {
                best.detail = None;
                self.detailed -= 1;
            }
        }
    }

    /// The plans of each organization, by its name; plans that name none are in none.
    #[must_use]
    pub fn organizations(&self) -> Vec<Organization<'_>> {
        organization::all(&self.plans)
    }
}

/// By the mean of the SMART letters, plans without a score first.
fn by_score(a: &PlanAudit, b: &PlanAudit) -> Ordering {
    a.smart.mean().unwrap_or(-1.0).total_cmp(&b.smart.mean().unwrap_or(-1.0))
}
