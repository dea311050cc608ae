//! A text while it is read: its tokens, the phrases found in it, and what each token has been taken for.

use std::cell::OnceCell;
use std::ops::Range;

use super::Language;
use super::normal::Normal;
use super::phrasebook::{Match, Phrasebook};
use super::segmentation;
use super::token::{self, Kind, Token};
use crate::lexicon::{Form, List};

/// How many tokens of a text are read: one that is longer is no statement, and the time stays bounded.
const MOST_TOKENS: usize = 1_500;

/// How many bytes of a text are read, which is far beyond that many tokens of a person's words.
const MOST_BYTES: usize = 1 << 16;

/// What a token has been taken for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// Nothing yet.
    Free,
    /// Part of a name or identifier.
    Name,
    /// Part of a date.
    Date,
    /// Part of a time from now.
    Relative,
    /// Part of a baseline value.
    Baseline,
    /// Part of a quantity.
    Quantity,
}

/// A text while it is read.
pub(super) struct Reading<'r> {
    pub(super) book: &'r Phrasebook,
    pub(super) normal: Normal,
    pub(super) tokens: Vec<Token>,
    /// The phrases, by their start.
    pub(super) matches: Vec<Match>,
    /// The lists of which there is a phrase, a bit each: most questions are about lists that the text has nothing of.
    present: u128,
    /// The indices of the phrases, by their end.
    by_end: Vec<u32>,
    pub(super) roles: Vec<Role>,
    /// Of each token whether a word of Chinese may begin with it, and of the end; found when first asked.
    breaks: OnceCell<Vec<bool>>,
}

impl<'r> Reading<'r> {
    pub(super) fn new(book: &'r Phrasebook, text: &str) -> Self {
        let text = &text[..text.floor_char_boundary(MOST_BYTES)];
        let normal = book.normal(text);
        let mut tokens = Vec::with_capacity(text.len() / 4);
        token::tokens(&normal.text, book.language, &mut tokens);
        tokens.truncate(MOST_TOKENS);
        let mut matches = Vec::with_capacity(tokens.len());
        book.find(&normal.text, &tokens, &mut matches);
        let roles = vec![Role::Free; tokens.len()];
        let mut reading =
            Self { book, normal, tokens, matches, present: 0, by_end: Vec::new(), roles, breaks: OnceCell::new() };
        reading.drop_definite_nouns();
        reading.drop_parts_of_phrases();
        reading.present = reading.matches.iter().fold(0, |lists, found| lists | bit(found.meaning.list));
        reading.by_end = (0u32..).take(reading.matches.len()).collect();
        let matches = &reading.matches;
        reading.by_end.sort_by_key(|&index| (matches[index as usize].to, matches[index as usize].from));
        reading
    }

    /// In Arabic a verbal noun that says what is done stands without the article: تدريب المعلمين. With it, as in التعليم
    /// والتدريب, it is a noun like others.
    fn drop_definite_nouns(&mut self) {
        if self.book.language != Language::Arabic {
            return;
        }
        let mut matches = std::mem::take(&mut self.matches);
        matches.retain(|found| {
            let word = self.word(found.from);
            let rest = word.strip_prefix(['و', 'ف']).unwrap_or(word);
            let rest = rest.strip_prefix(['ب', 'ك']).unwrap_or(rest);
            let definite = rest.starts_with("ال") || rest.starts_with("لل");
            let verbal = matches!(
                found.meaning.list,
                List::Activity
                    | List::Improve
                    | List::Up
                    | List::Down
                    | List::Zero
                    | List::Hold
                    | List::Reach
                    | List::State
                    | List::WeakVerb
                    | List::Factor
            );
            !(verbal && definite && found.to == found.from + 1 && !self.book.knows(word))
        });
        self.matches = matches;
    }

    /// A phrase that is read as a whole hides the phrases within it.
    fn drop_parts_of_phrases(&mut self) {
        let mut hidden = vec![false; self.matches.len()];
        for large in self.matches.iter().filter(|large| large.to - large.from > 1) {
            let first = self.matches.partition_point(|small| small.from < large.from);
            for (offset, small) in self.matches[first..].iter().enumerate() {
                if small.from >= large.to {
                    break;
                }
                let within = small.to <= large.to && small.to - small.from < large.to - large.from;
                hidden[first + offset] |= within && hides(large.meaning.list, small.meaning.list);
            }
        }
        let mut hidden = hidden.into_iter();
        self.matches.retain(|_| !hidden.next().unwrap_or(false));
    }

    /// The longest phrase of `list` that begins at token `at`.
    pub(super) fn at(&self, list: List, at: usize) -> Option<&Match> {
        if self.present & bit(list) == 0 {
            return None;
        }
        self.starting(at).find(|found| found.meaning.list == list)
    }

    /// The longest phrase of any of `lists` that begins at token `at`.
    pub(super) fn any_at(&self, lists: &[List], at: usize) -> Option<&Match> {
        let wanted = self.wanted(lists)?;
        self.starting(at).filter(|found| wanted & bit(found.meaning.list) != 0).max_by_key(|found| found.to)
    }

    /// The phrases of any of `lists` that begin at token `at`, of each list the longest.
    pub(super) fn each_at(&self, lists: Lists, at: usize) -> impl Iterator<Item = &Match> {
        let wanted = lists.0 & self.present;
        let found = (wanted != 0).then(|| self.starting(at));
        found.into_iter().flatten().filter(move |found| wanted & bit(found.meaning.list) != 0)
    }

    /// Of each token whether a word of Chinese may begin with it, and of the end.
    pub(super) fn breaks(&self) -> &[bool] {
        self.breaks.get_or_init(|| segmentation::breaks(&self.tokens, &self.normal.text))
    }

    /// The lists among `lists` that the text has something of.
    fn wanted(&self, lists: &[List]) -> Option<u128> {
        let wanted = lists.iter().fold(0, |all, &list| all | bit(list)) & self.present;
        (wanted != 0).then_some(wanted)
    }

    fn starting(&self, at: usize) -> impl Iterator<Item = &Match> {
        let first = self.matches.partition_point(|found| found.from < at);
        self.matches[first..].iter().take_while(move |found| found.from == at)
    }

    /// The longest phrase of any of `lists` that ends before token `at`.
    pub(super) fn any_before(&self, lists: &[List], at: usize) -> Option<&Match> {
        let wanted = self.wanted(lists)?;
        let end = |&index: &u32| self.matches[index as usize].to;
        let first = self.by_end.partition_point(|index| end(index) < at);
        let ending = self.by_end[first..].iter().take_while(|index| end(index) == at);
        let found = ending.map(|&index| &self.matches[index as usize]);
        // By start within one end: the longest comes first.
        found.into_iter().find(|found| wanted & bit(found.meaning.list) != 0)
    }

    /// Every phrase of `list`, in the order of the text.
    pub(super) fn all(&self, list: List) -> impl Iterator<Item = &Match> {
        let any: &[Match] = if self.present & bit(list) == 0 { &[] } else { &self.matches };
        any.iter().filter(move |found| found.meaning.list == list)
    }

    /// Every phrase of `lists`, in the order of the text.
    pub(super) fn all_of<'s>(&'s self, lists: &'s [List]) -> impl Iterator<Item = &'s Match> {
        let wanted = self.wanted(lists).unwrap_or(0);
        let any: &[Match] = if wanted == 0 { &[] } else { &self.matches };
        any.iter().filter(move |found| wanted & bit(found.meaning.list) != 0)
    }

    pub(super) fn is_free(&self, range: Range<usize>) -> bool {
        self.roles[range].iter().all(|&role| role == Role::Free)
    }

    pub(super) fn take(&mut self, range: Range<usize>, role: Role) {
        for taken in &mut self.roles[range] {
            *taken = role;
        }
    }

    /// The word or number of a token, in normal form.
    pub(super) fn word(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| &self.normal.text[token.range()])
    }

    pub(super) fn is_mark(&self, at: usize, mark: char) -> bool {
        self.tokens.get(at).is_some_and(|token| token.is_mark(mark))
    }

    /// Whether a token is a dash or a hyphen.
    pub(super) fn is_dash(&self, at: usize) -> bool {
        ['-', '–', '—'].into_iter().any(|dash| self.is_mark(at, dash))
    }

    /// Whether a token ends a clause: a full stop, a semicolon, a comma and their like; the end of the text does too.
    pub(super) fn is_end(&self, at: usize) -> bool {
        self.tokens.get(at).is_none_or(|token| {
            matches!(
                token.kind,
                Kind::Mark(
                    '.' | ',' | ';' | ':' | '!' | '?' | ')' | ']' | '،' | '؛' | '。' | '、' | '」' | '》' | '”' | '»'
                )
            )
        })
    }

    /// Bytes of the given text, for a range of tokens; empty ranges have none.
    pub(super) fn bytes(&self, range: Range<usize>) -> Range<usize> {
        let (Some(first), Some(last)) = (self.tokens.get(range.start), self.tokens.get(range.end.wrapping_sub(1)))
        else {
            return 0..0;
        };
        self.normal.given(first.start as usize..last.end as usize)
    }
}

/// Whether a longer phrase of one list is read in the place of a shorter one of another within it.
fn hides(large: List, small: List) -> bool {
    use List as L;
    match large {
        L::Fixed => true,
        L::Particle | L::Improve | L::State | L::Activity => false,
        _ => matches!(
            small,
            L::Vague
                | L::VagueTime
                | L::Escape
                | L::OpenEnded
                | L::Example
                | L::Superlative
                | L::Universal
                | L::Negation
                | L::Hedge
                | L::HedgeAfter
        ),
    }
}

/// Some lists of phrases.
#[derive(Clone, Copy)]
pub(super) struct Lists(u128);

impl Lists {
    /// These lists.
    pub(super) const fn of(lists: &[List]) -> Self {
        let (mut all, mut at) = (0, 0);
        while at < lists.len() {
            all |= bit(lists[at]);
            at += 1;
        }
        Self(all)
    }
}

/// The bit of a list of phrases, of which there are fewer than 128 (see the test). Other lists have none.
const fn bit(list: List) -> u128 {
    BITS[list as usize]
}

const BITS: [u128; List::ALL.len()] = {
    let mut bits = [0; List::ALL.len()];
    let (mut at, mut next) = (0, 0);
    while at < List::ALL.len() {
        if matches!(List::ALL[at].form(), Form::Phrases | Form::Table) {
            bits[at] = 1 << next;
            next += 1;
        }
        at += 1;
    }
    bits
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_list_of_phrases_has_a_bit() {
        let phrases = List::ALL.iter().filter(|list| matches!(list.form(), Form::Phrases | Form::Table));
        let bits: std::collections::BTreeSet<u128> = phrases.clone().map(|&list| bit(list)).collect();
        assert_eq!(bits.len(), phrases.count());
        assert!(!bits.contains(&0));
    }
}
