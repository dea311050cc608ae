//! Whether two statements speak of the same: what each is about, compared thing by thing, and where to look for the like.
//!
//! Shared words are no likeness (`80% of households have electricity`, `80% of households have a computer`), and the
//! same may be said without a shared word (`everyone is online`, `universal use of the Internet`). Statements are held
//! against each other by what they are about: things, attributes, whom they count, where; as concepts of the thesaurus
//! where it knows them, in any of the six languages, and by stems of words where it does not. What is told in other words has
//! less in common; how much, [`kinship`] says, and more must speak for it.

mod buckets;
mod candidates;
mod comparison;
mod counted;
mod family;
pub(crate) mod frame;
mod kinship;
mod matching;
mod sequence;
mod subject;
mod wording;

pub(crate) use candidates::{code_key, keys, name_key};
pub(crate) use comparison::{Degree, Evidence, Likeness, Side, Unlike, compare, in_one_language};
pub(crate) use counted::are_elsewhere;
pub(crate) use kinship::{A_NARROW_FIELD, Kinship, kinship};
pub(crate) use sequence::{Item, Outcome, Sequence};
pub(crate) use subject::{Key, Sort, Subject, Unit};
pub(crate) use wording::{Wording, wording};
