//! Numbers in digits, with the separators of each language.

use super::Language;

/// How a number in digits is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// Digits alone; how many.
    Plain(u8),
    /// With separators between thousands or before decimals.
    Separated,
    /// No number: `4.2.1`, `9.c`.
    Code,
    /// A day, `31.12.2027`; the value is the year.
    Date,
}

/// Reads the number that begins at `start`: its end, its value, its form.
pub(super) fn read(text: &[u8], start: usize, language: Language) -> (usize, f64, Form) {
    let mut groups: [(usize, usize); 8] = [(start, end_of_digits(text, start)); 8];
    let mut separators: [Separator; 8] = [Separator::Point; 8];
    let mut count = 1;
    while count < groups.len() {
        let end = groups[count - 1].1;
        let Some((separator, next)) = Separator::at(text, end) else { break };
        let stop = end_of_digits(text, next);
        let digits = stop - next;
        if separator == Separator::Blank {
            // 2 030 and 1 500 000, but not `2027 300`.
            let first = groups[0].1 - groups[0].0;
            let blanks = separators[..count - 1].iter().all(|&other| other == Separator::Blank);
            if digits != 3 || first > 3 || !blanks || groups[0].0 + 1 == groups[0].1 && text[groups[0].0] == b'0' {
                break;
            }
        }
        if digits == 0 {
            break;
        }
        separators[count - 1] = separator;
        groups[count] = (next, stop);
        count += 1;
    }
    let end = groups[count - 1].1;
    if let Some(end) = end_of_lettered_code(text, end) {
        return (end, 0.0, Form::Code);
    }
    let (groups, separators) = (&groups[..count], &separators[..count - 1]);
    match decimals_from(text, groups, separators, language) {
        Some(decimals) => {
            let form = match (groups, separators) {
                ([only], _) => Form::Plain(u8::try_from(only.1 - only.0).unwrap_or(u8::MAX)),
                _ => Form::Separated,
            };
            (end, value(text, groups, decimals), form)
        }
        None if is_day(text, groups, separators) => (end, value(text, &groups[2..], 1), Form::Date),
        None => (end, 0.0, Form::Code),
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Separator {
    Point,
    Comma,
    Blank,
    /// The Arabic decimal separator.
    ArabicDecimal,
    /// The Arabic thousands separator.
    ArabicThousands,
    Apostrophe,
}

impl Separator {
    /// The separator between two digits at `at`, and where the digits behind it begin.
    fn at(text: &[u8], at: usize) -> Option<(Self, usize)> {
        let rest = text.get(at..)?;
        let (separator, length) = match rest {
            [b'.', ..] => (Self::Point, 1),
            [b',', ..] => (Self::Comma, 1),
            [b' ', ..] => (Self::Blank, 1),
            [b'\'', ..] => (Self::Apostrophe, 1),
            // ٫ ٬ ،
            [0xd9, 0xab, ..] => (Self::ArabicDecimal, 2),
            [0xd9, 0xac, ..] => (Self::ArabicThousands, 2),
            [0xd8, 0x8c, ..] => (Self::Comma, 2),
            _ => return None,
        };
        rest.get(length).filter(|byte| byte.is_ascii_digit()).map(|_| (separator, at + length))
    }
}

fn end_of_digits(text: &[u8], start: usize) -> usize {
    start + text[start..].iter().take_while(|byte| byte.is_ascii_digit()).count()
}

/// The end of a code whose number is followed by a point and one letter: 9.c, 9.c.1.
fn end_of_lettered_code(text: &[u8], end: usize) -> Option<usize> {
    let rest = text.get(end..)?;
    let [b'.', letter, after @ ..] = rest else { return None };
    if !letter.is_ascii_lowercase() || after.first().is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte >= 0x80) {
        return None;
    }
    let end = end + 2;
    Some(match text.get(end..) {
        Some([b'.', digit, ..]) if digit.is_ascii_digit() => end_of_digits(text, end + 1),
        _ => end,
    })
}

/// The group from which on the digits are decimals; `None` where the groups make no number.
fn decimals_from(
    text: &[u8],
    groups: &[(usize, usize)],
    separators: &[Separator],
    language: Language,
) -> Option<usize> {
    let all = groups.len();
    let Some(&last) = separators.last() else { return Some(all) };
    let length = |group: usize| groups[group].1 - groups[group].0;
    let thousands = |range: std::ops::Range<usize>| {
        length(0) <= 3 && text[groups[0].0] != b'0' && range.into_iter().all(|group| length(group) == 3)
    };
    let same = separators.iter().all(|&separator| separator == last);
    if same && separators.len() > 1 {
        return thousands(1..all).then_some(all);
    }
    if same {
        let as_thousands = match last {
            Separator::Blank | Separator::ArabicThousands | Separator::Apostrophe => true,
            Separator::ArabicDecimal => false,
            Separator::Point => {
                matches!(language, Language::French | Language::Spanish | Language::Russian) && thousands(1..all)
            }
            Separator::Comma => !matches!(language, Language::French | Language::Russian) && thousands(1..all),
        };
        return Some(if as_thousands { all } else { all - 1 });
    }
    // Several kinds: the last one stands before the decimals, the others all between thousands.
    let others = &separators[..separators.len() - 1];
    let sound = others.iter().all(|&separator| separator == others[0] && separator != last) && thousands(1..all - 1);
    sound.then_some(all - 1)
}

fn is_day(text: &[u8], groups: &[(usize, usize)], separators: &[Separator]) -> bool {
    let number = |group: usize| value(text, &groups[group..=group], 1);
    groups.len() == 3
        && separators.iter().all(|&separator| separator == Separator::Point)
        && groups[2].1 - groups[2].0 == 4
        && (1.0..=31.0).contains(&number(0))
        && (1.0..=12.0).contains(&number(1))
}

fn value(text: &[u8], groups: &[(usize, usize)], decimals: usize) -> f64 {
    let mut written = String::new();
    for (index, &(start, end)) in groups.iter().enumerate() {
        if index == decimals {
            written.push('.');
        }
        written.extend(text[start..end].iter().map(|&byte| char::from(byte)));
    }
    written.parse().unwrap_or(f64::INFINITY)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn separators_follow_the_language() {
        let cases = [
            ("1,500", Language::English, 1500.0),
            ("1,5", Language::English, 1.5),
            ("1.500", Language::Spanish, 1500.0),
            ("1,5", Language::Spanish, 1.5),
            ("1 500 000,25", Language::French, 1_500_000.25),
            ("0,500", Language::Russian, 0.5),
            ("1.234.567,8", Language::Spanish, 1_234_567.8),
            ("12٬500٫5", Language::Arabic, 12_500.5),
            ("1.5", Language::Chinese, 1.5),
            ("2 030", Language::French, 2030.0),
            ("2027 300", Language::English, 2027.0),
        ];
        for (text, language, expected) in cases {
            let (_, value, form) = read(text.as_bytes(), 0, language);
            assert!((value - expected).abs() < 1e-9, "{text}: {value} {form:?}");
        }
    }

    #[test]
    fn codes_and_days_are_no_numbers() {
        for text in ["4.2.1", "9.c", "9.c.1", "1.2.3.4"] {
            let (end, _, form) = read(text.as_bytes(), 0, Language::English);
            assert_eq!((end, form), (text.len(), Form::Code), "{text}");
        }
        assert_eq!(read(b"31.12.2027", 0, Language::Russian).2, Form::Date);
        assert_eq!(read(b"80. next", 0, Language::English), (2, 80.0, Form::Plain(2)));
    }
}
