//! Patterns listed under what they mean, compiled so that everything they match in a text is found.

use std::ops::Range;

use regex::Regex;

use super::Entries;

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

/// The patterns of a list.
#[derive(Debug)]
pub struct PatternTable(Vec<(Box<str>, usize, Regex)>);

impl PatternTable {
    /// Compiles the entries of a list. What is no pattern finds nothing; the lists are tested.
    #[must_use]
    pub fn compile(entries: &Entries) -> Self {
        let mut table: Vec<(Box<str>, usize, Regex)> = Vec::new();
        for (meaning, entry) in entries.iter() {
            let Ok(regex) = Regex::new(&entry.value) else { continue };
            let index = table.iter().filter(|(known, ..)| &**known == meaning).count();
            table.push((meaning.into(), index, regex));
        }
        Self(table)
    }

    /// Everything that matches in `text`, in its order; of two that overlap, the one that begins first, and of those the
    /// longer.
    #[must_use]
    pub fn find_all(&self, text: &str) -> Vec<Found<'_>> {
        let mut found: Vec<Found<'_>> = Vec::new();
        for (meaning, index, regex) in &self.0 {
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
    use crate::source::{FileId, Location, Span};

    #[test]
    fn all_matches_are_found_and_the_longer_hides_the_shorter() {
        let at = Location::new(FileId::default(), Span::new(0, 0));
        let entries = Entries::listed([("a", r"table (\d+)"), ("b", r"see table \d+"), ("b", "annex")], at);
        let table = PatternTable::compile(&entries);
        let found = table.find_all("see table 3, table 12 and annex");
        let short: Vec<_> = found.iter().map(|found| (found.meaning, found.index, found.at.clone())).collect();
        assert_eq!(short, [("b", 0, 0..11), ("a", 0, 19..21), ("b", 1, 26..31)]);
    }
}
