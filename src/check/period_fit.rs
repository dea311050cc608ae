//! `period-fit`: money for other years than the plan's, or a plan that carries out another one's other years.

use serde::Deserialize;

use super::{Check, Context, Hit, Owner, Subject};
use crate::plan::{Element, ElementId, Kind, Period, Total};

/// No parameters.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PeriodFit {}

impl Check for PeriodFit {
    fn facts(&self) -> &'static [&'static str] {
        &["problem", "from", "to", "plan_from", "plan_to", "other_plan"]
    }

    fn run(&self, cx: &Context<'_>, subject: Subject, hits: &mut Vec<Hit>) {
        let Some(id) = subject.element() else { return };
        let Some(own) = cx.plan.period() else { return };
        let element = cx.element(id);
        if element.kind != Kind::Plan {
            hits.extend(outside(id, element, own, "allocation").map(|hit| against_plan(cx, hit)));
            return;
        }
        // Of the totals of several budget periods, the first and the last may stick out: budgets are made by the year.
        let several = cx.plan.totals.len() > 1;
        let wholly = |total: &&Total| total.fields.period("period").is_some_and(|period| !overlap(period, own));
        let totals = cx.plan.totals.iter().filter(|total| !several || wholly(total));
        let totals = totals.filter_map(|total| outside(id, &total.fields, own, "total"));
        hits.extend(totals.map(|hit| against_plan(cx, hit)));
        // A rolling operational plan may begin or end outside; one that shares no day with the other is not its plan.
        let Some(other) = &cx.plan.implemented else { return };
        let Some(theirs) = other.period().filter(|theirs| !overlap(own, *theirs)) else { return };
        let hit = with_dates(Hit::on_field(id, element, "period"), "implements", theirs, own);
        let at = other.root().place_of("period");
        hits.push(hit.fact("other_plan", other.id()).related(Owner::Implemented(ElementId::PLAN), at, "period"));
    }
}

/// A hit where the period of an allocation or a total sticks out of the plan's.
fn outside(owner: ElementId, holder: &Element, plan: Period, problem: &'static str) -> Option<Hit> {
    let period = holder.period("period")?;
    let early = matches!((period.start, plan.start), (Some(a), Some(b)) if a.value.compare(b.value).is_lt());
    let late = matches!((period.end, plan.end), (Some(a), Some(b)) if a.value.compare(b.value).is_gt());
    let wholly = !overlap(period, plan);
    let at = match (early, late) {
        (true, false) if !wholly => period.start.map(|start| start.at),
        (false, true) if !wholly => period.end.map(|end| end.at),
        _ => None,
    };
    let hit = Hit::new(Owner::Element(owner), at.unwrap_or(holder.place_of("period")));
    (early || late || wholly).then(|| with_dates(hit, problem, period, plan))
}

fn against_plan(cx: &Context<'_>, hit: Hit) -> Hit {
    hit.related(Owner::Element(ElementId::PLAN), cx.plan.root().place_of("period"), "period")
}

fn with_dates(hit: Hit, problem: &'static str, period: Period, plan: Period) -> Hit {
    let date = |date: Option<crate::source::Located<crate::plan::PlanDate>>| date.map(|date| date.value.to_string());
    hit.fact("problem", problem)
        .fact("from", date(period.start))
        .fact("to", date(period.end))
        .fact("plan_from", date(plan.start))
        .fact("plan_to", date(plan.end))
}

/// Whether two periods share a day, as far as their ends are known.
fn overlap(a: Period, b: Period) -> bool {
    let apart = |end: Period, start: Period| matches!((end.end, start.start), (Some(end), Some(start)) if end.value.compare(start.value).is_lt());
    !apart(a, b) && !apart(b, a)
}
