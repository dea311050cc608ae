//! Every language says everything, with the facts that there are.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use planlint::expression::{NAMED, Names, check_sentence};
use planlint::framework::{Level, catalogue};
use planlint::plan::{Form, Framework, Kind};
use planlint::rule::{Catalogue, DEFAULT_LANGUAGE, Messages, Rule, Words};

/// The languages that have to be complete.
const LANGUAGES: [&str; 6] = ["ar", "en", "es", "fr", "ru", "zh"];

fn rules() -> Vec<Arc<Rule>> {
    Catalogue::load(Vec::new()).unwrap().rules().to_vec()
}

/// The languages whose files are there, other than English.
fn translated() -> Vec<(&'static str, Words)> {
    let languages = Messages::languages().filter(|language| *language != DEFAULT_LANGUAGE);
    languages.map(|language| (language, Messages::words_of(language).unwrap())).collect()
}

/// The names that a template asks for; variables of loops do not count.
fn names_in(template: &str) -> BTreeSet<String> {
    let environment = minijinja::Environment::new();
    let template = environment.template_from_str(template).unwrap();
    template.undeclared_variables(false).into_iter().collect()
}

/// The names that every language must use. What a sentence is about and how many there are tell gender and number, which
/// not every language asks; a code says what it is about through the filter of its label.
fn essential(names: BTreeSet<String>) -> BTreeSet<String> {
    names.into_iter().filter(|name| !["about", "count", "kind"].contains(&name.as_str())).collect()
}

#[test]
fn every_language_has_every_key() {
    let english = Messages::words_of(DEFAULT_LANGUAGE).unwrap();
    let wanted: BTreeSet<String> = english.keys().collect();
    let ids: BTreeSet<String> = rules().iter().map(|rule| rule.id.to_string()).collect();
    let mut faults = Vec::new();
    for (language, words) in translated() {
        let given: BTreeSet<String> = words.keys().collect();
        faults.extend(wanted.difference(&given).map(|key| format!("{language}: {key} is missing")));
        faults.extend(given.difference(&wanted).map(|key| format!("{language}: {key} is in no other language")));
        let given: BTreeSet<String> = words.rules().keys().cloned().collect();
        faults.extend(ids.difference(&given).map(|id| format!("{language}: the rule {id} is missing")));
        faults.extend(given.difference(&ids).map(|id| format!("{language}: there is no rule {id}")));
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_language_labels_every_goal_target_and_line() {
    let mut faults = Vec::new();
    for (language, words) in translated() {
        for framework in [Framework::Sdg, Framework::Wsis] {
            let entries = catalogue(framework).entries().iter().filter(|entry| entry.level != Level::Indicator);
            let wanted: BTreeSet<&str> = entries.map(|entry| entry.code.as_str()).collect();
            let given: BTreeSet<&str> = words.labels(framework).keys().map(String::as_str).collect();
            faults.extend(wanted.difference(&given).map(|code| format!("{language}: {code} has no label")));
            faults.extend(given.difference(&wanted).map(|code| format!("{language}: there is no code {code}")));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_language_uses_the_same_facts() {
    let english = Messages::words_of(DEFAULT_LANGUAGE).unwrap();
    let mut wanted: BTreeMap<String, BTreeSet<String>> =
        english.templates().map(|(name, text)| (name.to_owned(), essential(names_in(text)))).collect();
    for rule in rules() {
        wanted.insert(rule.id.to_string(), essential(names_in(&rule.message)));
    }
    let mut faults = Vec::new();
    for (language, words) in translated() {
        for (name, text) in words.templates() {
            let given = essential(names_in(text));
            if let Some(wanted) = wanted.get(name).filter(|wanted| **wanted != given) {
                faults.push(format!("{language}: {name} uses {given:?}, English {wanted:?}"));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_name_in_a_sentence_is_known() {
    let rules: BTreeMap<String, Arc<Rule>> = rules().into_iter().map(|rule| (rule.id.to_string(), rule)).collect();
    let english = Messages::words_of(DEFAULT_LANGUAGE).unwrap();
    let english: BTreeMap<&str, BTreeSet<String>> =
        english.templates().map(|(name, text)| (name, names_in(text))).collect();
    let mut faults = Vec::new();
    for (language, words) in translated().into_iter().chain([("en", Messages::words_of("en").unwrap())]) {
        for (name, text) in words.templates() {
            let tried = match rules.get(name) {
                Some(rule) => rule.try_message(language, text),
                None => {
                    // Which facts there are, the English sentence knows.
                    let facts = english.get(name).cloned().unwrap_or_default();
                    let facts: Vec<&str> = facts.iter().map(String::as_str).collect();
                    let names = Names { kinds: &[Kind::Plan], facts: &facts };
                    check_sentence(text, &names, Some(Messages::plural_forms(language)))
                }
            };
            if let Err((fault, _)) = tried {
                faults.push(format!("{language}: {name}: {fault}"));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn names_of_things_go_through_their_filters() {
    // A word of the plan language in a sentence would be English in every other language.
    let raw = ["kind", "old_kind", "role", "fate", "direction", "language", "other_language"];
    let translated = translated();
    let mut faults = Vec::new();
    for rule in rules() {
        let others = translated.iter().filter_map(|(_, words)| Some(words.rules().get(&*rule.id)?.message.as_str()));
        for message in std::iter::once(rule.message.as_str()).chain(others) {
            let bare = raw.iter().any(|name| message.contains(&format!("{{{{ {name} }}}}")));
            if bare || message.contains("| title") {
                faults.push(format!("{}: {message}", rule.id));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_sentence_can_be_written() {
    // A fact may be a word, a number, a list or nothing; which, the sentence knows. One that can be written with none of
    // them cannot be written at all.
    let values = [
        minijinja::Value::from(3),
        minijinja::Value::from("target"),
        minijinja::Value::from(vec!["goal", "target"]),
        minijinja::Value::from(()),
    ];
    let rules = rules();
    let mut faults = Vec::new();
    for language in Messages::languages() {
        let messages = Messages::new(language, &rules);
        let words = Messages::words_of(language).unwrap();
        let own = words.templates().map(|(name, text)| (name.to_owned(), text.to_owned()));
        let english = rules.iter().map(|rule| (rule.id.to_string(), rule.message.clone()));
        for (name, text) in own.chain(english.filter(|(id, _)| !words.rules().contains_key(id))) {
            let names = names_in(&text);
            let write = |value: &minijinja::Value| {
                messages.render(&name, names.iter().map(|fact| (fact.clone(), value.clone())).collect())
            };
            let written: Vec<String> = values.iter().map(write).collect();
            let failed = |text: &&String| text.starts_with(&format!("{name} ("));
            if written.iter().all(|text| failed(&text)) {
                faults.push(format!("{language}: {}", written[0]));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn what_the_reader_expects_has_words() {
    let words = Messages::words_of(DEFAULT_LANGUAGE).unwrap();
    let keys: BTreeSet<String> = words.keys().collect();
    for form in Form::ALL {
        assert!(keys.contains(&format!("expected/{}", form.name())), "{form:?}");
    }
    for section in NAMED {
        assert!(keys.iter().any(|key| key.starts_with(&format!("names/{section}/"))), "{section}");
    }
    for kind in Kind::ALL {
        assert_ne!(words.name("kind", kind.name()), "", "{kind}");
        assert!(keys.contains(&format!("names/kind/{kind}")), "{kind}");
    }
}

#[test]
fn titles_are_short_and_say_no_more_than_they_must() {
    let english = rules().into_iter().map(|rule| ("en", rule.title.clone()));
    let translated = translated();
    let others = translated
        .iter()
        .flat_map(|(language, words)| words.rules().values().map(|rule| (*language, rule.title.clone())));
    for (language, title) in english.chain(others) {
        assert!(!title.trim().is_empty() && title.chars().count() <= 75, "{language}: {title}");
        assert!(!title.ends_with(['.', '。', '?', '!']), "{language}: {title}");
    }
}

#[test]
fn the_languages_are_those_of_the_united_nations() {
    // While a language is being written its file may not be there yet; none may be there that is not one of the six.
    assert!(Messages::languages().all(|language| LANGUAGES.contains(&language)));
}
