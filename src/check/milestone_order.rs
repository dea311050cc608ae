//! `milestone-order`: milestones that do not lead from the baseline to the target.

use std::collections::BTreeSet;

use rust_decimal::Decimal;
use serde::Deserialize;

use super::{Check, Context, Hit, Owner, Subject};
use crate::expression::number;
use crate::indicator::heading::Heading;
use crate::indicator::unit::comparable;
use crate::plan::{Element, ElementId, Kind, Measure, MeasureRole, Plan, PlanDate};
use crate::source::{Located, Location};

/// No parameters.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct MilestoneOrder {}

impl Check for MilestoneOrder {
    fn facts(&self) -> &'static [&'static str] {
        &["problem", "given", "when", "other", "other_when", "unit"]
    }

    /// Where a format cannot say whether values replace each other or are those of single years, nobody can tell their order.
    fn needs(&self) -> BTreeSet<(Kind, &'static str)> {
        BTreeSet::from([(Kind::Indicator, "milestones"), (Kind::Indicator, "aggregation")])
    }

    fn run(&self, cx: &Context<'_>, subject: Subject, hits: &mut Vec<Hit>) {
        let Some(id) = subject.element() else { return };
        let element = cx.element(id);
        let milestones = element.measures(MeasureRole::Milestone);
        if milestones.is_empty() {
            return;
        }
        let before = hits.len();
        dates(cx.plan, id, element, hits);
        // Where the order in time is not clear, neither is the order of the values.
        if hits.len() == before {
            values(cx, id, element, hits);
        }
    }
}

/// Baseline, milestones in the order written, target: each must be dated after the one before it.
fn dates(plan: &Plan, id: ElementId, element: &Element, hits: &mut Vec<Hit>) {
    let course = element
        .baseline()
        .into_iter()
        .filter(|baseline| !ends_the_course(baseline, element))
        .chain(element.measures(MeasureRole::Milestone))
        .chain(element.target())
        .filter_map(|measure| Some((measure, measure.date?)));
    let mut previous: Option<(&Measure, Located<PlanDate>)> = None;
    for (measure, date) in course {
        if let Some((earlier, earlier_date)) = previous {
            let of_milestone = [earlier.role, measure.role].contains(&MeasureRole::Milestone);
            // A year and a month of it cannot be told apart; the same date twice can.
            let backwards = date.value.compare(earlier_date.value).is_lt() || date.value == earlier_date.value;
            if backwards && of_milestone {
                let pair = [(earlier, earlier_date.at), (measure, date.at)];
                // The milestone is at fault, not the target that ends the course.
                let [(faulty, at), (other, other_at)] =
                    if measure.role == MeasureRole::Target { pair } else { [pair[1], pair[0]] };
                hits.push(hit(plan, id, at, "date", faulty, other).related(Owner::Element(id), other_at, label(other)));
            }
        }
        previous = Some((measure, date));
    }
}

/// Whether a baseline is dated behind the target: then it is the baseline that is wrong, and another rule speaks.
fn ends_the_course(baseline: &Measure, element: &Element) -> bool {
    let dates = (baseline.date, element.target().and_then(|target| target.date));
    matches!(dates, (Some(first), Some(last)) if first.value.compare(last.value).is_gt())
}

fn values(cx: &Context<'_>, id: ElementId, element: &Element, hits: &mut Vec<Hit>) {
    // A J-curve is to fall before it rises; yearly values that add up may be of any size.
    if element.word("trajectory") == Some("j-curve") || element.word("aggregation") == Some("annual") {
        return;
    }
    let valued = |measure| -> Option<(&Measure, Decimal)> { Some((measure, Measure::number(measure)?)) };
    let baseline = element.baseline().and_then(valued);
    let target = element.target().and_then(valued);
    let milestones: Vec<(&Measure, Decimal)> =
        element.measures(MeasureRole::Milestone).iter().filter_map(valued).collect();
    let from = baseline.or(milestones.first().copied());
    let whole_way = match (from, target) {
        (Some(from), Some(to)) if comparable(cx.lexicon, element, from.0, to.0) => Heading::between(from.1, to.1),
        _ => None,
    };
    let heading = match (Heading::declared(element), whole_way) {
        // Where baseline and target contradict the direction, another rule speaks.
        (Some(declared), Some(way)) if declared != way => return,
        (declared, way) => declared.or(way),
    };
    let Some(heading) = heading.filter(|heading| *heading != Heading::Hold) else { return };
    let mut previous = baseline;
    for &(milestone, value) in &milestones {
        let fits = |other: &(&Measure, Decimal)| comparable(cx.lexicon, element, milestone, other.0);
        let behind = previous.filter(|other| fits(other) && heading.is_past(other.1, value));
        let beyond = target.filter(|other| fits(other) && heading.is_past(value, other.1));
        if let Some((other, _)) = behind {
            let problem = if other.role == MeasureRole::Baseline { "below-baseline" } else { "back" };
            let hit = hit(cx.plan, id, milestone.place(), problem, milestone, other);
            hits.push(hit.related(Owner::Element(id), other.place(), label(other)));
        } else if let Some((other, _)) = beyond {
            let hit = hit(cx.plan, id, milestone.place(), "beyond-target", milestone, other);
            hits.push(hit.related(Owner::Element(id), other.place(), label(other)));
        }
        previous = Some((milestone, value));
    }
}

fn label(measure: &Measure) -> &'static str {
    match measure.role {
        MeasureRole::Baseline => "baseline",
        MeasureRole::Target => "target",
        MeasureRole::Milestone => "milestone",
        MeasureRole::Actual => "actual",
    }
}

fn hit(plan: &Plan, id: ElementId, at: Location, problem: &'static str, given: &Measure, other: &Measure) -> Hit {
    let date = |measure: &Measure| measure.date.map(|date| date.value.to_string());
    Hit::new(Owner::Element(id), at)
        .fact("problem", problem)
        .fact("given", given.number().map(number))
        .fact("when", date(given))
        .fact("other", other.number().map(number))
        .fact("other_when", date(other))
        .fact("unit", plan.unit_of(id, MeasureRole::Target))
}
