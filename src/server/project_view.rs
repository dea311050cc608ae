//! Projects as the server holds them: one a configuration, kept until one of its files changes.

use std::collections::{BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use crate::finding::Severity;
use crate::project::{Choices, Project, ProjectError};
use crate::rule::{CatalogueError, DEFAULT_PROFILE, RuleSet};
use crate::source::{FileSource, Located, SourceFile, Span};
use crate::workspace::{ConfigurationError, DiskSource, LoadedConfig, Shelf, idle_exclusions, is_hidden_from};

use super::plan_view::PlanView;

/// For how many plans, or states of one plan, statements are remembered at least.
const MEMORY: u32 = 64;

/// What is wrong with a project, at its place.
#[derive(Clone, Debug)]
pub(super) struct Fault {
    /// The file.
    pub(super) file: Arc<SourceFile>,
    /// The name under which the file is known.
    pub(super) identity: PathBuf,
    /// The place.
    pub(super) span: Span,
    /// What, and what to do.
    pub(super) message: String,
}

/// A project, and what is wrong with its files.
#[derive(Debug)]
pub(super) struct ProjectView {
    /// The project; the last one that could be set up where the files have a fault.
    pub(super) project: Arc<Project>,
    /// The fault of its files.
    pub(super) fault: Option<Fault>,
    /// The name under which its configuration is known.
    pub(super) identity: Option<PathBuf>,
    sets: Mutex<HashMap<String, Result<Arc<RuleSet>, Fault>>>,
    idle: OnceLock<Vec<Located<String>>>,
    judged: AtomicU32,
    touched: BTreeSet<PathBuf>,
    directories: Vec<PathBuf>,
}

impl ProjectView {
    fn load(shelf: &Shelf, config: Option<&Path>, choices: &Choices, before: Option<&Self>) -> Self {
        shelf.take_asked();
        let loaded = Project::load(shelf, config, choices.clone());
        let (project, fault) = match loaded {
            Ok(project) => (Arc::new(project), None),
            Err(error) => {
                let fault = fault_of(&error, shelf, config);
                let project = before.map(|before| Arc::clone(&before.project)).or_else(|| {
                    // Without the configuration, the plan is at least held to what is usual.
                    Project::load(shelf, None, choices.clone()).ok().map(Arc::new)
                });
                let project = project.unwrap_or_else(|| {
                    let usual = Choices { selection: crate::rule::Selection::default(), ..choices.clone() };
                    Arc::new(Project::load(shelf, None, usual).expect("the rules that are built in can be read"))
                });
                (project, Some(fault))
            }
        };
        let base = config.and_then(Path::parent).unwrap_or(Path::new(""));
        let directories = project.config.config.rule_dirs.iter();
        let directories = directories.map(|directory| shelf.identity(&base.join(&directory.value))).collect();
        let touched = shelf.take_asked();
        let identity = config.map(|path| shelf.identity(path));
        Self {
            project,
            fault,
            identity,
            sets: Mutex::default(),
            idle: OnceLock::new(),
            judged: AtomicU32::new(0),
            touched,
            directories,
        }
    }

    /// The rules for plans of a profile; those of the usual profile where the one asked for cannot be had.
    pub(super) fn rules(&self, profile: &str) -> Arc<RuleSet> {
        let mut sets = self.sets.lock().unwrap_or_else(PoisonError::into_inner);
        let decide = |profile: &str| {
            self.project.rule_set(profile).map(Arc::new).map_err(|error| fault_in(&error, &self.project.config))
        };
        let wanted = sets.entry(profile.to_owned()).or_insert_with(|| decide(profile));
        if let Ok(rules) = wanted {
            return Arc::clone(rules);
        }
        let usual = sets.entry(DEFAULT_PROFILE.to_owned()).or_insert_with(|| decide(DEFAULT_PROFILE));
        usual.clone().unwrap_or_else(|_| Arc::new(RuleSet { profile: DEFAULT_PROFILE.to_owned(), rules: Vec::new() }))
    }

    /// Notes that a plan was judged. What statements say is remembered from one keystroke to the next, but not for ever.
    pub(super) fn note_judging(&self) {
        if self.judged.fetch_add(1, Ordering::Relaxed) % MEMORY == MEMORY - 1 {
            self.project.analyst().age();
        }
    }

    /// What is wrong with the project's files: why it could not be set up, and which parameters rules cannot take.
    pub(super) fn faults(&self) -> Vec<Fault> {
        let sets = self.sets.lock().unwrap_or_else(PoisonError::into_inner);
        let of_sets = sets.values().filter_map(|set| set.as_ref().err().cloned());
        let mut faults: Vec<Fault> = self.fault.clone().into_iter().collect();
        for fault in of_sets {
            if faults.iter().all(|known| known.span != fault.span || known.message != fault.message) {
                faults.push(fault);
            }
        }
        faults
    }

    /// The files in which something may be shown of the project itself.
    pub(super) fn files(&self) -> impl Iterator<Item = PathBuf> {
        let faults: Vec<PathBuf> = self.faults().into_iter().map(|fault| fault.identity).collect();
        self.identity.clone().into_iter().chain(faults)
    }

    /// The findings about the configuration itself, given all plans that it holds for.
    pub(super) fn judge(&self, plans: &[&Arc<PlanView>]) -> Option<Vec<crate::finding::Finding>> {
        if self.project.config.path.is_none() || self.fault.is_some() {
            return None;
        }
        let mut used = vec![false; self.project.config.config.waivers.len()];
        for plan in plans {
            for (sum, used) in used.iter_mut().zip(&plan.judge()?.waivers_used) {
                *sum |= used;
            }
        }
        let idle = self.idle.get_or_init(|| {
            let exclude = &self.project.config.config.exclude;
            if exclude.is_empty() {
                return Vec::new();
            }
            idle_exclusions(&self.project.config.directory(), exclude).into_iter().cloned().collect()
        });
        let idle: Vec<&Located<String>> = idle.iter().collect();
        let rules = self.rules(&self.project.profile_for(None));
        Some(self.project.judge_configuration(&rules, &used, &idle))
    }

    fn is_touched_by(&self, changed: &BTreeSet<PathBuf>) -> bool {
        changed.iter().any(|path| {
            self.touched.contains(path) || self.directories.iter().any(|directory| path.starts_with(directory))
        })
    }
}

/// All projects, by configuration.
#[derive(Debug, Default)]
pub(super) struct Projects {
    known: HashMap<Option<PathBuf>, Arc<ProjectView>>,
    before: HashMap<Option<PathBuf>, Arc<ProjectView>>,
}

impl Projects {
    /// The project of a configuration, set up where it is not yet.
    pub(super) fn get(&mut self, shelf: &Shelf, config: Option<PathBuf>, choices: &Choices) -> Arc<ProjectView> {
        if let Some(known) = self.known.get(&config) {
            return Arc::clone(known);
        }
        let before = self.before.remove(&config);
        let view = Arc::new(ProjectView::load(shelf, config.as_deref(), choices, before.as_deref()));
        self.known.insert(config, Arc::clone(&view));
        view
    }

    /// Drops the projects that depend on a changed file; each is set up anew when it is next asked for.
    pub(super) fn drop_touched(&mut self, changed: &BTreeSet<PathBuf>) {
        let stale: Vec<_> =
            self.known.iter().filter(|(_, view)| view.is_touched_by(changed)).map(|(key, _)| key.clone()).collect();
        for key in stale {
            if let Some(view) = self.known.remove(&key) {
                self.before.insert(key, view);
            }
        }
    }

    /// Drops all projects.
    pub(super) fn drop_all(&mut self) {
        self.before.extend(self.known.drain());
    }

    /// Whether `view` is still in force.
    pub(super) fn holds(&self, view: &Arc<ProjectView>) -> bool {
        self.known.values().any(|known| Arc::ptr_eq(known, view))
    }
}

/// Whether the configuration at `path` takes a file away.
pub(super) fn hides(source: &dyn FileSource, path: Option<&Path>) -> Box<dyn Fn(&Path) -> bool> {
    let Some(Ok(config)) = path.map(|path| LoadedConfig::load(source, path)) else { return Box::new(|_| false) };
    let patterns: Vec<String> = config.config.exclude.iter().map(|pattern| pattern.value.clone()).collect();
    match is_hidden_from(&config.directory(), &patterns) {
        Ok(hidden) if !patterns.is_empty() => Box::new(hidden),
        _ => Box::new(|_| false),
    }
}

/// The severity of a fault: nothing is judged as the project wants until it is gone.
pub(super) const FAULT_SEVERITY: Severity = Severity::Error;

fn fault_of(error: &ProjectError, shelf: &Shelf, config: Option<&Path>) -> Fault {
    let mut text = LoadedConfig::default();
    if let Some(path) = config {
        let bytes = shelf.read(path).unwrap_or_default();
        text.sources.add(SourceFile::from_bytes(path.to_owned(), &bytes));
    }
    fault_in(error, &text)
}

fn fault_in(error: &ProjectError, config: &LoadedConfig) -> Fault {
    let load = match error {
        ProjectError::Configuration(ConfigurationError::Fault(fault))
        | ProjectError::Catalogue(CatalogueError::Fault(fault))
        | ProjectError::Parameter(fault) => Some(fault),
        _ => None,
    };
    if let Some((load, at)) = load.and_then(|load| Some((load, load.error.at?))) {
        let help = load.error.help.as_ref().map_or(String::new(), |help| format!("\n{help}"));
        let message = format!("{}{help}", load.error.message);
        return at_file(Arc::clone(load.sources.file(at.file)), at.span, message);
    }
    let at = config.config.profile.as_ref().map(|profile| profile.at);
    let file = config.sources.iter().next().map(|(_, file)| Arc::clone(file));
    let file = file.unwrap_or_else(|| Arc::new(SourceFile::from_bytes(crate::config::FILE_NAME.into(), b"")));
    at_file(file, at.map_or(Span::empty(0), |at| at.span), error.to_string())
}

fn at_file(file: Arc<SourceFile>, span: Span, message: String) -> Fault {
    let identity = DiskSource.canonical(file.path()).unwrap_or_else(|_| file.path().to_owned());
    Fault { file, identity, span, message }
}
