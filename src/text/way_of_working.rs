//! Ways of working, and whether a statement is about nothing else.

use super::Language;
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

/// Words that join it with what stands on a par.
const JOINS: &[List] = &[List::Conjunction, List::ListJoin];
/// How many ways of working a title joins at most.
const MOST_JOINED: usize = 8;
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
        // What is joined with it stands on a par: growth and innovation.
        if reading.any_at(JOINS, at).is_some_and(|join| join.to == to) {
            return at == 0 || reading.any_before(&[List::WayOfWorking], at).is_some();
        }
        at = match reading.any_at(BEFORE, at) {
            Some(word) if word.to <= to => word.to,
            _ if reading.roles[at] == Role::Free && reading.tokens[at].is_word() => return false,
            _ => at + 1,
        };
    }
    // Arabic writes `and` onto the word.
    let joined = reading.book.language == Language::Arabic && to > 0 && reading.word(to).starts_with('و');
    !joined || reading.any_before(&[List::WayOfWorking], to).is_some()
}

/// Where a text begins behind its label: Goal 5, 目标5.
fn behind_label(reading: &Reading<'_>, to: usize) -> usize {
    let is_number = |at: &usize| matches!(reading.tokens[*at].kind, Kind::Number(..));
    (0..to.min(LABEL)).rev().find(is_number).map_or(0, |number| number + 1)
}

/// Whether nothing is named behind a way of working but others; what follows a colon or a dash explains it.
fn is_all(reading: &Reading<'_>, found: &Match) -> bool {
    let mut last = *found;
    // Who lists more of them has written no title.
    for _ in 0..MOST_JOINED {
        match behind(reading, &last) {
            Behind::Nothing => return true,
            Behind::Else => return false,
            Behind::Another(other) => last = other,
        }
    }
    false
}

/// What stands behind a way of working.
enum Behind {
    Nothing,
    Another(Match),
    Else,
}

fn behind(reading: &Reading<'_>, found: &Match) -> Behind {
    let next = found.to;
    let Some(token) = reading.tokens.get(next) else { return Behind::Nothing };
    let comma = [',', '،', '、'].into_iter().any(|comma| reading.is_mark(next, comma));
    let join = reading.any_at(JOINS, if comma { next + 1 } else { next }).map(|join| join.to);
    if let Some(at) = join.or(comma.then_some(next + 1)) {
        let article = reading.at(List::Particle, at).map_or(at, |article| article.to);
        let other = [at, article].into_iter().find_map(|at| reading.at(List::WayOfWorking, at));
        return other.map_or(Behind::Else, |other| Behind::Another(*other));
    }
    // Arabic writes `and` onto the word.
    if let Some(other) = reading.at(List::WayOfWorking, next) {
        return Behind::Another(*other);
    }
    let closed = if token.is_word() {
        let with = reading.at(List::Particle, next).is_some();
        with && WITH_ANYTHING.contains(&reading.book.name(found.meaning))
    } else {
        // A hyphen makes a compound: innovation-led growth.
        let dash = reading.is_dash(next) && !token.glued;
        reading.is_end(next) || dash || reading.is_mark(next, '(') || reading.is_mark(next, '（')
    };
    if closed { Behind::Nothing } else { Behind::Else }
}
