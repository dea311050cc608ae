//! Texts in one or several languages.

use std::ops::Range;
use std::sync::Arc;

use crate::source::{Location, Span};
use crate::yaml::ScalarMap;

/// A text in one language.
#[derive(Clone, Debug, PartialEq)]
pub struct TextEntry {
    /// The language tag, in lower case (`en`, `zh`, `pt-br`).
    pub language: Arc<str>,
    /// The words.
    pub words: Arc<str>,
    /// Where they are written.
    pub at: Location,
    map: ScalarMap,
}

impl TextEntry {
    /// `words` in `language`, written at `at`, with the map from words to bytes.
    #[must_use]
    pub fn new(language: impl Into<Arc<str>>, words: impl Into<Arc<str>>, at: Location, map: ScalarMap) -> Self {
        Self { language: language.into(), words: words.into(), at, map }
    }

    /// The place of a range of bytes of the words.
    #[must_use]
    pub fn locate(&self, range: Range<usize>) -> Location {
        let span: Span = self.map.locate(range.start, range.end);
        Location::new(self.at.file, span)
    }
}

/// A text as a plan gives it: once, or in several languages.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Text {
    /// The versions, in the order written.
    pub entries: Vec<TextEntry>,
}

impl Text {
    /// The version in `language`, or in a dialect of it.
    #[must_use]
    pub fn in_language(&self, language: &str) -> Option<&TextEntry> {
        self.entries.iter().find(|entry| &*entry.language == language).or_else(|| {
            let primary = |tag: &str| tag.split('-').next().map(str::to_owned);
            self.entries.iter().find(|entry| primary(&entry.language) == primary(language))
        })
    }

    /// The version in `language`, else the first.
    #[must_use]
    pub fn preferred(&self, language: &str) -> Option<&TextEntry> {
        self.in_language(language).or_else(|| self.entries.first())
    }
}
