//! Every shipped rule on its own examples, and what holds for all rules.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeSet;

use planlint::example_test;
use planlint::project::Project;
use planlint::rule::{Catalogue, GROUPS, Priority};

fn project() -> Project {
    // It speaks English whatever language the plans of the examples are in.
    example_test::project(Vec::new()).unwrap()
}

#[test]
fn every_rule_fails_its_failing_examples_and_passes_its_passing_ones() {
    let outcomes = example_test::run(&project(), |_| true).unwrap();
    let failures: Vec<String> = outcomes
        .iter()
        .flat_map(|outcome| {
            outcome.failures.iter().map(|(sort, number, how)| format!("{} {sort:?} {number} {how}", outcome.rule))
        })
        .collect();
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn every_rule_stands_in_a_group_and_is_on_somewhere_unless_pedantic() {
    let project = project();
    let mut on = BTreeSet::new();
    for profile in Catalogue::profile_names() {
        let rules = project.rule_set(profile).unwrap();
        on.extend(rules.enabled().map(|active| active.rule.id.to_string()));
    }
    for rule in project.catalogue.rules() {
        assert!(GROUPS.contains(&rule.group()), "{}", rule.id);
        assert_eq!(on.contains(&*rule.id), rule.priority != Priority::Pedantic, "{}", rule.id);
        assert!(!rule.source.is_empty() && !rule.rationale.is_empty() && !rule.guidance.is_empty(), "{}", rule.id);
    }
}

#[test]
fn profiles_name_only_rules_that_exist() {
    let project = project();
    for name in Catalogue::profile_names() {
        for setting in project.catalogue.profile(name).unwrap().settings {
            let target = setting.target.value;
            assert!(GROUPS.contains(&target.as_str()) || project.catalogue.rule(&target).is_some(), "{name}: {target}");
        }
    }
}

#[test]
fn no_rule_that_flags_an_absence_is_an_error_in_a_draft_only() {
    let project = project();
    for rule in project.catalogue.rules() {
        let (draft, agreed) = (rule.severity.for_status(Some("draft")), rule.severity.for_status(Some("agreed")));
        assert!(draft <= agreed, "{}: a draft is judged milder, never harder", rule.id);
    }
}

#[test]
fn every_shipped_word_list_compiles() {
    let project = project();
    assert_eq!(project.lexicon().faults(), Vec::<String>::new());
}

#[test]
fn guidance_and_rationale_are_whole_sentences() {
    // A bare `#` in YAML cuts the rest of a line off without a word.
    for rule in project().catalogue.rules() {
        for text in [&*rule.guidance, rule.rationale.as_str()] {
            assert!(text.ends_with(['.', '?', '!', ')']), "{}: {text:?}", rule.id);
        }
    }
}
