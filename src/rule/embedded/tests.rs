use std::collections::BTreeMap;

use super::*;
use crate::lexicon::{Book, Entries, Lexicon, List};
use crate::rule::{GROUPS, Rule, in_flow_style};
use crate::text::{Language, Phrasebook};

#[test]
fn each_rule_is_what_its_text_says() {
    for group in GROUPS {
        for (name, text) in folder(group) {
            let id = format!("{group}/{name}");
            let root = DocumentNode::open(FileId(0), text).expect(&id).expect(&id);
            let read = Rule::read(&id, &root, text).unwrap_or_else(|fault| panic!("{id}: {fault} at {:?}", fault.at));
            let tree = document(&format!("{id}.yaml"), FileId(0)).expect(&id);
            let built_in = Rule::built_in(&id, &tree).expect(&id);
            assert_eq!(format!("{:?}", built_in.fail()), format!("{:?}", read.fail()), "{id}");
            assert_eq!(format!("{:?}", built_in.pass()), format!("{:?}", read.pass()), "{id}");
            assert_eq!((&built_in.message, &built_in.guidance), (&read.message, &read.guidance), "{id}");
            let parameters = |rule: &Rule| rule.parameters().map(|node| in_flow_style(&node));
            assert_eq!((built_in.check_name(), parameters(&built_in)), (read.check_name(), parameters(&read)), "{id}");
        }
    }
}

#[test]
fn word_lists_are_what_their_texts_say() {
    let none = BTreeMap::new();
    let read = Lexicon::read(lexicon(), &none).expect("the shipped lists are sound");
    let shipped = Lexicon::shipped(LEXICON, &none).expect("the shipped lists are sound");
    let pairs = |entries: &Entries| -> Vec<(String, String)> {
        entries.iter().map(|(meaning, entry)| (meaning.to_owned(), entry.value.clone())).collect()
    };
    for language in Language::ALL {
        let name = language.code();
        for &list in List::ALL {
            let of = |lexicon: &Lexicon| lexicon.entries(name, list).map(pairs);
            assert_eq!(of(&shipped), of(&read), "{name}, {list:?}");
        }
        let list = |list| read.entries(name, list);
        let [concepts, subjects] = [List::Concept, List::Subject].map(|name| list(name).expect("terms"));
        let compiled = [
            Phrasebook::of_lists(language, list),
            Phrasebook::of_concepts(language, read.thesaurus(), concepts),
            Phrasebook::of_subjects(language, read.thesaurus(), subjects, concepts),
            Phrasebook::of_components(language, read.thesaurus(), subjects),
        ];
        for (book, compiled) in Book::ALL.into_iter().zip(compiled) {
            let bytes = shipped.compiled(book, name).expect("nothing is amended");
            assert!(compiled.pack() == bytes, "{name}, {book:?}");
            let back = Phrasebook::unpack(bytes, language).expect("packed bytes");
            assert!(back.pack() == bytes, "{name}, {book:?}, read again");
        }
    }
    assert_eq!(shipped.thesaurus().concepts(), read.thesaurus().concepts());
}
