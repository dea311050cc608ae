//! The thesaurus: things that plans speak of, how they belong to each other, and which codes of frameworks they speak for.
//!
//! `rules/lexicon/concepts.yaml` holds for each concept its place among the others, its weights, and its terms in six
//! languages. The files in `rules/lexicon/subjects/` add finer concepts, which tell what two statements share and speak for
//! no code. Most runs need one language, so the files are cut at their lines, and only what is asked is parsed.

mod packed;

use std::collections::BTreeMap;
use std::sync::OnceLock;

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::definitions::{Definition, Definitions};
use super::nearness::KnownPairs;
use crate::source::FileId;
use crate::yaml::de::{DeError, DocumentNode};

/// Names a concept of a [`Thesaurus`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ConceptId(pub(crate) u16);

/// What kind of thing a concept is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Facet {
    /// A thing: broadband coverage, e-waste.
    #[default]
    Thing,
    /// An attribute of something: affordable, secure.
    Quality,
    /// Whom or what is counted: households, schools, enterprises.
    Population,
    /// What is measured of a thing: its price, its coverage, its use.
    Measure,
    /// Where something is to be: in cities, districts, countries.
    Place,
}

impl Facet {
    /// Every facet.
    const ALL: [Self; 5] = [Self::Thing, Self::Quality, Self::Population, Self::Measure, Self::Place];
}

/// What the terms of a concept are to it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// Names of the one thing that it is.
    #[default]
    Name,
    /// Words of a field, which speak for codes or against them; two of them are not the same thing.
    Evidence,
    /// Names of a result: what is reached or lost, such as unemployment. Two plans' elements that name it speak of it, whatever
    /// stands beside it; a thing such as railways may be named for many results.
    Result,
    /// Words that only count together with others, in the definition of a result: night, in walking at night without fear. By
    /// themselves they stay the words that they are.
    Component,
}

impl Role {
    /// Every role.
    const ALL: [Self; 4] = [Self::Name, Self::Evidence, Self::Result, Self::Component];
}

/// A code of a framework, and how much a concept speaks for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Weight {
    /// The code, as the framework writes it.
    pub code: Box<str>,
    /// 3 where the concept alone tells, 2 strongly, 1 in company; below zero where it speaks against the code.
    pub weight: i8,
}

/// A concept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Concept {
    /// Its id in the file.
    pub id: Box<str>,
    /// The wider concepts that it belongs to.
    pub broader: Vec<ConceptId>,
    /// The concepts that together say the same: child mortality is mortality and children.
    pub made_of: Vec<ConceptId>,
    /// What kind of thing it is.
    pub facet: Facet,
    /// What its terms are to it.
    pub role: Role,
    /// SDG goals, targets and indicators that it speaks for.
    pub sdg: Vec<Weight>,
    /// WSIS lines that it speaks for.
    pub wsis: Vec<Weight>,
}

/// What stands in the file beside the terms.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Entry {
    #[serde(default)]
    broader: Vec<String>,
    #[serde(default)]
    made_of: Vec<String>,
    #[serde(default)]
    implied_by: Vec<Vec<String>>,
    #[serde(default)]
    facet: Facet,
    #[serde(default)]
    role: Role,
    #[serde(default)]
    sdg: BTreeMap<String, i8>,
    #[serde(default)]
    wsis: BTreeMap<String, i8>,
}

/// All concepts, in the order of the files.
#[derive(Debug, Default)]
pub struct Thesaurus {
    concepts: Vec<Concept>,
    by_id: FxHashMap<Box<str>, ConceptId>,
    /// Of each concept itself and all that are broader, nearest first, each once.
    chains: Vec<Vec<ConceptId>>,
    /// Of each concept what it is made of; found when first asked.
    parts: OnceLock<Vec<Box<[ConceptId]>>>,
    /// Of each concept its fields; found when first asked.
    fields: OnceLock<Vec<Box<[ConceptId]>>>,
    /// Of each concept how many belong to it or are made of it; counted when first asked.
    widths: OnceLock<Vec<usize>>,
    /// How near pairs of concepts are, of those that were asked about.
    known_pairs: KnownPairs,
    definitions: Definitions,
}

impl Thesaurus {
    pub(super) fn definitions(&self) -> &Definitions {
        &self.definitions
    }

    pub(super) fn known_pairs(&self) -> &KnownPairs {
        &self.known_pairs
    }

    /// The concepts of files, without their terms. An id that an earlier file has is that concept, which may be given more
    /// broader concepts, parts and definitions, and a role. A concept that is named and not there is left out.
    ///
    /// # Errors
    /// What is no such file. Places are those of its text without its terms.
    pub fn read(texts: &[&str]) -> Result<Self, DeError> {
        let mut thesaurus = Self::default();
        let mut entries: Vec<(ConceptId, Entry)> = Vec::new();
        for text in texts {
            let Some(node) = DocumentNode::open(FileId::default(), &without_terms(text))? else { continue };
            node.no_key_twice()?;
            for (id, _, node) in node.entries() {
                let entry: Entry = node.read::<Option<Entry>>()?.unwrap_or_default();
                entries.push((thesaurus.add(id, &entry), entry));
            }
        }
        let mut definitions = Vec::new();
        for (id, entry) in entries {
            for by in entry.implied_by {
                let by: Option<Vec<ConceptId>> = by.iter().map(|name| thesaurus.find(name)).collect();
                definitions.extend(by.map(|by| Definition { result: id, by }));
            }
            let known = |ids: Vec<String>| -> Vec<ConceptId> {
                ids.iter().filter_map(|name| thesaurus.find(name)).filter(|&other| other != id).collect()
            };
            let (broader, made_of) = (known(entry.broader), known(entry.made_of));
            let concept = &mut thesaurus.concepts[usize::from(id.0)];
            concept.broader.extend(broader);
            concept.made_of.extend(made_of);
            if concept.role == Role::Name {
                concept.role = entry.role;
            }
        }
        let ids = (0u16..).map(ConceptId).take(thesaurus.concepts.len());
        thesaurus.chains = ids.map(|id| thesaurus.climb(id)).collect();
        thesaurus.definitions = Definitions::of(definitions);
        Ok(thesaurus)
    }

    /// The concept of an id, made where there was none.
    fn add(&mut self, id: &str, entry: &Entry) -> ConceptId {
        if let Some(known) = self.find(id) {
            return known;
        }
        let number = u16::try_from(self.concepts.len()).expect("a thesaurus has fewer than 65,536 concepts");
        let weights = |given: &BTreeMap<String, i8>| {
            given.iter().map(|(code, &weight)| Weight { code: code.as_str().into(), weight }).collect()
        };
        self.concepts.push(Concept {
            id: id.into(),
            broader: Vec::new(),
            made_of: Vec::new(),
            facet: entry.facet,
            role: entry.role,
            sdg: weights(&entry.sdg),
            wsis: weights(&entry.wsis),
        });
        self.by_id.insert(id.into(), ConceptId(number));
        ConceptId(number)
    }

    /// All concepts.
    #[must_use]
    pub fn concepts(&self) -> &[Concept] {
        &self.concepts
    }

    /// The concept of this id.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<ConceptId> {
        self.by_id.get(id).copied()
    }

    /// The concept that `id` names.
    #[must_use]
    pub fn concept(&self, id: ConceptId) -> &Concept {
        self.concepts.get(usize::from(id.0)).expect("a ConceptId is only made by the thesaurus that it is asked of")
    }

    /// A concept and all that are broader, nearest first, each once.
    #[must_use]
    pub fn chain(&self, id: ConceptId) -> &[ConceptId] {
        self.chains.get(usize::from(id.0)).map_or(&[], |chain| chain)
    }

    /// What a compound is made of, down to what is no compound; nothing for anything else.
    #[must_use]
    pub fn parts_of(&self, id: ConceptId) -> &[ConceptId] {
        self.of_each(&self.parts, id, Self::find_parts)
    }

    /// A concept, what it belongs to and what it is made of, with what that belongs to, each once.
    #[must_use]
    pub fn fields_of(&self, id: ConceptId) -> &[ConceptId] {
        self.of_each(&self.fields, id, |thesaurus, id| {
            let parts = thesaurus.parts_of(id).iter().copied();
            let mut fields: Vec<ConceptId> =
                std::iter::once(id).chain(parts).flat_map(|id| thesaurus.chain(id)).copied().collect();
            fields.sort_unstable();
            fields.dedup();
            fields
        })
    }

    /// What `find` finds of a concept, remembered for all.
    fn of_each<'t>(
        &'t self,
        known: &'t OnceLock<Vec<Box<[ConceptId]>>>,
        id: ConceptId,
        find: impl Fn(&Self, ConceptId) -> Vec<ConceptId>,
    ) -> &'t [ConceptId] {
        let ids = (0u16..).map(ConceptId).take(self.concepts.len());
        let all = known.get_or_init(|| ids.map(|id| find(self, id).into()).collect());
        all.get(usize::from(id.0)).map_or(&[], |found| found)
    }

    fn find_parts(&self, id: ConceptId) -> Vec<ConceptId> {
        let (mut parts, mut seen) = (Vec::new(), vec![id]);
        let mut open: Vec<ConceptId> = self.concept(id).made_of.clone();
        while let Some(next) = open.pop() {
            // A compound that is made of itself would have no end.
            if seen.contains(&next) {
                continue;
            }
            seen.push(next);
            let deeper = &self.concept(next).made_of;
            if deeper.is_empty() {
                parts.push(next);
            } else {
                open.extend(deeper);
            }
        }
        parts
    }

    /// How many concepts belong to this one or are made of it: water has many, stunting none.
    #[must_use]
    pub fn width(&self, id: ConceptId) -> usize {
        let widths = self.widths.get_or_init(|| self.measure_widths());
        widths.get(usize::from(id.0)).copied().unwrap_or_default()
    }

    fn measure_widths(&self) -> Vec<usize> {
        let mut widths = vec![0; self.concepts.len()];
        for id in (0u16..).map(ConceptId).take(self.concepts.len()) {
            let parts = self.parts_of(id);
            let mut wider: Vec<ConceptId> = parts
                .iter()
                .chain([&id])
                .flat_map(|&id| self.chain(id))
                .copied()
                .filter(|&wider| wider != id)
                .collect();
            wider.sort_unstable();
            wider.dedup();
            wider.into_iter().for_each(|id| widths[usize::from(id.0)] += 1);
        }
        widths
    }

    fn climb(&self, id: ConceptId) -> Vec<ConceptId> {
        let mut chain = vec![id];
        let mut next = 0;
        while let Some(&at) = chain.get(next) {
            next += 1;
            for &broader in &self.concept(at).broader {
                if !chain.contains(&broader) {
                    chain.push(broader);
                }
            }
        }
        chain
    }

    /// Whether `id` is `other`, or belongs to it.
    #[must_use]
    pub fn is_a(&self, id: ConceptId, other: ConceptId) -> bool {
        id == other || self.chain(id).contains(&other)
    }

    /// Whether one of two concepts is the other, or belongs to it.
    #[must_use]
    pub fn are_related(&self, one: ConceptId, other: ConceptId) -> bool {
        self.is_a(one, other) || self.is_a(other, one)
    }
}

/// Where a line of the file stands in its concept.
enum Line<'l> {
    /// The concept's id.
    Id(&'l str),
    /// A key of the concept, or what goes on with one.
    Inside,
    /// The key of its terms.
    Terms,
}

fn line_kind(line: &str) -> Line<'_> {
    if line.starts_with(|c: char| c.is_ascii_alphanumeric()) {
        return Line::Id(line.split(':').next().unwrap_or(line));
    }
    if line.trim_end() == "  terms:" { Line::Terms } else { Line::Inside }
}

/// The file without the terms of its concepts.
fn without_terms(text: &str) -> String {
    let mut kept = String::with_capacity(text.len() / 8);
    let mut inside = false;
    for line in text.split_inclusive('\n') {
        match line_kind(line) {
            Line::Id(_) => inside = false,
            Line::Terms => inside = true,
            Line::Inside => {}
        }
        if !inside {
            kept.push_str(line);
        }
    }
    kept
}

/// The terms of one language, as the table `concept` of a word list: each concept's id with its terms.
pub(super) fn table(text: &str, language: &str) -> String {
    let mut table = String::with_capacity(text.len() / 5);
    table.push_str("concept:\n");
    let (mut id, mut taken) = ("", false);
    for line in text.split_inclusive('\n') {
        if let Line::Id(next) = line_kind(line) {
            (id, taken) = (next, false);
            continue;
        }
        let Some(inner) = line.strip_prefix("    ") else {
            taken = false;
            continue;
        };
        if let Some(terms) = inner.strip_prefix(language).and_then(|rest| rest.strip_prefix(':')) {
            taken = true;
            for part in ["  ", id, ":", terms] {
                table.push_str(part);
            }
        } else if inner.starts_with(' ') {
            if taken {
                table.push_str(line);
            }
        } else {
            taken = false;
        }
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "# Section\nwater:\n  sdg: {6: 2, '6.10': 1}\n  terms:\n    en: [water,\n      drinking water]\n    fr: [eau]\n\
                        river:\n  broader: [water]\n  terms:\n    en: [river]\n    fr: [rivière]\nbank:\n  facet: population\n  terms:\n    en: [bank]\n";

    #[test]
    fn concepts_are_read_without_their_terms() {
        let thesaurus = Thesaurus::read(&[FILE]).expect("a sound file");
        let [water, river, bank] = ["water", "river", "bank"].map(|id| thesaurus.find(id).expect(id));
        assert!(thesaurus.is_a(river, water) && !thesaurus.is_a(water, river) && !thesaurus.are_related(bank, water));
        assert_eq!(thesaurus.concept(bank).facet, Facet::Population);
        let weights: Vec<_> =
            thesaurus.concept(water).sdg.iter().map(|weight| (&*weight.code, weight.weight)).collect();
        assert_eq!(weights, [("6", 2), ("6.10", 1)]);
    }

    #[test]
    fn a_second_file_adds_concepts_and_to_concepts() {
        let more = "flood:\n  made-of: [water, bank]\n  terms:\n    en: [flood]\nbank:\n  broader: [river]\n  terms:\n    en: [shore]\n";
        let thesaurus = Thesaurus::read(&[FILE, more]).expect("sound files");
        let [water, bank, flood] = ["water", "bank", "flood"].map(|id| thesaurus.find(id).expect(id));
        assert_eq!(thesaurus.concepts().len(), 4);
        assert_eq!(thesaurus.concept(flood).made_of, [water, bank]);
        assert!(thesaurus.is_a(bank, water));
    }

    #[test]
    fn terms_of_one_language_are_cut_out() {
        assert_eq!(table(FILE, "fr"), "concept:\n  water: [eau]\n  river: [rivière]\n");
        assert_eq!(
            table(FILE, "en"),
            "concept:\n  water: [water,\n      drinking water]\n  river: [river]\n  bank: [bank]\n"
        );
    }
}
