//! `total`: what a total of the resources must say for others to add it up.

use std::collections::BTreeSet;

use jiff::ToSpan;
use serde::Deserialize;

use super::{Check, Context, Hit, Owner, Subject};
use crate::plan::{ElementId, Kind, Total};

/// Parameters.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct TotalCheck {
    /// What is asked.
    question: Question,
    /// For how many years one total may be.
    #[serde(default = "one")]
    longest_years: i16,
}

const fn one() -> i16 {
    1
}

/// What is asked of each total.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Question {
    /// Is its currency given, there or for the plan?
    Currency,
    /// Is its period short enough?
    Length,
}

impl Check for TotalCheck {
    fn facts(&self) -> &'static [&'static str] {
        &["from", "to", "years"]
    }

    fn needs(&self) -> BTreeSet<(Kind, &'static str)> {
        BTreeSet::from([(Kind::Plan, "resources")])
    }

    fn run(&self, cx: &Context<'_>, subject: Subject, hits: &mut Vec<Hit>) {
        if subject != Subject::Element(ElementId::PLAN) {
            return;
        }
        hits.extend(cx.plan.totals.iter().filter_map(|total| match self.question {
            Question::Currency => without_currency(cx, total),
            Question::Length => self.too_long(total),
        }));
    }
}

fn without_currency(cx: &Context<'_>, total: &Total) -> Option<Hit> {
    let named = total.fields.has("currency") || cx.plan.root().has("currency");
    let amount = total.fields.field("amount").filter(|amount| amount.is_given() && !named)?;
    Some(Hit::new(Owner::Element(ElementId::PLAN), amount.at))
}

impl TotalCheck {
    fn too_long(&self, total: &Total) -> Option<Hit> {
        let period = total.fields.period("period")?;
        let (start, end) = (period.start?.value, period.end?);
        let limit = start.first_day().checked_add(i32::from(self.longest_years).years()).ok()?;
        (end.value.last_day() > limit).then(|| {
            Hit::new(Owner::Element(ElementId::PLAN), end.at)
                .fact("from", start.to_string())
                .fact("to", end.value.to_string())
                .fact("years", i64::from(self.longest_years))
        })
    }
}
