//! `direction`: the declared direction against the way from baseline to target.

use rust_decimal::Decimal;
use serde::Deserialize;

use super::{Check, Context, Hit, Owner, Subject};
use crate::expression::number;
use crate::finding::Safety;
use crate::indicator::unit::{change_and_standstill, is_named, is_rate, levels};
use crate::lexicon::List;
use crate::plan::{Element, ElementId};

/// Parameters.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Direction {
    /// How far a value that is to be maintained may be from its baseline, in percent of the baseline: a floor just
    /// below the present value is no change of course.
    maintain_within: u32,
}

impl Direction {
    /// Whether the target lies the other way, or away from where it is to stay.
    fn is_contradicted(&self, direction: &str, from: Decimal, to: Decimal) -> bool {
        match direction {
            "increase" => to < from,
            "decrease" => to > from,
            "maintain" => {
                let allowed = from.abs() * Decimal::from(self.maintain_within) / Decimal::ONE_HUNDRED;
                (to - from).abs() > allowed
            }
            _ => false,
        }
    }
}

impl Check for Direction {
    fn facts(&self) -> &'static [&'static str] {
        &["from", "to", "by"]
    }

    fn run(&self, cx: &Context<'_>, subject: Subject, hits: &mut Vec<Hit>) {
        let Some(id) = subject.element() else { return };
        let element = cx.element(id);
        let (Some(direction), Some(target)) = (element.word("direction"), element.target()) else { return };
        let at_direction = element.place_of("direction");

        if let Some(change) = &target.change {
            if let Some((by, standstill)) = change_and_standstill(&change.value)
                && self.is_contradicted(direction, standstill, by.value)
            {
                let hit = Hit::new(Owner::Element(id), by.at).fact("by", number(by.value));
                hits.push(hit.related(Owner::Element(id), at_direction, "direction"));
            }
            return;
        }
        if direction == "eliminate" {
            hits.extend(
                remainder(cx, id, element).map(|hit| hit.related(Owner::Element(id), at_direction, "direction")),
            );
            return;
        }
        let Some(baseline) = element.baseline() else { return };
        let Some((from, to)) = levels(cx.lexicon, element, baseline, target) else { return };
        if self.is_contradicted(direction, from, to) {
            // The values may be wrong as well; which of them is the author's to say, but a word can be taken for a slip.
            let way = if to > from { "increase" } else { "decrease" };
            hits.push(
                Hit::new(Owner::Element(id), target.place())
                    .fact("from", number(from))
                    .fact("to", number(to))
                    .related(Owner::Element(id), baseline.place(), "baseline")
                    .related(Owner::Element(id), at_direction, "direction")
                    .replace(Safety::Unsafe, at_direction, direction, way),
            );
        }
    }
}

/// What a target leaves of a thing that is to be eliminated. A disease counts as eliminated below a rate, so that only
/// of things that are counted something is left.
fn remainder(cx: &Context<'_>, id: ElementId, element: &Element) -> Option<Hit> {
    let target = element.target()?;
    let left = target.number().filter(|left| !left.is_zero())?;
    let in_unit = target.unit_in(element).is_some_and(|unit| is_rate(cx.lexicon, unit));
    if in_unit || is_named(cx.lexicon, List::Average, element) {
        return None;
    }
    Some(Hit::new(Owner::Element(id), target.place()).fact("to", number(left)))
}
