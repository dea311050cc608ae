//! Takes an item out of a list, in the form that the list has.

use super::line_around;
use crate::check::Removal;
use crate::finding::Edit;
use crate::source::{Location, SourceMap, Span};

/// The edit; none where a comment, an anchor or anything else stands beside the item, which would go with it.
pub(super) fn edit(removal: Removal, sources: &SourceMap) -> Option<Edit> {
    let Removal { item, before } = removal;
    if item.file != before.file || item.span.start < before.span.end {
        return None;
    }
    let source = sources.file(item.file).text();
    let between = source.get(before.span.end as usize..item.span.start as usize)?;
    let span = if matches!(between.trim(), "," | ";") {
        Span { start: before.span.end, end: item.span.end }
    } else {
        line_of_item(item, sources)?
    };
    Some(Edit { at: Location::new(item.file, span), text: String::new() })
}

/// The line of an item that has a line of its own, with a break at its end, else with the one before it.
fn line_of_item(item: Location, sources: &SourceMap) -> Option<Span> {
    let (indent, _) = line_around(item.file, item.span.start, sources)?;
    let (_, behind) = line_around(item.file, item.span.end, sources)?;
    let dash = indent.trim_start().strip_prefix('-')?;
    if !dash.trim().is_empty() || dash.is_empty() || !behind.trim().is_empty() {
        return None;
    }
    let source = sources.file(item.file).text();
    let (start, end) = (item.span.start as usize - indent.len(), item.span.end as usize + behind.len());
    if source[end..].starts_with('\n') {
        return Some(Span::new(start, end + 1));
    }
    // The last line of the file, which ends without a break.
    let before = source[..start].strip_suffix('\n')?;
    let before = before.strip_suffix('\r').unwrap_or(before);
    Some(Span::new(before.len(), end))
}
