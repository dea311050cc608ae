//! Any bytes as the root of a plan: read, judged by every rule, and each place lies on characters of its file.

#![no_main]

use std::path::Path;
use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use planlint::project::{Choices, Project};
use planlint::rule::{RuleSet, Selection};
use planlint::source::MemorySource;
use planlint::workspace::Loader;

static PROJECT: LazyLock<(Project, RuleSet)> = LazyLock::new(|| {
    let selection = Selection { select: vec!["*/*".to_owned()], ignore: Vec::new() };
    let choices = Choices { selection, ..Choices::default() };
    let project = Project::load(&MemorySource::default(), None, choices).expect("the shipped rules load");
    let rules = project.rule_set("itu").expect("the profile exists");
    (project, rules)
});

fuzz_target!(|bytes: &[u8]| {
    let (project, rules) = &*PROJECT;
    let mut files = MemorySource::default();
    files.insert("plan.yaml", bytes);
    // What begins like XML, or is larger than a plan, is refused as a whole.
    let Ok(loaded) = Loader::new(&files).load(Path::new("plan.yaml"), None) else { return };
    for finding in project.judge(rules, &loaded.plan, &loaded.sources).findings {
        let places = std::iter::once(finding.at)
            .chain(finding.related.iter().map(|related| related.at))
            .chain(finding.fixes.iter().flat_map(|fix| &fix.edits).map(|edit| edit.at));
        for at in places {
            let text = loaded.sources.file(at.file).text();
            assert!(text.get(at.span.range()).is_some(), "{} at {at:?}", finding.rule);
        }
    }
});
