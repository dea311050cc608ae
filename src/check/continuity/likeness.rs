//! Whether two texts are about the same thing, as far as their words tell.

use std::collections::HashSet;

use crate::indicator::population::plain;
use crate::plan::{Text, TextEntry};

/// The words of a text without numbers and small words; of Chinese, pairs of characters.
fn words_of(entry: &TextEntry) -> HashSet<String> {
    let is_han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    let mut words = HashSet::new();
    for word in plain(&entry.words).split(' ') {
        let han: Vec<char> = word.chars().filter(|&c| is_han(c)).collect();
        if han.len() > 1 {
            words.extend(han.windows(2).map(|pair| pair.iter().collect::<String>()));
        } else if word.chars().count() > 2 && !word.contains(|c: char| c.is_numeric()) {
            words.insert(word.strip_suffix('s').unwrap_or(word).to_owned());
        }
    }
    words
}

/// The part of the words of the shorter of two texts that the other has as well, from 0 to 1: the most of any language
/// that both are in. Nothing where they share none.
pub(super) fn likeness(a: &Text, b: &Text) -> Option<f64> {
    let shared = a.entries.iter().filter_map(|entry| Some((entry, b.in_language(&entry.language)?)));
    let likeness = shared.filter_map(|(a, b)| {
        let (a, b) = (words_of(a), words_of(b));
        let least = a.len().min(b.len());
        let count = |number: usize| u32::try_from(number).map_or(f64::MAX, f64::from);
        (least > 0).then(|| count(a.intersection(&b).count()) / count(least))
    });
    likeness.reduce(f64::max)
}
