//! `unit-notation`: one unit in two notations, Mbit/s and Mbps.
//!
//! Scale prefixes are no fault: the list has, under a quantity and a notation, the units of all scales in one order, so
//! that each finds its like in another notation. Neither notation is wrong by itself; the rarer is told, once, and fixed
//! wherever it stands.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::{Check, Context, Extent, Facts, Hit, Owner, Replacement, Subject, prose};
use crate::finding::Safety;
use crate::lexicon::{Entries, List};
use crate::plan::{ElementId, FieldValue, MeasureRole};
use crate::source::Location;

/// Parameters.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct UnitNotation {
    /// The list, by quantity and notation (`bit rate: bit/s`).
    units: List,
}

/// A place where a unit stands.
struct Use {
    owner: ElementId,
    at: Location,
    /// Which of the units of the notation it is.
    index: usize,
    written: String,
    /// Whether it stands in a text, or alone in a field.
    extent: Extent,
}

/// A spelling of a unit: its quantity, its notation, its place among the units of that notation.
struct Spelling<'l> {
    quantity: &'l str,
    notation: &'l str,
    index: usize,
    written: &'l str,
}

/// The spellings of a language.
struct Spellings<'l> {
    all: Vec<Spelling<'l>>,
    /// Which of them begin with a character.
    by_first: FxHashMap<char, Vec<usize>>,
}

fn spellings<'l>(cx: &Context<'l>, list: List, language: &str) -> Spellings<'l> {
    let mut counts: FxHashMap<(&str, &str), usize> = FxHashMap::default();
    let mut spellings = Spellings { all: Vec::new(), by_first: FxHashMap::default() };
    for (meaning, entry) in cx.lexicon.entries(language, list).into_iter().flat_map(Entries::iter) {
        let (Some((quantity, notation)), Some(first)) = (meaning.split_once(": "), entry.value.chars().next()) else {
            continue;
        };
        let count = counts.entry((quantity, notation)).or_default();
        spellings.by_first.entry(first).or_default().push(spellings.all.len());
        spellings.all.push(Spelling { quantity, notation, index: *count, written: &entry.value });
        *count += 1;
    }
    spellings
}

/// The units in a text, longest first where several begin at one place. Letter case counts: Mb is no MB.
fn find<'s, 'l>(words: &str, spellings: &'s Spellings<'l>) -> Vec<(std::ops::Range<usize>, &'s Spelling<'l>)> {
    let part = |c: char| c.is_alphabetic() || c == '/' || c == '·';
    let han = |c: char| c >= '\u{2e80}';
    let mut found: Vec<(std::ops::Range<usize>, &Spelling<'_>)> = Vec::new();
    let mut begins = true;
    for (start, c) in words.char_indices() {
        let here = spellings.by_first.get(&c).filter(|_| begins).into_iter().flatten();
        for spelling in here.map(|&at| &spellings.all[at]) {
            let end = start + spelling.written.len();
            let ends = |c: char| !(part(c) || c.is_ascii_digit()) || han(c);
            if words[start..].starts_with(spelling.written) && words[end..].chars().next().is_none_or(ends) {
                found.push((start..end, spelling));
            }
        }
        begins = !part(c) || han(c);
    }
    found.sort_by_key(|(at, _)| (at.start, std::cmp::Reverse(at.end)));
    let mut end = 0;
    found.retain(|(at, _)| {
        let own = at.start >= end;
        end = end.max(at.end);
        own
    });
    found
}

/// The uses of each notation of a quantity, in one language.
type Uses = BTreeMap<(String, String), BTreeMap<String, Vec<Use>>>;

impl UnitNotation {
    fn in_texts(&self, cx: &Context<'_>, uses: &mut Uses) {
        let mut by_language = BTreeMap::new();
        for passage in prose::all(cx) {
            for entry in passage.entries() {
                let spellings =
                    by_language.entry(&entry.language).or_insert_with(|| spellings(cx, self.units, &entry.language));
                for (at, spelling) in find(&entry.words, spellings) {
                    // A unit in quotation marks is spoken of, not used.
                    if entry.words[..at.start].ends_with(['“', '«', '"', '「']) {
                        continue;
                    }
                    let language = entry.language.split('-').next().unwrap_or(&entry.language);
                    let found = Use {
                        owner: passage.owner,
                        at: entry.locate(at.clone()),
                        index: spelling.index,
                        written: entry.words[at].to_owned(),
                        extent: Extent::Part,
                    };
                    note(uses, language, spelling, found);
                }
            }
        }
    }

    /// Units in fields carry no language; they are compared with the texts of the plan's first.
    fn in_fields(&self, cx: &Context<'_>, uses: &mut Uses) {
        let language = cx.plan.authority();
        let spellings = spellings(cx, self.units, language);
        let mut look = |owner: ElementId, written: &str, at: Location| {
            if let Some(spelling) = spellings.all.iter().find(|spelling| spelling.written == written) {
                let language = language.split('-').next().unwrap_or(language);
                let (index, written, extent) = (spelling.index, written.to_owned(), Extent::Whole);
                note(uses, language, spelling, Use { owner, at, index, written, extent });
            }
        };
        for (id, element) in cx.plan.elements() {
            if let Some(FieldValue::Words(words)) = element.field("unit").map(|field| &field.value) {
                words.iter().for_each(|word| look(id, &word.value, word.at));
            }
            let roles = [MeasureRole::Baseline, MeasureRole::Target, MeasureRole::Milestone, MeasureRole::Actual];
            let measures = roles.into_iter().flat_map(|role| element.measures(role));
            for unit in measures.filter_map(|measure| measure.unit.as_ref()) {
                look(id, &unit.value, unit.at);
            }
        }
    }
}

fn note(uses: &mut Uses, language: &str, spelling: &Spelling<'_>, found: Use) {
    let of_quantity = uses.entry((language.to_owned(), spelling.quantity.to_owned())).or_default();
    of_quantity.entry(spelling.notation.to_owned()).or_default().push(found);
}

impl Check for UnitNotation {
    fn facts(&self) -> &'static [&'static str] {
        &["given", "count", "usual", "usual_count"]
    }

    fn run(&self, cx: &Context<'_>, subject: Subject, hits: &mut Vec<Hit>) {
        if subject != Subject::Element(ElementId::PLAN) {
            return;
        }
        let mut uses = Uses::new();
        self.in_texts(cx, &mut uses);
        self.in_fields(cx, &mut uses);
        for ((language, quantity), notations) in uses {
            // Of two that stand equally often, the one that is listed first is the usual one.
            let spellings = spellings(cx, self.units, &language).all;
            let place = |notation: &str| spellings.iter().position(|known| known.notation == notation);
            let rank = |(notation, uses): &(&String, &Vec<Use>)| (uses.len(), std::cmp::Reverse(place(notation)));
            let Some((usual, usual_uses)) = notations.iter().max_by_key(rank) else { continue };
            for (_, rare) in notations.iter().filter(|(notation, _)| *notation != usual) {
                let like = |index: usize| {
                    spellings
                        .iter()
                        .find(|known| known.quantity == quantity && known.notation == usual && known.index == index)
                };
                let (Some(first), Some(usual_first)) = (rare.first(), usual_uses.first()) else { continue };
                let Some(wanted) = like(first.index) else { continue };
                let replacement = |found: &Use| {
                    let (old, new) = (found.written.as_str().into(), like(found.index)?.written.into());
                    Some(Replacement { at: found.at, old, new, extent: found.extent })
                };
                // A unit that the other notation has no word for keeps the finding alive, whatever is done elsewhere.
                let replacements: Option<Vec<Replacement>> = rare.iter().map(replacement).collect();
                let mut hit = Hit::new(Owner::Element(first.owner), first.at)
                    .fact("given", first.written.as_str())
                    .fact("count", rare.len())
                    .fact("usual", wanted.written)
                    .fact("usual_count", usual_uses.len());
                let facts = Facts::from([("usual", usual_first.written.as_str().into())]);
                hit = hit.related_with(Owner::Element(usual_first.owner), usual_first.at, "spelling", facts);
                hit = hit.replace_all(Safety::Safe, replacements.unwrap_or_default());
                hits.push(hit);
            }
        }
    }
}
