//! Words of Chinese, cut only in texts in which a single character might be part of a longer word, and where what a statement
//! is about is no word of a list.

use std::sync::LazyLock;

use icu_segmenter::options::WordBreakInvariantOptions;
use icu_segmenter::{WordSegmenter, WordSegmenterBorrowed};

use super::reading::Reading;
use super::token::{Kind, Token};

static SEGMENTER: LazyLock<WordSegmenterBorrowed<'static>> =
    LazyLock::new(|| WordSegmenter::new_auto(WordBreakInvariantOptions::default()));

/// Whether a phrase is a word of its own: a single Chinese character among others is one only where words break around
/// it, so that 约 in 签约 does not mean `about`.
pub(super) fn is_own_word(reading: &Reading<'_>, from: usize, to: usize) -> bool {
    if to != from + 1 || reading.tokens.get(from).is_none_or(|token| token.kind != Kind::Han) {
        return true;
    }
    let breaks = reading.breaks();
    breaks[from] && breaks[to]
}

/// Of each token whether a word may begin with it, and of the end of all: around whatever is no Chinese, and where the
/// characters that stand together are cut into words.
pub(super) fn breaks(tokens: &[Token], text: &str) -> Vec<bool> {
    let mut breaks = vec![true; tokens.len() + 1];
    let is_run = |one: &Token, next: &Token| one.kind == Kind::Han && next.kind == Kind::Han && next.glued;
    let mut from = 0;
    for run in tokens.chunk_by(is_run) {
        let to = from + run.len();
        if run.len() > 1 {
            let offset = run[0].start as usize;
            breaks[from + 1..to].fill(false);
            for place in SEGMENTER.segment_str(&text[offset..run[run.len() - 1].end as usize]) {
                if let Ok(at) = run.binary_search_by_key(&(offset + place), |token| token.start as usize) {
                    breaks[from + at] = true;
                }
            }
        }
        from = to;
    }
    breaks
}

/// The words of the characters `from..to`, as ranges of tokens. A run of which the beginning was taken for something else is cut
/// anew: what is left may be other words.
pub(super) fn words_of_run(reading: &Reading<'_>, from: usize, to: usize) -> Vec<std::ops::Range<usize>> {
    let offset = reading.tokens[from].start;
    let run = &reading.normal.text[offset as usize..reading.tokens[to - 1].end as usize];
    let token_at = |place: usize| (from..to).find(|&at| (reading.tokens[at].start - offset) as usize == place);
    let mut starts: Vec<usize> = SEGMENTER.segment_str(run).filter_map(token_at).collect();
    starts.push(to);
    starts.windows(2).map(|pair| pair[0]..pair[1]).filter(|word| !word.is_empty()).collect()
}
