//! The phrases of a language, compiled so that a text is searched once for all of them.

use frostem::{Algorithm, Stemmer};
use rustc_hash::{FxHashMap, FxHashSet};

use super::Language;
use super::normal::Normal;
use super::phrase::{self, Part, Place};
use super::search::Search;
use super::token::{Kind, Token};
use crate::lexicon::{ConceptId, Entries, Facet, Form, Lexicon, List};

/// What a phrase means: the list that has it, and what it is listed under there.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Meaning {
    pub(super) list: List,
    /// The number that it is listed under, where it is one.
    pub(super) value: f64,
    /// The name that it is listed under; see [`Phrasebook::name`].
    pub(super) name: u16,
}

/// A phrase found in a text: tokens `from..to`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Match {
    pub(super) meaning: Meaning,
    pub(super) from: usize,
    pub(super) to: usize,
}

/// What goes on from a node, so that the search asks only for what is there.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Onward {
    pub(super) words: bool,
    pub(super) number: bool,
    pub(super) any: bool,
    pub(super) joins: bool,
}

/// A word of the vocabulary.
pub(super) type WordId = u32;
pub(super) const ANY: WordId = 0;
pub(super) const NUMBER: WordId = 1;
/// The words of a token: itself, its stem, and what is left of it without prefixes.
pub(super) const MOST_WORDS: usize = 6;

/// The phrases of one language. Nodes of a tree of words; node 0 is the root.
#[derive(Default)]
pub(super) struct Phrasebook {
    pub(super) language: Language,
    stemmer: Option<Stemmer>,
    words: FxHashMap<Box<str>, WordId>,
    stems: FxHashMap<Box<str>, WordId>,
    /// The first letters of all stems: a word that begins otherwise need not be stemmed.
    stem_heads: FxHashSet<[u8; 4]>,
    edges: FxHashMap<(u32, WordId), u32>,
    /// The edges of the root, by word: every token of a text asks for one. Node 0 stands for none.
    first: Vec<u32>,
    /// What goes on from each node.
    pub(super) onward: Vec<Onward>,
    /// Where alternatives come together: nodes that a node goes on to without a word.
    pub(super) joins: FxHashMap<u32, Vec<u32>>,
    pub(super) meanings: Vec<Vec<Meaning>>,
    names: Vec<Box<str>>,
    /// How many terms each concept has.
    terms: FxHashMap<u16, usize>,
    simplified: FxHashMap<char, char>,
    /// Words that are numbers by themselves, below a hundred: they stand for `<n>` as digits do.
    pub(super) numerals: FxHashSet<WordId>,
}

impl Phrasebook {
    /// A book with no phrase yet.
    fn empty(language: Language) -> Self {
        let stemmer = match language {
            Language::English => Some(Algorithm::English),
            Language::French => Some(Algorithm::French),
            Language::Russian => Some(Algorithm::Russian),
            Language::Spanish => Some(Algorithm::Spanish),
            Language::Arabic | Language::Chinese => None,
        };
        let stemmer = stemmer.map(Stemmer::new);
        Self { language, stemmer, meanings: vec![Vec::new()], names: vec![Box::default()], ..Self::default() }
    }

    /// Compiles the terms of the concepts that speak for codes, in a language. The meaning's name is the number of the
    /// concept.
    pub(super) fn of_concepts(lexicon: &Lexicon, language: Language) -> Self {
        Self::of_thesaurus(lexicon, language, &[List::Concept], |_| true)
    }

    /// Compiles the terms of the finer concepts in a language, and of the people, places and attributes that all share.
    pub(super) fn of_subjects(lexicon: &Lexicon, language: Language) -> Self {
        Self::of_thesaurus(lexicon, language, &[List::Subject, List::Concept], |facet| facet != Facet::Thing)
    }

    /// Of the first list all terms, of the others those of concepts that `wanted` takes.
    fn of_thesaurus(lexicon: &Lexicon, language: Language, lists: &[List], wanted: impl Fn(Facet) -> bool) -> Self {
        let mut book = Self::empty(language);
        let thesaurus = lexicon.thesaurus();
        for (index, &list) in lists.iter().enumerate() {
            for (under, entry) in lexicon.entries(language.code(), list).into_iter().flat_map(Entries::iter) {
                let Some(id) = thesaurus.find(under).filter(|&id| index == 0 || wanted(thesaurus.concept(id).facet))
                else {
                    continue;
                };
                *book.terms.entry(id.0).or_default() += 1;
                let meaning = Meaning { list: List::Concept, value: 0.0, name: id.0 };
                book.add(&phrase::read(&entry.value, language), meaning);
            }
        }
        book.index();
        book
    }

    /// Compiles the lists of a language, other than the terms of concepts.
    pub(super) fn compile(lexicon: &Lexicon, language: Language) -> Self {
        let mut book = Self::empty(language);
        for &list in List::ALL {
            if !matches!(list.form(), Form::Phrases | Form::Table) || matches!(list, List::Concept | List::Subject) {
                continue;
            }
            let Some(entries) = lexicon.entries(language.code(), list) else { continue };
            if list == List::Simplified {
                let pairs = entries.iter().flat_map(|(to, from)| to.chars().zip(from.value.chars()));
                book.simplified = pairs.map(|(to, from)| (from, to)).collect();
                continue;
            }
            for (under, entry) in entries.iter() {
                let meaning = Meaning { list, value: under.parse().unwrap_or(0.0), name: book.name_id(under) };
                let parts = phrase::read(&entry.value, language);
                book.add(&parts, meaning);
                if list == List::Number && (2.0..100.0).contains(&meaning.value) && language != Language::Chinese {
                    for places in parts.first().filter(|_| parts.len() == 1).into_iter().flatten() {
                        if let [Place::Word(word)] = places.as_slice() {
                            book.numerals.extend(book.words.get(word.as_str()));
                        }
                    }
                }
            }
        }
        book.index();
        book
    }

    /// Makes ready for searching.
    fn index(&mut self) {
        self.onward = vec![Onward::default(); self.meanings.len()];
        self.first = vec![0; self.next_word() as usize];
        for (&(node, word), &next) in &self.edges {
            let onward = &mut self.onward[node as usize];
            match word {
                ANY => onward.any = true,
                NUMBER => onward.number = true,
                _ => onward.words = true,
            }
            if node == 0 {
                self.first[word as usize] = next;
            }
        }
        for &node in self.joins.keys() {
            self.onward[node as usize].joins = true;
        }
    }

    /// The node behind `word` at `node`.
    pub(super) fn edge(&self, node: u32, word: WordId) -> Option<u32> {
        if node == 0 {
            return self.first.get(word as usize).copied().filter(|&next| next != 0);
        }
        self.edges.get(&(node, word)).copied()
    }

    fn name_id(&mut self, name: &str) -> u16 {
        if name.is_empty() {
            return 0;
        }
        if let Some(known) = self.names.iter().rposition(|known| &**known == name) {
            return u16::try_from(known).unwrap_or(0);
        }
        self.names.push(name.into());
        u16::try_from(self.names.len() - 1).unwrap_or(0)
    }

    /// What a meaning is listed under.
    pub(super) fn name(&self, meaning: Meaning) -> &str {
        self.names.get(usize::from(meaning.name)).map_or("", |name| name)
    }

    /// The normal form of a text, with simplified characters.
    pub(super) fn normal(&self, text: &str) -> Normal {
        Normal::of(text, self.language, |c| self.simplified.get(&c).copied().unwrap_or(c))
    }

    /// Adds a phrase. Behind a part with alternatives all ways lead to one node, so that a phrase with many of them stays
    /// small.
    fn add(&mut self, parts: &[Part], meaning: Meaning) {
        let mut ends = vec![0];
        for (index, part) in parts.iter().enumerate() {
            let last = index + 1 == parts.len();
            let mut next: Vec<u32> = Vec::with_capacity(ends.len() * part.len());
            for places in part {
                for &end in &ends {
                    let node = places.iter().fold(end, |node, place| self.step(node, place));
                    if !next.contains(&node) {
                        next.push(node);
                    }
                }
            }
            let several = next.iter().filter(|&&node| node != 0).count() > 1;
            if several && !last {
                let join = self.new_node();
                for &node in next.iter().filter(|&&node| node != 0) {
                    self.joins.entry(node).or_default().push(join);
                }
                // From the root every text begins: it is no way into a join, a phrase without its first word begins there.
                next.retain(|&node| node == 0);
                next.push(join);
            }
            ends = next;
        }
        for node in ends.into_iter().filter(|&node| node != 0) {
            let meanings = &mut self.meanings[node as usize];
            if !meanings.contains(&meaning) {
                meanings.push(meaning);
            }
        }
    }

    fn new_node(&mut self) -> u32 {
        self.meanings.push(Vec::new());
        u32::try_from(self.meanings.len() - 1).expect("a word list has fewer than 2^32 phrases")
    }

    /// The node behind `place` at `node`, made where there was none.
    fn step(&mut self, node: u32, place: &Place) -> u32 {
        let word = match place {
            Place::Any => ANY,
            Place::Number => NUMBER,
            Place::Word(word) => match self.words.get(word.as_str()) {
                Some(&known) => known,
                None => {
                    let next = self.next_word();
                    self.words.insert(word.as_str().into(), next);
                    next
                }
            },
            Place::Stem(word) => {
                let stem = self.stemmer.map_or_else(|| word.as_str().into(), |stemmer| stemmer.stem(word));
                self.stem_heads.insert(head(&stem));
                let next = self.next_word();
                *self.stems.entry(stem.as_ref().into()).or_insert(next)
            }
        };
        let next = u32::try_from(self.meanings.len()).expect("a word list has fewer than 2^32 phrases");
        let node = *self.edges.entry((node, word)).or_insert(next);
        if node == next {
            self.meanings.push(Vec::new());
        }
        node
    }

    fn next_word(&self) -> WordId {
        u32::try_from(self.words.len() + self.stems.len() + 2).expect("a vocabulary has fewer than 2^32 words")
    }

    /// The words of the vocabulary that a token is.
    fn words_of(&self, text: &str, token: &Token) -> ([WordId; MOST_WORDS], usize) {
        let mut found = ([0; MOST_WORDS], 0);
        let mut push = |word: Option<&WordId>| {
            if let Some(&word) = word
                && found.1 < MOST_WORDS
            {
                found.0[found.1] = word;
                found.1 += 1;
            }
        };
        let word = &text[token.range()];
        push(self.words.get(word));
        if token.kind != Kind::Word {
            return found;
        }
        if self.language == Language::Arabic {
            for rest in without_prefixes(word) {
                push(self.words.get(rest));
            }
        }
        if let Some(stemmer) = self.stemmer
            && self.stem_heads.contains(&head(word))
        {
            push(self.stems.get(stemmer.stem(word).as_ref()));
        }
        found
    }

    /// How many terms a concept has, in a book of concepts.
    pub(super) fn terms_of(&self, ConceptId(concept): ConceptId) -> usize {
        self.terms.get(&concept).copied().unwrap_or(0)
    }

    /// What all forms of a word share; the word itself in languages that are not stemmed.
    pub(super) fn stem(&self, word: &str) -> Box<str> {
        self.stemmer.map_or_else(|| word.into(), |stemmer| stemmer.stem(word).as_ref().into())
    }

    /// Whether a word stands in some phrase as it is.
    pub(super) fn knows(&self, word: &str) -> bool {
        self.words.contains_key(word)
    }

    /// Every phrase in a text, by its start; of one list only the longest at each start.
    pub(super) fn find(&self, text: &str, tokens: &[Token], into: &mut Vec<Match>) {
        into.clear();
        let words: Vec<_> = tokens.iter().map(|token| self.words_of(text, token)).collect();
        let search = Search { book: self, tokens, words: &words };
        for from in 0..tokens.len() {
            let first = into.len();
            search.walk(0, from, from, first, into);
        }
    }
}

/// The first letters of a word, which its stem shares; without accents, which a stem may lose.
fn head(word: &str) -> [u8; 4] {
    let plain = |c: char| match c {
        'á' | 'à' | 'â' => 'a',
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'í' | 'î' | 'ï' => 'i',
        'ó' | 'ô' => 'o',
        'ú' | 'ù' | 'û' | 'ü' => 'u',
        _ => c,
    };
    let mut head = [0; 4];
    let mut length = 0;
    for c in word.chars().take(2).map(plain).filter(|c| c.len_utf8() <= 2) {
        length += c.encode_utf8(&mut head[length..]).len();
    }
    head
}

/// What is left of an Arabic word without the particles written onto it: and, so; by, for, as; the.
fn without_prefixes(word: &str) -> impl Iterator<Item = &str> {
    let and = [Some(word), word.strip_prefix(['و', 'ف'])];
    let by = |rest: &'_ str| -> [Option<usize>; 2] {
        [Some(0), rest.starts_with(['ب', 'ل', 'ك']).then_some('ب'.len_utf8())]
    };
    let mut rests: Vec<&str> = Vec::with_capacity(8);
    for rest in and.into_iter().flatten() {
        for rest in by(rest).into_iter().flatten().map(|at| &rest[at..]) {
            rests.push(rest);
            // `لل` is the short form of `for the`.
            rests.extend(rest.strip_prefix("ال").or_else(|| rest.strip_prefix('ل')));
        }
    }
    rests.retain(|rest| rest.len() >= 4 && rest.len() < word.len());
    rests.dedup();
    rests.into_iter()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stem_has_the_head_of_its_word() {
        assert_eq!(head("mortalité"), head("mortal"));
        assert_eq!(head("índice"), head("indic"));
        assert_ne!(head("доля"), head("дело"));
    }

    #[test]
    fn particles_come_off_an_arabic_word() {
        let rests: Vec<&str> = without_prefixes("وبالمدارس").collect();
        assert!(rests.contains(&"مدارس") && rests.contains(&"المدارس"), "{rests:?}");
        assert!(without_prefixes("للنساء").any(|rest| rest == "نساء"));
    }
}
