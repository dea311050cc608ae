//! From byte offsets to lines and columns, and back.

/// What a column counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnUnit {
    /// UTF-8 bytes.
    Utf8,
    /// UTF-16 code units, what most editors speak.
    Utf16,
    /// Unicode scalar values, what people and the JSON report read.
    Utf32,
}

/// A line and a column, both from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LineColumn {
    /// Line, from 0.
    pub line: u32,
    /// Column in the unit asked for, from 0. A byte order mark takes no column.
    pub column: u32,
}

/// Where each line of a text begins. A line ends at LF, CR LF or a lone CR, as in YAML.
#[derive(Clone, Debug)]
pub struct LineIndex {
    starts: Vec<u32>,
    bom: u32,
    len: u32,
}

/// The byte order mark in UTF-8.
const BOM: &str = "\u{feff}";

impl LineIndex {
    /// Indexes `text`.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let breaks = memchr::memchr2_iter(b'\n', b'\r', bytes);
        let ends = breaks.filter(|&at| bytes[at] == b'\n' || bytes.get(at + 1) != Some(&b'\n'));
        let starts = std::iter::once(0).chain(ends.map(|at| u32::try_from(at + 1).unwrap_or(u32::MAX))).collect();
        let bom = if text.starts_with(BOM) { BOM.len() as u32 } else { 0 };
        Self { starts, bom, len: u32::try_from(bytes.len()).unwrap_or(u32::MAX) }
    }

    /// How many lines there are; an empty text has one.
    #[must_use]
    pub fn line_count(&self) -> usize {
        self.starts.len()
    }

    /// The line, from 0, that holds byte `offset`.
    #[must_use]
    pub fn line_of(&self, offset: u32) -> u32 {
        let after = self.starts.partition_point(|&start| start <= offset);
        u32::try_from(after.saturating_sub(1)).unwrap_or(u32::MAX)
    }

    /// First byte of `line`, after a byte order mark; the text's length past the last line.
    #[must_use]
    pub fn line_start(&self, line: u32) -> u32 {
        match self.starts.get(line as usize) {
            Some(0) => self.bom,
            Some(&start) => start,
            None => self.len,
        }
    }

    /// The byte after the last one of `line`, its line break included.
    #[must_use]
    pub fn line_end(&self, line: u32) -> u32 {
        self.starts.get(line as usize + 1).copied().unwrap_or(self.len)
    }

    /// The line and column of byte `offset` of `text`, which must be the text that was indexed. An offset inside a
    /// character is that of its first byte; one past the end is the end.
    #[must_use]
    pub fn position(&self, text: &str, offset: u32, unit: ColumnUnit) -> LineColumn {
        let mut offset = (offset.min(self.len) as usize).min(text.len());
        while !text.is_char_boundary(offset) {
            offset -= 1;
        }
        let line = self.line_of(u32::try_from(offset).unwrap_or(u32::MAX));
        let start = self.line_start(line) as usize;
        let before = text.get(start..offset).unwrap_or("");
        let column = match unit {
            ColumnUnit::Utf8 => before.len(),
            ColumnUnit::Utf16 => before.chars().map(char::len_utf16).sum(),
            ColumnUnit::Utf32 => before.chars().count(),
        };
        LineColumn { line, column: u32::try_from(column).unwrap_or(u32::MAX) }
    }

    /// The byte offset of a position in `text`. A column past the line's end is the end of its content, one inside a
    /// character that character's first byte; a line past the last is the end of the text.
    #[must_use]
    pub fn offset(&self, text: &str, position: LineColumn, unit: ColumnUnit) -> u32 {
        let start = self.line_start(position.line) as usize;
        let end = self.line_end(position.line) as usize;
        let line = text.get(start..end.max(start)).unwrap_or("");
        let content = line.trim_end_matches(['\r', '\n']);
        let mut left = position.column as usize;
        let mut offset = start;
        for character in content.chars() {
            let width = match unit {
                ColumnUnit::Utf8 => character.len_utf8(),
                ColumnUnit::Utf16 => character.len_utf16(),
                ColumnUnit::Utf32 => 1,
            };
            if left < width {
                break;
            }
            left -= width;
            offset += character.len_utf8();
        }
        u32::try_from(offset).unwrap_or(u32::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str, needle: &str, unit: ColumnUnit) -> (u32, u32) {
        let offset = u32::try_from(text.find(needle).unwrap()).unwrap();
        let position = LineIndex::new(text).position(text, offset, unit);
        (position.line, position.column)
    }

    #[test]
    fn columns_count_what_was_asked() {
        let text = "a: 宽带 x\nб: 😀e\u{301} y\nت: \tقيمة z";
        assert_eq!(at(text, "x", ColumnUnit::Utf32), (0, 6));
        assert_eq!(at(text, "x", ColumnUnit::Utf8), (0, 10));
        assert_eq!(at(text, "y", ColumnUnit::Utf16), (1, 8));
        assert_eq!(at(text, "y", ColumnUnit::Utf32), (1, 7));
        assert_eq!(at(text, "z", ColumnUnit::Utf32), (2, 9));
    }

    #[test]
    fn every_line_break_counts_once_and_a_bom_takes_no_column() {
        let text = "\u{feff}a\r\nb\rc\nd";
        assert_eq!(at(text, "a", ColumnUnit::Utf32), (0, 0));
        assert_eq!(at(text, "b", ColumnUnit::Utf32), (1, 0));
        assert_eq!(at(text, "c", ColumnUnit::Utf16), (2, 0));
        assert_eq!(at(text, "d", ColumnUnit::Utf8), (3, 0));
    }

    #[test]
    fn an_offset_inside_a_character_is_its_start() {
        let text = "中";
        assert_eq!(LineIndex::new(text).position(text, 1, ColumnUnit::Utf8).column, 0);
    }
}
