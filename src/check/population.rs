//! `population`: whether a target's indicators are about those whom the target is about.

use std::collections::BTreeSet;

use serde::Deserialize;

use super::{Check, Context, Hit, Owner, Subject};
use crate::indicator::population::are_same;
use crate::plan::{ElementId, FieldValue, Kind, Plan, Text};

/// Parameters.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Population {
    /// Sets of words for one population.
    same: Vec<Vec<String>>,
}

impl Check for Population {
    fn facts(&self) -> &'static [&'static str] {
        &["of", "wanted", "given"]
    }

    fn needs(&self) -> BTreeSet<(Kind, &'static str)> {
        [(Kind::Indicator, "population")].into()
    }

    fn run(&self, cx: &Context<'_>, subject: Subject, hits: &mut Vec<Hit>) {
        let Some(id) = subject.element() else { return };
        let element = cx.element(id);
        let Some(wanted) = element.text("population").filter(|_| element.has("population")) else { return };
        let mut others: Vec<(ElementId, &Text)> = Vec::new();
        for indicator in cx.plan.indicators_of(id) {
            if stands_for_something_else(cx.plan, indicator) {
                continue;
            }
            let given = cx.element(indicator).text("population").filter(|_| cx.element(indicator).has("population"));
            match given.and_then(|given| Some((given, are_same(cx.lexicon, wanted, given, &self.same)?))) {
                Some((given, false)) => others.push((indicator, given)),
                // One that measures the target's own population, or may do so, lets the others be its breakdown.
                Some((_, true)) | None => return,
            }
        }
        let words = |text: &Text| text.preferred(cx.plan.authority()).map(|entry| entry.words.to_string());
        for (indicator, given) in others {
            let at = cx.element(indicator).place_of("population");
            hits.push(
                Hit::new(Owner::Element(indicator), at)
                    .fact("of", &*element.id)
                    .fact("wanted", words(wanted))
                    .fact("given", words(given))
                    .related(Owner::Element(id), element.place_of("population"), "population"),
            );
        }
    }
}

/// A proxy or a context indicator says itself that it measures something else.
fn stands_for_something_else(plan: &Plan, indicator: ElementId) -> bool {
    let element = plan.element(indicator);
    let role = element.field("role").map(|field| &field.value);
    element.has("proxy-of")
        || matches!(element.word("role"), Some("proxy" | "context"))
        || matches!(role, Some(FieldValue::Invalid))
}
