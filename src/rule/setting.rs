//! `rules:` of a profile or a project: what is off, how severe, with which parameters.

use crate::finding::Severity;
use crate::source::Located;
use crate::yaml::de::{DeError, DocumentNode};

use super::SeverityPolicy;

/// What a setting says of severity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SettingSeverity {
    /// The rule does not run.
    Off,
    /// The rule runs with this severity.
    On(SeverityPolicy),
}

/// An entry of `rules:`.
#[derive(Clone, Debug)]
pub struct RuleSetting {
    /// A rule id or a group.
    pub target: Located<String>,
    /// Whether it runs, and how severe it is; nothing where only parameters are set.
    pub severity: Option<SettingSeverity>,
    /// The mapping with parameters, `severity` left out; nothing where none are set.
    pub parameters: Option<DocumentNode>,
}

impl RuleSetting {
    /// Reads the mapping under `rules:`.
    ///
    /// # Errors
    /// A value that is neither `off`, a severity nor a mapping; at its place.
    pub fn read_all(node: &DocumentNode) -> Result<Vec<Self>, DeError> {
        if !node.is_mapping() {
            return Err(DeError::new("`rules` is a mapping from rule or group to a setting", node.at()));
        }
        node.entries()
            .into_iter()
            .map(|(name, at, value)| Self::read(Located::new(name.to_owned(), at), &value))
            .collect()
    }

    fn read(target: Located<String>, value: &DocumentNode) -> Result<Self, DeError> {
        if !value.is_mapping() || is_by_status(value) {
            return Ok(Self { target, severity: Some(severity(value)?), parameters: None });
        }
        let severity = value.get("severity").as_ref().map(severity).transpose()?;
        let parameters = value.without("severity");
        let parameters = (!parameters.entries().is_empty()).then_some(parameters);
        Ok(Self { target, severity, parameters })
    }
}

/// Whether a mapping is a severity for each status, and not parameters.
fn is_by_status(node: &DocumentNode) -> bool {
    let entries = node.entries();
    !entries.is_empty() && entries.iter().all(|(key, ..)| matches!(*key, "draft" | "agreed" | "closed"))
}

/// `off`, a severity, or severities by status. A bare `off` may have been read as false by other YAML tools; here it is
/// a word like any other.
fn severity(node: &DocumentNode) -> Result<SettingSeverity, DeError> {
    if node.scalar() == Some("off") {
        return Ok(SettingSeverity::Off);
    }
    SeverityPolicy::read(node).map(SettingSeverity::On).map_err(|error| match error.help {
        Some(_) => error,
        None => {
            let words: Vec<&str> = Severity::ALL.iter().map(|severity| severity.name()).collect();
            error.with_help(format!("off, {}", words.join(", ")))
        }
    })
}
