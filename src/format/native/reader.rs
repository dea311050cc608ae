//! What every part of the reader needs: the file, its tree, the plan under construction.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::nearest::nearest;
use crate::plan::{ElementId, Expected, Form, Given, InvalidReason, Note, NoteKind, PlanBuilder};
use crate::source::{FileId, Location};
use crate::yaml::{Entry, NodeId, Tree, Value};

/// How many nodes may be read through aliases, over and above those that are written. A plan that repeats a block by
/// an alias stays far below; a file that unfolds to billions of nodes is cut here.
const ALIAS_BUDGET: usize = 20_000;

/// Up to how many keys a mapping has few.
const FEW: usize = 24;

/// Reads one file into a plan.
pub(super) struct Reader<'r> {
    pub(super) file: FileId,
    pub(super) text: &'r str,
    pub(super) tree: &'r Tree,
    pub(super) plan: &'r mut PlanBuilder,
    /// The language of texts that name none.
    pub(super) language: Arc<str>,
    /// The other languages met so far.
    pub(super) languages: Vec<Arc<str>>,
    /// Nodes read through aliases so far.
    unfolded: usize,
    /// How many aliases deep the reader is.
    aliases: usize,
}

impl<'r> Reader<'r> {
    pub(super) fn new(file: FileId, text: &'r str, tree: &'r Tree, plan: &'r mut PlanBuilder) -> Self {
        Self { file, text, tree, plan, language: "en".into(), languages: Vec::new(), unfolded: 0, aliases: 0 }
    }

    pub(super) fn at(&self, node: NodeId) -> Location {
        Location::new(self.file, self.tree.node(node).span)
    }

    /// The place of a value; that of its key where nothing is written.
    pub(super) fn value_at(&self, entry: Entry) -> Location {
        let span = self.tree.node(entry.value).span;
        if span.is_empty() { self.at(entry.key) } else { Location::new(self.file, span) }
    }

    /// A key and its value as one place.
    pub(super) fn entry_at(&self, entry: Entry) -> Location {
        self.at(entry.key).cover(self.value_at(entry))
    }

    /// What a node holds, for a look that reads nothing below it.
    pub(super) fn peek(&self, node: NodeId) -> &'r Value {
        self.tree.value(node)
    }

    /// Reads what `node` holds with `read`, counting what aliases unfold to; nothing where the budget is used up.
    pub(super) fn unfold<T>(&mut self, node: NodeId, read: impl FnOnce(&mut Self) -> T) -> Option<T> {
        let through_alias = matches!(self.tree.node(node).value, Value::Alias(_));
        self.aliases += usize::from(through_alias);
        let mut within = true;
        if self.aliases > 0 {
            self.unfolded += 1;
            within = self.unfolded <= ALIAS_BUDGET;
            if self.unfolded == ALIAS_BUDGET + 1 {
                let at = self.at(node);
                self.plan.note(Note { kind: NoteKind::AliasBudget, at, element: None });
            }
        }
        let result = within.then(|| read(self));
        self.aliases -= usize::from(through_alias);
        result
    }

    /// The entries of a mapping, each key once: a key that comes again is noted and left out.
    pub(super) fn entries(&mut self, node: NodeId, element: Option<ElementId>) -> Vec<(&'r str, Entry)> {
        let written = self.tree.entries(node);
        let mut kept: Vec<(&str, Entry)> = Vec::with_capacity(written.len());
        // A few keys are sooner gone through than hashed.
        let mut seen: Option<FxHashMap<&str, Entry>> = (written.len() > FEW).then(FxHashMap::default);
        for &entry in written {
            let Some(key) = self.key(entry, element) else { continue };
            let first = match &seen {
                Some(seen) => seen.get(key).copied(),
                None => kept.iter().find(|(known, _)| *known == key).map(|(_, first)| *first),
            };
            if let Some(first) = first {
                let (first, at) = (self.at(first.key), self.at(entry.key));
                self.plan.note(Note { kind: NoteKind::DuplicateKey { key: key.into(), first }, at, element });
                continue;
            }
            if let Some(seen) = &mut seen {
                seen.insert(key, entry);
            }
            kept.push((key, entry));
        }
        kept
    }

    /// The entries of a mapping whose keys are scalars, repeated ones too; another key is noted.
    pub(super) fn keyed(&mut self, node: NodeId, element: Option<ElementId>) -> Vec<(&'r str, Entry)> {
        let written = self.tree.entries(node);
        let mut kept = Vec::with_capacity(written.len());
        kept.extend(written.iter().filter_map(|&entry| Some((self.key(entry, element)?, entry))));
        kept
    }

    /// The key of an entry; one that is no scalar is noted.
    fn key(&mut self, entry: Entry, element: Option<ElementId>) -> Option<&'r str> {
        let key = self.tree.scalar(entry.key);
        if key.is_none() {
            self.invalid("key", entry.key, InvalidReason::WrongType, Form::Word, element);
        }
        key
    }

    pub(super) fn unknown_key(
        &mut self,
        key: &str,
        entry: Entry,
        known: impl IntoIterator<Item = &'static str>,
        element: Option<ElementId>,
    ) {
        let kind = NoteKind::UnknownKey { key: key.into(), nearest: nearest(key, known) };
        let at = self.at(entry.key);
        self.plan.note(Note { kind, at, element });
    }

    pub(super) fn invalid(
        &mut self,
        key: &str,
        node: NodeId,
        reason: InvalidReason,
        expected: impl Into<Expected>,
        element: Option<ElementId>,
    ) {
        self.invalid_word(key, node, reason, expected, None, element);
    }

    pub(super) fn invalid_word(
        &mut self,
        key: &str,
        node: NodeId,
        reason: InvalidReason,
        expected: impl Into<Expected>,
        nearest: Option<&str>,
        element: Option<ElementId>,
    ) {
        let at = self.at(node);
        let given = match self.tree.value(node) {
            Value::Scalar { text, .. } => Given::Words(shorten(text).into()),
            Value::Mapping(_) => Given::Mapping,
            Value::Sequence(_) => Given::List,
            _ => Given::Nothing,
        };
        let kind = NoteKind::InvalidValue {
            key: key.into(),
            given,
            reason,
            expected: expected.into(),
            nearest: nearest.map(Into::into),
        };
        self.plan.note(Note { kind, at, element });
    }
}

/// At most 60 characters of a value for a message.
fn shorten(text: &str) -> String {
    let first_line = text.lines().next().unwrap_or("");
    let mut short: String = first_line.chars().take(60).collect();
    if short.len() < text.trim_end().len() {
        short.push('…');
    }
    short
}
