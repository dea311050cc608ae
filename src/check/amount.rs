//! Whether an element's own words may state an amount or a year, for rules that otherwise judge fields alone.
//!
//! A rough reading by digits: whatever may be an amount is taken for one, so that a rule about a missing value or date
//! stays silent where the words may hold it. Of number words only multiples and fractions are seen. The analysis of
//! statements will take the place of this module.

use crate::lexicon::{Lexicon, List, Terms};
use crate::plan::{ElementId, Plan};

/// What a number in a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sense {
    /// It may be an amount.
    Amount,
    /// A year.
    Year(i16),
    /// Part of a name, a code or a date.
    Name,
}

/// Whether the statement or the title of an element holds a number that may be an amount, in any language.
pub(super) fn may_be_stated(plan: &Plan, lexicon: &Lexicon, id: ElementId) -> bool {
    texts(plan, id).any(|text| senses(lexicon, text).contains(&Sense::Amount) || is_multiple(lexicon, text))
}

fn is_multiple(lexicon: &Lexicon, text: &str) -> bool {
    let lower = text.to_lowercase();
    let begins_word = |at: usize| !lower[..at].ends_with(is_letter);
    words(lexicon, List::Multiple).any(|word| lower.match_indices(word).any(|(at, _)| begins_word(at)))
}

/// The years that the statement and the title of an element name, in any language.
pub(super) fn years(plan: &Plan, lexicon: &Lexicon, id: ElementId) -> impl Iterator<Item = i16> {
    texts(plan, id).flat_map(|text| senses(lexicon, text)).filter_map(|sense| match sense {
        Sense::Year(year) => Some(year),
        Sense::Amount | Sense::Name => None,
    })
}

/// The entries of a list in every language: what a title is written in is not always told.
fn words(lexicon: &Lexicon, list: List) -> impl Iterator<Item = &str> {
    lexicon.in_every_language(list).flat_map(Terms::entries)
}

fn texts(plan: &Plan, id: ElementId) -> impl Iterator<Item = &str> {
    let element = plan.element(id);
    let texts = ["statement", "title"].into_iter().filter_map(|name| element.text(name));
    texts.flat_map(|text| &text.entries).map(|entry| &*entry.words)
}

/// The value of a decimal digit: ASCII, full-width, Arabic-Indic or its eastern form.
fn digit(c: char) -> Option<u32> {
    let zero = match c {
        '0'..='9' => '0',
        '０'..='９' => '０',
        '٠'..='٩' => '٠',
        '۰'..='۹' => '۰',
        _ => return None,
    };
    Some(u32::from(c) - u32::from(zero))
}

fn senses(lexicon: &Lexicon, text: &str) -> Vec<Sense> {
    let mut senses = Vec::new();
    let mut from = 0;
    while let Some(start) = text[from..].find(|c| digit(c).is_some()).map(|at| from + at) {
        let end = end_of_number(text, start);
        senses.push(sense(lexicon, &text[..start], &text[start..end], &text[end..]));
        from = end;
    }
    senses
}

/// The end of digits with single marks or narrow blanks between them.
fn end_of_number(text: &str, start: usize) -> usize {
    let mut end = start;
    let mut mark = false;
    for (at, c) in text[start..].char_indices() {
        if digit(c).is_some() {
            (end, mark) = (start + at + c.len_utf8(), false);
        } else if mark || !matches!(c, '.' | ',' | '٫' | '٬' | '\u{a0}' | '\u{202f}') {
            break;
        } else {
            mark = true;
        }
    }
    end
}

fn sense(lexicon: &Lexicon, before: &str, number: &str, after: &str) -> Sense {
    if after.trim_start().starts_with(['%', '％', '٪']) {
        return Sense::Amount;
    }
    let groups: Vec<&str> = number.split(|c| digit(c).is_none()).collect();
    // 4.2.1 and 31.12.2027, but not 1.500.000.
    let dotted = groups.len() > 2 && groups[1..].iter().any(|group| group.chars().count() != 3);
    if dotted || in_code(lexicon, before, after) || words(lexicon, List::Ordinal).any(|ending| ends_word(after, ending))
    {
        return Sense::Name;
    }
    match groups.as_slice() {
        [only] => year(only).map_or(Sense::Amount, Sense::Year),
        _ => Sense::Amount,
    }
}

/// 1900 to 2099 in four digits; 2000 is as often a count.
fn year(digits: &str) -> Option<i16> {
    if digits.chars().count() != 4 {
        return None;
    }
    let value = digits.chars().filter_map(digit).fold(0, |value, digit| value * 10 + digit);
    i16::try_from(value).ok().filter(|year| (1900..2100).contains(year) && *year != 2000)
}

/// Whether letters make the number part of a code (T1, COVID-19, 5G, 9.c), or a word before it makes it a name.
fn in_code(lexicon: &Lexicon, before: &str, after: &str) -> bool {
    let lower = before.trim_end().to_lowercase();
    if words(lexicon, List::Naming).any(|word| starts_word(&lower, word)) {
        return true;
    }
    let prefix = before.trim_end_matches(['-', '‑', '.']);
    let letters = prefix.len() - prefix.trim_end_matches(is_letter).len();
    if letters > 0 {
        // CHF500 is money.
        let word = &prefix[prefix.len() - letters..];
        return iso_currency::Currency::from_code(word).is_none();
    }
    let mut rest = after.chars();
    match rest.next() {
        Some('G') => !rest.next().is_some_and(is_letter),
        Some('.') => rest.next().is_some_and(|c| c.is_ascii_lowercase()) && !rest.next().is_some_and(is_letter),
        _ => false,
    }
}

/// A letter of an alphabet that writes codes: Latin, Greek or Cyrillic. Arabic writes prefixes onto numbers.
fn is_letter(c: char) -> bool {
    c.is_alphabetic() && u32::from(c) < 0x530
}

/// Whether `text` ends in the word `word`.
fn starts_word(text: &str, word: &str) -> bool {
    text.strip_suffix(word).is_some_and(|rest| !word.starts_with(is_letter) || !rest.ends_with(is_letter))
}

/// Whether `text` begins with `ending` as the end of a word.
fn ends_word(text: &str, ending: &str) -> bool {
    text.strip_prefix(ending).is_some_and(|rest| !rest.starts_with(is_letter))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::{Choices, Project};
    use crate::source::MemorySource;

    fn lexicon() -> &'static Lexicon {
        static PROJECT: std::sync::LazyLock<Project> = std::sync::LazyLock::new(|| {
            Project::load(&MemorySource::default(), None, Choices::default()).expect("the shipped rules load")
        });
        PROJECT.lexicon()
    }

    #[test]
    fn amounts_are_told_from_years_names_and_codes() {
        let amounts = [
            "98% of people",
            "到2030年，98%的人口",
            "٩٠٪ من المدارس",
            "Connect 2000 schools",
            "4.2 per 1000",
            "до 70 стран",
            "1.500.000 hogares",
            "faster than 10Mbit/s",
            "CHF500 each",
            "بنسبة ٩٠",
            "2030 % of",
        ];
        for text in amounts {
            assert!(senses(lexicon(), text).contains(&Sense::Amount), "{text}");
        }
        let others = [
            "By 2030, everyone is online",
            "Meet SDG 4",
            "Roll out 5G",
            "Goal T1.1",
            "indicator 9.c.1",
            "section 4.2",
            "第71号决议",
            "por los ODS 4",
            "COVID-19",
            "the 21st century",
            "2030年前",
            "по резолюции 71",
            "until 31.12.2027",
        ];
        for text in others {
            assert!(!senses(lexicon(), text).contains(&Sense::Amount), "{text}: {:?}", senses(lexicon(), text));
        }
    }

    #[test]
    fn multiples_and_fractions_are_amounts() {
        for text in
            ["Halve road deaths", "Tripler les fonds", "удвоить число школ", "科研经费翻两番", "خفض الوفيات إلى النصف"]
        {
            assert!(is_multiple(lexicon(), text), "{text}");
        }
        for text in ["Behalf of members", "с утра", "وصول منصف", "普遍连通"] {
            assert!(!is_multiple(lexicon(), text), "{text}");
        }
    }

    #[test]
    fn years_are_read_in_every_kind_of_digit() {
        for text in ["by 2030", "到2030年", "بحلول عام ٢٠٣٠", "２０３０年", "к 2030 году"] {
            assert_eq!(senses(lexicon(), text), [Sense::Year(2030)], "{text}");
        }
    }
}
