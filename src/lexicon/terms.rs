//! A list of terms, compiled so that a text is searched once.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::OnceLock;

use regex::Regex;
use rustc_hash::FxHashSet;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfkc_quick};

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
    whole: OnceLock<WholeWords>,
    search: Search,
}

/// How a list is looked for.
#[derive(Debug)]
enum Search {
    Words(Script, OnceLock<WordSearch>),
    Patterns(PatternSet),
}

/// Compatibility characters unified, lower case.
pub(crate) fn unified(text: &str) -> String {
    // To see that nothing is to be unified costs less than to unify it, and it is so of most texts.
    match is_nfkc_quick(text.chars()) {
        IsNormalized::Yes => text.to_lowercase(),
        _ => text.nfkc().collect::<String>().to_lowercase(),
    }
}

/// The form in which whole words are compared: compatibility characters unified, lower case, no blanks around.
fn plain(word: &str) -> Cow<'_, str> {
    let word = word.trim();
    if !word.is_ascii() {
        return unified(word).into();
    }
    let is_plain = !word.bytes().any(|byte| byte.is_ascii_uppercase());
    if is_plain { word.into() } else { word.to_ascii_lowercase().into() }
}

/// Words that are compared as a whole.
#[derive(Debug)]
pub(super) struct WholeWords {
    words: FxHashSet<Box<str>>,
    /// Bytes of the longest of them.
    longest: usize,
}

impl WholeWords {
    /// Words as they are listed.
    pub(super) fn of<'w>(words: impl IntoIterator<Item = &'w str>) -> Self {
        let words: FxHashSet<Box<str>> = words.into_iter().map(|word| plain(word).into()).collect();
        let longest = words.iter().map(|word| word.len()).max().unwrap_or_default();
        Self { words, longest }
    }

    /// Whether `word` is one of them.
    pub(super) fn has(&self, word: &str) -> bool {
        let word = word.trim();
        // What is ASCII is as long in its plain form, and whole paragraphs are asked about.
        if word.len() > self.longest && word.is_ascii() {
            return false;
        }
        self.words.contains(&*plain(word))
    }
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
        self.whole.get_or_init(|| WholeWords::of(self.entries())).has(word)
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
    fn whole_words_are_compared_without_regard_to_case_width_and_blanks() {
        let words = WholeWords::of(["People", " Ｍbit ", "Школы"]);
        for word in ["people", " PEOPLE\n", "mbit", "ｐｅｏｐｌｅ", "шКОЛЫ", "mＢit"] {
            assert!(words.has(word), "{word}");
        }
        for word in ["", "peoples", "people and schools of every district", "школы районов"] {
            assert!(!words.has(word), "{word}");
        }
    }

    #[test]
    fn what_is_unified_at_once_is_the_same() {
        for text in ["ﬁnance", "Ⅷ", "e\u{301}té", "été", "ЁЖ", "ａ２", "百分", "％", "ﻷ", "İ"] {
            assert_eq!(unified(text), text.nfkc().collect::<String>().to_lowercase(), "{text}");
        }
    }

    #[test]
    fn a_pattern_that_is_none_is_told() {
        assert!(Terms::patterns(vec!["(".to_owned()], &[]).fault().is_some());
        assert_eq!(Terms::patterns(vec!["_{2,}".to_owned()], &[needles_of("_{2,}")]).find("a __ %"), Some(2..4));
    }
}
