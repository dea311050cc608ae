//! The thesaurus as bytes: it is compiled when planlint is built.

use super::super::definitions::{Definition, Definitions};
use super::{Concept, ConceptId, Facet, Role, Thesaurus, Weight};
use crate::packing::{Packer, Unpacker};

impl Thesaurus {
    /// The thesaurus as bytes.
    #[must_use]
    pub fn pack(&self) -> Vec<u8> {
        let mut packer = Packer::default();
        packer.count(self.concepts.len());
        for (concept, chain) in self.concepts.iter().zip(&self.chains) {
            packer.text(&concept.id);
            packer.number(concept.facet as u64);
            packer.number(concept.role as u64);
            for ids in [&concept.broader, &concept.made_of, chain] {
                packer.count(ids.len());
                ids.iter().for_each(|id| packer.number(id.0.into()));
            }
            for weights in [&concept.sdg, &concept.wsis] {
                packer.count(weights.len());
                for Weight { code, weight } in weights {
                    packer.text(code);
                    packer.number(weight.to_le_bytes()[0].into());
                }
            }
        }
        packer.count(self.definitions.all().len());
        for Definition { result, by } in self.definitions.all() {
            packer.number(result.0.into());
            packer.count(by.len());
            by.iter().for_each(|id| packer.number(id.0.into()));
        }
        packer.into_bytes()
    }

    /// The thesaurus that [`pack`](Self::pack) has made the bytes of; nothing for other bytes.
    pub(in super::super) fn unpack(unpacker: &mut Unpacker<'_>) -> Option<Self> {
        let count = unpacker.count()?;
        let mut thesaurus = Self::default();
        for number in (0..u16::try_from(count).ok()?).map(ConceptId) {
            let id = unpacker.text()?;
            let facet = *Facet::ALL.get(usize::try_from(unpacker.number()?).ok()?)?;
            let role = *Role::ALL.get(usize::try_from(unpacker.number()?).ok()?)?;
            let (broader, made_of, chain) = (ids(unpacker, count)?, ids(unpacker, count)?, ids(unpacker, count)?);
            let mut weights = || -> Option<Vec<Weight>> {
                let length = unpacker.count()?;
                let mut weight = || {
                    let code = unpacker.text()?.into();
                    Some(Weight { code, weight: i8::from_le_bytes([u8::try_from(unpacker.number()?).ok()?]) })
                };
                (0..length).map(|_| weight()).collect()
            };
            let (sdg, wsis) = (weights()?, weights()?);
            thesaurus.concepts.push(Concept { id: id.into(), broader, made_of, facet, role, sdg, wsis });
            thesaurus.by_id.insert(id.into(), number);
            thesaurus.chains.push(chain);
        }
        let mut definitions = Vec::new();
        for _ in 0..unpacker.count()? {
            definitions.push(Definition { result: id(unpacker, count)?, by: ids(unpacker, count)? });
        }
        thesaurus.definitions = Definitions::of(definitions);
        Some(thesaurus)
    }
}

/// One of `count` concepts.
fn id(unpacker: &mut Unpacker<'_>, count: usize) -> Option<ConceptId> {
    u16::try_from(unpacker.number()?).ok().filter(|&id| usize::from(id) < count).map(ConceptId)
}

/// Some of `count` concepts.
fn ids(unpacker: &mut Unpacker<'_>, count: usize) -> Option<Vec<ConceptId>> {
    (0..unpacker.count()?).map(|_| id(unpacker, count)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_packed_thesaurus_is_the_same() {
        let text = "water:\n  sdg: {6: 2, '6.10': 1}\nriver:\n  broader: [water]\nflood:\n  made-of: [water, river]\n  role: result\n";
        let thesaurus = Thesaurus::read(&[text]).expect("a sound file");
        let back = Thesaurus::unpack(&mut Unpacker::new(&thesaurus.pack())).expect("packed bytes");
        assert_eq!(back.concepts(), thesaurus.concepts());
        assert_eq!((back.chains, back.by_id), (thesaurus.chains, thesaurus.by_id));
    }
}
