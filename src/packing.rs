//! Numbers and texts as bytes: the form of what is compiled when planlint is built and read when it starts.
//!
//! Numbers take seven bits a byte, so that small ones are short; tables that are looked into as they are stand as plain
//! little-endian words. Reading never panics: what is cut short is nothing.

use std::borrow::Cow;
use std::ops::Range;

/// Writes bytes.
#[derive(Debug, Default)]
pub struct Packer {
    bytes: Vec<u8>,
}

impl Packer {
    /// All that was written.
    #[must_use]
    pub fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }

    /// A number.
    pub fn number(&mut self, mut number: u64) {
        while number >= 0x80 {
            self.bytes.push((number & 0x7f) as u8 | 0x80);
            number >>= 7;
        }
        self.bytes.push(number as u8);
    }

    /// How many of something there are, or where it is.
    pub fn count(&mut self, count: usize) {
        self.number(count as u64);
    }

    /// A text with its length.
    pub fn text(&mut self, text: &str) {
        self.count(text.len());
        self.bytes.extend_from_slice(text.as_bytes());
    }

    /// Bytes with their length.
    pub fn block(&mut self, bytes: &[u8]) {
        self.count(bytes.len());
        self.bytes.extend_from_slice(bytes);
    }

    /// A table of words of 32 bits with its length.
    pub fn table(&mut self, table: &Table) {
        self.count(table.len());
        self.bytes.extend_from_slice(&table.0);
    }
}

/// A table of words of 32 bits, as a [`Packer`] writes it. What stands in the program is looked into where it stands, and takes
/// no memory of its own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table(Cow<'static, [u8]>);

impl Table {
    /// How many words there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len() / 4
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The word at a place.
    #[must_use]
    pub fn get(&self, at: usize) -> Option<u32> {
        let (words, _) = self.0.as_chunks::<4>();
        words.get(at).map(|word| u32::from_le_bytes(*word))
    }

    /// The words at some places, as far as they are there.
    pub fn range(&self, places: Range<usize>) -> impl Iterator<Item = u32> {
        let (words, _) = self.0.as_chunks::<4>();
        words.get(places).unwrap_or_default().iter().map(|word| u32::from_le_bytes(*word))
    }

    /// Where `word` stands among the words at some places, which must be in order.
    #[must_use]
    pub fn find(&self, places: Range<usize>, word: u32) -> Option<usize> {
        let (words, _) = self.0.as_chunks::<4>();
        let found = words.get(places.clone())?.binary_search_by_key(&word, |own| u32::from_le_bytes(*own));
        found.ok().map(|at| places.start + at)
    }

    /// Where the first word stands that is not less than `word`, in a table in order.
    #[must_use]
    pub fn first_from(&self, word: u32) -> usize {
        let (words, _) = self.0.as_chunks::<4>();
        words.partition_point(|own| u32::from_le_bytes(*own) < word)
    }
}

impl FromIterator<u32> for Table {
    fn from_iter<I: IntoIterator<Item = u32>>(words: I) -> Self {
        Self(words.into_iter().flat_map(u32::to_le_bytes).collect())
    }
}

/// Reads what a [`Packer`] has written.
#[derive(Clone, Copy, Debug)]
pub struct Unpacker<'b> {
    bytes: &'b [u8],
}

impl<'b> Unpacker<'b> {
    /// Reads from the beginning.
    #[must_use]
    pub const fn new(bytes: &'b [u8]) -> Self {
        Self { bytes }
    }

    /// A number.
    pub fn number(&mut self) -> Option<u64> {
        let mut number = 0u64;
        for shift in (0..64).step_by(7) {
            let (&byte, rest) = self.bytes.split_first()?;
            self.bytes = rest;
            number |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Some(number);
            }
        }
        None
    }

    /// A number of 32 bits.
    pub fn word(&mut self) -> Option<u32> {
        self.number()?.try_into().ok()
    }

    /// How many of something there are; no more than there are bytes, so that a wrong count asks for no memory.
    pub fn count(&mut self) -> Option<usize> {
        let count = usize::try_from(self.number()?).ok()?;
        (count <= self.bytes.len()).then_some(count)
    }

    /// Bytes with their length.
    pub fn block(&mut self) -> Option<&'b [u8]> {
        let length = self.count()?;
        let (block, rest) = self.bytes.split_at_checked(length)?;
        self.bytes = rest;
        Some(block)
    }

    /// A text with its length.
    pub fn text(&mut self) -> Option<&'b str> {
        std::str::from_utf8(self.block()?).ok()
    }
}

impl Unpacker<'static> {
    /// A table of words of 32 bits; its bytes must stand for good, for they are not copied.
    pub fn table(&mut self) -> Option<Table> {
        let length = self.count()?;
        let (table, rest) = self.bytes.split_at_checked(length.checked_mul(4)?)?;
        self.bytes = rest;
        Some(Table(Cow::Borrowed(table)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_written_is_read() {
        let mut packer = Packer::default();
        for number in [0, 1, 127, 128, 300, u64::from(u32::MAX), u64::MAX] {
            packer.number(number);
        }
        packer.text("平台");
        let table = Table::from_iter([0, 7, 9, u32::MAX]);
        packer.table(&table);
        let mut unpacker = Unpacker::new(packer.into_bytes().leak());
        for number in [0, 1, 127, 128, 300, u64::from(u32::MAX), u64::MAX] {
            assert_eq!(unpacker.number(), Some(number));
        }
        assert_eq!(unpacker.text(), Some("平台"));
        assert_eq!(unpacker.table(), Some(table.clone()));
        assert_eq!((table.get(1), table.get(4), table.len()), (Some(7), None, 4));
        assert_eq!((table.find(1..3, 9), table.find(1..2, 9), table.find(0..9, 9)), (Some(2), None, None));
        assert_eq!((table.first_from(8), table.range(1..3).collect::<Vec<_>>()), (2, vec![7, 9]));
        assert_eq!(unpacker.number(), None);
    }

    #[test]
    fn what_is_cut_short_is_nothing() {
        assert_eq!(Unpacker::new(&[5, b'a']).text(), None);
        assert_eq!(Unpacker::new(&[2, 0, 0, 0]).table(), None);
        assert_eq!(Unpacker::new(&[0xff; 11]).number(), None);
    }
}
