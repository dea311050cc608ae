//! The pages about rules are in step with the rules, and the tables of what formats say with the readers.
//!
//! `UPDATE_DOCS=1 cargo nextest run docs` writes them anew.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use planlint::format::markup::Word;
use planlint::format::{iati, office, stratml};
use planlint::project::{Choices, Project};
use planlint::report::{RuleEntry, RulePage, write_index};
use planlint::rule::{Catalogue, RuleSet};
use planlint::source::MemorySource;

const INDEX_HEAD: &str = "# All rules

<!-- Written by `UPDATE_DOCS=1 cargo nextest run docs` from the files in rules/. -->

Each rule has a page: what it flags, what to do, why, where it comes from, and examples that give a finding and that give
none. `planlint explain RULE` prints the same. What is decided about rules stands in [rules.md](../rules.md); how to write
one of your own, in [writing-rules.md](../writing-rules.md).
";

fn docs() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("docs")
}

/// The pages as they should be, by path below `docs/`.
fn pages() -> BTreeMap<String, String> {
    let project = Project::load(&MemorySource::default(), None, Choices::default()).unwrap();
    let names: Vec<&str> = Catalogue::profile_names().collect();
    let sets: Vec<RuleSet> = names.iter().map(|name| project.rule_set(name).unwrap()).collect();
    let shown = project.rule_set("un").unwrap();
    let on = |id: &str| -> Vec<&str> {
        let enabled = |set: &RuleSet| set.rule(id).is_some_and(|active| active.enabled);
        names.iter().zip(&sets).filter(|(_, set)| enabled(set)).map(|(name, _)| *name).collect()
    };
    let messages = project.catalogue.messages("en");
    let mut pages = BTreeMap::new();
    let profiles: Vec<Vec<&str>> = shown.rules.iter().map(|active| on(&active.rule.id)).collect();
    for (active, profiles) in shown.rules.iter().zip(&profiles) {
        let rule = &active.rule;
        let mut page = format!(
            "<!-- Written by `UPDATE_DOCS=1 cargo nextest run docs` from rules/{}.yaml; change that file. -->\n\n",
            rule.id
        )
        .into_bytes();
        let own = planlint::rule::ActiveRule::parameters_in_force(active);
        RulePage { rule, severity: rule.severity, profiles, parameters: &own, messages }
            .write_markdown(&mut page)
            .unwrap();
        pages.insert(rule.docs_path(), String::from_utf8(page).unwrap());
    }
    let entries: Vec<RuleEntry<'_>> = shown
        .rules
        .iter()
        .zip(&profiles)
        .map(|(active, profiles)| RuleEntry { rule: &active.rule, profiles })
        .collect();
    let mut index = INDEX_HEAD.as_bytes().to_vec();
    write_index(&entries, &names, messages, &mut index).unwrap();
    pages.insert("rules/README.md".to_owned(), String::from_utf8(index).unwrap());
    pages
}

/// Every page below `docs/rules/`, by path below `docs/`.
fn written() -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut folders = vec![docs().join("rules")];
    while let Some(folder) = folders.pop() {
        let Ok(entries) = std::fs::read_dir(&folder) else { continue };
        for entry in entries {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(docs()).unwrap().to_string_lossy().replace('\\', "/");
                found.insert(name, std::fs::read_to_string(&path).unwrap());
            }
        }
    }
    found
}

#[test]
fn docs_are_in_step_with_the_rules() {
    let (wanted, found) = (pages(), written());
    if std::env::var_os("UPDATE_DOCS").is_some() {
        for name in found.keys().filter(|name| !wanted.contains_key(*name)) {
            std::fs::remove_file(docs().join(name)).unwrap();
        }
        for (name, page) in &wanted {
            let path = docs().join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, page).unwrap();
        }
        return;
    }
    let differs = |name: &&String| wanted.get(*name) != found.get(*name);
    let names: std::collections::BTreeSet<&String> = wanted.keys().chain(found.keys()).collect();
    let stale: Vec<&String> = names.into_iter().filter(differs).collect();
    assert!(stale.is_empty(), "UPDATE_DOCS=1 cargo nextest run docs writes them anew: {stale:?}");
}

/// How the words of a format are said in a table of docs/formats.md.
fn table_of(words: &[Word]) -> String {
    let row = |word: &Word| match word.field {
        "" => format!("| {} | {} |\n", word.kind.name(), word.written),
        field => format!("| {} `{field}` | {} |\n", word.kind.name(), word.written),
    };
    format!("{WORDS_HEAD}{}", words.iter().map(row).collect::<String>())
}

/// Where each key of the plan language stands in exports.
fn table_of_places() -> String {
    let row = |place: &planlint::export::PlaceOfKey| {
        let tables = place.tables.as_deref().unwrap_or("not kept");
        format!("| {} `{}` | {tables} | {} |\n", place.of, place.key, place.stratml.unwrap_or("left out"))
    };
    format!("{PLACES_HEAD}{}", planlint::export::places().iter().map(row).collect::<String>())
}

const PLACES_HEAD: &str = "| planlint | tables | StratML |\n| --- | --- | --- |\n";
const WORDS_HEAD: &str = "| planlint | written as |\n| --- | --- |\n";

#[test]
fn docs_say_how_each_format_says_what_planlint_reads() {
    let path = docs().join("formats.md");
    let page = std::fs::read_to_string(&path).unwrap();
    let office_words: Vec<Word> = office::WORDS.iter().chain(office::MONEY_WORDS).copied().collect();
    let mut wanted = page.clone();
    for (title, words) in [("StratML", stratml::WORDS), ("IATI", iati::WORDS), ("Spreadsheets", &office_words)] {
        let section = wanted.find(&format!("\n## {title}\n")).unwrap();
        let from = section + wanted[section..].find(WORDS_HEAD).unwrap();
        let rows = wanted[from..].split_inclusive('\n').take_while(|line| line.starts_with('|'));
        let to = from + rows.map(str::len).sum::<usize>();
        wanted.replace_range(from..to, &table_of(words));
    }
    let from = wanted.find(PLACES_HEAD).unwrap();
    let rows = wanted[from..].split_inclusive('\n').take_while(|line| line.starts_with('|'));
    let to = from + rows.map(str::len).sum::<usize>();
    wanted.replace_range(from..to, &table_of_places());
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(path, wanted).unwrap();
        return;
    }
    assert!(wanted == page, "UPDATE_DOCS=1 cargo nextest run docs writes the tables of docs/formats.md anew");
}
