//! Reading a long text in several parts at once.
//!
//! The lines from one key of a block mapping to a later one are a YAML document of their own. A long text is cut before such
//! keys, the parts are read on as many cores as there are, and the entries of each are hung into the mapping that is open
//! where the part begins. Whether a line that looks like a key is one, only the tree of what stands above it can tell: the
//! innermost last things of that tree must hold a mapping whose keys stand as far in as the line. Text of a block scalar
//! stands further in than any of them. Where anything is in doubt, the text is read in one go: a tree from here is the
//! tree that [`read`](super::read) gives.

use super::parse::attempt;
use super::recover::read;
use super::tree::{Entry, Node, NodeId, Tree, Value};
use crate::source::Span;

/// In how many lines behind the place where a cut is due one is looked for.
const REACH: usize = 400;

/// Lines of a text that are read alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part<'t> {
    text: &'t str,
    /// Where it begins, in bytes.
    start: usize,
    /// How many blanks stand before its first key.
    column: usize,
}

impl Part<'_> {
    /// The part's own tree, with places in the whole text; nothing where it cannot be read without what stands around it.
    #[must_use]
    pub fn read(&self) -> Option<Tree> {
        let mut tree = attempt(self.text).ok().filter(|tree| tree.problems.is_empty() && !tree.has_aliases)?;
        let start = u32::try_from(self.start).expect("a text of u32 bytes");
        let spans = tree.nodes.iter_mut().map(|node| &mut node.span);
        for span in spans.chain(tree.comments.iter_mut().map(|comment| &mut comment.span)) {
            *span = Span { start: span.start + start, end: span.end + start };
        }
        Some(tree)
    }
}

/// Reads `text` as [`read`](super::read) does, in about `wanted` parts where it can be cut; `read_all` calls [`Part::read`] of
/// each, at once or one after the other.
#[must_use]
pub fn read_in_parts(text: &str, wanted: usize, read_all: impl FnOnce(&[Part<'_>]) -> Vec<Option<Tree>>) -> Tree {
    let parts = parts(text, wanted);
    if parts.len() < 2 {
        return read(text);
    }
    let trees: Option<Vec<Tree>> = read_all(&parts).into_iter().collect();
    trees.and_then(|trees| join(text, &parts, trees)).unwrap_or_else(|| read(text))
}

/// `text` cut into about `wanted` parts of one size; nothing where it cannot be.
fn parts(text: &str, wanted: usize) -> Vec<Part<'_>> {
    // What reaches beyond a part, or makes lines and columns hard to tell.
    let is_odd = || {
        let bytes = text.as_bytes();
        let breaks = memchr::memchr_iter(b'\r', bytes).count();
        memchr::memchr(b'\t', bytes).is_some()
            || (breaks > 0 && breaks != text.matches("\r\n").count())
            || ["\n---", "\n..."].iter().any(|marker| memchr::memmem::find(bytes, marker.as_bytes()).is_some())
    };
    if wanted < 2 || is_odd() {
        return Vec::new();
    }
    let mut found = Vec::with_capacity(wanted);
    let mut open = (0, 0);
    let close = |(start, column): (usize, usize), end: usize| Part { text: &text[start..end], start, column };
    for number in 1..wanted {
        let due = (text.len() / wanted * number).max(open.0 + 1);
        if due >= text.len() {
            break;
        }
        let Some((cut, column)) = cut(text, due) else { continue };
        if !close_outer(text, &mut open, cut, &mut |part, end| found.push(close(part, end))) {
            return Vec::new();
        }
        found.push(close(open, cut));
        open = (cut, column);
    }
    if !close_outer(text, &mut open, text.len(), &mut |part, end| found.push(close(part, end))) {
        return Vec::new();
    }
    found.push(close(open, text.len()));
    found
}

/// Ends the open part wherever, before `end`, a line stands less far in than its first: what follows belongs to a mapping
/// further out. Whether all such lines begin with a key.
fn close_outer(
    text: &str,
    open: &mut (usize, usize),
    end: usize,
    closed: &mut impl FnMut((usize, usize), usize),
) -> bool {
    for line in lines(text, open.0).take_while(|line| line.start < end) {
        if line.says_something() && line.indent < open.1 {
            if !line.is_key() {
                return false;
            }
            closed(*open, line.start);
            *open = (line.start, line.indent);
        }
    }
    true
}

/// Of the keys soon after `due`, that which stands least far in: where it begins its line, and how far in it stands.
fn cut(text: &str, due: usize) -> Option<(usize, usize)> {
    let mut best: Option<Line<'_>> = None;
    let due = text.as_bytes()[..due].iter().rposition(|&byte| byte == b'\n').map_or(0, |at| at + 1);
    let mut has_value = false;
    for line in lines(text, due).take(REACH) {
        if has_value && line.is_key() && best.as_ref().is_none_or(|best| line.indent < best.indent) {
            best = Some(line);
        }
        if line.says_something() {
            // A value that is not there has its place where the next thing begins.
            has_value = !line.words.ends_with([':', '-', '?']);
        }
    }
    best.map(|line| (line.start, line.indent))
}

#[derive(Clone, Copy)]
struct Line<'t> {
    start: usize,
    indent: usize,
    words: &'t str,
}

impl Line<'_> {
    fn says_something(&self) -> bool {
        !self.words.is_empty() && !self.words.starts_with('#')
    }

    /// Whether it looks like a key of a block mapping that is written as ids are.
    fn is_key(&self) -> bool {
        let key = self.words.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '-'));
        let starts_as_key = self.words.starts_with(|c: char| c.is_ascii_alphanumeric());
        starts_as_key && (key == ":" || key.starts_with(": "))
    }
}

/// The lines of `text` from `start` on.
fn lines(text: &str, start: usize) -> impl Iterator<Item = Line<'_>> {
    let mut at = start;
    text[start..].split_inclusive('\n').map(move |line| {
        let start = at;
        at += line.len();
        let words = line.trim_start_matches(' ');
        Line { start, indent: line.len() - words.len(), words: words.trim_end() }
    })
}

/// The tree of all parts; nothing where one of them does not begin where a mapping is open.
fn join(text: &str, parts: &[Part<'_>], trees: Vec<Tree>) -> Option<Tree> {
    let (last, others) = trees.split_last()?;
    last.root?;
    for tree in others {
        if matches!(tree.last_leaf(tree.root?), Value::Absent) {
            return None;
        }
    }
    let all: usize = trees.iter().map(|tree| tree.nodes.len()).sum();
    let mut trees = trees.into_iter();
    let mut joined = trees.next()?;
    joined.nodes.reserve_exact(all - joined.nodes.len());
    for (part, tree) in parts.iter().skip(1).zip(trees) {
        let root = append(&mut joined, tree)?;
        let Value::Mapping(entries) = std::mem::replace(&mut joined.nodes[root.0 as usize].value, Value::Absent) else {
            return None;
        };
        joined.dead += 1;
        hang(text, &mut joined, part.column, entries)?;
    }
    Some(joined)
}

/// Adds the nodes and comments of a part; gives the number that its root has among all.
fn append(joined: &mut Tree, mut part: Tree) -> Option<NodeId> {
    let base = u32::try_from(joined.nodes.len()).expect("a text of u32 bytes has fewer nodes");
    let named = |id: NodeId| NodeId(id.0 + base);
    for Node { value, .. } in &mut part.nodes {
        match value {
            Value::Mapping(entries) => {
                for Entry { key, value } in entries {
                    (*key, *value) = (named(*key), named(*value));
                }
            }
            Value::Sequence(items) => items.iter_mut().for_each(|item| *item = named(*item)),
            _ => {}
        }
    }
    joined.nodes.append(&mut part.nodes);
    joined.comments.append(&mut part.comments);
    part.root.map(named)
}

/// Hangs `entries` into that mapping among the innermost last things of `tree` whose keys stand `column` blanks in.
fn hang(text: &str, tree: &mut Tree, column: usize, entries: Vec<Entry>) -> Option<()> {
    let mut around = Vec::new();
    let mut node = tree.root?;
    loop {
        // Within brackets indentation means nothing.
        if text[tree.node(node).span.start as usize..].starts_with(['{', '[']) {
            return None;
        }
        around.push(node);
        node = match &tree.node(node).value {
            Value::Mapping(known) => {
                let last = known.last()?;
                if key_column(text, tree, last.key) == Some(column) {
                    break;
                }
                last.value
            }
            Value::Sequence(items) => *items.last()?,
            _ => return None,
        };
    }
    let end = tree.node(entries.last()?.value).span.end;
    if let Value::Mapping(known) = &mut tree.nodes[node.0 as usize].value {
        known.extend(entries);
    }
    // A block ends where the last thing in it does.
    for node in around {
        tree.nodes[node.0 as usize].span.end = end;
    }
    Some(())
}

/// How many blanks stand before a key; nothing where something else stands on its line before it.
fn key_column(text: &str, tree: &Tree, key: NodeId) -> Option<usize> {
    let start = tree.node(key).span.start as usize;
    let before = &text.as_bytes()[..start];
    let blanks = before.iter().rev().take_while(|&&byte| byte == b' ').count();
    matches!(before.get(..start - blanks), Some([] | [.., b'\n'])).then_some(blanks)
}

#[cfg(test)]
#[path = "parts/tests.rs"]
mod tests;
