//! The plans of one organization, period after period.

use std::collections::BTreeMap;

use super::plan::PlanAudit;

/// An organization and its plans.
#[derive(Clone, Debug)]
pub struct Organization<'a> {
    /// Its name, as its latest plan writes it.
    pub name: &'a str,
    /// Its plans, the earliest first.
    pub plans: Vec<&'a PlanAudit>,
}

impl Organization<'_> {
    /// Whether its plans are for more than one period, so that there is a trend.
    #[must_use]
    pub fn has_trend(&self) -> bool {
        let spans: std::collections::BTreeSet<_> = self.plans.iter().map(|plan| plan.span).collect();
        spans.len() > 1
    }

    /// How much higher or lower the latest plan scores than the one before it; none where one of them has no score.
    #[must_use]
    pub fn last_change(&self) -> Option<f64> {
        let [.., before, latest] = self.plans.as_slice() else { return None };
        Some(latest.smart.mean()? - before.smart.mean()?)
    }
}

/// All organizations, by name. Letter case and blanks tell no two apart.
pub(super) fn all(plans: &[PlanAudit]) -> Vec<Organization<'_>> {
    let mut by_name: BTreeMap<String, Vec<&PlanAudit>> = BTreeMap::new();
    for plan in plans {
        if let Some(name) = &plan.organization {
            by_name.entry(name.to_lowercase()).or_default().push(plan);
        }
    }
    let organization = |mut plans: Vec<_>| {
        plans.sort_by(|a: &&PlanAudit, b| (a.span, &a.id).cmp(&(b.span, &b.id)));
        let name = plans.last().and_then(|plan| plan.organization.as_deref()).unwrap_or_default();
        Organization { name, plans }
    };
    by_name.into_values().map(organization).collect()
}
