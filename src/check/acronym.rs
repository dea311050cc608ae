//! `acronym`: an acronym that no glossary and no text of the plan spells out.

use std::ops::Range;

use rustc_hash::FxHashSet;
use serde::Deserialize;

use super::about::TextPlace;
use super::noted::{self, Noter};
use super::{Check, Context, Hit, Owner, Recalled, Subject};
use crate::lexicon::List;
use crate::plan::{Element, ElementId, Plan, TextEntry};

/// Parameters.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Acronym {
    /// The texts in which acronyms are looked for, and in which they may be spelt out.
    texts: Vec<String>,
    /// A word list: acronyms that need no explanation.
    known: List,
    /// The fewest capitals of an acronym.
    capitals: usize,
}

impl Acronym {
    fn entries<'p>(&self, element: &'p Element) -> impl Iterator<Item = &'p TextEntry> {
        self.texts.iter().filter_map(|key| element.text(key)).flat_map(|text| &text.entries)
    }

    fn is_known(&self, cx: &Context<'_>, acronym: &str) -> bool {
        // TBD stands for what is missing, of which another rule speaks; patterns of that are asked last.
        cx.lexicon.is_word(self.known, acronym)
            || iso_currency::Currency::from_code(acronym).is_some()
            || acronym.chars().all(|c| "IVXLCDM".contains(c))
            || cx.lexicon.is_placeholder(acronym)
    }
}

/// What the texts of an element have of acronyms.
#[derive(Debug)]
pub(super) struct Acronyms {
    /// Those that are spelt out there.
    explained: Vec<Box<str>>,
    /// Where there are any.
    written: Vec<(TextPlace, Range<usize>)>,
}

impl Noter for Acronym {
    type Note = Acronyms;

    fn topic(&self) -> String {
        format!("acronyms of {} capitals in {:?}", self.capitals, self.texts)
    }

    fn note(&self, cx: &Context<'_>, id: ElementId) -> Option<Acronyms> {
        let mut noted = Acronyms { explained: Vec::new(), written: Vec::new() };
        for entry in self.entries(cx.element(id)) {
            noted.explained.extend(spelt_out(&entry.words).map(Box::from));
            for at in acronyms(&entry.words, self.capitals) {
                noted.written.extend(TextPlace::of(cx, id, entry).map(|place| (place, at)));
            }
        }
        (!noted.explained.is_empty() || !noted.written.is_empty()).then_some(noted)
    }
}

impl Check for Acronym {
    fn facts(&self) -> &'static [&'static str] {
        &["given"]
    }

    fn prepare(&self, cx: &Context<'_>, recalled: &mut Recalled) {
        noted::prepare(self, cx, recalled);
    }

    /// Each acronym is told once a plan, where it first stands: it is explained once, and translations share it.
    fn run(&self, cx: &Context<'_>, subject: Subject, hits: &mut Vec<Hit>) {
        if subject != Subject::Element(ElementId::PLAN) {
            return;
        }
        let mut explained = glossary(cx.plan);
        let notes = noted::of(self, cx);
        explained.extend(notes.iter().flatten().flat_map(|noted| &noted.explained).map(|word| &**word));
        for (place, at) in notes.iter().flatten().flat_map(|noted| &noted.written) {
            let Some(entry) = place.entry(cx) else { continue };
            let given = singular(&entry.words[at.clone()]);
            // ITU-T is explained where ITU is.
            let base = given.split('-').next().unwrap_or(given);
            if [given, base].iter().any(|word| explained.contains(word) || self.is_known(cx, word)) {
                continue;
            }
            explained.insert(given);
            hits.push(Hit::new(Owner::Element(place.element()), entry.locate(at.clone())).fact("given", given));
        }
    }
}

/// Names and spellings of the glossary, and the elements' ids, which the plan explains itself.
fn glossary(plan: &Plan) -> FxHashSet<&str> {
    let mut known: FxHashSet<&str> = plan.elements().map(|(_, element)| &*element.id).collect();
    for term in &plan.glossary {
        known.insert(singular(&term.name.value));
        known.extend(term.fields.words("variants").iter().map(|variant| singular(&variant.value)));
        // ICT: {term: {fr: technologies de l'information et de la communication (TIC)}}
        for entry in term.fields.text("term").into_iter().flat_map(|text| &text.entries) {
            known.extend(spelt_out(&entry.words));
        }
    }
    known
}

/// An acronym without the ending of a plural.
fn singular(acronym: &str) -> &str {
    acronym.strip_suffix('s').filter(|base| base.chars().next_back().is_some_and(char::is_uppercase)).unwrap_or(acronym)
}

/// Acronyms that stand in brackets, or before brackets with words in them.
fn spelt_out(words: &str) -> impl Iterator<Item = &str> {
    acronyms(words, 2).filter_map(move |at| {
        let (before, after) = (words[..at.start].trim_end(), words[at.end..].trim_start());
        let inside = before.ends_with(['(', '（']) && before.len() > 1;
        let explained = after.strip_prefix(['(', '（']).is_some_and(|inner| {
            let inner = inner.split([')', '）']).next().unwrap_or_default();
            inner.chars().any(|c| c.is_alphabetic() && !c.is_uppercase())
        });
        (inside || explained).then(|| singular(&words[at]))
    })
}

/// Words of capitals, in a text that is not in capitals as a whole: letters of Latin or Cyrillic, hyphens between them.
/// Numbers make a code of a word, and dots an address.
fn acronyms(words: &str, capitals: usize) -> impl Iterator<Item = Range<usize>> {
    let upper = words.chars().filter(|c| c.is_uppercase()).count();
    let cased = || words.chars().filter(|&c| is_letter(c)).count();
    // Han text has no case; a title in capitals says nothing of its words.
    let is_loud = || upper * 2 > cased() && !words.chars().any(|c| c.is_alphabetic() && !is_letter(c));
    let is_loud = || is_loud() && words.split_whitespace().count() > 1;
    // Most texts have a capital at their beginning and no other.
    let mut at = if upper < capitals || is_loud() { words.len() } else { 0 };
    std::iter::from_fn(move || {
        while let Some(offset) = words[at..].find(is_letter) {
            let start = at + offset;
            let length = words[start..].find(|c| !is_letter(c) && c != '-' && !c.is_ascii_digit());
            let end = start + length.unwrap_or(words.len() - start);
            at = end;
            let word = words[start..end].trim_end_matches('-');
            let count = word.chars().filter(|c| c.is_uppercase()).count();
            let glued = words[..start].ends_with(|c: char| c.is_ascii_digit() || c == '.' || c == '@' || c == '/');
            let plain = singular(word).chars().all(|c| c.is_uppercase() || c == '-');
            if plain && !glued && count >= capitals {
                return Some(start..start + word.len());
            }
        }
        None
    })
}

fn is_letter(c: char) -> bool {
    c.is_uppercase() || c.is_lowercase()
}
