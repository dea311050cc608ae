//! Money of which it is not said who spends it, beside money of which it is.
//!
//! Whoever owns an element spends what it gets, so that an owner settles it. That a unit spends and owns nothing is no
//! fault: units that buy, pay and host for others do so.

use crate::check::Hit;
use crate::money::allocations::{elements_of, is_to_everything};
use crate::plan::{ElementId, Kind, Plan};

pub(super) const FACTS: &[&str] = &["others"];

pub(super) fn run(plan: &Plan, hits: &mut Vec<Hit>) {
    let allocations = plan.of_kind(Kind::Allocation);
    let named = allocations.iter().filter(|&&id| plan.element(id).has("by")).count();
    if named == 0 {
        return;
    }
    for &id in allocations {
        let allocation = plan.element(id);
        let settled = allocation.has("by")
            || allocation.has("absorbed-by")
            || !plan.gives_something(id)
            || is_to_everything(plan, id)
            || plan.is_misspelt(id, "by")
            || plan.is_incomplete(id);
        let mut elements = elements_of(plan, id).peekable();
        let ownerless = |element: ElementId| plan.inherited(element, "owner").is_none();
        if !settled && elements.peek().is_some() && elements.any(ownerless) {
            hits.push(Hit::on(id, allocation).fact("others", named));
        }
    }
}
