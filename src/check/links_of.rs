//! The codes of a framework that an element is linked to, by itself and by what stands above and below it.

use crate::framework::{Entry, Reading, read};
use crate::plan::{ElementId, Framework, Plan};
use crate::suggestion::lineage;

/// The codes of an element, of those above it, of those below it and of the indicators that measure it. None where one
/// of them cannot be read: what it means is not known.
pub(super) fn linked(plan: &Plan, id: ElementId, framework: Framework) -> Option<Vec<&'static Entry>> {
    let mut around: Vec<ElementId> = std::iter::once(id).chain(plan.ancestors(id)).collect();
    around.extend(plan.indicators_of(id));
    let mut next = plan.children(id).to_vec();
    while let Some(below) = next.pop() {
        around.push(below);
        next.extend(plan.children(below));
    }
    let codes = around.iter().flat_map(|&at| plan.element(at).codes(framework.name()));
    codes
        .map(|code| match read(framework, &code.written) {
            Reading::Known { entry, .. } => Some(entry),
            Reading::Unknown { .. } => None,
        })
        .collect()
}

/// The goal of an SDG code, the action line of a WSIS code.
pub(super) fn top(framework: Framework, entry: &'static Entry) -> &'static str {
    lineage(framework, entry)[0]
}
