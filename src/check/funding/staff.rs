//! Money without people.

use std::collections::HashSet;

use rust_decimal::Decimal;

use crate::check::{Hit, Owner};
use crate::money::allocations::{elements_of, is_to_everything};
use crate::money::given::Given;
use crate::money::years::{Lies, Years};
use crate::plan::{Element, ElementId, Kind, Plan};

pub(super) const FACTS: &[&str] = &["case"];

pub(super) fn run(plan: &Plan, hits: &mut Vec<Hit>) {
    let Some(resources) = plan.resources.as_ref() else { return };
    let allocations = plan.of_kind(Kind::Allocation);
    let staffed: Vec<ElementId> = allocations.iter().copied().filter(|&id| plan.element(id).has("staff")).collect();
    let in_total = plan.totals.iter().any(|total| total.fields.has("staff"));
    if staffed.is_empty() && !in_total {
        let absorbed = |&id: &ElementId| plan.element(id).has("absorbed-by");
        if allocations.is_empty() || !plan.totals.is_empty() || !allocations.iter().all(absorbed) {
            hits.push(Hit::new(Owner::Element(ElementId::PLAN), resources.key).fact("case", "none"));
        }
        return;
    }
    if staffed.iter().any(|&id| is_to_everything(plan, id)) {
        return;
    }
    let reach = Reach::of(plan, &staffed);
    for &id in allocations {
        let allocation = plan.element(id);
        let lacks = gives_money(allocation) && !allocation.has("staff") && !allocation.has("absorbed-by");
        let is_gap = !is_in_total(plan, allocation) || is_gap(plan, &staffed, id);
        if lacks && is_gap && !reach.covers(plan, id) {
            hits.push(Hit::on_field(id, allocation, "staff").fact("case", "some"));
        }
    }
}

fn gives_money(allocation: &Element) -> bool {
    let nonzero = |name: &str| Given::of(allocation, name).number().is_some_and(|number| number != Decimal::ZERO);
    ["amount", "secured", "share"].into_iter().any(nonzero)
}

/// Whether a total for the allocation's years, or for years that may be the same, counts people.
fn is_in_total(plan: &Plan, allocation: &Element) -> bool {
    let years = Years::of(plan, allocation);
    plan.totals
        .iter()
        .any(|total| total.fields.has("staff") && years.lies_to(Years::of(plan, &total.fields)) != Lies::Apart)
}

/// Whether most allocations of money beside this one count people, so that the total leaves it open whether any of them
/// work for this one.
fn is_gap(plan: &Plan, staffed: &[ElementId], id: ElementId) -> bool {
    let level = |id: ElementId| elements_of(plan, id).map(|to| plan.element(to).kind).next();
    let own = (level(id), Years::of(plan, plan.element(id)));
    let beside = |other: ElementId| {
        let years = Years::of(plan, plan.element(other));
        gives_money(plan.element(other)) && level(other) == own.0 && years.lies_to(own.1) == Lies::Same
    };
    let all = plan.of_kind(Kind::Allocation).iter().filter(|&&other| beside(other)).count();
    let with = staffed.iter().filter(|&&other| beside(other)).count();
    with >= 2 && with * 2 > all
}

/// The elements that allocations with people reach.
struct Reach {
    /// Named themselves.
    named: HashSet<ElementId>,
    /// Above one that is named.
    above: HashSet<ElementId>,
}

impl Reach {
    fn of(plan: &Plan, staffed: &[ElementId]) -> Self {
        let named: HashSet<ElementId> = staffed.iter().flat_map(|&id| elements_of(plan, id)).collect();
        let above = named.iter().flat_map(|&id| plan.ancestors(id)).collect();
        Self { named, above }
    }

    /// Whether people are counted for an element of the allocation, for a part of it, or for a whole around it.
    fn covers(&self, plan: &Plan, allocation: ElementId) -> bool {
        is_to_everything(plan, allocation)
            || elements_of(plan, allocation).any(|element| {
                self.named.contains(&element)
                    || self.above.contains(&element)
                    || plan.ancestors(element).any(|above| self.named.contains(&above))
            })
    }
}
