//! Two results or actions in one statement, each with a verb of its own.

use super::Language;
use super::phrasebook::Match;
use super::reading::{Reading, Role};
use super::statement::DoubleBarrel;
use super::token::{Kind, Token};
use super::undertaking::{HEADS, is_aside, is_read, words_between};
use crate::lexicon::List;

/// How many verbs before one may be the first of the two.
const NEAREST_VERBS: usize = 6;
/// What begins a clause that belongs to the verb before it.
const SUBORDINATE: &[List] = &[List::Through, List::Purpose, List::Relating];

/// The two verbs, where a statement has two with a subject or an object each.
pub(super) fn find(reading: &Reading<'_>) -> Option<DoubleBarrel> {
    let mut verbs: Vec<&Match> = Vec::new();
    // Verbs, and nouns made of verbs.
    for verb in reading.all_of(HEADS).filter(|head| head.meaning.list != List::Input) {
        if !is_read(reading, verb) || describes(reading, verb) {
            continue;
        }
        match verbs.last() {
            // The same words under two lists, or a part of a longer phrase.
            Some(known) if known.to >= verb.to => {}
            Some(known) if known.to > verb.from => *verbs.last_mut().expect("there is a last one") = verb,
            _ => verbs.push(verb),
        }
    }
    for (index, second) in verbs.iter().enumerate() {
        // The nearest first; a noun that looks like a verb may stand between: reduce energy use and expand solar.
        for first in verbs[..index].iter().rev().take(NEAREST_VERBS) {
            // A verb within another clause is no result of the statement: patients who have diabetes and receive treatment.
            let object_nouns = nouns_of_an_infinitive(reading, &verbs[..index], first, second);
            if !is_aside(reading, first.from) && !object_nouns && is_second(reading, first, second) {
                let bytes = |verb: &Match| reading.bytes(verb.from..verb.to);
                return Some(DoubleBarrel { first: bytes(first), second: bytes(second) });
            }
        }
    }
    None
}

/// Whether an English word between a number and a noun describes the noun, and is no verb: 1,000 live births.
fn describes(reading: &Reading<'_>, verb: &Match) -> bool {
    let number = verb.from.checked_sub(1).is_some_and(|at| matches!(reading.tokens[at].kind, Kind::Number(..)));
    let noun = reading.tokens.get(verb.to).is_some_and(Token::is_word) && reading.at(List::Particle, verb.to).is_none();
    reading.book.language == Language::English && verb.meaning.list == List::State && number && noun
}

fn is_second(reading: &Reading<'_>, first: &Match, second: &Match) -> bool {
    let between = |lists: &[List]| reading.all_of(lists).any(|word| word.from >= first.to && word.to <= second.from);
    // In Arabic a second verbal noun with `and` written onto it ends a relative clause.
    let nominal = |verb: &Match| verb.meaning.list != List::State;
    let resumes = is_conjoined(reading, second) && nominal(first) && nominal(second);
    let subordinate = if resumes { &[List::Through, List::Purpose] } else { SUBORDINATE };
    if between(subordinate) {
        return false;
    }
    let states = first.meaning.list == List::State && second.meaning.list == List::State;
    let finite =
        |verb: &Match| matches!(verb.meaning.list, List::State | List::Up | List::Down | List::Reach | List::Hold);
    let counted = |from: usize, to: usize| (from..to).any(|at| reading.roles[at] == Role::Quantity);
    let joins = reading.all(List::Conjunction).filter(|join| join.from >= first.to && join.to <= second.from);
    let mut joins: Vec<(usize, usize)> = joins.map(|join| (join.from, join.to)).collect();
    // A comma or semicolon joins what follows at once.
    for at in first.to..second.from {
        let comma = reading.is_mark(at, ',') || reading.is_mark(at, ';') || reading.is_mark(at, '،');
        let headline =
            reading.book.language == Language::Russian && at + 1 == second.from && second.meaning.list != List::State;
        let joined = comma && (reading.book.language == Language::Chinese || headline);
        if joined || reading.is_mark(at, ';') || reading.is_mark(at, '؛') {
            joins.push((at, at + 1));
        }
    }
    if is_conjoined(reading, second) {
        joins.push((second.from, second.from));
    }
    // In Chinese what follows a comma may only say how far the same thing goes: 提高10个百分点，达到60%; ，比2022年提高一倍.
    let moving = matches!(first.meaning.list, List::Up | List::Down);
    joins.retain(|&(from, to)| {
        let comma = reading.is_mark(from, ',') && reading.book.language == Language::Chinese;
        let names_level = second.meaning.list == List::Reach
            || reading.all(List::ToLevel).any(|word| word.from >= second.from && word.to == second.to);
        let level = moving && names_level && to == second.from;
        !(comma && (level || reading.at(List::Baseline, to).is_some()))
    });
    joins.retain(|&(_, to)| !leads_to_level(reading, first, second, to));
    let begins = (0..first.from).rev().find(|&at| reading.is_end(at)).map_or(0, |at| at + 1);
    let moved_object = reading.book.language == Language::Chinese && words_between(reading, begins, first.from) > 0;
    joins.into_iter().any(|(from, to)| {
        let chinese = reading.book.language == Language::Chinese;
        // In Chinese the object may stand before the verb, and only a number behind it: 将总量削减15%，并使…
        let object = moved_object
            || words_between(reading, first.to, from) > 0
            || (chinese || finite(first)) && counted(first.to, from)
            // A subject with a number each, before its verb: 80 % стоков очищается и 100 % осадка перерабатывается.
            || states && counted(begins, first.from) && counted(to, second.from);
        let at_once = words_between(reading, to, second.from) == adverbs(reading, to, second.from);
        // Two clauses with a subject each: exports rise by 20% and imports fall by 10%.
        let measured = finite(first)
            && finite(second)
            && counted(0, from)
            && (counted(to, second.from) || counted(second.to, reading.tokens.len()));
        let moved = matches!(first.meaning.list, List::Up | List::Down)
            && second.meaning.list == List::State
            && counted(0, from);
        let clause = (states || measured || moved) && words_between(reading, to, second.from) > 0;
        object && (at_once && same_form(reading, first, second) || clause)
    })
}

/// Whether the second verb only says which level the change of the first leads to, so that one result is stated twice:
/// double the share and bring it to 40%; 翻一番，达到40%. It does where it has the same object, as a pronoun or left out.
fn leads_to_level(reading: &Reading<'_>, first: &Match, second: &Match, join: usize) -> bool {
    let changes = matches!(first.meaning.list, List::Up | List::Down | List::Factor);
    if !changes || words_between(reading, join, second.from) > 0 {
        return false;
    }
    let levels = [List::ToLevel, List::UpTo];
    let bounds = [List::AtLeast, List::MoreThan, List::AtMost, List::LessThan, List::Hedge];
    let is_particle = |at: usize| reading.at(List::Particle, at).is_some() && reading.any_at(&levels, at).is_none();
    // Fr. la porter à 40 %; ar. ورفعها.
    let suffix = reading.book.language == Language::Arabic
        && ["ها", "ه", "هم", "هما"].iter().any(|suffix| reading.word(second.to - 1).ends_with(suffix));
    let mut has_pronoun = suffix || (join..second.from).any(is_particle);
    let mut at = second.to;
    while reading.roles.get(at).is_some_and(|&role| role != Role::Quantity) {
        // Raise it by 20%: another change, not the level.
        let by = reading
            .any_at(&[List::ChangeBy], at)
            .is_some_and(|by| reading.any_at(&levels, at).is_none_or(|to| to.to < by.to));
        has_pronoun |= is_particle(at);
        match reading
            .any_at(&levels, at)
            .or_else(|| reading.any_at(&bounds, at))
            .or_else(|| reading.at(List::Particle, at))
        {
            Some(word) if !by => at = word.to,
            _ => return false,
        }
    }
    let level = at;
    while reading.roles.get(at) == Some(&Role::Quantity) {
        at += 1;
    }
    at > level && (has_pronoun || !is_object(reading, at))
}

/// Whether a noun begins at a token, with its article or without.
fn is_object(reading: &Reading<'_>, at: usize) -> bool {
    let article = matches!(reading.word(at), "the" | "le" | "la" | "les" | "l'" | "el" | "los" | "las");
    let cues = [
        List::Particle,
        List::Conjunction,
        List::Deadline,
        List::DeadlineWeak,
        List::During,
        List::Start,
        List::From,
        List::Baseline,
        List::Relative,
        List::Through,
        List::Purpose,
        List::Relating,
    ];
    let free = reading.roles.get(at) == Some(&Role::Free);
    article || (free && reading.tokens[at].is_word() && reading.any_at(&cues, at).is_none())
}

/// How many words between two tokens are adverbs that may stand before a verb, or tell by how much.
fn adverbs(reading: &Reading<'_>, from: usize, to: usize) -> usize {
    let lists =
        [List::Vague, List::VagueTime, List::Negation, List::Escape, List::ChangeBy, List::ChangeByWeak, List::Hedge];
    let adverb = |at: usize| {
        reading.roles[at] == Role::Quantity
            || reading
                .all_of(&lists)
                .any(|word| word.from >= from && word.to <= to && (word.from..word.to).contains(&at))
    };
    (from..to).filter(|&at| adverb(at)).map(|at| words_between(reading, at, at + 1)).sum()
}

/// Whether an Arabic word has `and` written onto it. A word whose own first letter it is has not, and a noun with the
/// article behind it only completes the one before.
fn is_conjoined(reading: &Reading<'_>, verb: &Match) -> bool {
    let word = reading.word(verb.from);
    // With its preposition it is a verb in any form: والحد من.
    let phrase = verb.to > verb.from + 1;
    reading.book.language == Language::Arabic
        && word.strip_prefix('و').is_some_and(|rest| phrase || !rest.starts_with("ال"))
        && !reading.book.knows(word)
}

/// In English a verb and a noun of the same word differ in what follows: `increase the use` against `the increase of`. In
/// French and Spanish an infinitive is joined with an infinitive, and a noun behind `de` only completes the one before it.
fn same_form(reading: &Reading<'_>, first: &Match, second: &Match) -> bool {
    let before = |verb: &Match| verb.from.checked_sub(1).map_or("", |at| reading.word(at));
    match reading.book.language {
        Language::English => {}
        Language::French => {
            let complement = matches!(before(second), "de" | "du" | "des" | "d'" | "à" | "au" | "aux");
            // Ont un emploi ou une formation: the object of the same verb.
            if first.meaning.list == List::State && matches!(before(second), "un" | "une") {
                return false;
            }
            return !complement && is_infinitive(reading, first) == is_infinitive(reading, second);
        }
        Language::Spanish => {
            let complement = matches!(before(second), "de" | "del" | "a" | "al");
            if first.meaning.list == List::State && matches!(before(second), "un" | "una") {
                return false;
            }
            return !complement && is_infinitive(reading, first) == is_infinitive(reading, second);
        }
        _ => return true,
    }
    !is_nominal(reading, second) || is_nominal(reading, first)
}

/// Whether what follows an English word shows that it is a noun.
pub(super) fn is_nominal(reading: &Reading<'_>, verb: &Match) -> bool {
    reading.is_end(verb.to) || matches!(reading.word(verb.to), "of" | "in" | "for" | "to" | "by" | "and")
}

/// Whether a French or Spanish verb stands in the infinitive.
fn is_infinitive(reading: &Reading<'_>, verb: &Match) -> bool {
    let endings: &[&str] = match reading.book.language {
        Language::French => &["er", "ir", "re"],
        Language::Spanish => &["ar", "er", "ir"],
        _ => return false,
    };
    endings.iter().any(|ending| reading.word(verb.from).ends_with(ending))
}

/// Whether two nouns are both objects of an infinitive before them: assurer la mise à niveau des laboratoires et la
/// formation du personnel.
fn nouns_of_an_infinitive(reading: &Reading<'_>, verbs: &[&Match], first: &Match, second: &Match) -> bool {
    !is_infinitive(reading, first)
        && !is_infinitive(reading, second)
        && first.meaning.list != List::State
        && verbs.iter().any(|verb| verb.from < first.from && is_infinitive(reading, verb))
}
