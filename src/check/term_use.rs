//! `term-use`: one thing is called by two terms.
//!
//! Known families of terms, slips of known terms, and terms of the glossary that stand in a text slightly otherwise. The
//! rarer term is told, at its first place. Quoted titles are called what their owners call them.

use std::collections::BTreeMap;
use std::ops::Range;

use serde::Deserialize;

use super::noted::{self, InText, Noter};
use super::{Check, Context, Facts, Hit, Owner, Recalled, Replacement, Subject, prose, quotation, term_near};
use crate::finding::Safety;
use crate::lexicon::{List, Script};
use crate::plan::{ElementId, TextEntry};
use crate::source::Location;

/// Parameters.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct TermUse {
    /// How many times as often as a slip the usual term must stand, so that the slip is none by itself.
    outnumbered: usize,
}

/// A place where a term stands.
struct Use {
    owner: ElementId,
    at: Location,
    written: String,
}

/// A term of a list that was found in a text.
#[derive(Debug)]
pub(super) struct Term {
    /// What the list has it under.
    family: Box<str>,
    /// Which of the terms of its family it is.
    index: usize,
    at: Range<usize>,
}

/// The terms of a list in the texts of elements, but those that are quoted.
struct Terms(List);

impl Terms {
    fn in_text(&self, cx: &Context<'_>, entry: &TextEntry) -> Vec<Term> {
        let found = cx.lexicon.matches(self.0, &entry.words, &entry.language).into_iter();
        let own = found.filter(|found| !quotation::is_foreign(&entry.words, &found.at));
        own.map(|found| Term { family: found.meaning.into(), index: found.index, at: found.at }).collect()
    }
}

impl Noter for Terms {
    type Note = Vec<InText<Term>>;

    fn topic(&self) -> String {
        format!("terms of {:?}", self.0)
    }

    fn note(&self, cx: &Context<'_>, id: ElementId) -> Option<Self::Note> {
        noted::in_texts(cx, id, |entry| self.in_text(cx, entry))
    }
}

/// The uses of each term of a family, by language and family.
type Uses = BTreeMap<(String, Box<str>), BTreeMap<usize, Vec<Use>>>;

fn collect(cx: &Context<'_>, list: List) -> Uses {
    let terms = Terms(list);
    let mut uses = Uses::new();
    noted::each_text(
        cx,
        &noted::of(&terms, cx),
        |entry| terms.in_text(cx, entry),
        |owner, entry, term| {
            let language = entry.language.split('-').next().unwrap_or(&entry.language).to_owned();
            let written = entry.words[term.at.clone()].to_owned();
            let used = Use { owner, at: entry.locate(term.at.clone()), written };
            uses.entry((language, term.family.clone())).or_default().entry(term.index).or_default().push(used);
        },
    );
    uses
}

/// A hit on the first of `rare`, where `usual` is what is said elsewhere.
fn told(language: &str, rare: &[Use], usual: &[Use]) -> Option<Hit> {
    let (first, first_usual) = (rare.first()?, usual.first()?);
    let facts = Facts::from([("usual", first_usual.written.as_str().into())]);
    let hit = Hit::new(Owner::Element(first.owner), first.at)
        .fact("given", first.written.as_str())
        .fact("count", rare.len())
        .fact("usual", first_usual.written.as_str())
        .fact("usual_count", usual.len())
        .fact("of_glossary", false)
        .fact("is_variant", false)
        .related_with(Owner::Element(first_usual.owner), first_usual.at, "spelling", facts);
    // Where words have endings, the other term has them too, and only the author sets them.
    Some(match Script::of(language) {
        Script::Unspaced => {
            let replaced = |found: &Use| Replacement::part(found.at, &found.written, &first_usual.written);
            hit.replace_all(Safety::Unsafe, rare.iter().map(replaced).collect())
        }
        _ => hit,
    })
}

impl TermUse {
    fn families(cx: &Context<'_>, hits: &mut Vec<Hit>) {
        for ((language, _), terms) in collect(cx, List::TermFamily) {
            // Of two that stand equally often, the first of the list is the usual one.
            let rank = |(index, uses): &(&usize, &Vec<Use>)| (uses.len(), std::cmp::Reverse(**index));
            let Some((usual, usual_use)) = terms.iter().max_by_key(rank) else { continue };
            let rare = terms.iter().filter(|(index, _)| *index != usual);
            hits.extend(rare.filter_map(|(_, rare)| told(&language, rare, usual_use)));
        }
    }

    fn slips(&self, cx: &Context<'_>, hits: &mut Vec<Hit>) {
        for ((language, _), terms) in collect(cx, List::TermSlip) {
            let Some(usual) = terms.get(&0) else { continue };
            let slips =
                terms.iter().filter(|(index, slip)| **index > 0 && usual.len() >= slip.len() * self.outnumbered);
            hits.extend(slips.filter_map(|(_, slip)| told(&language, slip, usual)));
        }
    }

    fn glossary(cx: &Context<'_>, hits: &mut Vec<Hit>) {
        let terms: Vec<(&TextEntry, Vec<&str>)> = cx
            .plan
            .glossary
            .iter()
            .flat_map(|term| {
                let entries = term.fields.text("term").into_iter().flat_map(|text| &text.entries);
                let variants: Vec<&str> = term.fields.words("variants").iter().map(|word| &*word.value).collect();
                entries.map(move |entry| (entry, variants.clone()))
            })
            .collect();
        if terms.is_empty() {
            return;
        }
        Self::other_terms(cx, &terms, hits);
        // What was told once is mended wherever it stands.
        let mut known: Vec<(Hit, Vec<Replacement>)> = Vec::new();
        for passage in prose::all(cx) {
            for entry in passage.entries() {
                for (term, variants) in terms.iter().filter(|(term, _)| term.language == entry.language) {
                    for at in term_near::near(&term.words, &entry.words, &entry.language) {
                        let given = &entry.words[at.clone()];
                        let declared = variants.contains(&given)
                            || terms.iter().any(|(other, _)| other.words.eq_ignore_ascii_case(given));
                        if declared || quotation::is_foreign(&entry.words, &at) {
                            continue;
                        }
                        let place = entry.locate(at.clone());
                        let replacement = Replacement::part(place, given, &term.words);
                        if let Some((_, places)) = known.iter_mut().find(|(_, places)| *places[0].old == *given) {
                            places.push(replacement);
                            continue;
                        }
                        let hit = Hit::new(Owner::Element(passage.owner), place)
                            .fact("given", given)
                            .fact("count", 1)
                            .fact("usual", &*term.words)
                            .fact("usual_count", 1)
                            .fact("of_glossary", true)
                            .fact("is_variant", false)
                            .related(Owner::Element(ElementId::PLAN), term.at, "glossary");
                        known.push((hit, vec![replacement]));
                    }
                }
            }
        }
        hits.extend(known.into_iter().map(|(hit, places)| hit.replace_all(Safety::Unsafe, places)));
    }
}

impl TermUse {
    /// Variants of the glossary that are another term and no other spelling, where the plan uses both.
    fn other_terms(cx: &Context<'_>, terms: &[(&TextEntry, Vec<&str>)], hits: &mut Vec<Hit>) {
        for (term, variants) in terms {
            let uses = |words: &str| uses_of(cx, words, &term.language);
            for variant in variants.iter().filter(|variant| term_near::is_another(&term.words, variant)) {
                if terms.iter().any(|(other, _)| other.at != term.at && other.words.eq_ignore_ascii_case(variant)) {
                    continue;
                }
                let (given, usual) = (uses(variant), uses(&term.words));
                if !usual.is_empty()
                    && let Some(hit) = told(&term.language, &given, &usual)
                {
                    let hit = hit.fact("is_variant", true);
                    hits.push(hit.related(Owner::Element(ElementId::PLAN), term.at, "glossary"));
                }
            }
        }
    }
}

/// Where the texts of a language use a term, as a whole word and in no quotation.
fn uses_of(cx: &Context<'_>, term: &str, language: &str) -> Vec<Use> {
    let mut uses = Vec::new();
    for passage in prose::all(cx) {
        for entry in passage.entries().filter(|entry| &*entry.language == language) {
            let place = |at: Range<usize>| Use {
                owner: passage.owner,
                at: entry.locate(at.clone()),
                written: entry.words[at].to_owned(),
            };
            let found = term_near::whole(term, &entry.words, language).into_iter();
            uses.extend(found.filter(|at| !quotation::is_foreign(&entry.words, at)).map(place));
        }
    }
    uses
}

impl Check for TermUse {
    fn facts(&self) -> &'static [&'static str] {
        &["given", "count", "usual", "usual_count", "of_glossary", "is_variant"]
    }

    fn prepare(&self, cx: &Context<'_>, recalled: &mut Recalled) {
        for list in [List::TermFamily, List::TermSlip] {
            noted::prepare(&Terms(list), cx, recalled);
        }
    }

    fn run(&self, cx: &Context<'_>, subject: Subject, hits: &mut Vec<Hit>) {
        if subject != Subject::Element(ElementId::PLAN) {
            return;
        }
        Self::families(cx, hits);
        self.slips(cx, hits);
        Self::glossary(cx, hits);
    }
}
