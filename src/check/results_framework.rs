//! `results-framework`: a level of results is excluded, and yet measured or planned.

use serde::Deserialize;

use super::{Check, Context, Hit, Owner, Subject};
use crate::plan::{ElementId, Kind};

/// Parameters.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ResultsFramework {}

impl Check for ResultsFramework {
    fn facts(&self) -> &'static [&'static str] {
        &["level", "listed", "elements"]
    }

    fn run(&self, cx: &Context<'_>, subject: Subject, hits: &mut Vec<Hit>) {
        let Some(framework) = cx.plan.results_framework.as_ref() else { return };
        // A framework that spans several plans says so in its note.
        if subject != Subject::Element(ElementId::PLAN) || framework.has("note") {
            return;
        }
        for excluded in framework.words("excludes") {
            let level = &*excluded.value;
            let listed = framework.words("levels").iter().find(|word| *word.value == *level);
            let elements = level.parse::<Kind>().map_or(&[][..], |kind| cx.plan.of_kind(kind));
            if listed.is_none() && elements.is_empty() {
                continue;
            }
            let mut hit = Hit::new(Owner::Element(ElementId::PLAN), excluded.at)
                .fact("level", level)
                .fact("listed", listed.is_some())
                .fact("elements", elements.len());
            if let Some(listed) = listed {
                hit = hit.related(Owner::Element(ElementId::PLAN), listed.at, "listed-level");
            }
            if let Some(&first) = elements.first() {
                hit = hit.related(Owner::Element(first), cx.element(first).key, "first-of-level");
            }
            hits.push(hit);
        }
    }
}
