//! What the words of a text stand under in a table of the word lists.

use std::ops::Range;

use super::Context;
use crate::lexicon::List;
use crate::text::Language;

/// The entries of a table that stand in `words`: what each is listed under, and its bytes; in the order of the text,
/// and of two that overlap the longer.
pub(super) fn entries(cx: &Context<'_>, table: List, words: &str, language: &str) -> Vec<(Box<str>, Range<usize>)> {
    let Some(language) = Language::of_tag(language) else { return Vec::new() };
    let phrases = cx.analyst.phrases(cx.lexicon, words, language).into_iter();
    let mut found: Vec<_> = phrases.filter(|(list, ..)| *list == table).map(|(_, name, at)| (name, at)).collect();
    found.sort_by_key(|(_, at)| (at.start, std::cmp::Reverse(at.end)));
    let mut end = 0;
    found.retain(|(_, at)| {
        let own = at.start >= end;
        end = end.max(at.end);
        own
    });
    found
}
