//! From what a fix changes to the edits of the file's text.
//!
//! Here, and not in checks, it is known how a file is written: quotes, lists in brackets or with a line each, tables.
//! Where it cannot be seen how to make a change, there are no edits: better no fix than one that breaks a file.

mod insertion;
mod removal;
mod replacement;

use crate::check::Change;
use crate::finding::Edit;
use crate::format;
use crate::plan::Plan;
use crate::source::{FileId, SourceFile, SourceMap};

/// The edits that make a change, in the order of their places; none where one of them cannot be made.
pub(super) fn of(change: &Change, plan: &Plan, sources: &SourceMap) -> Option<Vec<Edit>> {
    let mut edits = match change {
        Change::Replace(replacements) => replacements
            .iter()
            .map(|replacement| replacement::edit(replacement, sources))
            .collect::<Option<Vec<_>>>()?,
        Change::Add(insertion) => insertion::edits(insertion, plan, sources)?,
        Change::Remove(removal) => vec![removal::edit(*removal, sources)?],
    };
    // In markup what is written for a word depends on where it stands, and the file is mostly somebody else's. A text that
    // was extracted stands in no file.
    let is_closed = |file: &SourceFile| file.is_extracted() || format::is_markup(file.text());
    if edits.iter().any(|edit| is_closed(sources.file(edit.at.file))) {
        return None;
    }
    edits.sort_by_key(|edit| edit.at);
    // What two elements share by an alias is written once.
    edits.dedup();
    Some(edits)
}

/// What stands on the line of a place before it, and from it to the line's end.
fn line_around(file: FileId, at: u32, sources: &SourceMap) -> Option<(&str, &str)> {
    let source = sources.file(file).text();
    let (before, rest) = source.split_at_checked(at as usize)?;
    let before = &before[before.rfind('\n').map_or(0, |newline| newline + 1)..];
    let before = before.strip_prefix('\u{feff}').unwrap_or(before);
    Some((before, rest.split('\n').next().unwrap_or(rest)))
}
