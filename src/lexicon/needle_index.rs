//! Which patterns of a list a text may match, by the needles of each.

use rustc_hash::FxHashMap;

use super::needles::{Needles, SHORTEST, folded};

/// What follows the first bytes of a needle, and the number of its pattern.
type Rest = (Box<[u8]>, u32);

/// The first bytes of needles, a bit for all that have the same low bits: letters of one alphabet seldom do.
#[derive(Debug, Default)]
struct Heads(Box<[u64; 32]>);

impl Heads {
    /// The word of bits, and the bit in it.
    fn place([first, second]: [u8; SHORTEST]) -> (usize, u64) {
        let bit = ((first & 1) << 5) | (second & 31);
        (usize::from((first & 63) / 2), 1u64 << bit)
    }

    fn insert(&mut self, head: [u8; SHORTEST]) {
        let (word, bit) = Self::place(head);
        self.0[word] |= bit;
    }

    /// Whether a needle may begin so; where this says no, none does.
    fn may_have(&self, head: [u8; SHORTEST]) -> bool {
        let (word, bit) = Self::place(head);
        self.0[word] & bit != 0
    }
}

/// The needles of the patterns of a list, by their first bytes.
#[derive(Debug, Default)]
pub(super) struct NeedleIndex {
    by_head: FxHashMap<u16, Vec<Rest>>,
    /// Most pairs of bytes in a text begin no needle, and need not be looked up.
    heads: Heads,
    /// Single bytes.
    marks: Vec<(u8, u32)>,
    /// Patterns without needles, which every text may match.
    always: Vec<u32>,
}

impl NeedleIndex {
    /// An index of patterns, by their number.
    pub(super) fn of<'n>(patterns: impl IntoIterator<Item = &'n Needles>) -> Self {
        let mut index = Self::default();
        for (number, needles) in (0u32..).zip(patterns) {
            let sound = needles.as_ref().filter(|needles| needles.iter().all(|needle| !needle.is_empty()));
            let Some(needles) = sound else {
                index.always.push(number);
                continue;
            };
            for needle in needles.iter().map(|needle| needle.as_bytes()) {
                match needle.split_first_chunk::<SHORTEST>() {
                    Some((head, rest)) => {
                        index.heads.insert(*head);
                        index.by_head.entry(u16::from_be_bytes(*head)).or_default().push((rest.into(), number));
                    }
                    None => index.marks.extend(needle.first().map(|&mark| (mark, number))),
                }
            }
        }
        index
    }

    /// The patterns that a text may match, in order.
    pub(super) fn possible(&self, text: &str) -> Vec<u32> {
        let mut possible = self.always.clone();
        let folded = folded(text);
        let mut rest = folded.as_bytes();
        for (mark, number) in &self.marks {
            if !possible.contains(number) && memchr::memchr(*mark, rest).is_some() {
                possible.push(*number);
            }
        }
        while let Some((head, behind)) = rest.split_first_chunk::<SHORTEST>() {
            if self.heads.may_have(*head) {
                let begun = self.by_head.get(&u16::from_be_bytes(*head));
                for (needle, number) in begun.into_iter().flatten() {
                    if begins(behind, needle) && !possible.contains(number) {
                        possible.push(*number);
                    }
                }
            }
            rest = &rest[1..];
        }
        possible.sort_unstable();
        possible
    }
}

/// Whether `text` begins with `needle`. Of most that do not, the first byte says so.
fn begins(text: &[u8], needle: &[u8]) -> bool {
    needle.first().is_none_or(|first| text.first() == Some(first)) && text.starts_with(needle)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::needles::needles_of;

    #[test]
    fn what_a_text_may_match_is_told() {
        let patterns = [r"(?i)\bannex(?:es)?\b", r"\d+", r"(?i)abschlu(?:ß|ss)"].map(needles_of);
        let index = NeedleIndex::of(&patterns);
        assert_eq!(NeedleIndex::of(&[needles_of("[?_]")]).possible("a?"), [0]);
        assert_eq!(index.possible("see Annex 3"), [0, 1]);
        assert_eq!(index.possible("an ABSCHLUẞ"), [1, 2]);
        assert_eq!(index.possible(""), [1]);
    }

    proptest::proptest! {
        #[test]
        fn what_is_possible_is_all_that_a_text_has_a_needle_of(
            needles in proptest::collection::vec(proptest::collection::vec("[abщЩ第?_]{1,3}", 1..4), 1..6),
            text in "[abABщЩ第章?_ ]{0,12}",
        ) {
            let patterns: Vec<Needles> = needles
                .iter()
                .map(|needles| Some(needles.iter().map(|needle| folded(needle).into_boxed_str()).collect()))
                .collect();
            let text_folded = folded(&text);
            let has = |needles: &Needles| needles.iter().flatten().any(|needle| text_folded.contains(&**needle));
            let numbered = (0u32..).zip(&patterns);
            let wanted: Vec<u32> = numbered.filter(|(_, needles)| has(needles)).map(|(number, _)| number).collect();
            proptest::prop_assert_eq!(NeedleIndex::of(&patterns).possible(&text), wanted);
        }
    }
}
