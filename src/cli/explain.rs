//! `planlint explain`: what a rule asks for, and why.

use std::path::Path;

use clap::Args;

use super::failure::Failure;
use super::{Outcome, check, locale, output};
use crate::project::{Choices, Project, ProjectError};
use crate::report::RulePage;
use crate::rule::{ActiveRule, Catalogue};
use crate::workspace::{DiskSource, find_configuration};

/// Explains a rule: what it flags, what to do, why, with examples
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  planlint explain smart/target-without-unit
  planlint explain vague-term --lang es")]
pub(super) struct Arguments {
    /// The rule's id, such as `smart/target-without-unit`, or its bare name.
    #[arg(value_name = "RULE")]
    rule: String,
    /// The language of messages.
    #[arg(long, value_name = "LANGUAGE", value_parser = check::language)]
    lang: Option<String>,
}

pub(super) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let config = find_configuration(&DiskSource, Path::new(""));
    let choices = Choices { language: arguments.lang.clone(), surroundings: locale::language(), ..Choices::default() };
    let project = Project::load(&DiskSource, config.as_deref(), choices)?;
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
    let page = RulePage {
        rule: &active.rule,
        severity: active.severity,
        profiles: &profiles,
        parameters: &active.parameters_in_force(),
        messages: project.messages_for(None),
    };
    output::write(|out| page.write_terminal(out))?;
    Ok(Outcome::Clean)
}
