//! The picture of the chain of results: what is in it, and that it is well formed, for examples and for odd plans.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::path::Path;

use crate::program::planlint;

fn drawn(plan: &str, arguments: &[&str]) -> String {
    let directory = tempfile::tempdir().unwrap();
    std::fs::write(directory.path().join("plan.yaml"), plan).unwrap();
    let output = planlint(directory.path(), &[&["graph"][..], arguments].concat());
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// Something broken, something unfunded, something that is not there, a long name, markup, a cycle, a link to everything.
const PLAN: &str = r#"plan: p
title: "Water & <sanitation>"
language: en
vision: Everyone drinks safe water.
goals:
  G1:
    title: Safe drinking water for every household in every district of the country, the islands and the mountains included, at all times of the year
    advances: vision
    targets: {T1: {title: "Rural \"taps\" #1", indicators: {I1: {name: Households with taps, sdg: 9.x}}}}
priorities:
  P1: {title: Networks, outcomes: {O1: {title: Networks work, contributes-to: [T1, T9]}}}
  P2: {title: Skills}
enablers:
  E1: {title: Regional offices, supports: all}
  E2: {title: Partners, contributes-to: P2}
resources: {level: priority, total: {amount: 10, currency: USD, staff: 1}, allocations: {A1: {to: P1, amount: 10}}}
"#;

#[test]
fn mermaid_says_what_is_broken_unfunded_and_missing() {
    insta::assert_snapshot!(drawn(PLAN, &["--format", "mermaid"]));
}

#[test]
fn dot_says_what_is_broken_unfunded_and_missing() {
    insta::assert_snapshot!(drawn(PLAN, &["--format", "dot"]));
}

#[test]
fn a_picture_says_in_text_what_it_shows() {
    insta::assert_snapshot!(drawn(PLAN, &[]));
}

#[test]
fn pictures_of_the_examples_are_well_formed() {
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    for (name, languages) in [("itu-2024-2027", &["en", "ar", "zh"][..]), ("valbrune-eau-2025-2030", &["fr"])] {
        for &language in languages {
            let output = planlint(&examples, &["graph", name, "--lang", language]);
            assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
            let picture = String::from_utf8(output.stdout).unwrap();
            let opened = picture.matches("<g").count();
            assert_eq!(opened, picture.matches("</g>").count(), "{name} {language}");
            assert!(
                picture.contains("<title id=\"plan-title\">") && picture.contains("<desc id=\"plan-description\">")
            );
            assert_eq!(picture.contains("<g direction=\"rtl\">"), language == "ar");
            let paths = picture.lines().filter(|line| line.starts_with("<path"));
            for path in paths {
                assert!(!path.contains("NaN") && !path.contains("inf"), "{name} {language}: {path}");
            }
        }
    }
}

#[test]
fn names_from_right_to_left_are_laid_out_so() {
    let plan = "plan: p\nlanguage: ar\ngoals: {G1: {title: مياه شرب مأمونة لجميع الأسر}}\n";
    let picture = drawn(plan, &["--lang", "en"]);
    assert!(picture.contains("direction=\"rtl\" style=\"text-anchor:end\""), "{picture}");
    assert!(drawn(plan, &["--lang", "ar", "--format", "mermaid"]).starts_with("flowchart RL\n"));
}

#[test]
fn only_an_error_breaks() {
    // No SDG link at all is an absence: a warning, and nothing is marked.
    let plan =
        "plan: p\nlanguage: en\nframeworks: [sdg]\ngoals: {G1: {title: Safe water, targets: {T1: {title: Taps}}}}\n";
    let picture = drawn(plan, &[]);
    assert!(!picture.contains("broken link"), "{picture}");
    assert!(picture.contains("The plan says nothing of resources."));
}

#[test]
fn one_plan_is_drawn_and_several_are_asked_about() {
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    let output = planlint(&examples, &["graph"]);
    assert_eq!(output.status.code(), Some(2));
    let told = String::from_utf8(output.stderr).unwrap();
    let unbroken: String = told.split_whitespace().collect();
    assert!(told.contains("plans here") && unbroken.contains("itu-2024-2027/plan.yaml"), "{told}");
    let directory = tempfile::tempdir().unwrap();
    std::fs::write(directory.path().join("plan.yaml"), PLAN).unwrap();
    let output = planlint(directory.path(), &["graph", "plan.yaml", "--output", "p.svg"]);
    assert!(output.status.success() && output.stdout.is_empty());
    assert!(std::fs::read_to_string(directory.path().join("p.svg")).unwrap().starts_with("<svg"));
    assert_eq!(std::fs::read_dir(directory.path()).unwrap().count(), 2);
    // Others may read it, as any file that is made here.
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = |name: &str| directory.path().join(name).metadata().unwrap().permissions().mode();
        assert_eq!(mode("p.svg"), mode("plan.yaml"));
    }
}
