//! All codes of a framework.

use rustc_hash::FxHashMap;

use super::Entry;

/// The codes of a framework, in its own order: each goal is followed by its targets, each target by its indicators.
#[derive(Debug)]
pub struct Catalogue {
    edition: Option<String>,
    entries: Vec<Entry>,
    by_code: FxHashMap<String, usize>,
}

impl Catalogue {
    /// A catalogue of `entries`, whose codes differ.
    pub(super) fn new(edition: Option<String>, entries: Vec<Entry>) -> Self {
        let by_code = entries.iter().enumerate().map(|(index, entry)| (entry.code.clone(), index)).collect();
        Self { edition, entries, by_code }
    }

    /// The edition of the framework that is listed, where it has editions; codes of a later one may be missing.
    #[must_use]
    pub fn edition(&self) -> Option<&str> {
        self.edition.as_deref()
    }

    /// All entries in the framework's order, with those that are no longer in force.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The entry of a canonical code. For what people write, see [`read`](super::read).
    #[must_use]
    pub fn entry(&self, code: &str) -> Option<&Entry> {
        self.by_code.get(code).map(|&index| &self.entries[index])
    }
}
