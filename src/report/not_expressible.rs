//! What the formats of the plans have no word for: of that, nothing was asked.

use minijinja::Value;

use super::Report;
use crate::format::Format;
use crate::plan::{Capabilities, Kind, Plan};
use crate::rule::Messages;

/// What is worth telling, in the order told: kinds, and fields of kinds.
const TOLD: &[(Kind, &str)] = &[
    (Kind::Allocation, ""),
    (Kind::Risk, ""),
    (Kind::Assumption, ""),
    (Kind::Indicator, ""),
    (Kind::Indicator, "baseline"),
    (Kind::Indicator, "source"),
    (Kind::Indicator, "frequency"),
    (Kind::Target, "deadline"),
    (Kind::Goal, "owner"),
];

/// A line for each format among the report's plans that cannot express all of the plan language.
pub(super) fn lines(report: &Report) -> Vec<String> {
    let mut told: Vec<(&'static str, &Capabilities)> = Vec::new();
    let plans = report.batches.iter().filter_map(|batch| batch.plan.as_deref());
    for (name, capabilities) in plans.filter_map(|plan| Some((plan.format?, &plan.capabilities))) {
        if told.iter().all(|(known, _)| *known != name) {
            told.push((name, capabilities));
        }
    }
    told.iter().map(|(name, capabilities)| line(name, capabilities, report.messages())).collect()
}

/// The line for one plan; none where its format can express all of the plan language.
pub(crate) fn line_of(plan: &Plan, messages: &Messages) -> Option<String> {
    Some(line(plan.format?, &plan.capabilities, messages))
}

fn line(name: &'static str, capabilities: &Capabilities, messages: &Messages) -> String {
    let lacks = |(kind, field): &&(Kind, &str)| match *field {
        "" => !capabilities.has_kind(*kind),
        field => capabilities.has_kind(*kind) && !capabilities.has_field(*kind, field),
    };
    let what: Vec<Value> = TOLD
        .iter()
        .filter(lacks)
        .map(|(kind, field)| match kind.section().filter(|_| field.is_empty()) {
            Some(section) => messages.name("section", section).into(),
            None => messages.name("field", field).into(),
        })
        .collect();
    let title = Format::OF_PLANS.into_iter().find(|format| format.name() == name).map_or(name, Format::title);
    let facts = [("format", Value::from(title)), ("what", Value::from(what))];
    messages.render("report/not-expressible", Value::from_pairs(facts))
}
