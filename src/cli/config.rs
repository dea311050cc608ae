//! `planlint config`: what is in force, and who decided it.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::Args;

use super::Outcome;
use super::failure::Failure;
use super::{locale, output};
use crate::config::FailOn;
use crate::plan::Plan;
use crate::project::{Choices, Project};
use crate::report::display_path;
use crate::rule::{DEFAULT_PROFILE, Messages, RuleSet, in_flow_style};
use crate::workspace::{DiskSource, Loader, PathProblem, discover_file, find_configuration};

/// Shows the configuration in force and where each value comes from
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  planlint config                              what holds for plans here
  planlint config plans/2028/plan.yaml         what holds for a plan, its own `profile:` taken into account
  planlint config --profile ngo                what another profile would change")]
pub(super) struct Arguments {
    /// A plan, or a directory whose configuration is asked for [default: the working directory].
    #[arg(value_name = "PATH")]
    path: Option<PathBuf>,
    /// The profile, in place of the one that planlint.yaml or the plan names.
    #[arg(long, value_name = "NAME")]
    profile: Option<String>,
    /// The configuration, in place of the nearest planlint.yaml.
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
}

pub(super) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let path = arguments.path.as_deref().unwrap_or(Path::new("."));
    let about = std::fs::metadata(path).map_err(|error| Failure::of_path(path, &PathProblem::of(&error)))?;
    let (directory, plan) = if about.is_dir() {
        (path.to_owned(), None)
    } else {
        let root = discover_file(&DiskSource, path).map_err(|problem| Failure::of_path(path, &problem))?;
        let loaded = Loader::new(&DiskSource).load(&root, None)?;
        (root.parent().unwrap_or(Path::new("")).to_owned(), Some(loaded.plan))
    };
    let file = arguments.config.clone().or_else(|| find_configuration(&DiskSource, &directory));
    let choices =
        Choices { profile: arguments.profile.clone(), surroundings: locale::language(), ..Choices::default() };
    let project = Project::load(&DiskSource, file.as_deref(), choices)?;
    let profile = project.profile_for(plan.as_deref());
    let rules = project.rule_set(&profile)?;
    let of_plan = plan.as_ref().and_then(|plan| plan.root().word("profile"));
    let decided_by = if arguments.profile.is_some() {
        "command line"
    } else if project.config.config.profile.is_some() {
        "planlint.yaml"
    } else if of_plan == Some(&profile) {
        "plan"
    } else if profile == DEFAULT_PROFILE {
        "default"
    } else {
        "plan"
    };
    let config = &project.config.config;
    let language = project.language_for(plan.as_deref());
    let speaks = |tag: Option<&str>| tag.and_then(Messages::language_of) == Some(language);
    let language_by = if speaks(config.lang.as_ref().map(|lang| lang.value.as_str())) {
        "planlint.yaml"
    } else if speaks(project.surroundings()) {
        "environment"
    } else if speaks(plan.as_deref().map(Plan::authority)) {
        "plan"
    } else {
        "default"
    };
    output::write(|out| write(&project, &rules, decided_by, (language, language_by), out))?;
    Ok(Outcome::Clean)
}

fn write(
    project: &Project,
    rules: &RuleSet,
    decided_by: &str,
    (language, language_by): (&str, &str),
    out: &mut dyn Write,
) -> io::Result<()> {
    let config = &project.config.config;
    let from = |given: bool| if given { "planlint.yaml" } else { "default" };
    let line =
        |out: &mut dyn Write, name: &str, value: &str, origin: &str| writeln!(out, "{name:<12} {value:<24} ({origin})");
    match &project.config.path {
        Some(path) => writeln!(out, "# {}", display_path(path))?,
        None => writeln!(out, "# no planlint.yaml here or above")?,
    }
    line(out, "profile:", &rules.profile, decided_by)?;
    line(out, "lang:", language, language_by)?;
    line(out, "fail-on:", config.fail_on.unwrap_or(FailOn::Warning).name(), from(config.fail_on.is_some()))?;
    let list = |items: Vec<&str>| if items.is_empty() { "none".to_owned() } else { items.join(", ") };
    let directories = config.rule_dirs.iter().map(|item| item.value.as_str()).collect();
    line(out, "rule-dirs:", &list(directories), from(!config.rule_dirs.is_empty()))?;
    let excluded = config.exclude.iter().map(|item| item.value.as_str()).collect();
    line(out, "exclude:", &list(excluded), from(!config.exclude.is_empty()))?;
    let amended = config.lexicon.keys().map(String::as_str).collect();
    line(out, "lexicon:", &list(amended), from(!config.lexicon.is_empty()))?;
    let baseline = config.baseline.as_ref().map_or("none", |baseline| baseline.value.as_str());
    line(out, "baseline:", baseline, from(config.baseline.is_some()))?;
    let waived = config.waivers.iter().map(|waiver| waiver.rule.value.as_str()).collect();
    line(out, "waivers:", &list(waived), from(!config.waivers.is_empty()))?;
    writeln!(out, "rules:")?;
    for active in &rules.rules {
        let (state, origin) = if active.enabled {
            (active.severity.to_string(), active.severity_by.name())
        } else {
            ("off".to_owned(), active.enabled_by.name())
        };
        writeln!(out, "  {:<48} {state:<24} ({origin})", active.rule.id)?;
        for (origin, node) in &active.parameters {
            for (name, _, value) in node.entries() {
                writeln!(out, "    {name}: {:<42} ({})", in_flow_style(&value), origin.name())?;
            }
        }
    }
    Ok(())
}
