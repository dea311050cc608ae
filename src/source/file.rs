//! A file's text, and the files of one run.

use std::borrow::Cow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{ColumnUnit, FileId, LineColumn, LineIndex, Location, Places, Span};

/// What was wrong with the bytes of a file, where something was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// Plain UTF-8.
    Utf8,
    /// Not UTF-8 throughout: the offset of the first wrong byte. Each wrong byte is read as `?`.
    Broken(u32),
    /// UTF-16 by its byte order mark: nothing is read.
    Utf16,
    /// A NUL byte or another control character that no text holds, at the offset: each is read as a blank.
    Control(u32),
}

impl Encoding {
    /// Whether `bytes` are UTF-16, by their byte order mark.
    #[must_use]
    pub fn is_utf16(bytes: &[u8]) -> bool {
        bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff])
    }

    /// Where the first fault is, and its name in message templates; none for plain UTF-8.
    #[must_use]
    pub fn fault(self) -> Option<(Span, &'static str)> {
        let byte = |at: u32| Span { start: at, end: at + 1 };
        match self {
            Self::Utf8 => None,
            Self::Utf16 => Some((Span::empty(0), "utf16")),
            Self::Broken(at) => Some((byte(at), "not-utf8")),
            Self::Control(at) => Some((byte(at), "control")),
        }
    }
}

/// One file as it was read: its text never changes.
#[derive(Debug)]
pub struct SourceFile {
    path: PathBuf,
    text: Arc<str>,
    lines: LineIndex,
    encoding: Encoding,
    places: Option<Places>,
}

impl SourceFile {
    /// A file at `path` with `bytes`. Offsets into the text are offsets into the bytes, whatever was wrong with them.
    #[must_use]
    pub fn from_bytes(path: PathBuf, bytes: &[u8]) -> Self {
        if Encoding::is_utf16(bytes) {
            return Self::with(path, "".into(), Encoding::Utf16);
        }
        match std::str::from_utf8(bytes) {
            Ok(text) => Self::from_text(path, text),
            Err(error) => {
                let first = u32::try_from(error.valid_up_to()).unwrap_or(u32::MAX);
                let file = Self::from_text(path, &replace_wrong_bytes(bytes));
                Self { encoding: Encoding::Broken(first), ..file }
            }
        }
    }

    /// The text that a file with `bytes` holds, for whoever looks what kind of file it is: nothing is copied where nothing is
    /// wrong with it.
    #[must_use]
    pub fn text_of(bytes: &[u8]) -> Cow<'_, str> {
        match std::str::from_utf8(bytes) {
            Ok(text) if !has_control(text) => text.into(),
            _ => Self::from_bytes(PathBuf::new(), bytes).text().to_string().into(),
        }
    }

    /// A file at `path` with `text`.
    #[must_use]
    pub fn from_text(path: PathBuf, text: &str) -> Self {
        if !has_control(text) {
            return Self::with(path, text.into(), Encoding::Utf8);
        }
        let first = text.bytes().position(is_control).unwrap_or_default();
        let blank = |c: char| if u8::try_from(c).is_ok_and(is_control) { ' ' } else { c };
        let encoding = Encoding::Control(u32::try_from(first).unwrap_or(u32::MAX));
        Self::with(path, text.chars().map(blank).collect::<String>().into(), encoding)
    }

    fn with(path: PathBuf, text: Arc<str>, encoding: Encoding) -> Self {
        let lines = LineIndex::new(&text);
        Self { path, text, lines, encoding, places: None }
    }

    /// A file that is no text, with the text that was taken from it; `places` tells from where.
    #[must_use]
    pub fn extracted(path: PathBuf, text: String, places: Places) -> Self {
        Self { places: Some(places), ..Self::with(path, text.into(), Encoding::Utf8) }
    }

    /// Whether the text was taken from a file that is no text, so that nothing in it can be edited.
    #[must_use]
    pub fn is_extracted(&self) -> bool {
        self.places.is_some()
    }

    /// Where the text was taken from; nothing where the file is itself the text.
    #[must_use]
    pub fn places(&self) -> Option<&Places> {
        self.places.as_ref()
    }

    /// The name of the place in the file that the text at byte `offset` was taken from, such as `Results!B12`; nothing
    /// where the file is itself the text.
    #[must_use]
    pub fn place(&self, offset: u32) -> Option<&str> {
        self.places.as_ref()?.at(offset)
    }

    /// The path under which the file was read.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The text.
    #[must_use]
    pub fn text(&self) -> &Arc<str> {
        &self.text
    }

    /// Where its lines begin.
    #[must_use]
    pub fn lines(&self) -> &LineIndex {
        &self.lines
    }

    /// Whether its bytes were what a text file holds.
    #[must_use]
    pub fn encoding(&self) -> Encoding {
        self.encoding
    }

    /// Line and column, from 0, of byte `offset`, columns in Unicode scalar values.
    #[must_use]
    pub fn position(&self, offset: u32) -> LineColumn {
        self.lines.position(&self.text, offset, ColumnUnit::Utf32)
    }
}

/// ASCII control characters other than tab, line feed and carriage return.
fn is_control(byte: u8) -> bool {
    (byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r')) || byte == 0x7f
}

/// Whether a text holds a character that no text holds.
fn has_control(text: &str) -> bool {
    // Without a way out of the loop it goes over many bytes at a time.
    text.bytes().fold(false, |found, byte| found | is_control(byte))
}

/// UTF-8 of the same length as `bytes`, with `?` for each byte that is part of no character.
fn replace_wrong_bytes(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        text.extend(chunk.invalid().iter().map(|_| '?'));
    }
    text
}

/// The files of a run, each named by a [`FileId`].
#[derive(Clone, Debug, Default)]
pub struct SourceMap {
    files: Vec<Arc<SourceFile>>,
}

impl SourceMap {
    /// Adds a file and names it.
    pub fn add(&mut self, file: SourceFile) -> FileId {
        self.add_shared(Arc::new(file))
    }

    /// Adds a file that others share, and names it.
    pub fn add_shared(&mut self, file: Arc<SourceFile>) -> FileId {
        let id = FileId(u32::try_from(self.files.len()).expect("a run reads fewer than 2^32 files"));
        self.files.push(file);
        id
    }

    /// The file that `id` names.
    #[must_use]
    pub fn file(&self, id: FileId) -> &Arc<SourceFile> {
        self.files.get(id.0 as usize).expect("a FileId is only made by the map that it is asked of")
    }

    /// The text at a place; empty where the place lies outside its file.
    #[must_use]
    pub fn text_at(&self, at: Location) -> &str {
        self.file(at.file).text().get(at.span.range()).unwrap_or("")
    }

    /// All files with their ids.
    pub fn iter(&self) -> impl Iterator<Item = (FileId, &Arc<SourceFile>)> {
        self.files
            .iter()
            .enumerate()
            .map(|(index, file)| (FileId(u32::try_from(index).expect("fewer than 2^32 files")), file))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wrong_bytes_keep_every_later_offset() {
        let file = SourceFile::from_bytes("a".into(), b"ab\xff\xfecd\0e");
        assert_eq!(&**file.text(), "ab??cd e");
        assert_eq!(file.encoding(), Encoding::Broken(2));
    }

    #[test]
    fn utf16_is_named_not_guessed() {
        assert_eq!(SourceFile::from_bytes("a".into(), &[0xff, 0xfe, b'p', 0]).encoding(), Encoding::Utf16);
    }
}
