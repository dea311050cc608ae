//! `aggregation`: counts of which nobody knows whether the years add up.

use std::collections::BTreeSet;

use serde::Deserialize;

use super::{Check, Context, Hit, Subject};
use crate::indicator::unit::is_count;
use crate::plan::Kind;

/// No parameters: which units are counts is in the word lists.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Aggregation {}

impl Check for Aggregation {
    fn facts(&self) -> &'static [&'static str] {
        &[]
    }

    fn needs(&self) -> BTreeSet<(Kind, &'static str)> {
        [(Kind::Indicator, "aggregation")].into()
    }

    fn run(&self, cx: &Context<'_>, subject: Subject, hits: &mut Vec<Hit>) {
        let Some(id) = subject.element() else { return };
        let element = cx.element(id);
        if !element.has("aggregation") && element.word("unit").is_some_and(|unit| is_count(cx.lexicon, element, unit)) {
            hits.push(Hit::on_field(id, element, "aggregation"));
        }
    }
}
