//! One statement from text to facts, and the memory of those already read.

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use super::language::Language;
use super::phrasebook::{Match, Phrasebook};
use super::reading::Reading;
use super::remembered::Remembered;
use super::segmentation::is_own_word;
use super::statement::{ConceptWord, Statement};
use super::{
    baseline, concepts, content, coordination, date, deadline, direction, effort, masks, quantity, relative,
    undertaking, way_of_working, wording,
};
use crate::lexicon::{Book, Entries, Lexicon, List, Role};

/// Reads statements with the word lists of a project. A statement is read once; asked again, the facts are at hand.
#[derive(Default)]
pub struct Analyst {
    books: [OnceLock<Phrasebook>; 6],
    concepts: [OnceLock<Phrasebook>; 6],
    subjects: [OnceLock<Phrasebook>; 6],
    components: [OnceLock<Phrasebook>; 6],
    statements: Remembered<Statement>,
    contents: Remembered<Contents>,
    phrases: Remembered<Vec<Phrase>>,
}

/// A phrase in a text: its list, what it is listed under there, and its bytes.
pub type Phrase = (List, Box<str>, Range<usize>);

/// The words of content of a text, by three ways to read them; whoever compares texts asks for all.
struct Contents {
    /// Each by itself, whatever concept it names.
    words: Arc<Vec<content::ContentWord>>,
    /// By the concepts that speak for codes.
    wide: Arc<Vec<content::ContentWord>>,
    /// By the finer concepts first.
    fine: Arc<Vec<content::ContentWord>>,
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
        self.statements.get(text, language, || self.read(lexicon, text, language))
    }

    /// Forgets the statements for which nobody has asked since this was last called but one. Who judges a plan after
    /// every keystroke calls this now and then; a run from start to end has no need to.
    pub fn age(&self) {
        self.statements.age();
        self.contents.age();
        self.phrases.age();
    }

    /// Every phrase of the word lists that stands in a text: its list, what it is listed under there, and its bytes.
    /// Remembered as statements are.
    #[must_use]
    pub fn phrases(&self, lexicon: &Lexicon, text: &str, language: Language) -> Arc<Vec<Phrase>> {
        self.phrases.get(text, language, || {
            let book = self.book(lexicon, language);
            let reading = Reading::new(book, text);
            let phrase = |found: &Match| -> Phrase {
                (found.meaning.list, book.name(found.meaning).into(), reading.bytes(found.from..found.to))
            };
            reading.matches.iter().map(phrase).collect()
        })
    }

    /// The concepts of the thesaurus whose terms stand in a text, with words of fields, and nothing else.
    #[must_use]
    pub fn concepts(&self, lexicon: &Lexicon, text: &str, language: Language) -> Vec<ConceptWord> {
        let reading = Reading::new(self.book(lexicon, language), text);
        concepts::find(self.terms(lexicon, language), &reading)
    }

    /// The terms of the thesaurus.
    fn terms(&self, lexicon: &Lexicon, language: Language) -> &Phrasebook {
        self.concepts[language as usize].get_or_init(|| book(lexicon, Book::Concepts, language))
    }

    /// The terms of the finer concepts.
    fn subjects(&self, lexicon: &Lexicon, language: Language) -> &Phrasebook {
        self.subjects[language as usize].get_or_init(|| book(lexicon, Book::Subjects, language))
    }

    /// The terms that count only in definitions.
    fn components(&self, lexicon: &Lexicon, language: Language) -> &Phrasebook {
        self.components[language as usize].get_or_init(|| book(lexicon, Book::Components, language))
    }

    fn book(&self, lexicon: &Lexicon, language: Language) -> &Phrasebook {
        self.books[language as usize].get_or_init(|| book(lexicon, Book::Phrases, language))
    }

    /// Reads a statement without looking at what is known.
    #[must_use]
    pub fn read(&self, lexicon: &Lexicon, text: &str, language: Language) -> Statement {
        self.read_all(lexicon, text, language).1
    }

    /// Reads a text and says what it states.
    fn read_all(&self, lexicon: &Lexicon, text: &str, language: Language) -> (Reading<'_>, Statement) {
        let mut reading = Reading::new(self.book(lexicon, language), text);
        let mut statement = analyse(&mut reading);
        statement.evidence = concepts::find(self.terms(lexicon, language), &reading);
        // Words that only speak for codes or against them name no one thing.
        let names = |word: &&ConceptWord| lexicon.thesaurus().concept(word.concept).role != Role::Evidence;
        statement.concepts = statement.evidence.iter().filter(names).cloned().collect();
        (reading, statement)
    }

    /// The words of `text` without those of the frame, each by itself, whatever concept it names. Remembered as statements
    /// are.
    #[must_use]
    pub fn words(&self, lexicon: &Lexicon, text: &str, language: Language) -> Arc<Vec<content::ContentWord>> {
        Arc::clone(&self.contents(lexicon, text, language).words)
    }

    /// What `text` is about: its words without those of the frame, in their order. Remembered as statements are.
    #[must_use]
    pub fn content(&self, lexicon: &Lexicon, text: &str, language: Language) -> Arc<Vec<content::ContentWord>> {
        Arc::clone(&self.contents(lexicon, text, language).wide)
    }

    /// As [`content`](Self::content), by the finer concepts first: `power cuts` is more than a word of the field of energy.
    #[must_use]
    pub fn content_in_detail(
        &self,
        lexicon: &Lexicon,
        text: &str,
        language: Language,
    ) -> Arc<Vec<content::ContentWord>> {
        Arc::clone(&self.contents(lexicon, text, language).fine)
    }

    fn contents(&self, lexicon: &Lexicon, text: &str, language: Language) -> Arc<Contents> {
        self.contents.get(text, language, || self.read_contents(lexicon, text, language))
    }

    fn read_contents(&self, lexicon: &Lexicon, text: &str, language: Language) -> Contents {
        let (reading, statement) = self.read_all(lexicon, text, language);
        let terms = self.terms(lexicon, language);
        let wide = &statement.concepts;
        let fine = concepts::find(self.subjects(lexicon, language), &reading);
        let components = concepts::find(self.components(lexicon, language), &reading);
        let is_apart =
            |word: &&ConceptWord| !fine.iter().any(|fine| fine.at.start < word.at.end && word.at.start < fine.at.end);
        let mut all: Vec<ConceptWord> = wide.iter().filter(is_apart).chain(&fine).cloned().collect();
        all.sort_by_key(|word| word.at.start);
        let by = |concepts: &[ConceptWord]| Arc::new(content::find(&reading, terms, concepts));
        let words = by(&[]);
        let of_wide = if wide.is_empty() { Arc::clone(&words) } else { by(wide) };
        let mut fine = if *wide == all { Arc::clone(&of_wide) } else { by(&all) };
        if !components.is_empty() {
            content::add_components(Arc::make_mut(&mut fine), &components);
        }
        let contents = Contents { words, wide: of_wide, fine };
        // Whoever compares texts comes before those who ask what each states.
        self.statements.get(text, language, || statement);
        contents
    }
}

/// A book of the lists in force: the one that was compiled when planlint was built, where they are as they are shipped.
fn book(lexicon: &Lexicon, book: Book, language: Language) -> Phrasebook {
    let compiled = lexicon.compiled(book, language.code());
    if let Some(book) = compiled.and_then(|bytes| Phrasebook::unpack(bytes, language)) {
        return book;
    }
    let (thesaurus, none) = (lexicon.thesaurus(), Entries::default());
    let entries = |list: List| lexicon.entries(language.code(), list);
    let [concepts, subjects] = [List::Concept, List::Subject].map(|list| entries(list).unwrap_or(&none));
    match book {
        Book::Phrases => Phrasebook::of_lists(language, entries),
        Book::Concepts => Phrasebook::of_concepts(language, thesaurus, concepts),
        Book::Subjects => Phrasebook::of_subjects(language, thesaurus, subjects, concepts),
        Book::Components => Phrasebook::of_components(language, thesaurus, subjects),
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
    let dimensions = reading.all(List::Dimension);
    statement.dimensions = dimensions
        .map(|found| (reading.book.name(found.meaning).into(), reading.bytes(found.from..found.to)))
        .collect();
    statement.means = undertaking::means(reading);
    statement.effort = effort::find(reading);
    statement.ways_of_working = way_of_working::find(reading);
    statement.double_barrel = coordination::find(reading);
    statement.has_action = !statement.directions.is_empty()
        || reading.all_of(&[List::Improve, List::Activity, List::WeakVerb, List::State, List::Factor]).next().is_some();
    statement
}
