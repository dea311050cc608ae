//! `unit-notation`: one unit in two notations, Mbit/s and Mbps.
//!
//! Scale prefixes are no fault: the list has, under a quantity and a notation, the units of all scales in one order, so
//! that each finds its like in another notation. Neither notation is wrong by itself; the rarer is told, once, and fixed
//! wherever it stands.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::noted::{self, InText, Noter};
use super::{Check, Context, Extent, Facts, Hit, Owner, Recalled, Replacement, Subject};
use crate::finding::Safety;
use crate::lexicon::{Entries, List};
use crate::plan::{ElementId, FieldValue, MeasureRole, TextEntry};
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
        let here = begins.then(|| spellings.by_first.get(&c)).flatten().into_iter().flatten();
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

/// A unit that was found in a text.
#[derive(Debug)]
pub(super) struct Written {
    at: std::ops::Range<usize>,
    quantity: Box<str>,
    notation: Box<str>,
    index: usize,
}

/// The units that texts use, by spellings of their languages, each made once.
struct Units<'c> {
    list: List,
    by_language: Mutex<FxHashMap<Box<str>, Arc<Spellings<'c>>>>,
    cx: Context<'c>,
}

impl<'c> Units<'c> {
    fn of(list: List, cx: &Context<'c>) -> Self {
        Self { list, by_language: Mutex::default(), cx: *cx }
    }

    fn spellings(&self, language: &str) -> Arc<Spellings<'c>> {
        let mut known = self.by_language.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(spellings) = known.get(language) {
            return Arc::clone(spellings);
        }
        let spellings = Arc::new(spellings(&self.cx, self.list, language));
        known.insert(language.into(), Arc::clone(&spellings));
        spellings
    }

    fn in_text(&self, entry: &TextEntry) -> Vec<Written> {
        let spellings = self.spellings(&entry.language);
        let found = find(&entry.words, &spellings).into_iter();
        // A unit in quotation marks is spoken of, not used.
        let used = found.filter(|(at, _)| !entry.words[..at.start].ends_with(['“', '«', '"', '「']));
        let written = |(at, spelling): (std::ops::Range<usize>, &Spelling<'_>)| Written {
            at,
            quantity: spelling.quantity.into(),
            notation: spelling.notation.into(),
            index: spelling.index,
        };
        used.map(written).collect()
    }
}

impl Noter for Units<'_> {
    type Note = Vec<InText<Written>>;

    fn topic(&self) -> String {
        format!("units of {:?}", self.list)
    }

    fn note(&self, cx: &Context<'_>, id: ElementId) -> Option<Self::Note> {
        noted::in_texts(cx, id, |entry| self.in_text(entry))
    }
}

/// The uses of each notation of a quantity, in one language.
type Uses = BTreeMap<(String, String), BTreeMap<String, Vec<Use>>>;

impl UnitNotation {
    fn in_texts(&self, cx: &Context<'_>, uses: &mut Uses) {
        let units = Units::of(self.units, cx);
        let notes = noted::of(&units, cx);
        noted::each_text(
            cx,
            &notes,
            |entry| units.in_text(entry),
            |owner, entry, found| {
                let language = entry.language.split('-').next().unwrap_or(&entry.language);
                let at = entry.locate(found.at.clone());
                let written = entry.words[found.at.clone()].to_owned();
                let used = Use { owner, at, index: found.index, written, extent: Extent::Part };
                note(uses, language, [&found.quantity, &found.notation], used);
            },
        );
    }

    /// Units in fields carry no language; they are compared with the texts of the plan's first.
    fn in_fields(&self, cx: &Context<'_>, uses: &mut Uses) {
        let language = cx.plan.authority();
        let spellings = spellings(cx, self.units, language);
        // Of two that are written alike, the first.
        let by_spelling: FxHashMap<&str, &Spelling<'_>> =
            spellings.all.iter().rev().map(|spelling| (spelling.written, spelling)).collect();
        let mut look = |owner: ElementId, written: &str, at: Location| {
            if let Some(spelling) = by_spelling.get(written) {
                let language = language.split('-').next().unwrap_or(language);
                let (index, written, extent) = (spelling.index, written.to_owned(), Extent::Whole);
                let used = Use { owner, at, index, written, extent };
                note(uses, language, [spelling.quantity, spelling.notation], used);
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

fn note(uses: &mut Uses, language: &str, [quantity, notation]: [&str; 2], found: Use) {
    let of_quantity = uses.entry((language.to_owned(), quantity.to_owned())).or_default();
    of_quantity.entry(notation.to_owned()).or_default().push(found);
}

impl Check for UnitNotation {
    fn facts(&self) -> &'static [&'static str] {
        &["given", "count", "usual", "usual_count"]
    }

    fn prepare(&self, cx: &Context<'_>, recalled: &mut Recalled) {
        noted::prepare(&Units::of(self.units, cx), cx, recalled);
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
