//! Files with edits made in them.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io;

use super::choice::Chosen;
use crate::finding::Edit;
use crate::source::{FileId, FileSource};
use crate::workspace::{DraftSource, LoadedPlan};

/// Makes the files of a plan what they were at `before`, with the edits of `chosen` made in them.
///
/// # Errors
/// As reading a file.
pub(super) fn apply<'c>(
    source: &DraftSource<'_>,
    before: &LoadedPlan,
    chosen: impl Iterator<Item = &'c Chosen>,
) -> io::Result<()> {
    let mut by_file: BTreeMap<FileId, Vec<&Edit>> = before.plan.files.iter().map(|&file| (file, Vec::new())).collect();
    for edit in chosen.flat_map(|chosen| &chosen.edits) {
        by_file.entry(edit.at.file).or_default().push(edit);
    }
    for (file, edits) in by_file {
        let file = before.sources.file(file);
        // Files whose bytes are no text are closed, and every other file's text is its bytes.
        if file.encoding().fault().is_none() {
            source.put(file.path(), edited(file.text(), edits).into_bytes())?;
        }
    }
    Ok(())
}

/// The text with the edits made in it. Where two fixes make the same edit, it is made once; others do not overlap.
fn edited(text: &str, mut edits: Vec<&Edit>) -> String {
    edits.sort_by_key(|edit| (edit.at.span, &edit.text));
    edits.dedup();
    let mut edited = String::with_capacity(text.len());
    let mut at = 0;
    for edit in edits {
        let range = edit.at.span.range();
        edited.push_str(text.get(at..range.start).unwrap_or_default());
        edited.push_str(&edit.text);
        at = range.end;
    }
    edited.push_str(text.get(at..).unwrap_or_default());
    edited
}

/// What tells the texts of a plan's files from what they were at another time.
pub(super) fn hash(source: &DraftSource<'_>, plan: &LoadedPlan) -> u64 {
    let mut hasher = DefaultHasher::new();
    for &file in &plan.plan.files {
        let path = plan.sources.file(file).path();
        path.hash(&mut hasher);
        source.read(path).unwrap_or_default().hash(&mut hasher);
    }
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Location, Span};

    #[test]
    fn edits_are_made_once_and_in_order() {
        let edit = |start, end, text: &str| Edit {
            at: Location::new(FileId(0), Span::new(start, end)),
            text: text.to_owned(),
        };
        let (one, two, three) = (edit(0, 1, "A"), edit(2, 2, "+"), edit(4, 5, ""));
        assert_eq!(edited("abcde", vec![&three, &one, &two, &one]), "Ab+cd");
        assert_eq!(edited("\u{feff}a\r\n", vec![&edit(3, 4, "b")]), "\u{feff}b\r\n");
    }
}
