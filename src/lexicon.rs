//! Word lists, one file a language in `rules/lexicon/`, as a project has amended them.

mod terms;

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Deserialize;

use crate::source::Located;
use crate::yaml::de::{DeError, DocumentNode};

pub use terms::{Script, Terms};

/// The word lists that a language has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum List {
    /// Words that stand for a value, a date or an amount that is yet to come.
    Placeholder,
    /// Patterns of text in which a value is left open.
    PlaceholderPattern,
    /// Words of results that are either reached or not: adopted, in force, established.
    Milestone,
    /// Names of offices in the field.
    RegionalPresence,
    /// Words for people, in populations and names of indicators.
    People,
    /// Spellings of percent as a unit.
    Percent,
    /// Units and names of shares that can exceed a hundred percent, or fall below zero.
    Unbounded,
    /// Words for the whole population, which narrower ones are compared with.
    Everyone,
    /// Patterns of words around a population that narrow nothing: the, all, worldwide.
    Unrestricting,
    /// Words for what has no sex and age: institutions, money, works.
    Things,
    /// Units that are counts, so that values of groups that do not overlap add up.
    Countable,
    /// Words that make an average or a relation of a count.
    Average,
    /// Patterns of words that say that an indicator is a share.
    ShareOf,
    /// Patterns of a breakdown at the end of an indicator's name.
    Breakdown,
    /// Words in an indicator's name that tell what it is counted in.
    CountedUnit,
    /// Words for counts that are taken once in many years.
    RareCount,
    /// Words behind which a number names something instead of counting it.
    Naming,
    /// Endings that make a number an ordinal.
    Ordinal,
    /// Beginnings of words that multiply or divide what there is.
    Multiple,
    /// Names of the Sustainable Development Goals and of the agenda that holds them.
    Sdg,
}

/// Entries that a project adds to a list or takes away.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Amendment {
    /// Entries to add, by list.
    #[serde(default)]
    pub add: BTreeMap<List, Vec<String>>,
    /// Entries to take away, by list.
    #[serde(default)]
    pub remove: BTreeMap<List, Vec<Located<String>>>,
}

/// The word lists of all languages.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    lists: BTreeMap<(String, List), Arc<Terms>>,
    idle: Vec<Located<String>>,
}

impl Lexicon {
    /// Reads the lists of each language, amended.
    ///
    /// # Errors
    /// The first fault, at its place: an unknown list, a pattern that is none.
    pub fn read(files: &[(&str, DocumentNode)], amendments: &BTreeMap<String, Amendment>) -> Result<Self, DeError> {
        let mut lexicon = Self::default();
        for (language, root) in files {
            let mut lists: BTreeMap<List, Vec<String>> = root.read()?;
            if let Some(Amendment { add, remove }) = amendments.get(*language) {
                for (list, entries) in remove {
                    let list = lists.entry(*list).or_default();
                    lexicon.idle.extend(entries.iter().filter(|entry| !list.contains(&entry.value)).cloned());
                    list.retain(|word| entries.iter().all(|entry| entry.value != *word));
                }
                for (list, entries) in add {
                    lists.entry(*list).or_default().extend(entries.iter().cloned());
                }
            }
            for (list, entries) in lists {
                let script = Script::of(language);
                let terms = match list {
                    List::PlaceholderPattern | List::Unrestricting | List::ShareOf | List::Breakdown => {
                        Terms::patterns(entries)
                    }
                    _ => Terms::words(entries, script),
                };
                // The lists of the binary are tested; only a project's own patterns can be faulty.
                if let Some(fault) = amendments.contains_key(*language).then(|| terms.fault()).flatten() {
                    return Err(DeError::new(format!("a pattern of the language {language}: {fault}"), root.at()));
                }
                lexicon.lists.insert(((*language).to_owned(), list), Arc::new(terms));
            }
        }
        Ok(lexicon)
    }

    /// The terms of one list in one language, or in the language of which it is a dialect.
    #[must_use]
    pub fn terms(&self, language: &str, list: List) -> Option<&Terms> {
        let primary = language.split('-').next().unwrap_or(language);
        self.lists.get(&(primary.to_owned(), list)).map(|terms| &**terms)
    }

    /// Entries that a project takes away from a list that does not have them.
    #[must_use]
    pub fn idle(&self) -> &[Located<String>] {
        &self.idle
    }

    /// What is wrong with patterns, a line each.
    #[must_use]
    pub fn faults(&self) -> Vec<String> {
        self.lists.values().filter_map(|terms| terms.fault()).collect()
    }

    /// The terms of one list in every language.
    pub fn in_every_language(&self, list: List) -> impl Iterator<Item = &Terms> {
        self.lists.iter().filter(move |((_, known), _)| *known == list).map(|(_, terms)| &**terms)
    }

    /// Whether a word, as a whole, is in the list of any language: for words that carry no language, such as units.
    #[must_use]
    pub fn is_word(&self, list: List, word: &str) -> bool {
        self.in_every_language(list).any(|terms| terms.is_whole(word))
    }

    /// Whether `text`, as a whole, stands for a value that is yet to come, as a blank does too: for values and dates,
    /// which have no language.
    #[must_use]
    pub fn is_placeholder(&self, text: &str) -> bool {
        let text = text.trim();
        if text.is_empty() {
            return true;
        }
        let whole = |terms: &Terms| terms.find(text).is_some_and(|found| found == (0..text.len()));
        self.is_word(List::Placeholder, text) || self.in_every_language(List::PlaceholderPattern).any(whole)
    }

    /// `text` without what the patterns of the list match in `language`.
    #[must_use]
    pub fn without(&self, list: List, text: &str, language: &str) -> String {
        self.terms(language, list).map_or_else(|| text.to_owned(), |terms| terms.removed_from(text))
    }

    /// The first term of the list that stands in `text`, in `language`.
    #[must_use]
    pub fn find(&self, list: List, text: &str, language: &str) -> Option<std::ops::Range<usize>> {
        self.terms(language, list)?.find(text)
    }
}
