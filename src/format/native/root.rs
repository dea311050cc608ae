//! Files of a plan: the root, and the files that it includes.

use std::sync::Arc;

use super::reader::Reader;
use super::text::is_language;
use crate::plan::schema::{self, FieldSpec, may_stand_in_include};
use crate::plan::{Comment, ElementId, Form, InvalidReason, Kind, Note, NoteKind, PlanBuilder};
use crate::source::{Encoding, FileId, Located, Location, SourceFile, Span};
use crate::yaml::{self, ProblemKind, Tree, Value};

/// Other files that a root names, as written.
#[derive(Clone, Debug, Default)]
pub struct References {
    /// `include:`
    pub includes: Vec<Located<Arc<str>>>,
    /// `succeeds:`
    pub succeeds: Option<Located<Arc<str>>>,
    /// `implements:`
    pub implements: Option<Located<Arc<str>>>,
}

/// Whether a document is the root of a plan: a mapping with `plan` at the top.
#[must_use]
pub fn is_root(tree: &Tree) -> bool {
    tree.root().is_some_and(|root| tree.entry(root, "plan").is_some())
}

/// As [`is_root`], of a text of which nothing has been read yet.
#[must_use]
pub fn is_root_text(text: &str) -> bool {
    yaml::has_root_key(text, "plan")
}

/// Reads the root of a plan.
#[must_use]
pub fn read_root(file: FileId, source: &SourceFile, tree: &Tree) -> (PlanBuilder, References) {
    let root = tree.root();
    let entry = root.and_then(|root| tree.entry(root, "plan"));
    let id = entry.and_then(|entry| tree.scalar(entry.value)).unwrap_or("");
    let id = if id.trim().is_empty() { "plan" } else { id };
    let place = |node| Location::new(file, tree.node(node).span);
    let key = entry.map_or(Location::new(file, Span::empty(0)), |entry| {
        let value = place(entry.value);
        if value.span.is_empty() { place(entry.key) } else { value }
    });
    let at = root.map_or(key, place);
    let mut plan = PlanBuilder::new(file, id, key, at);
    let language = language_of(tree);
    let mut reader = Reader::new(file, source.text(), tree, &mut plan);
    if let Some(language) = &language {
        reader.language = language.clone();
    }
    reader.text_notes(source.encoding());
    if let Some(root) = root {
        reader.fields(Kind::Plan, root, ElementId::PLAN);
    }
    let references = reader.references();
    (plan, references)
}

/// Reads an included file into `plan`, and gives the files that it names under `include:`, which only a root may.
pub fn read_include(
    file: FileId,
    source: &SourceFile,
    tree: &Tree,
    language: &str,
    plan: &mut PlanBuilder,
) -> Vec<Located<Arc<str>>> {
    plan.file(file);
    let mut reader = Reader::new(file, source.text(), tree, plan);
    reader.language = language.into();
    reader.text_notes(source.encoding());
    let mut nested = Vec::new();
    let Some(root) = tree.root() else { return nested };
    if !matches!(tree.value(root), Value::Mapping(_)) {
        reader.invalid("include", root, InvalidReason::WrongType, Form::SectionsMapping, None);
        return nested;
    }
    let sections: Vec<&'static FieldSpec> =
        schema::fields(Kind::Plan).iter().filter(|spec| may_stand_in_include(spec)).collect();
    for (key, entry) in reader.entries(root, Some(ElementId::PLAN)) {
        match sections.iter().find(|spec| spec.name == key) {
            Some(spec) => reader.any_field(spec, entry, ElementId::PLAN),
            None if key == "include" => nested.extend(reader.names(key, entry.value, None).unwrap_or_default()),
            None => reader.unknown_key(key, entry, sections.iter().map(|spec| spec.name), Some(ElementId::PLAN)),
        }
    }
    nested
}

/// The language of texts that name none: `language`, else the first of `languages`.
#[must_use]
pub fn language_of(tree: &Tree) -> Option<Arc<str>> {
    let root = tree.root()?;
    let word = |key: &str| {
        let value = tree.entry(root, key)?.value;
        match tree.value(value) {
            Value::Sequence(items) => tree.scalar(*items.first()?),
            _ => tree.scalar(value),
        }
    };
    let tag = word("language").or_else(|| word("languages"))?;
    is_language(tag).then(|| tag.to_lowercase().into())
}

impl Reader<'_> {
    /// Notes about the file as text: its bytes, its syntax, its comments.
    fn text_notes(&mut self, encoding: Encoding) {
        let (file, mut notes) = (self.file, Vec::new());
        if let Some((span, reason)) = encoding.fault() {
            notes.push((span, NoteKind::Encoding { reason }));
        }
        for problem in self.tree.problems() {
            let (slip, detail) = match &problem.kind {
                ProblemKind::Syntax(slip, detail) => (slip.name(), detail.clone()),
                ProblemKind::UnknownAnchor(name) => ("unknown-alias", name.clone()),
                ProblemKind::SecondDocument => ("second-document", String::new()),
            };
            notes.push((problem.span, NoteKind::Syntax { slip, detail }));
        }
        for (span, kind) in notes {
            self.plan.note(Note { kind, at: Location::new(file, span), element: None });
        }
        for comment in self.tree.comments() {
            self.plan.comment(Comment { at: Location::new(file, comment.span), text: comment.text.clone() });
        }
    }

    fn references(&self) -> References {
        let words = |name: &str| {
            let field = self.plan.field_of(ElementId::PLAN, name);
            match field.map(|field| &field.value) {
                // A blank names no file.
                Some(crate::plan::FieldValue::Words(words)) => {
                    words.iter().filter(|word| !word.value.trim().is_empty()).cloned().collect()
                }
                _ => Vec::new(),
            }
        };
        References {
            includes: words("include"),
            succeeds: words("succeeds").into_iter().next(),
            implements: words("implements").into_iter().next(),
        }
    }
}

/// The paths under `include:` of a root, as written; none where the document is no root.
#[must_use]
pub fn includes(tree: &Tree) -> Vec<String> {
    let Some(root) = tree.root().filter(|_| is_root(tree)) else { return Vec::new() };
    let Some(entry) = tree.entry(root, "include") else { return Vec::new() };
    match tree.value(entry.value) {
        Value::Sequence(items) => items.iter().filter_map(|&item| tree.scalar(item).map(str::to_owned)).collect(),
        _ => tree.scalar(entry.value).map(str::to_owned).into_iter().collect(),
    }
}
