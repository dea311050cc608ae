//! The phrases of a language, compiled so that a text is searched once for all of them.

mod packed;
mod stems;
mod tree;
mod vocabulary;

use std::borrow::Cow;
use std::ops::Range;

use frostem::Stemmer;

use self::vocabulary::Vocabulary;
use super::Language;
use super::normal::Normal;
use super::search::Search;
use super::token::{Kind, Token};
use crate::lexicon::{ConceptId, List};
use crate::packing::Table;

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

impl Onward {
    /// An edge of this word goes on.
    fn see(&mut self, word: WordId) {
        match word {
            ANY => self.any = true,
            NUMBER => self.number = true,
            _ => self.words = true,
        }
    }

    /// A join goes on.
    fn join(&mut self) {
        self.joins = true;
    }

    fn bits(self) -> u8 {
        u8::from(self.words) | u8::from(self.number) << 1 | u8::from(self.any) << 2 | u8::from(self.joins) << 3
    }

    fn of_bits(bits: u8) -> Self {
        Self { words: bits & 1 != 0, number: bits & 2 != 0, any: bits & 4 != 0, joins: bits & 8 != 0 }
    }
}

/// A word of the vocabulary.
pub(super) type WordId = u32;
pub(super) const ANY: WordId = 0;
pub(super) const NUMBER: WordId = 1;
/// The words of a token: itself, its stem, and what is left of it without prefixes.
pub(super) const MOST_WORDS: usize = 6;

/// The phrases of one language, as a tree of words in tables; node 0 is the root. Made by [`tree`], or read as it was packed
/// when planlint was built.
#[derive(Default)]
pub(crate) struct Phrasebook {
    pub(super) language: Language,
    stemmer: Option<Stemmer>,
    words: Vocabulary,
    stems: Vocabulary,
    /// The first letters of all stems, in order: a word that begins otherwise need not be stemmed.
    stem_heads: Table,
    /// Of each node where its edges begin, and the end of the last.
    edge_starts: Table,
    /// The words of the edges, those of a node in order.
    edge_words: Table,
    /// The nodes that the edges lead to.
    edge_ends: Table,
    /// The edges of the root, by word: every token of a text asks for one. Node 0 stands for none.
    first: Table,
    /// What goes on from each node, as [`Onward::bits`].
    onward: Cow<'static, [u8]>,
    /// Where alternatives come together: nodes, in order,
    joins: Table,
    /// and one that each goes on to without a word.
    joined: Table,
    /// Of each node where its meanings begin, and the end of the last.
    meaning_starts: Table,
    /// The meanings, each in one number: see [`packed`].
    meanings: Table,
    /// The values of those that have one, by their places, in order.
    values: Vec<(u32, f64)>,
    names: Vec<Box<str>>,
    /// How many terms each concept has, in order.
    terms: Vec<(u16, u32)>,
    /// Characters with their simplified forms, in order.
    simplified: Vec<(char, char)>,
    /// Words that are numbers by themselves, below a hundred, in order: they stand for `<n>` as digits do.
    numerals: Table,
}

impl Phrasebook {
    /// The edges of a node.
    fn edges(&self, node: u32) -> Range<usize> {
        range_at(&self.edge_starts, node, self.edge_words.len().min(self.edge_ends.len()))
    }

    /// The node behind `word` at `node`.
    pub(super) fn edge(&self, node: u32, word: WordId) -> Option<u32> {
        if node == 0 {
            return self.first.get(word as usize).filter(|&next| next != 0);
        }
        self.edge_ends.get(self.edge_words.find(self.edges(node), word)?)
    }

    /// What the phrases mean that end at a node.
    pub(super) fn meanings(&self, node: u32) -> impl Iterator<Item = Meaning> {
        let places = range_at(&self.meaning_starts, node, self.meanings.len());
        places.clone().zip(self.meanings.range(places)).filter_map(|(at, packed)| self.meaning(at, packed))
    }

    /// What goes on from a node.
    pub(super) fn onward(&self, node: u32) -> Onward {
        self.onward.get(node as usize).map_or_else(Onward::default, |&bits| Onward::of_bits(bits))
    }

    /// The nodes that a node goes on to without a word.
    pub(super) fn joins(&self, node: u32) -> impl Iterator<Item = u32> {
        let places = self.joins.first_from(node)..self.joins.first_from(node + 1);
        self.joined.range(places)
    }

    /// Whether a word is a number by itself.
    pub(super) fn is_numeral(&self, word: WordId) -> bool {
        self.numerals.find(0..self.numerals.len(), word).is_some()
    }

    /// What a meaning is listed under.
    pub(super) fn name(&self, meaning: Meaning) -> &str {
        self.names.get(usize::from(meaning.name)).map_or("", |name| name)
    }

    /// The normal form of a text, with simplified characters.
    pub(super) fn normal(&self, text: &str) -> Normal {
        let simplify = |c: char| match self.simplified.binary_search_by_key(&c, |&(from, _)| from) {
            Ok(at) => self.simplified[at].1,
            Err(_) => c,
        };
        Normal::of(text, self.language, simplify)
    }

    /// The words of the vocabulary that a token is.
    fn words_of(&self, text: &str, token: &Token) -> ([WordId; MOST_WORDS], usize) {
        let mut found = ([0; MOST_WORDS], 0);
        let mut push = |word: Option<WordId>| {
            if let Some(word) = word
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
            && self.stem_heads.find(0..self.stem_heads.len(), u32::from_le_bytes(head(word))).is_some()
        {
            push(self.stems.get(&stems::stem(stemmer, self.language, word)));
        }
        found
    }

    /// How many terms a concept has, in a book of concepts.
    pub(super) fn terms_of(&self, ConceptId(concept): ConceptId) -> usize {
        let at = self.terms.binary_search_by_key(&concept, |&(known, _)| known);
        at.map_or(0, |at| self.terms[at].1 as usize)
    }

    /// What all forms of a word share; the word itself in languages that are not stemmed.
    pub(super) fn stem(&self, word: &str) -> Box<str> {
        self.stemmer.map_or_else(|| word.into(), |stemmer| stems::stem(stemmer, self.language, word).as_ref().into())
    }

    /// Whether a word stands in some phrase as it is.
    pub(super) fn knows(&self, word: &str) -> bool {
        self.words.get(word).is_some()
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

/// The range of `node` in a table of starts, within what there is.
fn range_at(starts: &Table, node: u32, count: usize) -> Range<usize> {
    let at = |node: usize| starts.get(node).map_or(count, |start| (start as usize).min(count));
    let (start, end) = (at(node as usize), at(node as usize + 1));
    start..end.max(start)
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
