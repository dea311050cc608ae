//! From paths to judged plans, in parallel.

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

use super::against::Against;
use super::judge::{Judge, load_all};
use crate::cli::failure::Failure;
use crate::cli::progress;
use crate::config::FailOn;
use crate::linter::Judgement;
use crate::project::{Choices, Project};
use crate::ratchet::Ratchet;
use crate::report::{Batch, RuleCard, Summary};
use crate::rule::ActiveRule;
use crate::source::FileSource;
use crate::workspace::{
    DiskSource, Limits, LoadedPlan, OverlaySource, PathProblem, discover, discover_file, find_configuration,
    idle_exclusions, is_hidden_from,
};

/// Who asks, and so who reads what is said on the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Caller {
    /// A person at a terminal.
    CommandLine,
    /// A program that embeds planlint: standard input and standard error are its own.
    Program,
}

/// What a run is asked for.
pub(super) struct Request<'r> {
    pub(super) caller: Caller,
    pub(super) paths: &'r [PathBuf],
    /// What stands for `-` among the paths; or the text that a program has in memory.
    pub(super) stdin: Option<&'r Stdin<'r>>,
    pub(super) config: Option<&'r Path>,
    pub(super) choices: &'r Choices,
    /// An older state: what was there then is not told.
    pub(super) against: Option<&'r Against>,
}

/// Standard input, which stands for a file.
pub(super) struct Stdin<'s> {
    /// The name under which it is read.
    pub(super) path: &'s Path,
    pub(super) bytes: Vec<u8>,
}

/// What a run gave.
#[derive(Default)]
pub(super) struct Checked {
    pub(super) batches: Vec<Batch>,
    pub(super) looked_at: Summary,
    pub(super) failures: Vec<Failure>,
    /// The strictest `fail-on` of the configurations in force.
    pub(super) fail_on: Option<FailOn>,
    /// What reports say of the rules in force.
    pub(super) rules: Vec<RuleCard>,
    /// The baseline files in force, with the batches that each holds for and the rules that ran.
    pub(super) baselines: Vec<Accepted>,
    /// The baseline file that the first configuration names, whether or not it holds in this run.
    pub(super) configured_baseline: Option<PathBuf>,
    /// The directories of the project's own rules.
    pub(super) rule_directories: Vec<PathBuf>,
    /// Whether there was anything to report on.
    pub(super) plans_judged: bool,
    /// What the plans were judged by; it goes when they go.
    pub(super) projects: Vec<Project>,
}

/// A baseline file and what it was applied to.
pub(super) struct Accepted {
    pub(super) path: PathBuf,
    pub(super) ratchet: Ratchet,
    pub(super) batches: Range<usize>,
    pub(super) rules: HashSet<Arc<str>>,
}

/// The plans that a request's paths stand for.
#[derive(Default)]
pub(super) struct Found {
    /// Roots by the configuration that holds for them.
    pub(super) by_config: BTreeMap<Option<PathBuf>, Vec<PathBuf>>,
    /// Paths that stand for no plan.
    pub(super) failures: Vec<Failure>,
    /// The bytes of the only root, where they have been read already.
    read: Option<Vec<u8>>,
}

/// Finds the plans in `source`, the disk with standard input laid over it.
pub(super) fn find(source: &dyn FileSource, request: &Request<'_>) -> Found {
    let mut found = Found::default();
    let mut roots = Vec::new();
    if let Some(stdin) = request.stdin {
        match discover_file(source, stdin.path) {
            Ok(root) => roots.push(root),
            Err(problem) => found.failures.push(stdin_failure(request.caller, stdin.path, &problem)),
        }
    }
    let is_stdin = |path: &Path| request.stdin.is_some() && path == Path::new("-");
    let paths: Vec<PathBuf> = request.paths.iter().filter(|path| !is_stdin(path)).cloned().collect();
    let excluded = exclusion(source, request.config);
    let discovered = discover(source, &paths, &*excluded);
    found.failures.extend(discovered.problems.iter().map(|(path, problem)| Failure::of_path(path, problem)));
    found.read = discovered.read.filter(|_| roots.is_empty());
    roots.extend(discovered.roots.into_iter().filter(|root| !roots.contains(root)).collect::<Vec<_>>());
    for root in roots {
        let directory = root.parent().unwrap_or(Path::new(""));
        let config = request.config.map(Path::to_owned).or_else(|| find_configuration(source, directory));
        found.by_config.entry(config).or_default().push(root);
    }
    found
}

/// The disk, with standard input laid over it.
pub(super) fn source(request: &Request<'_>) -> Box<dyn FileSource> {
    match request.stdin {
        Some(stdin) => Box::new(OverlaySource::new(&DiskSource, stdin.path, stdin.bytes.clone())),
        None => Box::new(DiskSource),
    }
}

/// Judges everything that the request's paths stand for. A path that cannot be checked is a failure beside the rest.
pub(super) fn check(request: &Request<'_>) -> Checked {
    let source = &*source(request);
    let Found { by_config, failures, mut read } = find(source, request);
    let mut checked = Checked { failures, ..Checked::default() };
    let searched = request.paths.iter().any(|path| path.is_dir());
    let bar = match request.caller {
        Caller::CommandLine => progress::bar(by_config.values().map(Vec::len).sum()),
        Caller::Program => indicatif::ProgressBar::hidden(),
    };
    for (config, roots) in by_config {
        // One plan alone is read beside its project, so that neither waits for the other.
        let bytes = read.take();
        let (project, read_ahead) = rayon::join(
            || Project::load(source, config.as_deref(), request.choices.clone()),
            || if let [root] = roots.as_slice() { Some(load_all(source, root, bytes)) } else { None },
        );
        let project = match project {
            Ok(project) => project,
            Err(error) => {
                checked.failures.push(error.into());
                continue;
            }
        };
        checked.rule_directories.extend(project.config.rule_directories());
        checked.fail_on = strictest(checked.fail_on, project.config.config.fail_on);
        let plans = Plans { source, roots: &roots, read_ahead };
        judge_all(project, plans, searched, request.against, &bar, &mut checked);
    }
    bar.finish_and_clear();
    checked
}

/// A plan's findings, what was looked at for them, and which waivers they used.
type Judged = (Batch, Summary, Vec<bool>);

/// What one judged plan adds to a run.
fn batch(project: &Project, loaded: LoadedPlan, judgement: Judgement) -> Judged {
    let Judgement { findings, waivers_used } = judgement;
    let messages = Arc::clone(project.messages_for(Some(&loaded.plan)));
    let (files, elements) = (loaded.plan.files.len(), loaded.plan.element_count());
    let looked_at = Summary { plans: 1, files, elements, ..Summary::default() };
    (Batch { sources: loaded.sources, findings, plan: Some(loaded.plan), messages }, looked_at, waivers_used)
}

/// The plans that one configuration holds for.
struct Plans<'p> {
    source: &'p dyn FileSource,
    roots: &'p [PathBuf],
    /// Those of the only root, where there is but one.
    read_ahead: Option<Result<Vec<LoadedPlan>, Failure>>,
}

/// Judges the plans that one configuration holds for; `searched` where a directory was searched for them.
fn judge_all(
    project: Project,
    Plans { source, roots, read_ahead }: Plans<'_>,
    searched: bool,
    against: Option<&Against>,
    bar: &indicatif::ProgressBar,
    checked: &mut Checked,
) {
    // A fault that every plan would meet is told once.
    let judge = match Judge::new(&project) {
        Ok(judge) => judge,
        Err(error) => return checked.failures.push(error.into()),
    };
    let own_rules = Arc::clone(&judge.own_rules);
    checked.rules.extend(own_rules.enabled().map(card));
    let first_batch = checked.batches.len();
    let judged = |loaded: Result<Vec<LoadedPlan>, Failure>| -> Vec<Result<Judged, Failure>> {
        let plans = loaded.and_then(|loaded| judge.judge_each(loaded));
        bar.inc(1);
        match plans {
            Ok(plans) => {
                let mut batches: Vec<Judged> =
                    plans.into_iter().map(|(loaded, judgement)| batch(&project, loaded, judgement)).collect();
                // The plans of one file are of that one file.
                batches.iter_mut().skip(1).for_each(|(_, looked_at, _)| looked_at.files = 0);
                batches.into_iter().map(Ok).collect()
            }
            Err(failure) => vec![Err(failure)],
        }
    };
    let all: Vec<Result<Judged, Failure>> = match read_ahead {
        Some(loaded) => judged(loaded),
        None => roots.par_iter().flat_map_iter(|root| judged(load_all(source, root, None))).collect(),
    };
    let mut waivers_used = vec![false; project.config.config.waivers.len()];
    for result in all {
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
    if let Some(against) = against {
        let before = against.findings(&judge, roots);
        for batch in &mut checked.batches[first_batch..] {
            before.apply(&mut batch.findings, &against.mark());
        }
    }
    if let Some(named) = &project.config.config.baseline {
        checked.configured_baseline.get_or_insert_with(|| project.config.directory().join(&named.value));
    }
    let rules = own_rules.enabled().map(|active| Arc::clone(&active.rule.id)).collect();
    let (path, ratchet) = (project.baseline_path(), project.ratchet().clone());
    if project.config.path.is_some() {
        let exclusions = if searched { project.config.config.exclude.as_slice() } else { &[] };
        let idle = idle_exclusions(&project.config.directory(), exclusions);
        let findings = project.judge_configuration(&own_rules, &waivers_used, &idle);
        let messages = Arc::clone(project.messages_for(None));
        checked.batches.push(Batch { sources: project.config.sources.clone(), findings, plan: None, messages });
    }
    if let Some(path) = path {
        let batches = first_batch..checked.batches.len();
        checked.baselines.push(Accepted { path, ratchet, batches, rules });
    }
    drop(judge);
    checked.projects.push(project);
}

/// What reports say of a rule.
fn card(active: &ActiveRule) -> RuleCard {
    RuleCard {
        id: Arc::clone(&active.rule.id),
        rationale: active.rule.rationale.to_string(),
        severity: active.severity_for(None),
    }
}

/// Whether a path is taken away.
pub(in crate::cli) type Exclusion<'e> = Box<dyn Fn(&Path) -> bool + 'e>;

/// The paths that a configuration takes away: that of the working directory, and the one nearest to each file; or
/// the one named, alone.
pub(in crate::cli) fn exclusion<'e>(source: &'e dyn FileSource, config: Option<&Path>) -> Exclusion<'e> {
    if let Some(path) = config {
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

/// All of standard input.
pub(super) fn read_stdin() -> Result<Vec<u8>, Failure> {
    Limits::in_force().read(std::io::stdin().lock()).map_err(|error| {
        Failure::new(format!("standard input cannot be read: {error}"), "pipe a plan's root file into the command")
    })
}

fn stdin_failure(caller: Caller, path: &Path, problem: &PathProblem) -> Failure {
    match problem {
        PathProblem::NotAPlan if caller == Caller::CommandLine => Failure::new(
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
