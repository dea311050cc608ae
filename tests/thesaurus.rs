//! The thesaurus is sound: every reference leads somewhere, every term is of one concept and is found as that.

use std::collections::{BTreeMap, BTreeSet};

use planlint::framework::catalogue;
use planlint::lexicon::{CONCEPTS, Lexicon, List, SUBJECTS, Thesaurus};
use planlint::plan::Framework;
use planlint::rule::embedded;
use planlint::source::{FileId, LineIndex, Location};
use planlint::text::{Analyst, ContentWord, Language, Sense, written_out};
use planlint::yaml::de::DocumentNode;

fn text() -> &'static str {
    embedded::file("lexicon/concepts.yaml").expect("the thesaurus is built in")
}

fn lexicon() -> Lexicon {
    Lexicon::read(embedded::lexicon(), &BTreeMap::new()).expect("the shipped lists are sound")
}

/// Faults, each with its line.
struct Faults {
    lines: LineIndex,
    found: Vec<String>,
}

impl Faults {
    fn new() -> Self {
        Self { lines: LineIndex::new(text()), found: Vec::new() }
    }

    fn add(&mut self, at: Location, fault: &str) {
        self.found.push(format!("{CONCEPTS}.yaml:{}: {fault}", self.lines.line_of(at.span.start) + 1));
    }

    fn assert_none(self) {
        assert!(self.found.is_empty(), "{} faults\n{}", self.found.len(), self.found.join("\n"));
    }
}

fn whole_file() -> DocumentNode {
    DocumentNode::open(FileId::default(), text()).expect("sound YAML").expect("not empty")
}

#[test]
fn references_and_codes_exist() {
    let (mut faults, file) = (Faults::new(), whole_file());
    file.no_key_twice().expect("each concept stands once");
    let entries = file.entries();
    let ids: BTreeSet<&str> = entries.iter().map(|(id, ..)| *id).collect();
    for (id, at, node) in &entries {
        for broader in node.get("broader").iter().flat_map(DocumentNode::items) {
            let name = broader.scalar().unwrap_or_default();
            if !ids.contains(name) || name == *id {
                faults.add(broader.at(), &format!("`{name}` is no other concept"));
            }
        }
        for (key, framework) in [("sdg", Framework::Sdg), ("wsis", Framework::Wsis)] {
            let Some(weights) = node.get(key) else { continue };
            for (code, at, weight) in weights.entries() {
                if catalogue(framework).entry(code).is_none_or(|entry| !entry.status.is_in_force()) {
                    faults.add(at, &format!("`{code}` is no code in force"));
                }
                let weight: i8 = weight.read().expect("a weight is a whole number");
                if weight == 0 || !(-9..=3).contains(&weight) {
                    faults.add(at, &format!("a weight of {weight}"));
                }
            }
        }
        for language in Language::ALL {
            let terms = node.get("terms").and_then(|terms| terms.get(language.code()));
            if terms.is_none_or(|terms| terms.items().is_empty()) {
                faults.add(*at, &format!("{id} has no term in {}", language.code()));
            }
        }
    }
    faults.assert_none();
}

#[test]
fn no_concept_belongs_to_itself() {
    let thesaurus = Thesaurus::read(&[text()]).expect("a sound file");
    for concept in thesaurus.concepts() {
        let id = thesaurus.find(&concept.id).expect("its own id");
        for &broader in &concept.broader {
            assert!(!thesaurus.is_a(broader, id), "{} belongs to itself", concept.id);
        }
    }
}

#[test]
fn the_file_cut_at_its_lines_is_the_file() {
    let (lexicon, file) = (lexicon(), whole_file());
    assert!(lexicon.thesaurus().concepts().len() > file.entries().len());
    for language in Language::ALL {
        let cut: Vec<(String, String)> = lexicon
            .entries(language.code(), List::Concept)
            .expect("every language has terms")
            .iter()
            .map(|(id, term)| (id.to_owned(), term.value.clone()))
            .collect();
        let mut whole = Vec::new();
        for (id, _, node) in file.entries() {
            let terms = node.get("terms").and_then(|terms| terms.get(language.code()));
            for term in terms.iter().flat_map(DocumentNode::items) {
                whole.push((id.to_owned(), term.scalar().unwrap_or_default().to_owned()));
            }
        }
        assert_eq!(cut, whole, "{language:?}");
    }
}

#[test]
fn every_term_is_found_as_its_own_concept() {
    let (lexicon, analyst) = (lexicon(), Analyst::default());
    let mut faults = Faults::new();
    for (id, _, node) in whole_file().entries() {
        let concept = lexicon.thesaurus().find(id).expect("its own id");
        for language in Language::ALL {
            let terms = node.get("terms").and_then(|terms| terms.get(language.code()));
            for term in terms.iter().flat_map(DocumentNode::items) {
                let entry = term.scalar().unwrap_or_default();
                let texts = written_out(entry, language);
                if texts.is_empty() {
                    faults.add(term.at(), &format!("`{entry}` stands for nothing"));
                }
                for text in texts {
                    let found = analyst.concepts(&lexicon, &text, language);
                    if found.len() != 1 || found[0].concept != concept || found[0].at != (0..text.len()) {
                        let found: Vec<&str> =
                            found.iter().map(|word| &*lexicon.thesaurus().concept(word.concept).id).collect();
                        faults.add(term.at(), &format!("`{text}` of {id} ({}) is found as {found:?}", language.code()));
                    }
                }
            }
        }
    }
    faults.assert_none();
}

#[test]
fn finer_concepts_name_concepts_that_exist() {
    let lexicon = lexicon();
    let mut faults = Vec::new();
    let mut ids = 0;
    for (name, text) in embedded::lexicon().filter(|(name, _)| name.starts_with(SUBJECTS)) {
        let file = DocumentNode::open(FileId::default(), text).expect("sound YAML").expect("not empty");
        file.no_key_twice().unwrap_or_else(|error| panic!("{name}: {error:?}"));
        for (id, _, node) in file.entries() {
            ids += 1;
            for key in ["broader", "made-of", "implied-by"] {
                // The sets of a definition are lists themselves.
                let key_node = node.get(key);
                let named = key_node.iter().flat_map(DocumentNode::items).flat_map(|item| {
                    let set = item.items();
                    if set.is_empty() { vec![item] } else { set }
                });
                for other in named {
                    let other = other.scalar().unwrap_or_default();
                    if lexicon.thesaurus().find(other).is_none() || other == id {
                        faults.push(format!("{name}: {id}: {key}: `{other}` is no other concept"));
                    }
                }
            }
        }
    }
    assert!(ids > 1_000, "{ids} finer concepts");
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_mark_in_a_term_means_something() {
    let files = embedded::lexicon().filter(|(name, _)| name.starts_with(SUBJECTS) || *name == CONCEPTS);
    let (mut faults, mut terms) = (Vec::new(), 0);
    for (name, text) in files {
        let file = DocumentNode::open(FileId::default(), text).expect("sound YAML").expect("not empty");
        for (id, _, node) in file.entries() {
            for language in Language::ALL {
                let listed = node.get("terms").and_then(|terms| terms.get(language.code()));
                for term in listed.iter().flat_map(DocumentNode::items) {
                    terms += 1;
                    let entry = term.scalar().unwrap_or_default();
                    let texts = written_out(entry, language);
                    if texts.is_empty() || texts.iter().any(|text| text.contains(['?', '(', ')', '|', '~'])) {
                        faults.push(format!("{name}: {id}: `{entry}` is looked for as {:?}", texts.first()));
                    }
                }
            }
        }
    }
    assert!(terms > 50_000, "{terms} terms");
    assert!(faults.is_empty(), "{} faults\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn a_word_of_definitions_hides_no_concept() {
    let (lexicon, analyst) = (lexicon(), Analyst::default());
    let named = |text: &str, language: Language| -> BTreeSet<String> {
        let words = analyst.content_in_detail(&lexicon, text, language);
        let concept = |word: &ContentWord| match word.sense {
            Sense::Concept(id) | Sense::Component(id) => Some(lexicon.thesaurus().concept(id).id.to_string()),
            _ => None,
        };
        words.iter().filter_map(concept).collect()
    };
    // Whom a target is for, and a part of what trust in authorities is.
    let both = named("Citizens trust the council", Language::English);
    assert!(both.contains("individuals") && both.contains("citizens-word"), "{both:?}");
    let both = named("牧民获得信贷", Language::Chinese);
    assert!(both.contains("herders") && both.contains("pastoralists-word"), "{both:?}");
}

#[test]
fn no_result_is_defined_by_itself() {
    let lexicon = lexicon();
    let thesaurus = lexicon.thesaurus();
    let (mut faults, mut sets) = (Vec::new(), 0);
    for (name, text) in embedded::lexicon().filter(|(name, _)| name.starts_with(SUBJECTS)) {
        let file = DocumentNode::open(FileId::default(), text).expect("sound YAML").expect("not empty");
        for (id, _, node) in file.entries() {
            let result = thesaurus.find(id).expect("its own id");
            for set in node.get("implied-by").iter().flat_map(DocumentNode::items) {
                sets += 1;
                let items = set.items();
                let parts: BTreeSet<_> = items.iter().filter_map(|part| thesaurus.find(part.scalar()?)).collect();
                let is_known = parts.iter().any(|&part| thesaurus.is_a(part, result));
                if parts.len() != items.len() || parts.len() < 2 || is_known {
                    let said: Vec<_> = items.iter().filter_map(|part| part.scalar()).collect();
                    faults.push(format!("{name}: {id}: {said:?} is a set of one, or names the result"));
                }
            }
        }
    }
    assert!(sets > 100, "{sets} sets");
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
