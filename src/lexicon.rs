//! Word lists, one file a language in `rules/lexicon/`, as a project has amended them.
//!
//! A list is read when it is first asked: most runs need few lists of few languages. The shipped ones are parsed when
//! planlint is built ([`Compiled`]).

mod definitions;
mod entries;
mod lazy;
mod list;
mod nearness;
mod needle_index;
mod needles;
mod pattern_set;
mod pattern_table;
mod shipped;
mod terms;
mod thesaurus;
mod word_search;

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use crate::nearest::nearest;
use crate::source::Located;
use crate::yaml::de::DeError;
use lazy::{Languages, Lazy};
use shipped::Shipped;

pub use entries::{Amendment, Entries};
pub use list::{Form, List};
pub use pattern_table::{Found, PatternTable};
pub use shipped::{Book, Compiled, lists_of, pack_lists};
pub(crate) use terms::unified;
pub use terms::{Script, Terms};
pub use thesaurus::{Concept, ConceptId, Facet, Role, Thesaurus, Weight};

/// The name of the file in `rules/lexicon/` that holds the thesaurus.
pub const CONCEPTS: &str = "concepts";
/// The folder in `rules/lexicon/` whose files add finer concepts to it.
pub const SUBJECTS: &str = "subjects/";

/// The word lists of all languages.
#[derive(Debug, Default)]
pub struct Lexicon {
    lists: BTreeMap<List, Languages>,
    thesaurus: OnceLock<Thesaurus>,
    origin: Origin,
    /// The lists that a project has amended.
    amended: Vec<(&'static str, List)>,
    idle: Vec<Located<String>>,
}

/// Where the shipped words come from.
#[derive(Debug)]
enum Origin {
    /// Texts: the files of the thesaurus, that of the concepts with codes first.
    Texts(Vec<&'static str>),
    /// What was compiled when planlint was built.
    Compiled(Compiled),
}

impl Default for Origin {
    fn default() -> Self {
        Self::Texts(Vec::new())
    }
}

impl Lexicon {
    /// The lists of each language, amended, from texts. `files` are files by language, and those of the thesaurus by the
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
        lexicon.origin = Origin::Texts(concepts.iter().chain(subjects.iter()).copied().collect());
        let of_thesaurus = |name: &str| name == CONCEPTS || name.starts_with(SUBJECTS);
        for (language, text) in files.into_iter().filter(|(name, _)| !of_thesaurus(name)) {
            for (list, lines) in shipped::blocks(text) {
                lexicon.insert(language, list, Shipped::Lines(lines));
            }
            for (list, texts) in [(List::Concept, &concepts), (List::Subject, &subjects)] {
                lexicon.insert(language, list, Shipped::Terms(Arc::clone(texts), language));
            }
            lexicon.amend(language, amendments)?;
        }
        Ok(lexicon)
    }

    /// The shipped lists as they were compiled, amended.
    ///
    /// # Errors
    /// As [`read`](Self::read).
    ///
    /// # Panics
    /// Where the bytes are not those of lists, which tests rule out.
    pub fn shipped(compiled: Compiled, amendments: &BTreeMap<String, Amendment>) -> Result<Self, DeError> {
        let mut lexicon = Self { origin: Origin::Compiled(compiled), ..Self::default() };
        for &(language, bytes) in compiled.lists {
            for (list, shipped) in shipped::packed_lists(bytes).expect("the lists are built in, and tested") {
                lexicon.insert(language, list, shipped);
            }
            lexicon.amend(language, amendments)?;
        }
        Ok(lexicon)
    }

    fn insert(&mut self, language: &'static str, list: List, shipped: Shipped) {
        self.lists.entry(list).or_default().by_language.insert(language, Lazy::of(shipped));
    }

    /// The list of a language, made where there was none.
    fn list_of(&mut self, language: &'static str, list: List) -> &mut Lazy {
        let languages = self.lists.entry(list).or_default();
        languages.forget();
        languages.by_language.entry(language).or_default()
    }

    /// Lays what a project adds to the lists of a language and takes away over what is shipped.
    fn amend(&mut self, language: &'static str, amendments: &BTreeMap<String, Amendment>) -> Result<(), DeError> {
        let Some(Amendment { add, remove }) = amendments.get(language) else { return Ok(()) };
        self.amended.extend(add.keys().chain(remove.keys()).map(|list| (language, *list)));
        for (list, entries) in add {
            if matches!(list, List::Concept | List::Subject) {
                self.refuse_unknown_concepts(entries)?;
            }
            self.list_of(language, *list).added = entries.clone();
            let fault = |(_, entry): (&str, &Located<String>)| {
                let fault = Terms::patterns(vec![entry.value.clone()], &[]).fault()?;
                Some(DeError::new(format!("a pattern of the language {language}: {fault}"), entry.at))
            };
            let patterns = matches!(list.form(), Form::Patterns | Form::PatternTable);
            if let Some(fault) = patterns.then(|| entries.iter().find_map(fault)).flatten() {
                return Err(fault);
            }
        }
        for (list, entries) in remove {
            let lazy = self.list_of(language, *list);
            lazy.removed = entries.clone();
            let idle = lazy.shipped.entries().unwrap_or_default().remove(entries);
            self.idle.extend(idle);
        }
        Ok(())
    }

    /// A book of phrases of a language as it was compiled when planlint was built; nothing where it would be another, since
    /// the lists are others.
    #[must_use]
    pub fn compiled(&self, book: Book, language: &str) -> Option<&'static [u8]> {
        let Origin::Compiled(compiled) = &self.origin else { return None };
        if self.amended.iter().any(|&(of, list)| of == language && book.holds(list)) {
            return None;
        }
        let (_, books) = compiled.books.iter().find(|(of, _)| *of == language)?;
        books.get(book as usize).copied()
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
        self.thesaurus.get_or_init(|| match &self.origin {
            Origin::Texts(texts) => Thesaurus::read(texts).unwrap_or_default(),
            Origin::Compiled(compiled) => shipped::packed_thesaurus(compiled.thesaurus).unwrap_or_default(),
        })
    }

    /// The entries of one list in one language, or in the language of which it is a dialect.
    #[must_use]
    pub fn entries(&self, language: &str, list: List) -> Option<&Entries> {
        Some(self.lists.get(&list)?.by_language.get(primary(language))?.entries())
    }

    /// The terms of one list in one language, or in the language of which it is a dialect.
    #[must_use]
    pub fn terms(&self, language: &str, list: List) -> Option<&Terms> {
        let language = primary(language);
        Some(self.lists.get(&list)?.by_language.get(language)?.terms(language, list))
    }

    /// Entries that a project takes away from a list that does not have them.
    #[must_use]
    pub fn idle(&self) -> &[Located<String>] {
        &self.idle
    }

    /// What is wrong with lists and patterns, a line each.
    #[must_use]
    pub fn faults(&self) -> Vec<String> {
        let mut faults = Vec::new();
        match &self.origin {
            Origin::Texts(texts) => {
                faults.extend(Thesaurus::read(texts).err().map(|fault| format!("{CONCEPTS}: {fault}")));
            }
            Origin::Compiled(compiled) => {
                let none = shipped::packed_thesaurus(compiled.thesaurus).is_none();
                faults.extend(none.then(|| format!("{CONCEPTS}: cut short")));
            }
        }
        for (list, languages) in &self.lists {
            for (language, lazy) in &languages.by_language {
                faults.extend(lazy.shipped.entries().err().map(|fault| format!("{language}, {list:?}: {fault}")));
                faults.extend(lazy.terms(language, *list).fault());
            }
        }
        faults
    }

    /// The terms of one list in every language.
    pub fn in_every_language(&self, list: List) -> impl Iterator<Item = &Terms> {
        let languages = self.lists.get(&list).into_iter().flat_map(|languages| &languages.by_language);
        languages.map(move |(language, lazy)| lazy.terms(language, list))
    }

    /// Whether a word, as a whole, is in the list of any language: for words that carry no language, such as units.
    #[must_use]
    pub fn is_word(&self, list: List, word: &str) -> bool {
        self.lists.get(&list).is_some_and(|languages| languages.has_word(word))
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
        let lazy = self.lists.get(&list).and_then(|languages| languages.by_language.get(primary(language)));
        lazy.map_or_else(Vec::new, |lazy| lazy.patterns().find_all(text))
    }

    /// As [`matches`](Self::matches), in the lists of every language: for names that carry none.
    #[must_use]
    pub fn matches_in_any(&self, list: List, text: &str) -> Vec<Found<'_>> {
        let languages = self.lists.get(&list).into_iter().flat_map(|languages| languages.by_language.keys());
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
