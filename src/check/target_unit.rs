//! `target-unit`: a value, or the place for one, without its unit.

use serde::Deserialize;

use super::{Check, Context, Hit, Subject};
use crate::expression::number;
use crate::lexicon::List;
use crate::plan::{Element, ElementId, FieldValue, Kind, LinkTarget, Measure, MeasureRole, Relation, TextEntry};

/// Parameters.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct TargetUnit {
    /// Whether indicators of targets are asked for their unit before they have a value, where their name does not tell.
    before_value: bool,
}

impl Check for TargetUnit {
    fn facts(&self) -> &'static [&'static str] {
        &["given", "role"]
    }

    fn run(&self, cx: &Context<'_>, subject: Subject, hits: &mut Vec<Hit>) {
        let Some(id) = subject.element() else { return };
        let element = cx.element(id);
        // Steps of a scale have no unit; and it may stand in lines that could not be read.
        let has_scale = element.word("type") == Some("qualitative") || element.has("scale");
        if has_scale || element.has("unit") || cx.plan.is_incomplete(id) {
            return;
        }
        let unitless: Vec<(&Measure, rust_decimal::Decimal)> =
            by_weight(element).filter_map(|measure| Some((measure, amount(measure)?))).collect();
        let target = unitless.iter().find(|(measure, _)| measure.role == MeasureRole::Target);
        // One value with a unit tells that of its neighbours; only the target must have its own.
        let neighbour = element.all_measures().any(|measure| own_unit(measure).is_some());
        let blank_or = |at| match element.field("unit") {
            Some(field) if field.value == FieldValue::Blank => field.key,
            _ => at,
        };
        let hit = match target.or(unitless.first().filter(|_| !neighbour)) {
            Some((measure, value)) => {
                let mut hit = Hit::on(id, element).fact("given", number(*value)).fact("role", measure.role.name());
                hit.at = blank_or(measure.value.as_ref().map_or(measure.key, |value| value.at));
                hit
            }
            None if self.before_value && !neighbour && waits_for_value(cx, id, element) => {
                let mut hit = Hit::on(id, element);
                hit.at = blank_or(element.key);
                hit
            }
            None => return,
        };
        hits.push(hit);
    }
}

/// The unit that a value brings with it; blank words are none.
fn own_unit(measure: &Measure) -> Option<&str> {
    let of_change = measure.change.as_ref().and_then(|change| change.value.unit.as_ref());
    measure.unit.as_ref().or(of_change).map(|unit| unit.value.trim()).filter(|unit| !unit.is_empty())
}

/// The number of a value that has no unit of its own.
fn amount(measure: &Measure) -> Option<rust_decimal::Decimal> {
    let by = || measure.change.as_ref()?.value.by.as_ref().map(|by| by.value);
    measure.number().or_else(by).filter(|_| own_unit(measure).is_none())
}

fn by_weight(element: &Element) -> impl Iterator<Item = &Measure> {
    [MeasureRole::Target, MeasureRole::Baseline, MeasureRole::Milestone, MeasureRole::Actual]
        .into_iter()
        .flat_map(|role| element.measures(role))
}

/// Whether an indicator measures a target, has no value at all, and its name does not tell what is counted.
fn waits_for_value(cx: &Context<'_>, id: ElementId, element: &Element) -> bool {
    let is_target = |other: ElementId| cx.element(other).kind == Kind::Target;
    let measures_target = element.parent.is_some_and(is_target)
        || cx.plan.index().outgoing(id).iter().map(|&link| cx.plan.link(link)).any(|link| {
            link.relation == Relation::Measures && matches!(link.target, LinkTarget::Element(other) if is_target(other))
        });
    let Some(name) = element.text("name").or_else(|| element.text("title")) else { return false };
    let stands = |list, entry: &TextEntry| cx.lexicon.find(list, &entry.words, &entry.language).is_some();
    let told = name.entries.iter().any(|entry| stands(List::Percent, entry) || stands(List::CountedUnit, entry));
    measures_target
        && !told
        && element.all_measures().all(|measure| measure.value.is_none() && measure.change.is_none())
}
