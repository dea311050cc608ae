//! A phrasebook as bytes: those of the shipped lists are compiled when planlint is built.

use std::borrow::Cow;

use super::stems::stemmer;
use super::vocabulary::Vocabulary;
use super::{Meaning, Phrasebook};
use crate::lexicon::List;
use crate::packing::{Packer, Table, Unpacker};
use crate::text::Language;

/// The bit of a packed meaning that has a value; below it stand the number of its list, in eight bits, and that of its name.
const HAS_VALUE: u32 = 1 << 31;

/// A meaning in one number, without its value.
pub(super) fn packed(meaning: &Meaning) -> u32 {
    let value = if meaning.value == 0.0 { 0 } else { HAS_VALUE };
    value | (meaning.list as u32) << 16 | u32::from(meaning.name)
}

impl Phrasebook {
    /// The book as bytes, without its language.
    #[must_use]
    #[cfg_attr(not(test), allow(dead_code, reason = "books are packed when planlint is built"))]
    pub(crate) fn pack(&self) -> Vec<u8> {
        let mut packer = Packer::default();
        self.words.pack(&mut packer);
        self.stems.pack(&mut packer);
        for table in self.tables() {
            packer.table(table);
        }
        packer.block(&self.onward);
        packer.count(self.values.len());
        for &(at, value) in &self.values {
            packer.number(at.into());
            packer.number(value.to_bits());
        }
        packer.count(self.names.len());
        self.names.iter().for_each(|name| packer.text(name));
        packer.count(self.terms.len());
        for &(concept, count) in &self.terms {
            packer.number(concept.into());
            packer.number(count.into());
        }
        packer.count(self.simplified.len());
        for &(from, to) in &self.simplified {
            packer.number(u32::from(from).into());
            packer.number(u32::from(to).into());
        }
        packer.into_bytes()
    }

    fn tables(&self) -> [&Table; 10] {
        [
            &self.stem_heads,
            &self.edge_starts,
            &self.edge_words,
            &self.edge_ends,
            &self.first,
            &self.joins,
            &self.joined,
            &self.meaning_starts,
            &self.meanings,
            &self.numerals,
        ]
    }

    /// The meaning that stands at a place of their table as a number.
    pub(super) fn meaning(&self, at: usize, packed: u32) -> Option<Meaning> {
        let list = *List::ALL.get((packed >> 16) as usize & 0xff)?;
        let value = if packed & HAS_VALUE == 0 { 0.0 } else { self.value_at(at)? };
        Some(Meaning { list, name: packed as u16, value })
    }

    fn value_at(&self, at: usize) -> Option<f64> {
        let found = self.values.binary_search_by_key(&at, |&(place, _)| place as usize).ok()?;
        Some(self.values[found].1)
    }

    /// The book of `language` that [`pack`](Self::pack) has made the bytes of; nothing for other bytes.
    pub(crate) fn unpack(bytes: &'static [u8], language: Language) -> Option<Self> {
        let unpacker = &mut Unpacker::new(bytes);
        let mut book = Self {
            language,
            stemmer: stemmer(language),
            words: Vocabulary::unpack(unpacker)?,
            stems: Vocabulary::unpack(unpacker)?,
            stem_heads: unpacker.table()?,
            edge_starts: unpacker.table()?,
            edge_words: unpacker.table()?,
            edge_ends: unpacker.table()?,
            first: unpacker.table()?,
            joins: unpacker.table()?,
            joined: unpacker.table()?,
            meaning_starts: unpacker.table()?,
            meanings: unpacker.table()?,
            numerals: unpacker.table()?,
            onward: Cow::Borrowed(unpacker.block()?),
            ..Self::default()
        };
        let values = unpacker.count()?;
        let mut value = || Some((unpacker.word()?, f64::from_bits(unpacker.number()?)));
        book.values = (0..values).map(|_| value()).collect::<Option<_>>()?;
        let names = unpacker.count()?;
        book.names = (0..names).map(|_| Some(unpacker.text()?.into())).collect::<Option<_>>()?;
        let terms = unpacker.count()?;
        book.terms =
            (0..terms).map(|_| Some((unpacker.number()?.try_into().ok()?, unpacker.word()?))).collect::<Option<_>>()?;
        let simplified = unpacker.count()?;
        let mut character = || char::from_u32(unpacker.word()?);
        book.simplified = (0..simplified).map(|_| Some((character()?, character()?))).collect::<Option<_>>()?;
        Some(book)
    }
}
