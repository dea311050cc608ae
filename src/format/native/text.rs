//! Texts: a string in the plan's language, or one string a language.

use std::sync::Arc;

use oxilangtag::LanguageTag;

use super::reader::Reader;
use crate::plan::{ElementId, Form, InvalidReason, Text, TextEntry};
use crate::source::Located;
use crate::yaml::{Entry, NodeId, ScalarMap, Value};

/// Whether a word can be a language tag in a plan: well-formed, with a primary language of two or three letters.
pub(super) fn is_language(word: &str) -> bool {
    LanguageTag::parse(word).is_ok_and(|tag| matches!(tag.primary_language().len(), 2 | 3))
}

impl Reader<'_> {
    /// The text of `entry`; nothing where it is of another type, which is noted.
    pub(super) fn text_value(&mut self, key: &str, entry: Entry, element: Option<ElementId>) -> Option<Text> {
        let node = entry.value;
        match self.peek(node) {
            Value::Scalar { .. } => {
                let language = self.language.clone();
                Some(Text { entries: self.text_entry(language, node).into_iter().collect() })
            }
            Value::Absent => Some(Text::default()),
            Value::Mapping(_) => {
                let mut text = Text::default();
                for (language, inner) in self.entries(node, element) {
                    if !is_language(language) {
                        self.invalid_word(
                            language,
                            inner.key,
                            InvalidReason::UnknownLanguage,
                            Form::LanguageTag,
                            None,
                            element,
                        );
                        continue;
                    }
                    match self.peek(inner.value) {
                        Value::Scalar { .. } => {
                            let language = self.language_tag(language);
                            text.entries.extend(self.text_entry(language, inner.value));
                        }
                        Value::Absent | Value::Unresolved => {}
                        _ => self.invalid(language, inner.value, InvalidReason::WrongType, Form::Text, element),
                    }
                }
                Some(text)
            }
            Value::Unresolved => None,
            _ => {
                self.invalid(key, node, InvalidReason::WrongType, Form::TextByLanguage, element);
                None
            }
        }
    }

    /// A language tag in lower case. A plan has few and many texts in each, which share it.
    fn language_tag(&mut self, written: &str) -> Arc<str> {
        if *written == *self.language {
            return Arc::clone(&self.language);
        }
        let tag = written.to_lowercase();
        if let Some(known) = self.languages.iter().find(|known| ***known == *tag) {
            return Arc::clone(known);
        }
        let tag: Arc<str> = tag.into();
        self.languages.push(Arc::clone(&tag));
        tag
    }

    /// The words of one scalar in `language`, with the map to their bytes.
    pub(super) fn text_entry(&self, language: Arc<str>, node: NodeId) -> Option<TextEntry> {
        let scalar = self.tree.resolve(node);
        let Value::Scalar { text, style } = &self.tree.node(scalar).value else { return None };
        let written = self.tree.node(scalar).span;
        let map = ScalarMap::new(self.text, written, text, *style);
        Some(TextEntry::new(language, Arc::clone(text), self.at(scalar), map))
    }

    /// One word with its place; nothing where it is of another type, which is noted, or blank.
    pub(super) fn one_word(
        &mut self,
        key: &str,
        node: NodeId,
        expected: Form,
        element: Option<ElementId>,
    ) -> Option<Located<Arc<str>>> {
        match self.peek(node) {
            Value::Scalar { text, .. } => Some(Located::new(Arc::clone(text), self.at(node))),
            Value::Absent | Value::Unresolved => None,
            _ => {
                self.invalid(key, node, InvalidReason::WrongType, expected, element);
                None
            }
        }
    }
}
