//! What the unit and the name of an indicator say about its numbers. Shared by the checks of values.

use rust_decimal::Decimal;

use crate::indicator::population::{plain, stem};
use crate::lexicon::{Lexicon, List, Script};
use crate::plan::{Change, Element, Measure, TextEntry};
use crate::source::Located;

/// The names of an indicator, each with its language.
pub(crate) fn names_of(element: &Element) -> impl Iterator<Item = &TextEntry> {
    ["name", "title", "statement"].into_iter().filter_map(|key| element.text(key)).flat_map(|text| &text.entries)
}

/// Whether a name of the indicator holds a term of the list.
pub(crate) fn is_named(lexicon: &Lexicon, list: List, element: &Element) -> bool {
    names_of(element).any(|entry| lexicon.find(list, &entry.words, &entry.language).is_some())
}

/// Whether values with this unit are percentages.
pub(crate) fn is_percent(lexicon: &Lexicon, unit: &str) -> bool {
    lexicon.is_word(List::Percent, unit)
}

/// Whether values with this unit are shares, averages or so many in so many.
pub(crate) fn is_rate(lexicon: &Lexicon, unit: &str) -> bool {
    is_percent(lexicon, unit) || lexicon.in_every_language(List::Average).any(|terms| terms.find(unit).is_some())
}

/// Whether the indicator counts things, so that a group can never be larger than the whole: its unit is a counted
/// noun, alone or behind one more word (`million people`), or the noun that its name or population is about; and nothing
/// makes an average or a relation of it.
pub(crate) fn is_count(lexicon: &Lexicon, element: &Element, unit: &str) -> bool {
    let counted = |word: &str| lexicon.is_word(List::Countable, word) || lexicon.is_word(List::People, word);
    let last_of_two = || {
        let mut words = unit.split_whitespace();
        match (words.next(), words.next(), words.next()) {
            (Some(_), Some(last), None) => counted(last),
            _ => false,
        }
    };
    // A rate is told at once; names are read last, since they are long.
    !is_rate(lexicon, unit)
        && (counted(unit) || last_of_two() || is_counted_by_name(lexicon, element, unit))
        && !is_named(lexicon, List::Average, element)
}

/// Whether the unit is a word of the population, or the noun that the name is about: berths of `Barge berths opened`, not
/// bags of `Harvest in bags`. A measure, such as a day or a tonne, and a mark count
/// nothing by themselves, and what is counted comes in whole numbers.
fn is_counted_by_name(lexicon: &Lexicon, element: &Element, unit: &str) -> bool {
    let measures = [List::Unit, List::TimeUnit, List::Currency, List::CountedUnit, List::Unbounded, List::Graded];
    let in_parts = |value: Decimal| !value.fract().is_zero();
    let broken = element.all_measures().any(|measure| {
        measure.number().is_some_and(in_parts) || measure.parts.iter().any(|part| in_parts(part.value.value))
    });
    if broken || measures.into_iter().any(|list| lexicon.is_word(list, unit)) {
        return false;
    }
    let mut of_population = element.text("population").into_iter().flat_map(|text| &text.entries);
    let in_words = names_of(element).any(|entry| is_head(lexicon, entry, unit))
        || of_population.any(|entry| around(entry, unit).is_some());
    in_words && !lexicon.is_placeholder(unit)
}

/// Whether a name is about the unit: nothing stands before it that it would only describe, but words for its number.
fn is_head(lexicon: &Lexicon, entry: &TextEntry, unit: &str) -> bool {
    let Some((before, behind)) = around(entry, unit) else { return false };
    let is_number =
        |words: &str| lexicon.terms(&entry.language, List::NumberNoun).is_some_and(|terms| terms.is_whole(words));
    match Script::of(&entry.language) {
        // In Chinese the word for the number stands behind: 泊位数.
        Script::Unspaced => is_number(&behind),
        _ => is_number(&before) || lexicon.find(List::Particle, &before, &entry.language).is_none(),
    }
}

/// What stands before and behind a unit in a text, where nouns are compared without article and plural mark.
fn around(entry: &TextEntry, unit: &str) -> Option<(String, String)> {
    let (words, unit) = (plain(&entry.words), plain(unit));
    if Script::of(&entry.language) == Script::Unspaced {
        let (before, behind) = words.split_once(&unit).filter(|_| unit.chars().count() > 1)?;
        return Some((before.to_owned(), behind.trim().to_owned()));
    }
    let words: Vec<&str> = words.split(' ').collect();
    let wanted: Vec<&str> = unit.split(' ').map(stem).collect();
    let at = words
        .windows(wanted.len())
        .position(|window| window.iter().map(|word| stem(word)).eq(wanted.iter().copied()))?;
    Some((words[..at].join(" "), words[at + wanted.len()..].join(" ")))
}

/// Whether two units are one, spelt alike or both spellings of percent; `same` lists further spellings of one unit.
pub(crate) fn same_unit(lexicon: &Lexicon, a: &str, b: &str, same: &[Vec<String>]) -> bool {
    if a == b {
        return true;
    }
    let (plain_a, plain_b) = (plain(a), plain(b));
    let listed = |words: &Vec<String>| {
        let has = |unit: &str| words.iter().any(|word| plain(word) == unit);
        has(&plain_a) && has(&plain_b)
    };
    plain_a == plain_b || (is_percent(lexicon, a) && is_percent(lexicon, b)) || same.iter().any(listed)
}

/// Whether two values of one indicator measure the same thing: in the same unit, where spellings of percent are one, and
/// for the same population, where a value's own is the indicator's if it is called the same in any language.
pub(crate) fn comparable(lexicon: &Lexicon, element: &Element, a: &Measure, b: &Measure) -> bool {
    let units = match (a.unit_in(element), b.unit_in(element)) {
        (Some(a), Some(b)) => same_unit(lexicon, a, b, &[]),
        (None, None) => true,
        _ => false,
    };
    units && same_population(element, a, b)
}

fn same_population(element: &Element, a: &Measure, b: &Measure) -> bool {
    let own = |measure: &Measure| measure.population.as_ref().map(|own| plain(&own.value));
    let of_indicator = |name: &str| {
        let entries = element.text("population").map_or(&[][..], |text| text.entries.as_slice());
        entries.iter().any(|entry| plain(&entry.words) == name)
    };
    match (own(a), own(b)) {
        (None, None) => true,
        (Some(a), Some(b)) => a == b,
        (Some(one), None) | (None, Some(one)) => of_indicator(&one),
    }
}

/// The two values as numbers, where both are levels of the same thing.
pub(crate) fn levels(lexicon: &Lexicon, element: &Element, from: &Measure, to: &Measure) -> Option<(Decimal, Decimal)> {
    let levels = from.change.is_none() && to.change.is_none() && comparable(lexicon, element, from, to);
    levels.then(|| Some((from.number()?, to.number()?))).flatten()
}

/// The amount of a change and the amount that would change nothing: a factor of one, or zero.
pub(crate) fn change_and_standstill(change: &Change) -> Option<(&Located<Decimal>, Decimal)> {
    let factor = change.unit.as_ref().is_some_and(|unit| &*unit.value == "factor");
    Some((change.by.as_ref()?, if factor { Decimal::ONE } else { Decimal::ZERO }))
}
