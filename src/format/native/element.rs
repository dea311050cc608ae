//! Elements and what stands under them.

use std::sync::Arc;

use super::reader::Reader;
use super::text::is_language;
use crate::plan::schema::{self, FieldSpec, FieldType};
use crate::plan::{Element, ElementId, Expected, Field, FieldValue, Form, InvalidReason, Kind};
use crate::yaml::{Entry, NodeId, Value};

impl Reader<'_> {
    /// A section: elements of `kind` keyed by id.
    pub(super) fn children(&mut self, spec: &'static FieldSpec, kind: Kind, entry: Entry, parent: ElementId) {
        let entries = match self.peek(entry.value) {
            Value::Mapping(_) => self.keyed(entry.value, Some(parent)),
            // An alias that names no anchor is a syntax error already.
            Value::Absent | Value::Unresolved => Vec::new(),
            // An empty list says the same as an empty mapping: there are none.
            Value::Sequence(items) if items.is_empty() => Vec::new(),
            _ => {
                let expected = Expected::Elements(kind);
                self.invalid(spec.name, entry.value, InvalidReason::WrongType, expected, Some(parent));
                self.add_field(parent, spec.name, entry, FieldValue::Invalid);
                return;
            }
        };
        self.add_field(parent, spec.name, entry, FieldValue::Section { entries: entries.len() });
        for (id, inner) in entries {
            self.unfold(inner.value, |reader| reader.element(kind, id, inner, parent));
        }
    }

    pub(super) fn add_field(&mut self, element: ElementId, name: &'static str, entry: Entry, value: FieldValue) {
        let field = Field { name, key: self.at(entry.key), at: self.value_at(entry), value };
        self.plan.field(element, field);
    }

    fn element(&mut self, kind: Kind, id: &str, entry: Entry, parent: ElementId) {
        let (key, at) = (self.at(entry.key), self.entry_at(entry));
        let element = self.plan.element(Element {
            id: self.tree.shared(entry.key).map_or_else(|| id.into(), Arc::clone),
            kind,
            parent: Some(parent),
            key,
            at,
            fields: Vec::with_capacity(self.tree.entries(entry.value).len()),
        });
        if !schema::is_id(id) {
            self.invalid("id", entry.key, InvalidReason::BadId, Form::Id, Some(element));
        }
        match self.peek(entry.value) {
            Value::Mapping(_) if kind == Kind::Scope && self.is_text(entry.value, kind) => self.title(entry, element),
            Value::Mapping(_) => self.fields(kind, entry.value, element),
            Value::Absent | Value::Unresolved => {}
            Value::Scalar { .. } if kind == Kind::Scope => self.title(entry, element),
            Value::Scalar { .. } => {
                self.invalid(id, entry.value, InvalidReason::WrongType, Form::ElementMapping, Some(element));
                self.title(entry, element);
            }
            Value::Sequence(_) | Value::Alias(_) => {
                self.invalid(id, entry.value, InvalidReason::WrongType, Form::Mapping, Some(element));
            }
        }
    }

    fn title(&mut self, entry: Entry, element: ElementId) {
        if let Some(text) = self.text_value("title", entry, Some(element)) {
            self.add_field(element, "title", entry, FieldValue::Text(text));
        }
    }

    /// Whether a mapping is a text in several languages, not an element with the keys of a kind: `sdg` has the form of a
    /// language tag, and is none here.
    pub(super) fn is_text(&self, node: NodeId, kind: Kind) -> bool {
        let mut keys = self.tree.entries(node).iter().filter_map(|entry| self.tree.scalar(entry.key)).peekable();
        keys.peek().is_some() && keys.all(|key| is_language(key) && schema::find(kind, key).is_none())
    }

    /// The keys of an element.
    pub(super) fn fields(&mut self, kind: Kind, node: NodeId, element: ElementId) {
        for (key, entry) in self.entries(node, Some(element)) {
            match schema::find(kind, key) {
                Some(spec) => self.any_field(spec, entry, element),
                None => {
                    let known = schema::fields(kind).iter().map(|spec| spec.name);
                    self.unknown_key(key, entry, known, Some(element));
                }
            }
        }
    }

    /// A field of any type, with what stands under it.
    pub(super) fn any_field(&mut self, spec: &'static FieldSpec, entry: Entry, element: ElementId) {
        match spec.holds {
            FieldType::Children(kind) => {
                self.unfold(entry.value, |reader| reader.children(spec, kind, entry, element));
            }
            FieldType::Statement(kind) => self.statement(spec, kind, entry, element),
            FieldType::Resources => self.resources(spec, entry, element),
            FieldType::Continuity => self.continuity(spec, entry, element),
            FieldType::Glossary => self.glossary(spec, entry, element),
            FieldType::Document => self.document(spec, entry, element),
            FieldType::ResultsFramework => self.results_framework(spec, entry, element),
            _ => {
                let field = self.field(spec, entry, element);
                self.plan.field(element, field);
            }
        }
    }

    /// The vision or the mission: a text, or an element with a statement.
    fn statement(&mut self, spec: &'static FieldSpec, kind: Kind, entry: Entry, parent: ElementId) {
        if matches!(self.peek(entry.value), Value::Absent) {
            self.add_field(parent, spec.name, entry, FieldValue::Blank);
            return;
        }
        let (key, at) = (self.at(entry.key), self.entry_at(entry));
        let fields = Vec::new();
        let element = self.plan.element(Element { id: spec.name.into(), kind, parent: Some(parent), key, at, fields });
        if matches!(self.peek(entry.value), Value::Mapping(_)) && !self.is_text(entry.value, kind) {
            self.fields(kind, entry.value, element);
            let entries = self.tree.entries(entry.value).len();
            self.add_field(parent, spec.name, entry, FieldValue::Section { entries });
        } else if let Some(text) = self.text_value(spec.name, entry, Some(element)) {
            self.add_field(element, "statement", entry, FieldValue::Text(text.clone()));
            self.add_field(parent, spec.name, entry, FieldValue::Text(text));
        } else {
            self.add_field(parent, spec.name, entry, FieldValue::Invalid);
        }
    }
}
