//! One statement from text to facts, and the memory of those already read.

use std::ops::Range;
use std::sync::{Arc, OnceLock, RwLock};

use rustc_hash::FxHashMap;

use super::language::Language;
use super::phrasebook::Phrasebook;
use super::reading::Reading;
use super::segmentation::is_own_word;
use super::statement::{ConceptWord, Statement};
use super::{
    baseline, concepts, content, coordination, date, deadline, direction, effort, masks, quantity, relative,
    undertaking, way_of_working, wording,
};
use crate::lexicon::{Lexicon, List, Role};

/// Statements by text, for each language.
type Statements = [FxHashMap<Box<str>, Arc<Statement>>; 6];

/// Statements that have been read, in two ages: what was asked for since the last time that somebody called
/// [`Analyst::age`], and what was asked for before.
#[derive(Default)]
struct Known {
    young: Statements,
    old: Statements,
}

/// Reads statements with the word lists of a project. A statement is read once; asked again, the facts are at hand.
#[derive(Default)]
pub struct Analyst {
    books: [OnceLock<Phrasebook>; 6],
    concepts: [OnceLock<Phrasebook>; 6],
    subjects: [OnceLock<Phrasebook>; 6],
    known: RwLock<Known>,
}

impl std::fmt::Debug for Analyst {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let compiled: Vec<&Language> =
            Language::ALL.iter().filter(|&&language| self.books[language as usize].get().is_some()).collect();
        out.debug_struct("Analyst").field("compiled", &compiled).finish_non_exhaustive()
    }
}

impl Analyst {
    /// What `text` says, in `language`; `lexicon` must be the same at every call.
    #[must_use]
    pub fn statement(&self, lexicon: &Lexicon, text: &str, language: Language) -> Arc<Statement> {
        let of = language as usize;
        if let Some(known) = self.known.read().ok().and_then(|known| known.young[of].get(text).cloned()) {
            return known;
        }
        let before = self.known.write().ok().and_then(|mut known| known.old[of].remove(text));
        let statement = before.unwrap_or_else(|| Arc::new(self.read(lexicon, text, language)));
        if let Ok(mut known) = self.known.write() {
            known.young[of].insert(text.into(), Arc::clone(&statement));
        }
        statement
    }

    /// Forgets the statements for which nobody has asked since this was last called but one. Who judges a plan after
    /// every keystroke calls this now and then; a run from start to end has no need to.
    pub fn age(&self) {
        if let Ok(mut known) = self.known.write() {
            known.old = std::mem::take(&mut known.young);
        }
    }

    /// Every phrase of the word lists that stands in a text: its list, what it is listed under there, and its bytes. For
    /// those who write the lists.
    #[must_use]
    pub fn phrases(&self, lexicon: &Lexicon, text: &str, language: Language) -> Vec<(List, Box<str>, Range<usize>)> {
        let book = self.book(lexicon, language);
        let reading = Reading::new(book, text);
        let found = reading.matches.iter();
        found
            .map(|found| (found.meaning.list, book.name(found.meaning).into(), reading.bytes(found.from..found.to)))
            .collect()
    }

    /// The concepts of the thesaurus whose terms stand in a text, with words of fields, and nothing else.
    #[must_use]
    pub fn concepts(&self, lexicon: &Lexicon, text: &str, language: Language) -> Vec<ConceptWord> {
        let reading = Reading::new(self.book(lexicon, language), text);
        concepts::find(self.terms(lexicon, language), &reading)
    }

    /// The terms of the thesaurus.
    fn terms(&self, lexicon: &Lexicon, language: Language) -> &Phrasebook {
        self.concepts[language as usize].get_or_init(|| Phrasebook::of_concepts(lexicon, language))
    }

    /// The terms of the finer concepts.
    fn subjects(&self, lexicon: &Lexicon, language: Language) -> &Phrasebook {
        self.subjects[language as usize].get_or_init(|| Phrasebook::of_subjects(lexicon, language))
    }

    fn book(&self, lexicon: &Lexicon, language: Language) -> &Phrasebook {
        self.books[language as usize].get_or_init(|| Phrasebook::compile(lexicon, language))
    }

    /// Reads a statement without looking at what is known.
    #[must_use]
    pub fn read(&self, lexicon: &Lexicon, text: &str, language: Language) -> Statement {
        let mut reading = Reading::new(self.book(lexicon, language), text);
        let mut statement = analyse(&mut reading);
        statement.evidence = concepts::find(self.terms(lexicon, language), &reading);
        let names = |word: &&ConceptWord| lexicon.thesaurus().concept(word.concept).role == Role::Name;
        statement.concepts = statement.evidence.iter().filter(names).cloned().collect();
        statement
    }

    /// The words of `text` without those of the frame, each by itself, whatever concept it names.
    #[must_use]
    pub fn words(&self, lexicon: &Lexicon, text: &str, language: Language) -> Vec<content::ContentWord> {
        let mut reading = Reading::new(self.book(lexicon, language), text);
        let statement = analyse(&mut reading);
        content::find(&reading, self.terms(lexicon, language), &statement)
    }

    /// What `text` is about: its words without those of the frame, in their order. Not remembered: who asks keeps it.
    #[must_use]
    pub fn content(&self, lexicon: &Lexicon, text: &str, language: Language) -> Vec<content::ContentWord> {
        self.content_by(lexicon, text, language, &[])
    }

    /// As [`content`](Self::content), by the finer concepts first: `power cuts` is more than a word of the field of energy.
    #[must_use]
    pub fn content_in_detail(&self, lexicon: &Lexicon, text: &str, language: Language) -> Vec<content::ContentWord> {
        self.content_by(lexicon, text, language, &[self.subjects(lexicon, language)])
    }

    fn content_by(
        &self,
        lexicon: &Lexicon,
        text: &str,
        language: Language,
        finer: &[&Phrasebook],
    ) -> Vec<content::ContentWord> {
        let mut reading = Reading::new(self.book(lexicon, language), text);
        let mut statement = analyse(&mut reading);
        let terms = self.terms(lexicon, language);
        let fine: Vec<ConceptWord> = finer.iter().flat_map(|book| concepts::find(book, &reading)).collect();
        // Words that only speak for codes or against them name no one thing.
        let thesaurus = lexicon.thesaurus();
        let wide = concepts::find(terms, &reading).into_iter().filter(|word| {
            let meets = |fine: &ConceptWord| fine.at.start < word.at.end && word.at.start < fine.at.end;
            thesaurus.concept(word.concept).role != Role::Evidence && !fine.iter().any(meets)
        });
        statement.concepts = wide.chain(fine.iter().cloned()).collect();
        statement.concepts.sort_by_key(|word| word.at.start);
        content::find(&reading, terms, &statement)
    }
}

fn analyse(reading: &mut Reading<'_>) -> Statement {
    let mut statement = Statement::default();
    masks::mask(reading, &mut statement.names);
    let dates = date::find(reading);
    statement.years = dates.iter().map(|date| (date.year, reading.bytes(date.first..date.last))).collect();
    statement.relative_deadline = relative::find(reading);
    let mut candidates = quantity::candidates(reading);
    let mut taken = Vec::new();
    statement.baseline = baseline::find(reading, &mut candidates, &dates, &mut taken);
    statement.deadline = deadline::choose(reading, &dates, &taken);
    statement.quantities = quantity::quantities(reading, &candidates, &mut statement.hedges);
    statement.hedges.retain({
        let own: Vec<_> = reading
            .all_of(&[List::Hedge, List::HedgeAfter])
            .filter(|hedge| is_own_word(reading, hedge.from, hedge.to))
            .map(|hedge| reading.bytes(hedge.from..hedge.to))
            .collect();
        move |hedge| own.contains(hedge)
    });
    statement.directions = direction::find(reading, &candidates, &statement.quantities);
    statement.terms = wording::terms(reading);
    statement.groups = wording::groups(reading);
    statement.means = undertaking::means(reading);
    statement.effort = effort::find(reading);
    statement.ways_of_working = way_of_working::find(reading);
    statement.double_barrel = coordination::find(reading);
    statement.has_action = !statement.directions.is_empty()
        || reading.all_of(&[List::Improve, List::Activity, List::WeakVerb, List::State, List::Factor]).next().is_some();
    statement
}
