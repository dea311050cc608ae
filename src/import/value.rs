//! What a cell says as a value: number, unit, date. What is not surely one number is no value.

use jiff::ToSpan as _;
use jiff::civil::Date;
use rust_decimal::Decimal;
use rust_decimal::prelude::{FromPrimitive as _, ToPrimitive as _};

use super::heading::{folded, is_word, says_none, western};
use super::table::Cell;
use super::{scale, times};
use crate::lexicon::Lexicon;
use crate::text::{Analyst, Comparator, Language};

/// Who wrote the numbers that stand in cells as text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notation {
    /// A program: a point is the decimal sign.
    Machine,
    /// A person, in the language of the table: `1.250` may be 1250 where a comma is the decimal sign.
    Written,
}

/// Reads cells in one language.
#[derive(Clone, Copy)]
pub struct ValueReader<'v> {
    /// The word lists.
    pub lexicon: &'v Lexicon,
    /// What reads words of numbers: million, percent.
    pub analyst: &'v Analyst,
    /// The language of the table.
    pub language: Language,
    /// Who wrote the numbers.
    pub notation: Notation,
    /// What days are counted from that stand as numbers in columns of dates.
    pub days: Days,
}

/// What serial numbers of days are counted from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Days {
    /// The last day of 1899, as Excel and LibreOffice do.
    #[default]
    From1900,
    /// The first day of 1904, as a workbook may ask for.
    From1904,
}

/// What a cell says.
#[derive(Clone, Debug, PartialEq)]
pub enum Said {
    /// Nothing is given.
    Nothing,
    /// One number, with what stands beside it.
    Value(Found),
    /// Something else, in words.
    Words(String),
}

/// One number of a cell.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// The number.
    pub value: Decimal,
    /// `percent`, a currency's code, or the word behind the number.
    pub unit: Option<String>,
    /// The date that stands beside it, in the plan language.
    pub date: Option<String>,
    /// Whether the cell says more than the value can: at least, less than.
    pub bounded: bool,
    /// What else the cell says, which is no unit: `women` of `50 % women`.
    pub rest: Option<String>,
    /// Whether a word beside its digits multiplied them: `1.2 million`.
    pub scaled: bool,
}

impl Found {
    fn plain(value: Decimal) -> Self {
        Self { value: value.normalize(), unit: None, date: None, bounded: false, rest: None, scaled: false }
    }
}

impl ValueReader<'_> {
    /// What a cell of values says.
    #[must_use]
    pub fn read(&self, cell: &Cell) -> Said {
        match cell {
            Cell::Number(number) => Said::Value(Found::plain(*number)),
            Cell::Percent(number) => Said::Value(Found { unit: Some("percent".to_owned()), ..Found::plain(*number) }),
            Cell::Date(date) => Said::Words(date.to_string()),
            Cell::Text(text) if says_none(text) => Said::Nothing,
            Cell::Text(text) => self.text(text).map_or_else(|| Said::Words(text.clone()), Said::Value),
        }
    }

    /// The one number that a text says; none where it says several, or may mean another.
    fn text(&self, text: &str) -> Option<Found> {
        let whole = text.trim();
        if whole.chars().nth(times::LONGEST).is_some() {
            return None;
        }
        if self.may_be_thousands(whole) {
            return None;
        }
        // A number that begins as a year does is a number: 2000.00.
        if let Ok(value) = whole.parse::<Decimal>() {
            return Some(Found::plain(value));
        }
        // "50 % (2021)", "50 by 2026": the date beside a value; "2021" alone is a number.
        let (rest, date) = times::cut(text).map_or_else(|| (whole.to_owned(), None), |(rest, date)| (rest, Some(date)));
        let rest = rest.trim();
        if self.may_be_thousands(rest) {
            return None;
        }
        if let Ok(value) = rest.parse::<Decimal>() {
            return Some(Found { date, ..Found::plain(value) });
        }
        let statement = self.analyst.read(self.lexicon, rest, self.language);
        let [quantity] = statement.quantities.as_slice() else { return None };
        let before = rest.get(..quantity.at.start)?.trim();
        let after = rest.get(quantity.at.end..)?.trim();
        let number = rest.get(quantity.at.clone())?;
        // The value is all that the cell says, but for a sign of bounds before it and a word or two behind it.
        let bound = before.chars().all(|c| matches!(c, '≥' | '≤' | '<' | '>' | '=' | '~' | '≈' | ' '));
        let is_long = after.split_whitespace().count() > 3 || after.chars().count() > 30;
        let factor = quantity.unit.as_deref() == Some("factor");
        // "2,5 M" may be millions and no metres.
        let is_capital = quantity.unit.as_deref() == Some("m") && number.ends_with('M');
        if !bound || is_long || factor || is_capital || after.chars().any(char::is_numeric) {
            return None;
        }
        let mut value = Decimal::from_f64(quantity.value)?.normalize();
        let of_quantity = quantity.unit.as_deref().map(str::to_owned);
        // 1/3 is not 33.33 percent, nor are 2 out of 3.
        if of_quantity.as_deref() == Some("percent") && !is_written(number, value) {
            return None;
        }
        let mut scaled = is_scaled(number, value);
        let (mut unit, mut beside) = (of_quantity, None);
        let words = after.trim_matches(|c: char| matches!(c, '.' | ',' | ';' | '(' | ')' | '（' | '）')).trim();
        let (factor, words) = scale::beside(words, self.language).unwrap_or((Decimal::ONE, words));
        if factor != Decimal::ONE && unit.is_none() {
            value = value.checked_mul(factor)?.normalize();
            scaled = true;
        }
        if !words.is_empty() {
            // "120 000 (EUR)" names a currency, "80 (estimated)" no unit.
            let in_brackets = after.starts_with(['(', '（', '[']);
            if unit.is_none() && is_unit(words) && (!in_brackets || scale::code(words).is_some()) {
                unit = Some(words.to_owned());
            } else {
                beside = Some(words.to_owned());
            }
        }
        let bounded = !before.is_empty() || quantity.comparator != Comparator::Equal;
        Some(Found { value, unit, date, bounded, rest: beside, scaled })
    }

    fn may_be_thousands(&self, number: &str) -> bool {
        self.notation == Notation::Written && may_be_thousands(number, self.language)
    }

    /// The date that a cell of a column of dates says, in the plan language; nothing where it is none.
    #[must_use]
    pub fn date(&self, cell: &Cell) -> Option<String> {
        match cell {
            Cell::Date(date) => Some(date.to_string()),
            Cell::Number(number) => {
                let year = number.normalize().to_string();
                let is_year = year.len() == 4 && (year.starts_with("19") || year.starts_with("20"));
                if is_year { Some(year) } else { self.serial(cell).map(|day| day.to_string()) }
            }
            Cell::Text(text) => {
                let text = text.trim();
                if let Some(date) = crate::plan::PlanDate::parse(text) {
                    return Some(date.to_string());
                }
                in_figures(text, self.language)
                    .or_else(|| self.serial(cell).map(|day| day.to_string()))
                    .or_else(|| times::whole(text))
            }
            Cell::Percent(_) => None,
        }
    }

    /// The day that a number in a column of dates stands for, where its cell is not shown as one: 46752 is 2027-12-31. Only days
    /// between 1982 and 2119 are taken for such.
    #[must_use]
    pub fn serial(&self, cell: &Cell) -> Option<Date> {
        let number = match cell {
            Cell::Number(number) => *number,
            Cell::Text(text) if text.len() == 5 => text.parse().ok()?,
            _ => return None,
        };
        let days: i64 = number.is_integer().then(|| number.to_i64()).flatten().filter(|days| SERIALS.contains(days))?;
        let first = match self.days {
            Days::From1900 => Date::constant(1899, 12, 30),
            Days::From1904 => Date::constant(1904, 1, 1),
        };
        first.checked_add(days.days()).ok()
    }
}

/// Whether the sign in a number may part thousands or begin decimals, as in `1.250` and `1,250` where a comma is the decimal sign.
pub(super) fn may_be_thousands(number: &str, language: Language) -> bool {
    let comma_is_decimal = matches!(language, Language::Spanish | Language::French | Language::Russian);
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let number = number.strip_prefix(['-', '−', '+']).unwrap_or(number);
    let Some((whole, rest)) = number.split_once(['.', ',']) else { return false };
    comma_is_decimal && digits(whole) && !whole.starts_with('0') && whole.len() <= 3 && digits(rest) && rest.len() == 3
}

/// A day or a month as people write it in figures: `31/12/2025`, `31.12.2025`, `2025/12/31`, `2025年12月`. A day that may as well be
/// a month is none in English, where both orders are usual.
pub(super) fn in_figures(text: &str, language: Language) -> Option<String> {
    let parts: Vec<&str> = text.split(['/', '.', '-', '年', '月', '日']).map(str::trim).collect();
    let of_ideographs = text.contains('年');
    let parts = match parts.as_slice() {
        [parts @ .., ""] if of_ideographs => parts,
        parts => parts,
    };
    let number = |part: &str| {
        let digits: String = part.chars().map(western).collect();
        digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse::<u16>().ok()).flatten()
    };
    let numbers: Vec<u16> = parts.iter().map(|part| number(part)).collect::<Option<_>>()?;
    let is_year = |number: u16| (1900..=2100).contains(&number);
    let date = match *numbers.as_slice() {
        [year, month] if of_ideographs && is_year(year) => format!("{year}-{month:02}"),
        [year, month, day] if is_year(year) => format!("{year}-{month:02}-{day:02}"),
        [first, second, year] if is_year(year) => match (first > 12, second > 12) {
            (false, true) => format!("{year}-{first:02}-{second:02}"),
            (false, false) if language == Language::English && first != second => return None,
            _ => format!("{year}-{second:02}-{first:02}"),
        },
        _ => return None,
    };
    crate::plan::PlanDate::parse(&date).map(|date| date.to_string())
}

/// Numbers that may be days where a date is due.
const SERIALS: std::ops::RangeInclusive<i64> = 30_000..=80_000;

/// Whether words behind a number can be what it counts.
fn is_unit(words: &str) -> bool {
    let begins = words.starts_with(|c: char| c.is_alphabetic() || matches!(c, '°' | '%' | '‰' | '№' | '#'));
    let ends: Vec<&str> = words.split_whitespace().collect();
    let is_none = |word: Option<&&str>| word.is_some_and(|word| is_word(word, "no-unit"));
    begins && !is_word(words, "no-unit") && !is_none(ends.first()) && !is_none(ends.last())
}

/// Whether a value has the digits that stand in a text; a number in words has none.
fn is_written(text: &str, value: Decimal) -> bool {
    let digits = |text: &str| {
        let digits: String = text.chars().map(western).filter(char::is_ascii_digit).collect();
        digits.trim_matches('0').to_owned()
    };
    let written = digits(text);
    (written.is_empty() && !text.chars().any(|c| c.is_numeric() && !c.is_alphabetic()))
        || written == digits(&value.to_string())
}

/// Whether a value is larger than the digits of its text can say.
fn is_scaled(text: &str, value: Decimal) -> bool {
    let digits: String = text.chars().map(western).filter(char::is_ascii_digit).collect();
    let most = digits.parse::<Decimal>().unwrap_or(Decimal::MAX);
    text.chars().any(char::is_alphabetic) && most.checked_mul(Decimal::TEN).is_some_and(|most| value.abs() >= most)
}

/// The unit that a heading's or a unit column's word stands for.
#[must_use]
pub fn unit_of(text: &str) -> String {
    let known = [
        "%",
        "percent",
        "per cent",
        "percentage",
        "pour cent",
        "pourcentage",
        "por ciento",
        "porcentaje",
        "процент",
        "проценты",
        "百分比",
        "نسبة مئوية",
        "٪",
    ];
    if known.contains(&folded(text).as_str()) || matches!(text.trim(), "%" | "％") {
        "percent".to_owned()
    } else {
        text.trim().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::rule::embedded;

    fn read(language: &str, text: &str) -> String {
        let lexicon = Lexicon::read(embedded::lexicon(), &BTreeMap::new()).unwrap();
        let language = Language::of_tag(language).unwrap();
        let analyst = Analyst::default();
        let days = Days::From1900;
        let reader = ValueReader { lexicon: &lexicon, analyst: &analyst, language, notation: Notation::Written, days };
        match reader.read(&Cell::of_text(text).unwrap()) {
            Said::Nothing => "nothing".to_owned(),
            Said::Words(_) => "words".to_owned(),
            Said::Value(Found { value, unit, date, bounded, rest, scaled }) => {
                let unit = unit.map_or(String::new(), |unit| format!(" {unit}"));
                let date = date.map_or(String::new(), |date| format!(" in {date}"));
                let rest = rest.map_or(String::new(), |rest| format!(" beside {rest}"));
                let scaled = if scaled { " scaled" } else { "" };
                format!("{value}{unit}{date}{rest}{scaled}{}", if bounded { " or so" } else { "" })
            }
        }
    }

    #[test]
    fn numbers_and_units_are_told_from_words() {
        for (language, text, expected) in [
            ("fr", "65 %", "65 percent"),
            ("fr", "1,2 million", "1200000 scaled"),
            ("fr", "50 % (2021)", "50 percent in 2021"),
            ("en", "1,250", "1250"),
            ("en", "2027", "2027"),
            ("en", "n/a", "nothing"),
            ("ru", "н/д", "nothing"),
            ("zh", "1.2亿", "120000000 scaled"),
            ("en", "≥90%", "90 percent or so"),
            ("en", "Strategy adopted", "words"),
            ("en", "50 in cities, 40 in villages", "words"),
            ("en", "to be decided", "words"),
        ] {
            assert_eq!(read(language, text), expected, "{language}: {text}");
        }
    }

    #[test]
    fn units_are_never_invented() {
        for (language, text, expected) in [
            ("en", "50 by 2026", "50 in 2026"),
            ("en", "80 (Dec 2026)", "80 in 2026-12"),
            ("en", "2000 (2026)", "2000 in 2026"),
            ("en", "50 % women", "50 percent beside women"),
            ("en", "1/3", "words"),
            ("en", "2 out of 3", "words"),
            ("en", "80 (estimated)", "80 beside estimated"),
            ("en", "10 per year", "10 beside per year"),
            ("en", "50 of 2000", "words"),
            ("fr", "30 d'ici à 2026", "30 in 2026"),
            ("es", "30 para 2026", "30 in 2026"),
            ("ru", "30 к 2026 г.", "30 in 2026"),
            ("zh", "30（2026年）", "30 in 2026"),
            // What counts things stays.
            ("en", "1995 visits", "1995 visits"),
            ("en", "2000 km", "2000 km"),
            ("en", "45 households", "45 households"),
            ("ru", "2,5 млн чел.", "2500000 чел scaled"),
            ("zh", "百分之九十", "90 percent"),
            ("en", "33.33 %", "33.33 percent"),
        ] {
            assert_eq!(read(language, text), expected, "{language}: {text}");
        }
    }

    #[test]
    fn words_for_many_multiply_and_a_metre_stays_one() {
        for (language, text, expected) in [
            ("en", "1.5 thousand", "1500 scaled"),
            ("fr", "3 mille", "3000 scaled"),
            ("es", "12,5 miles", "12500 scaled"),
            ("es", "12,5 miles de hogares", "12500 hogares scaled"),
            ("ru", "1,5 млн", "1500000 scaled"),
            ("zh", "3万", "30000 scaled"),
            ("ar", "1.2 مليون", "1200000 scaled"),
            ("en", "12.5 miles", "12.5 mile"),
            ("fr", "2,5 m", "2.5 m"),
            ("fr", "2,5 M", "words"),
        ] {
            assert_eq!(read(language, text), expected, "{language}: {text}");
        }
    }

    #[test]
    fn ranges_are_no_values_with_dates() {
        for (language, text) in [
            ("es", "50 a 2000"),
            ("es", "1950 a 2000"),
            ("fr", "50 à 2000"),
            ("ru", "50 до 2000"),
            ("zh", "50至2000"),
            ("ar", "50 حتى 2000"),
            ("en", "5 in 2000 homes"),
            ("en", "50—2000"),
            ("en", "50 vs 2000"),
        ] {
            assert_eq!(read(language, text), "words", "{language}: {text}");
        }
        assert_eq!(read("es", "80 km hasta 2027"), "80 km in 2027");
        assert_eq!(read("ru", "50 до 2026 года"), "50 in 2026");
        assert_eq!(read("en", &"5 ".repeat(20_000)), "words");
    }

    #[test]
    fn what_may_be_thousands_is_no_value() {
        for language in ["fr", "es", "ru"] {
            assert_eq!(read(language, "1.250"), "words", "{language}");
            assert_eq!(read(language, "-1.250"), "words", "{language}");
            assert_eq!(read(language, "0.125"), "0.125", "{language}");
        }
        assert_eq!(read("en", "1.250"), "1.25");
    }

    #[test]
    fn dates_are_years_quarters_months_and_days() {
        let lexicon = Lexicon::default();
        let analyst = Analyst::default();
        let language = Language::English;
        let (notation, days) = (Notation::Machine, Days::From1900);
        let reader = ValueReader { lexicon: &lexicon, analyst: &analyst, language, notation, days };
        let date = |text: &str| reader.date(&Cell::of_text(text).unwrap());
        assert_eq!(date("2027").as_deref(), Some("2027"));
        assert_eq!(date("2027-03-31").as_deref(), Some("2027-03-31"));
        assert_eq!(date("2027年").as_deref(), Some("2027"));
        assert_eq!(date("31/12/2025").as_deref(), Some("2025-12-31"));
        assert_eq!(date("٣١/١٢/٢٠٢٥").as_deref(), Some("2025-12-31"));
        assert_eq!(date("2025年12月31日").as_deref(), Some("2025-12-31"));
        assert_eq!(date("2025年6月").as_deref(), Some("2025-06"));
        assert_eq!(date("01/02/2025"), None, "a month or a day");
        assert_eq!(date("31.04.2025"), None);
        assert_eq!(date("soon"), None);
        assert_eq!(reader.date(&Cell::Number(Decimal::from(2027))).as_deref(), Some("2027"));
        assert_eq!(date("Q3 2026").as_deref(), Some("2026-Q3"));
        let number = |number: i64| Cell::Number(Decimal::from(number));
        assert_eq!(reader.date(&number(45_658)).as_deref(), Some("2025-01-01"));
        assert_eq!(date("46752").as_deref(), Some("2027-12-31"));
        assert_eq!(reader.date(&number(1_250)), None);
        assert_eq!(reader.date(&number(920_000)), None);
        let of_1904 = ValueReader { days: Days::From1904, ..reader };
        assert_eq!(of_1904.date(&number(44_196)).as_deref(), Some("2025-01-01"));
    }

    #[test]
    fn percent_has_many_names() {
        for word in ["%", "Percent", "pour cent", "porcentaje", "процент", "百分比", "٪"] {
            assert_eq!(unit_of(word), "percent", "{word}");
        }
        assert_eq!(unit_of(" km "), "km");
    }
}
