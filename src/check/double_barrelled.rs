//! `double-barrelled`: one element states two results, each with a verb of its own.
//!
//! Translations have the same two, so the text of the plan's first language is judged alone.

use serde::Deserialize;

use super::hit::Facts;
use super::{Check, Context, Hit, Owner, Subject, stated};

/// Parameters.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DoubleBarrelled {}

impl Check for DoubleBarrelled {
    fn facts(&self) -> &'static [&'static str] {
        &["first", "second"]
    }

    fn run(&self, cx: &Context<'_>, subject: Subject, hits: &mut Vec<Hit>) {
        let Some(id) = subject.element() else { return };
        let Some((entry, statement)) = stated::authority(cx, id) else { return };
        let Some(found) = &statement.double_barrel else { return };
        let words = |at: &std::ops::Range<usize>| &entry.words[at.clone()];
        let first = Facts::from([("words", words(&found.first).into())]);
        let hit = Hit::new(Owner::Element(id), entry.locate(found.second.clone()))
            .fact("first", words(&found.first))
            .fact("second", words(&found.second))
            .related_with(Owner::Element(id), entry.locate(found.first.clone()), "first-result", first);
        hits.push(hit);
    }
}
