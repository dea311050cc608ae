//! Lists that are read when they are first asked: most runs need few of few languages.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::needles::{self, Needles};
use super::shipped::Shipped;
use super::terms::WholeWords;
use super::{Entries, Form, List, PatternTable, Script, Terms};
use crate::source::Located;

/// One list in every language that has it.
#[derive(Debug, Default)]
pub(super) struct Languages {
    pub(super) by_language: BTreeMap<&'static str, Lazy>,
    /// The words of all of them: what carries no language, such as a unit, is looked up once and not in each.
    words: OnceLock<WholeWords>,
}

impl Languages {
    /// Forgets the words of all, for a list is about to change.
    pub(super) fn forget(&mut self) {
        self.words = OnceLock::new();
    }

    /// Whether `word`, as a whole, is in the list of a language.
    pub(super) fn has_word(&self, word: &str) -> bool {
        let words = self.words.get_or_init(|| {
            let entries = self.by_language.values().flat_map(|lazy| lazy.entries().iter());
            WholeWords::of(entries.map(|(_, entry)| entry.value.as_str()))
        });
        words.has(word)
    }
}

/// One list of one language.
#[derive(Debug, Default)]
pub(super) struct Lazy {
    pub(super) shipped: Shipped,
    pub(super) added: Entries,
    pub(super) removed: Entries,
    entries: OnceLock<Entries>,
    terms: OnceLock<Terms>,
    patterns: OnceLock<PatternTable>,
}

impl Lazy {
    pub(super) fn of(shipped: Shipped) -> Self {
        Self { shipped, ..Self::default() }
    }

    pub(super) fn entries(&self) -> &Entries {
        self.entries.get_or_init(|| {
            // The shipped files are tested; what cannot be read is told by `faults`.
            let mut entries = self.shipped.entries().unwrap_or_default();
            entries.remove(&self.removed);
            entries.extend(&self.added);
            entries
        })
    }

    /// The needles of each entry, of a list of patterns.
    fn needles(&self) -> Vec<Needles> {
        let shipped = self.shipped.needles();
        let of = |(_, entry): (&str, &Located<String>)| match shipped.get(entry.value.as_str()) {
            Some(known) => known.clone(),
            None => needles::needles_of(&entry.value),
        };
        self.entries().iter().map(of).collect()
    }

    pub(super) fn terms(&self, language: &str, list: List) -> &Terms {
        self.terms.get_or_init(|| match list.form() {
            Form::Patterns | Form::PatternTable => Terms::patterns(self.entries().words(), &self.needles()),
            Form::Words | Form::Phrases | Form::Table => Terms::words(self.entries().words(), Script::of(language)),
        })
    }

    /// The entries as patterns listed under what they mean.
    pub(super) fn patterns(&self) -> &PatternTable {
        self.patterns.get_or_init(|| PatternTable::new(self.entries(), &self.needles()))
    }
}
