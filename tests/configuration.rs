//! `planlint.yaml`: what it may say, and what becomes of an entry that means nothing.
#![allow(clippy::unwrap_used, reason = "a test that cannot be set up fails")]

use std::path::Path;

use planlint::project::{Choices, Project};
use planlint::source::MemorySource;

/// The error with which a configuration is refused.
fn refused(configuration: &str) -> String {
    let mut source = MemorySource::default();
    source.insert("planlint.yaml", configuration);
    Project::load(&source, Some(Path::new("planlint.yaml")), Choices::default()).unwrap_err().to_string()
}

#[test]
fn a_key_may_not_stand_twice() {
    assert!(refused("profile: itu\nprofile: un\n").contains("`profile` stands twice"));
    assert!(refused("rules: {smart: off, smart: info}\n").contains("`smart` stands twice"));
    assert!(refused("waivers: [{rule: smart, reason: a, reason: b}]\n").contains("`reason` stands twice"));
}

#[test]
fn a_waiver_ends_on_a_date() {
    assert!(refused("waivers: [{rule: structure/no-goals, reason: x, expires: soon}]\n").contains("`soon` is no date"));
}

#[test]
fn what_a_rule_can_be_set_to_is_told() {
    assert!(refused("rules: {smart: false}\n").contains("off, error, warning, info, hint"));
    assert!(refused("rules: {smart: warnin}\n").contains("did you mean `warning`?"));
}

/// The messages about a configuration.
fn told(configuration: &str) -> Vec<String> {
    let mut source = MemorySource::default();
    source.insert("planlint.yaml", configuration);
    let project = Project::load(&source, Some(Path::new("planlint.yaml")), Choices::default()).unwrap();
    let findings = project.judge_configuration(&project.rule_set("un").unwrap(), &[], &[]);
    findings.into_iter().map(|finding| finding.message.to_string()).collect()
}

#[test]
fn parameters_of_a_group_go_to_the_rules_that_take_them() {
    let configuration = "rules: {structure: {goals: 1}}\n";
    assert_eq!(told(configuration), Vec::<String>::new());
    let mut source = MemorySource::default();
    source.insert("planlint.yaml", configuration);
    let project = Project::load(&source, Some(Path::new("planlint.yaml")), Choices::default()).unwrap();
    let rules = project.rule_set("un").unwrap();
    assert_eq!(rules.rule("structure/element-count").unwrap().parameters.len(), 1);
    assert_eq!(rules.rule("structure/no-goals").unwrap().parameters.len(), 0);
    assert!(told("rules: {structure: {gaols: 1}}\n")[0].starts_with("structure holds gaols"));
}

#[test]
fn a_language_without_words_is_told() {
    assert!(told("lang: xx\n")[0].starts_with("xx is no language; expected: ar, en, es, fr, ru, zh"));
    assert!(told("lexicon: {zz: {}}\n")[0].starts_with("zz is no language"));
    assert_eq!(told("lang: zh\n"), Vec::<String>::new());
}

#[test]
fn a_pattern_is_one() {
    assert!(refused("exclude: ['a{b']\n").contains("`a{b` is no pattern"));
}
