//! Whether a statement names an effort and no result: its main verb is one such as promote, support, facilitate.

use std::ops::Range;

use super::Language;
use super::coordination::is_nominal;
use super::phrasebook::Match;
use super::reading::{Reading, Role};
use super::undertaking::heads;
use crate::lexicon::List;

/// Words that may stand before the main verb and name nothing.
const BEFORE: &[List] = &[
    List::Particle,
    List::Vague,
    List::VagueTime,
    List::Escape,
    List::Superlative,
    List::Conjunction,
    List::Deadline,
    List::DeadlineWeak,
    List::DeadlineAfter,
    List::During,
    List::Year,
];

/// The main verb, where it is one of effort.
pub(super) fn find(reading: &Reading<'_>) -> Option<Range<usize>> {
    let heads = heads(reading);
    let first = *heads.first()?;
    let weak = |head: &&&Match| head.from == first.from && head.meaning.list == List::WeakVerb;
    let verb = **heads.iter().find(weak)?;
    let object = content(reading, verb.to, reading.tokens.len());
    let subject = content(reading, 0, verb.from);
    let leads = subject.is_empty() || (subject.len() == 1 && acts(reading, subject[0]));
    (leads && !object.is_empty() && !is_noun(reading, &heads, &verb)).then(|| reading.bytes(verb.from..verb.to))
}

/// The words that carry content between two tokens; dates, names and baselines do not count.
fn content(reading: &Reading<'_>, from: usize, to: usize) -> Vec<usize> {
    let mut words = Vec::new();
    let mut at = from;
    while at < to {
        match reading.any_at(BEFORE, at) {
            Some(word) if word.to <= to => at = word.to,
            _ => {
                let free = matches!(reading.roles[at], Role::Free | Role::Quantity | Role::Name);
                if reading.tokens[at].is_word() && free {
                    words.push(at);
                }
                at += 1;
            }
        }
    }
    words
}

/// Whether a word names somebody who acts: a country, or an acronym.
fn acts(reading: &Reading<'_>, at: usize) -> bool {
    let word = reading.tokens[at].range();
    let (capitals, _) = reading.normal.capitals(word.clone());
    let acronym = capitals > 1 && capitals == reading.normal.text[word].chars().count();
    acronym || reading.any_at(&[List::Actor], at).is_some()
}

/// Whether the word is a noun before another verb, which English does not tell by its form: support services are free.
fn is_noun(reading: &Reading<'_>, heads: &[&Match], verb: &Match) -> bool {
    reading.book.language == Language::English
        && heads
            .iter()
            .any(|later| later.from >= verb.to && later.meaning.list == List::State && !is_nominal(reading, later))
}
