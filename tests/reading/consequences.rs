//! One slip is one finding: what follows from it alone is not told as well.

use std::path::Path;

use planlint::project::{Choices, Project};
use planlint::source::MemorySource;

use super::project::judge;

/// The rules that `text` breaks, of those whose findings could follow from its slip.
fn broken(text: &str, asked: &[&str]) -> Vec<String> {
    let mut source = MemorySource::default();
    source.insert("plan.yaml", text);
    let project = Project::load(&MemorySource::default(), None, Choices::default()).unwrap();
    let (findings, _) = judge(&project, &source, Path::new("plan.yaml"));
    let rules = findings.iter().map(|finding| finding.rule.to_string());
    rules.filter(|rule| asked.contains(&rule.as_str())).collect()
}

#[test]
fn nothing_lies_outside_a_period_that_ends_before_it_begins() {
    let text = "plan: p\nperiod: {start: 2026-02, end: 2026-01}\ntargets: {T1: {title: Coverage, deadline: 2027-01}}\n";
    let asked = [
        "structure/invalid-value",
        "time/deadline-before-plan-start",
        "time/deadline-after-horizon",
        "time/horizon-exceeds-plan-without-milestone",
    ];
    assert_eq!(broken(text, &asked), ["structure/invalid-value"]);
}

#[test]
fn what_a_misspelt_key_holds_is_not_missing() {
    let text = "plan: p\ntargets:\n  T1:\n    title: Coverage\n    indicatorz:\n      I1: {name: Coverage}\n\
                indicators:\n  I2: {name: Prices, role: context, sorce: Survey}\n";
    let asked = ["structure/unknown-key", "structure/target-without-indicator", "measure/source-missing"];
    assert_eq!(broken(text, &asked), ["structure/unknown-key", "structure/unknown-key"]);
}

#[test]
fn a_change_from_nowhere_lacks_one_thing() {
    let text =
        "plan: p\nindicators:\n  I1: {name: Subscriptions, target: {change: {by: 50, unit: percent}, date: 2027}}\n";
    let asked = ["measure/baseline-missing", "measure/relative-change-without-baseline"];
    assert_eq!(broken(text, &asked), ["measure/relative-change-without-baseline"]);
}

#[test]
fn money_goes_to_what_can_be_funded_where_an_id_stands_twice() {
    let text = "plan: p\ncurrency: USD\nassumptions: {E1: {statement: Prices stay as they are.}}\n\
                enablers: {E1: {title: Staff}}\n\
                resources: {level: element, allocations: {A1: {to: E1, amount: 500}}}\n";
    let asked = ["structure/duplicate-id", "funding/unfunded-element"];
    assert_eq!(broken(text, &asked), ["structure/duplicate-id"]);
}

#[test]
fn a_key_that_has_the_form_of_a_language_is_that_key() {
    let text = "plan: p\nmission: {sdg: [9.1, 77.1]}\nvision: {en: All are online., fr: Tous sont en ligne.}\n";
    let asked = ["structure/unknown-key", "structure/invalid-value", "links/sdg-code-invalid"];
    assert_eq!(broken(text, &asked), ["links/sdg-code-invalid"]);
}
