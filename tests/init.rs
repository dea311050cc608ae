//! `planlint init`, and the way from there to a clean plan.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fmt::Write;
use std::path::{Path, PathBuf};

use planlint::finding::{Finding, Severity};
use planlint::project::{Choices, Project};
use planlint::rule::{Catalogue, Messages};
use planlint::source::MemorySource;
use planlint::template::{Status, Template};
use planlint::workspace::Loader;
use serde_json::Value;

use crate::program::{planlint, text};

/// The findings in a plan.
fn findings(directory: &Path, path: &str, language: &str) -> Vec<Value> {
    let output = planlint(directory, &["check", path, "--format", "json", "--lang", language]);
    let report: Value =
        serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{error}: {}", text(&output.stderr)));
    report["findings"].as_array().unwrap().clone()
}

fn rules(findings: &[Value]) -> Vec<&str> {
    findings.iter().map(|finding| finding["rule"].as_str().unwrap()).collect()
}

/// The plan of every profile in every language.
fn templates() -> impl Iterator<Item = Template> {
    let of = |profile: &str, language| Template {
        id: format!("{profile}-{language}"),
        language,
        profile: profile.to_owned(),
        status: Status::Draft,
        start: 2027,
        end: 2030,
    };
    Catalogue::profile_names().flat_map(move |profile| Template::languages().map(move |language| of(profile, language)))
}

/// The findings in a plan given as text, hints left out.
fn judged(project: &Project, plan: &str) -> Vec<Finding> {
    let mut source = MemorySource::default();
    source.insert("plan.yaml", plan.as_bytes());
    let loaded = Loader::new(&source).load(Path::new("plan.yaml"), None).unwrap();
    let rules = project.rule_set(&project.profile_for(Some(&loaded.plan))).unwrap();
    let mut findings = project.judge(&rules, &loaded.plan, &loaded.sources).findings;
    findings.retain(|finding| finding.severity > Severity::Hint);
    findings
}

fn names(findings: &[Finding]) -> Vec<&str> {
    findings.iter().map(|finding| &*finding.rule).collect()
}

fn init(directory: &Path, name: &str, profile: &str, language: &str) {
    let arguments = ["init", name, "--profile", profile, "--language", language, "--from", "2027"];
    let output = planlint(directory, &arguments);
    assert!(output.status.success(), "{}", text(&output.stderr));
}

#[test]
fn a_fresh_plan_has_guidance_and_no_noise() {
    let project = Project::load(&MemorySource::default(), None, Choices::default()).unwrap();
    let mut languages = 0;
    let mut expected: std::collections::BTreeMap<String, Vec<String>> = std::collections::BTreeMap::new();
    for template in templates() {
        languages += usize::from(template.profile == "un");
        let plan = template.plan();
        let found = judged(&project, &plan);
        assert!((5..=8).contains(&found.len()), "{}: {:?}", template.id, names(&found));
        assert!(found.iter().all(|finding| finding.severity < Severity::Error && !finding.guidance.is_empty()));
        assert!(!plan.contains("{{") && plan.contains(&format!("\nlanguage: {}\n", template.language)), "{plan}");
        // The same findings in every language.
        let names: Vec<String> = names(&found).into_iter().map(str::to_owned).collect();
        let first = expected.entry(template.profile.clone()).or_insert_with(|| names.clone());
        assert_eq!(*first, names, "{}", template.id);
    }
    assert_eq!(languages, Messages::languages().count());
}

/// The plan with the comments that are blocks of plan taken in: all but the sentences.
fn with_blocks(plan: &str) -> String {
    let mut out = String::new();
    for line in plan.lines() {
        let bare = line.trim_start();
        let block = bare.strip_prefix("# ").filter(|rest| {
            let key = rest.trim_start().split(':').next().unwrap_or_default();
            let is_key = !key.is_empty() && key.chars().all(|c| c.is_ascii_alphanumeric() || "-.".contains(c));
            is_key && rest.contains(':')
        });
        match block {
            Some(rest) => writeln!(out, "{}{rest}", &line[..line.len() - bare.len()]).unwrap(),
            None => writeln!(out, "{line}").unwrap(),
        }
    }
    out
}

#[test]
fn every_block_in_a_comment_is_plan_once_it_is_taken_in() {
    let project = Project::load(&MemorySource::default(), None, Choices::default()).unwrap();
    for template in templates() {
        let whole = with_blocks(&template.plan());
        let found = judged(&project, &whole);
        // Only what is to be filled in: nothing unknown, nothing that leads nowhere.
        let expected = ["smart/placeholder-value", "structure/enabler-regional-presence-missing"];
        assert!(found.iter().all(|finding| expected.contains(&&*finding.rule)), "{:?}\n{whole}", names(&found));
        assert!(found.len() > 20, "{}: the blocks are in it", template.id);
    }
}

/// The plans of a walk, in order.
fn steps(language: &str) -> Vec<PathBuf> {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/walk").join(language);
    (1..).map(|step| directory.join(format!("{step}.yaml"))).take_while(|path| path.exists()).collect()
}

/// Somebody who had never seen planlint went from `init` to a clean plan by the messages alone; each step's plan is kept,
/// with what was said of it.
fn walk(language: &str, name: &str, profile: &str, counts: &[usize]) {
    let directory = tempfile::tempdir().unwrap();
    init(directory.path(), name, profile, language);
    let written = std::fs::read_to_string(directory.path().join(name).join("plan.yaml")).unwrap();
    let steps = steps(language);
    assert_eq!(written, std::fs::read_to_string(&steps[0]).unwrap(), "the walk begins with what `init` writes");
    assert_eq!(steps.len(), counts.len());
    let mut told = String::new();
    for (step, (path, count)) in (1..).zip(steps.iter().zip(counts)) {
        let found = findings(path.parent().unwrap(), path.file_name().unwrap().to_str().unwrap(), language);
        assert_eq!(found.len(), *count, "step {step}: {:?}", rules(&found));
        assert!(found.iter().all(|finding| finding["severity"] != "error"));
        writeln!(told, "{step}").unwrap();
        for finding in &found {
            let word = |key: &str| finding[key].as_str().unwrap().to_owned();
            let line = finding["start"]["line"].as_u64().unwrap();
            writeln!(told, "  line {line}: {}\n    {}", word("message"), word("guidance")).unwrap();
        }
    }
    insta::assert_snapshot!(format!("walk_{language}"), told);
}

#[test]
fn a_drafter_gets_to_a_clean_plan_in_english() {
    walk("en", "water", "un", &[8, 4, 8, 12, 3, 3, 0]);
}

#[test]
fn a_drafter_gets_to_a_clean_plan_in_french() {
    walk("fr", "eau", "national", &[7, 3, 7, 11, 2, 2, 0]);
}

#[test]
fn nothing_is_overwritten() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path();
    std::fs::write(path.join("plan.yaml"), "plan: mine\n").unwrap();
    let output = planlint(path, &["init"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("plan.yaml: is there already"), "{}", text(&output.stderr));
    assert_eq!(std::fs::read_to_string(path.join("plan.yaml")).unwrap(), "plan: mine\n");
    assert!(!path.join("planlint.yaml").exists());
}

#[test]
fn a_configuration_is_written_only_where_there_is_none() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path();
    std::fs::write(path.join("planlint.yaml"), "profile: ngo\n").unwrap();
    init(path, "inside", "ngo", "es");
    assert!(path.join("inside/plan.yaml").exists() && !path.join("inside/planlint.yaml").exists());
    assert_eq!(std::fs::read_to_string(path.join("planlint.yaml")).unwrap(), "profile: ngo\n");
    // The one that is written has no fault.
    let other = tempfile::tempdir().unwrap();
    init(other.path(), "here", "un", "zh");
    assert!(other.path().join("here/planlint.yaml").exists());
    assert!(findings(other.path(), "here", "zh").iter().all(|finding| finding["file"] == "here/plan.yaml"));
}

#[test]
fn a_directory_that_cannot_be_an_id_gives_a_general_one() {
    let directory = tempfile::tempdir().unwrap();
    for (name, id) in
        [("our plan", "strategic-plan"), ("plan", "strategic-plan"), ("战略", "战略"), ("2030", "\"2030\"")]
    {
        init(directory.path(), name, "un", "en");
        let written = std::fs::read_to_string(directory.path().join(name).join("plan.yaml")).unwrap();
        assert!(written.contains(&format!("\nplan: {id}\n")), "{written}");
        assert!(findings(directory.path(), name, "en").iter().all(|finding| finding["severity"] != "error"));
    }
}
