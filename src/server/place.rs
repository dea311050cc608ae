//! Between the protocol's addresses and positions and the paths and bytes of everything else.

use std::path::{Path, PathBuf};

use tower_lsp_server::ls_types::{Position, Range, Uri};

use crate::source::{ColumnUnit, LineColumn, SourceFile, Span, clean_path};

/// The path of a file's address; none for an address that names no file.
pub(super) fn path_of(uri: &Uri) -> Option<PathBuf> {
    if uri.scheme().as_str() != "file" {
        return None;
    }
    uri.to_file_path().map(|path| clean_path(&path))
}

/// The address of a file; none where the path cannot be one.
pub(super) fn uri_of(path: &Path) -> Option<Uri> {
    Uri::from_file_path(path)
}

/// The position of a byte.
pub(super) fn position(file: &SourceFile, offset: u32, unit: ColumnUnit) -> Position {
    let LineColumn { line, column } = file.lines().position(file.text(), offset, unit);
    Position { line, character: column }
}

/// The range of bytes.
pub(super) fn range(file: &SourceFile, span: Span, unit: ColumnUnit) -> Range {
    Range { start: position(file, span.start, unit), end: position(file, span.end, unit) }
}

/// The byte at a position.
pub(super) fn offset(file: &SourceFile, position: Position, unit: ColumnUnit) -> u32 {
    file.lines().offset(file.text(), LineColumn { line: position.line, column: position.character }, unit)
}

/// The bytes of a range.
pub(super) fn span(file: &SourceFile, range: Range, unit: ColumnUnit) -> Span {
    let (start, end) = (offset(file, range.start, unit), offset(file, range.end, unit));
    Span { start, end: end.max(start) }
}
