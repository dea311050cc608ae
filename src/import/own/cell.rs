//! A cell as a value of the plan language.

use rust_decimal::Decimal;

use super::super::table::Cell;
use super::super::times;
use super::super::value::in_figures;
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
        FieldType::Number => {
            number(cell, languages.numbers).map_or_else(|| in_quotes(&text), |number| number.to_string())
        }
        FieldType::Quantity => quantity(cell, &text, languages.numbers),
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

/// A cell as a number; in a document, as the language of its headings writes numbers.
pub(super) fn number(cell: &Cell, numbers: Option<Language>) -> Option<Decimal> {
    match cell {
        Cell::Number(number) | Cell::Percent(number) => Some(number.normalize()),
        Cell::Text(text) => {
            let plain = text.trim().parse().ok().map(|number: Decimal| number.normalize());
            plain.or_else(|| ungrouped(text, numbers?))
        }
        Cell::Date(_) => None,
    }
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

fn quantity(cell: &Cell, text: &str, numbers: Option<Language>) -> String {
    if let Some(number) = number(cell, numbers) {
        return number.to_string();
    }
    let parted = text.split_once(' ').and_then(|(number, unit)| Some((number.parse::<Decimal>().ok()?, unit.trim())));
    match parted {
        Some((number, unit)) => format!("{{value: {number}, unit: {}}}", in_quotes(unit)),
        None => in_quotes(text),
    }
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
        let languages = Languages { plan: "en".to_owned(), texts: "en".to_owned(), numbers: None };
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
}
