//! `passive`: something is to be done, and neither the words nor the fields say by whom.

use serde::Deserialize;

use super::{Check, Context, Hit, Owner, Subject, stated};
use crate::lexicon::List;
use crate::plan::{ElementId, FieldValue};

/// Parameters.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Passive {
    /// A word list: forms of verbs that leave the doer out.
    list: List,
    /// A word list: words by which a doer is named after all.
    agent: List,
}

impl Passive {
    /// Whether somebody answers for the element, itself or through what it stands under, or may in lines not read.
    fn is_owned(cx: &Context<'_>, id: ElementId) -> bool {
        let unread = cx.element(id).field("owner").is_some_and(|field| field.value == FieldValue::Invalid);
        unread || cx.plan.is_incomplete(id) || cx.plan.inherited(id, "owner").is_some()
    }

    /// Whether a level is to be reached: that 90 percent will be connected says what becomes true, whoever does it.
    fn has_level(cx: &Context<'_>, id: ElementId) -> bool {
        stated::gives_amount(cx, id)
            || cx.plan.indicators_of(id).any(|indicator| cx.element(indicator).target().is_some())
    }
}

impl Check for Passive {
    fn facts(&self) -> &'static [&'static str] {
        &["given"]
    }

    fn run(&self, cx: &Context<'_>, subject: Subject, hits: &mut Vec<Hit>) {
        let Some(id) = subject.element() else { return };
        let Some(text) = cx.plan.text_of(id) else { return };
        let finds = |list, words: &str, language: &str| cx.lexicon.find(list, words, language);
        // What one language names, its translations may leave to the reader.
        if text.entries.iter().any(|entry| finds(self.agent, &entry.words, &entry.language).is_some()) {
            return;
        }
        let found = text.entries.iter().find_map(|entry| {
            let at = finds(self.list, &entry.words, &entry.language)?;
            Some((entry, at))
        });
        let Some((entry, at)) = found else { return };
        if Self::is_owned(cx, id) || Self::has_level(cx, id) {
            return;
        }
        let given = entry.words.get(at.clone()).unwrap_or_default().to_owned();
        hits.push(Hit::new(Owner::Element(id), entry.locate(at)).fact("given", given));
    }
}
