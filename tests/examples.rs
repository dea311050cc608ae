//! The example plans: what must be found in the draft, and that nothing is found in the completed copy.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::path::PathBuf;

use planlint::finding::{Finding, Severity};
use planlint::project::{Choices, Project};
use planlint::source::SourceMap;
use planlint::workspace::{DiskSource, Loader};

struct Judged {
    findings: Vec<Finding>,
    sources: SourceMap,
}

fn judge(example: &str) -> Judged {
    let path = PathBuf::from("examples").join(example).join("plan.yaml");
    let project = Project::load(&DiskSource, None, Choices::default()).unwrap();
    let loaded = Loader::new(&DiskSource).load(&path, None).unwrap();
    let rules = project.rule_set(&project.profile_for(Some(&loaded.plan))).unwrap();
    let findings = project.judge(&rules, &loaded.plan, &loaded.sources).findings;
    Judged { findings, sources: loaded.sources }
}

impl Judged {
    /// The elements on which a rule speaks, `plan` for the plan itself.
    fn elements(&self, rule: &str) -> Vec<&str> {
        let of_rule = self.findings.iter().filter(|finding| &*finding.rule == rule);
        let mut elements: Vec<&str> = of_rule.map(|finding| finding.element.as_deref().unwrap_or("plan")).collect();
        elements.sort_unstable();
        elements
    }

    /// The words at which a rule speaks of an element.
    fn words(&self, rule: &str, element: &str) -> Vec<&str> {
        let wanted = |finding: &&Finding| &*finding.rule == rule && finding.element.as_deref() == Some(element);
        self.findings.iter().filter(wanted).map(|finding| self.sources.text_at(finding.at)).collect()
    }
}

const TARGETS: [&str; 10] = ["T1.1", "T1.2", "T1.3", "T2.1", "T2.2", "T2.3", "T2.4", "T2.5", "T2.6", "T2.7"];

#[test]
fn the_draft_shows_its_real_gaps() {
    let draft = judge("itu-2024-2027");
    assert_eq!(draft.words("links/sdg-code-invalid", "I1.1.1"), ["9.1.c"]);
    let invalid = draft.findings.iter().find(|finding| &*finding.rule == "links/sdg-code-invalid").unwrap();
    assert_eq!((invalid.severity, invalid.fixes[0].edits[0].text.as_str()), (Severity::Error, "9.c.1"));
    assert_eq!(draft.elements("smart/target-not-measurable"), TARGETS);
    assert_eq!(draft.elements("time/target-without-deadline"), TARGETS);
    assert_eq!(draft.elements("overlap/indicator-reused"), ["I2.2.1"]);
    assert_eq!(draft.words("overlap/goal-attribute-uncovered", "G1"), ["高质量", "安全"]);
    let of_overlap = draft.findings.iter().filter(|finding| finding.rule.starts_with("overlap/"));
    assert_eq!(of_overlap.count(), 3);
    assert_eq!(draft.elements("funding/human-resources-missing"), ["plan"]);
    assert_eq!(draft.elements("funding/unfunded-element"), ["P1", "P2", "P3"]);
    assert_eq!(draft.elements("time/horizon-exceeds-plan-without-milestone"), ["plan"]);
    let unlinked = draft.elements("links/sdg-link-missing");
    assert_eq!(unlinked, ["T1.2", "T1.3", "T2.1", "T2.2", "T2.3", "T2.5", "T2.6", "T2.7"]);
    assert_eq!(draft.elements("links/wsis-link-missing-or-invalid"), TARGETS);
}

#[test]
fn the_draft_accounts_for_its_predecessor_except_for_what_moved_to_outcomes_that_it_does_not_give() {
    let draft = judge("itu-2024-2027");
    let moved: Vec<String> =
        ["1.4", "1.5", "2.9", "3.1", "3.3", "3.5"].iter().map(|number| format!("itu-2020-2023#T{number}")).collect();
    assert_eq!(draft.elements("continuity/moved-to-nowhere"), moved);
    // The finding points into both plans.
    let finding = draft.findings.iter().find(|finding| &*finding.rule == "continuity/moved-to-nowhere").unwrap();
    assert_eq!(finding.related[0].plan.as_deref(), Some("itu-2020-2023"));
    assert_ne!(finding.related[0].at.file, finding.at.file);
}

#[test]
fn what_the_draft_lost_of_its_predecessor_is_named_and_nothing_else() {
    let draft = judge("itu-2024-2027");
    let old = |numbers: &[&str]| -> Vec<String> {
        let mut ids: Vec<String> = numbers.iter().map(|number| format!("itu-2020-2023#T{number}")).collect();
        ids.sort_unstable();
        ids
    };
    // Affordability for all countries, speed, the gap in affordability, ownership of mobile phones.
    assert_eq!(draft.elements("continuity/mapping-loses-dimension"), old(&["1.3", "1.6", "2.5", "2.8"]));
    for (id, words) in [("T1.6", "网速"), ("T2.5", "价格可承受性差距"), ("T2.8", "移动电话拥有率")] {
        let id = format!("itu-2020-2023#{id}");
        let is_it = |finding: &&Finding| {
            &*finding.rule == "continuity/mapping-loses-dimension" && finding.element.as_deref() == Some(&*id)
        };
        assert!(draft.findings.iter().find(is_it).unwrap().message.contains(words), "{id}");
    }
    // The values of those whose measure is still there became none; one reason for all says of none why.
    let none = ["1.1", "1.2", "1.7", "2.1", "2.2", "2.3", "2.4", "2.6", "2.7", "2.10", "3.2", "3.4"];
    assert_eq!(draft.elements("continuity/ambition-regression"), old(&none));
    assert_eq!(draft.elements("continuity/mapping-contradicts-text"), ["G2"]);
    assert_eq!(draft.elements("continuity/id-reused-new-meaning"), ["plan"]);
    for silent in ["disposition-without-reason", "previous-element-unaccounted", "unknown-predecessor-element"] {
        assert!(draft.elements(&format!("continuity/{silent}")).is_empty(), "{silent}");
    }
}

#[test]
fn the_opposite_directions_of_target_2_7_and_the_missing_breakdown_of_2_2_are_named() {
    let draft = judge("itu-2024-2027");
    assert_eq!(draft.elements("measure/opposed-indicators"), ["I2.7.1"]);
    let opposed = draft.findings.iter().find(|finding| &*finding.rule == "measure/opposed-indicators").unwrap();
    for id in ["I2.7.1", "I2.7.2", "I2.7.3"] {
        assert!(opposed.message.contains(id), "{}", opposed.message);
    }
    assert_eq!(draft.words("measure/indicator-partial-coverage", "T2.2"), ["城市/农村"]);
}

/// Findings of a severity or above, a line each.
fn left(judged: &Judged, least: Severity) -> Vec<String> {
    let above = judged.findings.iter().filter(|finding| finding.severity >= least);
    above.map(|finding| format!("{} {:?} {}", finding.rule, finding.element, finding.message)).collect()
}

#[test]
fn nothing_is_left_to_complain_of_in_the_complete_examples() {
    for example in ["itu-2024-2027-complete", "valbrune-eau-2025-2030"] {
        let left = left(&judge(example), Severity::Warning);
        assert!(left.is_empty(), "{example}:\n{}", left.join("\n"));
    }
}

#[test]
fn every_example_is_read_without_a_fault() {
    for example in
        ["itu-2020-2023", "itu-2024-2027", "itu-2024-2027-complete", "valbrune-eau-2019-2024", "valbrune-eau-2025-2030"]
    {
        let judged = judge(example);
        let faults =
            ["syntax-error", "unknown-key", "invalid-value", "duplicate-key", "duplicate-id", "include-failed"];
        let found: Vec<&str> = judged
            .findings
            .iter()
            .filter(|finding| faults.iter().any(|name| *finding.rule == *format!("structure/{name}")))
            .map(|finding| &*finding.message)
            .collect();
        assert!(found.is_empty(), "{example}: {found:?}");
    }
}

#[test]
fn the_plan_in_the_readme_is_a_good_one() {
    let readme = std::fs::read_to_string("README.md").unwrap();
    let plan = readme.split("```yaml\n").nth(1).unwrap().split("```").next().unwrap();
    let mut source = planlint::source::MemorySource::default();
    source.insert("plan.yaml", plan);
    let project = Project::load(&source, None, Choices::default()).unwrap();
    let loaded = Loader::new(&source).load(std::path::Path::new("plan.yaml"), None).unwrap();
    let rules = project.rule_set(&project.profile_for(Some(&loaded.plan))).unwrap();
    let findings = project.judge(&rules, &loaded.plan, &loaded.sources).findings;
    let left: Vec<String> = findings.iter().map(|finding| format!("{} {}", finding.rule, finding.message)).collect();
    assert!(left.is_empty(), "{}", left.join("\n"));
}
