//! Words of Chinese, asked for only where a single character might be part of a longer word, and where what a statement
//! is about is no word of a list.

use std::sync::LazyLock;

use icu_segmenter::options::WordBreakInvariantOptions;
use icu_segmenter::{WordSegmenter, WordSegmenterBorrowed};

use super::reading::Reading;
use super::token::Kind;

static SEGMENTER: LazyLock<WordSegmenterBorrowed<'static>> =
    LazyLock::new(|| WordSegmenter::new_auto(WordBreakInvariantOptions::default()));

/// Whether a phrase is a word of its own: a single Chinese character among others is one only where words break around
/// it, so that 约 in 签约 does not mean `about`.
pub(super) fn is_own_word(reading: &Reading<'_>, from: usize, to: usize) -> bool {
    let han = |at: usize| reading.tokens.get(at).is_some_and(|token| token.kind == Kind::Han);
    if to != from + 1 || !han(from) {
        return true;
    }
    let mut first = from;
    while first > 0 && han(first - 1) && reading.tokens[first].glued {
        first -= 1;
    }
    let mut last = to;
    while han(last) && reading.tokens[last].glued {
        last += 1;
    }
    if (first, last) == (from, to) {
        return true;
    }
    let run = &reading.normal.text[reading.tokens[first].start as usize..reading.tokens[last - 1].end as usize];
    let offset = reading.tokens[first].start;
    let (start, end) = ((reading.tokens[from].start - offset) as usize, (reading.tokens[to - 1].end - offset) as usize);
    let (mut begins, mut ends) = (false, false);
    for place in SEGMENTER.segment_str(run) {
        begins |= place == start;
        ends |= place == end;
    }
    begins && ends
}

/// The words of the characters `from..to`, as ranges of tokens.
pub(super) fn words_of_run(reading: &Reading<'_>, from: usize, to: usize) -> Vec<std::ops::Range<usize>> {
    let offset = reading.tokens[from].start;
    let run = &reading.normal.text[offset as usize..reading.tokens[to - 1].end as usize];
    let token_at = |place: usize| (from..to).find(|&at| (reading.tokens[at].start - offset) as usize == place);
    let mut starts: Vec<usize> = SEGMENTER.segment_str(run).filter_map(token_at).collect();
    starts.push(to);
    starts.windows(2).map(|pair| pair[0]..pair[1]).filter(|word| !word.is_empty()).collect()
}
