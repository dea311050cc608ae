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
