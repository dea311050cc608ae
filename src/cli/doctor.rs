//! `planlint doctor`: whether everything is in place, and what to do where it is not.

mod editor;

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::Args;

use super::failure::Failure;
use super::{Outcome, locale, output};
use crate::config::FILE_NAME;
use crate::project::{Choices, Project, ProjectError};
use crate::report::display_path;
use crate::rule::{Catalogue, Messages};
use crate::workspace::{
    DiskSource, LoadedPlan, Loader, PathProblem, discover, find_configuration, is_hidden_from, rule_files_in,
};

/// The most plans that are listed one by one.
const LISTED: usize = 12;

/// Tells whether everything is in place here, and what to do where it is not
///
/// The version, the configuration that was found and what it names, the languages, what the plans here are read as, and
/// whether editors reach the language server. Exit code: 0 nothing to mend, 1 something to mend.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  planlint doctor
  planlint doctor plans/2028")]
pub(super) struct Arguments {
    /// A plan, or a directory [default: the working directory].
    #[arg(value_name = "PATH")]
    path: Option<PathBuf>,
}

/// What was found: facts, and problems each with what to do.
#[derive(Default)]
struct Diagnosis {
    facts: Vec<(&'static str, String)>,
    problems: Vec<(String, String)>,
}

impl Diagnosis {
    fn fact(&mut self, name: &'static str, value: impl Into<String>) {
        self.facts.push((name, value.into()));
    }

    fn problem(&mut self, what: impl Into<String>, remedy: impl Into<String>) {
        self.problems.push((what.into(), remedy.into()));
    }

    fn failure(&mut self, error: impl Into<Failure>) {
        let failure: Failure = error.into();
        self.problem(failure.to_string(), failure.remedy());
    }

    fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        let mut before = "";
        for (name, value) in &self.facts {
            writeln!(out, "{:<16} {value}", if *name == before { "" } else { name })?;
            before = name;
        }
        writeln!(out)?;
        for (what, remedy) in &self.problems {
            writeln!(out, "✗ {what}\n  → {remedy}")?;
        }
        match self.problems.len() {
            0 => writeln!(out, "Nothing to mend."),
            1 => writeln!(out, "1 thing to mend."),
            many => writeln!(out, "{many} things to mend."),
        }
    }
}

pub(super) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let path = arguments.path.as_deref().unwrap_or(Path::new("."));
    let about = std::fs::metadata(path).map_err(|error| Failure::of_path(path, &PathProblem::of(&error)))?;
    let directory = if about.is_dir() { path } else { path.parent().unwrap_or(Path::new("")) };
    let mut diagnosis = Diagnosis::default();
    diagnosis.fact("planlint", env!("CARGO_PKG_VERSION"));
    diagnosis.fact("profiles", Catalogue::profile_names().collect::<Vec<_>>().join(", "));
    diagnosis.fact("languages", Messages::languages().collect::<Vec<_>>().join(", "));
    if let Some(project) = configuration(directory, &mut diagnosis) {
        plans(path, &project, &mut diagnosis);
    }
    editor::examine(&mut diagnosis);
    output::write(|out| diagnosis.write(out))?;
    Ok(if diagnosis.problems.is_empty() { Outcome::Clean } else { Outcome::Findings })
}

/// The configuration in force for `directory`, with what it names; none where it cannot be used.
fn configuration(directory: &Path, diagnosis: &mut Diagnosis) -> Option<Project> {
    let found = find_configuration(&DiskSource, directory);
    match &found {
        Some(path) => diagnosis.fact("configuration", display_path(path)),
        None => diagnosis.fact("configuration", format!("no {FILE_NAME} here or above: what planlint brings holds")),
    }
    let choices = Choices { surroundings: locale::language(), ..Choices::default() };
    let project = match Project::load(&DiskSource, found.as_deref(), choices) {
        Ok(project) => project,
        Err(error) => {
            diagnosis.failure(error);
            return None;
        }
    };
    let config = &project.config;
    for named in &config.config.rule_dirs {
        let own = config.directory().join(&named.value);
        match rule_files_in(&DiskSource, &own) {
            Ok(files) if files.is_empty() => diagnosis.problem(
                format!("{}: `rule-dirs` names it, and there are no rules in it", display_path(&own)),
                "rules are files `<group>/<name>.yaml`; take the entry out, or put one there",
            ),
            Ok(files) => diagnosis.fact("rules of your own", format!("{}: {}", display_path(&own), files.len())),
            Err(error) => diagnosis.failure(ProjectError::from(error)),
        }
    }
    if let Some(baseline) = project.baseline_path() {
        diagnosis
            .fact("baseline", format!("{}: {} accepted findings", display_path(&baseline), project.ratchet().len()));
    }
    match project.rule_set(&project.profile_for(None)) {
        Ok(rules) => {
            let (all, on, profile) = (rules.rules.len(), rules.enabled().count(), project.profile_for(None));
            diagnosis.fact("rules", format!("{all}, {on} on in the profile `{profile}`"));
            // What was used of waivers and exclusions only a run over all plans can tell.
            let used = vec![true; config.config.waivers.len()];
            let faults = project.judge_configuration(&rules, &used, &[]);
            for finding in faults.iter().filter(|finding| finding.suppressed.is_none()) {
                let file = config.sources.file(finding.at.file);
                let line = file.position(finding.at.span.start).line + 1;
                let what = format!("{}:{line}: {}", display_path(file.path()), finding.message);
                diagnosis.problem(what, finding.guidance.to_string());
            }
        }
        Err(error) => diagnosis.failure(error),
    }
    Some(project)
}

/// What the plans at `path` are read as.
fn plans(path: &Path, project: &Project, diagnosis: &mut Diagnosis) {
    let patterns: Vec<String> = project.config.config.exclude.iter().map(|pattern| pattern.value.clone()).collect();
    let hidden = is_hidden_from(&project.config.directory(), &patterns).ok();
    let found = discover(&DiskSource, &[path.to_owned()], &|file| hidden.as_ref().is_some_and(|hides| hides(file)));
    for (path, problem) in &found.problems {
        if matches!(problem, PathProblem::NoPlanInside { .. }) {
            diagnosis.problem(format!("{}: no plan here", display_path(path)), "write one with `planlint init`");
        } else {
            diagnosis.failure(Failure::of_path(path, problem));
        }
    }
    for root in found.roots.iter().take(LISTED) {
        let plans = match Loader::new(&DiskSource).load_all(root, None) {
            Ok(plans) => plans,
            Err(error) => {
                diagnosis.failure(Failure::of_path(root, &PathProblem::of(&error)));
                continue;
            }
        };
        for loaded in plans.iter().take(LISTED) {
            describe(root, loaded, project, diagnosis);
        }
        if plans.len() > LISTED {
            diagnosis.fact("plan", format!("{}: and {} more", display_path(root), plans.len() - LISTED));
        }
    }
    if found.roots.len() > LISTED {
        diagnosis.fact("plan", format!("and {} more", found.roots.len() - LISTED));
    }
}

/// What a plan is read as.
fn describe(root: &Path, loaded: &LoadedPlan, project: &Project, diagnosis: &mut Diagnosis) {
    let plan = &loaded.plan;
    let profile = project.profile_for(Some(plan));
    let (files, elements) = (plan.files.len(), plan.element_count());
    let spoken = project.language_for(Some(plan));
    diagnosis.fact(
        "plan",
        format!(
            "{}: `{}`, {}, language `{}`, profile `{profile}`, {files} {}, {elements} {}; messages in `{spoken}`",
            display_path(root),
            plan.id(),
            plan.root().word("status").unwrap_or("no status"),
            plan.authority(),
            if files == 1 { "file" } else { "files" },
            if elements == 1 { "element" } else { "elements" },
        ),
    );
    if plan.root().word("profile").is_some_and(|named| !Catalogue::profile_names().any(|known| known == named)) {
        diagnosis.problem(
            format!("{}: there is no profile of the name that it gives", display_path(root)),
            format!("write one of: {}", Catalogue::profile_names().collect::<Vec<_>>().join(", ")),
        );
    }
    // What keeps a plan from being read as it was meant; everything else is for `planlint check`.
    let unread = plan.notes.len();
    if unread > 0 {
        diagnosis.problem(
            format!(
                "{}: {unread} {} not read as meant",
                display_path(root),
                if unread == 1 { "place is" } else { "places are" }
            ),
            format!("`planlint check {} --select structure` shows them", display_path(root)),
        );
    }
}
