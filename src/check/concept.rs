//! `concept`: a target is about one thing, and all its indicators about another that is near to it.
//!
//! That two concepts of the thesaurus differ is no fault: what shows a change often has another name. Told are pairs that
//! are listed because one is often taken for the other, each with all concepts that belong to it. Silent where an
//! indicator says that it stands for something else.
//!
//! A target and its only indicator may also give one level for one population, and name two things that have nothing to
//! do with each other: toilets and solar panels of schools. Their fields of work tell: they speak for different SDGs.

use std::collections::BTreeSet;
use std::ops::Range;

use serde::Deserialize;

use rust_decimal::prelude::ToPrimitive;

use super::{Check, Context, Hit, Owner, Subject, about, stated};
use crate::lexicon::{ConceptId, Facet};
use crate::plan::{Element, ElementId, FieldValue, Kind, Measure, TextEntry};
use crate::text::{ContentWord, Language, Sense};

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

/// The SDGs that the things speak for which a text names, beside the words that it has of others.
fn fields_of<'c>(cx: &'c Context<'_>, words: &[ContentWord], besides: &[ContentWord]) -> BTreeSet<&'c str> {
    let things = words.iter().filter(|word| !besides.iter().any(|other| other.sense == word.sense));
    let concepts = things.filter_map(|word| match word.sense {
        Sense::Concept(concept) => Some(cx.lexicon.thesaurus().concept(concept)),
        _ => None,
    });
    let codes = concepts.filter(|concept| concept.facet == Facet::Thing).flat_map(|concept| &concept.sdg);
    codes.filter(|code| code.weight > 0).filter_map(|code| code.code.split('.').next()).collect()
}

/// What a target and its only indicator, of one level and one population, name of two different fields of work.
fn parallel(cx: &Context<'_>, id: ElementId, indicator: ElementId) -> Option<Hit> {
    let (target, measure) = (cx.element(id), cx.element(indicator));
    let aim = measure.target().and_then(Measure::number).and_then(|number| number.to_f64())?;
    let (mut hit, authority) = (None, cx.plan.authority());
    let entry_of = |element: &'_ Element, key: &str, language: &str| -> Option<TextEntry> {
        element.text(key)?.in_language(language).cloned()
    };
    for entry in cx.plan.text_of(id).into_iter().flat_map(|text| &text.entries) {
        let language = &*entry.language;
        let (Some(name), Some(population)) =
            (entry_of(measure, "name", language), entry_of(measure, "population", language))
        else {
            continue;
        };
        let statement = stated::read(cx, entry);
        let same_level = statement.quantities.iter().any(|quantity| (quantity.value - aim).abs() < 1e-9);
        let (of_target, of_name) = (about::content(cx, entry), about::content(cx, &name));
        let people = about::content(cx, &population);
        let is_of = |words: &[ContentWord], one: &ContentWord| words.iter().any(|word| word.sense == one.sense);
        let same_people = !people.is_empty()
            && people.iter().all(|word| is_of(&of_target, word))
            && people.iter().all(|word| is_of(&of_name, word));
        let related = |a: &ContentWord, b: &ContentWord| match (&a.sense, &b.sense) {
            (Sense::Concept(a), Sense::Concept(b)) => cx.lexicon.thesaurus().are_related(*a, *b),
            (a, b) => a == b,
        };
        let rest = |words: &[ContentWord]| -> Vec<ContentWord> {
            let other = |word: &&ContentWord| !is_of(&people, word) && !matches!(word.sense, Sense::Filler(_));
            words.iter().filter(other).cloned().collect()
        };
        let (wanted, measured) = (rest(&of_target), rest(&of_name));
        let shares = wanted.iter().any(|word| measured.iter().any(|other| related(word, other)));
        if !same_level || !same_people || shares {
            return None;
        }
        let (of_wanted, of_measured) = (fields_of(cx, &of_target, &people), fields_of(cx, &of_name, &people));
        let known = !of_wanted.is_empty() && !of_measured.is_empty() && of_wanted.is_disjoint(&of_measured);
        // The plan's first language tells; the others must only not tell otherwise.
        if !known {
            if language == authority {
                return None;
            }
            continue;
        }
        let thing = |words: &[ContentWord]| {
            let is_thing = |sense: &Sense| matches!(sense, Sense::Concept(concept) if cx.lexicon.thesaurus().concept(*concept).facet == Facet::Thing);
            let known = words.iter().find(|word| is_thing(&word.sense));
            known.map(|word| word.at.clone())
        };
        let (at, place) = (thing(&wanted)?, thing(&measured)?);
        if hit.is_none() {
            hit = Some(
                Hit::new(Owner::Element(indicator), name.locate(place.clone()))
                    .fact("of", &*target.id)
                    .fact("wanted", &entry.words[at.clone()])
                    .fact("words", &name.words[place])
                    .related(Owner::Element(id), entry.locate(at), "wanted"),
            );
        }
    }
    hit
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
        if let [one] = indicators.as_slice() {
            hits.extend(parallel(cx, id, *one));
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
