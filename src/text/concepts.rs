//! The concepts of the thesaurus that a text names.

use super::phrasebook::{Match, Phrasebook};
use super::reading::Reading;
use super::segmentation::is_own_word;
use super::statement::ConceptWord;
use crate::lexicon::ConceptId;

/// The concepts whose terms stand in a text, in its order. `book` has the terms of the reading's language. Of terms of
/// which one lies within the other the longer is read: a river bank is no bank.
pub(super) fn find(book: &Phrasebook, reading: &Reading<'_>) -> Vec<ConceptWord> {
    let mut matches = Vec::new();
    book.find(&reading.normal.text, &reading.tokens, &mut matches);
    // Of each start there is one match, the longest; whatever an earlier one reaches beyond lies within it.
    let mut end = 0;
    matches.retain(|found: &Match| {
        let own = found.to > end;
        end = end.max(found.to);
        own && is_own_word(reading, found.from, found.to)
    });
    let word =
        |found: &Match| ConceptWord { concept: ConceptId(found.meaning.name), at: reading.bytes(found.from..found.to) };
    matches.iter().map(word).collect()
}
