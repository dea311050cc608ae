//! `placement`: elements that belong in another plan stand in this one, or are left to another that it does not name.

use serde::Deserialize;

use super::{Check, Context, Hit, Owner, Subject};
use crate::plan::{ElementId, Kind};

/// Parameters.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Placement {
    /// The kinds that belong elsewhere.
    kinds: Vec<Kind>,
    /// The key of the plan that names where they are kept.
    carried_by: String,
}

impl Check for Placement {
    fn facts(&self) -> &'static [&'static str] {
        &["excluded"]
    }

    fn run(&self, cx: &Context<'_>, subject: Subject, hits: &mut Vec<Hit>) {
        let Some(id) = subject.element() else { return };
        if id == ElementId::PLAN {
            hits.extend(self.unnamed_carrier(cx));
            return;
        }
        let element = cx.element(id);
        // What stands under a misplaced element goes with it.
        let under_one = element.parent.is_some_and(|above| self.kinds.contains(&cx.element(above).kind));
        if self.kinds.contains(&element.kind) && !under_one {
            hits.push(Hit::on(id, element));
        }
    }
}

impl Placement {
    /// The results framework excludes a kind, and the plan does not say where it is planned instead.
    fn unnamed_carrier(&self, cx: &Context<'_>) -> Option<Hit> {
        if cx.plan.root().has(&self.carried_by) || !cx.plan.capabilities.has_field(Kind::Plan, &self.carried_by) {
            return None;
        }
        let excluded = cx.plan.results_framework.as_ref()?.words("excludes");
        let word = excluded.iter().find(|word| self.kinds.iter().any(|kind| kind.name() == &*word.value))?;
        Some(Hit::new(Owner::Element(ElementId::PLAN), word.at).fact("excluded", &*word.value))
    }
}
