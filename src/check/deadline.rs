//! `deadline`: a date to be reached by that is missing, or lies outside the plan's time.

use serde::Deserialize;

use super::{Check, Context, Hit, Owner, Subject, stated};
use crate::plan::{Capabilities, Element, ElementId, FieldValue, Kind, PlanDate};
use crate::source::Located;

/// Parameters.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Deadline {
    /// What is asked of the date.
    #[serde(default)]
    question: Question,
}

/// What is asked of a date.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Question {
    /// Whether there is one.
    #[default]
    Given,
    /// Whether it lies before the plan begins.
    BeforeStart,
    /// Whether it lies after the horizon, or after the period's end where no horizon is declared.
    AfterHorizon,
}

impl Check for Deadline {
    fn facts(&self) -> &'static [&'static str] {
        &["date", "limit", "horizon_declared"]
    }

    fn can_ask(&self, kind: Kind, capabilities: &Capabilities) -> bool {
        let own = match kind {
            Kind::Plan => capabilities.has_field(kind, "default-deadline"),
            Kind::Indicator => capabilities.has_field(kind, "target"),
            _ => capabilities.has_field(kind, "deadline"),
        };
        let by_indicators = self.question == Question::Given && capabilities.has_field(Kind::Indicator, "target");
        own || (by_indicators && capabilities.has_field(kind, "indicators"))
    }

    fn run(&self, cx: &Context<'_>, subject: Subject, hits: &mut Vec<Hit>) {
        let Some(id) = subject.element() else { return };
        let element = cx.element(id);
        if self.question == Question::Given {
            if is_missing(cx, id, element) {
                hits.push(Hit::on_field(id, element, "deadline"));
            }
            return;
        }
        let Some(date) = date_of(cx, element) else { return };
        let root = cx.plan.root();
        let period = cx.plan.period();
        let (limit, label, outside) = match self.question {
            Question::BeforeStart => {
                let Some(start) = period.and_then(|period| period.start) else { return };
                (start, "period", date.value.compare(start.value).is_lt())
            }
            _ => {
                let horizon = root.date("horizon");
                // A horizon that could not be read is still one.
                let end = || period.and_then(|period| period.end).filter(|_| !root.has("horizon"));
                let Some(limit) = horizon.or_else(end) else { return };
                let label = if horizon.is_some() { "horizon" } else { "period" };
                (limit, label, date.value.compare(limit.value).is_gt())
            }
        };
        if outside {
            let hit = Hit::new(Owner::Element(id), date.at)
                .fact("date", date.value.to_string())
                .fact("limit", limit.value.to_string())
                .fact("horizon_declared", label == "horizon");
            hits.push(hit.related(Owner::Element(ElementId::PLAN), limit.at, label));
        }
    }
}

/// Whether neither fields nor words give a date. A date that could not be read is open, not missing; and a year in the
/// words may be the deadline, which fields cannot tell.
pub(super) fn is_missing(cx: &Context<'_>, id: ElementId, element: &Element) -> bool {
    let open = |field: Option<&crate::plan::Field>| {
        field.is_some_and(|field| matches!(field.value, FieldValue::Placeholder(_) | FieldValue::Invalid))
    };
    let unread = |id: ElementId| {
        let indicator = cx.element(id);
        open(indicator.field("target")) || indicator.target().is_some_and(|target| target.flawed)
    };
    cx.plan.deadline_of(id).is_none()
        && !open(element.field("deadline"))
        && !open(cx.plan.root().field("default-deadline"))
        && !cx.plan.indicators_of(id).any(unread)
        && !stated::gives_deadline(cx, id)
}

/// The date that an element itself gives. An indicator that repeats the deadline of the element above it adds nothing.
fn date_of(cx: &Context<'_>, element: &Element) -> Option<Located<PlanDate>> {
    match element.kind {
        Kind::Plan => element.date("default-deadline"),
        Kind::Indicator => {
            let date = element.target()?.date?;
            let above = cx.element(element.parent?).date("deadline");
            above.is_none_or(|above| above.value.compare(date.value).is_ne()).then_some(date)
        }
        _ => element.date("deadline"),
    }
}
