//! Any bytes as a plan that is fixed, safely and not: what comes out is read again, keeps every comment, has no error more, and is fixed
//! no further.

#![no_main]

use std::path::Path;
use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use planlint::finding::{Finding, Severity};
use planlint::fixer::{Extent, Fixer};
use planlint::project::{Choices, Project};
use planlint::rule::RuleSet;
use planlint::source::{FileSource, MemorySource};
use planlint::workspace::{DraftSource, LoadedPlan, Loader};
use planlint::yaml;

static PROJECT: LazyLock<(Project, RuleSet)> = LazyLock::new(|| {
    let project = Project::load(&MemorySource::default(), None, Choices::default()).expect("the shipped rules load");
    let rules = project.rule_set("itu").expect("the profile exists");
    (project, rules)
});

fn judge(plan: &LoadedPlan) -> Vec<Finding> {
    let (project, rules) = &*PROJECT;
    project.judge(rules, &plan.plan, &plan.sources).findings
}

/// The text as fixes leave it, with how many were applied; nothing where it is no plan.
fn fixed(bytes: &[u8], extent: Extent) -> Option<(Vec<u8>, usize)> {
    let mut memory = MemorySource::default();
    memory.insert("plan.yaml", bytes);
    let source = DraftSource::new(&memory);
    let fixer = Fixer { source: &source, judge: &judge, wanted: &|_| true, open: &|_| true, extent };
    let fixing = fixer.fix(Path::new("plan.yaml")).ok()?;
    assert!(!fixing.is_endless);
    Some((source.read(Path::new("plan.yaml")).expect("the file is in memory"), fixing.applied.len()))
}

fn errors(bytes: &[u8]) -> usize {
    let mut memory = MemorySource::default();
    memory.insert("plan.yaml", bytes);
    let loaded = Loader::new(&memory).load(Path::new("plan.yaml"), None).expect("what was fixed is a plan");
    judge(&loaded).iter().filter(|finding| finding.severity == Severity::Error).count()
}

fn comments(text: &str) -> Vec<&str> {
    yaml::read(text).comments().iter().map(|comment| &text[comment.span.range()]).collect()
}

fuzz_target!(|bytes: &[u8]| {
    for extent in [Extent::Safe, Extent::Unsafe] {
        let Some((after, applied)) = fixed(bytes, extent) else { return };
        if applied == 0 {
            assert_eq!(after, bytes, "what is not fixed is not touched");
            continue;
        }
        let (before, text) = (String::from_utf8_lossy(bytes), String::from_utf8_lossy(&after));
        assert_eq!(comments(&before), comments(&text), "{before:?} -> {text:?}");
        assert!(errors(&after) <= errors(bytes), "{before:?} -> {text:?}");
        assert_eq!(fixed(&after, extent).map(|(again, _)| again), Some(after.clone()), "{text:?}");
    }
});
