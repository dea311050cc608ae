//! Results told by their definition: a sentence that names mortality and pregnancy is about maternal mortality, in whatever
//! words and language it names the two.

use std::sync::OnceLock;

use super::thesaurus::{ConceptId, Thesaurus};

/// Concepts that together name another one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Definition {
    /// What is named.
    pub(super) result: ConceptId,
    /// By what: each must be named, by itself, by what belongs to it, or within a compound.
    pub(super) by: Vec<ConceptId>,
}

/// All definitions.
#[derive(Debug, Default)]
pub(super) struct Definitions {
    all: Vec<Definition>,
    /// Of each concept the definitions of which it is the narrowest part; found when first asked.
    by_part: OnceLock<Vec<Vec<u32>>>,
}

impl Definitions {
    pub(super) fn of(all: Vec<Definition>) -> Self {
        Self { all, by_part: OnceLock::new() }
    }

    pub(super) fn all(&self) -> &[Definition] {
        &self.all
    }
}

impl Thesaurus {
    /// The results that the concepts of a sentence name together, each with what names it among these; nothing that one of
    /// them is or belongs to already.
    pub(crate) fn defined_by(&self, named: &[ConceptId]) -> Vec<(ConceptId, Vec<ConceptId>)> {
        if self.definitions().all.is_empty() || named.len() < 2 {
            return Vec::new();
        }
        let by_part = self.definitions().by_part.get_or_init(|| self.definitions_by_part());
        let has = |part: ConceptId| named.iter().copied().find(|&own| self.fields_of(own).contains(&part));
        let mut found: Vec<(ConceptId, Vec<ConceptId>)> = Vec::new();
        let mut parts: Vec<ConceptId> = named.iter().flat_map(|&own| self.fields_of(own)).copied().collect();
        parts.sort_unstable();
        parts.dedup();
        for &number in parts.iter().filter_map(|part| by_part.get(usize::from(part.0))).flatten() {
            let Definition { result, by } = &self.definitions().all[number as usize];
            let is_known = named.iter().any(|&own| self.is_a(own, *result));
            if is_known || found.iter().any(|(known, _)| known == result) {
                continue;
            }
            let names: Option<Vec<ConceptId>> = by.iter().map(|&part| has(part)).collect();
            // One compound alone is what it is called.
            if let Some(names) = names.filter(|names| names.iter().any(|name| *name != names[0])) {
                found.push((*result, names));
            }
        }
        found
    }

    fn definitions_by_part(&self) -> Vec<Vec<u32>> {
        let mut by_part = vec![Vec::new(); self.concepts().len()];
        for (number, definition) in (0u32..).zip(&self.definitions().all) {
            let narrowest = definition.by.iter().min_by_key(|&&part| self.width(part));
            if let Some(part) = narrowest {
                by_part[usize::from(part.0)].push(number);
            }
        }
        by_part
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_result_is_named_by_what_defines_it() {
        let text = "death:\nwomen:\n  facet: population\nbirth:\nmothers:\n  broader: [women]\n  facet: population\ndeath-in-birth:\n  implied-by: [[death, birth, women]]\n";
        let thesaurus = Thesaurus::read(&[text]).expect("a sound file");
        let id = |name: &str| thesaurus.find(name).expect(name);
        let [death, birth, mothers, result] = ["death", "birth", "mothers", "death-in-birth"].map(id);
        assert_eq!(thesaurus.defined_by(&[death, birth, mothers]), [(result, vec![death, birth, mothers])]);
        assert_eq!(thesaurus.defined_by(&[death, birth]), []);
        assert_eq!(thesaurus.defined_by(&[death, birth, mothers, result]), []);
        let back = Thesaurus::unpack(&mut crate::packing::Unpacker::new(&thesaurus.pack())).expect("packed bytes");
        assert_eq!(back.defined_by(&[mothers, birth, death]).len(), 1);
    }
}
