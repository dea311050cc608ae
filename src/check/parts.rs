//! `parts`: values of groups against the value of the whole.

use std::collections::HashMap;

use rust_decimal::Decimal;
use serde::Deserialize;

use super::{Check, Context, Hit, Owner, Subject};
use crate::expression::number;
use crate::indicator::unit::{is_count, levels};
use crate::plan::{Element, ElementId, Measure, MeasureRole, Part};

/// What is asked of the parts.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", tag = "ask")]
pub(super) enum Parts {
    /// That no group is larger than the whole, where things are counted.
    WithinWhole,
    /// That from the first value to the target no group moves further than the whole, or against it.
    WithTheWhole,
}

impl Check for Parts {
    fn facts(&self) -> &'static [&'static str] {
        match self {
            Self::WithinWhole => &["role", "group", "part", "whole", "unit_of_value"],
            Self::WithTheWhole => &["group", "part_from", "part_to", "whole_from", "whole_to", "against"],
        }
    }

    fn run(&self, cx: &Context<'_>, subject: Subject, hits: &mut Vec<Hit>) {
        let Some(id) = subject.element() else { return };
        let element = cx.element(id);
        match (self, subject) {
            (Self::WithinWhole, Subject::Measure(_, role, index)) => {
                let measure = element.measures(role).get(index);
                hits.extend(measure.into_iter().flat_map(|measure| larger_parts(cx, id, element, measure)));
            }
            (Self::WithTheWhole, Subject::Element(_)) => hits.extend(strayed_parts(cx, id, element)),
            _ => {}
        }
    }
}

fn larger_parts<'h>(cx: &Context<'_>, id: ElementId, element: &'h Element, measure: &'h Measure) -> Vec<Hit> {
    let Some(whole) = measure.number() else { return Vec::new() };
    // With values below zero a group may exceed the sum of all.
    let signed = whole < Decimal::ZERO || measure.parts.iter().any(|part| part.value.value < Decimal::ZERO);
    let mut larger = measure.parts.iter().filter(|part| part.value.value > whole).peekable();
    if signed || measure.change.is_some() || larger.peek().is_none() {
        return Vec::new();
    }
    let unit = measure.unit_in(element).filter(|unit| is_count(cx.lexicon, element, unit));
    let Some(unit) = unit else { return Vec::new() };
    let hit = |part: &Part| {
        Hit::new(Owner::Element(id), part.value.at)
            .fact("role", measure.role.name())
            .fact("group", &*part.group.value)
            .fact("part", number(part.value.value))
            .fact("whole", number(whole))
            .fact("unit_of_value", unit)
            .related(Owner::Element(id), measure.place(), "whole")
    };
    larger.map(hit).collect()
}

/// The value that a way begins with: the baseline where it is broken down, else the last actual that is.
fn first_value(element: &Element) -> Option<&Measure> {
    let has_parts = |measure: &&Measure| !measure.parts.is_empty() && measure.number().is_some();
    let actuals = element.measures(MeasureRole::Actual).iter().filter(has_parts);
    let last = actuals.reduce(|last, next| match (last.date, next.date) {
        (Some(a), Some(b)) if b.value.compare(a.value).is_lt() => last,
        _ => next,
    });
    element.baseline().filter(has_parts).or(last)
}

fn strayed_parts(cx: &Context<'_>, id: ElementId, element: &Element) -> Vec<Hit> {
    let (Some(first), Some(target)) = (first_value(element), element.target()) else { return Vec::new() };
    let Some((whole_from, whole_to)) = levels(cx.lexicon, element, first, target) else { return Vec::new() };
    let counted = target.unit_in(element).is_some_and(|unit| is_count(cx.lexicon, element, unit));
    let way = whole_to - whole_from;
    let key = |part: &Part| (part.dimension.clone(), part.group.value.clone());
    let before: HashMap<_, &Part> = first.parts.iter().map(|part| (key(part), part)).collect();
    let mut hits = Vec::new();
    for part in &target.parts {
        let Some(earlier) = before.get(&key(part)) else { continue };
        let moved = part.value.value - earlier.value.value;
        // Where the whole stays, groups may change places.
        let against = !moved.is_zero() && !way.is_zero() && moved.is_sign_negative() != way.is_sign_negative();
        let further = counted && !way.is_zero() && !against && moved.abs() > way.abs();
        // A group larger than the whole is the other rule's.
        let larger = counted && part.value.value > whole_to;
        if (against || further) && !larger {
            hits.push(
                Hit::new(Owner::Element(id), part.value.at)
                    .fact("group", &*part.group.value)
                    .fact("part_from", number(earlier.value.value))
                    .fact("part_to", number(part.value.value))
                    .fact("whole_from", number(whole_from))
                    .fact("whole_to", number(whole_to))
                    .fact("against", against)
                    .related(Owner::Element(id), earlier.value.at, "part-before")
                    .related(Owner::Element(id), target.place(), "whole"),
            );
        }
    }
    hits
}
