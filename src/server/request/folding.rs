//! `textDocument/foldingRange`: sections, elements, blocks of comments.

use std::collections::BTreeSet;

use tower_lsp_server::ls_types::{FoldingRange, FoldingRangeKind, FoldingRangeParams};

use crate::source::{SourceFile, Span};
use crate::yaml::{NodeId, Tree, Value};

use super::super::snapshot::Snapshot;

/// What can be folded in a document of a plan.
pub(in crate::server) fn folding(snapshot: &Snapshot, params: &FoldingRangeParams) -> Option<Vec<FoldingRange>> {
    let here = snapshot.here(&params.text_document.uri)?;
    if !crate::format::may_be_native(here.source().path()) {
        return None;
    }
    let (file, tree) = (here.source(), here.open.file.tree());
    let mut ranges = BTreeSet::new();
    if let Some(root) = tree.root() {
        blocks(tree, root, file, &mut ranges);
    }
    let mut ranges: Vec<FoldingRange> =
        ranges.into_iter().map(|(start, end)| range(start, end, FoldingRangeKind::Region)).collect();
    ranges.extend(comments(tree, file));
    Some(ranges)
}

fn range(start_line: u32, end_line: u32, kind: FoldingRangeKind) -> FoldingRange {
    FoldingRange { start_line, end_line, kind: Some(kind), ..FoldingRange::default() }
}

fn blocks(tree: &Tree, node: NodeId, file: &SourceFile, ranges: &mut BTreeSet<(u32, u32)>) {
    match &tree.node(node).value {
        Value::Mapping(entries) => {
            for entry in entries {
                let (key, value) = (tree.node(entry.key).span, tree.node(entry.value).span);
                fold(key.cover(value), file, ranges);
                blocks(tree, entry.value, file, ranges);
            }
        }
        Value::Sequence(items) => {
            for &item in items {
                fold(tree.node(item).span, file, ranges);
                blocks(tree, item, file, ranges);
            }
        }
        _ => {}
    }
}

fn fold(span: Span, file: &SourceFile, ranges: &mut BTreeSet<(u32, u32)>) {
    let (start, end) = (file.lines().line_of(span.start), file.lines().line_of(span.end.saturating_sub(1)));
    if end > start {
        ranges.insert((start, end));
    }
}

/// Comments of several lines.
fn comments(tree: &Tree, file: &SourceFile) -> Vec<FoldingRange> {
    let mut found: Vec<FoldingRange> = Vec::new();
    let mut block: Option<(u32, u32)> = None;
    let mut close = |block: Option<(u32, u32)>| {
        found.extend(
            block.filter(|(start, end)| end > start).map(|(start, end)| range(start, end, FoldingRangeKind::Comment)),
        );
    };
    for comment in tree.comments() {
        let line = file.lines().line_of(comment.span.start);
        let start = file.lines().line_start(line) as usize;
        let alone = file.text().get(start..comment.span.start as usize).is_some_and(|before| before.trim().is_empty());
        match block {
            Some((start, end)) if alone && line == end + 1 => block = Some((start, line)),
            other => {
                close(other);
                block = alone.then_some((line, line));
            }
        }
    }
    close(block);
    found
}
