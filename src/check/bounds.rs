//! `bounds`: values that a share, or the indicator's own maximum, does not allow.

use rust_decimal::Decimal;
use serde::Deserialize;

use super::{Check, Context, Hit, Owner, Subject};
use crate::expression::number;
use crate::indicator::unit::{is_named, is_percent};
use crate::lexicon::List;
use crate::source::Located;

/// Parameters.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Bounds {
    /// The least that a percentage can be.
    least: i64,
    /// The most that a percentage can be, where the indicator declares no maximum.
    most: i64,
}

impl Check for Bounds {
    fn facts(&self) -> &'static [&'static str] {
        &["role", "group", "given", "limit", "above", "declared"]
    }

    fn run(&self, cx: &Context<'_>, subject: Subject, hits: &mut Vec<Hit>) {
        let Subject::Measure(id, role, index) = subject else { return };
        let element = cx.element(id);
        let Some(measure) = element.measures(role).get(index).filter(|measure| measure.change.is_none()) else {
            return;
        };
        // A growth rate or an index is written in percent too, and has no bounds of its own.
        let bounded = measure.unit_in(element).is_some_and(|unit| is_percent(cx.lexicon, unit))
            && !is_named(cx.lexicon, List::Unbounded, element);
        let maximum = element.number("maximum");
        let share = |bound: i64| bounded.then(|| Decimal::from(bound));
        let most = maximum.as_ref().map(|maximum| maximum.value).or_else(|| share(self.most));
        let least = share(self.least);

        let level = measure.number().map(|level| (None, Located::new(level, measure.place())));
        let parts = measure.parts.iter().map(|part| (Some(&*part.group.value), part.value));
        for (group, given) in level.into_iter().chain(parts) {
            let (limit, above) = match (least, most) {
                (_, Some(most)) if given.value > most => (most, true),
                (Some(least), _) if given.value < least => (least, false),
                _ => continue,
            };
            let mut hit = Hit::new(Owner::Element(id), given.at)
                .fact("role", role.name())
                .fact("group", group)
                .fact("given", number(given.value))
                .fact("limit", number(limit))
                .fact("above", above)
                .fact("declared", above && maximum.is_some());
            if let Some(maximum) = maximum.as_ref().filter(|_| above) {
                hit = hit.related(Owner::Element(id), maximum.at, "maximum");
            }
            hits.push(hit);
        }
    }
}
