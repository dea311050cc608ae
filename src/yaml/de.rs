//! Reading typed values from a tree, with the place of every mistake.
//!
//! A [`serde::Deserializer`] over one or several trees: a check's parameters come from a rule file, and a profile or a
//! project's configuration may replace some of them. The layers are laid over each other key by key, and each key
//! remembers the file that it came from, so that a wrong value is shown where a person wrote it.

mod error;
mod located;
mod scalar;

use std::sync::Arc;

use serde::de::value::StrDeserializer;
use serde::de::{self, DeserializeOwned, DeserializeSeed, IntoDeserializer, Visitor};

pub use error::DeError;

use super::{NodeId, ProblemKind, ScalarMap, Tree, Value};
use crate::source::{FileId, Location, Span};

/// A parsed file, shared by everything that was read from it.
#[derive(Debug)]
pub struct Document {
    /// The file.
    pub file: FileId,
    /// Its tree.
    pub tree: Tree,
}

/// A node together with the document that holds it.
#[derive(Clone, Debug)]
pub struct DocumentNode {
    document: Arc<Document>,
    node: NodeId,
    /// A key of the node that is not looked at.
    hidden: Option<&'static str>,
}

impl DocumentNode {
    /// The topmost node of a data file; none where it is empty. Data files are not drafts: where one is not sound YAML,
    /// nothing of it is read.
    ///
    /// # Errors
    /// The first problem of the text, at its place.
    pub fn open(file: FileId, text: &str) -> Result<Option<Self>, DeError> {
        let tree = super::read(text);
        if let Some(problem) = tree.problems().first() {
            let message = match &problem.kind {
                ProblemKind::Syntax(_, detail) => detail.clone(),
                ProblemKind::UnknownAnchor(name) => format!("the alias *{name} names no anchor"),
                ProblemKind::SecondDocument => "a file holds one document".to_owned(),
            };
            return Err(DeError::new(message, Location::new(file, problem.span)));
        }
        Ok(Self::root(&Arc::new(Document { file, tree })))
    }

    /// The topmost node of a data file that was parsed when planlint was built; none where it is empty.
    #[must_use]
    pub fn unpack(file: FileId, packed: &[u8]) -> Option<Self> {
        Self::root(&Arc::new(Document { file, tree: Tree::unpack(packed)? }))
    }

    /// The topmost node of a document; none where it is empty.
    #[must_use]
    pub fn root(document: &Arc<Document>) -> Option<Self> {
        Some(Self { document: Arc::clone(document), node: document.tree.root()?, hidden: None })
    }

    /// Where the node stands.
    #[must_use]
    pub fn at(&self) -> Location {
        Location::new(self.document.file, self.document.tree.node(self.node).span)
    }

    /// The entries of a mapping with scalar keys: key, its place, value.
    #[must_use]
    pub fn entries(&self) -> Vec<(&str, Location, Self)> {
        let tree = &self.document.tree;
        let entries = tree.entries(self.node).iter().filter_map(|entry| {
            let at = Location::new(self.document.file, tree.node(entry.key).span);
            let key = tree.scalar(entry.key).filter(|&key| Some(key) != self.hidden)?;
            Some((key, at, self.sibling(entry.value)))
        });
        entries.collect()
    }

    /// An error at the first key that stands twice in this mapping: one of the two values would be silently dropped.
    ///
    /// # Errors
    /// Where there is such a key.
    pub fn no_key_twice(&self) -> Result<(), DeError> {
        let mut seen = std::collections::HashSet::new();
        match self.entries().into_iter().find(|(key, ..)| !seen.insert(key.to_owned())) {
            Some((key, at, _)) => {
                Err(DeError::new(format!("the key `{key}` stands twice here"), at).with_help("keep one of the two"))
            }
            None => Ok(()),
        }
    }

    /// The same mapping without `key`.
    #[must_use]
    pub fn without(&self, key: &'static str) -> Self {
        Self { hidden: Some(key), ..self.clone() }
    }

    /// The place of a range of bytes of this scalar's text; `source` is the text of the node's file. The node's own
    /// place where it is no scalar.
    #[must_use]
    pub fn locate(&self, source: &str, range: std::ops::Range<usize>) -> Location {
        let tree = &self.document.tree;
        let scalar = tree.node(tree.resolve(self.node));
        let Value::Scalar { text, style } = &scalar.value else { return self.at() };
        let span = ScalarMap::new(source, scalar.span, text, *style).locate(range.start, range.end);
        Location::new(self.document.file, span)
    }

    /// The value of the first entry under `key`.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<Self> {
        self.document.tree.entry(self.node, key).map(|entry| self.sibling(entry.value))
    }

    /// The node's text, where it is a scalar.
    #[must_use]
    pub fn scalar(&self) -> Option<&str> {
        self.document.tree.scalar(self.node)
    }

    /// Whether the node is a mapping.
    #[must_use]
    pub fn is_mapping(&self) -> bool {
        matches!(self.value(), Value::Mapping(_))
    }

    /// The items of a list; none for another node.
    #[must_use]
    pub fn items(&self) -> Vec<Self> {
        match self.value() {
            Value::Sequence(items) => items.iter().map(|&item| self.sibling(item)).collect(),
            _ => Vec::new(),
        }
    }

    /// A value of type `T` from this node.
    ///
    /// # Errors
    /// Where the node does not hold a `T`; the error has the place of the fault.
    pub fn read<T: DeserializeOwned>(&self) -> Result<T, DeError> {
        T::deserialize(NodeDeserializer { layers: vec![self.clone()] })
    }

    /// A value of type `T` from this node with `over` laid over it, later layers over earlier ones.
    ///
    /// # Errors
    /// Where the layers together do not hold a `T`.
    pub fn read_layered<T: DeserializeOwned>(&self, over: &[Self]) -> Result<T, DeError> {
        let layers = std::iter::once(self).chain(over).cloned().collect();
        T::deserialize(NodeDeserializer { layers })
    }

    fn sibling(&self, node: NodeId) -> Self {
        Self { document: Arc::clone(&self.document), node, hidden: None }
    }

    fn value(&self) -> &Value {
        self.document.tree.value(self.node)
    }

    fn span(&self) -> Span {
        self.document.tree.node(self.node).span
    }
}

/// Deserializes the layers as one value: mappings are merged key by key, anything else is the last layer's.
struct NodeDeserializer {
    layers: Vec<DocumentNode>,
}

impl NodeDeserializer {
    fn top(&self) -> &DocumentNode {
        self.layers.last().expect("a deserializer is made of at least one layer")
    }

    /// Each key once, in the order of the first layer that has it, with the values of all layers that have it.
    fn merged(&self) -> Vec<(String, Location, Vec<DocumentNode>)> {
        let mut merged: Vec<(String, Location, Vec<DocumentNode>)> = Vec::new();
        for layer in &self.layers {
            for (key, at, value) in layer.entries() {
                match merged.iter_mut().find(|(known, ..)| known == key) {
                    Some((_, place, values)) => {
                        *place = at;
                        values.push(value);
                    }
                    None => merged.push((key.to_owned(), at, vec![value])),
                }
            }
        }
        merged
    }

    fn fail<T>(&self, result: Result<T, DeError>) -> Result<T, DeError> {
        result.map_err(|error| error.or_at(self.top().at()))
    }

    fn visit_mapping<'de, V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DeError> {
        self.layers.iter().try_for_each(DocumentNode::no_key_twice)?;
        let entries = self.merged().into_iter();
        let result = visitor.visit_map(Entries { entries, value: None });
        self.fail(result)
    }

    fn visit_list<'de, V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DeError> {
        let items = self.top().items().into_iter();
        let result = visitor.visit_seq(Items { items });
        self.fail(result)
    }
}

impl<'de> de::Deserializer<'de> for NodeDeserializer {
    type Error = DeError;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DeError> {
        let top = self.top();
        match top.value() {
            Value::Mapping(_) => self.visit_mapping(visitor),
            Value::Sequence(_) => self.visit_list(visitor),
            Value::Scalar { text, style } => self.fail(scalar::visit(text, *style, visitor)),
            Value::Absent => self.fail(visitor.visit_unit()),
            Value::Alias(_) | Value::Unresolved => self.fail(Err(de::Error::custom("an alias that names no anchor"))),
        }
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DeError> {
        match self.top().value() {
            // `severity: 1` is a wrong severity, but `since: 1.0` is a text: words are whatever was written.
            Value::Scalar { text, .. } => self.fail(visitor.visit_str(text)),
            _ => self.deserialize_any(visitor),
        }
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DeError> {
        self.deserialize_str(visitor)
    }

    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DeError> {
        self.deserialize_str(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DeError> {
        match self.top().value() {
            Value::Absent => self.fail(visitor.visit_none()),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, DeError> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, DeError> {
        if name == located::NAME {
            return visitor.visit_map(located::Fields::new(self));
        }
        match self.top().value() {
            Value::Absent => self.visit_mapping(visitor),
            _ => self.deserialize_any(visitor),
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, DeError> {
        if let Value::Scalar { text, .. } = self.top().value() {
            let variant: StrDeserializer<'_, DeError> = (**text).into_deserializer();
            let result = visitor.visit_enum(variant);
            return self.fail(result);
        }
        let merged = self.merged();
        match <[_; 1]>::try_from(merged) {
            Ok([(name, at, layers)]) => {
                let result = visitor.visit_enum(Variant { name, at, layers });
                self.fail(result)
            }
            Err(_) => self.fail(Err(de::Error::custom("exactly one key is expected here"))),
        }
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DeError> {
        // Nothing below is looked at: what is not wanted must not cost, whatever its aliases unfold to.
        visitor.visit_unit()
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char bytes byte_buf unit unit_struct seq tuple
        tuple_struct map
    }
}

struct Entries {
    entries: std::vec::IntoIter<(String, Location, Vec<DocumentNode>)>,
    value: Option<Vec<DocumentNode>>,
}

impl<'de> de::MapAccess<'de> for Entries {
    type Error = DeError;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, DeError> {
        let Some((key, at, value)) = self.entries.next() else { return Ok(None) };
        self.value = Some(value);
        let key: StrDeserializer<'_, DeError> = key.as_str().into_deserializer();
        seed.deserialize(key).map(Some).map_err(|error| error.or_at(at))
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, DeError> {
        let layers = self.value.take().expect("a value is asked for after its key");
        seed.deserialize(NodeDeserializer { layers })
    }
}

struct Items {
    items: std::vec::IntoIter<DocumentNode>,
}

impl<'de> de::SeqAccess<'de> for Items {
    type Error = DeError;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, DeError> {
        let Some(item) = self.items.next() else { return Ok(None) };
        seed.deserialize(NodeDeserializer { layers: vec![item] }).map(Some)
    }
}

struct Variant {
    name: String,
    at: Location,
    layers: Vec<DocumentNode>,
}

impl<'de> de::EnumAccess<'de> for Variant {
    type Error = DeError;
    type Variant = NodeDeserializer;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, NodeDeserializer), DeError> {
        let name: StrDeserializer<'_, DeError> = self.name.as_str().into_deserializer();
        let variant = seed.deserialize(name).map_err(|error| error.or_at(self.at))?;
        Ok((variant, NodeDeserializer { layers: self.layers }))
    }
}

impl<'de> de::VariantAccess<'de> for NodeDeserializer {
    type Error = DeError;

    fn unit_variant(self) -> Result<(), DeError> {
        Ok(())
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, DeError> {
        seed.deserialize(self)
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, DeError> {
        de::Deserializer::deserialize_any(self, visitor)
    }

    fn struct_variant<V: Visitor<'de>>(self, _: &'static [&'static str], visitor: V) -> Result<V::Value, DeError> {
        de::Deserializer::deserialize_any(self, visitor)
    }
}

#[cfg(test)]
mod tests;
