//! Office files as plans: what `check` and `audit` say of them, at which places.

use std::fs;

use super::{file, import, text, with};
use crate::program::planlint;
use crate::suppressed::FORMATS;

#[test]
fn places_are_cells_in_every_format() {
    let directory = with(&["merged-matrix.en.xlsx"]);
    for format in FORMATS {
        let output = planlint(
            directory.path(),
            &["check", "merged-matrix.en.xlsx", "--format", format, "--select", "measure,time,smart"],
        );
        assert_eq!(output.status.code(), Some(1), "{format}: {}", text(&output.stderr));
        let report = text(&output.stdout);
        // In Markdown an exclamation mark is escaped.
        assert!(report.replace("\\!", "!").contains("Results!"), "{format}: {report}");
    }
}

#[test]
fn a_location_stands_beside_the_offsets_of_the_extracted_text() {
    let directory = with(&["units.zh.xlsx"]);
    let output = planlint(directory.path(), &["check", "units.zh.xlsx", "--format", "json"]);
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let findings = report["findings"].as_array().unwrap();
    assert!(!findings.is_empty());
    for finding in findings {
        assert_eq!(finding["file"], "units.zh.xlsx");
        let location = finding["location"].as_str().unwrap();
        assert!(location.starts_with("Plan"), "{finding}");
        assert!(finding["start"]["byte"].as_u64().unwrap() <= finding["end"]["byte"].as_u64().unwrap());
        assert_eq!(finding["fixes"].as_array().unwrap().len(), 0, "nothing is edited in a workbook: {finding}");
    }
    let of = |element: &str| {
        let found = findings.iter().find(|finding| finding["element"] == element);
        found.map(|finding| finding["location"].as_str().unwrap().to_owned())
    };
    // The third indicator, in the fourth row, has no number for a target.
    assert!(of("I1.3").is_some_and(|place| place.ends_with('4')), "{findings:#?}");
    let sarif = planlint(directory.path(), &["check", "units.zh.xlsx", "--format", "sarif"]);
    let sarif: serde_json::Value = serde_json::from_slice(&sarif.stdout).unwrap();
    let place = &sarif["runs"][0]["results"][0]["locations"][0];
    assert!(place["properties"]["location"].as_str().unwrap().starts_with("Plan"), "{place}");
}

#[test]
fn what_tables_have_no_word_for_is_not_missing() {
    let directory = with(&["matrix.fr.ods"]);
    let output = planlint(directory.path(), &["check", "matrix.fr.ods", "--format", "json"]);
    let report = text(&output.stdout);
    for rule in ["structure/vision", "structure/mission", "funding/", "time/plan-period", "continuity/"] {
        assert!(!report.contains(&format!("\"rule\": \"{rule}")), "{rule}: {report}");
    }
}

#[test]
fn a_directory_is_searched_for_workbooks_with_indicators() {
    let directory = with(&["matrix.fr.xlsx", "results.csv", "indicators.csv"]);
    let plain = directory.path().join("plain.xlsx");
    fs::copy(file("mapped.en.xlsx"), plain).unwrap();
    fs::write(directory.path().join("~$matrix.fr.xlsx"), "what Excel keeps beside an open file").unwrap();
    fs::write(directory.path().join("broken.xlsx"), "PK").unwrap();
    let output = planlint(directory.path(), &["check", ".", "--format", "json", "--fail-on", "never"]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(report["summary"]["plans"], 1, "{report}");
}

#[test]
fn a_table_as_text_is_a_plan_where_it_is_named() {
    let directory = with(&["semicolon.fr.csv"]);
    let output = planlint(directory.path(), &["check", "semicolon.fr.csv", "--format", "concise"]);
    assert_eq!(output.status.code(), Some(1), "{}", text(&output.stderr));
    assert!(text(&output.stdout).contains("semicolon.fr.csv:semicolon.fr!"), "{}", text(&output.stdout));
    // A table of resources belongs to its plan, and one that is none of a plan is not taken for one.
    fs::write(directory.path().join("plan.yaml"), "plan: p\ninclude: [resources.csv]\ngoals: {G1: {title: Water}}\n")
        .unwrap();
    fs::write(directory.path().join("resources.csv"), "id,to,amount,currency\nA1,G1,5,CHF\n").unwrap();
    fs::write(directory.path().join("list.csv"), "name,amount\nx,5\n").unwrap();
    let named = planlint(directory.path(), &["check", "resources.csv", "--format", "json", "--fail-on", "never"]);
    assert!(text(&named.stdout).contains("\"plans\": 1"), "{}", text(&named.stderr));
    assert!(!text(&named.stdout).contains("resources!"), "{}", text(&named.stdout));
    let other = planlint(directory.path(), &["check", "list.csv"]);
    assert_eq!(other.status.code(), Some(2));
    let searched = planlint(directory.path(), &["check", ".", "--format", "json", "--fail-on", "never"]);
    assert!(text(&searched.stdout).contains("\"plans\": 1"), "{}", text(&searched.stdout));
}

#[test]
fn a_workbook_that_was_imported_is_judged_once() {
    let directory = with(&["matrix.fr.xlsx"]);
    let output = import(directory.path(), &["matrix.fr.xlsx", "-o", "plan"]);
    assert!(output.status.success(), "{}", text(&output.stderr));
    let output = planlint(directory.path(), &["check", ".", "--format", "json", "--fail-on", "never"]);
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(report["summary"]["plans"], 1, "{report}");
    assert!(report["findings"].as_array().unwrap().iter().all(|finding| finding["file"] == "plan/plan.yaml"));
}

#[test]
fn what_cannot_be_read_is_said_with_what_to_do() {
    let directory = tempfile::tempdir().unwrap();
    let mut secret = vec![0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
    secret.resize(2_048, 0);
    secret.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    fs::write(directory.path().join("secret.xlsx"), &secret).unwrap();
    let output = planlint(directory.path(), &["check", "secret.xlsx"]);
    assert_eq!(output.status.code(), Some(2));
    let said = text(&output.stderr);
    assert!(said.contains("protected by a password") && said.contains("save it without a password"), "{said}");
    let output = planlint(directory.path(), &["audit", ".", "--format", "json", "--lang", "fr"]);
    let audit: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(audit["unread"][0]["file"], "secret.xlsx", "{audit}");
    assert_eq!(audit["unread"][0]["reason"], "le fichier est protégé par un mot de passe");
    fs::copy(file("mapped.en.xlsx"), directory.path().join("mapped.xlsx")).unwrap();
    let output = planlint(directory.path(), &["check", "mapped.xlsx"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("no table of a plan was found"), "{}", text(&output.stderr));
}

#[test]
fn an_audit_takes_workbooks_beside_plans() {
    let directory = with(&["logframe.en.xlsx", "levels.es.ods"]);
    fs::write(directory.path().join("plan.yaml"), "plan: p\ngoals: {G1: {title: Water}}\n").unwrap();
    let output = planlint(directory.path(), &["audit", ".", "--format", "json"]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let audit: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(audit["summary"]["plans"], 3, "{audit}");
    // Who drafts the plan keeps workbooks beside it.
    let checked = planlint(directory.path(), &["check", ".", "--format", "json", "--fail-on", "never"]);
    assert!(text(&checked.stdout).contains("\"plans\": 1"), "{}", text(&checked.stdout));
    let csv = text(&planlint(directory.path(), &["audit", ".", "--format", "csv"]).stdout);
    assert!(csv.contains("Logframe!"), "{csv}");
}

#[test]
fn nothing_is_ever_written_into_a_workbook() {
    let directory = with(&["matrix.es.xlsx", "semicolon.fr.csv"]);
    let read = |name: &str| fs::read(directory.path().join(name)).unwrap();
    let before = (read("matrix.es.xlsx"), read("semicolon.fr.csv"));
    for name in ["matrix.es.xlsx", "semicolon.fr.csv"] {
        let output = planlint(directory.path(), &["check", name, "--fix", "--unsafe-fixes"]);
        assert!(matches!(output.status.code(), Some(0 | 1)), "{}", text(&output.stderr));
    }
    assert!(before == (read("matrix.es.xlsx"), read("semicolon.fr.csv")));
}

#[test]
fn a_workbook_can_be_the_plan_before() {
    let directory = with(&["matrix.zh.xlsx"]);
    fs::write(
        directory.path().join("plan.yaml"),
        "plan: next\nsucceeds: matrix.zh.xlsx\ngoals: {G1: {title: 普遍供水}}\ncontinuity: {T1.1: {to: [G1], disposition: merged}}\n",
    )
    .unwrap();
    let output =
        planlint(directory.path(), &["check", "plan.yaml", "--format", "json", "--select", "structure,continuity"]);
    let report = text(&output.stdout);
    assert!(!report.contains("include-failed"), "{report}");
    assert!(report.contains("what became of target T1.2"), "{report}");
    assert!(!report.contains("what became of target T1.1"), "{report}");
}
