//! `concept`: a target is about one thing, and all its indicators about another that is near to it.
//!
//! Without a thesaurus nothing is known of things in general; only of pairs that are listed, because one is often taken
//! for the other. Silent where an indicator says that it stands for something else.

use std::collections::BTreeSet;
use std::ops::Range;

use serde::Deserialize;

use super::{Check, Context, Hit, Owner, Subject, listed};
use crate::lexicon::List;
use crate::plan::{Element, ElementId, FieldValue, Kind, TextEntry};

/// Parameters.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Concept {
    /// Pairs of names of the table of concepts: that of which the target speaks, and that which is measured.
    pairs: Vec<(String, String)>,
}

/// Texts in which a target says what it is about.
const OF_TARGET: [&str; 4] = ["statement", "title", "population", "description"];
/// Texts in which an indicator may say what it measures.
const OF_INDICATOR: [&str; 6] = ["name", "title", "statement", "population", "description", "note"];

/// A word for a concept, and the text that it stands in.
type Word<'e> = (Box<str>, &'e TextEntry, Range<usize>);

fn words<'e>(cx: &Context<'_>, element: &'e Element, texts: &[&str]) -> Vec<Word<'e>> {
    let texts = texts.iter().filter_map(|name| element.text(name)).flat_map(|text| &text.entries);
    let of = |entry: &'e TextEntry| {
        let found = listed::entries(cx, List::Concept, &entry.words, &entry.language);
        found.into_iter().map(move |(name, at)| (name, entry, at))
    };
    texts.flat_map(of).collect()
}

fn find<'w, 'e>(words: &'w [Word<'e>], concept: &str) -> Option<&'w Word<'e>> {
    words.iter().find(|(name, ..)| &**name == concept)
}

/// Whether an indicator says, or may say, that it stands for something else, or explains what it measures.
fn is_declared(cx: &Context<'_>, id: ElementId) -> bool {
    let indicator = cx.element(id);
    let role = indicator.field("role").map(|field| &field.value);
    indicator.has("proxy-of")
        || matches!(indicator.word("role"), Some("proxy" | "context"))
        || matches!(role, Some(FieldValue::Invalid))
        || cx.plan.is_incomplete(id)
}

impl Check for Concept {
    fn facts(&self) -> &'static [&'static str] {
        &["of", "wanted", "words"]
    }

    fn needs(&self) -> BTreeSet<(Kind, &'static str)> {
        [(Kind::Indicator, "name")].into()
    }

    fn run(&self, cx: &Context<'_>, subject: Subject, hits: &mut Vec<Hit>) {
        let Some(id) = subject.element() else { return };
        let element = cx.element(id);
        let wanted = words(cx, element, &OF_TARGET);
        let indicators: Vec<ElementId> = cx.plan.indicators_of(id).collect();
        if wanted.is_empty() || indicators.iter().any(|&indicator| is_declared(cx, indicator)) {
            return;
        }
        let measured: Vec<(ElementId, Vec<Word<'_>>)> =
            indicators.iter().map(|&one| (one, words(cx, cx.element(one), &OF_INDICATOR))).collect();
        for (about, other) in &self.pairs {
            let Some((_, text, at)) = find(&wanted, about).filter(|_| find(&wanted, other).is_none()) else { continue };
            if measured.iter().any(|(_, words)| find(words, about).is_some()) {
                continue;
            }
            let first = measured.iter().find_map(|(one, words)| Some((*one, find(words, other)?)));
            let Some((indicator, (_, entry, place))) = first else { continue };
            hits.push(
                Hit::new(Owner::Element(indicator), entry.locate(place.clone()))
                    .fact("of", &*element.id)
                    .fact("wanted", &text.words[at.clone()])
                    .fact("words", &entry.words[place.clone()])
                    .related(Owner::Element(id), text.locate(at.clone()), "wanted"),
            );
        }
    }
}
