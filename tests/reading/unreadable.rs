//! What could not be read is neither given nor missing: the reader has spoken, and rules about absences are silent.

use std::path::Path;

use planlint::source::MemorySource;

use super::project::{judge, with_rule};

/// The messages of `rule` about `plan`.
fn told(rule: &str, plan: &str) -> Vec<String> {
    let mut source = MemorySource::default();
    source.insert("plan.yaml", plan);
    let (findings, _) = judge(&with_rule(rule), &source, Path::new("plan.yaml"));
    findings.into_iter().map(|finding| finding.message.to_string()).collect()
}

#[test]
fn a_value_of_a_wrong_type_is_no_missing_one() {
    let plan = |target: &str| {
        format!("plan: p\ntargets: {{T1: {{title: Навыки, indicators: {{I1: {{name: n, target: {target}}}}}}}}}\n")
    };
    assert_eq!(told("smart/target-not-measurable", &plan("{change: 25}")), Vec::<String>::new());
    assert_eq!(told("smart/target-not-measurable", &plan("{valeu: 25}")), Vec::<String>::new());
    assert_eq!(told("smart/target-not-measurable", &plan("{date: 2030}")).len(), 1);
}

#[test]
fn an_alias_of_nothing_is_told_once() {
    let plan = "plan: p\ngoals: &g {G1: {title: x, targets: *g}}\n";
    assert_eq!(told("structure/invalid-value", plan), Vec::<String>::new());
    assert_eq!(told("structure/syntax-error", plan).len(), 1);
}
