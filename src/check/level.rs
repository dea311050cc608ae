//! Whether the fields of an indicator say what is to be reached, so that its words need not.

use super::{Context, stated};
use crate::plan::{Element, ElementId, FieldValue, Kind, Measure, MeasureRole, MeasureValue};

/// Whether an indicator sets a level or a change, or tried to: an open value is a matter of placeholders.
pub(super) fn sets_level(indicator: &Element) -> bool {
    let field_unreadable = |name| matches!(indicator.field(name).map(|field| &field.value), Some(FieldValue::Invalid));
    let level = |measure: &Measure| {
        let changes = measure.change.as_ref().is_some_and(|change| change.value.by.is_some());
        measure.value.is_some() || measure.flawed || changes || !measure.parts.is_empty()
    };
    let implied = match indicator.word("direction") {
        // Zero is the level that is to be reached.
        Some("eliminate") => true,
        // The level that is to be held is the baseline's.
        Some("maintain") => indicator
            .baseline()
            .is_some_and(|baseline| baseline.value.as_ref().is_some_and(|value| value.value != MeasureValue::Blank)),
        _ => false,
    };
    let planned = [MeasureRole::Target, MeasureRole::Milestone];
    implied
        || ["target", "milestones"].into_iter().any(field_unreadable)
        || planned.into_iter().flat_map(|role| indicator.measures(role)).any(level)
}

/// Whether an indicator sets a level: the element itself, where it is one, or one that measures it.
pub(super) fn is_measured(cx: &Context<'_>, id: ElementId) -> bool {
    let element = cx.element(id);
    if element.kind == Kind::Indicator {
        return sets_level(element);
    }
    cx.plan.indicators_of(id).any(|indicator| sets_level(cx.element(indicator)))
}

/// Whether an element says how much: by an indicator's level, or in its own words.
pub(super) fn gives_amount(cx: &Context<'_>, id: ElementId) -> bool {
    is_measured(cx, id) || stated::gives_amount(cx, id)
}
