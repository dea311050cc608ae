//! `past-period`: results that lie beyond the plan's period, with nothing to measure progress by within it.

use serde::Deserialize;

use super::{Check, Context, Hit, Owner, Subject, stated};
use crate::plan::{Element, ElementId, Kind, MeasureRole, Period, Plan, PlanDate};
use crate::source::Located;

/// No parameters.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PastPeriod {}

impl Check for PastPeriod {
    fn facts(&self) -> &'static [&'static str] {
        &["date", "end"]
    }

    fn run(&self, cx: &Context<'_>, subject: Subject, hits: &mut Vec<Hit>) {
        let Some(id) = subject.element() else { return };
        let Some(period) = cx.plan.period() else { return };
        let Some(end) = period.end else { return };
        // The milestone may stand in lines that could not be read.
        if cx.plan.is_incomplete(id) {
            return;
        }
        let element = cx.element(id);
        let date = match element.kind {
            Kind::Indicator => of_indicator(cx.plan, id, period),
            Kind::Plan => of_plan(cx, period),
            _ => of_result(cx.plan, id),
        };
        let Some((holder, date)) = date.filter(|(_, date)| date.value.compare(end.value).is_gt()) else { return };
        let dates = |hit: Hit| hit.fact("date", date.value.to_string()).fact("end", end.value.to_string());
        let hit = if holder == id {
            dates(Hit::new(Owner::Element(id), date.at))
        } else {
            // The date stands elsewhere; the milestone is missing beside the target value.
            let at = element.target().map_or(element.key, |target| target.place());
            dates(Hit::new(Owner::Element(id), at)).related(Owner::Element(holder), date.at, "deadline")
        };
        hits.push(hit.related(Owner::Element(ElementId::PLAN), end.at, "period"));
    }
}

/// A date, and the element that gives it.
type Dated = (ElementId, Located<PlanDate>);

/// When an indicator's target value is due, unless a milestone lies within the period, or may.
fn of_indicator(plan: &Plan, id: ElementId, period: Period) -> Option<Dated> {
    let element = plan.element(id);
    element.target().filter(|target| target.has_value())?;
    let due = plan.due_of_indicator(id)?;
    let within = element.measures(MeasureRole::Milestone).iter().any(|milestone| {
        // One without a date may be meant for the period.
        milestone.date.is_none_or(|date| lies_within(date.value, period))
    });
    (!within && !unread(element, "milestones")).then_some(due)
}

/// The deadline of a target or outcome that no indicator gives a value for.
fn of_result(plan: &Plan, id: ElementId) -> Option<Dated> {
    let deadline = plan.element(id).date("deadline")?;
    let speaks = |id: ElementId| {
        let indicator = plan.element(id);
        let some_value = indicator.target().is_some_and(|target| target.value.is_some() || target.change.is_some());
        some_value || indicator.has("milestones") || unread(indicator, "target")
    };
    (!plan.indicators_of(id).any(speaks)).then_some((id, deadline))
}

/// The plan's default deadline or horizon, where no target or indicator gives a date or a milestone that could be asked
/// about by itself: one gap of the whole plan, not one for each target.
fn of_plan(cx: &Context<'_>, period: Period) -> Option<Dated> {
    let plan = cx.plan;
    let default = plan.root().date("default-deadline");
    let date = default.or_else(|| plan.root().date("horizon"))?;
    let indicators = plan.of_kind(Kind::Indicator);
    let targets = plan.of_kind(Kind::Target);
    let dated = |id: ElementId| {
        let indicator = plan.element(id);
        let date = indicator
            .target()
            .is_some_and(|target| target.date.is_some() || target.flawed || (default.is_some() && target.has_value()));
        date || indicator.has("milestones") || unread(indicator, "target")
    };
    let stated = |id: ElementId| {
        plan.element(id).has("deadline")
            || stated::years(cx, id).filter_map(PlanDate::year_only).any(|year| lies_within(year, period))
    };
    let asked = !(indicators.is_empty() && targets.is_empty());
    let mut results = targets.iter().chain(plan.of_kind(Kind::Outcome)).copied();
    let silent = !indicators.iter().copied().any(dated) && !results.any(stated);
    (asked && silent).then_some((ElementId::PLAN, date))
}

fn lies_within(date: PlanDate, period: Period) -> bool {
    let from = period.start.is_none_or(|start| !date.compare(start.value).is_lt());
    from && period.end.is_none_or(|end| !date.compare(end.value).is_gt())
}

fn unread(element: &Element, name: &str) -> bool {
    element.field(name).is_some_and(|field| field.value == crate::plan::FieldValue::Invalid)
}
