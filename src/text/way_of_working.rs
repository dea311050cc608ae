//! Ways of working, and whether a statement is about nothing else.

use super::phrasebook::Match;
use super::reading::{Reading, Role};
use super::segmentation::is_own_word;
use super::statement::{Standing, WayOfWorking};
use super::token::Kind;
use super::undertaking::is_aside;
use crate::lexicon::List;

/// Words that name nothing besides the way of working behind them.
const BEFORE: &[List] = &[
    List::Particle,
    List::Conjunction,
    List::ListJoin,
    List::Vague,
    List::Superlative,
    List::Universal,
    List::Improve,
    List::Up,
    List::Hold,
    List::Reach,
    List::WeakVerb,
    List::Activity,
    List::Deadline,
    List::Year,
    List::Number,
    List::WayOfWorking,
];
/// Ways of working that stay one whatever they are with or for: partnership with operators. The efficiency of pumps and
/// innovation in schools are ends.
const WITH_ANYTHING: &[&str] = &["partnership", "coordination"];

/// How many tokens a label has at most.
const LABEL: usize = 4;

/// The ways of working that are named, in the order of the text.
pub(super) fn find(reading: &Reading<'_>) -> Vec<WayOfWorking> {
    let free = |found: &&Match| {
        reading.roles[found.from..found.to].iter().all(|&role| role == Role::Free)
            && is_own_word(reading, found.from, found.to)
    };
    let named: Vec<&Match> = reading.all(List::WayOfWorking).filter(free).collect();
    let mut ways = Vec::new();
    for found in &named {
        // A part of a longer one.
        if named.iter().any(|other| other.from < found.from && found.to <= other.to) {
            continue;
        }
        let standing = if is_aside(reading, found.from) {
            Standing::Aside
        } else if leads(reading, found.from) && is_all(reading, found) {
            Standing::Subject
        } else {
            Standing::Part
        };
        let way = reading.book.name(found.meaning).into();
        ways.push(WayOfWorking { way, standing, at: reading.bytes(found.from..found.to) });
    }
    ways
}

/// Whether nothing else is named before a token.
fn leads(reading: &Reading<'_>, to: usize) -> bool {
    let mut at = behind_label(reading, to);
    while at < to {
        let named = reading.any_at(BEFORE, at);
        at = match named {
            Some(word) if word.to <= to => word.to,
            _ if reading.roles[at] == Role::Free && reading.tokens[at].is_word() => return false,
            _ => at + 1,
        };
    }
    true
}

/// Where a text begins behind its label: Goal 5, 目标5.
fn behind_label(reading: &Reading<'_>, to: usize) -> usize {
    let is_number = |at: &usize| matches!(reading.tokens[*at].kind, Kind::Number(..));
    (0..to.min(LABEL)).rev().find(is_number).map_or(0, |number| number + 1)
}

/// Whether nothing else is named behind a way of working; what follows a colon or a dash explains it.
fn is_all(reading: &Reading<'_>, found: &Match) -> bool {
    let next = found.to;
    let another = |at: usize| reading.at(List::WayOfWorking, at);
    if reading.tokens.get(next).is_none() {
        return true;
    }
    if let Some(join) = reading.any_at(&[List::Conjunction, List::ListJoin], next) {
        return another(join.to).is_some_and(|other| is_all(reading, other));
    }
    if reading.is_mark(next, ',') || reading.is_mark(next, '،') || reading.is_mark(next, '、') {
        let behind = reading.any_at(&[List::Conjunction, List::ListJoin], next + 1).map_or(next + 1, |join| join.to);
        return another(behind).is_some_and(|other| is_all(reading, other));
    }
    if !reading.tokens[next].is_word() {
        // A hyphen makes a compound: innovation-led growth.
        let dash = reading.is_dash(next) && !reading.tokens[next].glued;
        return reading.is_end(next) || dash || reading.is_mark(next, '(') || reading.is_mark(next, '（');
    }
    // Arabic writes `and` onto the word.
    if let Some(other) = another(next) {
        return is_all(reading, other);
    }
    let with = reading.at(List::Particle, next).is_some();
    with && WITH_ANYTHING.contains(&reading.book.name(found.meaning))
}
