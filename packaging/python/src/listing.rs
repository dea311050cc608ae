//! The rules, as `planlint rules --json` lists them.

use std::path::Path;
use std::sync::Arc;

use planlint::cli::Failure;
use planlint::project::{Choices, Project};
use planlint::rule::Catalogue;
use planlint::workspace::{DiskSource, find_configuration};
use serde::Serialize;

#[derive(Serialize)]
struct Entry<'r> {
    id: &'r str,
    title: &'r str,
    group: &'r str,
    status: &'static str,
    priority: &'static str,
    severity: String,
    applies_to: Vec<&'static str>,
    check: String,
    on: bool,
    profiles: Vec<&'static str>,
    since: &'r str,
    message: &'r str,
    guidance: &'r str,
    rationale: &'r str,
}

/// All rules, with what the profile in force, or the one named, makes of them.
pub(crate) fn rules(profile: Option<String>) -> Result<String, Failure> {
    let config = find_configuration(&DiskSource, Path::new(""));
    let project = Project::load(&DiskSource, config.as_deref(), Choices { profile, ..Choices::default() })?;
    let mut on_in: Vec<(&'static str, Vec<Arc<str>>)> = Vec::new();
    for name in Catalogue::profile_names() {
        let ids = project.rule_set(name)?.enabled().map(|active| Arc::clone(&active.rule.id)).collect();
        on_in.push((name, ids));
    }
    let rules = project.rule_set(&project.profile_for(None))?;
    let entries: Vec<Entry<'_>> = rules
        .rules
        .iter()
        .map(|active| {
            let rule = &active.rule;
            let profiles = on_in.iter().filter(|(_, ids)| ids.contains(&rule.id)).map(|(name, _)| *name);
            Entry {
                id: &rule.id,
                title: &rule.title,
                group: rule.group(),
                status: rule.status.name(),
                priority: rule.priority.name(),
                severity: active.severity.to_string(),
                applies_to: rule.applies_to.iter().map(|applies| applies.name()).collect(),
                check: rule.check_name(),
                on: active.enabled,
                profiles: profiles.collect(),
                since: &rule.since,
                message: &rule.message,
                guidance: &rule.guidance,
                rationale: &rule.rationale,
            }
        })
        .collect();
    serde_json::to_string(&entries).map_err(|error| std::io::Error::from(error).into())
}
