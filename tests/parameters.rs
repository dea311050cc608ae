//! Every parameter of every check is used by a rule or shown in the guide, and the guide tells of all of them.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use planlint::check;
use planlint::project::{Choices, Project};
use planlint::rule::{Catalogue, Rule};
use planlint::source::FileId;
use planlint::workspace::DiskSource;
use planlint::yaml::de::DocumentNode;

type ByCheck = BTreeMap<String, BTreeSet<String>>;

fn guide() -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/writing-rules.md")).unwrap()
}

/// The YAML in the guide, block by block.
fn blocks(guide: &str) -> Vec<&str> {
    guide.split("```yaml\n").skip(1).map(|rest| rest.split("```").next().unwrap()).collect()
}

/// The rules that are shipped and those of the guide.
fn rules() -> Catalogue {
    let guide = guide();
    let own = blocks(&guide).into_iter().filter(|block| block.starts_with("name: "));
    let files = own.map(|block| {
        let name = block.lines().next().unwrap().trim_start_matches("name: ");
        let path = PathBuf::from(format!("time/{name}.yaml"));
        (path.clone(), path, block.as_bytes().to_vec())
    });
    Catalogue::load(files.collect()).unwrap()
}

/// Parameters that a configuration sets under `key:`, by rule.
fn set_in(configuration: &str, key: &str) -> Vec<(String, Vec<String>)> {
    let Some(root) = DocumentNode::open(FileId(0), configuration).unwrap() else { return Vec::new() };
    let Some(settings) = root.get(key) else { return Vec::new() };
    let names = |node: &DocumentNode| node.entries().into_iter().map(|(name, ..)| name.to_owned()).collect();
    settings.entries().into_iter().map(|(rule, _, setting)| (rule.to_owned(), names(&setting))).collect()
}

fn used(catalogue: &Catalogue, guide: &str) -> ByCheck {
    let mut used = ByCheck::new();
    let mut add = |rule: &Rule, names: Vec<String>| used.entry(rule.check_name()).or_default().extend(names);
    let mut configurations: Vec<(String, &str)> =
        blocks(guide).into_iter().map(|block| (block.to_owned(), "rules")).collect();
    for (name, text) in planlint::rule::embedded::folder("profile") {
        assert!(!text.is_empty(), "{name}");
        configurations.push((text.to_owned(), "rules"));
    }
    for rule in catalogue.rules() {
        let own = rule.parameters().map(|node| node.entries().into_iter().map(|(name, ..)| name.to_owned()).collect());
        add(rule, own.unwrap_or_default());
        let examples = rule.fail().iter().chain(rule.pass()).filter_map(|example| example.config.clone());
        configurations.extend(examples.map(|config| (config, "rules")));
    }
    for (configuration, key) in &configurations {
        for (id, names) in set_in(configuration, key) {
            if let Some(rule) = catalogue.rule(&id) {
                add(rule, names);
            }
        }
    }
    used
}

#[test]
fn every_parameter_is_used_and_told_of() {
    let (catalogue, guide) = (rules(), guide());
    let used = used(&catalogue, &guide);
    let mut known = ByCheck::new();
    for rule in catalogue.rules() {
        let parameters = rule.known_parameters().iter().map(|&name| name.to_owned());
        known.entry(rule.check_name()).or_default().extend(parameters);
    }
    let mut faults = Vec::new();
    for name in check::names() {
        let Some(parameters) = known.get(name) else {
            faults.push(format!("no rule uses the check {name}"));
            continue;
        };
        let row = guide.lines().find(|line| line.starts_with(&format!("| `{name}` |")));
        let Some(row) = row else {
            faults.push(format!("docs/writing-rules.md does not tell of the check {name}"));
            continue;
        };
        for parameter in parameters {
            if !used.get(name).is_some_and(|used| used.contains(parameter)) {
                faults.push(format!("nothing uses the parameter {parameter} of {name}"));
            }
            if !row.contains(&format!("`{parameter}`")) {
                faults.push(format!("docs/writing-rules.md does not tell of {parameter} of {name}"));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    // The probe must see parameters, or the test would pass with nothing looked at.
    assert!(known["presence"].contains("left-to") && known["baseline"].contains("relative"));
}

#[test]
fn every_configuration_in_the_guide_is_understood() {
    let guide = guide();
    let mut tried = 0;
    for block in blocks(&guide).into_iter().filter(|block| !block.starts_with("name: ")) {
        let folder = tempfile::tempdir().unwrap();
        let rule = blocks(&guide).into_iter().find(|block| block.starts_with("name: milestone-for-review")).unwrap();
        let configuration = folder.path().join("planlint.yaml");
        std::fs::write(&configuration, block).unwrap();
        std::fs::create_dir_all(folder.path().join("rules/time")).unwrap();
        std::fs::write(folder.path().join("rules/time/milestone-for-review.yaml"), rule).unwrap();
        let choices = Choices { language: Some("en".to_owned()), ..Choices::default() };
        let project = Project::load(&DiskSource, Some(&configuration), choices).unwrap();
        let waived = vec![true; project.config.config.waivers.len()];
        let findings = project.judge_configuration(&project.rule_set("un").unwrap(), &waived, &[]);
        let messages: Vec<String> = findings.into_iter().map(|finding| finding.message.to_string()).collect();
        assert_eq!(messages, Vec::<String>::new(), "{block}");
        tried += 1;
    }
    assert!(tried >= 3);
}
