//! Word lists, one file a language in `rules/lexicon/`, as a project has amended them.
//!
//! A list is read when it is first asked: most runs need few lists of few languages.

mod entries;
mod list;
mod pattern_table;
mod terms;
mod thesaurus;

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use crate::nearest::nearest;
use crate::source::{FileId, Located};
use crate::yaml::de::{DeError, DocumentNode};

pub use entries::{Amendment, Entries};
pub use list::{Form, List};
pub use pattern_table::{Found, PatternTable};
pub use terms::{Script, Terms};
pub use thesaurus::{Concept, ConceptId, Facet, Role, Thesaurus, Weight};

/// The name of the file in `rules/lexicon/` that holds the thesaurus.
pub const CONCEPTS: &str = "concepts";
/// The folder in `rules/lexicon/` whose files add finer concepts to it.
pub const SUBJECTS: &str = "subjects/";

/// What a shipped list is read from.
#[derive(Debug)]
enum Shipped {
    /// The lines of a language's file that hold the list.
    Lines(&'static str),
    /// The terms of a language in files of the thesaurus.
    Terms(Arc<[&'static str]>, &'static str),
}

impl Default for Shipped {
    fn default() -> Self {
        Self::Lines("")
    }
}

/// One list of one language.
#[derive(Debug, Default)]
struct Lazy {
    shipped: Shipped,
    added: Entries,
    removed: Entries,
    entries: OnceLock<Entries>,
    terms: OnceLock<Terms>,
    patterns: OnceLock<PatternTable>,
}

impl Lazy {
    fn shipped(&self) -> Result<Entries, DeError> {
        let list = |text: &str| -> Result<Entries, DeError> {
            let node = DocumentNode::open(FileId::default(), text)?;
            let lists: BTreeMap<List, Entries> = node.map(|node| node.read()).transpose()?.unwrap_or_default();
            Ok(lists.into_values().next().unwrap_or_default())
        };
        match &self.shipped {
            Shipped::Lines(lines) => list(lines),
            Shipped::Terms(texts, language) => {
                let mut all = Entries::default();
                for text in texts.iter() {
                    all.extend(&list(&thesaurus::table(text, language))?);
                }
                Ok(all)
            }
        }
    }

    fn entries(&self) -> &Entries {
        self.entries.get_or_init(|| {
            // The shipped files are tested; what cannot be read is told by `faults`.
            let mut entries = self.shipped().unwrap_or_default();
            entries.remove(&self.removed);
            entries.extend(&self.added);
            entries
        })
    }

    fn terms(&self, language: &str, list: List) -> &Terms {
        self.terms.get_or_init(|| match list.form() {
            Form::Patterns | Form::PatternTable => Terms::patterns(self.entries().words()),
            Form::Words | Form::Phrases | Form::Table => Terms::words(self.entries().words(), Script::of(language)),
        })
    }
}

/// The word lists of all languages.
#[derive(Debug, Default)]
pub struct Lexicon {
    lists: BTreeMap<List, BTreeMap<&'static str, Lazy>>,
    /// The files of the thesaurus, that of the concepts with codes first.
    concepts: Vec<&'static str>,
    thesaurus: OnceLock<Thesaurus>,
    idle: Vec<Located<String>>,
}

impl Lexicon {
    /// The lists of each language, amended. `files` are the shipped files by language, and those of the thesaurus by the
    /// name [`CONCEPTS`] and by names that begin with [`SUBJECTS`].
    ///
    /// # Errors
    /// A pattern of the project that is none, or a term for a concept that the thesaurus does not have, at its place.
    pub fn read(
        files: impl IntoIterator<Item = (&'static str, &'static str)>,
        amendments: &BTreeMap<String, Amendment>,
    ) -> Result<Self, DeError> {
        let mut lexicon = Self::default();
        let files: Vec<_> = files.into_iter().collect();
        let subjects: Arc<[_]> =
            files.iter().filter(|(name, _)| name.starts_with(SUBJECTS)).map(|(_, text)| *text).collect();
        let concepts: Arc<[_]> = files.iter().filter(|(name, _)| *name == CONCEPTS).map(|(_, text)| *text).collect();
        lexicon.concepts = concepts.iter().chain(subjects.iter()).copied().collect();
        let of_thesaurus = |name: &str| name == CONCEPTS || name.starts_with(SUBJECTS);
        for (language, text) in files.into_iter().filter(|(name, _)| !of_thesaurus(name)) {
            for (list, lines) in blocks(text) {
                let lazy = Lazy { shipped: Shipped::Lines(lines), ..Lazy::default() };
                lexicon.lists.entry(list).or_default().insert(language, lazy);
            }
            for (list, texts) in [(List::Concept, &concepts), (List::Subject, &subjects)] {
                let lazy = Lazy { shipped: Shipped::Terms(Arc::clone(texts), language), ..Lazy::default() };
                lexicon.lists.entry(list).or_default().insert(language, lazy);
            }
            let Some(Amendment { add, remove }) = amendments.get(language) else { continue };
            for (list, entries) in add {
                if matches!(list, List::Concept | List::Subject) {
                    lexicon.refuse_unknown_concepts(entries)?;
                }
                lexicon.lists.entry(*list).or_default().entry(language).or_default().added = entries.clone();
                let fault = |(_, entry): (&str, &Located<String>)| {
                    let fault = Terms::patterns(vec![entry.value.clone()]).fault()?;
                    Some(DeError::new(format!("a pattern of the language {language}: {fault}"), entry.at))
                };
                let patterns = matches!(list.form(), Form::Patterns | Form::PatternTable);
                if let Some(fault) = patterns.then(|| entries.iter().find_map(fault)).flatten() {
                    return Err(fault);
                }
            }
            for (list, entries) in remove {
                let lazy = lexicon.lists.entry(*list).or_default().entry(language).or_default();
                lazy.removed = entries.clone();
                lexicon.idle.extend(lazy.shipped().unwrap_or_default().remove(entries));
            }
        }
        Ok(lexicon)
    }

    fn refuse_unknown_concepts(&self, added: &Entries) -> Result<(), DeError> {
        match added.iter().find(|(concept, _)| self.thesaurus().find(concept).is_none()) {
            None => Ok(()),
            Some((concept, entry)) => {
                let error = DeError::new(format!("`{concept}` is no concept of the thesaurus"), entry.at);
                let known = self.thesaurus().concepts().iter().map(|concept| &*concept.id);
                Err(match nearest(concept, known) {
                    Some(near) => error.with_help(format!("did you mean `{near}`?")),
                    None => error,
                })
            }
        }
    }

    /// The concepts and how they belong together; read when first asked.
    #[must_use]
    pub fn thesaurus(&self) -> &Thesaurus {
        // The shipped file is tested; what cannot be read is told by `faults`.
        self.thesaurus.get_or_init(|| Thesaurus::read(&self.concepts).unwrap_or_default())
    }

    /// The entries of one list in one language, or in the language of which it is a dialect.
    #[must_use]
    pub fn entries(&self, language: &str, list: List) -> Option<&Entries> {
        Some(self.lists.get(&list)?.get(primary(language))?.entries())
    }

    /// The terms of one list in one language, or in the language of which it is a dialect.
    #[must_use]
    pub fn terms(&self, language: &str, list: List) -> Option<&Terms> {
        let language = primary(language);
        Some(self.lists.get(&list)?.get(language)?.terms(language, list))
    }

    /// Entries that a project takes away from a list that does not have them.
    #[must_use]
    pub fn idle(&self) -> &[Located<String>] {
        &self.idle
    }

    /// What is wrong with lists and patterns, a line each.
    #[must_use]
    pub fn faults(&self) -> Vec<String> {
        let mut faults: Vec<String> =
            Thesaurus::read(&self.concepts).err().map(|fault| format!("{CONCEPTS}: {fault}")).into_iter().collect();
        for (list, languages) in &self.lists {
            for (language, lazy) in languages {
                faults.extend(lazy.shipped().err().map(|fault| format!("{language}, {list:?}: {fault}")));
                faults.extend(lazy.terms(language, *list).fault());
            }
        }
        faults
    }

    /// The terms of one list in every language.
    pub fn in_every_language(&self, list: List) -> impl Iterator<Item = &Terms> {
        self.lists.get(&list).into_iter().flatten().map(move |(language, lazy)| lazy.terms(language, list))
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

    /// Everything in `text` that a list of patterns matches in `language`, in the order of the text; of two that overlap,
    /// the one that begins first, and of those the longer.
    #[must_use]
    pub fn matches<'l>(&'l self, list: List, text: &str, language: &str) -> Vec<Found<'l>> {
        let lazy = self.lists.get(&list).and_then(|languages| languages.get(primary(language)));
        lazy.map_or_else(Vec::new, |lazy| {
            lazy.patterns.get_or_init(|| PatternTable::compile(lazy.entries())).find_all(text)
        })
    }

    /// As [`matches`](Self::matches), in the lists of every language: for names that carry none.
    #[must_use]
    pub fn matches_in_any(&self, list: List, text: &str) -> Vec<Found<'_>> {
        let languages = self.lists.get(&list).into_iter().flat_map(BTreeMap::keys);
        languages.flat_map(|language| self.matches(list, text, language)).collect()
    }

    /// The first term of the list that stands in `text`, in `language`.
    #[must_use]
    pub fn find(&self, list: List, text: &str, language: &str) -> Option<std::ops::Range<usize>> {
        self.terms(language, list)?.find(text)
    }
}

/// The language of which `language` is a dialect.
fn primary(language: &str) -> &str {
    language.split('-').next().unwrap_or(language)
}

/// The lists of a file with the lines of each: a list begins at a key in the first column.
fn blocks(text: &'static str) -> Vec<(List, &'static str)> {
    let begins = |line: &str| line.starts_with(|c: char| c.is_ascii_lowercase());
    let mut starts: Vec<usize> = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if begins(line) {
            starts.push(at);
        }
        at += line.len();
    }
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    let blocks = starts.iter().zip(ends).map(|(&start, end)| &text[start..end]);
    blocks.filter_map(|lines| Some((List::named(lines.split(':').next()?)?, lines))).collect()
}
