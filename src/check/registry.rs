//! All checks by name.

use super::{
    Check, already_met, assert, baseline_date, count, data_lag, deadline, measurable, mention, milestone_order,
    numbering, pace, past_period, period_fit, placeholder, placement, presence, reading, suppression,
    target_unit,
};
use crate::nearest::nearest;
use crate::yaml::de::{DeError, DocumentNode};

type Build = fn(&DocumentNode, &[DocumentNode]) -> Result<Box<dyn Check>, DeError>;

/// One line a check: its name in rule files, and how it is built from its parameters.
const CHECKS: &[(&str, Build)] = &[
    ("already-met", read::<already_met::AlreadyMet>),
    ("assert", read::<assert::Assert>),
    ("baseline-date", read::<baseline_date::BaselineDate>),
    ("count", read::<count::Count>),
    ("data-lag", read::<data_lag::DataLag>),
    ("deadline", read::<deadline::Deadline>),
    ("measurable", read::<measurable::Measurable>),
    ("mention", read::<mention::Mention>),
    ("milestone-order", read::<milestone_order::MilestoneOrder>),
    ("numbering", read::<numbering::Numbering>),
    ("pace", read::<pace::Pace>),
    ("past-period", read::<past_period::PastPeriod>),
    ("period-fit", read::<period_fit::PeriodFit>),
    ("placeholder", read::<placeholder::Placeholder>),
    ("placement", read::<placement::Placement>),
    ("presence", read::<presence::Presence>),
    ("reading", read::<reading::Reading>),
    ("suppression", read::<suppression::Suppression>),
    ("target-unit", read::<target_unit::TargetUnit>),
];

/// Builds the parameter type `C` from the rule file's parameters with the project's laid over them.
fn read<C: Check + serde::de::DeserializeOwned + 'static>(
    parameters: &DocumentNode,
    over: &[DocumentNode],
) -> Result<Box<dyn Check>, DeError> {
    Ok(Box::new(parameters.read_layered::<C>(over)?))
}

/// The names of all checks.
pub fn names() -> impl Iterator<Item = &'static str> {
    CHECKS.iter().map(|(name, _)| *name)
}

/// The check that `node` names, a mapping of one key, with `over` laid over its parameters.
///
/// # Errors
/// Where there is no such check, or a parameter is unknown or of a wrong type; at its place.
pub fn build(node: &DocumentNode, over: &[DocumentNode]) -> Result<Box<dyn Check>, DeError> {
    let entries = node.entries();
    let [(name, at, parameters)] = entries.as_slice() else {
        return Err(DeError::new("`check` names exactly one check", node.at()));
    };
    let Some((_, build)) = CHECKS.iter().find(|(known, _)| known == name) else {
        let error = DeError::new(format!("unknown check `{name}`"), *at);
        return Err(match nearest(name, names()) {
            Some(near) => error.with_help(format!("did you mean `{near}`?")),
            None => error.with_help(format!("known checks: {}", names().collect::<Vec<_>>().join(", "))),
        });
    };
    build(parameters, over)
}
