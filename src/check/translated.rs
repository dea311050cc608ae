//! `translated`: a text lacks one of the languages that the plan declares.
//!
//! A language in which the plan gives no text at all is told once, at its declaration.

use std::collections::BTreeSet;

use serde::Deserialize;

use super::{Check, Context, Hit, Owner, Subject};
use crate::plan::{Element, ElementId, Text};

/// Parameters.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Translated {
    /// The texts that are to stand in each declared language.
    texts: Vec<String>,
}

impl Translated {
    fn texts_of<'e>(&self, element: &'e Element) -> impl Iterator<Item = (&str, &'e Text)> {
        self.texts.iter().filter_map(move |key| Some((key.as_str(), element.text(key)?)))
    }
}

impl Check for Translated {
    fn facts(&self) -> &'static [&'static str] {
        &["key", "missing", "nowhere"]
    }

    fn run(&self, cx: &Context<'_>, subject: Subject, hits: &mut Vec<Hit>) {
        if subject != Subject::Element(ElementId::PLAN) {
            return;
        }
        let declared = cx.plan.root().words("languages");
        let has = |text: &Text, language: &str| {
            text.in_language(&language.to_lowercase()).is_some_and(|entry| !entry.words.trim().is_empty())
        };
        let mut used = BTreeSet::new();
        for (_, text) in cx.plan.elements().flat_map(|(_, element)| self.texts_of(element)) {
            used.extend(declared.iter().filter(|language| has(text, &language.value)).map(|language| &*language.value));
        }
        if used.is_empty() {
            return;
        }
        for language in declared.iter().filter(|language| !used.contains(&*language.value)) {
            let hit = Hit::new(Owner::Element(ElementId::PLAN), language.at).fact("missing", &*language.value);
            hits.push(hit.fact("nowhere", true));
        }
        for (id, element) in cx.plan.elements().filter(|(id, _)| !cx.plan.is_incomplete(*id)) {
            for (key, text) in self.texts_of(element).filter(|(_, text)| is_translatable(text)) {
                let lacks = |language: &&str| used.contains(language) && !has(text, language);
                let missing: Vec<&str> = declared.iter().map(|language| &*language.value).filter(lacks).collect();
                if !missing.is_empty() {
                    let hit = Hit::on_field(id, element, key).fact("key", key).list("missing", missing);
                    hits.push(hit.fact("nowhere", false));
                }
            }
        }
    }
}

/// Whether a text has words to translate: the name GIGA and the number 2030 are the same in each language. A text
/// without any version is a missing text, not a missing translation.
fn is_translatable(text: &Text) -> bool {
    text.entries.iter().any(|entry| entry.words.chars().any(|c| c.is_alphabetic() && !c.is_uppercase()))
}
