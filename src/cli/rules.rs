//! `planlint rules` and `planlint rules test`.

mod format_support;

use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use serde::Serialize;

use super::Outcome;
use super::failure::Failure;
use super::output;
use crate::example_test;
use crate::project::{Choices, Project};
use crate::rule::{Catalogue, Expectation, Rule, Status};
use crate::workspace::{DiskSource, find_configuration, rule_files_in};

/// Lists the rules, or tries them on their own examples
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  planlint rules                               all rules, and which are on in the profile in force
  planlint rules --profile itu --json
  planlint rules --format-support              which rules can be asked in which format
  planlint rules test                          every rule on its own examples
  planlint rules test my-rules                 rules of your own")]
pub(super) struct Arguments {
    #[command(subcommand)]
    action: Option<Action>,
    /// Writes the rules as JSON.
    #[arg(long)]
    json: bool,
    /// Shows in which formats of plans each rule can be asked: about what a format has no word for, rules stay silent.
    #[arg(long)]
    format_support: bool,
    /// The profile whose choice is shown.
    #[arg(long, value_name = "NAME")]
    profile: Option<String>,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Runs every rule's failing and passing examples
    Test {
        /// A directory with rules of your own (`<group>/<name>.yaml`); only these are tried.
        #[arg(value_name = "DIR")]
        directory: Option<PathBuf>,
    },
}

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

pub(super) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    match &arguments.action {
        Some(Action::Test { directory }) => test(directory.as_deref()),
        None if arguments.format_support => format_support::list(&project(arguments.profile.clone())?, arguments.json),
        None => list(arguments),
    }
}

/// All rules as JSON, with what the profile in force, or the one named, makes of them: what `planlint rules --json` prints.
///
/// # Errors
/// A configuration that cannot be read, or a profile that there is not.
pub fn rules_as_json(profile: Option<String>) -> Result<String, Failure> {
    let project = project(profile)?;
    let rules = project.rule_set(&project.profile_for(None))?;
    let in_profiles = profiles_of(&project)?;
    let entries: Vec<Entry<'_>> = rules
        .rules
        .iter()
        .map(|active| {
            let rule: &Rule = &active.rule;
            let profiles = in_profiles.iter().filter(|(_, on)| on.contains(&rule.id)).map(|(name, _)| *name);
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
    Ok(serde_json::to_string_pretty(&entries).map_err(std::io::Error::from)?)
}

fn project(profile: Option<String>) -> Result<Project, Failure> {
    let config = find_configuration(&DiskSource, Path::new(""));
    Ok(Project::load(&DiskSource, config.as_deref(), Choices { profile, ..Choices::default() })?)
}

fn list(arguments: &Arguments) -> Result<Outcome, Failure> {
    if arguments.json {
        let json = rules_as_json(arguments.profile.clone())?;
        output::write(|out| writeln!(out, "{json}"))?;
        return Ok(Outcome::Clean);
    }
    let project = project(arguments.profile.clone())?;
    let profile = project.profile_for(None);
    let rules = project.rule_set(&profile)?;
    output::write(|out| {
        let mut group = "";
        for active in &rules.rules {
            let rule = &active.rule;
            if rule.group() != group {
                group = rule.group();
                writeln!(out, "\n{group}")?;
            }
            let state = match (active.enabled, rule.status) {
                (true, _) => active.severity.to_string(),
                (false, Status::Preview) => "preview".to_owned(),
                (false, _) => "off".to_owned(),
            };
            let name = rule.id.split_once('/').map_or(&*rule.id, |(_, name)| name);
            writeln!(out, "  {name:<44} {:<12} {state}", rule.priority.name())?;
        }
        let on = rules.enabled().count();
        writeln!(
            out,
            "\n{} rules, {on} on in the profile `{profile}`. `planlint explain RULE` says more.",
            rules.rules.len()
        )
    })?;
    Ok(Outcome::Clean)
}

type RuleIds = Vec<std::sync::Arc<str>>;

/// For each profile, the rules that are on in it.
fn profiles_of(project: &Project) -> Result<Vec<(&'static str, RuleIds)>, Failure> {
    let mut all = Vec::new();
    for name in Catalogue::profile_names() {
        let rules = project.rule_set(name)?;
        all.push((name, rules.enabled().map(|active| std::sync::Arc::clone(&active.rule.id)).collect()));
    }
    Ok(all)
}

fn test(directory: Option<&Path>) -> Result<Outcome, Failure> {
    let files = match directory {
        Some(directory) => rule_files_in(&DiskSource, directory)?,
        None => Vec::new(),
    };
    if let Some(directory) = directory.filter(|_| files.is_empty()) {
        return Err(Failure::new(
            format!("{}: there are no rules in this directory", directory.display()),
            "rules are files `<group>/<name>.yaml`, such as smart/no-verb.yaml",
        ));
    }
    let own: Vec<String> =
        files.iter().map(|(_, below, _)| below.with_extension("").to_string_lossy().replace('\\', "/")).collect();
    let project = example_test::project(files)?;
    let outcomes = example_test::run(&project, |rule| own.is_empty() || own.iter().any(|id| **id == *rule.id))?;
    let failures: usize = outcomes.iter().map(|outcome| outcome.failures.len()).sum();
    let examples: usize = outcomes.iter().map(|outcome| outcome.examples).sum();
    output::write(|out| {
        for outcome in &outcomes {
            for (sort, number, failure) in &outcome.failures {
                let sort = match sort {
                    Expectation::Fail => "failing",
                    Expectation::Pass => "passing",
                };
                match number {
                    0 => writeln!(out, "{}: {failure}", outcome.rule)?,
                    _ => writeln!(out, "{}: {sort} example {number} {failure}", outcome.rule)?,
                }
            }
        }
        writeln!(out, "{} rules, {examples} examples: {failures} failures", outcomes.len())
    })?;
    Ok(if failures > 0 { Outcome::Findings } else { Outcome::Clean })
}
