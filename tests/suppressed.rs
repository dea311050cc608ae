//! Suppressed findings: counted in every report, shown when asked for, with the reason and until when.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

/// One finding is suppressed by a comment, one by a waiver that ends, one by the baseline file, and one counts.
const PLAN: &str = "plan: p\ngoals:\n  # planlint: ignore[structure/goal-without-target] agreed, in council\n  G1: {title: a}\n  \
                    G2: {title: b}\n  G3: {title: c}\n  G4: {title: d}\n";
const CONFIG: &str = "waivers:\n  - {rule: structure/goal-without-target, element: G2, reason: 目标在五月, expires: 9998-06}\n  \
                      - {rule: structure/goal-without-target, element: G4, reason: for the draft, expires: 2021}\n";
const BASELINE: &str = "version: 1\nfindings:\n  - {rule: structure/goal-without-target, plan: p, element: G3}\n";
const RULES: &str = "structure/goal-without-target,governance/suppression-expired";

/// Every format of a report.
pub(crate) const FORMATS: [&str; 12] = [
    "text",
    "concise",
    "json",
    "sarif",
    "github",
    "gitlab",
    "junit",
    "checkstyle",
    "rdjsonl",
    "csv",
    "markdown",
    "html",
];

fn check(directory: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_planlint"))
        .current_dir(directory)
        .env("LC_ALL", "C")
        .env_remove("LANG")
        .args(["check", "--select", RULES, "--baseline", "b.yaml", "--color", "never"])
        .args(arguments)
        .output()
        .unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// What a program reads of how many are suppressed.
fn counted(format: &str, output: &Output) -> bool {
    let (out, error) = (text(&output.stdout), text(&output.stderr));
    match format {
        "json" => serde_json::from_str::<Value>(&out).unwrap()["summary"]["suppressed"] == 3,
        "sarif" => serde_json::from_str::<Value>(&out).unwrap()["runs"][0]["properties"]["suppressed"] == 3,
        "junit" => out.contains("<property name=\"suppressed\" value=\"3\"/>"),
        "checkstyle" => out.contains("<!-- suppressed: 3 -->"),
        // These have no place for it.
        "gitlab" | "rdjsonl" | "csv" => error.contains("3 findings are suppressed"),
        _ => out.contains("3 suppressed"),
    }
}

#[test]
fn every_report_counts_what_is_suppressed_and_shows_it_when_asked() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path();
    for (name, content) in [("plan.yaml", PLAN), ("planlint.yaml", CONFIG), ("b.yaml", BASELINE)] {
        std::fs::write(path.join(name), content).unwrap();
    }
    // Each format besides another, so that one run writes them all.
    let outputs: Vec<String> = FORMATS.iter().map(|format| format!("{format}={format}.out")).collect();
    let all: Vec<&str> = outputs.iter().flat_map(|output| ["--output", output.as_str()]).collect();
    let hidden = check(path, &all);
    assert_eq!(hidden.status.code(), Some(1), "{}", text(&hidden.stderr));
    let read = |format: &str| std::fs::read(path.join(format!("{format}.out"))).unwrap();
    for format in FORMATS {
        let mut output = hidden.clone();
        output.stdout = read(format);
        let report = text(&output.stdout);
        if !matches!(format, "gitlab" | "rdjsonl" | "csv") {
            assert!(counted(format, &output), "{format}: {report}");
        }
        assert!(
            !report.contains("G1") && !report.contains("G2") && !report.contains("目标在五月"),
            "{format}: {report}"
        );
        assert!(report.contains("G4") && report.contains("held until 2021"), "{format}: {report}");
    }
    for format in ["gitlab", "rdjsonl", "csv"] {
        assert!(counted(format, &check(path, &["--format", format])), "{format}");
        // The same where nothing goes to standard output.
        assert!(counted(format, &check(path, &["--format", format, "--output", "alone.out"])), "{format}");
    }
    check(path, &[&all[..], &["--show-suppressed"]].concat());
    for format in FORMATS {
        let report = text(&read(format));
        assert!(report.contains("G1") && report.contains("G2") && report.contains("G3"), "{format}: {report}");
        // A line for each finding has no room for reasons.
        if format != "concise" {
            let comma = if format == "github" { "agreed, in council" } else { "agreed" };
            assert!(report.contains(comma) && report.contains("目标在五月"), "{format}: {report}");
            assert!(report.contains("9998-06"), "{format}: {report}");
        }
    }
}

#[test]
fn programs_read_by_what_and_until_when() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path();
    for (name, content) in [("plan.yaml", PLAN), ("planlint.yaml", CONFIG), ("b.yaml", BASELINE)] {
        std::fs::write(path.join(name), content).unwrap();
    }
    let output = check(path, &["--format", "json", "--show-suppressed"]);
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    let of = |id: &str| {
        let findings = report["findings"].as_array().unwrap().iter();
        let mut of_rule = findings.filter(|finding| finding["rule"] == "structure/goal-without-target");
        of_rule.find(|finding| finding["element"] == id).unwrap().clone()
    };
    let suppression =
        |by: &str, reason: &str, expires: Value| serde_json::json!({"by": by, "reason": reason, "expires": expires});
    assert_eq!(of("G1")["suppression"], suppression("comment", "agreed, in council", Value::Null));
    assert_eq!(of("G2")["suppression"], suppression("waiver", "目标在五月", "9998-06".into()));
    assert_eq!(of("G3")["suppression"]["by"], "baseline");
    assert_eq!((of("G4")["suppressed"].clone(), of("G4").get("suppression")), (Value::Bool(false), None));
    let output = check(path, &["--format", "sarif", "--show-suppressed"]);
    let log: Value = serde_json::from_slice(&output.stdout).unwrap();
    let results = log["runs"][0]["results"].as_array().unwrap().iter();
    let kinds: Vec<&str> = results.filter_map(|result| result["suppressions"][0]["kind"].as_str()).collect();
    assert_eq!(kinds, ["inSource", "external", "external"]);
}
