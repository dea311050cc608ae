//! A cell as a value of the plan language.

use rust_decimal::Decimal;

use super::super::table::Cell;
use super::super::times;
use super::super::value::{in_figures, may_be_thousands};
use super::super::write::{in_quotes, quoted};
use super::Languages;
use super::known::Known;
use super::label::meant;
use super::number::ungrouped;
use super::record;
use crate::plan::PlanDate;
use crate::plan::schema::{FieldSpec, FieldType};
use crate::text::Language;
use crate::yaml::{self, Value};

/// A cell as YAML, as the type of its field has it. What is not of that type is a text in quotes, and the check says so.
pub(super) fn written(spec: &FieldSpec, cell: &Cell, languages: &Languages) -> String {
    let text = cell.to_string();
    match spec.holds {
        FieldType::Word(set) => meant(&text, set).map_or_else(|| in_quotes(&text), str::to_owned),
        FieldType::Words(set) => {
            let of = |word: &str| meant(word, set).map_or_else(|| in_quotes(word), str::to_owned);
            list(ids(&text), of, Single::Alone)
        }
        FieldType::Record => of_record(&text),
        FieldType::Names => list(names(&text), in_quotes, Single::Alone),
        FieldType::Links(_) => list(ids(&text), |name| in_quotes(&Known::Link.meant(name)), Single::Listed),
        FieldType::Codes(_) | FieldType::Languages => list(ids(&text), in_quotes, Single::Listed),
        FieldType::Date => date(cell, languages.of_plan()).unwrap_or_else(|| in_quotes(&text)),
        FieldType::Number => number(cell, languages).map_or_else(|| in_quotes(&text), |number| number.to_string()),
        FieldType::Quantity => quantity(cell, &text, languages),
        FieldType::Flag => meant(&text, &["true", "false"]).map_or_else(|| in_quotes(&text), str::to_owned),
        _ => quoted(&Known::of(spec).map_or(text, |known| known.meant(&cell.to_string()))),
    }
}

#[derive(Clone, Copy)]
enum Single {
    Alone,
    Listed,
}

fn list(names: Vec<&str>, of: impl Fn(&str) -> String, single: Single) -> String {
    let names: Vec<String> = names.into_iter().map(of).collect();
    match (names.as_slice(), single) {
        ([one], Single::Alone) => one.clone(),
        _ => format!("[{}]", names.join(", ")),
    }
}

/// Names with semicolons between them.
pub(super) fn names(text: &str) -> Vec<&str> {
    text.split([';', '；', '\n']).map(str::trim).filter(|name| !name.is_empty()).collect()
}

/// Ids, codes or words of a set, with whatever people write between them; none of these stands in one.
fn ids(text: &str) -> Vec<&str> {
    let parts = text.split([';', '；', '؛', ',', '，', '、', '،', '\n']);
    parts.map(str::trim).filter(|id| !id.is_empty()).collect()
}

/// A cell as a date of the plan language: as that writes it, or as people of the plan's language do.
pub(super) fn date(cell: &Cell, language: Language) -> Option<String> {
    match cell {
        Cell::Date(date) => Some(date.to_string()),
        cell => {
            let text = cell.to_string();
            let exact = PlanDate::parse(text.trim()).map(|date| date.to_string());
            exact.or_else(|| in_figures(text.trim(), language)).or_else(|| times::whole(&text))
        }
    }
}

/// A cell as a number; in a document, as the language of its headings writes numbers. What may be thousands as well as decimals is
/// none.
pub(super) fn number(cell: &Cell, languages: &Languages) -> Option<Decimal> {
    match cell {
        Cell::Number(number) | Cell::Percent(number) => Some(number.normalize()),
        Cell::Text(text) => {
            let of_language = languages.numbers.and_then(|language| ungrouped(text, language));
            of_language.or_else(|| if is_unclear(text, languages) { None } else { plain(text) })
        }
        Cell::Date(_) => None,
    }
}

fn plain(text: &str) -> Option<Decimal> {
    text.trim().parse().ok().map(|number: Decimal| number.normalize())
}

/// Whether the number of a text, with a unit or without, may be thousands as well as decimals: `1.500` where people write a comma
/// before decimals.
pub(super) fn is_unclear(text: &str, languages: &Languages) -> bool {
    let number = parted(text).map_or(text.trim(), |(number, _)| number);
    let is_written = languages.numbers.is_some_and(|language| ungrouped(number, language).is_some());
    !is_written && languages.of_writers().any(|language| may_be_thousands(number, language))
}

/// Words, or what has a shape of its own.
fn of_record(text: &str) -> String {
    record::read(text)
        .and_then(|read| shaped(&read))
        .or_else(|| shaped(text))
        .unwrap_or_else(|| list(names(text), in_quotes, Single::Alone))
}

/// What has a shape of its own, on one line: YAML that is whole, and no single text.
pub(super) fn shaped(text: &str) -> Option<String> {
    let tree = yaml::read(text);
    let root = tree.root().filter(|root| matches!(tree.value(*root), Value::Mapping(_) | Value::Sequence(_)))?;
    if tree.problems().is_empty() { yaml::flow::inline(&tree, root) } else { None }
}

/// Words of a record as a cell: as they are, and in brackets where they would be read as something else.
pub fn words_of_record(words: &[String]) -> String {
    let text = words.join("; ");
    if shaped(&text).is_none() && record::read(&text).is_none() {
        return text;
    }
    let each: Vec<String> = words.iter().map(|word| in_quotes(word)).collect();
    format!("[{}]", each.join(", "))
}

fn quantity(cell: &Cell, text: &str, languages: &Languages) -> String {
    if let Some(number) = number(cell, languages) {
        return number.to_string();
    }
    let read = parted(text).and_then(|(digits, unit)| Some((number(&Cell::Text(digits.to_owned()), languages)?, unit)));
    match read {
        Some((number, unit)) => format!("{{value: {number}, unit: {}}}", in_quotes(unit)),
        None => in_quotes(text),
    }
}

/// A number and the unit behind it, with a blank between them.
fn parted(text: &str) -> Option<(&str, &str)> {
    let of_number = |c: char| c.is_ascii_digit() || c.is_whitespace() || matches!(c, '.' | ',' | '-');
    let (number, unit) = text.split_at(text.find(|c| !of_number(c))?);
    let is_parted = number.ends_with(char::is_whitespace) && begins_as_unit(unit);
    is_parted.then(|| (number.trim(), unit.trim()))
}

/// Whether a unit can be told from the number before it: it begins neither with a digit nor with a sign that may go on with the
/// number.
#[must_use]
pub fn begins_as_unit(unit: &str) -> bool {
    !unit.starts_with(|c: char| {
        c.is_numeric() || c.is_whitespace() || matches!(c, '.' | ',' | '-' | '–' | '—' | '−' | '/' | '×')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_parted_as_people_part_them() {
        for text in ["G1; G2", "G1, G2", "G1،G2", "G1、G2", "G1；G2", "G1\nG2", "G1,G2;"] {
            assert_eq!(ids(text), ["G1", "G2"], "{text}");
        }
        let owners = Cell::Text("Ministry of Water, Sanitation and Hygiene".to_owned());
        let owner = FieldSpec { name: "owner", holds: FieldType::Names, about: "" };
        let languages = Languages { plan: "en".to_owned(), texts: "en".to_owned(), headings: None, numbers: None };
        let names = written(&owner, &owners, &languages);
        assert_eq!(names, "\"Ministry of Water, Sanitation and Hygiene\"");
    }

    #[test]
    fn dates_are_those_that_people_type() {
        let of = |text: &str, language| date(&Cell::Text(text.to_owned()), language);
        assert_eq!(of("31/12/2031", Language::English).as_deref(), Some("2031-12-31"));
        assert_eq!(of("05/03/2031", Language::French).as_deref(), Some("2031-03-05"));
        assert_eq!(of("05/03/2031", Language::English), None, "day or month");
        assert_eq!(of("Q3 2031", Language::English).as_deref(), Some("2031-Q3"));
        assert_eq!(of("2031年12月31日", Language::Chinese).as_deref(), Some("2031-12-31"));
        assert_eq!(of("x 2027 word", Language::English), None);
    }

    fn of(plan: &str, numbers: Option<Language>) -> Languages {
        Languages { plan: plan.to_owned(), texts: plan.to_owned(), headings: numbers, numbers }
    }

    #[test]
    fn what_may_be_thousands_is_no_number() {
        let read = |text: &str, languages: &Languages| {
            number(&Cell::Text(text.to_owned()), languages).map(|number| number.to_string())
        };
        for (plan, language) in [("fr", Language::French), ("es", Language::Spanish), ("ru", Language::Russian)] {
            // A workbook, then a document.
            for languages in [of(plan, None), of(plan, Some(language)), of("en", Some(language))] {
                for text in ["1.500", "-1.500", " 12.000 "] {
                    assert_eq!(read(text, &languages), None, "{plan}: {text}");
                    assert!(is_unclear(text, &languages), "{plan}: {text}");
                }
                for (text, number) in [("1.5", "1.5"), ("0.500", "0.5"), ("1.5000", "1.5"), ("1500", "1500")] {
                    assert_eq!(read(text, &languages).as_deref(), Some(number), "{plan}: {text}");
                    assert!(!is_unclear(text, &languages), "{plan}: {text}");
                }
            }
            // What a document of the language writes itself is known.
            assert_eq!(read("1,125", &of(plan, Some(language))).as_deref(), Some("1.125"));
        }
        assert_eq!(read("1.500", &of("en", None)).as_deref(), Some("1.5"));
        assert_eq!(read("1.500", &of("fr", Some(Language::English))).as_deref(), Some("1.5"));
    }

    #[test]
    fn a_unit_begins_behind_the_last_digit_of_its_number() {
        let read = |text: &str, languages: &Languages| quantity(&Cell::Text(text.to_owned()), text, languages);
        let (french, english) = (of("fr", Some(Language::French)), of("en", Some(Language::English)));
        assert_eq!(read("1 200 km", &french), "{value: 1200, unit: \"km\"}");
        assert_eq!(read("1\u{a0}200,5 km de conduite", &french), "{value: 1200.5, unit: \"km de conduite\"}");
        assert_eq!(read("1,200 km", &english), "{value: 1200, unit: \"km\"}");
        assert_eq!(read("-5 m3", &english), "{value: -5, unit: \"m3\"}");
        assert_eq!(read("50", &english), "50");
        for (text, languages) in [
            ("1 200 km", &english),
            ("1.500 km", &french),
            ("12 - 15 km", &english),
            ("12 – 15 km", &english),
            ("5km", &english),
        ] {
            assert_eq!(read(text, languages), format!("\"{text}\""));
        }
        assert!(is_unclear("1.500 km", &french));
    }
}
