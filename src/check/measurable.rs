//! `measurable`: a target gives nothing that can be measured.

use std::collections::BTreeSet;

use serde::Deserialize;

use super::{Check, Context, Hit, Owner, Subject, stated};
use crate::lexicon::List;
use crate::plan::{Element, ElementId, FieldValue, Kind, Measure, MeasureRole, MeasureValue};

/// Parameters.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Measurable {
    /// A word list: what its words say is met or not, and so is its own measure.
    unless_text: Option<List>,
}

impl Measurable {
    fn is_yes_or_no(&self, cx: &Context<'_>, id: ElementId) -> bool {
        let (Some(list), Some(text)) = (self.unless_text, cx.plan.text_of(id)) else { return false };
        text.entries.iter().any(|entry| cx.lexicon.find(list, &entry.words, &entry.language).is_some())
    }
}

impl Check for Measurable {
    fn facts(&self) -> &'static [&'static str] {
        &["indicators"]
    }

    fn needs(&self) -> BTreeSet<(Kind, &'static str)> {
        [(Kind::Indicator, "target")].into()
    }

    fn run(&self, cx: &Context<'_>, subject: Subject, hits: &mut Vec<Hit>) {
        let Some(id) = subject.element() else { return };
        let element = cx.element(id);
        let indicators: Vec<ElementId> = cx.plan.indicators_of(id).collect();
        let unknown = element.field("indicators").is_some_and(|field| field.value == FieldValue::Invalid);
        let measured = indicators.iter().any(|&id| may_be_measured(cx.element(id)));
        if unknown || measured || self.is_yes_or_no(cx, id) || stated::gives_amount(cx, id) {
            return;
        }
        let mut hit = Hit::on_field(id, element, "indicators").fact("indicators", indicators.len());
        if !indicators.is_empty() {
            hit.at = element.key;
        }
        for indicator in indicators {
            hit = hit.related(Owner::Element(indicator), cx.element(indicator).key, "without-value");
        }
        hits.push(hit);
    }
}

/// Whether an indicator sets a level or a change, or tried to: an open value is a matter of placeholders.
fn may_be_measured(indicator: &Element) -> bool {
    let field_unreadable = |name| matches!(indicator.field(name).map(|field| &field.value), Some(FieldValue::Invalid));
    let level = |measure: &Measure| {
        let changes = measure.change.as_ref().is_some_and(|change| change.value.by.is_some());
        measure.value.is_some() || measure.flawed || changes || !measure.parts.is_empty()
    };
    let implied = match indicator.word("direction") {
        // Zero is the level that is to be reached.
        Some("eliminate") => true,
        // The level that is to be held is the baseline's.
        Some("maintain") => indicator
            .baseline()
            .is_some_and(|baseline| baseline.value.as_ref().is_some_and(|value| value.value != MeasureValue::Blank)),
        _ => false,
    };
    let planned = [MeasureRole::Target, MeasureRole::Milestone];
    implied
        || ["target", "milestones"].into_iter().any(field_unreadable)
        || planned.into_iter().flat_map(|role| indicator.measures(role)).any(level)
}
