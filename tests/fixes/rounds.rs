//! Rounds of fixes: what stands back, what is taken back, and that there is an end.

use std::path::Path;
use std::sync::Arc;

use planlint::finding::{Edit, Finding, Fix, Safety, Severity};
use planlint::fixer::{Extent, Fixer, Fixing, Harm, Reason, rounds};
use planlint::source::{FileId, FileSource, Location, MemorySource, Span};
use planlint::workspace::{DraftSource, LoadedPlan};

use super::draft::fixed;

/// A finding of `rule` at every place of `old` in the plan, with a fix for it.
fn finding(plan: &LoadedPlan, rule: &str, safety: Safety, old: &str, new: &str) -> Vec<Finding> {
    let text = plan.sources.file(FileId(0)).text();
    let at = |start: usize| Location::new(FileId(0), Span::new(start, start + old.len()));
    text.match_indices(old)
        .map(|(start, _)| Finding {
            rule: rule.into(),
            severity: Severity::Info,
            plan: Some("p".into()),
            element: None,
            kind: None,
            field: None,
            message: "".into(),
            guidance: Arc::from(""),
            at: at(start),
            related: Vec::new(),
            fixes: vec![Fix {
                title: format!("{old} to {new}"),
                safety,
                edits: vec![Edit { at: at(start), text: new.to_owned() }],
            }],
            suppressed: None,
        })
        .collect()
}

fn run(text: &str, judge: &dyn Fn(&LoadedPlan) -> Vec<Finding>) -> (String, Fixing) {
    let mut memory = MemorySource::default();
    memory.insert("plan.yaml", text);
    let source = DraftSource::new(&memory);
    let fixer = Fixer { source: &source, judge, wanted: &|_| true, open: &|_| true, extent: Extent::Safe };
    let fixing = fixer.fix(Path::new("plan.yaml")).unwrap();
    (String::from_utf8(source.read(Path::new("plan.yaml")).unwrap()).unwrap(), fixing)
}

fn reasons(fixing: &Fixing) -> Vec<(&str, &Reason)> {
    fixing.left_out.iter().map(|(looked, reason)| (&*looked.rule, reason)).collect()
}

#[test]
fn of_two_fixes_of_one_place_the_first_is_made_and_the_other_told() {
    let judge = |plan: &LoadedPlan| {
        let mut all = finding(plan, "a/one", Safety::Safe, "foo", "bar");
        all.extend(finding(plan, "a/two", Safety::Safe, "title: foo", "title: baz"));
        all
    };
    let (text, fixing) = run("plan: p\ntitle: foo\n", &judge);
    assert_eq!(text, "plan: p\ntitle: bar\n");
    assert_eq!(fixing.applied.len(), 1);
    assert_eq!(reasons(&fixing), [("a/two", &Reason::Conflict)]);
}

#[test]
fn what_stood_back_is_made_in_the_next_round() {
    let judge = |plan: &LoadedPlan| {
        let mut all = finding(plan, "a/one", Safety::Safe, "foo", "bar");
        all.extend(finding(plan, "a/two", Safety::Safe, "title: ", "note: "));
        all.extend(finding(plan, "a/three", Safety::Safe, "e: foo", "e: other foo"));
        all
    };
    let (text, fixing) = run("plan: p\ntitle: foo\n", &judge);
    assert_eq!(text, "plan: p\nnote: bar\n");
    assert_eq!(reasons(&fixing), [("a/three", &Reason::Conflict)]);
}

#[test]
fn one_edit_of_two_findings_is_made_once() {
    let judge = |plan: &LoadedPlan| {
        let mut all = finding(plan, "a/one", Safety::Safe, "foo", "bar");
        all.extend(finding(plan, "a/two", Safety::Safe, "foo", "bar"));
        all
    };
    let (text, fixing) = run("plan: p\ntitle: foo\n", &judge);
    assert_eq!((text.as_str(), fixing.applied.len()), ("plan: p\ntitle: bar\n", 2));
}

#[test]
fn fixes_that_undo_each_other_come_to_an_end() {
    let judge = |plan: &LoadedPlan| {
        let mut all = finding(plan, "a/one", Safety::Safe, "foo", "bar");
        all.extend(finding(plan, "a/two", Safety::Safe, "bar", "foo"));
        all
    };
    let (text, fixing) = run("plan: p\ntitle: foo\n", &judge);
    assert_eq!(text, "plan: p\ntitle: bar\n");
    assert_eq!(reasons(&fixing), [("a/two", &Reason::TakenBack(Harm::Circle))]);
}

#[test]
fn fixes_that_always_lead_to_others_come_to_an_end() {
    let judge = |plan: &LoadedPlan| {
        let text = plan.sources.file(FileId(0)).text();
        let count = text.matches('x').count();
        finding(plan, &format!("a/rule-{count}"), Safety::Safe, "title: ", "title: x")
    };
    let (_, fixing) = run("plan: p\ntitle: foo\n", &judge);
    assert!(fixing.is_endless);
    assert_eq!(fixing.applied.len(), rounds());
}

#[test]
fn what_does_harm_is_taken_back_and_the_rest_stays() {
    let judge = |plan: &LoadedPlan| {
        let mut all = finding(plan, "a/good", Safety::Safe, "foo", "bar");
        all.extend(finding(plan, "a/breaks", Safety::Safe, "one", "\"one"));
        all.extend(finding(plan, "a/eats", Safety::Safe, " # two", ""));
        all.extend(finding(plan, "a/idle", Safety::Safe, "three", "three three"));
        let mut error = finding(plan, "a/error", Safety::Display, "bad", "");
        error.iter_mut().for_each(|error| error.severity = Severity::Error);
        all.extend(error);
        all.extend(finding(plan, "a/worse", Safety::Safe, "four", "bad"));
        all
    };
    let (text, fixing) = run("plan: p\ntitle: foo\nnote: one\nvision: a # two\nmission: three four\n", &judge);
    assert_eq!(text, "plan: p\ntitle: bar\nnote: one\nvision: a # two\nmission: three four\n");
    let taken_back = |harm| Reason::TakenBack(harm);
    let mut reasons = reasons(&fixing);
    reasons.sort_by_key(|(rule, _)| *rule);
    let error = taken_back(Harm::Finding("a/error".into()));
    let (breaks, eats, idle) = (taken_back(Harm::Unreadable), taken_back(Harm::Comment), taken_back(Harm::Idle));
    assert_eq!(reasons, [("a/breaks", &breaks), ("a/eats", &eats), ("a/idle", &idle), ("a/worse", &error)]);
}

#[test]
fn only_what_is_asked_for_is_made() {
    let text = "plan: p\ngoals: {G1: {titel: a, sdg: 9.1.c}}\n";
    let (safe, fixing) = fixed(text, Extent::Safe);
    assert_eq!((safe.as_str(), fixing.applied.len()), (text, 0));
    let (all, fixing) = fixed(text, Extent::Unsafe);
    assert_eq!(all, "plan: p\ngoals: {G1: {title: a, sdg: 9.c.1}}\n");
    assert_eq!(fixing.applied.len(), 2);
}

#[test]
fn a_key_whose_content_would_be_an_error_stays() {
    let text = "plan: p\ngoals: {G1: {title: a}}\noutcomes: {O1: {contributes_to: G9}}\n";
    let (after, fixing) = fixed(text, Extent::Safe);
    assert_eq!(after, text);
    assert_eq!(
        reasons(&fixing),
        [("structure/unknown-key", &Reason::TakenBack(Harm::Finding("links/dangling-link".into())))]
    );
}

#[test]
fn what_lists_share_by_an_alias_is_mended_once() {
    let text = "plan: p\ngoals: {G1: {title: a, sdg: &s [9.C, 9.c]}, G2: {title: b, sdg: *s}}\n";
    let (after, fixing) = fixed(text, Extent::Safe);
    assert_eq!(after, "plan: p\ngoals: {G1: {title: a, sdg: &s [9.c]}, G2: {title: b, sdg: *s}}\n");
    assert!(fixing.left_out.is_empty(), "{:?}", fixing.left_out);
}

#[test]
fn an_item_with_a_comment_or_an_anchor_is_left_to_a_person() {
    for list in ["\n  - 9.c\n  - 9.c # again\n", " [9.c, &again 9.c]\n", "\n  - 9.c\n  - &again 9.c\n"] {
        let text = format!("plan: p\nsdg:{list}");
        let (after, fixing) = fixed(&text, Extent::Safe);
        assert_eq!((after.as_str(), fixing.applied.len()), (text.as_str(), 0));
    }
}
