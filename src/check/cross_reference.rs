//! `cross-reference`: the prose refers to a part of the document that is not there.
//!
//! A document is often kept in part. So a section, a table or a figure is asked for only where the document has others
//! of its kind, numbered as deep; an annex, wherever the document is kept at all. References into other documents, and
//! to what is announced for later, are passed over.

use std::collections::BTreeSet;
use std::ops::Range;

use serde::Deserialize;

use super::prose::{self, Passage};
use super::{Check, Context, Hit, Owner, Replacement, Subject, designator};
use crate::finding::Safety;
use crate::lexicon::{Found, List};
use crate::plan::{DocumentPart, ElementId, TextEntry};

/// Parameters.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct CrossReference {
    /// The kinds of part that are asked for.
    parts: Vec<String>,
    /// Whether they are asked for where the document has none of the kind.
    #[serde(default)]
    even_alone: bool,
}

/// The numbers of the document's parts of one kind.
struct Known {
    /// Each as written, with all that it may stand for.
    numbers: Vec<(String, BTreeSet<String>)>,
}

impl Known {
    fn of(cx: &Context<'_>, kind: &str) -> Self {
        let parts = cx.plan.parts.iter().filter(|part| part.fields.word("kind") == Some(kind));
        Self { numbers: parts.flat_map(|part| numbers_of(cx, part)).collect() }
    }

    /// Whether there is a part of this number, or one within it.
    fn has(&self, meanings: &BTreeSet<String>) -> bool {
        self.numbers.iter().any(|(_, known)| {
            known.iter().any(|known| {
                meanings.iter().any(|meant| {
                    known == meant || known.strip_prefix(meant.as_str()).is_some_and(|rest| rest.starts_with('.'))
                })
            })
        })
    }

    fn is_as_deep(&self, number: &str) -> bool {
        self.numbers.iter().any(|(known, _)| designator::depth(known) == designator::depth(number))
    }

    /// The one part that is numbered alike but for the first number: 4.1 for 3.1.
    fn alike(&self, number: &str) -> Option<&str> {
        let (_, tail) = number.split_once('.')?;
        let mut alike =
            self.numbers.iter().filter(|(known, _)| known.split_once('.').is_some_and(|(_, end)| end == tail));
        let (first, _) = alike.next()?;
        alike.all(|(other, _)| other == first).then_some(first)
    }
}

/// The numbers that a part goes by: the last of its key (`table-4.1`), and the one that its title begins with.
fn numbers_of(cx: &Context<'_>, part: &DocumentPart) -> Vec<(String, BTreeSet<String>)> {
    let mut numbers: Vec<String> = Vec::new();
    let key = &*part.number.value;
    let last = key.rsplit(|c: char| !c.is_alphanumeric() && c != '.').next().unwrap_or(key);
    numbers.push(last.to_owned());
    for entry in part.fields.text("title").into_iter().flat_map(|text| &text.entries) {
        for found in cx.lexicon.matches(List::CrossReference, &entry.words, &entry.language) {
            let own = found.whole.start == 0 && part.fields.word("kind") == Some(found.meaning);
            let words = &entry.words[found.at.clone()];
            numbers.extend(designator::listed(words).into_iter().filter(|_| own).map(|at| words[at].to_owned()));
        }
    }
    numbers.iter().map(|number| (designator::plain(number), designator::meanings(number))).collect()
}

/// A reference in a text: the kind of part, and the bytes of its number.
struct Reference {
    number: Range<usize>,
    whole: Range<usize>,
}

impl CrossReference {
    fn references(&self, cx: &Context<'_>, entry: &TextEntry, kind: &str) -> Vec<Reference> {
        let found = cx.lexicon.matches(List::CrossReference, &entry.words, &entry.language);
        let of_kind = found.into_iter().filter(|found| found.meaning == kind);
        of_kind.filter(|found| !leads_elsewhere(cx, entry, found)).flat_map(|found| each(entry, &found)).collect()
    }

    /// Every place of a passage, in all its languages, that refers to a part by this number, with the number that is meant.
    fn of_number(
        &self,
        cx: &Context<'_>,
        passage: Passage<'_>,
        kind: &str,
        plain: &str,
        meant: &str,
    ) -> Vec<Replacement> {
        let mut places = Vec::new();
        for entry in passage.entries() {
            for Reference { number, .. } in self.references(cx, entry, kind) {
                let written = &entry.words[number.clone()];
                if designator::plain(written) == plain {
                    places.push(Replacement::part(entry.locate(number.clone()), written, meant));
                }
            }
        }
        places
    }

    fn look(&self, cx: &Context<'_>, passage: Passage<'_>, kind: &str, known: &Known, hits: &mut Vec<Hit>) {
        for entry in passage.entries() {
            let mut told = BTreeSet::new();
            for Reference { number, whole } in self.references(cx, entry, kind) {
                let written = &entry.words[number.clone()];
                let plain = designator::plain(written);
                let asked = self.even_alone || known.is_as_deep(&plain);
                if !asked || known.has(&designator::meanings(written)) || !told.insert(plain.clone()) {
                    continue;
                }
                let at = entry.locate(number);
                let mut hit = Hit::new(Owner::Element(passage.owner), at)
                    .fact("part", kind)
                    .fact("number", written)
                    .fact("words", entry.words[whole].trim())
                    .fact("within", passage.part.map(|part| &*part.number.value));
                if let Some(alike) = known.alike(&plain) {
                    let everywhere = self.of_number(cx, passage, kind, &plain, alike);
                    hit = hit.fact("nearest", alike).replace_all(Safety::Unsafe, everywhere);
                }
                hits.push(hit);
            }
            // Translations refer as the first language does.
            if !told.is_empty() {
                return;
            }
        }
    }
}

/// Each number of a reference that may name several.
fn each(entry: &TextEntry, found: &Found<'_>) -> Vec<Reference> {
    let words = &entry.words[found.at.clone()];
    let place = |at: Range<usize>| found.at.start + at.start..found.at.start + at.end;
    let numbers = designator::listed(words).into_iter();
    numbers.map(|at| Reference { number: place(at), whole: found.whole.clone() }).collect()
}

/// Whether a reference leads into another document, or to what is yet to come: the sentence says so.
fn leads_elsewhere(cx: &Context<'_>, entry: &TextEntry, found: &Found<'_>) -> bool {
    let sentence = prose::sentence_of(&entry.words, found.whole.start);
    let words = &entry.words[sentence];
    [List::OtherDocument, List::Announced]
        .into_iter()
        .any(|list| cx.lexicon.find(list, words, &entry.language).is_some())
}

impl Check for CrossReference {
    fn facts(&self) -> &'static [&'static str] {
        &["part", "number", "words", "within", "nearest"]
    }

    fn run(&self, cx: &Context<'_>, subject: Subject, hits: &mut Vec<Hit>) {
        if subject != Subject::Element(ElementId::PLAN) || cx.plan.parts.is_empty() || cx.plan.is_partly_unread() {
            return;
        }
        for kind in &self.parts {
            let known = Known::of(cx, kind);
            for passage in prose::narrative(cx) {
                self.look(cx, passage, kind, &known, hits);
            }
        }
    }
}
