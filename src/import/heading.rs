//! What a heading of a column says that the column holds.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde::Deserialize;
use unicode_normalization::UnicodeNormalization as _;

pub(super) use super::words::{Lists, lists, words_of};
pub use super::words::{is_word, says_none};
use super::{scale, times, total};

/// What a column holds. The names are those of `rules/import/headings.yaml` and of mapping files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs, reason = "each is the word for what it is")]
pub enum Field {
    Project,
    Goal,
    Priority,
    TargetStatement,
    Outcome,
    Output,
    Activity,
    Result,
    Level,
    ResultId,
    Indicator,
    IndicatorId,
    Title,
    Description,
    Baseline,
    BaselineDate,
    Target,
    TargetDate,
    Milestone,
    Actual,
    PeriodStart,
    PeriodEnd,
    Unit,
    MeasureCode,
    Ascending,
    Source,
    Frequency,
    Owner,
    Disaggregation,
    Assumption,
    Risk,
    Amount,
    Currency,
    Sdg,
    Note,
    Predecessor,
    Statement,
    Offering,
    Enabler,
    Direction,
    Likelihood,
    Severity,
    Response,
    ParentId,
}

impl Field {
    /// Whether cells of the column are values of an indicator.
    #[must_use]
    pub fn is_measure(self) -> bool {
        matches!(self, Self::Baseline | Self::Target | Self::Milestone | Self::Actual)
    }

    /// Whether cells of the column are statements of elements that indicators belong to.
    #[must_use]
    pub fn is_statement(self) -> bool {
        matches!(
            self,
            Self::Goal
                | Self::Priority
                | Self::TargetStatement
                | Self::Outcome
                | Self::Output
                | Self::Activity
                | Self::Offering
                | Self::Enabler
                | Self::Result
        )
    }
}

/// What a heading was understood as.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Understood {
    /// What the column holds.
    pub field: Field,
    /// The year that stands beside the word.
    pub year: Option<i16>,
    /// The date that stands beside the word in parentheses, where it is more than a year: `2025-06`.
    pub date: Option<String>,
    /// What stands in parentheses and is no date: a unit, as a rule.
    pub remark: Option<String>,
    /// The language of the word; none where it is the same in several.
    pub language: Option<&'static str>,
    /// Whether the column adds up others.
    pub is_total: bool,
}

impl Understood {
    /// What a column holds whose heading says nothing of it.
    pub(super) fn of(field: Field) -> Self {
        Self::new(field, None)
    }

    fn new(field: Field, language: Option<&'static str>) -> Self {
        Self { field, year: None, date: None, remark: None, language, is_total: false }
    }
}

/// Word to what it stands for, with the language, or none where several have it.
static HEADINGS: LazyLock<HashMap<String, (Field, Option<&'static str>)>> = LazyLock::new(|| by_word("headings"));
/// The words for amounts of money among them.
static AMOUNTS: LazyLock<Vec<&str>> = LazyLock::new(|| {
    let amounts = HEADINGS.iter().filter(|(_, (field, _))| *field == Field::Amount);
    amounts.map(|(word, _)| word.as_str()).collect()
});
fn by_word(name: &str) -> HashMap<String, (Field, Option<&'static str>)> {
    let lists: Lists<Field> = lists(name);
    let mut words = HashMap::new();
    for (field, languages) in lists {
        for (language, list) in languages {
            let language = crate::text::Language::of_tag(&language).map(crate::text::Language::code);
            for word in list {
                let entry = words.entry(folded(&word)).or_insert((field, language));
                if entry.0 == field && entry.1 != language {
                    entry.1 = None;
                }
            }
        }
    }
    words
}

/// A heading or a word without what makes no difference: case, accents, signs at the ends, line breaks, `_`.
#[must_use]
pub fn folded(text: &str) -> String {
    let letters = text.nfkd().filter(|c| !unicode_normalization::char::is_combining_mark(*c) && *c != 'ـ');
    let spaced: String = letters
        .flat_map(char::to_lowercase)
        .map(|c| if matches!(c, '_' | '\u{2019}' | '\'' | ':' | '*' | '•' | '–' | '-') { ' ' } else { c })
        .collect();
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let joined = words.join(" ");
    let trimmed = joined.trim_matches(|c: char| c.is_whitespace() || matches!(c, '.' | '#' | ';' | ','));
    if trimmed.is_empty() { text.trim().to_owned() } else { trimmed.to_owned() }
}

/// How long a heading is at most, in bytes: whoever writes more writes no heading.
const LONGEST: usize = 400;

/// What a heading says; nothing where no list has it.
#[must_use]
pub fn understand(heading: &str) -> Option<Understood> {
    if heading.len() > LONGEST {
        return None;
    }
    let whole = folded(heading);
    if let Some((field, language)) = HEADINGS.get(&whole) {
        return Some(Understood::new(*field, *language));
    }
    if heading.contains('/')
        && let Some(found) = of_languages(heading)
    {
        return Some(found);
    }
    // "Coverage target, %", "Baseline %": the sign is the unit of what stands below.
    if let Some(plain) = heading.trim().strip_suffix(['%', '％']) {
        let plain = plain.trim_end_matches([' ', ',', '(', '（', '-', '–']);
        // "Target 2027: 80 %" is a value behind its label.
        let is_value = plain.contains([':', '：'])
            || (plain.ends_with(char::is_numeric) && (without_year(plain).1.is_none() || times::cut(plain).is_some()));
        let found = understand(plain).filter(|_| !is_value)?;
        return found.field.is_measure().then(|| Understood { remark: Some("%".to_owned()), ..found });
    }
    let (plain, remark) = without_parentheses(heading);
    let date = remark.as_deref().filter(|remark| remark.len() > 4).and_then(crate::plan::PlanDate::parse);
    let remark = remark.filter(|_| date.is_none());
    let (plain, mut year) = without_year(&plain);
    let remark = remark.filter(|remark| {
        let (rest, found) = without_year(remark);
        year = year.or(found);
        found.is_none() || rest.chars().any(char::is_alphabetic)
    });
    let key = folded(&plain);
    let numberless = without_number(&key);
    let date = date.map(|date| date.to_string());
    if let Some((field, language)) = HEADINGS.get(&key).or_else(|| HEADINGS.get(numberless)) {
        // "Réf. 2023" is no column of ids: an id has no year.
        let field = match field {
            Field::IndicatorId if year.is_some() && is_word(&plain, "reference") => Field::Baseline,
            Field::IndicatorId | Field::ResultId if year.is_some() => return None,
            field => *field,
        };
        return Some(Understood { year, date, remark, ..Understood::new(field, *language) });
    }
    of_money(&key, &plain, remark).map(|found| Understood { year, date, ..found })
}

/// A heading in two or more languages, `Target / Cible 2027`: each part says the same.
fn of_languages(heading: &str) -> Option<Understood> {
    let parts: Vec<Understood> = heading.split('/').map(understand).collect::<Option<_>>()?;
    let (first, others) = parts.split_first()?;
    let same = |other: &Understood| {
        let is_result = |field: Field| field.is_statement() && field != Field::Activity;
        other.language != first.language
            && (other.field == first.field
                || (is_result(first.field) && other.field == Field::Result)
                || (first.field == Field::Result && is_result(other.field)))
    };
    let found = parts.iter().find(|part| part.field != Field::Result).unwrap_or(first);
    let year = parts.iter().find_map(|part| part.year);
    (!others.is_empty() && others.iter().all(same)).then(|| Understood {
        year,
        language: first.language,
        ..found.clone()
    })
}

/// Folded words without the number at their end: `1.1`, `2.1.a`.
fn without_number(key: &str) -> &str {
    let (before, last) = key.rsplit_once(' ').unwrap_or(("", key));
    let digits = last.trim_end_matches(|c: char| c.is_ascii_lowercase());
    let is_lettered = digits.len() + 1 == last.len() && digits.starts_with(char::is_numeric);
    let key = if is_lettered && !before.is_empty() { before } else { key };
    key.trim_end_matches(|c: char| c.is_numeric() || matches!(c, ' ' | '.'))
}

/// A heading of money with more in it than its word: "Total budget", "Budget USD", "Cost in thousand CHF".
fn of_money(key: &str, plain: &str, remark: Option<String>) -> Option<Understood> {
    let amount =
        |key: &str| HEADINGS.get(key).filter(|(field, _)| *field == Field::Amount).map(|(_, language)| *language);
    if let Some(language) = total::without(key).and_then(|rest| amount(&rest)) {
        return Some(Understood { remark, is_total: true, ..Understood::new(Field::Amount, language) });
    }
    // Every cell is asked whether it is a heading, and few have a word of money at either end.
    if !AMOUNTS.iter().any(|word| key.starts_with(word) || key.ends_with(word)) {
        return None;
    }
    // 万元, млн руб.: what is left is what money is called.
    let is_money = |rest: &str| rest.chars().count() <= 1 || is_word(rest, "money");
    let unit = |text: &str| scale::Unit::of_heading(text).filter(|unit| is_money(&unit.rest));
    let of_parts = |word: &str, rest: &str| {
        Some((amount(&folded(word))?, rest.trim().to_owned())).filter(|_| unit(rest).is_some())
    };
    let mut ends = plain.char_indices().map(|(at, _)| at).skip(1).filter(|at| {
        let (before, after) = (plain[..*at].chars().next_back(), plain[*at..].chars().next());
        before.zip(after).is_some_and(|(before, after)| !before.is_ascii_alphabetic() || !after.is_ascii_alphabetic())
    });
    let (language, rest) = ends.find_map(|at| {
        let (first, second) = plain.split_at(at);
        of_parts(first, second).or_else(|| of_parts(second, first))
    })?;
    let remark = remark.map_or_else(|| rest.clone(), |remark| format!("{rest} {remark}"));
    Some(Understood { remark: Some(remark), ..Understood::new(Field::Amount, language) })
}

/// The first words for fields and for words of cells by language, as files are written with them.
static FIRST: LazyLock<HashMap<(String, String), String>> = LazyLock::new(|| {
    let mut first = HashMap::new();
    for name in ["headings", "words"] {
        let all: Lists<String> = lists(name);
        for (of, languages) in all {
            for (language, list) in languages {
                first.extend(list.into_iter().next().map(|word| ((of.clone(), language), word)));
            }
        }
    }
    first
});

/// The first word of a list of `rules/import` in a language, else in English.
#[must_use]
pub fn word_in(list: &str, language: crate::text::Language) -> Option<&'static str> {
    let of = |language: &str| FIRST.get(&(list.to_owned(), language.to_owned())).map(String::as_str);
    of(language.code()).or_else(|| of("en"))
}

/// The words of all languages for a field, folded.
pub(super) fn names_of(field: Field) -> impl Iterator<Item = &'static str> {
    HEADINGS.iter().filter(move |(_, (known, _))| *known == field).map(|(name, _)| name.as_str())
}

/// The word of a field in mapping files.
#[must_use]
pub fn field_word(field: Field) -> String {
    let mut word = String::new();
    for c in format!("{field:?}").chars() {
        if c.is_uppercase() && !word.is_empty() {
            word.push('-');
        }
        word.extend(c.to_lowercase());
    }
    word
}

fn without_parentheses(text: &str) -> (String, Option<String>) {
    let (open, close) = (text.find(['(', '（', '[']), text.rfind([')', '）', ']']));
    match (open, close) {
        (Some(open), Some(close)) if open < close => {
            let inner: String = text[open..close].chars().skip(1).collect();
            let after: String = text[close..].chars().skip(1).collect();
            (format!("{} {after}", &text[..open]), Some(inner.trim().to_owned()))
        }
        _ => (text.to_owned(), None),
    }
}

/// Whether a character is one of Chinese, which no blanks part.
pub(super) fn is_han(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}

/// A digit as those of English, where it is one of Arabic, Persian or full width.
pub(super) fn western(c: char) -> char {
    let zero = ['٠', '۰', '０']
        .into_iter()
        .find(|zero| (*zero..=char::from_u32(*zero as u32 + 9).unwrap_or(*zero)).contains(&c));
    zero.and_then(|zero| char::from_digit(c as u32 - zero as u32, 10)).unwrap_or(c)
}

/// A text without the one year in it.
pub(super) fn without_year(text: &str) -> (String, Option<i16>) {
    let chars: Vec<char> = text.chars().map(western).collect();
    for start in 0..chars.len().saturating_sub(3) {
        let digits = &chars[start..start + 4];
        let alone = (start == 0 || !chars[start - 1].is_ascii_digit())
            && chars.get(start + 4).is_none_or(|next| !next.is_ascii_digit());
        if alone && digits.iter().all(char::is_ascii_digit) {
            let year: i16 = digits.iter().collect::<String>().parse().unwrap_or(0);
            if (1900..=2100).contains(&year) {
                let rest: String = chars[..start].iter().chain(&[' ']).chain(&chars[start + 4..]).collect();
                let rest = rest.trim_end_matches(['年', '年']).replace(" г.", " ").replace('年', " ");
                return (rest, Some(year));
            }
        }
    }
    (text.to_owned(), None)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field(heading: &str) -> Option<(Field, Option<i16>)> {
        understand(heading).map(|understood| (understood.field, understood.year))
    }

    #[test]
    fn headings_are_understood_in_six_languages() {
        for (heading, expected) in [
            ("Baseline (2021)", (Field::Baseline, Some(2021))),
            ("Target 2027", (Field::Target, Some(2027))),
            ("2027 target", (Field::Target, Some(2027))),
            ("Milestone 1", (Field::Milestone, None)),
            ("Valeur de référence", (Field::Baseline, None)),
            ("LÍNEA DE BASE 2021", (Field::Baseline, Some(2021))),
            ("Целевое значение", (Field::Target, None)),
            ("المؤشر", (Field::Indicator, None)),
            ("2027年目标值", (Field::Target, Some(2027))),
            ("指标：", (Field::Indicator, None)),
            ("indicator_ref", (Field::IndicatorId, None)),
            ("خط الأساس (٢٠٢١)", (Field::Baseline, Some(2021))),
            ("目标值（２０２７年）", (Field::Target, Some(2027))),
        ] {
            assert_eq!(field(heading), Some(expected), "{heading}");
        }
        assert_eq!(field("Target / Cible 2027"), Some((Field::Target, Some(2027))));
        assert_eq!(field("Outcome / Résultat"), Some((Field::Outcome, None)));
        assert_eq!(field("Indicator 2.1.a"), Some((Field::Indicator, None)));
        assert_eq!(field("Baseline %"), Some((Field::Baseline, None)));
        assert_eq!(understand("目标值（%）").and_then(|found| found.remark).as_deref(), Some("%"));
        for none in [
            "Output / Outcome",
            "Thematic area",
            "Indicator a",
            "Coverage %",
            "and/or",
            "Target 2027: 80 %",
            "Target 80 %",
            "20 %",
        ] {
            assert_eq!(field(none), None, "{none}");
        }
        assert_eq!(field("2027"), None);
    }

    #[test]
    fn what_stands_in_parentheses_is_kept_unless_it_is_a_year() {
        assert_eq!(understand("Budget (USD)").and_then(|found| found.remark).as_deref(), Some("USD"));
        assert_eq!(understand("Target (2027)").and_then(|found| found.remark), None);
    }

    #[test]
    fn headings_of_money_may_name_its_unit_and_a_sum() {
        for (heading, remark, is_total) in [
            ("Budget USD", Some("USD"), false),
            ("Cost, CHF", Some("CHF"), false),
            ("Budget in thousand USD", Some("in thousand USD"), false),
            ("预算（万元）", Some("万元"), false),
            ("预算万元", Some("万元"), false),
            ("Total budget", None, true),
            ("Финансирование, млн руб.", Some("млн руб."), false),
            ("Бюджет, тыс. руб.", Some("тыс. руб."), false),
            ("Budget, millions of euros", Some("millions of euros"), false),
            ("预算合计", None, true),
        ] {
            let found = understand(heading).unwrap_or_else(|| panic!("{heading}"));
            let remark = remark.map(str::to_owned);
            assert_eq!(
                (found.field, found.remark.map(|text| text.trim_start_matches([',', ' ']).to_owned()), found.is_total),
                (Field::Amount, remark, is_total),
                "{heading}"
            );
        }
        assert_eq!(field("Budget holder"), None);
        assert_eq!(field("Финансирование, млн жителей"), None);
    }

    #[test]
    fn an_id_has_no_year() {
        assert_eq!(field("Réf. 2023"), Some((Field::Baseline, Some(2023))));
        assert_eq!(field("Code 2023"), None);
        assert_eq!(field("Réf."), Some((Field::IndicatorId, None)));
    }
}
