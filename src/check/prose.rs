//! The prose of a plan: what its document, its descriptions and its notes say, beside the statements themselves.

use std::ops::Range;

use super::Context;
use crate::plan::{DocumentPart, Element, ElementId, FieldValue, Text, TextEntry};

/// A text of a plan, in all its languages.
#[derive(Clone, Copy)]
pub(super) struct Passage<'c> {
    /// The element whose text it is; the plan itself where it stands in a part of the document.
    pub(super) owner: ElementId,
    /// The part of the document in which it stands.
    pub(super) part: Option<&'c DocumentPart>,
    text: &'c Text,
    authority: &'c str,
}

impl<'c> Passage<'c> {
    /// The text in each of its languages, the plan's first before the others.
    pub(super) fn entries(self) -> impl Iterator<Item = &'c TextEntry> {
        let first = self.text.preferred(self.authority);
        let rest = self.text.entries.iter().filter(move |entry| first.is_none_or(|first| first.at != entry.at));
        first.into_iter().chain(rest)
    }

    /// The text in the plan's first language, else the first that is given.
    pub(super) fn authority(self) -> Option<&'c TextEntry> {
        self.text.preferred(self.authority)
    }
}

/// Keys of texts that explain, in an element or in a part of the document.
const NARRATIVE: [&str; 6] = ["context", "description", "note", "mandate", "title", "text"];

fn passage<'c>(cx: &Context<'c>, owner: ElementId, part: Option<&'c DocumentPart>, text: &'c Text) -> Passage<'c> {
    Passage { owner, part, text, authority: cx.plan.authority() }
}

fn texts(element: &Element) -> impl Iterator<Item = (&'static str, &Text)> {
    element.fields.iter().filter_map(|field| match &field.value {
        FieldValue::Text(text) => Some((field.name, text)),
        _ => None,
    })
}

/// What explains the plan: its context, descriptions and notes, and the parts of its document with their headings.
/// Titles of elements state something, and are none of it.
pub(super) fn narrative<'c>(cx: &Context<'c>) -> Vec<Passage<'c>> {
    let explains = |id: ElementId, key: &str| NARRATIVE.contains(&key) && (key != "title" || id == ElementId::PLAN);
    let elements = cx.plan.elements().flat_map(|(id, element)| {
        texts(element).filter(move |(key, _)| explains(id, key)).map(move |(_, text)| (id, text))
    });
    elements.map(|(id, text)| passage(cx, id, None, text)).chain(of_document(cx)).collect()
}

/// The parts of the document with their headings.
pub(super) fn of_document<'c>(cx: &Context<'c>) -> impl Iterator<Item = Passage<'c>> {
    let (cx, plan) = (*cx, cx.plan);
    plan.parts
        .iter()
        .flat_map(move |part| texts(&part.fields).map(move |(_, text)| passage(&cx, ElementId::PLAN, Some(part), text)))
}

/// The texts of an element, the plan itself among them.
pub(super) fn of_element<'c>(cx: &Context<'c>, id: ElementId) -> impl Iterator<Item = Passage<'c>> + use<'c> {
    let cx = *cx;
    texts(cx.element(id)).map(move |(_, text)| passage(&cx, id, None, text))
}

/// Every text of the plan: statements, names and titles of elements, and the prose. What became of the predecessor's
/// elements is told in its own words, and is none of it.
pub(super) fn all<'c>(cx: &Context<'c>) -> Vec<Passage<'c>> {
    cx.plan.elements().flat_map(|(id, _)| of_element(cx, id)).chain(of_document(cx)).collect()
}

/// Marks that end a sentence wherever they stand.
const ENDS: &[char] = &['。', '！', '？', '؟', '!', '?', '\n', '；', ';', '؛'];

/// The sentences of a text, in bytes. A full stop ends one where a blank follows it; a semicolon ends one too, for what
/// stands behind it has a subject of its own.
pub(super) fn sentences(words: &str) -> Vec<Range<usize>> {
    let mut sentences = Vec::new();
    let mut start = 0;
    let mut rest = words.char_indices().peekable();
    while let Some((at, c)) = rest.next() {
        let stop = c == '.' && rest.peek().is_none_or(|(_, next)| next.is_whitespace());
        if stop || ENDS.contains(&c) {
            sentences.push(start..at + c.len_utf8());
            start = at + c.len_utf8();
        }
    }
    if start < words.len() {
        sentences.push(start..words.len());
    }
    sentences
}

/// The sentence in which `at` begins.
pub(super) fn sentence_of(words: &str, at: usize) -> Range<usize> {
    sentences(words).into_iter().find(|sentence| sentence.contains(&at)).unwrap_or(0..words.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_end_at_marks_and_not_within_numbers() {
        let cut = |words: &str| sentences(words).into_iter().map(|at| words[at].trim().to_owned()).collect::<Vec<_>>();
        assert_eq!(cut("See 4.1. Then 4.2 (and more). End"), ["See 4.1.", "Then 4.2 (and more).", "End"]);
        assert_eq!(cut("见第4.1节。另见附录A；完"), ["见第4.1节。", "另见附录A；", "完"]);
        assert_eq!(cut("انظر القسم ٤.١؟ نعم"), ["انظر القسم ٤.١؟", "نعم"]);
        assert_eq!(sentence_of("One. Two three", 6), 4..14);
    }
}
