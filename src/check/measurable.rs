//! `measurable`: a target gives nothing that can be measured.

use std::collections::BTreeSet;

use serde::Deserialize;

use super::level::sets_level;
use super::{Check, Context, Hit, Owner, Subject, stated};
use crate::lexicon::List;
use crate::plan::{ElementId, FieldValue, Kind};

/// Parameters.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Measurable {
    /// A word list: what its words say is met or not, and so is its own measure.
    unless_text: Option<List>,
}

fn is_yes_or_no(cx: &Context<'_>, id: ElementId, milestone: Option<List>) -> bool {
    let (Some(list), Some(text)) = (milestone, cx.plan.text_of(id)) else { return false };
    text.entries.iter().any(|entry| cx.lexicon.find(list, &entry.words, &entry.language).is_some())
}

/// Whether neither fields nor words of a target say how much; what the words of `milestone` say is met or not.
pub(super) fn lacks_measure(cx: &Context<'_>, id: ElementId, milestone: Option<List>) -> bool {
    let unknown = cx.element(id).field("indicators").is_some_and(|field| field.value == FieldValue::Invalid);
    let measured = cx.plan.indicators_of(id).any(|indicator| sets_level(cx.element(indicator)));
    !(unknown || measured || is_yes_or_no(cx, id, milestone) || stated::gives_amount(cx, id))
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
        if !lacks_measure(cx, id, self.unless_text) {
            return;
        }
        let indicators: Vec<ElementId> = cx.plan.indicators_of(id).collect();
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
