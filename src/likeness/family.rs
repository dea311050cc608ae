//! What two statements can have in common at all, told by a few bits before they are put together thing by thing.

use super::subject::{Subject, Unit};
use crate::lexicon::{ConceptId, Thesaurus};

/// What the things of a statement are, belong to, and are made of; asked for once, for each statement is held against many.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Family {
    /// A bit for each thing, and for each of which a compound is made.
    own: u128,
    /// A bit for each of these and for all to which they belong.
    wide: u128,
}

impl Family {
    pub(super) fn of(thesaurus: &Thesaurus, subject: &Subject) -> Self {
        let mut family = Self::default();
        for unit in &subject.units {
            let Some(concept) = unit.concept() else {
                let bit = bit_of_word(unit);
                family.own |= bit;
                family.wide |= bit;
                continue;
            };
            for &id in thesaurus.parts_of(concept).iter().chain([&concept]) {
                family.own |= bit(id);
                family.wide |= bits(thesaurus, id);
            }
        }
        family
    }

    /// Whether a concept may be, belong to, or have belonging to it one of this statement's; if not, it surely does not.
    pub(super) fn may_have(self, thesaurus: &Thesaurus, id: ConceptId) -> bool {
        self.wide & bit(id) != 0 || self.own & bits(thesaurus, id) != 0
    }

    /// Whether a thing that has no concept may be one of this statement's.
    pub(super) fn may_have_word(self, unit: &Unit) -> bool {
        self.own & bit_of_word(unit) != 0
    }
}

const fn bit(id: ConceptId) -> u128 {
    1 << (id.0 & 127)
}

/// The bits of a concept and of all to which it belongs.
fn bits(thesaurus: &Thesaurus, id: ConceptId) -> u128 {
    thesaurus.chain(id).iter().fold(0, |all, &id| all | bit(id))
}

fn bit_of_word(unit: &Unit) -> u128 {
    // The upper bits of a hash depend on all that went into it.
    1 << (unit.trace >> 57)
}

#[cfg(test)]
mod tests {
    use super::Family;
    use crate::lexicon::Lexicon;
    use crate::likeness::Subject;
    use crate::rule::embedded;
    use crate::text::{Analyst, Language};

    #[test]
    fn what_is_wider_narrower_or_the_same_may_be_had() {
        let lexicon = Lexicon::read(embedded::lexicon(), &std::collections::BTreeMap::new()).expect("shipped lists");
        let (analyst, thesaurus) = (Analyst::default(), lexicon.thesaurus());
        let words = |text: &str| analyst.content_in_detail(&lexicon, text, Language::English);
        let subject = |text: &str| Subject::of(thesaurus, Language::English, &words(text));
        let family = Family::of(thesaurus, &subject("Child mortality and the price of xylophones"));
        for concept in ["mortality", "child-mortality"].into_iter().filter_map(|id| thesaurus.find(id)) {
            assert!(family.may_have(thesaurus, concept), "{concept:?}");
        }
        let other = subject("Many xylophones");
        assert!(other.units.iter().filter(|unit| unit.concept().is_none()).any(|unit| family.may_have_word(unit)));
        let has_not = |&id: &u16| !family.may_have(thesaurus, crate::lexicon::ConceptId(id));
        assert!((0..500u16).filter(has_not).count() > 250);
    }
}
