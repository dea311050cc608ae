//! Rules of a project's own about links and measures, which have parts of their own to name.
#![allow(clippy::unwrap_used, reason = "a test that cannot be set up fails")]

use std::path::{Path, PathBuf};

use planlint::example_test;
use planlint::project::{Choices, Project};
use planlint::rule::Catalogue;
use planlint::source::MemorySource;
use planlint::workspace::{DiskSource, Loader};

const PLAN: &str = "\
plan: p
goals: {G1: {title: 互联互通, covers: x-1}}
indicators:
  I1: {name: n, unit: percent, baseline: {value: 5, date: 2020}, milestones: [{value: 3}, {value: -2, unit: points}]}
";

/// A rule about what `applies-to` names, with its condition, assertion and message.
fn rule(applies_to: &str, condition: &str, assertion: &str, message: &str) -> Vec<(PathBuf, PathBuf, Vec<u8>)> {
    let text = format!(
        "name: own\ntitle: Own\nsince: 0.1.0\nstatus: stable\npriority: core\nseverity: warning\napplies-to: {applies_to}\n\
         where: \"{condition}\"\ncheck: {{assert: \"{assertion}\"}}\nmessage: \"{message}\"\nguidance: g\n\
         rationale: r\nsource: []\n"
    );
    vec![("rules/structure/own.yaml".into(), "structure/own.yaml".into(), text.into_bytes())]
}

/// What the rule says of the plan: the words that each finding points at, and its message.
fn told(rule: Vec<(PathBuf, PathBuf, Vec<u8>)>) -> Vec<(String, String)> {
    let mut source = MemorySource::default();
    source.insert("plan.yaml", PLAN);
    let mut project = Project::load(&source, None, Choices::default()).unwrap();
    project.catalogue = Catalogue::load(rule).unwrap();
    let loaded = Loader::new(&source).load(Path::new("plan.yaml"), None).unwrap();
    let findings = project.judge(&project.rule_set("un").unwrap(), &loaded.plan, &loaded.sources).findings;
    let own = findings.into_iter().filter(|finding| &*finding.rule == "structure/own");
    own.map(|finding| (loaded.sources.text_at(finding.at).to_owned(), finding.message.to_string())).collect()
}

#[test]
fn a_rule_about_measures_names_their_parts() {
    let found =
        told(rule("measure", "role == 'milestone'", "value >= 0", "{{ role }} {{ value }} {{ unit }} of {{ id }}"));
    assert_eq!(found, [("-2".to_owned(), "milestone -2 points of I1".to_owned())]);
    let found = told(rule("measure", "unit == 'percent'", "date is not none", "{{ role }} {{ value }}"));
    assert_eq!(found, [("3".to_owned(), "milestone 3".to_owned())]);
}

#[test]
fn a_rule_about_links_names_their_words() {
    let found = told(rule("link", "key == 'covers'", "'-' not in written", "{{ id }} {{ key }} {{ written }}"));
    assert_eq!(found, [("x-1".to_owned(), "G1 covers x-1".to_owned())]);
}

#[test]
fn what_it_cannot_name_is_refused() {
    let fault = Catalogue::load(rule("measure", "true", "valu > 0", "m")).unwrap_err().to_string();
    assert!(fault.contains("unknown name `valu`; did you mean `value`?"), "{fault}");
    assert!(Catalogue::load(rule("goal", "true", "value > 0", "m")).is_err());
}

/// The project of the guide for authors of rules.
fn example() -> (Project, PathBuf) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/own-rules");
    let project = Project::load(&DiskSource, Some(&folder.join("planlint.yaml")), Choices::default()).unwrap();
    (project, folder)
}

#[test]
fn the_rule_of_the_guide_passes_its_examples_and_speaks_where_it_should() {
    let (project, folder) = example();
    let outcomes = example_test::run(&project, |rule| &*rule.id == "time/milestone-for-review").unwrap();
    assert_eq!(outcomes.len(), 1);
    assert!(outcomes[0].failures.is_empty(), "{:?}", outcomes[0].failures);
    let loaded = Loader::new(&DiskSource).load(&folder.join("plan.yaml"), None).unwrap();
    let findings = project.judge(&project.rule_set("itu").unwrap(), &loaded.plan, &loaded.sources).findings;
    let told = findings.iter().filter(|finding| &*finding.rule == "time/milestone-for-review");
    let told: Vec<Option<&str>> = told.map(|finding| finding.element.as_deref()).collect();
    assert_eq!(told, [Some("I1.1.1")]);
}

#[test]
fn the_guide_shows_the_rule_as_it_is() {
    let (_, folder) = example();
    let rule = std::fs::read_to_string(folder.join("rules/time/milestone-for-review.yaml")).unwrap();
    let guide = std::fs::read_to_string(folder.join("../../docs/writing-rules.md")).unwrap();
    assert!(guide.contains(&rule));
}
