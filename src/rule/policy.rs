//! Severities that depend on how far a plan is.

use serde::Deserialize;

use crate::finding::Severity;
use crate::yaml::de::{DeError, DocumentNode};

/// The severity of a rule: one, or one for each status of the plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SeverityPolicy {
    draft: Severity,
    agreed: Severity,
    closed: Severity,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ByStatus {
    draft: Option<Severity>,
    agreed: Severity,
    closed: Option<Severity>,
}

impl SeverityPolicy {
    /// The same severity for every status.
    #[must_use]
    pub fn always(severity: Severity) -> Self {
        Self { draft: severity, agreed: severity, closed: severity }
    }

    /// Reads `warning`, or `{draft: info, agreed: warning}`; a status that is left out is judged as agreed.
    ///
    /// # Errors
    /// An unknown word or status, at its place.
    pub fn read(node: &DocumentNode) -> Result<Self, DeError> {
        if !node.is_mapping() {
            return node.read().map(Self::always);
        }
        let ByStatus { draft, agreed, closed } = node.read()?;
        Ok(Self { draft: draft.unwrap_or(agreed), agreed, closed: closed.unwrap_or(agreed) })
    }

    /// The severity in a plan of this status; a plan that names none is judged as agreed.
    #[must_use]
    pub fn for_status(self, status: Option<&str>) -> Severity {
        match status {
            Some("draft") => self.draft,
            Some("closed") => self.closed,
            _ => self.agreed,
        }
    }
}

impl std::fmt::Display for SeverityPolicy {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.draft == self.agreed && self.agreed == self.closed {
            return write!(f, "{}", self.agreed);
        }
        write!(f, "{} ({} in a draft", self.agreed, self.draft)?;
        if self.closed != self.agreed {
            write!(f, ", {} when closed", self.closed)?;
        }
        f.write_str(")")
    }
}
