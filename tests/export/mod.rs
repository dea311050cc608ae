//! Plans as files: what leaves comes back the same, as far as the format has a place for it.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod any_plan;
mod files;
mod model;
mod paper;
mod round_trip;

use std::path::Path;

use planlint::export::{Export, ExportFormat};
use planlint::import::mapping::Mapping;
use planlint::import::{Importer, identity, sheets, write};
use planlint::project::{Choices, Project};
use planlint::source::MemorySource;
use planlint::workspace::{LoadedPlan, Loader};

/// A plan that was read from its text.
fn loaded(text: &str) -> LoadedPlan {
    let mut source = MemorySource::default();
    source.insert(Path::new("plan.yaml"), text.as_bytes());
    Loader::new(&source).load(Path::new("plan.yaml"), None).unwrap()
}

/// A project whose headings are in a language.
fn project(language: &str) -> Project {
    let choices = Choices { language: Some(language.to_owned()), ..Choices::default() };
    Project::load(&MemorySource::default(), None, choices).unwrap()
}

fn exported(project: &Project, plan: &LoadedPlan, format: ExportFormat) -> Vec<u8> {
    let rules = project.rule_set("un").unwrap();
    let findings = project.judge(&rules, &plan.plan, &plan.sources).findings;
    let messages = project.messages_for(Some(&plan.plan));
    let language = plan.plan.language().to_owned();
    let export = Export { plan: &plan.plan, findings: findings.iter().collect(), messages, language: &language };
    export.write(format).unwrap().bytes
}

/// The text of the plan that a file becomes.
fn imported(project: &Project, name: &str, bytes: &[u8]) -> String {
    let mapping = Mapping::default();
    let importer =
        Importer { mapping: &mapping, lexicon: project.lexicon(), analyst: project.analyst(), language: None };
    let mut reading = importer.read(&sheets(name, bytes).unwrap(), "imported");
    assert_eq!(reading.plans.len(), 1);
    let plan = &mut reading.plans[0];
    identity::assign(plan, identity::Known::default());
    write::plan(plan, &[]).0
}
