//! Whether a plan says that it serves a framework: under `frameworks`, by a link, or in its vision or mission.

use super::Context;
use crate::lexicon::List;
use crate::plan::{ElementId, Framework, Kind};
use crate::source::Location;

/// What shows that a plan serves a framework.
pub(super) struct Promise {
    /// How: `frameworks`, `link` or `text`.
    pub(super) by: &'static str,
    /// The element that says so.
    pub(super) owner: ElementId,
    /// Where.
    pub(super) at: Location,
}

/// What shows that the plan serves `framework`; `mention` are the words that say so in a vision or a mission.
pub(super) fn of(cx: &Context<'_>, framework: Framework, mention: Option<List>) -> Option<Promise> {
    let (plan, name) = (cx.plan, framework.name());
    let frameworks = plan.root().words("frameworks").iter().find(|word| &*word.value == name);
    if let Some(word) = frameworks {
        return Some(Promise { by: "frameworks", owner: ElementId::PLAN, at: word.at });
    }
    if let Some(owner) = plan.index().with_codes(framework) {
        return Some(Promise { by: "link", owner, at: cx.element(owner).place_of(name) });
    }
    let list = mention?;
    let statements = plan.of_kind(Kind::Vision).iter().chain(plan.of_kind(Kind::Mission));
    statements.filter_map(|&owner| Some((owner, plan.text_of(owner)?))).find_map(|(owner, text)| {
        text.entries.iter().find_map(|entry| {
            let range = cx.lexicon.find(list, &entry.words, &entry.language)?;
            Some(Promise { by: "text", owner, at: entry.locate(range) })
        })
    })
}
