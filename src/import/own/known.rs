//! Words that mean something where else names stand: an export writes them in the language of headings, and what is a name but
//! looks like one of them in quotes.

use super::label::{meant, shown};
use crate::plan::schema::{FieldSpec, FieldType};
use crate::text::Language;

/// Where such words stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Known {
    /// In links: the vision, the mission, all elements.
    Link,
    /// In what an element comes from.
    Origin,
    /// In how often something is measured.
    Frequency,
    /// In the ids of what is allocated: all of it.
    Total,
}

/// A word of the plan language with its key in `rules/import/values.yaml`.
type Word = (&'static str, &'static str);

impl Known {
    /// Which words a field has; none where it has no such.
    #[must_use]
    pub fn of(spec: &FieldSpec) -> Option<Self> {
        match (spec.name, spec.holds) {
            (_, FieldType::Links(_)) => Some(Self::Link),
            ("origin", FieldType::Name) => Some(Self::Origin),
            ("frequency", FieldType::Name) => Some(Self::Frequency),
            _ => None,
        }
    }

    const fn words(self) -> &'static [Word] {
        match self {
            Self::Link => &[("all", "all-elements"), ("vision", "the-vision"), ("mission", "the-mission")],
            Self::Origin => &[("new", "new-element")],
            Self::Frequency => &[
                ("annual", "every-year"),
                ("biennial", "every-two-years"),
                ("quarterly", "every-quarter"),
                ("monthly", "every-month"),
            ],
            Self::Total => &[(super::section::TOTAL, "in-all")],
        }
    }

    /// A word, or a name, as a cell writes it.
    #[must_use]
    pub fn shown(self, word: &str, language: Language) -> String {
        self.said(word, language).map_or_else(|| self.quoted(word), str::to_owned)
    }

    /// A word as a cell writes it; nothing where it is a name.
    #[must_use]
    pub fn said(self, word: &str, language: Language) -> Option<&'static str> {
        let is_word = |known: &str| match self {
            // Ids are told apart by their capitals.
            Self::Link | Self::Total => known == word,
            Self::Origin | Self::Frequency => known.eq_ignore_ascii_case(word.trim()),
        };
        self.words().iter().find(|(known, _)| is_word(known)).map(|(_, key)| shown(key, language))
    }

    /// A name as a cell writes it, even where a word is spelt so.
    #[must_use]
    pub fn quoted(self, name: &str) -> String {
        if in_quotes(name).is_some() || self.word(name).is_some() { format!("\"{name}\"") } else { name.to_owned() }
    }

    /// What a cell means: the word of the plan language, or the name that stands there.
    #[must_use]
    pub fn meant(self, text: &str) -> String {
        let text = text.trim();
        let name = in_quotes(text).or_else(|| self.word(text));
        name.unwrap_or(text).to_owned()
    }

    fn word(self, text: &str) -> Option<&'static str> {
        let means = |(word, key): &&Word| *word == text || meant(text, &[key]).is_some();
        self.words().iter().find(means).map(|(word, _)| *word)
    }
}

fn in_quotes(text: &str) -> Option<&str> {
    text.strip_prefix('"')?.strip_suffix('"')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_names_come_back_as_they_were() {
        for known in [Known::Link, Known::Origin, Known::Frequency, Known::Total] {
            for language in Language::ALL {
                for (word, key) in known.words() {
                    let written = known.shown(word, language);
                    assert_ne!(written, *key, "{language:?}");
                    assert_eq!(known.meant(&written), *word, "{language:?}");
                    // A name that is spelt as a word is none.
                    if written != *word {
                        assert_eq!(known.meant(&known.shown(&written, language)), written);
                    }
                    assert_eq!(known.meant(&known.quoted(word)), *word);
                }
            }
            for name in ["T1.1", "\"x\"", "other-plan#T1", "ALL"] {
                assert_eq!(known.meant(&known.shown(name, Language::French)), name);
            }
        }
        assert_eq!(Known::Link.shown("all", Language::French), "tous les éléments");
        assert_eq!(Known::Total.quoted("total"), "\"total\"");
    }

    #[test]
    fn a_capital_makes_no_name_of_a_word() {
        assert_eq!(Known::Frequency.shown("Annual", Language::English), "annual");
        assert_eq!(Known::Frequency.shown("ANNUAL", Language::Arabic), "مرة في السنة");
        assert_eq!(Known::Origin.shown("New", Language::French), "nouveau");
        assert_eq!(Known::Frequency.meant("Annual"), "annual");
        // Ids do.
        assert_eq!(Known::Link.shown("All", Language::English), "\"All\"");
    }
}
