//! `suppression`: faults of the comments that suppress findings.

use serde::Deserialize;

use super::{Check, Context, Hit, Owner, Subject, SuppressionFault};
use crate::plan::ElementId;

/// Parameters.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Suppression {
    /// The fault that the rule speaks of.
    fault: SuppressionFault,
}

impl Check for Suppression {
    fn facts(&self) -> &'static [&'static str] {
        &["suppressed", "nearest", "expires", "entry", "section"]
    }

    fn asks_about_suppressions(&self) -> bool {
        true
    }

    fn run(&self, cx: &Context<'_>, subject: Subject, hits: &mut Vec<Hit>) {
        if subject != Subject::Element(ElementId::PLAN) {
            return;
        }
        let faults = cx.suppressions.map(|suppressions| suppressions.faults(self.fault)).unwrap_or_default();
        for (at, suppressed, nearest) in faults {
            hits.push(Hit::new(Owner::File, at).fact("suppressed", suppressed).fact("nearest", nearest));
        }
    }
}
