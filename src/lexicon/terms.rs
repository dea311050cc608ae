//! A list of terms, compiled so that a text is searched once.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::OnceLock;

use regex::Regex;
use unicode_normalization::UnicodeNormalization;

use super::needles::Needles;
use super::pattern_set::PatternSet;
use super::word_search::WordSearch;

/// How words of a language stand in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Script {
    /// Words between blanks and marks.
    Spaced,
    /// Words between blanks and marks, with prefixes written onto them (Arabic).
    Prefixed,
    /// Words without blanks between them (Chinese).
    Unspaced,
}

impl Script {
    /// How the words of `language` stand.
    #[must_use]
    pub fn of(language: &str) -> Self {
        match language.split('-').next() {
            Some("zh" | "ja" | "th" | "lo" | "km" | "my") => Self::Unspaced,
            Some("ar") => Self::Prefixed,
            _ => Self::Spaced,
        }
    }
}

/// A list, compiled when it is first asked: most runs need few of the lists of few languages.
#[derive(Debug)]
pub struct Terms {
    entries: Vec<String>,
    whole: OnceLock<HashSet<String>>,
    search: Search,
}

/// How a list is looked for.
#[derive(Debug)]
enum Search {
    Words(Script, OnceLock<WordSearch>),
    Patterns(PatternSet),
}

/// The form in which whole words are compared: compatibility characters unified, lower case, no blanks around.
pub(super) fn plain(word: &str) -> String {
    let word = word.trim();
    if word.is_ascii() { word.to_ascii_lowercase() } else { word.nfkc().collect::<String>().to_lowercase() }
}

impl Terms {
    /// Words to find, letter case not regarded.
    #[must_use]
    pub fn words(entries: Vec<String>, script: Script) -> Self {
        Self { entries, whole: OnceLock::new(), search: Search::Words(script, OnceLock::new()) }
    }

    /// Patterns to find, with the needles of each; without, each text is searched. One that is no pattern finds nothing;
    /// [`fault`](Self::fault) tells.
    #[must_use]
    pub(super) fn patterns(entries: Vec<String>, needles: &[Needles]) -> Self {
        let search = Search::Patterns(PatternSet::new(entries.iter().map(String::as_str), needles));
        Self { entries, whole: OnceLock::new(), search }
    }

    /// The entries as they are listed.
    pub fn entries(&self) -> impl Iterator<Item = &str> {
        self.entries.iter().map(String::as_str)
    }

    /// What is wrong with the first entry that is no pattern.
    #[must_use]
    pub fn fault(&self) -> Option<String> {
        match self.search {
            Search::Words(..) => None,
            Search::Patterns(_) => {
                self.entries.iter().find_map(|entry| Regex::new(entry).err()).map(|error| error.to_string())
            }
        }
    }

    /// Whether `word`, as a whole, is a term.
    #[must_use]
    pub fn is_whole(&self, word: &str) -> bool {
        self.is_whole_plain(&plain(word))
    }

    /// As [`is_whole`](Self::is_whole), for a word that is [`plain`] already.
    pub(super) fn is_whole_plain(&self, word: &str) -> bool {
        let whole = self.whole.get_or_init(|| self.entries.iter().map(|entry| plain(entry)).collect());
        whole.contains(word)
    }

    /// Where the first term stands in `text`. Where a pattern has a group, the group's words are what was found, and the
    /// rest of the pattern is what must stand around them.
    #[must_use]
    pub fn find(&self, text: &str) -> Option<Range<usize>> {
        match &self.search {
            Search::Words(script, words) => {
                let words = words.get_or_init(|| WordSearch::new(self.entries.iter().map(String::as_str), *script));
                words.find(text)
            }
            Search::Patterns(patterns) => patterns.find(text),
        }
    }

    /// `text` without what matches, in a list of patterns.
    #[must_use]
    pub fn removed_from(&self, text: &str) -> String {
        match &self.search {
            Search::Words(..) => text.to_owned(),
            Search::Patterns(patterns) => patterns.removed_from(text),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::needles::needles_of;

    fn terms(words: &[&str], language: &str) -> Terms {
        let words: Vec<String> = words.iter().map(|&word| word.to_owned()).collect();
        Terms::words(words, Script::of(language))
    }

    #[test]
    fn words_are_found_as_words() {
        let women = terms(&["women", "girls"], "en");
        assert_eq!(women.find("Share of Women, 15+"), Some(9..14));
        assert_eq!(women.find("womenfolk"), None);
        assert!(terms(&["人口"], "zh").find("世界人口被覆盖").is_some());
        assert!(terms(&["سكان"], "ar").find("نسبة السكان").is_some());
        assert!(terms(&["%"], "en").is_whole("％"));
    }

    #[test]
    fn a_pattern_that_is_none_is_told() {
        assert!(Terms::patterns(vec!["(".to_owned()], &[]).fault().is_some());
        assert_eq!(Terms::patterns(vec!["_{2,}".to_owned()], &[needles_of("_{2,}")]).find("a __ %"), Some(2..4));
    }
}
