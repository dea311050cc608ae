//! Patterns of which each is compiled when a text may first match it.

use std::ops::Range;
use std::sync::OnceLock;

use regex::Regex;

use super::needle_index::NeedleIndex;
use super::needles::Needles;

/// Patterns in their order, with what a text must hold for each to match.
#[derive(Debug)]
pub(super) struct PatternSet {
    patterns: Vec<(Box<str>, OnceLock<Option<Regex>>)>,
    index: NeedleIndex,
}

impl PatternSet {
    /// Patterns with the needles of each. One that is no pattern matches nothing.
    pub(super) fn new<'p>(patterns: impl IntoIterator<Item = &'p str>, needles: &[Needles]) -> Self {
        let patterns: Vec<_> = patterns.into_iter().map(|pattern| (pattern.into(), OnceLock::new())).collect();
        // What nothing is known of may match every text.
        let unknown = patterns.iter().skip(needles.len()).map(|_| &None);
        let index = NeedleIndex::of(needles.iter().take(patterns.len()).chain(unknown));
        Self { patterns, index }
    }

    /// The patterns that a text may match, with their numbers, in order.
    pub(super) fn possible(&self, text: &str) -> Vec<(usize, &Regex)> {
        let compiled = |number: u32| {
            let (written, compiled) = self.patterns.get(number as usize)?;
            Some((number as usize, compiled.get_or_init(|| Regex::new(written).ok()).as_ref()?))
        };
        self.index.possible(text).into_iter().filter_map(compiled).collect()
    }

    /// The first match in `text`: of two that begin at one place, that of the pattern that stands first. Where the pattern has
    /// a group, the group's words are what was found, and the rest of it is what must stand around them.
    pub(super) fn find(&self, text: &str) -> Option<Range<usize>> {
        let (pattern, whole) = first(&self.possible(text), text, 0)?;
        if pattern.captures_len() == 1 {
            return Some(whole);
        }
        // Groups cost more to find than matches do, so only the match that is first is asked for its own.
        let found = pattern.captures_at(text, whole.start)?;
        let group = found.iter().skip(1).flatten().next().map(|group| group.range());
        group.or(Some(whole))
    }

    /// `text` without what matches, one match after another.
    pub(super) fn removed_from(&self, text: &str) -> String {
        let possible = self.possible(text);
        let (mut rest, mut from) = (String::with_capacity(text.len()), 0);
        let mut kept = 0;
        while let Some((_, found)) = first(&possible, text, from) {
            rest.push_str(&text[kept..found.start]);
            kept = found.end;
            // A match of nothing takes nothing away, and the next is looked for behind the next character.
            let step = text[found.end..].chars().next().filter(|_| found.is_empty()).map_or(0, char::len_utf8);
            if found.is_empty() && step == 0 {
                break;
            }
            from = found.end + step;
        }
        rest.push_str(&text[kept..]);
        rest
    }
}

/// The pattern whose match begins first at or behind `from`, with all that it matches.
fn first<'p>(patterns: &[(usize, &'p Regex)], text: &str, from: usize) -> Option<(&'p Regex, Range<usize>)> {
    let found = |&(_, pattern): &(usize, &'p Regex)| Some((pattern, pattern.find_at(text, from)?.range()));
    // Of several that begin at one place, the first is kept.
    patterns.iter().filter_map(found).min_by_key(|(_, whole)| whole.start)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::needles::needles_of;

    proptest::proptest! {
        #[test]
        fn the_same_is_found_as_by_one_pattern_of_all(
            patterns in proptest::collection::vec(r"(\(\?i\))?([abß]{1,3}|\([ab]{1,3}\)|[ab]\?|\\b|\^|\[ab\]|\\w\+|a\{2,\}){1,4}", 1..5),
            text in "[abAB߀ß ]{0,10}",
        ) {
            let all: Vec<String> = patterns.iter().map(|pattern| format!("(?:{pattern})")).collect();
            if let Ok(one) = Regex::new(&format!("({})", all.join("|"))) {
                let needles: Vec<Needles> = patterns.iter().map(|pattern| needles_of(pattern)).collect();
                let set = PatternSet::new(patterns.iter().map(String::as_str), &needles);
                let found = one.captures(&text).map(|found| {
                    found.iter().skip(2).flatten().next().or(found.get(1)).map_or(0..0, |found| found.range())
                });
                proptest::prop_assert_eq!(set.find(&text), found, "{:?} {:?}", patterns, text);
                proptest::prop_assert_eq!(set.removed_from(&text), one.replace_all(&text, ""), "{:?} {:?}", patterns, text);
            }
        }
    }
}
