//! What makes two findings of two runs the same one.

use std::collections::HashMap;

use super::Finding;

/// Rule, plan, element and field: what stays when lines move, so that a finding is recognised after an edit elsewhere,
/// or years later.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Identity {
    /// The rule's id.
    pub rule: String,
    /// The plan's id, empty for a file that belongs to no plan.
    pub plan: String,
    /// The element's id, empty for the plan itself.
    pub element: String,
    /// The element's field, empty for the element as a whole.
    pub field: String,
}

impl Identity {
    /// Of a finding.
    #[must_use]
    pub fn of(finding: &Finding) -> Self {
        Self {
            rule: finding.rule.to_string(),
            plan: finding.plan.as_deref().unwrap_or_default().to_owned(),
            element: finding.element.as_deref().unwrap_or_default().to_owned(),
            field: finding.field.unwrap_or_default().to_owned(),
        }
    }
}

/// Tells findings of one identity apart by their order.
#[derive(Debug, Default)]
pub struct Counter {
    seen: HashMap<Identity, usize>,
}

impl Counter {
    /// A line of text that no other finding of the run has and that stays the same when lines move.
    #[must_use]
    pub fn fingerprint(&mut self, finding: &Finding) -> String {
        let identity = Identity::of(finding);
        let Identity { rule, plan, element, field } = &identity;
        let mut text = rule.clone();
        for part in [plan, element, field] {
            text.push(' ');
            text.push_str(if part.is_empty() { "-" } else { part });
        }
        let count = self.seen.entry(identity).or_default();
        *count += 1;
        if *count > 1 {
            text.push_str(&format!(" ({count})"));
        }
        text
    }
}
