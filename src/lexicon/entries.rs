//! The entries of a list, flat or listed under what they mean.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

use crate::packing::{Packer, Unpacker};
use crate::source::{Located, Location};

/// Entries as a file gives them: of a table with what each means (`12`, `CHF`, `women`), of a flat list without.
#[derive(Clone, Debug, Default)]
pub struct Entries(Vec<(Box<str>, Located<String>)>);

impl Entries {
    /// Each entry with its meaning; the meaning is empty in a flat list.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Located<String>)> {
        self.0.iter().map(|(meaning, entry)| (&**meaning, entry))
    }

    /// Entries written in code, for tests.
    #[cfg(test)]
    pub(super) fn listed<'e>(
        entries: impl IntoIterator<Item = (&'e str, &'e str)>,
        at: crate::source::Location,
    ) -> Self {
        let entry = |(meaning, words): (&str, &str)| (meaning.into(), Located::new(words.to_owned(), at));
        Self(entries.into_iter().map(entry).collect())
    }

    /// Adds the entries of another.
    pub(super) fn extend(&mut self, other: &Self) {
        self.0.extend(other.0.iter().cloned());
    }

    /// Takes away the entries that another has; those of the other that are not there are returned.
    pub(super) fn remove(&mut self, other: &Self) -> Vec<Located<String>> {
        let same = |(meaning, entry): &(Box<str>, Located<String>), (of, gone): &(Box<str>, Located<String>)| {
            entry.value == gone.value && (of.is_empty() || of == meaning)
        };
        let idle = other.0.iter().filter(|gone| !self.0.iter().any(|entry| same(entry, gone)));
        let idle = idle.map(|(_, gone)| gone.clone()).collect();
        self.0.retain(|entry| !other.0.iter().any(|gone| same(entry, gone)));
        idle
    }

    /// The entries as bytes, without their places.
    pub(super) fn pack(&self, packer: &mut Packer) {
        packer.count(self.0.len());
        for (meaning, entry) in &self.0 {
            packer.text(meaning);
            packer.text(&entry.value);
        }
    }

    /// The entries that [`pack`](Self::pack) has made the bytes of; nothing for other bytes.
    pub(super) fn unpack(unpacker: &mut Unpacker<'_>) -> Option<Self> {
        let count = unpacker.count()?;
        let mut entry = || {
            let meaning = unpacker.text()?.into();
            Some((meaning, Located::new(unpacker.text()?.to_owned(), Location::default())))
        };
        (0..count).map(|_| entry()).collect::<Option<_>>().map(Self)
    }

    /// The words alone.
    pub(super) fn words(&self) -> Vec<String> {
        self.0.iter().map(|(_, entry)| entry.value.clone()).collect()
    }
}

impl<'de> Deserialize<'de> for Entries {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(EntriesVisitor)
    }
}

struct EntriesVisitor;

impl<'de> Visitor<'de> for EntriesVisitor {
    type Value = Entries;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a list of words, or a mapping from meaning to words")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Entries, A::Error> {
        let mut entries = Entries::default();
        while let Some(entry) = list.next_element::<Located<String>>()? {
            entries.0.push((Box::default(), entry));
        }
        Ok(entries)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Entries, A::Error> {
        let mut entries = Entries::default();
        while let Some((meaning, list)) = map.next_entry::<String, Vec<Located<String>>>()? {
            entries.0.extend(list.into_iter().map(|entry| (meaning.as_str().into(), entry)));
        }
        Ok(entries)
    }
}

/// Entries that a project adds to lists of a language or takes away.
#[derive(Clone, Debug, Default, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Amendment {
    /// Entries to add, by list.
    #[serde(default)]
    pub add: BTreeMap<super::List, Entries>,
    /// Entries to take away, by list.
    #[serde(default)]
    pub remove: BTreeMap<super::List, Entries>,
}
