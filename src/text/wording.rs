//! Words that say little, and the groups that are named.

use super::reading::{Reading, Role};
use super::segmentation::is_own_word;
use super::statement::{GroupWord, Term};
use crate::lexicon::List;

/// Lists whose phrases are kept for rules about wording.
const KEPT: &[List] = &[
    List::Vague,
    List::VagueTime,
    List::Escape,
    List::OpenEnded,
    List::Example,
    List::Superlative,
    List::Universal,
    List::Negation,
    List::WeakVerb,
];

/// The phrases of lists about wording, in the order of the text.
pub(super) fn terms(reading: &Reading<'_>) -> Vec<Term> {
    let kept = reading.all_of(KEPT).filter(|found| {
        // Thousands are vague, five thousand are a number.
        reading.roles[found.from..found.to].contains(&Role::Free)
            && !reading.roles[found.from..found.to].contains(&Role::Name)
            && is_own_word(reading, found.from, found.to)
    });
    let mut terms: Vec<Term> =
        kept.map(|found| Term { list: found.meaning.list, at: reading.bytes(found.from..found.to) }).collect();
    terms.dedup();
    terms
}

/// The groups that are named, in the order of the text.
pub(super) fn groups(reading: &Reading<'_>) -> Vec<GroupWord> {
    let named = reading.all(List::Group).filter(|found| is_own_word(reading, found.from, found.to));
    named
        .map(|found| GroupWord {
            group: reading.book.name(found.meaning).into(),
            at: reading.bytes(found.from..found.to),
        })
        .collect()
}
