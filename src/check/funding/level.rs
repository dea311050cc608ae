//! Allocations at another level than the plan promises.

use crate::check::{Hit, Owner};
use crate::plan::{ElementId, Kind, LinkTarget, Plan, Relation};

pub(super) const FACTS: &[&str] = &["case", "promised", "target", "target_kind", "elements", "rows", "which"];

/// The elements that a plan means by `element`.
const ELEMENTS: &[Kind] = &[Kind::Priority, Kind::Outcome, Kind::Enabler];

pub(super) fn run(plan: &Plan, hits: &mut Vec<Hit>) {
    match plan.allocation_level() {
        Some("goal") => at_one_level(plan, Kind::Goal, hits),
        Some("priority") => at_one_level(plan, Kind::Priority, hits),
        Some("outcome") => at_one_level(plan, Kind::Outcome, hits),
        Some("element") => at_each_element(plan, hits),
        _ => {}
    }
}

fn at_one_level(plan: &Plan, promised: Kind, hits: &mut Vec<Hit>) {
    for link in plan.links().iter().filter(|link| link.relation == Relation::AllocatesTo) {
        let LinkTarget::Element(target) = link.target else { continue };
        let element = plan.element(target);
        // What serves the whole plan stands beside every level.
        let fits = element.kind == promised || matches!(element.kind, Kind::Enabler | Kind::Offering);
        if fits || breaks_down(plan, target, promised) {
            continue;
        }
        let mut hit = Hit::new(Owner::Element(link.from), link.at)
            .fact("case", "other")
            .fact("promised", promised.name())
            .fact("target", &*element.id)
            .fact("target_kind", element.kind.name());
        if let Some(level) = plan.resources.as_ref().and_then(|resources| resources.field("level")) {
            hit = hit.related(Owner::Element(ElementId::PLAN), level.at, "level");
        }
        hits.push(hit);
    }
}

/// Whether an allocation to `target` shows what a part of an allocation at the promised level is for.
fn breaks_down(plan: &Plan, target: ElementId, promised: Kind) -> bool {
    plan.ancestors(target).any(|above| plan.element(above).kind == promised && has_row(plan, above))
}

fn has_row(plan: &Plan, id: ElementId) -> bool {
    plan.index().incoming(id).iter().any(|&link| plan.link(link).relation == Relation::AllocatesTo)
}

/// Whether an element has a row of its own, or each of its outcomes has.
fn has_rows(plan: &Plan, id: ElementId) -> bool {
    let mut outcomes = plan.children_of_kind(id, Kind::Outcome).peekable();
    has_row(plan, id) || (outcomes.peek().is_some() && outcomes.all(|outcome| has_rows(plan, outcome)))
}

fn at_each_element(plan: &Plan, hits: &mut Vec<Hit>) {
    let Some(level) = plan.resources.as_ref().and_then(|resources| resources.field("level")) else { return };
    let elements: Vec<ElementId> = ELEMENTS.iter().flat_map(|&kind| plan.of_kind(kind)).copied().collect();
    let (rows, without): (Vec<ElementId>, Vec<ElementId>) = elements.iter().partition(|&&id| has_rows(plan, id));
    // Those that get nothing at all are unfunded, which another rule says.
    let shared: Vec<ElementId> = without.into_iter().filter(|&id| plan.funded_through(id).is_some()).collect();
    let Some(first) = shared.first() else { return };
    let which: Vec<&str> = shared.iter().map(|&id| &*plan.element(id).id).collect();
    hits.push(
        Hit::new(Owner::Element(ElementId::PLAN), level.at)
            .fact("case", "each")
            .fact("promised", "element")
            .fact("elements", elements.len())
            .fact("rows", rows.len())
            .list("which", which)
            .related(Owner::Element(*first), plan.element(*first).key, "other"),
    );
}
