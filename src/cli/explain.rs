//! `planlint explain`: what a rule asks for, and why.

use std::io::{self, Write};
use std::path::Path;

use clap::Args;

use super::Outcome;
use super::failure::Failure;
use super::output;
use crate::project::{Choices, Project, ProjectError};
use crate::rule::{ActiveRule, Catalogue, Example};
use crate::workspace::{DiskSource, find_configuration};

/// Explains a rule: what it flags, what to do, why, with examples
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The rule's id, such as `smart/target-without-unit`, or its bare name.
    #[arg(value_name = "RULE")]
    rule: String,
}

pub(super) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let config = find_configuration(&DiskSource, Path::new(""));
    let project = Project::load(&DiskSource, config.as_deref(), Choices::default())?;
    let name = arguments.rule.as_str();
    let rules = project.rule_set(&project.profile_for(None))?;
    let bare = |active: &&ActiveRule| active.rule.id.split_once('/').is_some_and(|(_, bare)| bare == name);
    let found = rules.rule(name).or_else(|| rules.rules.iter().find(bare));
    let Some(active) = found else {
        let nearest = project.catalogue.nearest_rule(name).map(str::to_owned);
        return Err(ProjectError::UnknownRule { name: name.to_owned(), nearest }.into());
    };
    let mut profiles = Vec::new();
    for profile in Catalogue::profile_names() {
        if project.rule_set(profile)?.rule(&active.rule.id).is_some_and(|active| active.enabled) {
            profiles.push(profile);
        }
    }
    output::write(|out| write(active, &profiles, out))?;
    Ok(Outcome::Clean)
}

fn write(active: &ActiveRule, profiles: &[&str], out: &mut dyn Write) -> io::Result<()> {
    let rule = &active.rule;
    let applies: Vec<&str> = rule.applies_to.iter().map(|applies| applies.name()).collect();
    writeln!(out, "{}", rule.id)?;
    writeln!(out, "{}\n", "=".repeat(rule.id.chars().count()))?;
    writeln!(out, "{}\n", rule.title)?;
    writeln!(out, "Severity:   {}", active.severity)?;
    writeln!(out, "Priority:   {} ({}, since {})", rule.priority.name(), rule.status.name(), rule.since)?;
    writeln!(out, "Applies to: {}", applies.join(", "))?;
    if let Some(condition) = &rule.condition {
        writeln!(out, "Where:      {condition}")?;
    }
    let profiles = if profiles.is_empty() { "none; select it by name".to_owned() } else { profiles.join(", ") };
    writeln!(out, "Profiles:   {profiles}")?;
    writeln!(out, "Check:      {}", rule.check_name())?;
    for (name, value) in super::config::parameters(active) {
        writeln!(out, "            {name}: {value}")?;
    }
    section(out, "Message", &rule.message)?;
    section(out, "What to do", &rule.guidance)?;
    section(out, "Why", &rule.rationale)?;
    writeln!(out, "\nSources")?;
    for source in &rule.source {
        let place = source.place.as_ref().map_or(String::new(), |place| format!(", {place}"));
        writeln!(out, "  - {}{place}", source.reference)?;
    }
    for (heading, examples) in [("Gives a finding", &rule.fail), ("Gives none", &rule.pass)] {
        writeln!(out, "\n{heading}")?;
        for example in examples {
            write_example(example, out)?;
        }
    }
    Ok(())
}

fn section(out: &mut dyn Write, heading: &str, text: &str) -> io::Result<()> {
    writeln!(out, "\n{heading}")?;
    for line in text.lines() {
        writeln!(out, "  {line}")?;
    }
    Ok(())
}

fn write_example(example: &Example, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out)?;
    if let Some(about) = &example.about {
        writeln!(out, "    # {about}")?;
    }
    for line in example.plan.value.trim_end().lines() {
        writeln!(out, "    {line}")?;
    }
    for (path, text) in &example.files {
        writeln!(out, "    # {path}")?;
        for line in text.trim_end().lines() {
            writeln!(out, "    {line}")?;
        }
    }
    Ok(())
}
