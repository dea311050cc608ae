//! Where to look for a statement's like, without holding each against all.
//!
//! Every statement stands in a bucket for each thing that it is about, for each two of them, and for each thing with a
//! population, a place or an attribute. Whoever looks begins with the smallest bucket, stops after so many candidates, and
//! takes those that stand in most of them: of what half of a plan speaks, the finer buckets are asked, and the coarse one is
//! never gone through.

use super::subject::{Sort, Subject, trace};
use crate::lexicon::Thesaurus;

/// How many statements a bucket takes: the first that are alike stand in it.
pub(super) const BUCKET: usize = 48;
/// How many candidates are found for one statement.
pub(super) const MOST: usize = 96;
/// How many of these are held against it, at the most and at the least, and how many comparisons there may be in all before
/// fewer are: see [`nearest`].
const NEAREST: std::ops::RangeInclusive<usize> = 8..=32;
const COMPARISONS: usize = 24_000;
/// How many things of a statement are combined: a longer one is about little in particular.
const COMBINED: usize = 8;

/// How many candidates are held against a statement, of `count` in all: those that share most with it. What says the same shares
/// nearly all; who says it in other words may be missed where more than so many stand nearer. In a plan of a few hundred
/// targets all that may be near are looked at, in one of many thousands the nearest few.
pub(super) fn nearest(count: usize) -> usize {
    (COMPARISONS / count.max(1)).clamp(*NEAREST.start(), *NEAREST.end())
}

/// The keys under which statements stand and are looked for, each once.
pub(crate) fn keys<'s>(thesaurus: &Thesaurus, subjects: impl IntoIterator<Item = &'s Subject>) -> Vec<u64> {
    let mut keys = Vec::new();
    subjects.into_iter().for_each(|subject| add_keys(thesaurus, subject, &mut keys));
    // Statements of one element mostly name the same things.
    keys.sort_unstable();
    keys.dedup();
    keys
}

fn add_keys(thesaurus: &Thesaurus, subject: &Subject, keys: &mut Vec<u64>) {
    let of_people = subject.is_of_people();
    let things = subject.units.iter().filter(|unit| of_people || unit.is_matter()).take(COMBINED);
    let things: Vec<Vec<u64>> = things.map(|unit| unit.traces(thesaurus)).collect();
    let others = subject.units.iter().filter(|unit| !unit.is_matter() && unit.sort != Sort::Filler);
    let beside: Vec<u64> = others.take(COMBINED).map(|unit| unit.trace).collect();
    keys.extend(things.iter().flatten());
    let mut whole: Vec<u64> = things.iter().map(|thing| thing[0]).chain(beside.iter().copied()).collect();
    for (index, thing) in things.iter().enumerate() {
        for &one in thing {
            keys.extend(things[index + 1..].iter().flatten().map(|&other| one.wrapping_add(other).rotate_left(1)));
            keys.extend(beside.iter().map(|&other| one.wrapping_mul(3).wrapping_add(other)));
        }
    }
    whole.sort_unstable();
    keys.push(trace(&whole));
}

/// The key of a framework's code, under which those stand that name it.
pub(crate) fn code_key(code: &str) -> u64 {
    trace(&("code", code))
}

/// The key of a name in a language.
pub(crate) fn name_key(name: &(Box<str>, String)) -> u64 {
    trace(name)
}
