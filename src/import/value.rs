//! What a cell says as a value: number, unit, date. What is not surely one number is no value.

use rust_decimal::Decimal;
use rust_decimal::prelude::FromPrimitive as _;

use super::heading::{folded, says_none, western, without_year};
use super::table::Cell;
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
}

/// What a cell says.
#[derive(Clone, Debug, PartialEq)]
pub enum Said {
    /// Nothing is given.
    Nothing,
    /// One number, with what stands beside it.
    Value {
        /// The number.
        value: Decimal,
        /// `percent`, a currency's code, or the word behind the number.
        unit: Option<String>,
        /// The year that stands beside it.
        year: Option<i16>,
        /// Whether the cell says more than the value can: at least, less than.
        bounded: bool,
    },
    /// Something else, in words.
    Words(String),
}

impl ValueReader<'_> {
    /// What a cell of values says.
    #[must_use]
    pub fn read(&self, cell: &Cell) -> Said {
        let plain = |value: Decimal, unit: Option<&str>| Said::Value {
            value: value.normalize(),
            unit: unit.map(str::to_owned),
            year: None,
            bounded: false,
        };
        match cell {
            Cell::Number(number) => plain(*number, None),
            Cell::Percent(number) => plain(*number, Some("percent")),
            Cell::Date(date) => Said::Words(date.to_string()),
            Cell::Text(text) if says_none(text) => Said::Nothing,
            Cell::Text(text) => self.text(text),
        }
    }

    fn text(&self, text: &str) -> Said {
        let words = || Said::Words(text.to_owned());
        let whole = text.trim();
        if self.may_be_thousands(whole) {
            return words();
        }
        // A number that begins as a year does is a number: 2000.00.
        if let Ok(value) = whole.parse::<Decimal>() {
            return Said::Value { value: value.normalize(), unit: None, year: None, bounded: false };
        }
        // "50 % (2021)": the year beside a value; "2021" alone is a number.
        let (rest, year) = match without_year(text) {
            (rest, Some(year)) if rest.chars().any(char::is_numeric) => {
                (rest.replace("()", " ").replace("( )", " ").replace("（ ）", " "), Some(year))
            }
            _ => (text.to_owned(), None),
        };
        let rest = rest.trim();
        if self.may_be_thousands(rest) {
            return words();
        }
        if let Ok(value) = rest.parse::<Decimal>() {
            return Said::Value { value: value.normalize(), unit: None, year, bounded: false };
        }
        let statement = self.analyst.read(self.lexicon, rest, self.language);
        let [quantity] = statement.quantities.as_slice() else { return words() };
        let before = rest.get(..quantity.at.start).unwrap_or("").trim();
        let after = rest.get(quantity.at.end..).unwrap_or("").trim();
        // The value is all that the cell says, but for a sign of bounds before it and a word or two behind it.
        let bound = before.chars().all(|c| matches!(c, '≥' | '≤' | '<' | '>' | '=' | '~' | '≈' | ' '));
        let is_long = after.split_whitespace().count() > 3 || after.chars().count() > 30;
        let factor = quantity.unit.as_deref() == Some("factor");
        if !bound || is_long || factor || after.chars().any(char::is_numeric) {
            return words();
        }
        let Some(value) = Decimal::from_f64(quantity.value) else { return words() };
        let unit = quantity.unit.as_deref().map(str::to_owned).or_else(|| {
            let word = after.trim_matches(|c: char| matches!(c, '.' | ',' | ';' | '(' | ')')).trim();
            (!word.is_empty()).then(|| word.to_owned())
        });
        let bounded = !before.is_empty() || quantity.comparator != Comparator::Equal;
        Said::Value { value: value.normalize(), unit, year, bounded }
    }

    /// Whether the sign in a number may part thousands or begin decimals, as in `1.250` and `1,250` where a comma is the decimal sign.
    fn may_be_thousands(&self, number: &str) -> bool {
        let comma_is_decimal = matches!(self.language, Language::Spanish | Language::French | Language::Russian);
        let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        let Some((whole, rest)) = number.split_once(['.', ',']) else { return false };
        self.notation == Notation::Written
            && comma_is_decimal
            && digits(whole)
            && !whole.starts_with('0')
            && whole.len() <= 3
            && digits(rest)
            && rest.len() == 3
    }

    /// A day or a month as people write it in figures: `31/12/2025`, `31.12.2025`, `2025/12/31`, `2025年12月`. A day that may as
    /// well be a month is none in English, where both orders are usual.
    fn written_date(&self, text: &str) -> Option<String> {
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
                (false, false) if self.language == Language::English && first != second => return None,
                _ => format!("{year}-{second:02}-{first:02}"),
            },
            _ => return None,
        };
        crate::plan::PlanDate::parse(&date).map(|date| date.to_string())
    }

    /// The date that a cell says, in the plan language; nothing where it is none.
    #[must_use]
    pub fn date(&self, cell: &Cell) -> Option<String> {
        match cell {
            Cell::Date(date) => Some(date.to_string()),
            Cell::Number(number) if number.is_integer() => {
                let year = number.normalize().to_string();
                (year.len() == 4 && (year.starts_with("19") || year.starts_with("20"))).then_some(year)
            }
            Cell::Text(text) => {
                let text = text.trim();
                if let Some(date) = crate::plan::PlanDate::parse(text) {
                    return Some(date.to_string());
                }
                if let Some(date) = self.written_date(text) {
                    return Some(date);
                }
                let (rest, year) = without_year(text);
                let rest = folded(&rest);
                year.filter(|_| rest.is_empty()).map(|year| year.to_string())
            }
            _ => None,
        }
    }
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
    if known.contains(&folded(text).as_str()) || text.trim() == "%" {
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
        let reader = ValueReader { lexicon: &lexicon, analyst: &analyst, language, notation: Notation::Written };
        match reader.read(&Cell::of_text(text).unwrap()) {
            Said::Nothing => "nothing".to_owned(),
            Said::Words(_) => "words".to_owned(),
            Said::Value { value, unit, year, bounded } => {
                let unit = unit.map_or(String::new(), |unit| format!(" {unit}"));
                let year = year.map_or(String::new(), |year| format!(" in {year}"));
                format!("{value}{unit}{year}{}", if bounded { " or so" } else { "" })
            }
        }
    }

    #[test]
    fn numbers_and_units_are_told_from_words() {
        for (language, text, expected) in [
            ("fr", "65 %", "65 percent"),
            ("fr", "1,2 million", "1200000"),
            ("fr", "50 % (2021)", "50 percent in 2021"),
            ("en", "1,250", "1250"),
            ("en", "2027", "2027"),
            ("en", "n/a", "nothing"),
            ("ru", "н/д", "nothing"),
            ("zh", "1.2亿", "120000000"),
            ("en", "≥90%", "90 percent or so"),
            ("en", "Strategy adopted", "words"),
            ("en", "50 in cities, 40 in villages", "words"),
            ("en", "to be decided", "words"),
        ] {
            assert_eq!(read(language, text), expected, "{language}: {text}");
        }
    }

    #[test]
    fn what_may_be_thousands_is_no_value() {
        for language in ["fr", "es", "ru"] {
            assert_eq!(read(language, "1.250"), "words", "{language}");
            assert_eq!(read(language, "0.125"), "0.125", "{language}");
        }
        assert_eq!(read("en", "1.250"), "1.25");
    }

    #[test]
    fn dates_are_years_quarters_months_and_days() {
        let lexicon = Lexicon::default();
        let analyst = Analyst::default();
        let language = Language::English;
        let reader = ValueReader { lexicon: &lexicon, analyst: &analyst, language, notation: Notation::Machine };
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
        assert_eq!(reader.date(&Cell::Number(Decimal::from(45_000))), None);
    }

    #[test]
    fn percent_has_many_names() {
        for word in ["%", "Percent", "pour cent", "porcentaje", "процент", "百分比", "٪"] {
            assert_eq!(unit_of(word), "percent", "{word}");
        }
        assert_eq!(unit_of(" km "), "km");
    }
}
