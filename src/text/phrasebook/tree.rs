//! The phrases of word lists while a book is made of them: a tree of words.

use frostem::Stemmer;
use rustc_hash::{FxHashMap, FxHashSet};

use super::packed::packed;
use super::stems::stemmer;
use super::vocabulary::Vocabulary;
use super::{ANY, Meaning, NUMBER, Onward, Phrasebook, WordId, head};
use crate::lexicon::{Book, Concept, Entries, Facet, List, Role, Thesaurus};
use crate::packing::Table;
use crate::text::Language;
use crate::text::phrase::{self, Part, Place};

/// Nodes of a tree of words; node 0 is the root.
struct PhraseTree {
    language: Language,
    stemmer: Option<Stemmer>,
    words: FxHashMap<Box<str>, WordId>,
    stems: FxHashMap<Box<str>, WordId>,
    stem_heads: FxHashSet<[u8; 4]>,
    edges: FxHashMap<(u32, WordId), u32>,
    joins: FxHashMap<u32, Vec<u32>>,
    meanings: Vec<Vec<Meaning>>,
    names: Vec<Box<str>>,
    name_ids: FxHashMap<Box<str>, u16>,
    terms: FxHashMap<u16, u32>,
    simplified: FxHashMap<char, char>,
    numerals: FxHashSet<WordId>,
}

impl Phrasebook {
    /// Compiles the terms of the concepts that speak for codes. The meaning's name is the number of the concept.
    pub(crate) fn of_concepts(language: Language, thesaurus: &Thesaurus, concepts: &Entries) -> Self {
        let mut tree = PhraseTree::empty(language);
        tree.add_terms(thesaurus, concepts, |_| true);
        tree.into_book()
    }

    /// Compiles the terms of the finer concepts, and of the people, places and attributes that all share.
    pub(crate) fn of_subjects(
        language: Language,
        thesaurus: &Thesaurus,
        subjects: &Entries,
        concepts: &Entries,
    ) -> Self {
        let mut tree = PhraseTree::empty(language);
        tree.add_terms(thesaurus, subjects, |concept| concept.role != Role::Component);
        tree.add_terms(thesaurus, concepts, |concept| concept.facet != Facet::Thing);
        tree.into_book()
    }

    /// Compiles the terms of finer concepts that count only in definitions.
    pub(crate) fn of_components(language: Language, thesaurus: &Thesaurus, subjects: &Entries) -> Self {
        let mut tree = PhraseTree::empty(language);
        tree.add_terms(thesaurus, subjects, |concept| concept.role == Role::Component);
        tree.into_book()
    }

    /// Compiles the lists of a language, other than the terms of concepts; `entries` gives those of a list.
    pub(crate) fn of_lists<'e>(language: Language, entries: impl Fn(List) -> Option<&'e Entries>) -> Self {
        let mut tree = PhraseTree::empty(language);
        for &list in List::ALL.iter().filter(|&&list| Book::Phrases.holds(list)) {
            if let Some(entries) = entries(list) {
                tree.add_list(list, entries);
            }
        }
        tree.into_book()
    }
}

impl PhraseTree {
    /// A tree with no phrase yet.
    fn empty(language: Language) -> Self {
        Self {
            language,
            stemmer: stemmer(language),
            words: FxHashMap::default(),
            stems: FxHashMap::default(),
            stem_heads: FxHashSet::default(),
            edges: FxHashMap::default(),
            joins: FxHashMap::default(),
            meanings: vec![Vec::new()],
            names: vec![Box::default()],
            name_ids: FxHashMap::default(),
            terms: FxHashMap::default(),
            simplified: FxHashMap::default(),
            numerals: FxHashSet::default(),
        }
    }

    /// Adds the terms of the concepts that `wanted` takes.
    fn add_terms(&mut self, thesaurus: &Thesaurus, terms: &Entries, wanted: impl Fn(&Concept) -> bool) {
        for (under, entry) in terms.iter() {
            let Some(id) = thesaurus.find(under).filter(|&id| wanted(thesaurus.concept(id))) else { continue };
            *self.terms.entry(id.0).or_default() += 1;
            let meaning = Meaning { list: List::Concept, value: 0.0, name: id.0 };
            self.add(&phrase::read(&entry.value, self.language), meaning);
        }
    }

    /// Adds the entries of a list.
    fn add_list(&mut self, list: List, entries: &Entries) {
        if list == List::Simplified {
            let pairs = entries.iter().flat_map(|(to, from)| to.chars().zip(from.value.chars()));
            self.simplified = pairs.map(|(to, from)| (from, to)).collect();
            return;
        }
        for (under, entry) in entries.iter() {
            let meaning = Meaning { list, value: under.parse().unwrap_or(0.0), name: self.name_id(under) };
            let parts = phrase::read(&entry.value, self.language);
            self.add(&parts, meaning);
            if list == List::Number && (2.0..100.0).contains(&meaning.value) && self.language != Language::Chinese {
                for places in parts.first().filter(|_| parts.len() == 1).into_iter().flatten() {
                    if let [Place::Word(word)] = places.as_slice() {
                        self.numerals.extend(self.words.get(word.as_str()));
                    }
                }
            }
        }
    }

    fn name_id(&mut self, name: &str) -> u16 {
        if name.is_empty() {
            return 0;
        }
        if let Some(&known) = self.name_ids.get(name) {
            return known;
        }
        let id = u16::try_from(self.names.len()).unwrap_or(0);
        self.names.push(name.into());
        self.name_ids.insert(name.into(), id);
        id
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
        number(self.meanings.len() - 1)
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
        let next = number(self.meanings.len());
        let node = *self.edges.entry((node, word)).or_insert(next);
        if node == next {
            self.meanings.push(Vec::new());
        }
        node
    }

    fn next_word(&self) -> WordId {
        number(self.words.len() + self.stems.len() + 2)
    }

    /// The tree as tables that are searched.
    fn into_book(self) -> Phrasebook {
        let nodes = self.meanings.len();
        let mut edges: Vec<(u32, WordId, u32)> =
            self.edges.iter().map(|(&(node, word), &next)| (node, word, next)).collect();
        edges.sort_unstable();
        let mut joins: Vec<(u32, u32)> =
            self.joins.into_iter().flat_map(|(node, joins)| joins.into_iter().map(move |join| (node, join))).collect();
        // Joins of a node are made one after another, so that their numbers keep their order.
        joins.sort_unstable();
        let mut onward = vec![Onward::default(); nodes];
        for &(node, word, _) in &edges {
            onward[node as usize].see(word);
        }
        for &(node, _) in &joins {
            onward[node as usize].join();
        }
        let starts = |of: &dyn Fn(usize) -> usize| -> Table {
            let mut at = 0;
            let ends = (0..nodes).map(|node| {
                at += of(node);
                number(at)
            });
            std::iter::once(0).chain(ends).collect()
        };
        let mut counts = vec![0; nodes];
        edges.iter().for_each(|&(node, ..)| counts[node as usize] += 1);
        let ordered = |heads: FxHashSet<[u8; 4]>| {
            let mut heads: Vec<u32> = heads.into_iter().map(u32::from_le_bytes).collect();
            heads.sort_unstable();
            heads.into_iter().collect()
        };
        let mut simplified: Vec<(char, char)> = self.simplified.into_iter().collect();
        simplified.sort_unstable();
        let mut numerals: Vec<WordId> = self.numerals.into_iter().collect();
        numerals.sort_unstable();
        let mut terms: Vec<(u16, u32)> = self.terms.into_iter().collect();
        terms.sort_unstable();
        let mut first = vec![0; self.words.len() + self.stems.len() + 2];
        for &(_, word, next) in edges.iter().take_while(|&&(node, ..)| node == 0) {
            first[word as usize] = next;
        }
        let meaning_starts = starts(&|node| self.meanings[node].len());
        let meanings: Vec<Meaning> = self.meanings.into_iter().flatten().collect();
        let values = (0u32..).zip(&meanings).filter(|(_, meaning)| meaning.value != 0.0);
        Phrasebook {
            language: self.language,
            stemmer: self.stemmer,
            words: Vocabulary::of(self.words.iter().map(|(word, &id)| (&**word, id))),
            stems: Vocabulary::of(self.stems.iter().map(|(stem, &id)| (&**stem, id))),
            stem_heads: ordered(self.stem_heads),
            edge_starts: starts(&|node| counts[node]),
            edge_words: edges.iter().map(|&(_, word, _)| word).collect(),
            edge_ends: edges.iter().map(|&(.., next)| next).collect(),
            first: first.into_iter().collect(),
            onward: onward.into_iter().map(Onward::bits).collect(),
            joins: joins.iter().map(|&(node, _)| node).collect(),
            joined: joins.iter().map(|&(_, join)| join).collect(),
            meaning_starts,
            meanings: meanings.iter().map(packed).collect(),
            values: values.map(|(at, meaning)| (at, meaning.value)).collect(),
            names: self.names,
            terms,
            simplified,
            numerals: numerals.into_iter().collect(),
        }
    }
}

fn number(at: usize) -> u32 {
    u32::try_from(at).expect("a word list has fewer than 2^32 phrases")
}
