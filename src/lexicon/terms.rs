//! A list of terms, compiled so that a text is searched once.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::OnceLock;

use regex::Regex;
use unicode_normalization::UnicodeNormalization;

use super::needles::{NeedleIndex, Needles};
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
    form: Form,
    /// What a text must hold for a pattern to match.
    needles: Option<NeedleIndex>,
    whole: OnceLock<HashSet<String>>,
    search: OnceLock<Option<Search>>,
}

/// What the entries of a list are.
#[derive(Clone, Copy, Debug)]
enum Form {
    Words(Script),
    Patterns,
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
        Self { entries, form: Form::Words(script), needles: None, whole: OnceLock::new(), search: OnceLock::new() }
    }

    /// Patterns to find, with the needles of each; without, each text is searched. One that is no pattern finds nothing;
    /// [`fault`](Self::fault) tells.
    #[must_use]
    pub(super) fn patterns(entries: Vec<String>, needles: &[Needles]) -> Self {
        let needles = (needles.len() == entries.len()).then(|| NeedleIndex::of(needles));
        Self { entries, form: Form::Patterns, needles, whole: OnceLock::new(), search: OnceLock::new() }
    }

    /// The entries as they are listed.
    pub fn entries(&self) -> impl Iterator<Item = &str> {
        self.entries.iter().map(String::as_str)
    }

    /// What is wrong with the first entry that is no pattern.
    #[must_use]
    pub fn fault(&self) -> Option<String> {
        match self.form {
            Form::Words(_) => None,
            Form::Patterns => {
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
        match self.search(text)? {
            Search::Words(words) => words.find(text),
            Search::Pattern(pattern) => {
                let found = pattern.captures(text)?;
                let inner = found.iter().skip(2).flatten().next();
                Some(inner.or(found.get(1))?.range())
            }
        }
    }

    /// `text` without what matches, in a list of patterns.
    #[must_use]
    pub fn removed_from(&self, text: &str) -> String {
        match self.search(text) {
            Some(Search::Pattern(pattern)) => pattern.replace_all(text, "").into_owned(),
            _ => text.to_owned(),
        }
    }

    /// The search; nothing where `text` cannot hold any of the entries.
    fn search(&self, text: &str) -> Option<&Search> {
        if self.needles.as_ref().is_some_and(|needles| needles.possible(text).is_empty()) {
            return None;
        }
        self.search.get_or_init(|| self.compile()).as_ref()
    }

    fn compile(&self) -> Option<Search> {
        if self.entries.is_empty() {
            return None;
        }
        if let Form::Words(script) = self.form {
            return Some(Search::Words(WordSearch::new(self.entries.iter().map(String::as_str), script)));
        }
        let any: Vec<String> = self.entries.iter().map(|entry| format!("(?:{entry})")).collect();
        Regex::new(&format!("({})", any.join("|"))).ok().map(Search::Pattern)
    }
}

/// How a list is looked for.
#[derive(Debug)]
enum Search {
    Words(WordSearch),
    Pattern(Regex),
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
