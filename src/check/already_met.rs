//! `already-met`: a target that asks for no more than there already is.

use serde::Deserialize;

use super::{Check, Context, Hit, Owner, Subject};
use crate::expression::number;
use crate::indicator::heading::Heading;
use crate::indicator::unit::comparable;
use crate::plan::{Element, ElementId, Measure, MeasureRole, Plan};

/// No parameters.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AlreadyMet {}

impl Check for AlreadyMet {
    fn facts(&self) -> &'static [&'static str] {
        &["role", "given", "when", "aim", "unit"]
    }

    fn run(&self, cx: &Context<'_>, subject: Subject, hits: &mut Vec<Hit>) {
        let Some(id) = subject.element() else { return };
        let element = cx.element(id);
        let Some((target, aim)) = element.target().and_then(|target| Some((target, target.number()?))) else { return };
        let known = |measure: &&Measure| !measure.planned && comparable(cx.lexicon, element, measure, target);
        let baseline = element.baseline().filter(known).and_then(|baseline| Some((baseline, baseline.number()?)));
        let heading = Heading::declared(element);
        // Yearly values that add up begin at nothing, whatever the baseline tells of the years before.
        let adds_up = element.word("aggregation") == Some("annual");
        let heading = match (heading, baseline) {
            (Some(Heading::Hold), _) | (None, None) => return,
            // A baseline past the target contradicts the direction; another rule says so.
            (Some(heading), Some((_, start))) if heading.is_past(start, aim) => return,
            (_, Some((measure, start))) if start == aim && !adds_up => {
                hits.push(hit(cx.plan, id, element, measure, target));
                return;
            }
            (Some(heading), _) => heading,
            (None, Some((_, start))) => match Heading::between(start, aim) {
                Some(heading) => heading,
                None => return,
            },
        };
        let last = last_actual(element).filter(|actual| known(actual) && speaks_of_ambition(cx.plan, id, actual));
        if let Some((actual, value)) = last.and_then(|actual| Some((actual, actual.number()?)))
            && !heading.is_past(aim, value)
        {
            hits.push(hit(cx.plan, id, element, actual, target));
        }
    }
}

/// The latest of the dated actuals; where none has a date, the one written last.
fn last_actual(element: &Element) -> Option<&Measure> {
    let actuals = element.measures(MeasureRole::Actual);
    let dated = actuals.iter().filter_map(|actual| Some((actual, actual.date?.value)));
    let latest = dated.reduce(|latest, next| if next.1.compare(latest.1).is_lt() { latest } else { next });
    latest.map(|(actual, _)| actual).or(actuals.last())
}

/// Whether a measured value tells how much the target asks for, not how well it was pursued: measured before the
/// target is due, after the baseline, and for a plan that is closed before it began.
fn speaks_of_ambition(plan: &Plan, id: ElementId, actual: &Measure) -> bool {
    let Some(measured) = actual.date else { return plan.root().word("status") != Some("closed") };
    let before = |other: Option<crate::source::Located<crate::plan::PlanDate>>| {
        other.is_none_or(|other| measured.value.compare(other.value).is_lt())
    };
    let after_baseline = plan
        .element(id)
        .baseline()
        .and_then(|baseline| baseline.date)
        .is_none_or(|baseline| !measured.value.compare(baseline.value).is_lt());
    let start = plan.period().and_then(|period| period.start);
    let prior = plan.root().word("status") != Some("closed") || (start.is_some() && before(start));
    before(plan.due_of_indicator(id).map(|(_, due)| due)) && after_baseline && prior
}

fn hit(plan: &Plan, id: ElementId, element: &Element, met_by: &Measure, target: &Measure) -> Hit {
    let value = |measure: &Measure| measure.number().map(number);
    let label = if met_by.role == MeasureRole::Baseline { "baseline" } else { "actual" };
    Hit::new(Owner::Element(id), target.place())
        .fact("role", met_by.role.name())
        .fact("given", value(met_by))
        .fact("aim", value(target))
        .fact("when", met_by.date.map(|date| date.value.to_string()))
        .fact("unit", plan.unit_of(id, MeasureRole::Target))
        .related(Owner::Element(id), met_by.place(), label)
        .fact("id", &*element.id)
}
