//! Whether a statement is about means: something that one does or puts in, rather than a change in the world.

use std::ops::Range;

use super::Language;
use super::phrasebook::Match;
use super::reading::{Reading, Role};
use crate::lexicon::List;

/// Words that can be the head of a statement.
pub(super) const HEADS: &[List] = &[
    List::Activity,
    List::Input,
    List::Improve,
    List::Up,
    List::Down,
    List::Zero,
    List::Hold,
    List::Reach,
    List::State,
    List::WeakVerb,
    List::Factor,
];
/// How many words may stand between a verb and its object; in Chinese, characters.
fn object_within(language: Language) -> usize {
    if language == Language::Chinese { 8 } else { 4 }
}

/// The words that can be the head of the statement, the head itself first.
pub(super) fn heads<'r>(reading: &'r Reading<'_>) -> Vec<&'r Match> {
    let mut heads: Vec<&Match> = reading
        .all_of(HEADS)
        .filter(|head| !is_aside(reading, head.from) && is_read(reading, head) && !is_whole_of_a_share(reading, head))
        .collect();
    // At one place the longer phrase is the head, and an activity before what it might also be.
    heads.sort_by_key(|head| (head.from, std::cmp::Reverse(head.to), rank(head.meaning.list)));
    heads
}

/// The words that make the statement one about means.
pub(super) fn means(reading: &Reading<'_>) -> Option<Range<usize>> {
    let heads = heads(reading);
    let head = *heads.first()?;
    let acted_before = reading.all(List::Actor).any(|actor| actor.to <= head.from && !is_aside(reading, actor.from));
    let acted_before = acted_before || acted_behind(reading, head);
    let bytes = |found: &Match| reading.bytes(found.from..found.to);
    match head.meaning.list {
        List::Activity | List::Input if is_part_of_subject(reading, &heads, head) => None,
        List::Activity | List::Input => (!acted_before).then(|| bytes(head)),
        List::State | List::Factor => None,
        _ if acted_before => None,
        _ => {
            let object = heads.iter().find(|other| other.from >= head.to)?;
            let near = words_between(reading, head.to, object.from) <= object_within(reading.book.language);
            let own = !reading
                .all_of(&[List::Actor, List::Group, List::Through, List::Purpose, List::Relating])
                .any(|word| word.from >= head.to && word.to <= object.from);
            let is_input = match (reading.book.language, object.meaning.list) {
                // An activity deep in a chain of nouns is no object: تقليص مدة إصدار الرخص; nor is what follows a preposition.
                (Language::Arabic, List::Activity) => object.from == head.to,
                (Language::Arabic, List::Input) => !(head.to..object.from)
                    .any(|at| matches!(reading.word(at), "في" | "من" | "علي" | "عن" | "مع" | "الي")),
                // Cut the time to issue a permit: the verb belongs to the thing measured.
                (Language::English, List::Activity) => object.from == 0 || reading.word(object.from - 1) != "to",
                (_, list) => matches!(list, List::Input | List::Activity),
            };
            (is_input && near && own).then(|| bytes(object))
        }
    }
}

/// An Arabic verb stands before those who act: تنشر 18 محطة بياناتها. A verbal noun, of the form تفعيل or with an ending of
/// its own, does not: تدريب المعلمين.
fn acted_behind(reading: &Reading<'_>, head: &Match) -> bool {
    if reading.book.language != Language::Arabic || head.to != head.from + 1 {
        return false;
    }
    let word: Vec<char> = reading.word(head.from).chars().collect();
    let finite = match word.as_slice() {
        ['ي', _, _, ..] => true,
        ['ت', .., before, last] => *before != 'ي' && !matches!(last, 'ة' | 'ه'),
        _ => false,
    };
    finite
        && reading
            .all_of(&[List::Actor, List::Group])
            .any(|actor| actor.from >= head.to && words_between(reading, head.to, actor.from) <= 1)
}

fn rank(list: List) -> u8 {
    match list {
        List::Activity => 0,
        List::Input => 1,
        _ => 2,
    }
}

/// Whether a head only names the whole of which a share is taken: 80 % du budget sont exécutés.
fn is_whole_of_a_share(reading: &Reading<'_>, head: &Match) -> bool {
    let mut at = head.from;
    while let Some(word) = reading.any_before(&[List::Particle, List::YearOf, List::DateLink], at) {
        at = word.from;
    }
    head.meaning.list == List::Input
        && at < head.from
        && reading.any_before(&[List::PercentSign, List::Fraction], at).is_some()
}

/// In Chinese a noun stands before the one that it belongs to, and often is only a part of the subject of the verb that
/// follows: 培训覆盖率达到90%. Right behind it, the verb tells of the noun itself: 财政投入增加20%.
fn is_part_of_subject(reading: &Reading<'_>, heads: &[&Match], head: &Match) -> bool {
    let verbs = [List::Up, List::Down, List::Hold, List::Reach, List::Factor];
    let tells = |list: List| verbs.contains(&list) || list == List::State && head.meaning.list == List::Input;
    reading.book.language == Language::Chinese
        && heads.iter().any(|verb| {
            let same_clause = !(head.to..verb.from).any(|at| closes(reading, at));
            verb.from > head.to + 2 && tells(verb.meaning.list) && same_clause
        })
}

/// Whether the words of a head were not read as something else.
pub(super) fn is_read(reading: &Reading<'_>, head: &Match) -> bool {
    reading.roles[head.from..head.to].iter().all(|&role| matches!(role, Role::Free | Role::Quantity))
}

/// Whether a token stands in a clause that tells how or what for, and not what: by training teachers.
pub(super) fn is_aside(reading: &Reading<'_>, at: usize) -> bool {
    reading
        .all_of(&[List::Through, List::Purpose, List::Relating])
        .any(|opener| opener.from <= at && !(opener.to..at).any(|between| closes(reading, between)))
}

fn closes(reading: &Reading<'_>, at: usize) -> bool {
    reading.is_mark(at, ',') || reading.is_mark(at, ';') || reading.is_mark(at, '،') || reading.is_mark(at, '؛')
}

/// How many words that carry content stand between two tokens.
pub(super) fn words_between(reading: &Reading<'_>, from: usize, to: usize) -> usize {
    let mut count = 0;
    let mut at = from;
    while at < to {
        match reading.any_at(&[List::Particle], at) {
            Some(word) if word.to <= to => at = word.to,
            _ => {
                count += usize::from(reading.tokens[at].is_word());
                at += 1;
            }
        }
    }
    count
}
