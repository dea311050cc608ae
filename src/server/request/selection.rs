//! `textDocument/selectionRange`: from the word to its value, its entry, its element, and so on.

use tower_lsp_server::ls_types::{Range, SelectionRange, SelectionRangeParams};

use crate::source::Span;
use crate::yaml::{NodeId, Tree, Value};

use super::super::place;
use super::super::snapshot::Snapshot;

/// For each position, the spans around it, the innermost first.
pub(in crate::server) fn selection(snapshot: &Snapshot, params: &SelectionRangeParams) -> Option<Vec<SelectionRange>> {
    let here = snapshot.here(&params.text_document.uri)?;
    if !crate::format::may_be_native(here.source().path()) {
        return None;
    }
    let (tree, unit) = (here.open.file.tree(), here.view.client.unit);
    let ranges = params.positions.iter().map(|&position| {
        let offset = here.offset(position);
        let mut spans = vec![Span::new(0, here.source().text().len())];
        if let Some(root) = tree.root() {
            around(tree, root, offset, &mut spans);
        }
        spans.push(word(here.source().text(), offset));
        spans.dedup();
        let mut found: Option<Box<SelectionRange>> = None;
        let mut outer: Option<Range> = None;
        for span in spans {
            let range = place::range(here.source(), span, unit);
            // Each must lie in the one around it; a word that reaches out of its value is left out.
            if outer.is_none_or(|outer| outer.start <= range.start && range.end <= outer.end && outer != range) {
                found = Some(Box::new(SelectionRange { range, parent: found }));
                outer = Some(range);
            }
        }
        found.map_or(SelectionRange { range: Range { start: position, end: position }, parent: None }, |found| *found)
    });
    Some(ranges.collect())
}

fn around(tree: &Tree, node: NodeId, offset: u32, spans: &mut Vec<Span>) {
    let holds = |span: Span| span.start <= offset && offset <= span.end;
    let node = tree.node(node);
    if !holds(node.span) {
        return;
    }
    spans.push(node.span);
    match &node.value {
        Value::Mapping(entries) => {
            for entry in entries {
                let (key, value) = (tree.node(entry.key).span, tree.node(entry.value).span);
                if holds(key.cover(value)) {
                    spans.push(key.cover(value));
                    if holds(key) {
                        spans.push(key);
                    } else {
                        around(tree, entry.value, offset, spans);
                    }
                    return;
                }
            }
        }
        Value::Sequence(items) => {
            if let Some(&item) = items.iter().find(|&&item| holds(tree.node(item).span)) {
                around(tree, item, offset, spans);
            }
        }
        _ => {}
    }
}

/// The letters and digits around a byte.
fn word(text: &str, offset: u32) -> Span {
    let offset = offset as usize;
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.');
    let before = text.get(..offset).unwrap_or("");
    let start = before.char_indices().rev().take_while(|(_, c)| is_part(*c)).last().map_or(offset, |(at, _)| at);
    let after = text.get(offset..).unwrap_or("");
    let end = offset + after.find(|c| !is_part(c)).unwrap_or(after.len());
    Span::new(start, end)
}
