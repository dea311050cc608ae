//! `term-use`: one thing is called by two terms.
//!
//! Known families of terms, slips of known terms, and terms of the glossary that stand in a text slightly otherwise. The
//! rarer term is told, at its first place. Quoted titles are called what their owners call them.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{Check, Context, Facts, Hit, Owner, Replacement, Subject, prose, quotation, term_near};
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

/// The uses of each term of a family, by language and family.
type Uses<'l> = BTreeMap<(String, &'l str), BTreeMap<usize, Vec<Use>>>;

fn collect<'l>(cx: &Context<'l>, list: List) -> Uses<'l> {
    let mut uses = Uses::new();
    for passage in prose::all(cx) {
        for entry in passage.entries() {
            for found in cx.lexicon.matches(list, &entry.words, &entry.language) {
                if quotation::is_foreign(&entry.words, &found.at) {
                    continue;
                }
                let language = entry.language.split('-').next().unwrap_or(&entry.language).to_owned();
                let at = entry.locate(found.at.clone());
                let found_here = Use { owner: passage.owner, at, written: entry.words[found.at].to_owned() };
                let of_family = uses.entry((language, found.meaning)).or_default();
                of_family.entry(found.index).or_default().push(found_here);
            }
        }
    }
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
            let place = |at: std::ops::Range<usize>| Use {
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

    fn run(&self, cx: &Context<'_>, subject: Subject, hits: &mut Vec<Hit>) {
        if subject != Subject::Element(ElementId::PLAN) {
            return;
        }
        Self::families(cx, hits);
        self.slips(cx, hits);
        Self::glossary(cx, hits);
    }
}
