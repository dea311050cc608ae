//! `length`: a sentence longer than one reads at once.

use std::ops::Range;

use serde::Deserialize;

use super::{Check, Context, Hit, Owner, Subject};
use crate::lexicon::Script;

/// Parameters.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Length {
    /// The texts that are measured.
    texts: Vec<String>,
    /// The most words of a sentence.
    words: usize,
    /// The most characters, in languages that set no blanks between words.
    characters: usize,
}

impl Check for Length {
    fn facts(&self) -> &'static [&'static str] {
        &["key", "length", "limit", "by_characters"]
    }

    /// A text is told once, at the longest sentence of the first version that has one too long: its translations are
    /// long because it is.
    fn run(&self, cx: &Context<'_>, subject: Subject, hits: &mut Vec<Hit>) {
        let Some(id) = subject.element() else { return };
        for key in &self.texts {
            let Some(text) = cx.element(id).text(key) else { continue };
            let first = text.preferred(cx.plan.authority());
            for entry in first.into_iter().chain(text.entries.iter().filter(|entry| Some(*entry) != first)) {
                let by_characters = Script::of(&entry.language) == Script::Unspaced;
                let limit = if by_characters { self.characters } else { self.words };
                let lengths = sentences(&entry.words).map(|at| (length(&entry.words[at.clone()], by_characters), at));
                let Some((length, at)) =
                    lengths.max_by_key(|(length, _)| *length).filter(|(length, _)| *length > limit)
                else {
                    continue;
                };
                let hit = Hit::new(Owner::Element(id), entry.locate(at)).fact("key", key.as_str());
                hits.push(hit.fact("length", length).fact("limit", limit).fact("by_characters", by_characters));
                break;
            }
        }
    }
}

/// The sentences of a text: they end in a full stop before a blank, or in the marks of other scripts.
fn sentences(words: &str) -> impl Iterator<Item = Range<usize>> {
    let mut start = 0;
    std::iter::from_fn(move || {
        let rest = words.get(start..)?.trim_start();
        let begin = words.len() - rest.len();
        if rest.is_empty() {
            return None;
        }
        let ends = rest.char_indices().find(|(at, c)| {
            let next = rest[at + c.len_utf8()..].chars().next();
            matches!(c, '。' | '！' | '？' | '؟' | ';' | '；' | '؛')
                || matches!(c, '.' | '!' | '?') && next.is_none_or(char::is_whitespace)
        });
        let end = ends.map_or(words.len(), |(at, c)| begin + at + c.len_utf8());
        start = end;
        Some(begin..end)
    })
}

/// The words of a sentence, or its characters, a word or number of another script as one. What stands in quotation marks
/// is a name and counts as one, as does what stands in brackets.
fn length(sentence: &str, by_characters: bool) -> usize {
    let mut count = 0;
    let mut depth = 0usize;
    let mut in_word = false;
    for c in sentence.chars() {
        match c {
            '(' | '（' | '«' | '“' | '《' | '「' | '[' => {
                count += usize::from(depth == 0);
                depth += 1;
                in_word = false;
            }
            ')' | '）' | '»' | '”' | '》' | '」' | ']' => depth = depth.saturating_sub(1),
            _ if depth > 0 => {}
            _ if by_characters && c.is_alphabetic() && !c.is_uppercase() && !c.is_lowercase() => {
                count += 1;
                in_word = false;
            }
            // An apostrophe, a hyphen or a mark of vowels does not end a word; nor does the blank of 1 500 end a number.
            _ if c.is_alphanumeric() => {
                count += usize::from(!in_word);
                in_word = true;
            }
            _ if c.is_whitespace() || c == '/' => in_word = false,
            _ => {}
        }
    }
    count
}
