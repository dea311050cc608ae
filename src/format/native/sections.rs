//! Sections of the root that hold no elements: continuity, glossary, document, results framework.

use super::reader::Reader;
use crate::plan::schema::{self, FieldSpec};
use crate::plan::{
    Disposition, DocumentPart, Element, ElementId, Fate, FieldValue, Form, GlossaryTerm, InvalidReason, Text,
};
use crate::source::Located;
use crate::yaml::{Entry, Value};

impl<'r> Reader<'r> {
    /// The entries of a section, each key once, after the section itself was added as a field of the plan; none where it
    /// is of another type, which is noted.
    pub(super) fn section(
        &mut self,
        spec: &'static FieldSpec,
        entry: Entry,
        plan: ElementId,
    ) -> Option<Vec<(&'r str, Entry)>> {
        let entries = match self.peek(entry.value) {
            Value::Mapping(_) => self.entries(entry.value, Some(plan)),
            Value::Absent => Vec::new(),
            _ => {
                self.invalid(spec.name, entry.value, InvalidReason::WrongType, Form::Mapping, Some(plan));
                self.add_field(plan, spec.name, entry, FieldValue::Invalid);
                return None;
            }
        };
        self.add_field(plan, spec.name, entry, FieldValue::Section { entries: entries.len() });
        Some(entries)
    }

    pub(super) fn continuity(&mut self, spec: &'static FieldSpec, entry: Entry, plan: ElementId) {
        for (id, inner) in self.section(spec, entry, plan).unwrap_or_default() {
            let read = self.unfold(inner.value, |reader| reader.small_mapping(id, inner, schema::DISPOSITION, plan));
            let Some(read) = read else { continue };
            let fate = read.words("disposition").first().and_then(|word| {
                let fate = Fate::ALL.into_iter().find(|fate| fate.name() == &*word.value)?;
                Some(Located::new(fate, word.at))
            });
            self.plan.disposition(Disposition {
                id: Located::new(id.into(), self.at(inner.key)),
                at: self.entry_at(inner),
                fate,
                to: read.links("to").to_vec(),
                reason: words_of(&read, "reason"),
                quote: words_of(&read, "quote"),
                note: words_of(&read, "note"),
            });
        }
    }

    pub(super) fn glossary(&mut self, spec: &'static FieldSpec, entry: Entry, plan: ElementId) {
        for (name, inner) in self.section(spec, entry, plan).unwrap_or_default() {
            let fields = self.small_mapping(name, inner, schema::TERM, plan);
            let name = Located::new(name.into(), self.at(inner.key));
            self.plan.term(GlossaryTerm { name, fields });
        }
    }

    pub(super) fn document(&mut self, spec: &'static FieldSpec, entry: Entry, plan: ElementId) {
        let mut document = self.loose(spec.name, entry);
        for (key, inner) in self.section(spec, entry, plan).unwrap_or_default() {
            match schema::DOCUMENT.iter().find(|known| known.name == key) {
                Some(known) if known.name == "parts" => self.parts_of_document(inner, plan),
                Some(known) => {
                    let field = self.field(known, inner, plan);
                    document.fields.push(field);
                }
                None => self.unknown_key(key, inner, schema::DOCUMENT.iter().map(|s| s.name), Some(plan)),
            }
        }
        self.plan.document(document);
    }

    fn parts_of_document(&mut self, entry: Entry, plan: ElementId) {
        if !matches!(self.peek(entry.value), Value::Mapping(_) | Value::Absent) {
            self.invalid("parts", entry.value, InvalidReason::WrongType, Form::DocumentMapping, Some(plan));
            return;
        }
        for (number, inner) in self.entries(entry.value, Some(plan)) {
            let fields = self.small_mapping(number, inner, schema::PART, plan);
            let number = Located::new(number.into(), self.at(inner.key));
            self.plan.part(DocumentPart { number, fields });
        }
    }

    pub(super) fn results_framework(&mut self, spec: &'static FieldSpec, entry: Entry, plan: ElementId) {
        let framework = self.small_mapping(spec.name, entry, schema::RESULTS_FRAMEWORK, plan);
        let entries = framework.fields.len();
        self.add_field(plan, spec.name, entry, FieldValue::Section { entries });
        self.plan.results_framework(framework);
    }
}

/// A text with words in it; nothing where it is blank.
fn words_of(fields: &Element, name: &str) -> Option<Text> {
    let mut text = fields.text(name)?.clone();
    text.entries.retain(|entry| !entry.words.trim().is_empty());
    (!text.entries.is_empty()).then_some(text)
}
