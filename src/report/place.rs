//! How reports name files.

use std::path::{Component, Path, PathBuf};

use crate::source::{SourceFile, Span, clean_path};

/// A path relative to the working directory where it lies below it, with `/` between names.
#[must_use]
pub fn display_path(path: &Path) -> String {
    let clean = clean_path(path);
    // The working directory is asked for only where it matters: a report names a file with every finding.
    let here = if clean.is_absolute() { std::env::current_dir().ok() } else { None };
    let relative: PathBuf = here.and_then(|here| clean.strip_prefix(here).ok().map(Path::to_owned)).unwrap_or(clean);
    let names = relative.components().map(|part| match part {
        Component::RootDir => String::new(),
        other => other.as_os_str().to_string_lossy().into_owned(),
    });
    let shown = names.collect::<Vec<_>>().join("/");
    if shown.is_empty() { ".".to_owned() } else { shown }
}

/// Where a place is within its file, as a person looks for it: `12:3`, or `Results!B12` in a file that is no text.
#[must_use]
pub fn place_within(file: &SourceFile, offset: u32) -> String {
    match file.place(offset) {
        Some(place) => place.to_owned(),
        None => {
            let at = file.position(offset);
            format!("{}:{}", at.line + 1, at.column + 1)
        }
    }
}

/// The columns of tables that say where something stands: the numbers of [`bounds`].
pub(crate) const PLACE_COLUMNS: [&str; 4] = ["line", "column", "end_line", "end_column"];

/// Line and column where `span` begins, and where it ends; all from 1.
pub(crate) fn bounds(file: &SourceFile, span: Span) -> [u32; 4] {
    let (start, end) = (file.position(span.start), file.position(span.end));
    [start.line + 1, start.column + 1, end.line + 1, end.column + 1]
}

/// A sentence about a place, for formats that have lines and columns only: the place of a file that is no text stands before it.
pub(super) fn with_place(file: &SourceFile, offset: u32, sentence: String) -> String {
    match file.place(offset) {
        Some(place) => format!("{place}: {sentence}"),
        None => sentence,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Places;

    #[test]
    fn a_place_is_a_line_or_a_cell() {
        let text = SourceFile::from_bytes("p.yaml".into(), b"plan: p\ngoals: {}\n");
        assert_eq!(place_within(&text, 8), "2:1");
        assert_eq!(with_place(&text, 8, "Wrong".into()), "Wrong");
        let mut places = Places::default();
        places.begin(8, "Results!B12");
        let table = SourceFile::extracted("p.xlsx".into(), "plan: p\ngoals: {}\n".into(), places);
        assert_eq!(place_within(&table, 9), "Results!B12");
        assert_eq!(with_place(&table, 9, "Wrong".into()), "Results!B12: Wrong");
    }

    #[test]
    fn paths_are_short_and_have_forward_slashes() {
        assert_eq!(display_path(Path::new("./a/../b/c.yaml")), "b/c.yaml");
        assert_eq!(display_path(Path::new("../x.yaml")), "../x.yaml");
        assert_eq!(display_path(Path::new(".")), ".");
        assert_eq!(display_path(&std::env::current_dir().unwrap().join("a.yaml")), "a.yaml");
        assert_eq!(display_path(Path::new("/no/such/a.yaml")), "/no/such/a.yaml");
    }
}
