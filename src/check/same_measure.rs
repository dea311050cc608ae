//! `same-measure`: whether baseline and target are values of one thing.

use std::sync::Arc;

use serde::Deserialize;

use super::{Check, Context, Hit, Owner, Subject};
use crate::indicator::population::is_same;
use crate::indicator::unit::same_unit;
use crate::plan::{Element, ElementId, Measure, Plan};
use crate::source::{Located, Location};

/// Parameters.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct SameMeasure {
    /// Sets of spellings of one unit.
    units: Vec<Vec<String>>,
    /// Sets of words for one population.
    populations: Vec<Vec<String>>,
}

impl Check for SameMeasure {
    fn facts(&self) -> &'static [&'static str] {
        &["what", "before", "after"]
    }

    fn run(&self, cx: &Context<'_>, subject: Subject, hits: &mut Vec<Hit>) {
        let Some(id) = subject.element() else { return };
        let element = cx.element(id);
        let (Some(baseline), Some(target)) = (element.baseline(), element.target()) else { return };
        if let (Some(before), Some(after)) = (baseline.unit_in(element), target.unit_in(element))
            && !same_unit(cx.lexicon, before, after, &self.units)
        {
            let place = |own: &Option<Located<Arc<str>>>| own.as_ref().map(|unit| unit.at);
            let places = (place(&baseline.unit), place(&target.unit));
            hits.push(hit(id, element, "unit", (before, after), places));
        }
        if let Some((before, after)) = self.differing_populations(cx, element, baseline, target) {
            let place = |own: &Option<Located<Arc<str>>>| own.as_ref().map(|population| population.at);
            let places = (place(&baseline.population), place(&target.population));
            hits.push(hit(id, element, "population", (&before, &after), places));
        }
    }
}

impl SameMeasure {
    /// Both populations as words, where they differ. A value without one has its indicator's.
    fn differing_populations(
        &self,
        cx: &Context<'_>,
        element: &Element,
        baseline: &Measure,
        target: &Measure,
    ) -> Option<(String, String)> {
        let shared = element.text("population").filter(|_| is_in_every_language(cx.plan, element));
        let words = |measure: &Measure| -> Vec<String> {
            match &measure.population {
                Some(own) => vec![own.value.to_string()],
                None => {
                    shared.into_iter().flat_map(|text| &text.entries).map(|entry| entry.words.to_string()).collect()
                }
            }
        };
        let (before, after) = (words(baseline), words(target));
        let languages = || {
            let declared = cx.plan.root().words("languages").iter().map(|word| &*word.value);
            std::iter::once(cx.plan.language()).chain(declared)
        };
        let alike = |a: &str, b: &str| languages().any(|tag| is_same(cx.lexicon, tag, a, b, &self.populations));
        let met = before.iter().any(|a| after.iter().any(|b| alike(a, b)));
        if met {
            return None;
        }
        Some((before.into_iter().next()?, after.into_iter().next()?))
    }
}

/// A value's population is one name in a language that it does not tell; it can only be held against a text that has
/// them all.
fn is_in_every_language(plan: &Plan, element: &Element) -> bool {
    let text = element.text("population");
    plan.root().words("languages").iter().all(|tag| text.is_some_and(|text| text.in_language(&tag.value).is_some()))
}

/// On the target's own word, else on the baseline's; the indicator's holds for the one that has none.
fn hit(
    id: ElementId,
    element: &Element,
    what: &'static str,
    (before, after): (&str, &str),
    (baseline, target): (Option<Location>, Option<Location>),
) -> Hit {
    let shared = element.place_of(what);
    let (at, other, label) = match (target, baseline) {
        (Some(target), baseline) => (target, baseline.unwrap_or(shared), "before"),
        (None, Some(baseline)) => (baseline, shared, "after"),
        (None, None) => (shared, shared, "before"),
    };
    Hit::new(Owner::Element(id), at).fact("what", what).fact("before", before).fact("after", after).related_with(
        Owner::Element(id),
        other,
        label,
        [("what", minijinja::Value::from(what))].into(),
    )
}
