//! All checks by name.

use super::{
    Check, allocation_balance, allocation_sums, assert, continuity, count, funding, mention, numbering, placement,
    presence, reading, suppression, unit_cost,
};
use crate::nearest::nearest;
use crate::yaml::de::{DeError, DocumentNode};

type Build = fn(&DocumentNode, &[DocumentNode]) -> Result<Box<dyn Check>, DeError>;

/// One line a check: its name in rule files, and how it is built from its parameters.
const CHECKS: &[(&str, Build)] = &[
    ("allocation-balance", read::<allocation_balance::AllocationBalance>),
    ("allocation-sums", read::<allocation_sums::AllocationSums>),
    ("assert", read::<assert::Assert>),
    ("continuity", read::<continuity::Continuity>),
    ("count", read::<count::Count>),
    ("funding", read::<funding::Funding>),
    ("mention", read::<mention::Mention>),
    ("numbering", read::<numbering::Numbering>),
    ("placement", read::<placement::Placement>),
    ("presence", read::<presence::Presence>),
    ("reading", read::<reading::Reading>),
    ("suppression", read::<suppression::Suppression>),
    ("unit-cost", read::<unit_cost::UnitCost>),
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
