//! What columns, lines and words are called in files that planlint writes, in six languages: one table for the export, which
//! writes them, and the import, which reads them back.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::super::heading::{Lists, folded, lists};
use crate::plan::PlanDate;
use crate::text::Language;

/// Key and language to the word that is written.
type First = HashMap<(String, &'static str), String>;

struct Names {
    first: First,
    /// Folded words to keys.
    keys: HashMap<String, &'static str>,
}

static NAMES: LazyLock<Names> = LazyLock::new(|| {
    let mut names = Names { first: HashMap::new(), keys: HashMap::new() };
    let (own, of_others): (Lists<String>, Lists<String>) = (lists("keys"), lists("headings"));
    let mut further: Vec<(String, &'static str)> = Vec::new();
    let all = own.into_iter().map(|list| (true, list)).chain(of_others.into_iter().map(|list| (false, list)));
    for (is_own, (key, languages)) in all {
        // A column of values is `target`, and so is none of `keys.yaml`; what both have is called as there.
        let key: &'static str = key.leak();
        for (tag, words) in languages {
            let Some(language) = Language::of_tag(&tag).map(Language::code) else { continue };
            let mut words = words.into_iter();
            let Some(word) = words.next() else { continue };
            if is_own || !names.first.contains_key(&(key.to_owned(), language)) {
                names.keys.entry(folded(&word)).or_insert(key);
                names.first.insert((key.to_owned(), language), word);
            } else {
                further.push((folded(&word), key));
            }
            further.extend(words.map(|word| (folded(&word), key)));
        }
    }
    for (word, key) in further {
        names.keys.entry(word).or_insert(key);
    }
    names
});

static WORDS: LazyLock<Lists<String>> = LazyLock::new(|| lists("values"));

/// What a key is called in a language, else in English.
#[must_use]
pub fn label(key: &str, language: Language) -> &'static str {
    let of = |language: &'static str| NAMES.first.get(&(key.to_owned(), language)).map(String::as_str);
    of(language.code()).or_else(|| of("en")).unwrap_or_default()
}

/// A key as the table of words has it.
#[must_use]
pub fn known(key: &str) -> &'static str {
    NAMES.keys.values().find(|known| **known == key).copied().unwrap_or_default()
}

/// A word of the plan language as a cell writes it; the word itself where it has no other.
#[must_use]
pub fn shown<'w>(word: &'w str, language: Language) -> &'w str
where
    'static: 'w,
{
    let words: &'static Lists<String> = &WORDS;
    words.get(word).and_then(|all| all.get(language.code())?.first()).map_or(word, String::as_str)
}

/// The word of a set that a cell means.
pub(super) fn meant<'w>(text: &str, set: &[&'w str]) -> Option<&'w str> {
    let text = folded(text);
    let means = |word: &&&str| {
        let mut known = WORDS.get(**word).into_iter().flat_map(|all| all.values().flatten());
        folded(word) == text || known.any(|known| folded(known) == text)
    };
    set.iter().find(means).copied()
}

/// A heading: what a column or a line holds, and of which language or date.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Heading {
    /// The key; most are keys of the plan language.
    pub key: &'static str,
    /// The language of texts, where it is not that of the other columns.
    pub language: Option<String>,
    /// The date of values.
    pub date: Option<String>,
}

impl Heading {
    /// A heading without more.
    #[must_use]
    pub fn plain(key: &'static str) -> Self {
        Self { key, language: None, date: None }
    }

    /// As it is written.
    #[must_use]
    pub fn written(&self, language: Language) -> String {
        let name = match self.key {
            // Initials.
            "sdg" => label(self.key, language).to_uppercase(),
            key => headed(label(key, language)),
        };
        match self.language.as_ref().or(self.date.as_ref()) {
            Some(more) => format!("{name} ({more})"),
            None => name,
        }
    }

    /// What a heading says.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let whole = NAMES.keys.get(&folded(text));
        if let Some(key) = whole {
            return Some(Self::plain(key));
        }
        let text = text.trim();
        let (name, more) = text.strip_suffix([')', '）'])?.rsplit_once(['(', '（'])?;
        let (key, more) = (NAMES.keys.get(&folded(name))?, more.trim());
        if let Some(date) = PlanDate::parse(more) {
            return Some(Self { date: Some(date.to_string()), ..Self::plain(key) });
        }
        is_tag(more).then(|| Self { language: Some(more.to_lowercase()), ..Self::plain(key) })
    }
}

/// Whether a text has the form of a language tag.
pub(super) fn is_tag(text: &str) -> bool {
    let mut parts = text.split('-');
    let first =
        parts.next().is_some_and(|part| matches!(part.len(), 2 | 3) && part.bytes().all(|b| b.is_ascii_alphabetic()));
    first && parts.all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric()))
}

/// A word as a heading.
#[must_use]
pub fn headed(name: &str) -> String {
    let mut letters = name.chars();
    let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    first + letters.as_str()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_back() {
        for (key, language) in NAMES.first.keys() {
            let key: &'static str = key.clone().leak();
            let language = Language::of_tag(language).unwrap();
            for heading in [
                Heading::plain(key),
                Heading { date: Some("2027-06".into()), ..Heading::plain(key) },
                Heading { language: Some("pt-br".into()), ..Heading::plain(key) },
            ] {
                let written = heading.written(language);
                assert_eq!(Heading::read(&written), Some(heading), "{written}");
            }
        }
        assert_eq!(Heading::read("Water"), None);
        assert_eq!(Heading::read("Note (draft of May)"), None);
    }

    #[test]
    fn every_list_has_six_languages_and_no_word_twice() {
        let all: Lists<String> = lists("keys");
        for (key, languages) in all.iter().chain(WORDS.iter()) {
            assert_eq!(
                languages.keys().map(String::as_str).collect::<Vec<_>>(),
                ["ar", "en", "es", "fr", "ru", "zh"],
                "{key}"
            );
        }
        use crate::plan::schema::{ALLOCATION_LEVELS, DIRECTIONS, LEVELS, PART_KINDS, RESULT_LEVELS, STATUSES};
        for set in [ALLOCATION_LEVELS, DIRECTIONS, LEVELS, PART_KINDS, RESULT_LEVELS, STATUSES] {
            for word in set {
                for language in Language::ALL {
                    assert_eq!(meant(shown(word, language), set), Some(*word), "{word}");
                }
            }
        }
    }
}
