//! Numbers and texts as bytes: the form of what is compiled when planlint is built and read when it starts.
//!
//! Numbers take seven bits a byte, so that small ones are short; tables that are looked into as they are stand as plain
//! little-endian words. Reading never panics: what is cut short is nothing.

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
    pub fn table(&mut self, words: &[u32]) {
        self.count(words.len());
        for word in words {
            self.bytes.extend_from_slice(&word.to_le_bytes());
        }
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

    /// A table of words of 32 bits.
    pub fn table(&mut self) -> Option<Vec<u32>> {
        let length = self.count()?;
        let (table, rest) = self.bytes.split_at_checked(length.checked_mul(4)?)?;
        self.bytes = rest;
        let (words, _) = table.as_chunks::<4>();
        Some(words.iter().map(|word| u32::from_le_bytes(*word)).collect())
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
        packer.table(&[0, 7, u32::MAX]);
        let bytes = packer.into_bytes();
        let mut unpacker = Unpacker::new(&bytes);
        for number in [0, 1, 127, 128, 300, u64::from(u32::MAX), u64::MAX] {
            assert_eq!(unpacker.number(), Some(number));
        }
        assert_eq!(unpacker.text(), Some("平台"));
        assert_eq!(unpacker.table(), Some(vec![0, 7, u32::MAX]));
        assert_eq!(unpacker.number(), None);
    }

    #[test]
    fn what_is_cut_short_is_nothing() {
        assert_eq!(Unpacker::new(&[5, b'a']).text(), None);
        assert_eq!(Unpacker::new(&[2, 0, 0, 0]).table(), None);
        assert_eq!(Unpacker::new(&[0xff; 11]).number(), None);
    }
}
