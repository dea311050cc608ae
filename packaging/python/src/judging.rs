//! Plans to reports, as `planlint check` makes them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use planlint::cli::Failure;
use planlint::finding::Severity;
use planlint::linter::Judgement;
use planlint::project::{Choices, Project};
use planlint::report::{Batch, Colour, Filter, Report, ReportFormat, Summary};
use planlint::rule::{Messages, Selection};
use planlint::source::FileSource;
use planlint::workspace::{
    DiskSource, LoadedConfig, Loader, OverlaySource, PathProblem, discover, discover_file, find_configuration,
    idle_exclusions, is_hidden_from,
};

/// What a caller decides over the configuration.
pub(crate) struct Wishes(Choices);

impl Wishes {
    /// # Errors
    /// A language in which there are no messages, with those in which there are.
    pub(crate) fn new(
        profile: Option<String>,
        language: Option<String>,
        select: Vec<String>,
        ignore: Vec<String>,
    ) -> Result<Self, String> {
        if let Some(language) = &language {
            let known: Vec<&str> = Messages::languages().collect();
            if !known.contains(&language.as_str()) {
                return Err(format!(
                    "there are no messages in `{language}`; messages are written in: {}",
                    known.join(", ")
                ));
            }
        }
        Ok(Self(Choices { profile, language, selection: Selection { select, ignore }, ..Choices::default() }))
    }
}

/// Whether a directory was searched for the plans.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Search {
    Directory,
    File,
}

/// The report on `text`, read as if it stood at `filename`.
pub(crate) fn text(text: &str, filename: &Path, Wishes(choices): Wishes) -> Result<String, Failure> {
    let source = OverlaySource::new(&DiskSource, filename, text.as_bytes().to_vec());
    let root = discover_file(&source, filename).map_err(|problem| Failure::of_path(filename, &problem))?;
    report(&source, vec![root], Search::File, &choices)
}

/// The report on the plans that `path` stands for. Where one of them cannot be read there is none.
pub(crate) fn path(path: &Path, Wishes(choices): Wishes) -> Result<String, Failure> {
    let found = discover(&DiskSource, &[path.to_owned()], &is_excluded);
    if let Some((path, problem)) = found.problems.first() {
        return Err(Failure::of_path(path, problem));
    }
    let search = if path.is_dir() { Search::Directory } else { Search::File };
    report(&DiskSource, found.roots, search, &choices)
}

/// Whether `exclude:` takes a file away, in the configuration of the working directory or in the one nearest to it. A fault
/// in one is told when it is used for a plan.
fn is_excluded(file: &Path) -> bool {
    let directories = [Path::new(""), file.parent().unwrap_or(Path::new(""))];
    directories.into_iter().filter_map(|directory| find_configuration(&DiskSource, directory)).any(|path| {
        let Ok(config) = LoadedConfig::load(&DiskSource, &path) else { return false };
        let patterns: Vec<String> = config.config.exclude.iter().map(|pattern| pattern.value.clone()).collect();
        is_hidden_from(&config.directory(), &patterns).is_ok_and(|hides| hides(file))
    })
}

fn report(source: &dyn FileSource, roots: Vec<PathBuf>, search: Search, choices: &Choices) -> Result<String, Failure> {
    let mut by_config: BTreeMap<Option<PathBuf>, Vec<PathBuf>> = BTreeMap::new();
    for root in roots {
        let config = find_configuration(source, root.parent().unwrap_or(Path::new("")));
        by_config.entry(config).or_default().push(root);
    }
    let (mut batches, mut looked_at) = (Vec::new(), Summary::default());
    for (config, roots) in by_config {
        let project = Project::load(source, config.as_deref(), choices.clone())?;
        batches.extend(judge(source, project, &roots, search, &mut looked_at)?);
    }
    let filter = Filter { min_severity: Severity::Info, show_suppressed: false };
    let mut out = Vec::new();
    Report::new(batches, looked_at, filter).write(ReportFormat::Json, Colour::None, &mut out)?;
    Ok(String::from_utf8(out).expect("JSON is UTF-8"))
}

/// Judges the plans that one configuration holds for, and the configuration itself.
fn judge(
    source: &dyn FileSource,
    project: Project,
    roots: &[PathBuf],
    search: Search,
    looked_at: &mut Summary,
) -> Result<Vec<Batch>, Failure> {
    let mut batches = Vec::new();
    let mut waivers_used = vec![false; project.config.config.waivers.len()];
    for root in roots {
        let loaded = Loader::new(source)
            .load(root, None)
            .map_err(|error| Failure::of_path(root, &PathProblem::Unreadable(error.to_string())))?;
        let rules = project.rule_set(&project.profile_for(Some(&loaded.plan)))?;
        let Judgement { findings, waivers_used: used } = project.judge(&rules, &loaded.plan, &loaded.sources);
        for (sum, used) in waivers_used.iter_mut().zip(used) {
            *sum |= used;
        }
        looked_at.plans += 1;
        looked_at.files += loaded.plan.files.len();
        looked_at.elements += loaded.plan.element_count();
        let messages = Arc::clone(project.messages_for(Some(&loaded.plan)));
        batches.push(Batch { sources: loaded.sources, findings, plan: Some(loaded.plan), messages });
    }
    if project.config.path.is_some() {
        let rules = project.rule_set(&project.profile_for(None))?;
        let exclusions = match search {
            Search::Directory => project.config.config.exclude.as_slice(),
            Search::File => &[],
        };
        let idle = idle_exclusions(&project.config.directory(), exclusions);
        let findings = project.judge_configuration(&rules, &waivers_used, &idle);
        let messages = Arc::clone(project.messages_for(None));
        batches.push(Batch { sources: project.config.sources, findings, plan: None, messages });
    }
    Ok(batches)
}
