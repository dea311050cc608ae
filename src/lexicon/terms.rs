//! A list of terms, compiled so that a text is searched once.

use std::collections::HashSet;
use std::ops::Range;

use regex::Regex;
use unicode_normalization::UnicodeNormalization;

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

/// A compiled list.
#[derive(Debug)]
pub struct Terms {
    whole: HashSet<String>,
    search: Option<Regex>,
}

/// The form in which whole words are compared: compatibility characters unified, lower case, no blanks around.
fn plain(word: &str) -> String {
    word.trim().nfkc().collect::<String>().to_lowercase()
}

impl Terms {
    /// Words to find, letter case not regarded.
    ///
    /// # Errors
    /// Where the list is too large to be compiled.
    pub fn words(entries: &[String], script: Script) -> Result<Self, Box<regex::Error>> {
        let whole: HashSet<String> = entries.iter().map(|entry| plain(entry)).collect();
        let mut quoted: Vec<String> = entries.iter().map(|entry| regex::escape(entry.trim())).collect();
        // The longest alternative first, since the first that matches is taken.
        quoted.sort_by_key(|entry| std::cmp::Reverse(entry.len()));
        let any = quoted.join("|");
        let pattern = match script {
            Script::Spaced => format!(r"(?i)(?:^|[^\p{{L}}\p{{N}}])({any})(?:$|[^\p{{L}}\p{{N}}])"),
            Script::Prefixed => format!(r"(?i)(?:^|[^\p{{L}}\p{{N}}])[وفبكل]{{0,2}}(?:ال|ل)?({any})(?:$|[^\p{{L}}\p{{N}}])"),
            Script::Unspaced => format!("(?i)({any})"),
        };
        let search = if entries.is_empty() { None } else { Some(Regex::new(&pattern)?) };
        Ok(Self { whole, search })
    }

    /// Patterns to find. Where a pattern has a group, the group's words are what was found, and the rest of the
    /// pattern is what must stand around them.
    ///
    /// # Errors
    /// Where one is no pattern.
    pub fn patterns(entries: &[String]) -> Result<Self, Box<regex::Error>> {
        let any: Vec<String> = entries.iter().map(|entry| format!("(?:{entry})")).collect();
        let search = if any.is_empty() { None } else { Some(Regex::new(&format!("({})", any.join("|")))?) };
        Ok(Self { whole: HashSet::new(), search })
    }

    /// Whether `word`, as a whole, is a term.
    #[must_use]
    pub fn is_whole(&self, word: &str) -> bool {
        self.whole.contains(&plain(word))
    }

    /// Where the first term stands in `text`.
    #[must_use]
    pub fn find(&self, text: &str) -> Option<Range<usize>> {
        let found = self.search.as_ref()?.captures(text)?;
        let inner = found.iter().skip(2).flatten().next();
        Some(inner.or(found.get(1))?.range())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn terms(words: &[&str], language: &str) -> Terms {
        let words: Vec<String> = words.iter().map(|&word| word.to_owned()).collect();
        Terms::words(&words, Script::of(language)).unwrap()
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
}
