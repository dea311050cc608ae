//! planlint as a gate: formats for other programs, files, the baseline file, comparison with an older state.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::program::{planlint, text};

/// A plan with findings of several severities, in several scripts, with a formula, markup and a suppressed one.
const PLAN: &str = "\u{feff}plan: 混合\r\ntitle: {en: \"<script>alert(1)</script> & plan\", zh: 计划}\r\nlanguage: en\r\n\
goals:\r\n  G1:\r\n    title: \"=HYPERLINK(1)\"\r\n    targets:\r\n\
\x20     目标1: {title: Most 😀 people have skills, sdg: [9.c, 9.1.c]}\r\n\
\x20     T2: {title: Most schools, deadline: 2030} # planlint: ignore[smart/vague-term] agreed in council\r\n\
\x20     هدف: {title: النطاق العريض é́, sdg: 18.1}\r\n";

const SELECT: [&str; 2] = ["--select", "smart/vague-term,links/sdg-code-invalid,structure/target-without-indicator"];

fn git(directory: &Path, arguments: &[&str]) {
    let identity = ["-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "init.defaultBranch=main"];
    let output = Command::new("git").current_dir(directory).args(identity).args(arguments).output().unwrap();
    assert!(output.status.success(), "{}", text(&output.stderr));
}

/// A directory with the plan in it.
fn directory(plan: &str) -> tempfile::TempDir {
    let directory = tempfile::tempdir().unwrap();
    std::fs::write(directory.path().join("plan.yaml"), plan).unwrap();
    directory
}

fn written(format: &str) -> String {
    let directory = directory(PLAN);
    let output = planlint(directory.path(), &[&["check", "--format", format][..], &SELECT].concat());
    assert_eq!(output.status.code(), Some(1), "{}", text(&output.stderr));
    text(&output.stdout)
}

#[test]
fn formats_for_other_programs() {
    for format in ["github", "gitlab", "junit", "checkstyle", "rdjsonl", "csv", "markdown", "sarif", "html"] {
        insta::with_settings!({snapshot_suffix => format}, {
            insta::assert_snapshot!(written(format));
        });
    }
}

#[test]
fn sarif_has_relative_paths_rules_fingerprints_and_fixes() {
    let log: Value = serde_json::from_str(&written("sarif")).unwrap();
    let run = &log["runs"][0];
    let (rules, results) = (run["tool"]["driver"]["rules"].as_array().unwrap(), run["results"].as_array().unwrap());
    let mut fingerprints: Vec<&str> = Vec::new();
    for result in results {
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(rules[index]["id"], result["ruleId"]);
        assert_eq!(result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"], "plan.yaml");
        fingerprints.push(result["partialFingerprints"]["planlintIdentity/v1"].as_str().unwrap());
    }
    let all = fingerprints.len();
    fingerprints.sort_unstable();
    fingerprints.dedup();
    assert_eq!(fingerprints.len(), all, "no two results have one fingerprint");
    assert!(results.iter().any(|result| result["fixes"][0]["artifactChanges"].is_array()), "{results:#?}");
}

#[test]
fn text_of_a_plan_stays_text_in_a_page() {
    let page = written("html");
    assert!(!page.contains("<script") && page.contains("&lt;script&gt;alert(1)&lt;&#x2f;script&gt; &amp; plan"));
}

#[test]
fn reports_go_to_files_as_a_whole() {
    let directory = directory(PLAN);
    let arguments = ["check", "--output", "sarif=out.sarif", "--output", "csv=out.csv"];
    let output = planlint(directory.path(), &[&arguments[..], &SELECT].concat());
    assert!(text(&output.stdout).contains("smart/vague-term"), "the text still goes to standard output");
    assert!(std::fs::read_to_string(directory.path().join("out.sarif")).unwrap().starts_with('{'));
    assert!(std::fs::read_to_string(directory.path().join("out.csv")).unwrap().starts_with("file,"));
    let output = planlint(directory.path(), &["check", "--format", "json", "--output", "out.json"]);
    assert!(output.stdout.is_empty());
    serde_json::from_slice::<Value>(&std::fs::read(directory.path().join("out.json")).unwrap()).unwrap();
    let output = planlint(directory.path(), &["check", "--output", "nowhere/out.json"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("nowhere/out.json"));
    let names = std::fs::read_dir(directory.path()).unwrap().count();
    assert_eq!(names, 4, "no temporary file is left");
}

#[test]
fn statistics_count_by_rule() {
    let directory = directory(PLAN);
    let output = planlint(directory.path(), &[&["check", "--statistics"][..], &SELECT].concat());
    insta::assert_snapshot!(text(&output.stdout));
}

#[test]
fn what_is_accepted_fails_nothing_and_what_is_new_does() {
    let directory = directory(PLAN);
    let path = directory.path();
    let output = planlint(path, &["check", "--write-baseline"]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let baseline = ["check", "--baseline", "planlint-baseline.yaml"];
    assert_eq!(planlint(path, &baseline).status.code(), Some(0));
    // Lines move, and nothing is new.
    std::fs::write(path.join("plan.yaml"), PLAN.replace("goals:", "# a comment\r\n\r\ngoals:")).unwrap();
    assert_eq!(planlint(path, &baseline).status.code(), Some(0));
    // A new element with the same faults is new.
    std::fs::write(path.join("plan.yaml"), format!("{PLAN}      T3: {{title: Most clinics}}\r\n")).unwrap();
    let output = planlint(path, &baseline);
    assert_eq!(output.status.code(), Some(1));
    let shown = text(&output.stdout);
    assert!(shown.contains("T3") && !shown.contains("目标1 says"), "{shown}");
    // The configuration can name the file.
    std::fs::write(path.join("planlint.yaml"), "baseline: planlint-baseline.yaml\n").unwrap();
    std::fs::write(path.join("plan.yaml"), PLAN).unwrap();
    assert_eq!(planlint(path, &["check"]).status.code(), Some(0));
}

#[test]
fn what_is_mended_can_be_taken_out_of_the_baseline() {
    let directory = directory(PLAN);
    let path = directory.path();
    planlint(path, &["check", "--write-baseline"]);
    let before = std::fs::read_to_string(path.join("planlint-baseline.yaml")).unwrap();
    std::fs::write(path.join("plan.yaml"), PLAN.replace("Most 😀 people have", "By 2030, 80% of people have")).unwrap();
    let baseline = ["check", "--baseline", "planlint-baseline.yaml"];
    let output = planlint(path, &baseline);
    assert!(text(&output.stderr).contains("--prune-baseline"), "{}", text(&output.stderr));
    assert_eq!(std::fs::read_to_string(path.join("planlint-baseline.yaml")).unwrap(), before);
    planlint(path, &[&baseline[..], &["--prune-baseline"]].concat());
    let after = std::fs::read_to_string(path.join("planlint-baseline.yaml")).unwrap();
    assert!(after.lines().count() < before.lines().count());
    // A run that asks about one rule alone says nothing of the others' entries.
    let output = planlint(path, &[&baseline[..], &["--select", "links/sdg-code-invalid"]].concat());
    assert!(text(&output.stderr).is_empty(), "{}", text(&output.stderr));
}

#[test]
fn a_faulty_baseline_is_an_error_with_a_place() {
    let directory = directory(PLAN);
    std::fs::write(directory.path().join("b.yaml"), "version: 1\nfindings:\n  - {role: x}\n").unwrap();
    let output = planlint(directory.path(), &["check", "--baseline", "b.yaml"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("b.yaml:3"), "{}", text(&output.stderr));
    let output = planlint(directory.path(), &["check", "--baseline", "missing.yaml"]);
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn only_what_a_change_brings_in_is_told() {
    let directory = directory(PLAN);
    let path = directory.path();
    git(path, &["init", "-q"]);
    git(path, &["add", "."]);
    git(path, &["commit", "-qm", "first"]);
    assert_eq!(planlint(path, &["check", "--against", "HEAD"]).status.code(), Some(0));
    std::fs::write(path.join("plan.yaml"), format!("{PLAN}      T3: {{title: Most clinics}}\r\n")).unwrap();
    let output = planlint(path, &["check", "--against", "HEAD", "--format", "json"]);
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert!(report["findings"].as_array().unwrap().iter().all(|finding| finding["element"] == "T3"), "{report:#}");
    assert!(report["summary"]["suppressed"].as_u64().unwrap() > 0);
    // A path, too.
    std::fs::create_dir(path.join("old")).unwrap();
    std::fs::write(path.join("old/plan.yaml"), PLAN).unwrap();
    let output = planlint(path, &["check", "plan.yaml", "--against", "old", "--format", "json"]);
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert!(report["findings"].as_array().unwrap().iter().all(|finding| finding["element"] == "T3"), "{report:#}");
    let output = planlint(path, &["check", "--against", "no-such-branch"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("no-such-branch"));
}
