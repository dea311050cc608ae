//! The words of a phrasebook by their spelling, as one table that is read as it was written.

use std::borrow::Cow;

use super::WordId;
use crate::packing::{Packer, Table, Unpacker};

/// Words with their numbers.
#[derive(Debug, Default)]
pub(in crate::text) struct Vocabulary {
    /// All words, one after another.
    letters: Cow<'static, str>,
    /// Where each word ends.
    ends: Table,
    /// Their numbers.
    ids: Table,
    /// Twice as many places as words at least, a power of two: the index of a word and one, or 0. A word stands at the place
    /// of its hash or behind it.
    places: Table,
}

impl Vocabulary {
    /// A vocabulary of words, each once.
    pub(super) fn of<'w>(words: impl IntoIterator<Item = (&'w str, WordId)>) -> Self {
        let mut words: Vec<_> = words.into_iter().collect();
        words.sort_unstable_by_key(|&(_, id)| id);
        let mut places = vec![0; (words.len() * 2).next_power_of_two().max(2)];
        let (mut letters, mut ends) = (String::new(), Vec::with_capacity(words.len()));
        for (word, _) in &words {
            let mut place = place_of(word, places.len());
            while places[place] != 0 {
                place = (place + 1) % places.len();
            }
            letters.push_str(word);
            ends.push(index(letters.len()));
            places[place] = index(ends.len());
        }
        Self {
            letters: letters.into(),
            ends: ends.into_iter().collect(),
            ids: words.into_iter().map(|(_, id)| id).collect(),
            places: places.into_iter().collect(),
        }
    }

    /// The number of a word.
    pub(super) fn get(&self, word: &str) -> Option<WordId> {
        if self.ids.is_empty() {
            return None;
        }
        let mut place = place_of(word, self.places.len());
        loop {
            let at = self.places.get(place)?.checked_sub(1)? as usize;
            if self.word(at)? == word.as_bytes() {
                return self.ids.get(at);
            }
            place = (place + 1) % self.places.len();
        }
    }

    fn word(&self, at: usize) -> Option<&[u8]> {
        let start = if at == 0 { 0 } else { self.ends.get(at - 1)? };
        self.letters.as_bytes().get(start as usize..self.ends.get(at)? as usize)
    }

    pub(super) fn pack(&self, packer: &mut Packer) {
        packer.text(&self.letters);
        packer.table(&self.ends);
        packer.table(&self.ids);
        packer.table(&self.places);
    }

    pub(super) fn unpack(unpacker: &mut Unpacker<'static>) -> Option<Self> {
        let letters = Cow::Borrowed(unpacker.text()?);
        let (ends, ids, places) = (unpacker.table()?, unpacker.table()?, unpacker.table()?);
        // A place that is free ends each search.
        let sound = places.len().is_power_of_two() && places.len() > ids.len() && ends.len() == ids.len();
        sound.then_some(Self { letters, ends, ids, places })
    }
}

fn index(at: usize) -> u32 {
    u32::try_from(at).expect("a vocabulary has fewer than 2^32 letters")
}

/// Where a word is looked for first among so many places, a power of two.
fn place_of(word: &str, places: usize) -> usize {
    // The upper half of a product depends on all that went into it.
    (hash(word.as_bytes()) >> 32) as usize & (places - 1)
}

/// A hash that is the same on every machine, since it is written at one and read at another.
fn hash(bytes: &[u8]) -> u64 {
    const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;
    let (words, rest) = bytes.as_chunks::<8>();
    let mut hash = bytes.len() as u64;
    let mut take = |word: u64| {
        let product = (hash ^ word).wrapping_mul(FACTOR);
        hash = product ^ (product >> 29);
    };
    words.iter().for_each(|word| take(u64::from_le_bytes(*word)));
    take(rest.iter().fold(0, |word, &byte| word << 8 | u64::from(byte)));
    hash.wrapping_mul(FACTOR)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_found_and_no_other() {
        let words: Vec<(String, WordId)> = (2..2_000).map(|id| (format!("слово{id}"), id)).collect();
        let vocabulary = Vocabulary::of(words.iter().map(|(word, id)| (word.as_str(), *id)));
        let mut packer = Packer::default();
        vocabulary.pack(&mut packer);
        let back = Vocabulary::unpack(&mut Unpacker::new(packer.into_bytes().leak())).expect("packed bytes");
        for (word, id) in &words {
            assert_eq!((vocabulary.get(word), back.get(word)), (Some(*id), Some(*id)));
        }
        assert_eq!(back.get("слово1"), None);
        assert_eq!(Vocabulary::of([]).get(""), None);
        assert_eq!(Vocabulary::default().get("a"), None);
    }
}
