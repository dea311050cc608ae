//! Names and identifiers: numbers that count nothing.

use super::digits::Form;
use super::reading::{Reading, Role};
use super::statement::{CodeOf, NameNumber};
use super::token::Kind;
use crate::lexicon::List;

/// What may stand right behind a number and make it a quantity.
const UNITS: &[List] = &[
    List::PercentSign,
    List::Points,
    List::Unit,
    List::Multiplier,
    List::Times,
    List::Currency,
    List::Denominator,
    List::Year,
    List::TimeUnit,
];

/// Takes every number that is a name out of the reading.
pub(super) fn mask(reading: &mut Reading<'_>, names: &mut Vec<NameNumber>) {
    listed(reading, names);
    for at in 0..reading.tokens.len() {
        if reading.roles[at] == Role::Free && matches!(reading.tokens[at].kind, Kind::Number(..)) {
            code(reading, at, names);
        } else if reading.roles[at] == Role::Free && is_described(reading, at) {
            reading.take(at..at + 1, Role::Name);
        }
    }
    framework_codes(reading, names);
    names.sort_by_key(|name| name.at.start);
}

/// Codes of frameworks: SDG 4, SDGs 4, 5 and 9, target 9.c of the SDGs, action line C2.
fn framework_codes(reading: &mut Reading<'_>, names: &mut Vec<NameNumber>) {
    let found: Vec<_> = reading.all(List::FrameworkCode).copied().collect();
    for found in found {
        let framework = match reading.book.name(found.meaning) {
            "sdg" => CodeOf::Sdg,
            _ => CodeOf::Wsis,
        };
        let to = end_of_list(reading, found.to);
        let mut at = found.from;
        while at < to.min(reading.tokens.len()) {
            if matches!(reading.tokens[at].kind, Kind::Number(..)) {
                // C2, 9.c: a letter that touches the number belongs to the code.
                let letter = |reading: &Reading<'_>, at: usize| {
                    let token = reading.tokens.get(at);
                    token.is_some_and(|token| token.kind == Kind::Word && token.range().len() <= 2)
                };
                let first = at - usize::from(at > 0 && reading.tokens[at].glued && letter(reading, at - 1));
                let end = at + 1 + usize::from(letter(reading, at + 1) && reading.tokens[at + 1].glued);
                let range = reading.bytes(first..end);
                names.retain(|name| name.at.end <= range.start || name.at.start >= range.end);
                let code: String = (first..end).map(|at| reading.word(at)).collect();
                names.push(NameNumber { code: code.into(), framework: Some(framework), at: range });
                reading.take(first..end, Role::Name);
                at = end;
            } else {
                at += 1;
            }
        }
    }
}

/// Phrases with a number in them, and how often something is done.
fn listed(reading: &mut Reading<'_>, names: &mut Vec<NameNumber>) {
    let found: Vec<_> = reading.all_of(&[List::Name, List::Names, List::Frequency]).copied().collect();
    for found in found {
        if !reading.is_free(found.from..found.to) {
            continue;
        }
        // Target 60% of schools.
        let quantity = [List::PercentSign, List::Points, List::Unit, List::Multiplier, List::Currency];
        let in_words = reading.any_before(&[List::Number, List::NumberWeak], found.to).is_some();
        let counts = (in_words || matches!(reading.tokens[found.to - 1].kind, Kind::Number(..)))
            && reading.any_at(&quantity, found.to).is_some();
        if counts && found.meaning.list != List::Frequency {
            continue;
        }
        let to = if found.meaning.list == List::Names { end_of_list(reading, found.to) } else { found.to };
        // Resolution 1325 (2000).
        let year = reading.is_mark(to, '(')
            && matches!(reading.tokens.get(to + 1).map(|token| token.kind), Some(Kind::Number(..)))
            && reading.is_mark(to + 2, ')')
            && matches!(reading.tokens[to - 1].kind, Kind::Number(..));
        let to = if year { to + 3 } else { to };
        // The words of the name stay what they are: a strategy for 2026–2030 is a document.
        for at in found.from..to {
            let number = matches!(reading.tokens[at].kind, Kind::Number(..))
                || reading.any_at(&[List::Number, List::NumberWeak, List::Multiplier, List::PercentSign], at).is_some();
            if number || found.meaning.list == List::Frequency {
                reading.take(at..at + 1, Role::Name);
            }
        }
        if found.meaning.list != List::Frequency {
            for at in found.from..to {
                name(reading, at..at + 1, names);
            }
        }
    }
}

/// The end of a list of numbers, `4, 5 and 9`, of which the first has been read.
fn end_of_list(reading: &Reading<'_>, mut to: usize) -> usize {
    loop {
        let join = match reading.any_at(&[List::ListJoin, List::RangeJoin], to) {
            Some(word) => word.to,
            None if reading.is_mark(to, ',') || reading.is_mark(to, '、') || reading.is_dash(to) => {
                reading.at(List::ListJoin, to + 1).map_or(to + 1, |word| word.to)
            }
            None => return to,
        };
        let Some(token) = reading.tokens.get(join) else { return to };
        let number = matches!(token.kind, Kind::Number(..)) && reading.any_at(UNITS, join + 1).is_none();
        // A number with a noun behind it is counted: SDG 4 and 60 schools.
        let last = reading.is_end(join + 1) || reading.any_at(&[List::ListJoin], join + 1).is_some();
        let small = matches!(token.kind, Kind::Number(value, _) if value < 100.0);
        let function = reading.tokens.get(join + 1).is_none_or(|next| !next.is_word())
            || reading.at(List::Particle, join + 1).is_some();
        if !(number && small && (last || function)) {
            return to;
        }
        to = join + 1;
    }
}

/// A number in digits that is written as part of a code.
fn code(reading: &mut Reading<'_>, at: usize, names: &mut Vec<NameNumber>) {
    let Kind::Number(_, form) = reading.tokens[at].kind else { return };
    if form == Form::Date {
        return;
    }
    let mut from = at;
    let mut to = at + 1;
    let mut is_code = form == Form::Code;
    let latin = |reading: &Reading<'_>, at: usize| reading.tokens[at].kind == Kind::Word && reading.word(at).is_ascii();
    // 5G, 9bis, but not 100km.
    if reading.tokens.get(to).is_some_and(|next| next.glued)
        && latin(reading, to)
        && reading.at(List::Ordinal, to).is_none()
        && (reading.any_at(UNITS, to).is_none() || is_generation(reading, to))
    {
        is_code = true;
        to += 1;
    }
    // T1, IPv6, X.509, COVID-19, but not CHF500, FY2027 or mid-2027.
    while from > 0 && reading.tokens[from].glued {
        let before = from - 1;
        let whole_word = |reading: &Reading<'_>, before: usize| {
            latin(reading, before)
                && !reading.all_of(&[List::Quarter, List::FiscalYear]).any(|part| part.from <= before && part.to > at)
                && reading
                    .any_before(&[List::Currency, List::FiscalYear, List::Quarter, List::EndOf], before + 1)
                    .is_none()
        };
        if whole_word(reading, before) {
            is_code = true;
            from = before;
        } else if (reading.is_mark(before, '-') || reading.is_mark(before, '.'))
            && before > 0
            && reading.tokens[before].glued
            && whole_word(reading, before - 1)
            && reading.normal.capitals(reading.tokens[before - 1].range()).0 > 0
        {
            is_code = true;
            from = before - 1;
        } else {
            break;
        }
    }
    // к 2030-му: the ending belongs to the year.
    let year =
        matches!(reading.tokens[at].kind, Kind::Number(value, Form::Plain(4)) if (1900.0..=2100.0).contains(&value));
    let ordinal = reading.at(List::Ordinal, at + 1).map(|found| found.to).filter(|_| !year);
    let hyphened = !year
        && reading.is_dash(at + 1)
        && reading.tokens[at + 1].glued
        && reading.at(List::Ordinal, at + 2).filter(|_| reading.tokens[at + 2].glued).is_some();
    if hyphened {
        to = at + 3;
    } else if let Some(end) = ordinal {
        to = end;
    }
    // 24/7, but 2026/27 is a year.
    let (slash, other) = (reading.is_mark(at + 1, '/'), reading.tokens.get(at + 2).map(|token| token.kind));
    let around_the_clock = slash
        && !reading.is_mark(at + 3, '/')
        && matches!((reading.tokens[at].kind, other), (Kind::Number(a, Form::Plain(..=2)), Some(Kind::Number(b, Form::Plain(..=2)))) if a >= b);
    if around_the_clock {
        to = at + 3;
    }
    if is_code || ordinal.is_some() || hyphened || around_the_clock || is_described(reading, at) {
        if is_code {
            name(reading, from..to, names);
        }
        reading.take(from..to.min(reading.tokens.len()), Role::Name);
    }
}

/// Whether a letter behind a number names a generation of networks, 5G, and not grams.
fn is_generation(reading: &Reading<'_>, at: usize) -> bool {
    reading.word(at) == "g" && reading.normal.capitals(reading.tokens[at].range()).0 == 1
}

/// Whether a number is tied by a hyphen to what it only describes: a five-year plan, a 10-point list.
fn is_described(reading: &Reading<'_>, at: usize) -> bool {
    let number = matches!(reading.tokens[at].kind, Kind::Number(_, Form::Plain(..=3)))
        || reading.any_at(&[List::Number], at).is_some_and(|found| found.to == at + 1);
    let tied = reading.is_mark(at + 1, '-')
        && reading.tokens[at + 1].glued
        && reading.tokens.get(at + 2).is_some_and(|word| word.glued && word.kind == Kind::Word);
    let quantity = [
        List::PercentSign,
        List::Points,
        List::Multiplier,
        List::Times,
        List::Denominator,
        List::Number,
        List::Currency,
    ];
    // A 40-hour course.
    let lasts = reading.any_at(&[List::TimeUnit], at + 2).is_some()
        || reading
            .at(List::Unit, at + 2)
            .is_some_and(|unit| matches!(reading.book.name(unit.meaning), "hour" | "minute" | "h" | "min"));
    number
        && tied
        && reading.any_at(&quantity, at + 2).is_none()
        && (lasts || reading.any_at(&[List::Unit], at + 2).is_none())
        && reading.any_before(&[List::Relative], at).is_none()
}

fn name(reading: &Reading<'_>, range: std::ops::Range<usize>, names: &mut Vec<NameNumber>) {
    let digits =
        range.clone().any(|at| matches!(reading.tokens.get(at).map(|token| token.kind), Some(Kind::Number(..))));
    if digits {
        let at = reading.bytes(range.clone());
        let code: String = range.map(|at| reading.word(at)).collect();
        if !names.iter().any(|known| known.at == at) {
            names.push(NameNumber { code: code.into(), framework: None, at });
        }
    }
}
