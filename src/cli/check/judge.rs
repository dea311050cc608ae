//! Judging the plans of one project, each by the rules of its profile.

use std::collections::HashMap;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use crate::cli::failure::Failure;
use crate::linter::Judgement;
use crate::plan::Plan;
use crate::project::{Project, ProjectError};
use crate::rule::RuleSet;
use crate::source::FileSource;
use crate::workspace::{LoadedPlan, Loader, PathProblem};

/// A project with the rules of the profiles that its plans have.
pub(in crate::cli) struct Judge<'j> {
    project: &'j Project,
    /// The rules for plans that name no profile.
    pub(super) own_rules: Arc<RuleSet>,
    known: Mutex<HashMap<String, Arc<RuleSet>>>,
}

impl<'j> Judge<'j> {
    /// A judge for the plans of `project`.
    ///
    /// # Errors
    /// A fault in the rules or their parameters, which every plan would meet.
    pub(in crate::cli) fn new(project: &'j Project) -> Result<Self, ProjectError> {
        let own_rules = Arc::new(project.rule_set(&project.profile_for(None))?);
        let known = Mutex::new(HashMap::from([(own_rules.profile.clone(), Arc::clone(&own_rules))]));
        Ok(Self { project, own_rules, known })
    }

    /// The rules in force for a plan.
    pub(in crate::cli) fn rules_of(&self, plan: &Plan) -> Result<Arc<RuleSet>, ProjectError> {
        let profile = self.project.profile_for(Some(plan));
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(rules) = known.get(&profile) {
            return Ok(Arc::clone(rules));
        }
        let rules = Arc::new(self.project.rule_set(&profile)?);
        known.insert(profile, Arc::clone(&rules));
        Ok(rules)
    }

    /// Judges a plan.
    pub(super) fn judge(&self, plan: &LoadedPlan) -> Result<Judgement, ProjectError> {
        Ok(self.project.judge(&*self.rules_of(&plan.plan)?, &plan.plan, &plan.sources))
    }

    /// Reads the plans of a file and judges each.
    pub(in crate::cli) fn read(
        &self,
        source: &dyn FileSource,
        root: &Path,
    ) -> Result<Vec<(LoadedPlan, Judgement)>, Failure> {
        self.judge_each(load_all(source, root, None)?)
    }

    /// Judges plans that were read.
    pub(super) fn judge_each(&self, plans: Vec<LoadedPlan>) -> Result<Vec<(LoadedPlan, Judgement)>, Failure> {
        let judged = |loaded: LoadedPlan| {
            let judgement = self.judge(&loaded)?;
            Ok((loaded, judgement))
        };
        plans.into_iter().map(judged).collect()
    }
}

/// Reads the plans of a file; `bytes` is what stands in it, where that is known.
pub(super) fn load_all(
    source: &dyn FileSource,
    root: &Path,
    bytes: Option<Vec<u8>>,
) -> Result<Vec<LoadedPlan>, Failure> {
    let unreadable = |error: std::io::Error| Failure::of_path(root, &PathProblem::of(&error));
    Loader::new(source).load_all(root, bytes).map_err(unreadable)
}
