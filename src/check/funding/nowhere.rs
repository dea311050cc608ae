//! Allocations that name nothing which they are for.

use crate::check::Hit;
use crate::plan::{ElementId, FieldValue, Plan};

pub(super) const FACTS: &[&str] = &[];

pub(super) fn run(plan: &Plan, id: ElementId, hits: &mut Vec<Hit>) {
    let allocation = plan.element(id);
    let names_nothing = match allocation.field("to").map(|field| &field.value) {
        None | Some(FieldValue::Blank) => true,
        Some(FieldValue::Links(links)) => links.is_empty(),
        // Of a wrong type, which was reported.
        Some(_) => false,
    };
    if names_nothing && !plan.is_misspelt(id, "to") && !plan.is_incomplete(id) {
        hits.push(Hit::on_field(id, allocation, "to"));
    }
}
