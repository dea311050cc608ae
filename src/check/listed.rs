//! What the words of a text stand under in a table of the word lists.

use std::ops::Range;

use super::Context;
use crate::lexicon::List;
use crate::text::Language;

/// The entries of a table that stand in `words`: what each is listed under, and its bytes; in the order of the text,
/// and of two that overlap the longer.
pub(super) fn entries(cx: &Context<'_>, table: List, words: &str, language: &str) -> Vec<(Box<str>, Range<usize>)> {
    let Some(language) = Language::of_tag(language) else { return Vec::new() };
    let phrases = cx.analyst.phrases(cx.lexicon, words, language);
    let of_table = phrases.iter().filter(|(list, ..)| *list == table);
    first_and_longest(of_table.map(|(_, name, at)| (name.clone(), at.clone())).collect())
}

/// What was found in a text, in its order; of places that overlap the one that begins first, and of those the longest.
pub(super) fn first_and_longest<T>(mut found: Vec<(T, Range<usize>)>) -> Vec<(T, Range<usize>)> {
    found.sort_by_key(|(_, at)| (at.start, std::cmp::Reverse(at.end)));
    let mut end = 0;
    found.retain(|(_, at)| {
        let own = at.start >= end;
        end = end.max(at.end);
        own
    });
    found
}
