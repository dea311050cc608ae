//! Elements to which nothing is allocated.

use crate::check::{Hit, Owner};
use crate::plan::{Element, ElementId, FieldValue, Kind, NoteKind, Plan};

pub(super) const FACTS: &[&str] = &["case", "allocation"];

/// The elements that a plan's resources are to reach, where it promises no level or all of them.
const ELEMENTS: &[Kind] = &[Kind::Priority, Kind::Outcome, Kind::Enabler];
/// Parts whose money is their whole's.
const PARTS: &[Kind] = &[Kind::Target, Kind::Outcome, Kind::Output, Kind::Activity];

pub(super) fn run(plan: &Plan, hits: &mut Vec<Hit>) {
    let Some(resources) = &plan.resources else {
        // `resources:` of a wrong type was reported.
        if plan.root().field("resources").is_none() {
            hits.push(Hit::on(ElementId::PLAN, plan.root()).fact("case", "no-resources"));
        }
        return;
    };
    let allocates = !plan.of_kind(Kind::Allocation).is_empty();
    if !allocates && may_allocate_unread(plan) {
        return;
    }
    if !allocates && resources.field("level").is_none() {
        hits.push(Hit::new(Owner::Element(ElementId::PLAN), resources.key).fact("case", "nothing-allocated"));
        return;
    }
    let asked = asked(plan, resources, allocates);
    for &kind in &asked {
        for &id in plan.of_kind(kind) {
            let funded = plan.funded_through(id).is_some() || is_funded_by_parts(plan, id);
            if !funded && !is_left_to_parts(plan, id, &asked) {
                hits.push(hit(plan, id, resources));
            }
        }
    }
}

/// Whether allocations may be given where they could not be read.
fn may_allocate_unread(plan: &Plan) -> bool {
    let unreadable = |kind: &NoteKind| matches!(kind, NoteKind::InvalidValue { key, .. } if &**key == "allocations");
    plan.notes.iter().any(|note| unreadable(&note.kind))
}

/// The kinds of element that must be funded: those at the level promised, and others of which one is named.
fn asked(plan: &Plan, resources: &Element, allocates: bool) -> Vec<Kind> {
    let named = |kind: Kind| {
        let has_own = |&id: &ElementId| plan.index().incoming(id).iter().any(|&link| is_allocation(plan, link));
        allocates && plan.of_kind(kind).iter().any(has_own)
    };
    let (mut asked, others): (Vec<Kind>, &[Kind]) = match resources.word("level") {
        Some("goal") => (vec![Kind::Goal], &[Kind::Enabler]),
        Some("priority") => (vec![Kind::Priority], &[Kind::Enabler]),
        Some("outcome") => (vec![Kind::Outcome], &[Kind::Enabler]),
        Some(_) => (ELEMENTS.to_vec(), &[Kind::Output]),
        None if allocates => (ELEMENTS.to_vec(), &[Kind::Goal]),
        None => (Vec::new(), &[]),
    };
    asked.extend(others.iter().copied().filter(|&kind| named(kind)));
    asked
}

fn is_allocation(plan: &Plan, link: crate::plan::LinkId) -> bool {
    plan.link(link).relation == crate::plan::Relation::AllocatesTo
}

fn has_own_funds(plan: &Plan, id: ElementId) -> bool {
    plan.allocations_to(id).any(|allocation| plan.gives_something(allocation))
}

/// Whether all parts of one kind are funded, or all outputs that bring an outcome about: then the whole has their
/// money.
fn is_funded_by_parts(plan: &Plan, id: ElementId) -> bool {
    let funded = |part: ElementId| has_own_funds(plan, part) || is_funded_by_parts(plan, part);
    let is_outcome = plan.element(id).kind == Kind::Outcome;
    let mut outputs = plan.attached_to(id, Kind::Output).filter(|_| is_outcome).peekable();
    (outputs.peek().is_some() && outputs.all(funded))
        || PARTS.iter().any(|&kind| {
            let mut parts = plan.children_of_kind(id, kind).peekable();
            parts.peek().is_some() && parts.all(funded)
        })
}

/// Whether money goes to some parts of an element, and those that get none are reported themselves.
fn is_left_to_parts(plan: &Plan, id: ElementId, asked: &[Kind]) -> bool {
    PARTS
        .iter()
        .filter(|kind| asked.contains(kind))
        .any(|&kind| plan.children_of_kind(id, kind).any(|part| has_own_funds(plan, part)))
}

fn hit(plan: &Plan, id: ElementId, resources: &Element) -> Hit {
    let element = plan.element(id);
    // Whatever is allocated to the element amounts to nothing, or it would be funded.
    let named: Vec<(ElementId, &Element)> =
        plan.allocations_to(id).map(|allocation| (allocation, plan.element(allocation))).collect();
    let hit = if let Some((_, zero)) = named.iter().find(|(_, allocation)| allocation.field("amount").is_some()) {
        let case = if zero.number("amount").is_some() { "zero" } else { "empty" };
        let at = zero.place_of("amount");
        Hit::new(Owner::Element(id), at).fact("case", case).fact("allocation", &*zero.id)
    } else if let Some((allocation, empty)) = named.first() {
        let hit = Hit::on(id, element).fact("case", "empty").fact("allocation", &*empty.id);
        hit.related(Owner::Element(*allocation), empty.key, "allocation")
    } else {
        Hit::on(id, element).fact("case", "none")
    };
    match resources.field("level") {
        Some(level) if level.value != FieldValue::Blank => {
            hit.related(Owner::Element(ElementId::PLAN), level.at, "level")
        }
        _ => hit,
    }
}
