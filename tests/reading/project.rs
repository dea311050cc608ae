//! Judging with one rule only.

use std::path::Path;

use planlint::finding::Finding;
use planlint::project::{Choices, Project};
use planlint::rule::Selection;
use planlint::source::{FileSource, MemorySource};
use planlint::workspace::{LoadedPlan, Loader};

/// A project in which `rule` alone runs.
pub(super) fn with_rule(rule: &str) -> Project {
    let selection = Selection { select: vec![rule.to_owned()], ignore: Vec::new() };
    Project::load(&MemorySource::default(), None, Choices { selection, ..Choices::default() }).unwrap()
}

/// The findings of the project's rule in the plan at `root`.
pub(super) fn judge(project: &Project, source: &dyn FileSource, root: &Path) -> (Vec<Finding>, LoadedPlan) {
    let loaded = Loader::new(source).load(root, None).unwrap();
    let rules = project.rule_set("un").unwrap();
    (project.judge(&rules, &loaded.plan, &loaded.sources).findings, loaded)
}
