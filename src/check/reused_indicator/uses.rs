//! Which targets an indicator measures.

use super::super::Context;
use crate::plan::{ElementId, Kind, LinkTarget, Relation};
use crate::source::Location;

/// An indicator and a target that it measures.
#[derive(Clone, Copy, Debug)]
pub(super) struct Use {
    pub(super) indicator: ElementId,
    pub(super) target: ElementId,
    /// Where the target is named: the indicator's id where it stands under it.
    pub(super) at: Location,
}

/// The targets that an indicator measures, the one that it stands under first. An indicator of an outcome that a
/// target shares is the chain of results at work, and left alone.
pub(super) fn uses_of(cx: &Context<'_>, indicator: ElementId) -> Vec<Use> {
    let element = cx.element(indicator);
    let is_target = |id: ElementId| cx.element(id).kind == Kind::Target;
    let parent = element.parent.filter(|&parent| is_target(parent));
    let parent = parent.map(|target| Use { indicator, target, at: element.place_of("name") });
    let links = cx.plan.index().outgoing(indicator).iter().map(|&link| cx.plan.link(link));
    let measured = links.filter(|link| link.relation == Relation::Measures).filter_map(|link| match link.target {
        LinkTarget::Element(target) if is_target(target) => Some(Use { indicator, target, at: link.at }),
        _ => None,
    });
    parent.into_iter().chain(measured).collect()
}
