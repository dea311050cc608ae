//! Words of `rules/import` by what they stand for: those that cells may hold are asked for by their list.

use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

use serde::Deserialize;

use super::heading::folded;
use crate::rule::embedded;
use crate::source::FileId;
use crate::yaml::de::DocumentNode;

/// No word of `rules/import/words.yaml` has more characters, as a cell may write it.
const LONGEST_WORD: usize = 40;

/// Words by what they stand for and by language.
pub(super) type Lists<K> = BTreeMap<K, BTreeMap<String, Vec<String>>>;

static WORDS: LazyLock<HashMap<String, Vec<String>>> = LazyLock::new(|| {
    let lists: Lists<String> = lists("words");
    let mut words: HashMap<String, Vec<String>> = HashMap::new();
    for (name, languages) in lists {
        for word in languages.into_values().flatten() {
            words.entry(folded(&word)).or_default().push(name.clone());
        }
    }
    words
});

/// The lists of a file of `rules/import`.
pub(super) fn lists<K: Ord + for<'d> Deserialize<'d>>(name: &str) -> Lists<K> {
    let text = embedded::file(&format!("import/{name}.yaml")).expect("the words of import are built in");
    let root = DocumentNode::open(FileId(0), text).expect("the words of import are tested");
    root.expect("the words of import are not empty").read().expect("the words of import are tested")
}

/// Whether a cell says that nothing is given.
#[must_use]
pub fn says_none(text: &str) -> bool {
    is_word(text, "none")
}

/// The words of each list of `rules/import/words.yaml`, folded. Every cell is asked about some of them.
static BY_LIST: LazyLock<HashMap<&str, Vec<&str>>> = LazyLock::new(|| {
    let mut lists: HashMap<&str, Vec<&str>> = HashMap::new();
    for (word, names) in WORDS.iter() {
        for name in names {
            lists.entry(name.as_str()).or_default().push(word.as_str());
        }
    }
    lists
});

/// The words of all languages of a list of `rules/import/words.yaml`, folded.
pub(super) fn words_of(list: &str) -> impl Iterator<Item = &'static str> {
    BY_LIST.get(list).into_iter().flatten().copied()
}

/// Whether a text is a word of a list of `rules/import/words.yaml`.
#[must_use]
pub fn is_word(text: &str, list: &str) -> bool {
    // Most cells are longer than any word of a list, and every cell is asked about.
    if text.chars().nth(LONGEST_WORD).is_some() {
        return false;
    }
    WORDS.get(&folded(text)).is_some_and(|names| names.iter().any(|name| name == list))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_is_longer_than_is_looked_for() {
        for word in WORDS.keys() {
            assert!(word.chars().count() + 10 <= LONGEST_WORD, "{word}");
        }
    }

    #[test]
    fn nothing_is_said_in_many_ways() {
        for word in ["n/a", "N/A", "s.o.", "н/д", "不适用", "—", "لا ينطبق"] {
            assert!(says_none(word), "{word}");
        }
        assert!(!says_none("0"));
    }
}
