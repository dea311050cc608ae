//! `service`: elements of one kind serve those of another, and each of the latter is served.

use std::collections::BTreeSet;

use serde::Deserialize;

use super::{Check, Context, Hit, Subject};
use crate::plan::{ElementId, FieldValue, Kind, LinkTarget};

/// Parameters.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Service {
    /// The kind that serves.
    by: Kind,
    /// The kind that is served, by a link to an element or to a part of it.
    of: Kind,
}

impl Check for Service {
    fn facts(&self) -> &'static [&'static str] {
        &["problem"]
    }

    fn needs(&self) -> BTreeSet<(Kind, &'static str)> {
        [(self.by, "supports"), (self.of, "")].into()
    }

    fn run(&self, cx: &Context<'_>, subject: Subject, hits: &mut Vec<Hit>) {
        let (serving, served) = (cx.plan.of_kind(self.by), cx.plan.of_kind(self.of));
        if subject != Subject::Element(ElementId::PLAN) || serving.is_empty() || served.is_empty() {
            return;
        }
        let chains = cx.plan.chains();
        for &id in serving {
            let reach = chains.reach(id);
            if !reach.has_kind(self.of) && !reach.is_open() {
                let element = cx.element(id);
                let key = if element.has("contributes-to") { "contributes-to" } else { "supports" };
                hits.push(Hit::on_field(id, element, key).fact("problem", "serves-none"));
            }
        }
        // One that serves everything serves each; one whose links cannot be followed may serve any.
        let all = |&id: &ElementId| {
            let element = cx.element(id);
            let unread = |key| element.field(key).is_some_and(|field| field.value == FieldValue::Invalid);
            let anywhere = |target| matches!(target, LinkTarget::Everything | LinkTarget::Dangling);
            element.flag("cross-cutting")
                || ["supports", "contributes-to"].into_iter().any(unread)
                || cx.plan.onward(id).any(|link| anywhere(link.target))
        };
        if serving.iter().any(all) {
            return;
        }
        let reached = cx.plan.reached_from(serving);
        for &id in served.iter().filter(|id| !reached[id.0 as usize]) {
            let element = cx.element(id);
            if !element.flag("cross-cutting") {
                hits.push(Hit::on(id, element).fact("problem", "not-served"));
            }
        }
    }
}
