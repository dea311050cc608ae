//! `cycle`: links that lead back to where they come from.

use serde::Deserialize;

use super::{Check, Context, Hit, Owner, Subject};
use crate::plan::{ElementId, LinkId, Relation};

/// Parameters.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Cycle {
    /// The links that must not lead back.
    relations: Vec<Relation>,
}

impl Check for Cycle {
    fn facts(&self) -> &'static [&'static str] {
        &["from", "ids", "length"]
    }

    fn run(&self, cx: &Context<'_>, subject: Subject, hits: &mut Vec<Hit>) {
        if subject != Subject::Element(ElementId::PLAN) {
            return;
        }
        for circle in cx.plan.circles(&self.relations) {
            let Some((&closing, others)) = circle.split_last() else { continue };
            let id_of = |link: LinkId| &*cx.element(cx.plan.link(link).from).id;
            let mut ids: Vec<&str> = circle.iter().map(|&link| id_of(link)).collect();
            ids.extend(ids.first().copied());
            let link = cx.plan.link(closing);
            let mut hit = Hit::new(Owner::Element(link.from), link.at)
                .fact("from", id_of(closing))
                .fact("length", circle.len())
                .fact("ids", ids.join(" → "));
            for &other in others {
                let link = cx.plan.link(other);
                hit = hit.related(Owner::Element(link.from), link.at, "link");
            }
            hits.push(hit);
        }
    }
}
