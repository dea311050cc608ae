//! Findings that a project accepts.

use jiff::civil::Date;
use serde::Deserialize;

use crate::plan::PlanDate;
use crate::source::Located;

/// A finding that is accepted: for plans whose format has no comments, and for decisions that belong to nobody's file.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Waiver {
    /// The rule.
    pub rule: Located<String>,
    /// The element; every element, where none is named.
    pub element: Option<String>,
    /// The plan; every plan, where none is named.
    pub plan: Option<String>,
    /// Why it is accepted.
    #[serde(default)]
    pub reason: String,
    /// The last day on which it is.
    pub expires: Option<Located<String>>,
}

impl Waiver {
    /// Whether the waiver covers a finding of `rule` on `element` of `plan`.
    #[must_use]
    pub fn covers(&self, rule: &str, plan: Option<&str>, element: Option<&str>) -> bool {
        let same =
            |wanted: &Option<String>, found: Option<&str>| wanted.as_deref().is_none_or(|wanted| found == Some(wanted));
        self.rule.value == rule && same(&self.plan, plan) && same(&self.element, element)
    }

    /// The last day on which the waiver holds; none where it holds for ever, or its date cannot be read.
    #[must_use]
    pub fn last_day(&self) -> Option<Date> {
        PlanDate::parse(&self.expires.as_ref()?.value).map(PlanDate::last_day)
    }
}
