//! Words of a list in a text, letter case not regarded, as whole words of its script.
//!
//! A regular expression of all words would say the same; it took longer to compile than a short plan takes to be judged.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::Script;
use super::needles::fold;

/// The words of a list, by their first character.
#[derive(Debug)]
pub(super) struct WordSearch {
    script: Script,
    /// Folded words, the longest first, since the first that stands at a place is taken.
    by_first: FxHashMap<char, Vec<Box<str>>>,
}

impl WordSearch {
    /// A search for words.
    pub(super) fn new<'w>(words: impl IntoIterator<Item = &'w str>, script: Script) -> Self {
        let mut by_first: FxHashMap<char, Vec<Box<str>>> = FxHashMap::default();
        for word in words {
            let folded: String = word.trim().chars().map(fold).collect();
            if let Some(first) = folded.chars().next() {
                by_first.entry(first).or_default().push(folded.into());
            }
        }
        for words in by_first.values_mut() {
            words.sort_by_key(|word| std::cmp::Reverse(word.len()));
        }
        Self { script, by_first }
    }

    /// Where the first of the words stands in `text`.
    pub(super) fn find(&self, text: &str) -> Option<Range<usize>> {
        let mut before = None;
        for (at, c) in text.char_indices() {
            let begins = self.script == Script::Unspaced || before.is_none_or(|before| !is_of_word(before));
            if begins && let Some(found) = self.word_at(text, at) {
                return Some(found);
            }
            before = Some(c);
        }
        None
    }

    /// The word that begins at `at`, with particles written onto it where the script has such.
    fn word_at(&self, text: &str, at: usize) -> Option<Range<usize>> {
        if self.script != Script::Prefixed {
            return self.bare_word_at(text, at);
        }
        let particle = |at: usize| {
            let next = text[at..].chars().next()?;
            matches!(next, 'و' | 'ف' | 'ب' | 'ك' | 'ل').then(|| at + next.len_utf8())
        };
        let one = particle(at);
        let starts = [one.and_then(particle), one, Some(at)];
        starts.into_iter().flatten().find_map(|start| {
            let behind = |article: &str| text[start..].starts_with(article).then(|| start + article.len());
            let starts = [behind("ال"), behind("ل"), Some(start)];
            starts.into_iter().flatten().find_map(|start| self.bare_word_at(text, start))
        })
    }

    fn bare_word_at(&self, text: &str, at: usize) -> Option<Range<usize>> {
        let rest = &text[at..];
        let words = self.by_first.get(&fold(rest.chars().next()?))?;
        words.iter().find_map(|word| {
            let end = at + length_of(word, rest)?;
            let whole = self.script == Script::Unspaced || text[end..].chars().next().is_none_or(|c| !is_of_word(c));
            whole.then_some(at..end)
        })
    }
}

/// How many bytes of `text` a folded word takes, where it begins so.
fn length_of(word: &str, text: &str) -> Option<usize> {
    let mut rest = text.chars();
    for c in word.chars() {
        if fold(rest.next()?) != c {
            return None;
        }
    }
    Some(text.len() - rest.as_str().len())
}

/// Letters and numbers: where one stands beside a word, it is part of another.
fn is_of_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || (!c.is_ascii() && is_letter_or_number(c))
}

fn is_letter_or_number(c: char) -> bool {
    use std::sync::LazyLock;

    use regex::Regex;
    // The standard library counts some marks as letters, which end no word here.
    static LETTER: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"^[\p{L}\p{N}]$").expect("a class of characters is a pattern"));
    match c {
        'À'..='Ö' | 'Ø'..='ö' | 'ø'..='ɏ' | 'а'..='я' | 'А'..='Я' | 'ё' | 'Ё' | '一'..='鿿' | 'ء'..='غ' | 'ف'..='ي' => {
            true
        }
        '\u{2000}'..='\u{206f}'
        | '\u{3000}'..='\u{3004}'
        | '\u{a0}'
        | '«'
        | '»'
        | '\u{ff0c}'
        | '\u{64b}'..='\u{65f}' => false,
        c => LETTER.is_match(c.encode_utf8(&mut [0; 4])),
    }
}

#[cfg(test)]
mod tests {
    use regex::Regex;

    use super::*;

    /// The pattern that says what is looked for.
    fn pattern(words: &[&str], script: Script) -> Regex {
        let mut quoted: Vec<String> = words.iter().map(|entry| regex::escape(entry.trim())).collect();
        quoted.sort_by_key(|entry| std::cmp::Reverse(entry.len()));
        let any = quoted.join("|");
        let pattern = match script {
            Script::Spaced => format!(r"(?i)(?:^|[^\p{{L}}\p{{N}}])({any})(?:$|[^\p{{L}}\p{{N}}])"),
            Script::Prefixed => {
                format!(r"(?i)(?:^|[^\p{{L}}\p{{N}}])[وفبكل]{{0,2}}(?:ال|ل)?({any})(?:$|[^\p{{L}}\p{{N}}])")
            }
            Script::Unspaced => format!("(?i)({any})"),
        };
        Regex::new(&pattern).expect("escaped words are a pattern")
    }

    proptest::proptest! {
        #[test]
        fn the_same_is_found_as_by_a_pattern(
            words in proptest::collection::vec("[a-cA-CéÉßſяЯلبو率% ٤ـ]{1,3}", 1..6),
            text in "[a-cA-CéÉßſяЯلباو率% ,٤\u{301}\u{64e}ـ]{0,14}",
        ) {
            let words: Vec<&str> = words.iter().map(|word| word.trim()).filter(|word| !word.is_empty()).collect();
            for script in [Script::Spaced, Script::Prefixed, Script::Unspaced] {
                let by_pattern = (!words.is_empty())
                    .then(|| pattern(&words, script).captures(&text).and_then(|found| found.get(1)))
                    .flatten()
                    .map(|found| found.range());
                let found = WordSearch::new(words.iter().copied(), script).find(&text);
                proptest::prop_assert_eq!(found, by_pattern, "{:?} {:?} {:?}", words, text, script);
            }
        }
    }
}
