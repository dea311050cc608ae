//! Word lists as the files of `rules/lexicon/` hold them, and as they are built into the program.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::needles::{Needles, needles_of};
use super::{Entries, Form, List, Thesaurus, thesaurus};
use crate::packing::{Packer, Unpacker};
use crate::source::FileId;
use crate::yaml::de::{DeError, DocumentNode};

/// A book of phrases that is compiled of lists of a language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Book {
    /// Of the lists of phrases.
    Phrases,
    /// Of the terms of concepts that speak for codes.
    Concepts,
    /// Of the terms of finer concepts, with those of people, places and attributes.
    Subjects,
    /// Of the terms that count only in definitions: a word of a definition hides no concept, and no concept hides it.
    Components,
}

impl Book {
    /// Every book.
    pub const ALL: [Self; 4] = [Self::Phrases, Self::Concepts, Self::Subjects, Self::Components];

    /// Whether what stands in a list goes into the book.
    #[must_use]
    pub fn holds(self, list: List) -> bool {
        match self {
            Self::Phrases => {
                matches!(list.form(), Form::Phrases | Form::Table) && !matches!(list, List::Concept | List::Subject)
            }
            Self::Concepts => list == List::Concept,
            Self::Subjects => matches!(list, List::Concept | List::Subject),
            Self::Components => list == List::Subject,
        }
    }
}

/// The shipped lists, as they were compiled when planlint was built.
#[derive(Clone, Copy, Debug)]
pub struct Compiled {
    /// By language, as [`pack_lists`] gives them.
    pub lists: &'static [(&'static str, &'static [u8])],
    /// As [`Thesaurus::pack`] gives it.
    pub thesaurus: &'static [u8],
    /// Books of phrases, by language, in the order of [`Book::ALL`].
    pub books: &'static [(&'static str, [&'static [u8]; Book::ALL.len()])],
}

/// What a shipped list is read from.
#[derive(Clone, Debug)]
pub(super) enum Shipped {
    /// The lines of a language's file that hold the list.
    Lines(&'static str),
    /// The terms of a language in files of the thesaurus.
    Terms(std::sync::Arc<[&'static str]>, &'static str),
    /// Packed entries.
    Packed(&'static [u8]),
}

impl Default for Shipped {
    fn default() -> Self {
        Self::Lines("")
    }
}

impl Shipped {
    /// The entries.
    pub(super) fn entries(&self) -> Result<Entries, DeError> {
        match self {
            Self::Lines(lines) => list(lines),
            Self::Terms(texts, language) => terms(texts, language),
            Self::Packed(bytes) => {
                let entries = Entries::unpack(&mut Unpacker::new(bytes));
                entries.ok_or_else(|| serde::de::Error::custom("a list that was cut short"))
            }
        }
    }
}

impl Shipped {
    /// The needles of patterns, where they were found when planlint was built.
    pub(super) fn needles(&self) -> FxHashMap<&'static str, Needles> {
        match self {
            Self::Lines(_) | Self::Terms(..) => FxHashMap::default(),
            Self::Packed(bytes) => packed_needles(&mut Unpacker::new(bytes)).unwrap_or_default(),
        }
    }
}

/// The needles behind packed entries, by pattern.
fn packed_needles(unpacker: &mut Unpacker<'static>) -> Option<FxHashMap<&'static str, Needles>> {
    Entries::unpack(unpacker)?;
    let count = unpacker.count()?;
    let mut needles = || {
        let pattern = unpacker.text()?;
        let needles = match unpacker.count()?.checked_sub(1) {
            None => None,
            Some(needles) => Some((0..needles).map(|_| unpacker.text().map(Box::from)).collect::<Option<_>>()?),
        };
        Some((pattern, needles))
    };
    (0..count).map(|_| needles()).collect()
}

fn pack_needles(entries: &Entries, packer: &mut Packer) {
    packer.count(entries.iter().count());
    for (_, entry) in entries.iter() {
        packer.text(&entry.value);
        let needles = needles_of(&entry.value);
        packer.count(needles.as_ref().map_or(0, |needles| needles.len() + 1));
        needles.iter().flatten().for_each(|needle| packer.text(needle));
    }
}

/// The list that the lines hold.
fn list(lines: &str) -> Result<Entries, DeError> {
    let node = DocumentNode::open(FileId::default(), lines)?;
    let lists: BTreeMap<List, Entries> = node.map(|node| node.read()).transpose()?.unwrap_or_default();
    Ok(lists.into_values().next().unwrap_or_default())
}

/// The terms of a language in files of the thesaurus.
fn terms(texts: &[&str], language: &str) -> Result<Entries, DeError> {
    let mut all = Entries::default();
    for text in texts {
        all.extend(&list(&thesaurus::table(text, language))?);
    }
    Ok(all)
}

/// The lists of a file with the lines of each: a list begins at a key in the first column.
pub(super) fn blocks(text: &str) -> Vec<(List, &str)> {
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

/// All lists of a language from the text of its file and the files of the thesaurus: those of the concepts with codes, and
/// those of finer ones.
///
/// # Errors
/// What is no such file. Places are those of the lines of one list.
pub fn lists_of(
    text: &str,
    concepts: &[&str],
    subjects: &[&str],
    language: &str,
) -> Result<BTreeMap<List, Entries>, DeError> {
    let mut lists = BTreeMap::new();
    for (name, lines) in blocks(text) {
        lists.insert(name, list(lines)?);
    }
    lists.insert(List::Concept, terms(concepts, language)?);
    lists.insert(List::Subject, terms(subjects, language)?);
    Ok(lists)
}

/// The lists of a language as bytes.
#[must_use]
pub fn pack_lists(lists: &BTreeMap<List, Entries>) -> Vec<u8> {
    let mut packer = Packer::default();
    packer.count(lists.len());
    for (list, entries) in lists {
        let mut packed = Packer::default();
        entries.pack(&mut packed);
        if matches!(list.form(), Form::Patterns | Form::PatternTable) {
            pack_needles(entries, &mut packed);
        }
        packer.number(*list as u64);
        packer.block(&packed.into_bytes());
    }
    packer.into_bytes()
}

/// The lists of a language with the bytes of each; nothing is read yet.
pub(super) fn packed_lists(bytes: &'static [u8]) -> Option<Vec<(List, Shipped)>> {
    let mut unpacker = Unpacker::new(bytes);
    let count = unpacker.count()?;
    let mut list = || {
        let list = *List::ALL.get(usize::try_from(unpacker.number()?).ok()?)?;
        Some((list, Shipped::Packed(unpacker.block()?)))
    };
    (0..count).map(|_| list()).collect()
}

/// The thesaurus that is built in.
pub(super) fn packed_thesaurus(bytes: &[u8]) -> Option<Thesaurus> {
    Thesaurus::unpack(&mut Unpacker::new(bytes))
}
