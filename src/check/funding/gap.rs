//! More needed than there is, and nothing said of the difference.

use crate::check::{Hit, Owner};
use crate::expression::number;
use crate::money::given::{Given, currency};
use crate::plan::{ElementId, Plan};

pub(super) const FACTS: &[&str] = &["required", "have", "missing", "unit"];

pub(super) fn run(plan: &Plan, id: ElementId, hits: &mut Vec<Hit>) {
    let allocation = plan.element(id);
    if allocation.has("gap") || allocation.has("source") {
        return;
    }
    // What is allocated is what there is, where nothing is said of what is sure.
    let secured = match Given::of(allocation, "secured") {
        Given::Nothing => "amount",
        Given::Number(_) | Given::Unknown => "secured",
    };
    let (required, have) = (Given::of(allocation, "required").number(), Given::of(allocation, secured).number());
    let Some((required, have)) = required.zip(have).filter(|(required, have)| required > have) else { return };
    hits.push(
        Hit::on_field(id, allocation, secured)
            .fact("required", number(required))
            .fact("have", number(have))
            .fact("missing", number(required.saturating_sub(have)))
            .fact("unit", currency(plan, allocation).map(|code| format!("{code} ")).unwrap_or_default())
            .related(Owner::Element(id), allocation.place_of("required"), "required"),
    );
}
