//! Plans in XML: what is read, where it stands, and what is refused.
#![allow(clippy::unwrap_used, reason = "a test that cannot be set up fails")]

mod counts;
mod hostile;
mod iati;
mod paths;
mod positions;
mod stratml;

use std::path::Path;
use std::sync::{Arc, LazyLock};

use planlint::finding::Finding;
use planlint::plan::{Element, Plan};
use planlint::project::{Choices, Project};
use planlint::source::{Location, MemorySource, SourceMap};
use planlint::workspace::{LoadedPlan, Loader};

/// The plans of a file with this text.
pub(crate) fn plans(text: &str) -> Vec<LoadedPlan> {
    let mut files = MemorySource::default();
    files.insert("plan.xml", text.as_bytes());
    Loader::new(&files).load_all(Path::new("plan.xml"), None).unwrap()
}

/// The one plan of a file with this text.
pub(crate) fn plan(text: &str) -> LoadedPlan {
    let mut all = plans(text);
    assert_eq!(all.len(), 1);
    all.pop().unwrap()
}

/// What is found in a plan with the rules of the profile that holds where nothing is said.
pub(crate) fn findings(loaded: &LoadedPlan) -> Vec<Finding> {
    static PROJECT: LazyLock<Project> =
        LazyLock::new(|| Project::load(&MemorySource::default(), None, Choices::default()).unwrap());
    let project = &*PROJECT;
    let rules = project.rule_set(&project.profile_for(Some(&loaded.plan))).unwrap();
    project.judge(&rules, &loaded.plan, &loaded.sources).findings
}

pub(crate) fn element<'p>(plan: &'p Arc<Plan>, id: &str) -> &'p Element {
    plan.element(plan.find(id).unwrap_or_else(|| panic!("no element {id}")))
}

/// The bytes at a place.
pub(crate) fn written(sources: &SourceMap, at: Location) -> String {
    sources.text_at(at).to_owned()
}

/// Each place of the plan and of its findings lies in the file, on whole characters.
pub(crate) fn all_places_lie_within(loaded: &LoadedPlan) {
    places_of_plan_lie_within(loaded);
    for finding in findings(loaded) {
        lies_within(loaded, finding.at);
        finding.related.iter().for_each(|related| lies_within(loaded, related.at));
        assert!(finding.fixes.is_empty(), "no fix is made in XML: {}", finding.rule);
    }
}

fn lies_within(loaded: &LoadedPlan, at: Location) {
    let text = loaded.sources.file(at.file).text();
    assert!(text.get(at.span.range()).is_some(), "{at:?} in {} bytes", text.len());
}

/// Each place of the plan lies in the file, on whole characters.
pub(crate) fn places_of_plan_lie_within(loaded: &LoadedPlan) {
    let inside = |at: Location| lies_within(loaded, at);
    for (_, element) in loaded.plan.elements() {
        inside(element.key);
        inside(element.at);
        for field in &element.fields {
            inside(field.key);
            inside(field.at);
        }
    }
    loaded.plan.notes.iter().for_each(|note| inside(note.at));
}
