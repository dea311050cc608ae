//! What stands before the words of a heading, an item or a paragraph: `Goal 2: …`, `Meta 1.1 – …`, `基线：…`.

use super::heading::{Field, understand, without_year};

/// A label with more characters is a sentence with a colon in it.
const LENGTH: usize = 60;

/// A label and what it stands before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Labelled {
    /// What the words behind it are.
    pub(super) field: Field,
    /// The number beside the word: `1.1`.
    pub(super) number: Option<String>,
    /// The year beside the word.
    pub(super) year: Option<i16>,
    /// The language of the word; none where it is the same in several.
    pub(super) language: Option<&'static str>,
    /// The label as written.
    pub(super) label: String,
    /// The words behind it.
    pub(super) rest: String,
    /// What parts it from the words.
    pub(super) parted: Parted,
}

/// What parts a label from the words behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Parted {
    /// A colon or a dash: `Goal 2: …`.
    BySign,
    /// Its number alone: `Goal 2 …`, as a heading has it, and a sentence about the goal.
    ByNumber,
}

/// The label of a text; none where nothing known stands before its words.
pub(super) fn labelled(text: &str) -> Option<Labelled> {
    let text = text.trim();
    for sign in [':', '：'] {
        if let Some(found) = text.split_once(sign).and_then(|(before, after)| of_label(before, after)) {
            return Some(found);
        }
    }
    for sign in [" – ", " — ", " - "] {
        let found = text.split_once(sign).and_then(|(before, after)| of_label(before, after));
        if let Some(found) = found.filter(|found| found.number.is_some()) {
            return Some(found);
        }
    }
    let start = text.find(is_digit)?;
    let number: String = text[start..].chars().take_while(|c| is_digit(*c) || *c == '.').collect();
    let after = &text[start + number.len()..];
    let behind = after.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '.' | ')' | '、'));
    let begins = behind.starts_with(|c: char| c.is_alphabetic() || matches!(c, '"' | '«' | '“' | '%'));
    let found =
        of_label(&text[..start + number.trim_end_matches('.').len()], behind).filter(|_| begins && behind != after)?;
    let is_label = found.number.is_some() && (found.field.is_statement() || is_counted(found.field));
    is_label.then_some(Labelled { parted: Parted::ByNumber, ..found })
}

/// What a text is as a whole, without the number of its section before it: `4.1 Goals`, `Objectif 2`.
pub(super) fn bare(text: &str) -> Option<Labelled> {
    let text = text.trim().trim_end_matches([':', '：']);
    of_label(text, "")
}

fn of_label(before: &str, after: &str) -> Option<Labelled> {
    let label = without_section(before.trim());
    if label.is_empty() || label.chars().count() > LENGTH || label.contains('\n') {
        return None;
    }
    let understood = understand(label)?;
    let number = number_of(&without_year(label).0);
    let (year, language) = (understood.year, understood.language);
    Some(Labelled {
        field: understood.field,
        number,
        year,
        language,
        label: label.to_owned(),
        rest: after.trim().to_owned(),
        parted: Parted::BySign,
    })
}

/// Fields whose words are counted although they are no statements: `Target 1.1`, `Indicator 3`.
fn is_counted(field: Field) -> bool {
    matches!(field, Field::Target | Field::Indicator | Field::Assumption | Field::Risk)
}

/// A text without the number of a section before it.
fn without_section(text: &str) -> &str {
    let rest = text.trim_start_matches(|c: char| is_digit(c) || c == '.');
    if rest.len() < text.len() && rest.starts_with(|c: char| c.is_whitespace() || c == ')') {
        rest.trim_start_matches(|c: char| c.is_whitespace() || c == ')')
    } else {
        text
    }
}

/// The number at the end of a label, in plain digits.
fn number_of(label: &str) -> Option<String> {
    let label = label.trim();
    // "2.1.a" is a number too.
    let lettered = label.strip_suffix(|c: char| c.is_ascii_lowercase());
    let lettered = lettered.filter(|before| before.ends_with(|c: char| is_digit(c) || c == '.')).filter(|before| {
        let number = before.trim_end_matches(|c: char| is_digit(c) || c == '.');
        number.len() < before.len() && number.ends_with(char::is_whitespace)
    });
    if let Some(before) = lettered {
        let letter = &label[before.len()..];
        let dot = if before.ends_with('.') { "." } else { "" };
        return number_of(before).map(|number| format!("{number}{dot}{letter}"));
    }
    let start = label.char_indices().rev().take_while(|(_, c)| is_digit(*c) || *c == '.').last()?.0;
    let number: String = label[start..].chars().map(plain).collect();
    let number = number.trim_matches('.');
    (!number.is_empty()).then(|| number.to_owned())
}

fn is_digit(c: char) -> bool {
    plain(c).is_ascii_digit()
}

/// The digit that an Arabic or Persian digit stands for.
fn plain(c: char) -> char {
    let zero = match c {
        '\u{660}'..='\u{669}' => 0x660,
        '\u{6f0}'..='\u{6f9}' => 0x6f0,
        _ => return c,
    };
    char::from_digit(u32::from(c) - zero, 10).unwrap_or(c)
}

/// A statement without the number before it, and the number: `1.1: Broadband` is `Broadband`, numbered `1.1`.
#[must_use]
pub(super) fn numbered(text: &str) -> (Option<String>, String) {
    let line = text.trim();
    let digits = |c: char| is_digit(c) || c == '.';
    // "Outcome 1.1: ...": a word of a level, then the number, then a sign.
    let start = line.find(is_digit).unwrap_or(0);
    let before = line[..start].trim();
    let after = &line[start..];
    let number: String = after.chars().take_while(|c| digits(*c)).collect();
    let rest = &after[number.len()..];
    let length = number.trim_end_matches('.').len();
    let number: String = number.trim_end_matches('.').chars().map(plain).collect();
    let signed = rest.starts_with([':', '：', ')', '、', '-', '–']) || after[length..].starts_with('.');
    let is_year = without_year(&number).1.is_some();
    let level = understand(before).is_some_and(|found| found.field.is_statement());
    // `R2.1 Wells`, and no `CO2 emissions`.
    let lettered = before.len() <= 2 && before.chars().all(|c| c.is_ascii_uppercase());
    let spaced = rest.starts_with(char::is_whitespace) && number.contains('.');
    let rest =
        rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '：' | '.' | ')' | '、' | '-' | '–'));
    if number.is_empty()
        || is_year
        || rest.is_empty()
        || !rest.starts_with(|c: char| c.is_alphabetic() || matches!(c, '"' | '«' | '“' | '%'))
    {
        return (None, line.to_owned());
    }
    // `Goal 5 of the SDGs is met` is a sentence about a goal.
    let begins_anew = rest.len() < after.len() - length && !rest.starts_with(char::is_lowercase);
    let fits =
        if before.is_empty() || lettered { signed || spaced } else { level && (signed || spaced || begins_anew) };
    if fits { (Some(number), rest.to_owned()) } else { (None, line.to_owned()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Option<(Field, String, String)> {
        labelled(text).map(|found| (found.field, found.number.unwrap_or_default(), found.rest))
    }

    #[test]
    fn labels_are_told_from_sentences() {
        let found = |field, number: &str, rest: &str| Some((field, number.to_owned(), rest.to_owned()));
        assert_eq!(of("Goal 2: Clean rivers"), found(Field::Goal, "2", "Clean rivers"));
        assert_eq!(of("Objetivo estratégico 1 – Agua para todos"), found(Field::Goal, "1", "Agua para todos"));
        assert_eq!(of("Outcome 1.2 Taps work"), found(Field::Outcome, "1.2", "Taps work"));
        assert_eq!(of("具体目标2.7：96%的人口被覆盖"), found(Field::TargetStatement, "2.7", "96%的人口被覆盖"));
        assert_eq!(of("Indicator 2.1.a: km of lanes"), found(Field::Indicator, "2.1.a", "km of lanes"));
        assert_eq!(of("Indicator 1b: km of lanes"), found(Field::Indicator, "1b", "km of lanes"));
        assert_eq!(of("Baseline: 40 % (2021)"), found(Field::Baseline, "", "40 % (2021)"));
        assert_eq!(of("الهدف ٢: مياه مأمونة"), found(Field::Goal, "2", "مياه مأمونة"));
        assert_eq!(of("The goal of the plan is this: water"), None);
        assert_eq!(of("In 2027 all children read"), None);
        assert_eq!(of("Goal"), None);
    }

    #[test]
    fn a_sentence_about_a_goal_is_parted_by_its_number_alone() {
        let parted = |text| labelled(text).map(|found| found.parted);
        assert_eq!(parted("Goal 2: Clean rivers"), Some(Parted::BySign));
        assert_eq!(parted("Goal 2 – Clean rivers"), Some(Parted::BySign));
        for text in ["Goal 2 focuses on villages.", "Objectif 2 vise les rivières.", "Цель 1 направлена на сёла."]
        {
            assert_eq!(parted(text), Some(Parted::ByNumber), "{text}");
        }
    }

    #[test]
    fn a_heading_may_be_a_label_alone() {
        let of = |text| bare(text).map(|found| (found.field, found.number));
        assert_eq!(of("4.1 Goals"), Some((Field::Goal, None)));
        assert_eq!(of("Objectif 2"), Some((Field::Goal, Some("2".to_owned()))));
        assert_eq!(of("4.1 Goals and targets"), None);
    }

    #[test]
    fn numbers_before_statements_are_told_from_numbers_in_them() {
        let of = |text| {
            let (number, rest) = numbered(text);
            (number.unwrap_or_default(), rest)
        };
        assert_eq!(of("1.1：宽带普遍覆盖"), ("1.1".into(), "宽带普遍覆盖".into()));
        assert_eq!(of("1.1 Broadband for all"), ("1.1".into(), "Broadband for all".into()));
        assert_eq!(of("Outcome 2: Better schools"), ("2".into(), "Better schools".into()));
        assert_eq!(of("١. مياه آمنة"), ("1".into(), "مياه آمنة".into()));
        assert_eq!(of("3. Water"), ("3".into(), "Water".into()));
        assert_eq!(of("Goal 2 Clean rivers"), ("2".into(), "Clean rivers".into()));
        assert_eq!(of("R2: Wells work"), ("2".into(), "Wells work".into()));
        assert_eq!(of("A2.1 Dig wells"), ("2.1".into(), "Dig wells".into()));
        for name in
            ["CO2 emissions", "PM10 Concentration", "U5 mortality rate", "T1 hospitals", "Goal 5 of the SDGs is met"]
        {
            assert_eq!(of(name), (String::new(), name.into()));
        }
        assert_eq!(of("500 schools are built"), (String::new(), "500 schools are built".into()));
        assert_eq!(of("In 2027: all children read"), (String::new(), "In 2027: all children read".into()));
    }
}
