//! The one plan that a path stands for, with the rules in force for it.

use std::path::Path;

use super::failure::Failure;
use crate::nearest::nearest;
use crate::project::{Choices, Project};
use crate::report::display_path;
use crate::rule::RuleSet;
use crate::workspace::{
    DiskSource, LoadedConfig, LoadedPlan, Loader, PathProblem, discover, find_configuration, is_hidden_from,
};

/// A plan, its project, and the rules in force for it.
pub(super) struct OnePlan {
    pub(super) project: Project,
    pub(super) rules: RuleSet,
    pub(super) loaded: LoadedPlan,
}

impl OnePlan {
    /// The plan at `path`: a root, a file that it includes, or a directory with one plan in it. Of a file that holds several
    /// plans, the one whose id is `named`.
    ///
    /// # Errors
    /// No plan there, or several; a fault in the configuration.
    pub(super) fn open(
        path: &Path,
        named: Option<&str>,
        config: Option<&Path>,
        choices: Choices,
    ) -> Result<Self, Failure> {
        let directory = if path.is_dir() { path } else { path.parent().unwrap_or(Path::new("")) };
        let config = config.map(Path::to_owned).or_else(|| find_configuration(&DiskSource, directory));
        let hidden = match &config {
            Some(config) if path.is_dir() => {
                let config = LoadedConfig::load(&DiskSource, config)?;
                let patterns: Vec<String> = config.config.exclude.iter().map(|pattern| pattern.value.clone()).collect();
                is_hidden_from(&config.directory(), &patterns).ok()
            }
            _ => None,
        };
        let found = discover(&DiskSource, &[path.to_owned()], &|file| hidden.as_ref().is_some_and(|hides| hides(file)));
        if let Some((path, problem)) = found.problems.first() {
            return Err(Failure::of_path(path, problem));
        }
        let root = match found.roots.as_slice() {
            [root] => root,
            several => {
                let names: Vec<String> = several.iter().map(|root| display_path(root)).collect();
                return Err(Failure::new(
                    format!("{}: there are {} plans here", display_path(path), several.len()),
                    format!("name one of them: {}", names.join(", ")),
                ));
            }
        };
        let project = Project::load(&DiskSource, config.as_deref(), choices)?;
        let plans = Loader::new(&DiskSource)
            .load_all(root, None)
            .map_err(|error| Failure::of_path(root, &PathProblem::of(&error)))?;
        let loaded = one_of(plans, named, root)?;
        let rules = project.rule_set(&project.profile_for(Some(&loaded.plan)))?;
        Ok(Self { project, rules, loaded })
    }
}

/// Ids that are listed where a file holds several plans.
const LISTED: usize = 10;

/// The plan that is named; the only one where none is.
fn one_of(mut plans: Vec<LoadedPlan>, named: Option<&str>, root: &Path) -> Result<LoadedPlan, Failure> {
    let found = match named {
        Some(id) => plans.iter().position(|loaded| loaded.plan.id() == id),
        None => (plans.len() == 1).then_some(0),
    };
    if let Some(index) = found {
        return Ok(plans.swap_remove(index));
    }
    let ids: Vec<&str> = plans.iter().map(|loaded| loaded.plan.id()).collect();
    let more = if ids.len() > LISTED { ", …" } else { "" };
    let listed = ids.iter().take(LISTED).copied().collect::<Vec<_>>().join(", ");
    let shown = display_path(root);
    Err(match named {
        Some(id) => Failure::new(
            format!("{shown}: holds no plan `{id}`"),
            nearest(id, ids)
                .map_or_else(|| format!("it holds: {listed}{more}"), |near| format!("did you mean `{near}`?")),
        ),
        None => Failure::new(
            format!("{shown}: holds {} plans", ids.len()),
            format!("name one of them with --plan: {listed}{more}"),
        ),
    })
}
