//! `proxy`: an indicator is called a proxy, by its role or in its own words, and nothing says what it stands for.

use serde::Deserialize;

use super::{Check, Context, Hit, Owner, Subject};
use crate::lexicon::List;
use crate::plan::ElementId;

/// Parameters.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Proxy {
    /// Patterns of words that call an indicator a proxy without a word of what it stands for.
    words: List,
}

/// Texts in which an indicator may be called a proxy.
const TEXTS: [&str; 4] = ["name", "title", "description", "note"];

impl Proxy {
    /// The hit on the words that call an indicator a proxy.
    fn called(&self, cx: &Context<'_>, id: ElementId) -> Option<Hit> {
        let texts = TEXTS.into_iter().filter_map(|key| cx.element(id).text(key));
        let mut entries = texts.filter_map(|text| text.preferred(cx.plan.authority()));
        entries.find_map(|entry| {
            let found = cx.lexicon.find(self.words, &entry.words, &entry.language)?;
            Some(Hit::new(Owner::Element(id), entry.locate(found.clone())).fact("words", entry.words[found].trim()))
        })
    }
}

impl Check for Proxy {
    fn facts(&self) -> &'static [&'static str] {
        &["words"]
    }

    fn run(&self, cx: &Context<'_>, subject: Subject, hits: &mut Vec<Hit>) {
        let Some(id) = subject.element() else { return };
        let element = cx.element(id);
        if element.has("proxy-of") || cx.plan.is_misspelt(id, "proxy-of") {
            return;
        }
        if element.word("role") == Some("proxy") {
            hits.push(Hit::on_field(id, element, "proxy-of").fact("words", "proxy"));
        } else {
            hits.extend(self.called(cx, id));
        }
    }
}
