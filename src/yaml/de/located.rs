//! `Located<T>` as a serde type: the value together with its place.

use std::fmt;
use std::marker::PhantomData;

use serde::de::value::U32Deserializer;
use serde::de::{self, Deserialize, DeserializeSeed, IntoDeserializer, MapAccess, Visitor};

use super::{DeError, NodeDeserializer};
use crate::source::{FileId, Located, Location, Span};

/// The name by which the deserializer knows that a place is asked for.
pub(super) const NAME: &str = "planlint::Located";
const FIELDS: &[&str] = &["file", "start", "end", "value"];

/// The fields of a located value: the place first, then the value itself.
pub(super) struct Fields {
    next: usize,
    node: Option<NodeDeserializer>,
    at: Location,
}

impl Fields {
    pub(super) fn new(node: NodeDeserializer) -> Self {
        let top = node.top();
        let at = Location::new(top.document.file, top.span());
        Self { next: 0, node: Some(node), at }
    }
}

impl<'de> MapAccess<'de> for Fields {
    type Error = DeError;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, DeError> {
        let Some(name) = FIELDS.get(self.next) else { return Ok(None) };
        self.next += 1;
        let name: de::value::StrDeserializer<'_, DeError> = (*name).into_deserializer();
        seed.deserialize(name).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, DeError> {
        let number = match self.next {
            1 => self.at.file.0,
            2 => self.at.span.start,
            3 => self.at.span.end,
            _ => return seed.deserialize(self.node.take().expect("the value is asked for once")),
        };
        let number: U32Deserializer<DeError> = number.into_deserializer();
        seed.deserialize(number)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Located<T> {
    fn deserialize<D: de::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_struct(NAME, FIELDS, LocatedVisitor(PhantomData))
    }
}

struct LocatedVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for LocatedVisitor<T> {
    type Value = Located<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value with its place")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Located<T>, A::Error> {
        let (mut numbers, mut value) = ([0u32; 3], None);
        while let Some(key) = map.next_key::<String>()? {
            match FIELDS.iter().position(|field| *field == key) {
                Some(index @ 0..=2) => numbers[index] = map.next_value()?,
                _ => value = Some(map.next_value()?),
            }
        }
        let [file, start, end] = numbers;
        let at = Location::new(FileId(file), Span { start, end });
        value.map(|value| Located::new(value, at)).ok_or_else(|| de::Error::missing_field("value"))
    }
}
