//! Fixes in memory.

use std::collections::HashMap;
use std::path::Path;
use std::sync::{LazyLock, Mutex};

use planlint::finding::{Finding, Severity};
use planlint::fixer::{Extent, Fixer, Fixing};
use planlint::project::{Choices, Project};
use planlint::rule::{RuleSet, Selection};
use planlint::source::{FileSource, MemorySource};
use planlint::workspace::{DraftSource, LoadedPlan, Loader};

/// Rules with safe fixes; besides them every rule runs that can give an error.
const WITH_FIXES: [&str; 7] = [
    "links/code-spelling",
    "links/duplicate-link",
    "structure/unknown-key",
    "consistency/unit-inconsistent",
    "language/number-format-ambiguous",
    "language/mixed-script-homoglyph",
    "language/spelling-variant",
];

/// One project for all plans: word lists are compiled once.
static PROJECT: LazyLock<(Project, RuleSet)> = LazyLock::new(|| {
    let project = Project::load(&MemorySource::default(), None, Choices::default()).unwrap();
    let rules = project.rule_set("itu").unwrap();
    let is_error = |id: &&str| rules.rule(id).is_some_and(|rule| rule.severity_for(Some("agreed")) == Severity::Error);
    let enabled: Vec<&str> = rules.enabled().map(|rule| &*rule.rule.id).collect();
    let select = enabled.into_iter().filter(is_error).chain(WITH_FIXES).map(str::to_owned).collect();
    let selection = Selection { select, ignore: Vec::new() };
    let project = Project::load(&MemorySource::default(), None, Choices { selection, ..Choices::default() }).unwrap();
    let rules = project.rule_set("itu").unwrap();
    (project, rules)
});

/// What was found in a plan of these texts: one text is judged once.
static JUDGED: LazyLock<Mutex<HashMap<Vec<String>, Vec<Finding>>>> = LazyLock::new(Mutex::default);

pub(crate) fn judge(plan: &LoadedPlan) -> Vec<Finding> {
    let texts: Vec<String> = plan.sources.iter().map(|(_, file)| file.text().to_string()).collect();
    if let Some(known) = JUDGED.lock().unwrap().get(&texts) {
        return known.clone();
    }
    let (project, rules) = &*PROJECT;
    let found = project.judge(rules, &plan.plan, &plan.sources).findings;
    JUDGED.lock().unwrap().insert(texts, found.clone());
    found
}

pub(crate) fn load(source: &dyn FileSource) -> LoadedPlan {
    Loader::new(source).load(Path::new("plan.yaml"), None).unwrap()
}

/// What is fixed in a run that shows hints too.
pub(crate) fn is_wanted(finding: &Finding) -> bool {
    finding.severity >= Severity::Hint
}

/// Fixes a plan, and gives its files as they become, in the order given.
pub(crate) fn fix(files: &[(&str, Vec<u8>)], extent: Extent) -> (Vec<Vec<u8>>, Fixing) {
    let mut memory = MemorySource::default();
    for (path, bytes) in files {
        memory.insert(path, bytes.as_slice());
    }
    let source = DraftSource::new(&memory);
    let fixer = Fixer { source: &source, judge: &judge, wanted: &is_wanted, open: &|_| true, extent };
    let fixing = fixer.fix(Path::new("plan.yaml")).unwrap();
    (files.iter().map(|(path, _)| source.read(Path::new(path)).unwrap()).collect(), fixing)
}

/// Fixes a plan of one file.
pub(crate) fn fixed(text: &str, extent: Extent) -> (String, Fixing) {
    let (mut files, fixing) = fix(&[("plan.yaml", text.as_bytes().to_vec())], extent);
    (String::from_utf8(files.remove(0)).unwrap(), fixing)
}
