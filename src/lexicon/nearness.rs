//! How near two concepts are to each other: by what they belong to, and by what they are made of.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicU8, Ordering};

use super::thesaurus::{ConceptId, Facet, Thesaurus};

/// How near two concepts are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
enum Nearness {
    /// Nothing joins them.
    None = 1,
    /// Something that one is or is made of belongs to a field of the other.
    Distant,
    /// They belong to one field, or have a part in common and each another one beside it.
    Field,
    /// One is a part of the other, or they have a part in common.
    Part,
    /// One belongs to the other.
    Wider,
    /// They are one.
    Same,
}

impl Nearness {
    const ALL: [Self; 6] = [Self::None, Self::Distant, Self::Field, Self::Part, Self::Wider, Self::Same];

    /// From 0 to 1.
    const fn share(self) -> f64 {
        match self {
            Self::None => 0.0,
            Self::Distant => 0.3,
            Self::Field => 0.4,
            Self::Part => 0.7,
            Self::Wider => 0.8,
            Self::Same => 1.0,
        }
    }
}

/// What was found of pairs of concepts: a row of the first is there when it is first asked for, a nought in it says that
/// nobody has asked for the second. Statements of one plan name the same few hundred pairs over and over.
#[derive(Debug, Default)]
pub(super) struct KnownPairs(OnceLock<Vec<OnceLock<Box<[AtomicU8]>>>>);

impl KnownPairs {
    fn of(&self, count: usize, one: ConceptId, other: ConceptId) -> Option<&AtomicU8> {
        let rows = self.0.get_or_init(|| std::iter::repeat_with(OnceLock::new).take(count).collect());
        let row = rows.get(usize::from(one.0))?;
        let row = row.get_or_init(|| std::iter::repeat_with(AtomicU8::default).take(count).collect());
        row.get(usize::from(other.0))
    }
}

impl Thesaurus {
    /// How near two concepts are, from 0 to 1.
    #[must_use]
    pub fn nearness(&self, one: ConceptId, other: ConceptId) -> f64 {
        let Some(known) = self.known_pairs().of(self.concepts().len(), one, other) else { return 0.0 };
        // Who comes at the same time finds the same.
        let code = known.load(Ordering::Relaxed);
        let remembered = Nearness::ALL.into_iter().find(|&nearness| nearness as u8 == code);
        let nearness = remembered.unwrap_or_else(|| {
            let found = self.find_nearness(one, other);
            known.store(found as u8, Ordering::Relaxed);
            found
        });
        nearness.share()
    }

    fn find_nearness(&self, one: ConceptId, other: ConceptId) -> Nearness {
        if one == other {
            return Nearness::Same;
        }
        if self.are_related(one, other) {
            return Nearness::Wider;
        }
        let parts = [self.parts_of(one), self.parts_of(other)];
        // A loss of water is of water and something else; the health of mothers is health of somebody.
        let is_more = |id: ConceptId| matches!(self.concept(id).facet, Facet::Thing | Facet::Measure);
        let as_part = |parts: &[ConceptId], whole: ConceptId| {
            let (own, others): (Vec<ConceptId>, _) = parts.iter().copied().partition(|&part| self.is_a(part, whole));
            let more = others.into_iter().any(is_more);
            (!own.is_empty()).then_some(if more { Nearness::Field } else { Nearness::Part })
        };
        if let Some(near) = as_part(parts[0], other).or_else(|| as_part(parts[1], one)) {
            return near;
        }
        let left = |own: usize| {
            let others = &parts[1 - own];
            parts[own].iter().filter(|&&part| !others.iter().any(|&other| self.are_related(part, other))).count()
        };
        let left = [left(0), left(1)];
        if left[0] < parts[0].len() {
            // Price of electricity and cuts of electricity have only their object in common.
            return if left[0] > 0 && left[1] > 0 { Nearness::Field } else { Nearness::Part };
        }
        let wider = |id: ConceptId| self.chain(id).iter().skip(1);
        if wider(one).any(|field| wider(other).any(|other| field == other)) {
            return Nearness::Field;
        }
        let reach = |own: usize, id: ConceptId| -> Vec<ConceptId> {
            parts[own].iter().chain([&id]).flat_map(|&id| self.chain(id)).copied().collect()
        };
        let others = reach(1, other);
        if reach(0, one).iter().any(|field| others.contains(field)) { Nearness::Distant } else { Nearness::None }
    }
}
