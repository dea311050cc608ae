//! What a statement says: quantities, dates, baselines, directions, vague words, groups.
//!
//! The analysis of one sentence in one of the six languages of the United Nations. It masks names and identifiers, then
//! reads dates, then quantities, then words, in this order: `Agenda 2030` is a name before 2030 is a year, and a year
//! before it is a number. All words that it knows stand in `rules/lexicon/`; only grammar is here. Every fact has the
//! bytes of the text that it was read from. Definitions of the facts: docs/statements.md.

mod amount;
mod analysis;
mod baseline;
mod concepts;
mod content;
mod coordination;
mod date;
mod deadline;
mod detection;
mod digits;
mod direction;
mod effort;
mod language;
mod masks;
mod normal;
mod phrase;
mod phrasebook;
mod quantity;
mod reading;
mod relative;
mod remembered;
mod search;
mod segmentation;
mod statement;
mod token;
mod undertaking;
mod unit;
mod way_of_working;
mod wording;
mod written_out;

pub use analysis::{Analyst, Phrase};
pub use content::{Clause, ContentWord, Sense};
pub use language::Language;
#[cfg(test)]
pub(crate) use phrasebook::Phrasebook;
pub use statement::{
    Baseline, CodeOf, Comparator, ConceptWord, Deadline, Direction, DirectionWord, DoubleBarrel, GroupWord, NameNumber,
    Quantity, RelativeDeadline, Standing, Statement, Term, WayOfWorking,
};
pub use written_out::written_out;
