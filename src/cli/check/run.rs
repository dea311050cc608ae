//! From paths to judged plans, in parallel.

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use rayon::prelude::*;

use crate::cli::failure::Failure;
use crate::cli::progress;
use crate::config::FailOn;
use crate::linter::Judgement;
use crate::project::{Choices, Project, ProjectError};
use crate::report::{Batch, Summary};
use crate::rule::RuleSet;
use crate::source::FileSource;
use crate::workspace::{
    DiskSource, Loader, OverlaySource, PathProblem, discover, discover_file, find_configuration, idle_exclusions,
    is_hidden_from,
};

/// What a run is asked for.
pub(super) struct Request<'r> {
    pub(super) paths: &'r [PathBuf],
    pub(super) stdin_filename: Option<&'r Path>,
    pub(super) config: Option<&'r Path>,
    pub(super) choices: &'r Choices,
}

/// What a run gave.
#[derive(Default)]
pub(super) struct Checked {
    pub(super) batches: Vec<Batch>,
    pub(super) looked_at: Summary,
    pub(super) failures: Vec<Failure>,
    /// The strictest `fail-on` of the configurations in force.
    pub(super) fail_on: Option<FailOn>,
    /// Whether there was anything to report on.
    pub(super) plans_judged: bool,
}

/// Judges everything that the request's paths stand for. A path that cannot be checked is a failure beside the rest.
pub(super) fn check(request: &Request<'_>) -> Result<Checked, Failure> {
    let mut checked = Checked::default();
    let disk = DiskSource;
    let (dashes, paths): (Vec<PathBuf>, Vec<PathBuf>) =
        request.paths.iter().cloned().partition(|path| path == Path::new("-"));
    let mut roots = Vec::new();
    let mut overlay = None;
    if !dashes.is_empty() {
        let path = request.stdin_filename.unwrap_or(Path::new("stdin.yaml"));
        let source = OverlaySource::new(&disk, path, read_stdin()?);
        match discover_file(&source, path) {
            Ok(root) => roots.push(root),
            Err(problem) => checked.failures.push(stdin_failure(path, &problem)),
        }
        overlay = Some(source);
    }
    let source: &dyn FileSource = overlay.as_ref().map_or(&disk, |overlay| overlay);
    let excluded = exclusion(source, request);
    let found = discover(source, &paths, &*excluded);
    checked.failures.extend(found.problems.iter().map(|(path, problem)| Failure::of_path(path, problem)));
    roots.extend(found.roots.into_iter().filter(|root| !roots.contains(root)).collect::<Vec<_>>());

    let mut by_config: BTreeMap<Option<PathBuf>, Vec<PathBuf>> = BTreeMap::new();
    for root in roots {
        let directory = root.parent().unwrap_or(Path::new(""));
        let config = request.config.map(Path::to_owned).or_else(|| find_configuration(source, directory));
        by_config.entry(config).or_default().push(root);
    }
    let searched = paths.iter().any(|path| path.is_dir());
    let bar = progress::bar(by_config.values().map(Vec::len).sum());
    for (config, roots) in by_config {
        let project = match Project::load(source, config.as_deref(), request.choices.clone()) {
            Ok(project) => project,
            Err(error) => {
                checked.failures.push(error.into());
                continue;
            }
        };
        checked.fail_on = strictest(checked.fail_on, project.config.config.fail_on);
        judge_all(source, project, &roots, searched, &bar, &mut checked);
    }
    bar.finish_and_clear();
    Ok(checked)
}

/// Judges the plans that one configuration holds for; `searched` where a directory was searched for them.
fn judge_all(
    source: &dyn FileSource,
    project: Project,
    roots: &[PathBuf],
    searched: bool,
    bar: &indicatif::ProgressBar,
    checked: &mut Checked,
) {
    type Judged = (Batch, Summary, Vec<bool>);
    // A fault that every plan would meet is told once.
    let own_rules = match project.rule_set(&project.profile_for(None)) {
        Ok(rules) => Arc::new(rules),
        Err(error) => return checked.failures.push(error.into()),
    };
    let known: Mutex<HashMap<String, Arc<RuleSet>>> =
        Mutex::new(HashMap::from([(own_rules.profile.clone(), Arc::clone(&own_rules))]));
    let rules_for = |profile: String| -> Result<Arc<RuleSet>, ProjectError> {
        let mut known = known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(rules) = known.get(&profile) {
            return Ok(Arc::clone(rules));
        }
        let rules = Arc::new(project.rule_set(&profile)?);
        known.insert(profile, Arc::clone(&rules));
        Ok(rules)
    };
    let judge = |root: &PathBuf| -> Result<Judged, Failure> {
        let loaded = Loader::new(source)
            .load(root, None)
            .map_err(|error| Failure::of_path(root, &PathProblem::Unreadable(error.to_string())))?;
        let rules = rules_for(project.profile_for(Some(&loaded.plan)))?;
        let Judgement { findings, waivers_used } = project.judge(&rules, &loaded.plan, &loaded.sources);
        let messages = Arc::clone(project.messages_for(Some(&loaded.plan)));
        let looked_at = Summary {
            plans: 1,
            files: loaded.plan.files.len(),
            elements: loaded.plan.element_count(),
            ..Summary::default()
        };
        bar.inc(1);
        Ok((Batch { sources: loaded.sources, findings, messages }, looked_at, waivers_used))
    };
    let judged: Vec<Result<Judged, Failure>> = roots.par_iter().map(judge).collect();
    let mut waivers_used = vec![false; project.config.config.waivers.len()];
    for result in judged {
        match result {
            Ok((batch, looked_at, used)) => {
                checked.batches.push(batch);
                checked.looked_at.plans += looked_at.plans;
                checked.looked_at.files += looked_at.files;
                checked.looked_at.elements += looked_at.elements;
                checked.plans_judged = true;
                for (sum, used) in waivers_used.iter_mut().zip(used) {
                    *sum |= used;
                }
            }
            Err(failure) => checked.failures.push(failure),
        }
    }
    if project.config.path.is_some() {
        let exclusions = if searched { project.config.config.exclude.as_slice() } else { &[] };
        let idle = idle_exclusions(&project.config.directory(), exclusions);
        let findings = project.judge_configuration(&own_rules, &waivers_used, &idle);
        let messages = Arc::clone(project.messages_for(None));
        checked.batches.push(Batch { sources: project.config.sources, findings, messages });
    }
}

/// Whether a path is taken away.
type Exclusion<'e> = Box<dyn Fn(&Path) -> bool + 'e>;

/// The paths that a configuration takes away: that of the working directory, and the one nearest to each file; or
/// the one named, alone.
fn exclusion<'e>(source: &'e dyn FileSource, request: &Request<'_>) -> Exclusion<'e> {
    if let Some(path) = request.config {
        return hidden_by(source, path);
    }
    let here = find_configuration(source, Path::new(""));
    let by_here = here.as_deref().map(|path| hidden_by(source, path));
    let nearest: RefCell<HashMap<PathBuf, Option<Exclusion<'e>>>> = RefCell::default();
    Box::new(move |file| {
        if by_here.as_ref().is_some_and(|hidden| hidden(file)) {
            return true;
        }
        let directory = file.parent().unwrap_or(Path::new("")).to_owned();
        let mut known = nearest.borrow_mut();
        let hidden = known
            .entry(directory.clone())
            .or_insert_with(|| find_configuration(source, &directory).map(|path| hidden_by(source, &path)));
        hidden.as_ref().is_some_and(|hidden| hidden(file))
    })
}

/// What the configuration at `path` takes away. A fault in it is told when it is used for a plan.
fn hidden_by<'e>(source: &dyn FileSource, path: &Path) -> Exclusion<'e> {
    let Ok(config) = crate::workspace::LoadedConfig::load(source, path) else { return Box::new(|_| false) };
    let patterns: Vec<String> = config.config.exclude.iter().map(|pattern| pattern.value.clone()).collect();
    match is_hidden_from(&config.directory(), &patterns) {
        Ok(hidden) => Box::new(hidden),
        Err(_) => Box::new(|_| false),
    }
}

fn read_stdin() -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    std::io::stdin().lock().read_to_end(&mut bytes).map_err(|error| {
        Failure::new(format!("standard input cannot be read: {error}"), "pipe a plan's root file into the command")
    })?;
    Ok(bytes)
}

fn stdin_failure(path: &Path, problem: &PathProblem) -> Failure {
    match problem {
        PathProblem::NotAPlan => Failure::new(
            "what came from standard input is not a plan",
            "the root of a plan has the key `plan:` at the top; for an included file, name its path with --stdin-filename",
        ),
        other => Failure::of_path(path, other),
    }
}

/// Of two thresholds the one that fails more runs.
fn strictest(one: Option<FailOn>, other: Option<FailOn>) -> Option<FailOn> {
    let rank = |fail_on: FailOn| fail_on.threshold().map_or(4, |severity| severity as u8);
    match (one, other) {
        (Some(one), Some(other)) => Some(if rank(one) <= rank(other) { one } else { other }),
        (one, other) => one.or(other),
    }
}
