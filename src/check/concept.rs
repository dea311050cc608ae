//! `concept`: a target is about one thing, and all its indicators about another that is near to it.
//!
//! That two concepts of the thesaurus differ is no fault: what shows a change often has another name. Told are pairs that
//! are listed because one is often taken for the other, each with all concepts that belong to it. Silent where an
//! indicator says that it stands for something else.

use std::collections::BTreeSet;
use std::ops::Range;

use serde::Deserialize;

use super::{Check, Context, Hit, Owner, Subject};
use crate::lexicon::ConceptId;
use crate::plan::{Element, ElementId, FieldValue, Kind, TextEntry};
use crate::text::Language;

/// Parameters.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Concept {
    /// Pairs of concepts of the thesaurus: that of which the target speaks, and that which is measured.
    pairs: Vec<(String, String)>,
}

/// Texts in which a target says what it is about.
const OF_TARGET: [&str; 4] = ["statement", "title", "population", "description"];
/// Texts in which an indicator may say what it measures.
const OF_INDICATOR: [&str; 6] = ["name", "title", "statement", "population", "description", "note"];

/// A concept, the text that names it, and where.
type Word<'e> = (ConceptId, &'e TextEntry, Range<usize>);

fn words<'e>(cx: &Context<'_>, element: &'e Element, texts: &[&str]) -> Vec<Word<'e>> {
    let texts = texts.iter().filter_map(|name| element.text(name)).flat_map(|text| &text.entries);
    let of = |entry: &'e TextEntry| {
        let language = Language::of_tag(&entry.language)?;
        let statement = cx.analyst.statement(cx.lexicon, &entry.words, language);
        Some(statement.concepts.iter().map(|word| (word.concept, entry, word.at.clone())).collect::<Vec<_>>())
    };
    texts.filter_map(of).flatten().collect()
}

/// The first word for a concept, or for one that belongs to it.
fn find<'w, 'e>(cx: &Context<'_>, words: &'w [Word<'e>], concept: ConceptId) -> Option<&'w Word<'e>> {
    words.iter().find(|(named, ..)| cx.lexicon.thesaurus().is_a(*named, concept))
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
            let thesaurus = cx.lexicon.thesaurus();
            let (Some(about), Some(other)) = (thesaurus.find(about), thesaurus.find(other)) else { continue };
            let narrower = thesaurus.is_a(about, other);
            let wanted_other = wanted
                .iter()
                .any(|&(named, ..)| thesaurus.is_a(named, other) && !(narrower && thesaurus.is_a(named, about)));
            let Some((_, text, at)) = find(cx, &wanted, about).filter(|_| !wanted_other) else { continue };
            if measured.iter().any(|(_, words)| find(cx, words, about).is_some()) {
                continue;
            }
            let first = measured.iter().find_map(|(one, words)| Some((*one, find(cx, words, other)?)));
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
