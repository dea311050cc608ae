//! A phrasebook as bytes: those of the shipped lists are compiled when planlint is built.

use super::vocabulary::Vocabulary;
use super::stems::stemmer;
use super::{Meaning, Onward, Phrasebook};
use crate::lexicon::List;
use crate::packing::{Packer, Unpacker};
use crate::text::Language;

impl Phrasebook {
    /// The book as bytes, without its language.
    #[must_use]
    #[cfg_attr(not(test), allow(dead_code, reason = "books are packed when planlint is built"))]
    pub(crate) fn pack(&self) -> Vec<u8> {
        let mut packer = Packer::default();
        self.words.pack(&mut packer);
        self.stems.pack(&mut packer);
        for table in [&self.stem_heads, &self.edge_starts, &self.edge_words, &self.edge_ends, &self.meaning_starts] {
            packer.table(table);
        }
        packer.table(&self.numerals);
        packer.block(&self.onward.iter().map(|onward| onward.bits()).collect::<Vec<u8>>());
        packer.count(self.joins.len());
        for &(node, join) in &self.joins {
            packer.number(node.into());
            packer.number(join.into());
        }
        packer.table(
            &self
                .meanings
                .iter()
                .map(|meaning| (meaning.list as u32) << 16 | u32::from(meaning.name))
                .collect::<Vec<_>>(),
        );
        // Most values are none.
        let values = (0u32..).zip(&self.meanings).filter(|(_, meaning)| meaning.value != 0.0);
        packer.count(values.clone().count());
        for (at, meaning) in values {
            packer.number(at.into());
            packer.number(meaning.value.to_bits());
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

    /// The book of `language` that [`pack`](Self::pack) has made the bytes of; nothing for other bytes.
    pub(crate) fn unpack(bytes: &[u8], language: Language) -> Option<Self> {
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
            meaning_starts: unpacker.table()?,
            numerals: unpacker.table()?,
            onward: unpacker.block()?.iter().map(|&bits| Onward::of_bits(bits)).collect(),
            ..Self::default()
        };
        let joins = unpacker.count()?;
        book.joins = (0..joins).map(|_| Some((unpacker.word()?, unpacker.word()?))).collect::<Option<_>>()?;
        let meaning = |packed: u32| {
            let list = *List::ALL.get(packed as usize >> 16)?;
            Some(Meaning { list, name: packed as u16, value: 0.0 })
        };
        book.meanings = unpacker.table()?.into_iter().map(meaning).collect::<Option<_>>()?;
        for _ in 0..unpacker.count()? {
            let at = unpacker.word()? as usize;
            book.meanings.get_mut(at)?.value = f64::from_bits(unpacker.number()?);
        }
        let names = unpacker.count()?;
        book.names = (0..names).map(|_| Some(unpacker.text()?.into())).collect::<Option<_>>()?;
        let terms = unpacker.count()?;
        book.terms =
            (0..terms).map(|_| Some((unpacker.number()?.try_into().ok()?, unpacker.word()?))).collect::<Option<_>>()?;
        let simplified = unpacker.count()?;
        let mut character = || char::from_u32(unpacker.word()?);
        book.simplified = (0..simplified).map(|_| Some((character()?, character()?))).collect::<Option<_>>()?;
        book.index();
        Some(book)
    }
}
