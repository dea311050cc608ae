//! Patterns listed under what they mean, compiled so that everything they match in a text is found.

use std::ops::Range;

use super::Entries;
use super::needles::Needles;
use super::pattern_set::PatternSet;

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
    patterns: PatternSet,
    /// What each is listed under, and which of those of its meaning it is.
    meanings: Vec<(Box<str>, usize)>,
}

impl PatternTable {
    /// The entries of a list with the needles of each. What is no pattern finds nothing; the lists are tested.
    #[must_use]
    pub(super) fn new(entries: &Entries, needles: &[Needles]) -> Self {
        let mut meanings: Vec<(Box<str>, usize)> = Vec::new();
        for (meaning, _) in entries.iter() {
            let index = meanings.iter().rev().find(|(known, _)| &**known == meaning).map_or(0, |(_, last)| last + 1);
            meanings.push((meaning.into(), index));
        }
        Self { patterns: PatternSet::new(entries.iter().map(|(_, entry)| entry.value.as_str()), needles), meanings }
    }

    /// Everything that matches in `text`, in its order; of two that overlap, the one that begins first, and of those the
    /// longer.
    #[must_use]
    pub fn find_all(&self, text: &str) -> Vec<Found<'_>> {
        let mut found: Vec<Found<'_>> = Vec::new();
        for (number, regex) in self.patterns.possible(text) {
            let Some((meaning, index)) = self.meanings.get(number) else { continue };
            let mut keep = |whole: Range<usize>, at: Range<usize>| {
                if !whole.is_empty() {
                    found.push(Found { meaning, index: *index, whole, at });
                }
            };
            // Groups cost more to find than matches do.
            if regex.captures_len() == 1 {
                regex.find_iter(text).for_each(|whole| keep(whole.range(), whole.range()));
                continue;
            }
            for groups in regex.captures_iter(text) {
                let whole = groups.get(0).map_or(0..0, |whole| whole.range());
                let at = groups.iter().skip(1).flatten().next().map_or(whole.clone(), |group| group.range());
                keep(whole, at);
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
