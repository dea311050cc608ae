//! What a statement is about: its words without those of the frame.
//!
//! `By 2030, 80% of households have access to safe water` is about access, safe, water, and households; date, level and
//! `have` would stand there whatever it was about. A term of the thesaurus is one word, however many it has.

use std::ops::Range;

use super::Language;
use super::phrasebook::Phrasebook;
use super::reading::{Lists, Reading, Role};
use super::segmentation::{is_own_word, words_of_run};
use super::statement::ConceptWord;
use super::token::Kind;
use crate::lexicon::{ConceptId, List};

/// What a word of content stands for.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Sense {
    /// A concept of the thesaurus.
    Concept(ConceptId),
    /// A part of a population, by the name of its group.
    Group(Box<str>),
    /// That groups differ: gap, divide.
    Disparity,
    /// A word that the thesaurus does not know, by its stem.
    Word(Box<str>),
    /// A word that says little by itself, by its stem: service, system, project.
    Filler(Box<str>),
    /// A number or code that is part of a name: 5G, SDG 4.
    Name(Box<str>),
    /// Words that count only in the definition of a result; they stand among the words of content as what they are, too.
    Component(ConceptId),
}

/// Where a word of content stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clause {
    /// In what is to be reached.
    Result,
    /// In how: through training.
    Means,
    /// In what for: in order to create jobs.
    Purpose,
    /// Among examples.
    Example,
}

/// A word of content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContentWord {
    /// What it stands for.
    pub sense: Sense,
    /// Where it stands.
    pub clause: Clause,
    /// Which of the parts it stands in that commas and `and` separate, counted from 0.
    pub part: usize,
    /// Whether it is written as a proper name is, in languages that tell.
    pub is_proper: bool,
    /// Of a concept that has so many terms that it is a field of work rather than one thing, the stems of the words by
    /// which it is named here.
    pub of_field: Vec<Box<str>>,
    /// The word, in bytes of the text.
    pub at: Range<usize>,
}

/// How many terms a concept has in a language that is a field of work: employment with wages, hiring and working hours.
const FIELD: usize = 17;

/// Lists of words that would stand there whatever the statement was about.
const FRAME: Lists = Lists::of(&[
    List::Frame,
    List::Particle,
    List::Up,
    List::Down,
    List::Zero,
    List::Hold,
    List::Reach,
    List::WeakVerb,
    List::Universal,
    List::Vague,
    List::VagueTime,
    List::Escape,
    List::OpenEnded,
    List::Superlative,
    List::Negation,
    List::Hedge,
    List::HedgeAfter,
    List::AtLeast,
    List::MoreThan,
    List::AtMost,
    List::LessThan,
    List::AtLeastAfter,
    List::MoreThanAfter,
    List::AtMostAfter,
    List::LessThanAfter,
    List::ChangeBy,
    List::ToLevel,
    List::UpTo,
    List::Between,
    List::Number,
    List::Multiplier,
    List::Fraction,
    List::Factor,
    List::Times,
    List::PercentSign,
    List::PercentBefore,
    List::Points,
    List::Currency,
    List::Month,
    List::Quarter,
    List::Year,
    List::FiscalYear,
    List::EndOf,
    List::Deadline,
    List::DeadlineAfter,
    List::During,
    List::Baseline,
    List::BaselineAfter,
    List::Relative,
    List::RelativeAfter,
    List::TimeUnit,
    List::Relating,
    List::Conjunction,
    List::NumberNoun,
    List::Amount,
    List::Frequency,
]);

/// Lists of which a phrase ends a word that no list has.
const OTHERS: Lists = Lists::of(&[List::Disparity, List::Group, List::Filler]);

/// The words of content of a text that has been read, in its order; where a concept is named, it stands for its words.
pub(super) fn find(reading: &Reading<'_>, terms: &Phrasebook, concepts: &[ConceptWord]) -> Vec<ContentWord> {
    let mut finder = Finder { reading, terms, clause: Clause::Result, part: 0, words: Vec::new() };
    let mut at = 0;
    while at < reading.tokens.len() {
        at = finder.step(concepts, at);
    }
    // A title in capitals says nothing of names.
    if finder.words.iter().filter(|word| word.is_proper).count() * 2 > finder.words.len() {
        finder.words.iter_mut().for_each(|word| word.is_proper = false);
    }
    finder.words
}

/// Adds to the words of content of a text what in it only counts in definitions.
pub(super) fn add_components(words: &mut Vec<ContentWord>, components: &[ConceptWord]) {
    let known = words.len();
    for component in components {
        let before = words[..known].iter().take_while(|word| word.at.start <= component.at.start).last();
        let around = before.or(words[..known].first());
        let (clause, part) = around.map_or((Clause::Result, 0), |word| (word.clause, word.part));
        words.push(ContentWord {
            sense: Sense::Component(component.concept),
            clause,
            part,
            is_proper: false,
            of_field: Vec::new(),
            at: component.at.clone(),
        });
    }
}

struct Finder<'f> {
    reading: &'f Reading<'f>,
    /// The terms of the thesaurus.
    terms: &'f Phrasebook,
    clause: Clause,
    part: usize,
    words: Vec<ContentWord>,
}

impl Finder<'_> {
    /// Reads on from a token; returns where to go on.
    fn step(&mut self, concepts: &[ConceptWord], at: usize) -> usize {
        let reading = self.reading;
        let bytes = reading.bytes(at..at + 1);
        if let Some(word) = concepts.iter().find(|word| word.at.start <= bytes.start && bytes.end <= word.at.end) {
            let last = (at..reading.tokens.len()).take_while(|&at| reading.bytes(at..at + 1).end <= word.at.end).last();
            let end = last.unwrap_or(at) + 1;
            self.push(Sense::Concept(word.concept), word.at.clone(), false);
            if self.terms.terms_of(word.concept) >= FIELD
                && let Some(added) = self.words.last_mut()
            {
                added.of_field = (at..end).map(|at| stem(reading, at)).collect();
            }
            return end;
        }
        self.turn(at);
        let token = &reading.tokens[at];
        match (reading.roles[at], token.kind) {
            (Role::Free, Kind::Word | Kind::Han) => {}
            (Role::Name, Kind::Number(..)) => {
                self.push(Sense::Name(reading.word(at).into()), bytes, false);
                return at + 1;
            }
            (Role::Free, Kind::Number(..)) => {
                self.push(Sense::Name(reading.word(at).into()), bytes, false);
                return at + 1;
            }
            // `by the age of ten`, `before the close of the decade`: phrases that are no names.
            (Role::Name, Kind::Word) if !self.is_capital(at) => return at + 1,
            (Role::Name, Kind::Word) => {}
            _ => return at + 1,
        }
        if let Some(end) = self.named(at, List::Disparity) {
            self.push(Sense::Disparity, reading.bytes(at..end), false);
            return end;
        }
        if let Some(found) = reading.at(List::Group, at).filter(|found| is_own_word(reading, at, found.to)) {
            let group = reading.book.name(found.meaning).into();
            self.push(Sense::Group(group), reading.bytes(at..found.to), false);
            return found.to;
        }
        if let Some(end) = self.named(at, List::Filler) {
            self.push(Sense::Filler(stem(reading, at)), reading.bytes(at..end), false);
            return end;
        }
        if let Some(end) = self.longest(FRAME, at) {
            // To close the gap is a phrase of ending, and says what it is about.
            if let Some(gap) = (at..end).find(|&at| self.named(at, List::Disparity).is_some()) {
                self.push(Sense::Disparity, reading.bytes(gap..end), false);
            }
            return end;
        }
        if token.kind == Kind::Han { self.han(concepts, at) } else { self.word(at) }
    }

    /// Whether a word is written with a capital, or in a script that has none.
    fn is_capital(&self, at: usize) -> bool {
        let range = self.reading.tokens[at].range();
        let cased = self.reading.word(at).starts_with(char::is_lowercase);
        !cased || self.reading.normal.capitals(range).1
    }

    /// The end of a phrase of a list that begins at a token, as words of their own.
    fn named(&self, at: usize, list: List) -> Option<usize> {
        let found = self.reading.at(list, at)?;
        is_own_word(self.reading, at, found.to).then_some(found.to)
    }

    /// The end of the longest phrase of some lists that begins at a token, as words of their own.
    fn longest(&self, lists: Lists, at: usize) -> Option<usize> {
        let found = self.reading.each_at(lists, at);
        found.filter(|found| is_own_word(self.reading, at, found.to)).map(|found| found.to).max()
    }

    /// Notes a new part or clause that begins at a token.
    fn turn(&mut self, at: usize) {
        let reading = self.reading;
        let mark = |mark: char| reading.is_mark(at, mark);
        if [',', ';', '/', '、', '،', '؛', '，', '；', '.', '。'].into_iter().any(mark)
            || self.named(at, List::Conjunction).is_some()
        {
            self.part += 1;
        }
        if ['.', '。', ';', '；', '؛'].into_iter().any(mark) {
            self.clause = Clause::Result;
        } else if self.words.iter().any(|word| word.clause == Clause::Result) {
            let begins = |list: List| self.named(at, list).is_some();
            // Held by women: who does it is no means.
            let by_whom = |at: usize| reading.at(List::Group, at).is_some();
            if begins(List::Through) && !reading.at(List::Through, at).is_some_and(|by| by_whom(by.to)) {
                self.clause = Clause::Means;
            } else if begins(List::Purpose) {
                self.clause = Clause::Purpose;
            } else if begins(List::Example) {
                self.clause = Clause::Example;
            }
        }
    }

    fn push(&mut self, sense: Sense, at: Range<usize>, is_proper: bool) {
        self.words.push(ContentWord {
            sense,
            clause: self.clause,
            part: self.part,
            is_proper,
            of_field: Vec::new(),
            at,
        });
    }

    /// A word in letters.
    fn word(&mut self, at: usize) -> usize {
        let word = self.reading.word(at);
        if !word.ends_with('\'') && word.chars().nth(1).is_some() {
            let range = self.reading.tokens[at].range();
            let is_proper = at > 0 && self.reading.normal.capitals(range).1;
            self.push(Sense::Word(stem(self.reading, at)), self.reading.bytes(at..at + 1), is_proper);
        }
        at + 1
    }

    /// Chinese characters up to the next that is something else, cut into words.
    fn han(&mut self, concepts: &[ConceptWord], from: usize) -> usize {
        let reading = self.reading;
        let is_other = |at: usize| {
            let bytes = reading.bytes(at..at + 1);
            reading.tokens[at].kind != Kind::Han
                || reading.roles[at] != Role::Free
                || !reading.tokens[at].glued
                || concepts.iter().any(|word| word.at.start <= bytes.start && bytes.end <= word.at.end)
                || self.longest(OTHERS, at).is_some()
                || self.longest(FRAME, at).is_some()
        };
        let to = (from + 1..reading.tokens.len()).find(|&at| is_other(at)).unwrap_or(reading.tokens.len());
        for word in words_of_run(reading, from, to) {
            let text: String = word.clone().map(|at| reading.word(at)).collect();
            // A single character that no list has is the rest of a word that was cut, or a small word.
            if word.len() > 1 {
                self.push(Sense::Word(text.into()), reading.bytes(word), false);
            }
        }
        to
    }
}

fn stem(reading: &Reading<'_>, at: usize) -> Box<str> {
    let word = reading.word(at);
    match reading.book.language {
        Language::Arabic => light_stem(word).into(),
        _ => reading.book.stem(word),
    }
}

/// An Arabic word without the particles, the article and the endings that are written onto it.
fn light_stem(word: &str) -> &str {
    let long = |rest: &&str| rest.chars().count() >= 3;
    let mut rest = word;
    for prefix in ["وال", "بال", "كال", "فال", "ولل", "لل", "ال", "و"] {
        if let Some(less) = rest.strip_prefix(prefix).filter(long) {
            rest = less;
            break;
        }
    }
    for ending in ["يا", "ها", "هم", "ات", "ان", "ون", "ين", "يه", "ه", "ي"] {
        if let Some(less) = rest.strip_suffix(ending).filter(long) {
            return less;
        }
    }
    rest
}

#[cfg(test)]
mod tests {
    use super::light_stem;

    #[test]
    fn arabic_words_meet_without_article_and_ending() {
        assert_eq!(light_stem("والمدارس"), light_stem("مدارس"));
        assert_eq!(light_stem("اقتصاديا"), light_stem("الاقتصاديه"));
        assert_eq!(light_stem("الرقميه"), light_stem("رقميه"));
    }
}
