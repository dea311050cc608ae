//! `term`: a text of an element has words of a list that it ought not to have.
//!
//! The text of the plan's first language is judged alone, for its translations mean the same.

use serde::Deserialize;

use super::{Check, Context, Hit, Owner, Subject, quotation};
use crate::lexicon::List;
use crate::plan::{Element, TextEntry};

/// Parameters.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Term {
    /// The list, of words or of patterns.
    list: List,
    /// Keys of texts; the first that is given is judged.
    texts: Vec<String>,
    /// Lists of which one word in the text settles the matter.
    #[serde(default)]
    unless: Vec<List>,
}

impl Term {
    fn text<'c>(&self, cx: &Context<'c>, element: &'c Element) -> Option<&'c TextEntry> {
        let text = self.texts.iter().filter(|key| element.has(key)).find_map(|key| element.text(key))?;
        text.preferred(cx.plan.authority())
    }

    fn is_settled(&self, cx: &Context<'_>, entry: &TextEntry) -> bool {
        self.unless.iter().any(|&list| cx.lexicon.find(list, &entry.words, &entry.language).is_some())
    }
}

impl Check for Term {
    fn facts(&self) -> &'static [&'static str] {
        &["words"]
    }

    fn run(&self, cx: &Context<'_>, subject: Subject, hits: &mut Vec<Hit>) {
        let Some(id) = subject.element() else { return };
        let element = cx.element(id);
        let Some(entry) = self.text(cx, element) else { return };
        let Some(found) = cx.lexicon.find(self.list, &entry.words, &entry.language) else { return };
        if quotation::is_foreign(&entry.words, &found) || self.is_settled(cx, entry) {
            return;
        }
        let words = entry.words[found.clone()].trim().to_owned();
        hits.push(Hit::new(Owner::Element(id), entry.locate(found)).fact("words", words));
    }
}
