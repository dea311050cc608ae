//! Where a text names an element by its id: `goal G1`, `G1`.

use std::ops::Range;

use super::Context;
use crate::lexicon::{List, Script};
use crate::plan::{ElementId, Kind, Plan};

/// Where the ids of a plan's elements of a kind stand in words of a language. An id of letters alone may be a word of the
/// language (`air`), and counts only behind a word that calls it an element: `objectif air`.
pub(super) fn places(
    cx: &Context<'_>,
    plan: &Plan,
    kind: Kind,
    words: &str,
    language: &str,
) -> Vec<(ElementId, Range<usize>)> {
    let mut found = Vec::new();
    for &id in plan.of_kind(kind) {
        let name = &*plan.element(id).id;
        for (start, _) in words.match_indices(name).filter(|_| name.contains(char::is_alphabetic)) {
            let at = start..start + name.len();
            if is_whole(words, &at, language) && (is_code(name) || is_called(cx, &words[..start], language)) {
                found.push((id, at));
            }
        }
    }
    found
}

/// Whether an id is none that a language has as a word.
fn is_code(id: &str) -> bool {
    id.contains(char::is_uppercase) && id.contains(|c: char| c.is_ascii_digit())
}

fn is_called(cx: &Context<'_>, before: &str, language: &str) -> bool {
    let before = before.trim_end_matches([' ', '\u{a0}', '«', '“', '"', '‘', '「', '(']);
    let start = before.char_indices().rev().nth(24).map_or(0, |(at, _)| at);
    let tail = &before[start..];
    let last = cx.lexicon.matches(List::CallsElement, tail, language).into_iter().map(|found| found.at.end).max();
    last == Some(tail.len())
}

fn is_whole(words: &str, at: &Range<usize>, language: &str) -> bool {
    let part = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '#');
    let next = &words[at.end..];
    // `G1.2` is another id than `G1`; a full stop ends a sentence.
    let goes_on = next.strip_prefix('.').is_some_and(|rest| rest.starts_with(|c: char| c.is_alphanumeric()));
    let han = |c: char| Script::of(language) == Script::Unspaced && c >= '\u{2e80}';
    let free = |c: Option<char>| c.is_none_or(|c| !part(c) || han(c));
    let before = words[..at.start].chars().next_back();
    let prefixed = Script::of(language) == Script::Prefixed && before.is_some_and(|c| c >= '\u{600}');
    (prefixed || free(before)) && before != Some('.') && free(next.chars().next()) && !goes_on
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_a_whole_word() {
        let whole = |words: &str, id: &str| {
            let start = words.find(id).expect("the id stands there");
            is_whole(words, &(start..start + id.len()), "en")
        };
        assert!(whole("contributes to G1.", "G1"));
        assert!(whole("(G1)", "G1"));
        assert!(!whole("contributes to G1.2", "G1"));
        assert!(!whole("G12", "G1"));
        assert!(!whole("5-G1", "G1"));
        assert!(is_code("O3.1") && !is_code("air") && !is_code("4g"));
    }
}
