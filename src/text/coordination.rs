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
        if !is_read(reading, verb)
            || describes(reading, verb)
            || is_of_compound(reading, verb)
            || is_of_name(reading, verb)
        {
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
            let told = object_nouns || tells_of_noun(reading, &verbs[..index], first);
            if !is_aside(reading, first.from) && !told && is_second(reading, first, second) {
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

/// What a verb takes before it with a hyphen: re-establish, co-finance.
const PREFIXES: &[&str] = &["re", "co", "pre", "self", "over", "under", "up", "out", "de", "non"];

/// Whether an English word is tied by a hyphen to another, with which it names a thing: a cost-benefit analysis.
fn is_of_compound(reading: &Reading<'_>, verb: &Match) -> bool {
    let hyphen = |at: usize| reading.is_mark(at, '-') && reading.tokens[at].glued;
    let before = verb.from.checked_sub(2).is_some_and(|word| {
        hyphen(verb.from - 1)
            && reading.tokens[verb.from].glued
            && reading.tokens[word].is_word()
            && !PREFIXES.contains(&reading.word(word))
    });
    let behind = hyphen(verb.to) && reading.tokens.get(verb.to + 1).is_some_and(|word| word.glued && word.is_word());
    reading.book.language == Language::English && (before || behind)
}

/// Whether a word has a capital within a sentence, and so belongs to a name: the Information Exchange Model. In a heading
/// every word has one.
fn is_of_name(reading: &Reading<'_>, verb: &Match) -> bool {
    let capital = |at: usize| reading.normal.capitals(reading.tokens[at].range()).1;
    let within = verb.from.checked_sub(1).is_some_and(|before| reading.tokens[before].is_word());
    let weighty = |at: &usize| reading.tokens[*at].is_word() && reading.word(*at).chars().count() > 4;
    within
        && capital(verb.from)
        && (0..reading.tokens.len()).filter(weighty).any(|at| !(verb.from..verb.to).contains(&at) && !capital(at))
}

/// Whether an English participle tells of the noun before it what it does, and another verb is the head of the statement:
/// foster tools supporting trade.
fn tells_of_noun(reading: &Reading<'_>, verbs: &[&Match], verb: &Match) -> bool {
    let noun = verb.from.checked_sub(1).is_some_and(|before| {
        reading.tokens[before].is_word()
            && reading.any_before(&[List::Particle, List::Conjunction], verb.from).is_none()
    });
    let headed = verbs.iter().any(|head| head.to < verb.from && !is_participle(reading, head));
    is_participle(reading, verb) && noun && headed
}

/// Whether an English verb ends in -ing.
fn is_participle(reading: &Reading<'_>, verb: &Match) -> bool {
    reading.book.language == Language::English && reading.word(verb.from).ends_with("ing")
}

/// Whether an English infinitive, or several with commas between them, leads up to `to`, without an object of its own:
/// trained to plan, design and manage.
fn is_infinitive_before(reading: &Reading<'_>, from: usize, to: usize) -> bool {
    let Some(begins) = (from..to).rev().find(|&at| reading.word(at) == "to") else { return false };
    let is_word = |at: usize| reading.tokens[at].is_word();
    let word_and_comma = |at: usize| (at - begins).is_multiple_of(2) == reading.is_mark(at, ',');
    reading.book.language == Language::English
        && begins + 1 < to
        && (begins + 1..to).all(|at| (is_word(at) || reading.is_mark(at, ',')) && word_and_comma(at))
}

/// Whether nothing but further verbs stands between two tokens, which have the object behind the last in common: plan,
/// design and manage a network.
fn only_verbs(reading: &Reading<'_>, from: usize, to: usize) -> bool {
    let comma = |at: usize| [',', '،', '、'].into_iter().any(|mark| reading.is_mark(at, mark));
    let mut at = from;
    while at < to {
        if comma(at) {
            at += 1;
        } else if let Some(verb) = reading.any_at(HEADS, at).filter(|verb| at > 0 && comma(at - 1) && verb.to <= to) {
            at = verb.to;
        } else {
            return false;
        }
    }
    true
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
    joins.retain(|&(from, to)| {
        // With a comma before `and` as well.
        let from = from - usize::from(from > first.to && reading.is_mark(from - 1, ','));
        !leads_to_level(reading, first, second, to) && !is_infinitive_before(reading, first.to, from)
    });
    let begins = (0..first.from).rev().find(|&at| reading.is_end(at)).map_or(0, |at| at + 1);
    let moved_object = reading.book.language == Language::Chinese && words_between(reading, begins, first.from) > 0;
    joins.into_iter().any(|(from, to)| {
        let chinese = reading.book.language == Language::Chinese;
        // In Chinese the object may stand before the verb, and only a number behind it: 将总量削减15%，并使…
        let object = moved_object
            || words_between(reading, first.to, from) > 0 && !only_verbs(reading, first.to, from)
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
    // Foster tools that … and leveraging: behind `and` a participle goes with a participle or with a noun; cut costs while
    // doubling sales has two results.
    let participles = is_participle(reading, first)
        || !is_participle(reading, second)
        || is_nominal(reading, first)
        || !matches!(before(second), "and" | "or");
    participles && (!is_nominal(reading, second) || is_nominal(reading, first))
}

/// Whether what follows an English word shows that it is a noun.
pub(super) fn is_nominal(reading: &Reading<'_>, verb: &Match) -> bool {
    let noun = ["ion", "ment", "ing", "al", "ance", "ence", "sis"]
        .iter()
        .any(|ending| reading.word(verb.from).ends_with(ending));
    // The list may have the noun with its preposition: publication of.
    let of = verb.to > verb.from + 1 && reading.word(verb.to - 1) == "of" && noun;
    of || reading.is_end(verb.to) || matches!(reading.word(verb.to), "of" | "in" | "for" | "to" | "by" | "and")
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
