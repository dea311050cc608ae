//! Files that cannot be read: each is listed with its reason, and stops nothing.

use super::{PLANS, archive, audit, examples, text};

fn unread(text: &str) -> Vec<(String, String)> {
    let whole: serde_json::Value = serde_json::from_str(text).unwrap();
    let all = whole["unread"].as_array().unwrap().iter();
    all.map(|entry| (entry["file"].as_str().unwrap().to_owned(), entry["reason"].as_str().unwrap().to_owned()))
        .collect()
}

#[test]
fn a_bad_file_in_the_middle_stops_nothing() {
    let directory = archive(&PLANS);
    let write = |name: &str, bytes: &[u8]| std::fs::write(directory.path().join(name), bytes).unwrap();
    let utf16: Vec<u8> =
        [0xff, 0xfe].into_iter().chain("plan: p\n".encode_utf16().flat_map(u16::to_le_bytes)).collect();
    write("port/2022.yaml", &utf16);
    write("port/broken.yaml", b"plan: broken\ngoals: {G1: [\n");
    write("port/noise.yaml", &[0, 159, 146, 150, 255]);
    write("port/strategy.xml", b"<?xml version=\"1.0\"?>\n<StrategicPlan><Name>x</StrategicPlan");
    write("port/other.xml", b"<html/>");
    #[cfg(unix)]
    std::os::unix::fs::symlink("nowhere.yaml", directory.path().join("port/gone.yaml")).unwrap();
    let output = audit(directory.path(), &[".", "--format", "json"]);
    let shown = text(&output);
    let whole: serde_json::Value = serde_json::from_str(&shown).unwrap();
    // Plans with a syntax error are read as far as they go, and say so.
    assert_eq!(whole["summary"]["plans"], 5);
    let broken = whole["plans"].as_array().unwrap().iter().find(|plan| plan["plan"] == "broken").unwrap();
    assert!(broken["findings"].as_array().unwrap().iter().any(|finding| finding["rule"] == "structure/syntax-error"));
    let unread = unread(&shown);
    let names: Vec<&str> = unread.iter().map(|(file, _)| file.as_str()).collect();
    let wanted: &[&str] = if cfg!(unix) { &["port/2022.yaml", "port/gone.yaml"] } else { &["port/2022.yaml"] };
    assert_eq!(names, wanted);
    assert!(unread.iter().all(|(_, reason)| !reason.is_empty()));
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(stderr.contains("port/2022.yaml: the file is in UTF-16"), "{stderr}");
}

#[test]
fn a_path_that_was_named_and_is_not_there_fails_the_run_and_the_rest_is_audited() {
    let directory = archive(&PLANS);
    let output = audit(directory.path(), &["port", "nowhere", "--format", "json"]);
    assert_eq!(output.status.code(), Some(2));
    let whole: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(whole["summary"]["plans"], 2);
    assert!(String::from_utf8_lossy(&output.stderr).contains("nowhere"));
}

#[test]
fn a_configuration_with_a_fault_costs_only_its_own_plans() {
    let directory = archive(&PLANS);
    std::fs::write(directory.path().join("school/planlint.yaml"), "profile: nonsense\n").unwrap();
    let output = audit(directory.path(), &[".", "--format", "json"]);
    assert_eq!(output.status.code(), Some(2));
    let whole: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(whole["summary"]["plans"], 2);
    assert_eq!(unread(&String::from_utf8(output.stdout).unwrap())[0].0, "school/plan.yaml");
}

#[test]
fn the_archive_of_examples_is_audited_in_all_languages() {
    let archive = examples("archive");
    let directory = super::archive(&[]);
    let shown = text(&audit(directory.path(), &[archive.to_str().unwrap(), "--format", "json"]));
    let whole: serde_json::Value = serde_json::from_str(&shown).unwrap();
    let plans = whole["plans"].as_array().unwrap();
    let yaml = plans.iter().filter(|plan| plan["file"].as_str().unwrap().ends_with(".yaml")).count();
    assert_eq!(yaml, 9);
    assert!(plans.len() - yaml >= 4, "the files of the standards are read");
    assert_eq!(unread(&shown), []);
}
