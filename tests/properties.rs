//! Whatever is typed: nothing panics, and every place lies on characters of its file.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::path::Path;
use std::sync::LazyLock;

use planlint::project::{Choices, Project};
use planlint::source::{Location, MemorySource, SourceMap};
use planlint::workspace::Loader;
use proptest::prelude::*;

/// A plan with the fragments that readers and checks care about.
const PLAN: &str = "plan: p\nstatus: draft\nlanguage: zh\nperiod: {start: 2024, end: 2027}\nframeworks: [sdg]\ngoals:\n  G1:\n    title: {zh: 普遍连通性, en: 'É́galité 😀'}\n    targets:\n      T1.1: &t\n        title: \"العربية \\u00e9\"\n        sdg: [9.1.c, SDG 9.c]\n        indicators:\n          I1: {name: >-\n            , unit: percent, baseline: {value: 88, date: 2021}, target: {value: TBD}}\n  G2: {targets: {T2.1: *t}}\nresources: {level: priority}\n# planlint: ignore[time] later\ncontinuity: {X: {disposition: moved}}\n";

/// One project for all plans: word lists are compiled once.
static PROJECT: LazyLock<Project> =
    LazyLock::new(|| Project::load(&MemorySource::default(), None, Choices::default()).unwrap());

fn assert_within(sources: &SourceMap, at: Location) {
    let text = sources.file(at.file).text();
    assert!(text.get(at.span.range()).is_some(), "{at:?} is not on characters of {text:?}");
}

fn judge(files: &[(&str, &[u8])]) {
    let mut source = MemorySource::default();
    for (path, bytes) in files {
        source.insert(path, *bytes);
    }
    let project = &*PROJECT;
    let loaded = match Loader::new(&source).load(Path::new("plan.yaml"), None) {
        Ok(loaded) => loaded,
        // What begins with `<` is XML, and no plan unless its root says so.
        Err(error) => return assert_eq!(error.kind(), std::io::ErrorKind::InvalidData),
    };
    let rules = project.rule_set("itu").unwrap();
    for finding in project.judge(&rules, &loaded.plan, &loaded.sources).findings {
        assert_within(&loaded.sources, finding.at);
        for related in &finding.related {
            assert_within(&loaded.sources, related.at);
        }
        for edit in finding.fixes.iter().flat_map(|fix| &fix.edits) {
            assert_within(&loaded.sources, edit.at);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_read(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        judge(&[("plan.yaml", &bytes)]);
    }

    #[test]
    fn any_text_is_read(text in "\\PC{0,200}", newline in prop::sample::select(vec!["\n", "\r\n", "\r"])) {
        judge(&[("plan.yaml", format!("plan: p{newline}{text}").as_bytes())]);
    }

    #[test]
    fn a_plan_broken_anywhere_is_still_read(at in 0..PLAN.len(), length in 0usize..12, put in "[\\[\\]{}:\"'#&*|>%@\t\r\n 中é]{0,4}") {
        let mut start = at;
        while !PLAN.is_char_boundary(start) { start -= 1; }
        let mut end = (start + length).min(PLAN.len());
        while !PLAN.is_char_boundary(end) { end += 1; }
        let text = format!("{}{put}{}", &PLAN[..start], &PLAN[end..]);
        judge(&[("plan.yaml", text.as_bytes())]);
        judge(&[("plan.yaml", text.replace('\n', "\r\n").as_bytes())]);
    }

    #[test]
    fn any_table_is_read(text in "(id|to|amount|share|P1|;|,|\"|\r\n|\n| |宽|-5|x){0,60}") {
        let root = "plan: p\ninclude: [resources.csv]\npriorities: {P1: {title: a}}\n";
        judge(&[("plan.yaml", root.as_bytes()), ("resources.csv", text.as_bytes())]);
    }
}
