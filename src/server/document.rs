//! An open document: the client's text, edit by edit.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use tower_lsp_server::ls_types::{TextDocumentContentChangeEvent, Uri};

use crate::source::{ColumnUnit, LineColumn, LineIndex};
use crate::workspace::ReadFile;

/// An open document.
#[derive(Debug)]
pub(super) struct Document {
    /// Its address, as the client writes it.
    pub(super) uri: Uri,
    /// Its path, as the client writes it.
    pub(super) path: PathBuf,
    /// The version that the client gave last.
    pub(super) version: i32,
    text: String,
    lines: LineIndex,
}

impl Document {
    /// A document as it was opened.
    pub(super) fn new(uri: Uri, path: PathBuf, version: i32, text: String) -> Self {
        let lines = LineIndex::new(&text);
        Self { uri, path, version, text, lines }
    }

    /// Applies edits, each on the text that the one before has left. A position past the end of a line is the line's
    /// end, one inside a character the character's beginning.
    pub(super) fn apply(&mut self, edits: Vec<TextDocumentContentChangeEvent>, version: i32, unit: ColumnUnit) {
        for TextDocumentContentChangeEvent { range, text, .. } in edits {
            match range {
                None => self.text = text,
                Some(range) => {
                    let offset =
                        |line, column| self.lines.offset(&self.text, LineColumn { line, column }, unit) as usize;
                    let start = offset(range.start.line, range.start.character);
                    let end = offset(range.end.line, range.end.character).max(start);
                    self.text.replace_range(start..end, &text);
                }
            }
            self.lines = LineIndex::new(&self.text);
        }
        self.version = version;
    }

    /// The text.
    #[cfg(test)]
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// The text as a file of a plan; `before` is what it was.
    pub(super) fn read(&self, before: Option<&Arc<ReadFile>>) -> Arc<ReadFile> {
        let (path, text) = (Path::new(&self.path), self.text.as_str());
        Arc::new(before.map_or_else(|| ReadFile::of_text(path, text), |before| ReadFile::after(before, path, text)))
    }
}

#[cfg(test)]
#[path = "document/tests.rs"]
mod tests;
