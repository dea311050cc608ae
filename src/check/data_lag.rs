//! `data-lag`: the figure that decides a target comes out after the target is due.

use std::collections::BTreeSet;

use serde::Deserialize;

use super::{Check, Context, Hit, Owner, Subject};
use crate::plan::Kind;

/// No parameters.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DataLag {}

impl Check for DataLag {
    fn facts(&self) -> &'static [&'static str] {
        &["date", "limit"]
    }

    fn needs(&self) -> BTreeSet<(Kind, &'static str)> {
        [(Kind::Indicator, "published")].into()
    }

    fn run(&self, cx: &Context<'_>, subject: Subject, hits: &mut Vec<Hit>) {
        let Some(id) = subject.element() else { return };
        let Some(published) = cx.element(id).date("published") else { return };
        let Some((holder, due)) = cx.plan.due_of_indicator(id) else { return };
        if published.value.compare(due.value).is_gt() {
            let hit = Hit::new(Owner::Element(id), published.at)
                .fact("date", published.value.to_string())
                .fact("limit", due.value.to_string());
            hits.push(hit.related(Owner::Element(holder), due.at, "deadline"));
        }
    }
}
