//! When something is or is to be, as people write it beside a value or alone: `by 2026`, `Dec 2026`, `T3 2026`, `2025年6月`.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::heading::{Lists, folded, is_han, is_word, lists, western};
use crate::plan::PlanDate;

/// What a word beside a year says of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    /// No more than when.
    By,
    /// When, or how far a range of numbers goes: `50 a 2000`.
    UpTo,
    /// That the number is a year.
    Year,
    Quarter(u8),
    Month(u8),
}

/// Words of `rules/import/times.yaml`, folded. A word that several languages have says the same in each.
static PARTS: LazyLock<HashMap<String, Part>> = LazyLock::new(|| {
    let read: Lists<String> = lists("times");
    let number = |digits: &str| digits.parse().expect("the words of times are tested");
    let part = |name: &str| match (name, name.strip_prefix('Q')) {
        ("by", _) => Part::By,
        ("up-to", _) => Part::UpTo,
        ("year", _) => Part::Year,
        (_, Some(quarter)) => Part::Quarter(number(quarter)),
        (month, None) => Part::Month(number(month)),
    };
    let of = |(name, languages): (String, std::collections::BTreeMap<String, Vec<String>>)| {
        languages.into_values().flatten().map(move |word| (folded(&word), part(&name)))
    };
    read.into_iter().flat_map(of).collect()
});

/// How many words one of the list has at most.
const WORDS: usize = 5;

/// How many characters a figure with its date has at most: whoever writes more tells something else.
pub(super) const LONGEST: usize = 200;

const OPEN: [char; 3] = ['(', '（', '['];

/// Signs between a number and a year that make one thing of both: a range, a ratio, a sum.
const JOINS: [char; 18] = ['-', '–', '—', '−', '‑', '~', '～', '…', '/', '.', ':', '：', '×', '*', '+', '=', '→', '>'];

/// A text without the date in it, and the date in the plan language; none where it names no year, or where the year is all the
/// number that it has. What dangles before the year as before a number of a whole ("50 of 2000") makes it none either, and so does
/// what it counts ("5 in 2000 homes") or where a range ends ("50 a 2000").
pub(super) fn cut(text: &str) -> Option<(String, String)> {
    if text.chars().nth(LONGEST).is_some() {
        return None;
    }
    let chars: Vec<char> = text.chars().map(western).collect();
    let mut found = None;
    for start in (0..chars.len().saturating_sub(3)).rev() {
        let Some(year) = year_at(&chars, start) else { continue };
        let before: String = chars[..start].iter().collect();
        let after: String = chars[start + 4..].iter().collect();
        let Some((rest, date)) = without(&before, year, &after) else { continue };
        if rest.chars().any(char::is_numeric) {
            return Some((rest, date));
        }
        found = found.or(Some((rest, date)));
    }
    found.filter(|(rest, _)| rest.chars().any(char::is_numeric))
}

/// The date that is all a text says; nothing where it says more.
pub(super) fn whole(text: &str) -> Option<String> {
    if text.chars().nth(LONGEST).is_some() {
        return None;
    }
    let chars: Vec<char> = text.trim().chars().map(western).collect();
    let starts = (0..chars.len().saturating_sub(3)).filter_map(|start| Some((start, year_at(&chars, start)?)));
    let [(start, year)] = starts.collect::<Vec<_>>()[..] else { return None };
    let before: String = chars[..start].iter().collect();
    let after: String = chars[start + 4..].iter().collect();
    let (rest, date) = without(&before, year, &after)?;
    if rest.is_empty() {
        return Some(date);
    }
    // "31 December 2027": what is left is the day.
    let day = rest.trim_end_matches(|c: char| c.is_alphabetic() || matches!(c, '.' | ',' | 'º' | '日'));
    let day: u8 = day.trim().parse().ok().filter(|_| date.len() == 7 && !date.contains('Q'))?;
    PlanDate::parse(&format!("{date}-{day:02}")).map(|date| date.to_string())
}

fn year_at(chars: &[char], start: usize) -> Option<u16> {
    let digits = chars.get(start..start + 4)?;
    let is_digit = |at: Option<&char>| at.is_some_and(char::is_ascii_digit);
    // 2000.00 and 1,2000 are numbers.
    let is_sign = |at: Option<&char>| at.is_some_and(|c| matches!(c, '.' | ',' | '٫' | '٬'));
    let before = start.checked_sub(1).and_then(|at| chars.get(at));
    let after = chars.get(start + 4);
    let is_part = is_digit(before)
        || is_digit(after)
        || (is_sign(before) && is_digit(start.checked_sub(2).and_then(|at| chars.get(at))))
        || (is_sign(after) && is_digit(chars.get(start + 5)));
    let year: u16 = digits.iter().collect::<String>().parse().ok()?;
    (digits.iter().all(char::is_ascii_digit) && !is_part && (1900..=2100).contains(&year)).then_some(year)
}

/// What is left of the words around a year when those that belong to it are taken away, and the date.
fn without(before: &str, year: u16, after: &str) -> Option<(String, String)> {
    let opening =
        |c: char| c.is_whitespace() || matches!(c, ',' | ';' | '，') || OPEN.contains(&c) || JOINS.contains(&c);
    let closing = |c: char| {
        c.is_whitespace() || matches!(c, ')' | '）' | ']' | ',' | ';' | '，' | '.' | ':' | '：' | '-' | '–' | '/')
    };
    let (mut before, mut after) = (before, after);
    let mut part = None;
    let (mut in_brackets, mut is_year, mut ends_range) = (false, false, false);
    loop {
        let trimmed = before.trim_end_matches(opening);
        in_brackets |= before[trimmed.len()..].contains(OPEN);
        let (shorter, found) = last_words(trimmed);
        in_brackets |= trimmed[shorter.len()..].contains(OPEN);
        match found {
            Some(Part::By | Part::Year) => is_year = true,
            Some(Part::UpTo) => ends_range |= !in_brackets && shorter.trim_end().ends_with(char::is_numeric),
            Some(of_year) if part.is_none() => part = Some(of_year),
            _ => {
                // "2015-2020", "3/2000": the year is a part of something else.
                if before.trim_end().ends_with(JOINS) && trimmed.ends_with(char::is_numeric) {
                    return None;
                }
                before = trimmed;
                break;
            }
        }
        before = shorter;
    }
    loop {
        let trimmed = after.trim_start_matches(closing);
        let (shorter, found) = first_words(trimmed);
        match found {
            // A letter behind may be a gram or a metre as well as a year.
            Some(Part::By) => {}
            Some(Part::Year) => is_year = true,
            Some(Part::UpTo) => return None,
            Some(of_year) if part.is_none() => part = Some(of_year),
            _ => {
                // "By 2027: 80": what stands before a colon says when, where it says nothing else.
                let is_label = is_year && before.trim().is_empty() && after.trim_start().starts_with([':', '：']);
                if !is_label && after.trim_start().starts_with(JOINS) && trimmed.starts_with(char::is_numeric) {
                    return None;
                }
                after = trimmed;
                break;
            }
        }
        after = shorter;
    }
    let counts = !in_brackets && !after.trim_matches(['*', '†', '‡']).is_empty() && !after.starts_with(OPEN);
    if (ends_range && !is_year && part.is_none()) || (counts && before.contains(char::is_numeric)) {
        return None;
    }
    // "31 de diciembre de 2027".
    if part.is_some()
        && let Some((shorter, _)) = before.rsplit_once(' ').filter(|(_, last)| is_word(last, "of"))
    {
        before = shorter;
    }
    let dangling = before.split_whitespace().next_back().unwrap_or("");
    if is_word(dangling, "no-unit") {
        return None;
    }
    let date = match part {
        Some(Part::Month(month)) => format!("{year}-{month:02}"),
        Some(Part::Quarter(quarter)) => format!("{year}-Q{quarter}"),
        _ => year.to_string(),
    };
    Some((format!("{} {}", before.trim(), after.trim()).trim().to_owned(), date))
}

/// The longest words at the end of a text that say something of the year behind them, and the text without them.
fn last_words(text: &str) -> (&str, Option<Part>) {
    let mut ends: Vec<usize> = text.char_indices().filter(|(_, c)| c.is_whitespace()).map(|(at, _)| at).collect();
    ends.push(0);
    ends.sort_unstable();
    let from = ends.len().saturating_sub(WORDS);
    let of_words = ends[from..].iter().copied();
    for at in of_words.chain(ideographs(text).rev()) {
        let found = PARTS.get(&folded(text[at..].trim_start().trim_start_matches(OPEN)));
        if let Some(part) = found.filter(|_| !text[at..].trim().is_empty()) {
            return (&text[..at], Some(*part));
        }
    }
    (text, None)
}

/// The longest words at the beginning of a text that say something of the year before them, and the text without them.
fn first_words(text: &str) -> (&str, Option<Part>) {
    let words = text.char_indices().filter(|(_, c)| c.is_whitespace() || matches!(c, ')' | '）' | ':' | '：' | ','));
    let mut ends: Vec<usize> = words.map(|(at, _)| at).take(WORDS).collect();
    if ends.len() < WORDS {
        ends.push(text.len());
    }
    for at in ends.into_iter().rev().chain(ideographs(text)) {
        let found = PARTS.get(&folded(&text[..at]));
        if let Some(part) = found.filter(|_| !text[..at].trim().is_empty()) {
            return (&text[at..], Some(*part));
        }
    }
    (text, None)
}

/// Where one may cut among characters that no blanks part, from the longest piece at the beginning to the shortest: the last few
/// at either end.
fn ideographs(text: &str) -> impl DoubleEndedIterator<Item = usize> {
    let all: Vec<usize> =
        if text.chars().any(is_han) { text.char_indices().map(|(at, _)| at).collect() } else { Vec::new() };
    let near = |nth: usize| nth <= 6 || all.len() - nth <= 6;
    let near: Vec<usize> = (1..all.len()).filter(|nth| near(*nth)).map(|nth| all[nth]).collect();
    near.into_iter().rev()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_date_beside_a_number_is_told_from_the_number() {
        for (text, rest, date) in [
            ("50 by 2026", "50", "2026"),
            ("By 2027: 80", "80", "2027"),
            ("80 (Dec 2026)", "80", "2026-12"),
            ("2000 (2026)", "2000", "2026"),
            ("50 % (2021)", "50 %", "2021"),
            ("12 km in 2023", "12 km", "2023"),
            ("40 en 2025", "40", "2025"),
            ("60 d'ici à 2027", "60", "2027"),
            ("30 para 2026", "30", "2026"),
            ("30 к 2026 г.", "30", "2026"),
            ("٨٠ بحلول عام ٢٠٢٧", "80", "2027"),
            ("82%（2022年）", "82%", "2022"),
            ("到2027年80个", "80个", "2027"),
            ("5 (T3 2026)", "5", "2026-Q3"),
            ("5 (third quarter of 2026)", "5", "2026-Q3"),
        ] {
            assert_eq!(cut(text), Some((rest.to_owned(), date.to_owned())), "{text}");
        }
        for (text, rest, date) in [
            ("80 km hasta 2027", "80 km", "2027"),
            ("80 % до 2027", "80 %", "2027"),
            ("80 (hasta 2027)", "80", "2027"),
            ("80 hasta fines de 2027", "80", "2027"),
            ("80 hasta el año 2027", "80", "2027"),
            ("60 jusqu'à fin 2027", "60", "2027"),
            ("50 до 2026 года", "50", "2026"),
            ("50 до декабря 2026", "50", "2026-12"),
            ("50到2026年", "50", "2026"),
            ("50 حتى عام 2026", "50", "2026"),
            ("50 by 2026 (estimated)", "50 (estimated)", "2026"),
            ("80 (2026) women", "80 women", "2026"),
            ("50 by 2026*", "50 *", "2026"),
        ] {
            assert_eq!(cut(text), Some((rest.to_owned(), date.to_owned())), "{text}");
        }
        for text in ["2027", "2000.00", "1,2000", "50", "1995 visits", "50 of 2000", "by 2026", "2,026"] {
            assert_eq!(cut(text), None, "{text}");
        }
    }

    #[test]
    fn a_number_that_a_range_ends_with_or_that_counts_something_is_no_year() {
        for text in [
            "50 a 2000",
            "1950 a 2000",
            "de 50 a 2000",
            "50 hasta 2000",
            "50 à 2000",
            "50 jusqu'à 2000",
            "50 to 2000",
            "50 до 2000",
            "50 до 2000 г",
            "от 50 до 2000",
            "50至2000",
            "50 到 2000",
            "1950至2000",
            "50 حتى 2000",
            "50 إلى 2000",
            "50 حتى 2000 م",
            "50—2000",
            "50～2000",
            "50 × 2000",
            "5 in 2000 homes",
            "5 en 2000 hogares",
            "50至2000个",
            "50 for 2000 €",
        ] {
            assert_eq!(cut(text), None, "{text}");
        }
    }

    #[test]
    fn long_texts_are_no_figures_with_dates() {
        let began = std::time::Instant::now();
        for text in ["2026年至2027年的".repeat(5_000), "50 by 2026 ".repeat(5_000)] {
            assert_eq!((cut(&text), whole(&text)), (None, None));
        }
        assert!(began.elapsed() < std::time::Duration::from_secs(1));
        assert_eq!(cut(&format!("50{}by 2026", " ".repeat(100))), Some(("50".to_owned(), "2026".to_owned())));
    }

    #[test]
    fn a_word_says_one_thing_of_a_year() {
        let read: Lists<String> = lists("times");
        let mut known: HashMap<String, String> = HashMap::new();
        for (name, languages) in read {
            for word in languages.into_values().flatten() {
                let before = known.insert(folded(&word), name.clone());
                assert!(before.is_none_or(|before| before == name), "{word}");
            }
        }
    }

    #[test]
    fn a_date_alone_is_one() {
        for (text, date) in [
            ("Q3 2026", "2026-Q3"),
            ("2026 Q3", "2026-Q3"),
            ("T3 2026", "2026-Q3"),
            ("3-й квартал 2026 г.", "2026-Q3"),
            ("III кв. 2026", "2026-Q3"),
            ("2026年第三季度", "2026-Q3"),
            ("الربع الثالث ٢٠٢٦", "2026-Q3"),
            ("end of 2026", "2026"),
            ("fin 2026", "2026"),
            ("Dec. 2026", "2026-12"),
            ("décembre 2026", "2026-12"),
            ("31 December 2027", "2027-12-31"),
            ("31 de diciembre de 2027", "2027-12-31"),
            ("2025年6月", "2025-06"),
        ] {
            assert_eq!(whole(text), Some(date.to_owned()), "{text}");
        }
        for text in ["2025-2027", "80 by 2026", "soon", "mid 2026", "32 May 2027", "FY 2026/27"] {
            assert_eq!(whole(text), None, "{text}");
        }
    }
}
