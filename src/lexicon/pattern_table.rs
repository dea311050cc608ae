//! Patterns listed under what they mean, compiled so that everything they match in a text is found.

use std::ops::Range;
use std::sync::OnceLock;

use regex::Regex;

use super::Entries;
use super::needles::{NeedleIndex, Needles};

/// What a pattern matched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found<'l> {
    /// What the pattern is listed under.
    pub meaning: &'l str,
    /// Which of the patterns under that meaning it is, from 0.
    pub index: usize,
    /// All that was matched, in bytes of the text.
    pub whole: Range<usize>,
    /// The words in the pattern's first group that took part; all of it where it has none.
    pub at: Range<usize>,
}

/// The patterns of a list. Each is compiled when a text may first match it.
#[derive(Debug)]
pub struct PatternTable {
    patterns: Vec<Pattern>,
    index: NeedleIndex,
}

#[derive(Debug)]
struct Pattern {
    meaning: Box<str>,
    /// Which of those of its meaning it is.
    index: usize,
    written: Box<str>,
    compiled: OnceLock<Option<Regex>>,
}

impl PatternTable {
    /// The entries of a list with the needles of each. What is no pattern finds nothing; the lists are tested.
    #[must_use]
    pub(super) fn new(entries: &Entries, needles: &[Needles]) -> Self {
        let mut patterns: Vec<Pattern> = Vec::new();
        for (meaning, entry) in entries.iter() {
            let index = patterns.iter().rev().find(|known| &*known.meaning == meaning).map_or(0, |last| last.index + 1);
            let written = entry.value.as_str().into();
            patterns.push(Pattern { meaning: meaning.into(), index, written, compiled: OnceLock::new() });
        }
        Self { patterns, index: NeedleIndex::of(needles) }
    }

    /// Everything that matches in `text`, in its order; of two that overlap, the one that begins first, and of those the
    /// longer.
    #[must_use]
    pub fn find_all(&self, text: &str) -> Vec<Found<'_>> {
        let mut found: Vec<Found<'_>> = Vec::new();
        for number in self.index.possible(text) {
            let Some(Pattern { meaning, index, written, compiled }) = self.patterns.get(number as usize) else {
                continue;
            };
            let Some(regex) = compiled.get_or_init(|| Regex::new(written).ok()) else { continue };
            for groups in regex.captures_iter(text) {
                let whole = groups.get(0).map_or(0..0, |whole| whole.range());
                let at = groups.iter().skip(1).flatten().next().map_or(whole.clone(), |group| group.range());
                if !whole.is_empty() {
                    found.push(Found { meaning, index: *index, whole, at });
                }
            }
        }
        found.sort_by_key(|found| (found.whole.start, std::cmp::Reverse(found.whole.end)));
        let mut end = 0;
        found.retain(|found| {
            let own = found.whole.start >= end;
            end = end.max(found.whole.end);
            own
        });
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::needles::needles_of;
    use crate::source::{FileId, Location, Span};

    #[test]
    fn all_matches_are_found_and_the_longer_hides_the_shorter() {
        let at = Location::new(FileId::default(), Span::new(0, 0));
        let entries = Entries::listed([("a", r"table (\d+)"), ("b", r"see table \d+"), ("b", "annex")], at);
        let needles: Vec<Needles> = entries.iter().map(|(_, entry)| needles_of(&entry.value)).collect();
        let table = PatternTable::new(&entries, &needles);
        let found = table.find_all("see table 3, table 12 and annex");
        let short: Vec<_> = found.iter().map(|found| (found.meaning, found.index, found.at.clone())).collect();
        assert_eq!(short, [("b", 0, 0..11), ("a", 0, 19..21), ("b", 1, 26..31)]);
    }
}
