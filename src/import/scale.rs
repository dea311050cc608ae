//! What the figures of a column of money count, as its heading says: thousands, a currency.

use std::collections::HashMap;
use std::sync::LazyLock;

use rust_decimal::Decimal;

use super::heading::{Lists, folded, is_han, is_word, lists, words_of};
use crate::text::Language;

/// Words of `rules/import/scales.yaml`, folded, with how many they stand for.
static SCALES: LazyLock<HashMap<String, Decimal>> =
    LazyLock::new(|| of_lists().into_iter().map(|(_, word, factor)| (word, factor)).collect());

/// Those of more than a letter by language, as one is the unit of another: `miles`.
static BESIDE: LazyLock<HashMap<(String, String), Decimal>> = LazyLock::new(|| {
    let long = of_lists().into_iter().filter(|(_, word, _)| word.chars().nth(1).is_some() || !word.is_ascii());
    long.map(|(language, word, factor)| ((language, word), factor)).collect()
});

fn of_lists() -> Vec<(String, String, Decimal)> {
    let read: Lists<String> = lists("scales");
    let mut all = Vec::new();
    for (number, languages) in read {
        let factor: Decimal = number.parse().expect("the scales of import are tested");
        for (language, words) in languages {
            all.extend(words.iter().map(|word| (language.clone(), folded(word), factor)));
        }
    }
    all
}

/// How many one stands for of what words behind a number say, and what they say besides: `miles de hogares` in Spanish is
/// thousands of `hogares`.
pub(super) fn beside(words: &str, language: Language) -> Option<(Decimal, &str)> {
    let end = words.find(char::is_whitespace).unwrap_or(words.len());
    let factor = BESIDE.get(&(language.code().to_owned(), folded(&words[..end])))?;
    let mut rest = words[end..].trim();
    while let Some((_, behind)) = rest.split_once(' ').filter(|(first, _)| is_word(first, "of")) {
        rest = behind.trim();
    }
    Some((*factor, rest))
}

/// How many one of a unit's words stands for: `тыс. ед.`, `thousand`, `million users`. A word of one language is a unit in another:
/// `miles`.
pub(super) fn of_unit(words: &str, language: Language) -> Option<Decimal> {
    // "USD million".
    let words = words.split_once(' ').filter(|(first, _)| code(first).is_some()).map_or(words, |(_, rest)| rest.trim());
    let first = words.split_whitespace().next()?;
    let known = |word: &str| BESIDE.get(&(language.code().to_owned(), folded(word))).copied();
    known(words).or_else(|| known(first)).or_else(|| scale_before(first).0.filter(|_| first.starts_with(is_han)))
}

/// Signs that stand for one currency; a dollar's and a pound's stand for several.
const SIGNS: [(char, &str); 6] = [('€', "EUR"), ('₽', "RUB"), ('₣', "CHF"), ('₹', "INR"), ('₺', "TRY"), ('₴', "UAH")];

/// What figures count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Unit {
    /// How many of the currency's units one stands for.
    pub(super) factor: Decimal,
    /// The currency's code.
    pub(super) currency: Option<String>,
    /// What else the heading says.
    pub(super) rest: String,
}

impl Unit {
    /// What the words beside a heading's own say; nothing where they name no scale and no currency.
    pub(super) fn of_heading(text: &str) -> Option<Self> {
        let mut unit = Self { factor: Decimal::ONE, currency: None, rest: String::new() };
        let mut is_scaled = false;
        let text = SIGNS.iter().fold(text.to_owned(), |text, (sign, code)| text.replace(*sign, &format!(" {code} ")));
        let parts = text.split(|c: char| c.is_whitespace() || matches!(c, ',' | '/' | ':' | ';' | '(' | ')'));
        let mut rest: Vec<&str> = Vec::new();
        // "mil millones" is one word of the lists.
        let whole = SCALES.get(&folded(&text)).copied();
        for part in parts.filter(|part| !part.is_empty() && whole.is_none()) {
            let (scale, behind) = scale_before(part);
            match (scale, code(part)) {
                (_, Some(code)) if unit.currency.is_none() => unit.currency = Some(code.to_owned()),
                (Some(factor), _) if !is_scaled => {
                    (unit.factor, is_scaled) = (factor, true);
                    if let Some(code) = code(behind) {
                        unit.currency = Some(code.to_owned());
                    } else if !behind.is_empty() {
                        rest.push(behind);
                    }
                }
                _ if matches!(folded(part).as_str(), "in" | "en")
                    || words_of("of").any(|word| word == folded(part)) => {}
                _ => rest.push(part),
            }
        }
        if let Some(factor) = whole {
            (unit.factor, is_scaled) = (factor, true);
        }
        unit.rest = rest.join(" ");
        (is_scaled || unit.currency.is_some()).then_some(unit)
    }
}

/// The scale that a word is, or that its first characters are in a script without blanks: `万元`; and what stands behind.
fn scale_before(part: &str) -> (Option<Decimal>, &str) {
    if let Some(factor) = SCALES.get(&folded(part)) {
        return (Some(*factor), "");
    }
    let of_code = ["k", "K", "m", "M"].into_iter().find_map(|sign| {
        let behind = part.strip_prefix(sign).filter(|behind| code(behind).is_some())?;
        Some((SCALES.get(&folded(sign)).copied(), behind))
    });
    let ideographs = || {
        let mut ends = part.char_indices().map(|(at, _)| at).skip(1).take(2).collect::<Vec<_>>().into_iter().rev();
        ends.find_map(|at| Some((SCALES.get(&part[..at]).copied()?, &part[at..]))).filter(|_| part.starts_with(is_han))
    };
    of_code.or_else(|| ideographs().map(|(factor, behind)| (Some(factor), behind))).unwrap_or((None, ""))
}

/// The code of a currency that a word is.
pub(super) fn code(word: &str) -> Option<&str> {
    let is_code = word.len() == 3 && word.bytes().all(|byte| byte.is_ascii_uppercase());
    (is_code && iso_currency::Currency::from_code(word).is_some()).then_some(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_say_what_figures_count() {
        let of = |text: &str| {
            Unit::of_heading(text).map(|unit| (unit.factor.to_string(), unit.currency.unwrap_or_default(), unit.rest))
        };
        let said =
            |factor: &str, currency: &str, rest: &str| Some((factor.to_owned(), currency.to_owned(), rest.to_owned()));
        assert_eq!(of("USD"), said("1", "USD", ""));
        assert_eq!(of("USD thousands"), said("1000", "USD", ""));
        assert_eq!(of("in thousands of USD"), said("1000", "USD", ""));
        assert_eq!(of("'000 USD"), said("1000", "USD", ""));
        assert_eq!(of("k€"), said("1000", "EUR", ""));
        assert_eq!(of("kCHF"), said("1000", "CHF", ""));
        assert_eq!(of("M€"), said("1000000", "EUR", ""));
        assert_eq!(of("miles de USD"), said("1000", "USD", ""));
        assert_eq!(of("тыс. руб."), said("1000", "", "руб."));
        assert_eq!(of("万元"), said("10000", "", "元"));
        assert_eq!(of("亿元"), said("100000000", "", "元"));
        assert_eq!(of("百万美元"), said("1000000", "", "美元"));
        assert_eq!(of("ألف دولار"), said("1000", "", "دولار"));
        assert_eq!(of("lakh INR"), said("100000", "INR", ""));
        assert_eq!(of("m€"), said("1000000", "EUR", ""));
        assert_eq!(of("by the council"), None);
        assert_eq!(of("$"), None);
    }

    #[test]
    fn units_may_be_many_of_something() {
        for (language, words, factor) in [
            ("ru", "тыс. ед.", "1000"),
            ("en", "thousand", "1000"),
            ("zh", "万人", "10000"),
            ("en", "million users", "1000000"),
            ("en", "USD million", "1000000"),
            ("en", "USD", ""),
            ("es", "miles", "1000"),
            ("es", "miles de hogares", "1000"),
            ("en", "miles", ""),
            ("en", "mil", ""),
            ("en", "m", ""),
            ("en", "km", ""),
            ("en", "milligrams", ""),
            ("zh", "人", ""),
        ] {
            let language = Language::of_tag(language).unwrap();
            let found = of_unit(words, language).map(|factor| factor.to_string()).unwrap_or_default();
            assert_eq!(found, factor, "{words}");
        }
    }
}
