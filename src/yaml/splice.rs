//! Reading a text again after an edit, without reading what has not changed.
//!
//! Nearly every keystroke changes one entry of a block mapping and nothing around it. The lines of that entry are a YAML
//! document of their own; they are read alone, and their nodes take the place of the old ones. All other nodes keep what
//! they hold and move with the text. Where it cannot be told for sure that the change stays within the entry, everything
//! is read again: a tree from here is the tree that [`read`](super::read) gives.

use super::parse::attempt;
use super::recover::read;
use super::tree::{Entry, Node, NodeId, Tree, Value};
use crate::source::{Difference, Span};

/// How many nodes that no longer belong to the tree may be carried along, as a part of all.
const DEAD_PART: usize = 4;

/// The tree of `new`, given that of `old`.
#[must_use]
pub fn reread(old: &str, tree: &Tree, new: &str) -> Tree {
    splice(old, tree, new).unwrap_or_else(|| read(new))
}

/// An entry of a block mapping, with the lines that are its own.
struct Holder {
    /// The mappings and sequences from the root down to the mapping of the entry.
    above: Vec<NodeId>,
    /// Which entry.
    index: usize,
    /// From the beginning of the key's line to that of the next entry's.
    lines: Span,
    indent: usize,
}

fn splice(old: &str, tree: &Tree, new: &str) -> Option<Tree> {
    if !tree.problems.is_empty() || tree.dead * DEAD_PART > tree.nodes.len() || tree.has_aliases {
        return None;
    }
    let change = Difference::between(old, new)?;
    // A byte order mark, or a line break torn apart or put together, is for the reader of whole texts.
    let torn = |text: &str, at: usize| text.as_bytes().get(at.wrapping_sub(1)) == Some(&b'\r');
    if change.start == 0 || torn(old, change.start) || new[change.start..change.new_end].contains('\r') {
        return None;
    }
    let mut holder = holder(old, tree, &change)?;
    loop {
        if let Some(tree) = replace(tree, new, &change, &holder) {
            return Some(tree);
        }
        holder = outer(old, tree, holder, &change)?;
    }
}

/// The innermost entry whose lines hold the change.
fn holder(old: &str, tree: &Tree, change: &Difference) -> Option<Holder> {
    let root = tree.root?;
    let mut found = None;
    let mut above = Vec::new();
    let mut node = root;
    let mut end = old.len();
    loop {
        // Within brackets indentation means nothing.
        if old[tree.node(node).span.start as usize..].starts_with(['{', '[']) {
            break;
        }
        match &tree.node(node).value {
            Value::Mapping(entries) => {
                above.push(node);
                let index = entries
                    .partition_point(|entry| line_start(old, tree.node(entry.key).span.start as usize) <= change.start)
                    .checked_sub(1);
                let Some(index) = index else { break };
                let Some(holder) = entry_lines(old, tree, &above, entries, index, end) else { break };
                if change.end > holder.lines.end as usize {
                    break;
                }
                end = holder.lines.end as usize;
                let behind_key = tree.node(entries[index].key).span.end as usize;
                if change.start <= behind_key {
                    break;
                }
                node = entries[index].value;
                found = Some(holder);
            }
            Value::Sequence(items) => {
                above.push(node);
                let index =
                    items.partition_point(|&item| tree.node(item).span.start as usize <= change.start).checked_sub(1);
                let Some(index) = index else { break };
                if let Some(&next) = items.get(index + 1) {
                    end = end.min(line_start(old, tree.node(next).span.start as usize));
                }
                node = items[index];
            }
            _ => break,
        }
    }
    found
}

/// The lines of an entry of a block mapping; nothing where its key does not begin its line.
fn entry_lines(
    old: &str,
    tree: &Tree,
    above: &[NodeId],
    entries: &[Entry],
    index: usize,
    end: usize,
) -> Option<Holder> {
    let key = tree.node(entries[index].key).span.start as usize;
    let start = line_start(old, key);
    let end = entries.get(index + 1).map_or(end, |next| line_start(old, tree.node(next.key).span.start as usize));
    let indent = key - start;
    let is_block = old[start..key].bytes().all(|byte| byte == b' ') && !old[key..].starts_with('?') && end > key;
    is_block.then(|| Holder { above: above.to_vec(), index, lines: Span::new(start, end), indent })
}

/// The entry around an entry.
fn outer(old: &str, tree: &Tree, inner: Holder, change: &Difference) -> Option<Holder> {
    let mut above = inner.above;
    let mut child = above.pop()?;
    while let Some(&node) = above.last() {
        if let Value::Mapping(entries) = &tree.node(node).value {
            let index = entries.iter().position(|entry| entry.value == child)?;
            let end = end_of(old, tree, &above);
            let holder = entry_lines(old, tree, &above, entries, index, end)?;
            let fits = change.start > tree.node(entries[index].key).span.end as usize
                && change.end <= holder.lines.end as usize;
            return fits.then_some(holder);
        }
        child = node;
        above.pop();
    }
    None
}

/// Where the lines of the innermost of `above` end: where the next entry of something around it begins.
fn end_of(old: &str, tree: &Tree, above: &[NodeId]) -> usize {
    for pair in above.windows(2).rev() {
        let (outer, inner) = (pair[0], pair[1]);
        let next = match &tree.node(outer).value {
            Value::Mapping(entries) => {
                let index = entries.iter().position(|entry| entry.value == inner);
                index.and_then(|index| entries.get(index + 1)).map(|next| next.key)
            }
            Value::Sequence(items) => {
                let index = items.iter().position(|&item| item == inner);
                index.and_then(|index| items.get(index + 1)).copied()
            }
            _ => None,
        };
        if let Some(next) = next {
            return line_start(old, tree.node(next).span.start as usize);
        }
    }
    old.len()
}

fn line_start(text: &str, at: usize) -> usize {
    text.as_bytes()[..at].iter().rposition(|byte| matches!(byte, b'\n' | b'\r')).map_or(0, |at| at + 1)
}

/// The tree with the entry's lines read anew; nothing where they are no longer one entry.
fn replace(tree: &Tree, new: &str, change: &Difference, holder: &Holder) -> Option<Tree> {
    let (start, old_end) = (holder.lines.start as usize, holder.lines.end as usize);
    let new_end = old_end - change.end + change.new_end;
    let fragment = new.get(start..new_end)?;
    // The next entry must still begin a line.
    if new_end < new.len() && !fragment.ends_with(['\n', '\r']) {
        return None;
    }
    let mut lines = fragment.lines();
    lines.next();
    let stays_inside = |line: &str| {
        let words = line.trim_start_matches(' ');
        words.trim().is_empty() || words.starts_with('#') || line.len() - words.len() > holder.indent
    };
    let odd_breaks = fragment.bytes().filter(|&byte| byte == b'\r').count() != fragment.matches("\r\n").count();
    if !lines.all(stays_inside) || odd_breaks || fragment.contains('\t') {
        return None;
    }
    let read = attempt(fragment).ok()?;
    if !read.problems.is_empty() || read.has_aliases || has_anchor_or_tag(fragment) {
        return None;
    }
    let Value::Mapping(entries) = &read.node(read.root?).value else { return None };
    let [entry] = entries.as_slice() else { return None };
    if read.node(entry.key).span.start as usize != holder.indent {
        return None;
    }
    // Nothing at the end of the lines has its place where the next thing begins, which is not among them.
    if matches!(read.last_leaf(entry.value), Value::Absent) {
        return None;
    }
    Some(graft(tree, &read, *entry, holder, i64::try_from(change.new_end).ok()? - i64::try_from(change.end).ok()?))
}

/// Whether a text may hold anchors or tags, which reach beyond their entry.
fn has_anchor_or_tag(text: &str) -> bool {
    text.contains(['&', '!'])
}

/// `tree` with the nodes of `part` in place of those of an entry; what stands behind moves by `delta`.
fn graft(tree: &Tree, part: &Tree, entry: Entry, holder: &Holder, delta: i64) -> Tree {
    let (start, end) = (holder.lines.start, holder.lines.end);
    let moved = |offset: u32| u32::try_from(i64::from(offset) + delta).unwrap_or(0);
    let shifted =
        |span: Span| if span.start >= end { Span { start: moved(span.start), end: moved(span.end) } } else { span };
    let mut nodes: Vec<Node> = Vec::with_capacity(tree.nodes.len() + part.nodes.len());
    nodes.extend(tree.nodes.iter().map(|node| Node { span: shifted(node.span), value: node.value.clone() }));
    let base = u32::try_from(nodes.len()).expect("a text of u32 bytes has fewer nodes");
    let named = |id: NodeId| NodeId(id.0 + base);
    nodes.extend(part.nodes.iter().map(|node| {
        let value = match &node.value {
            Value::Mapping(entries) => Value::Mapping(
                entries.iter().map(|entry| Entry { key: named(entry.key), value: named(entry.value) }).collect(),
            ),
            Value::Sequence(items) => Value::Sequence(items.iter().map(|&item| named(item)).collect()),
            other => other.clone(),
        };
        Node { span: Span { start: node.span.start + start, end: node.span.end + start }, value }
    }));
    let mut comments: Vec<_> = tree.comments.iter().filter(|comment| comment.span.start < start).cloned().collect();
    comments.extend(part.comments.iter().cloned().map(|mut comment| {
        comment.span = Span { start: comment.span.start + start, end: comment.span.end + start };
        comment
    }));
    comments.extend(tree.comments.iter().filter(|comment| comment.span.start >= end).cloned().map(|mut comment| {
        comment.span = shifted(comment.span);
        comment
    }));
    let dead = tree.dead + part.nodes.len();
    let mut grafted = Tree { nodes, root: tree.root, comments, problems: Vec::new(), has_aliases: false, dead };
    if let Some(&mapping) = holder.above.last()
        && let Value::Mapping(entries) = &mut grafted.nodes[mapping.0 as usize].value
    {
        entries[holder.index] = Entry { key: named(entry.key), value: named(entry.value) };
    }
    // A block ends where the last thing in it does.
    for &node in holder.above.iter().rev() {
        let last = match &grafted.nodes[node.0 as usize].value {
            Value::Mapping(entries) => entries.last().map(|entry| entry.value),
            Value::Sequence(items) => items.last().copied(),
            _ => None,
        };
        if let Some(last) = last {
            let end = grafted.nodes[last.0 as usize].span.end;
            let node = &mut grafted.nodes[node.0 as usize];
            node.span.end = end.max(node.span.start);
        }
    }
    grafted
}

#[cfg(test)]
#[path = "splice/tests.rs"]
pub(super) mod tests;
