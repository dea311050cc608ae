//! The English of everything that is translated, in the layout of a language's file: one file for the words, one for the
//! rules of each group, one for the labels of the frameworks.
//!
//! `MESSAGES_SOURCE=<directory> cargo nextest run english_for_translators` writes them there.

use std::fmt::Write as _;
use std::path::Path;

use planlint::framework::{Level, catalogue};
use planlint::plan::Framework;
use planlint::rule::{Catalogue, GROUPS, Rule, embedded};

const HEAD: &str = "# English original, in the layout of rules/messages/<language>.yaml. Written by\n\
    # MESSAGES_SOURCE=<directory> cargo nextest run english_for_translators\n";

/// A text in double quotes, as YAML and JSON both read it.
fn quoted(text: &str) -> String {
    serde_json::to_string(text).unwrap()
}

fn rule_entry(rule: &Rule, out: &mut String) {
    writeln!(out, "  {}:", rule.id).unwrap();
    for (key, text) in [("title", rule.title.as_str()), ("message", rule.message.trim()), ("guidance", &rule.guidance)]
    {
        writeln!(out, "    {key}: {}", quoted(text)).unwrap();
    }
}

/// The parts by name.
fn parts() -> Vec<(String, String)> {
    let catalogue_of_rules = Catalogue::load(Vec::new()).unwrap();
    let mut parts = vec![("words".to_owned(), embedded::file("messages/en.yaml").unwrap().to_owned())];
    for group in GROUPS {
        let mut text = String::from("rules:\n");
        for rule in catalogue_of_rules.rules().iter().filter(|rule| rule.group() == group) {
            rule_entry(rule, &mut text);
        }
        parts.push((format!("rules-{group}"), text));
    }
    let mut labels = String::new();
    for (framework, name) in [(Framework::Sdg, "sdg"), (Framework::Wsis, "wsis")] {
        writeln!(labels, "{name}:").unwrap();
        for entry in catalogue(framework).entries().iter().filter(|entry| entry.level != Level::Indicator) {
            writeln!(labels, "  {}: {}", quoted(&entry.code), quoted(&entry.label)).unwrap();
        }
    }
    parts.push(("labels".to_owned(), labels));
    parts
}

#[test]
fn english_for_translators() {
    let parts = parts();
    assert_eq!(parts.len(), GROUPS.len() + 2);
    if let Some(directory) = std::env::var_os("MESSAGES_SOURCE") {
        for (name, text) in parts {
            std::fs::write(Path::new(&directory).join(format!("messages-en-{name}.yaml")), format!("{HEAD}{text}"))
                .unwrap();
        }
    }
}
