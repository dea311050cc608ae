//! The one plan that a path stands for, with the rules in force for it.

use std::path::Path;

use super::failure::Failure;
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
    /// The plan at `path`: a root, a file that it includes, or a directory with one plan in it.
    ///
    /// # Errors
    /// No plan there, or several; a fault in the configuration.
    pub(super) fn open(path: &Path, config: Option<&Path>, choices: Choices) -> Result<Self, Failure> {
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
        let loaded = Loader::new(&DiskSource)
            .load(root, None)
            .map_err(|error| Failure::of_path(root, &PathProblem::Unreadable(error.to_string())))?;
        let rules = project.rule_set(&project.profile_for(Some(&loaded.plan)))?;
        Ok(Self { project, rules, loaded })
    }
}
