//! Numbers in documents: with the signs between thousands and before decimals that a language has. Workbooks keep numbers as
//! numbers and need none of this.

use rust_decimal::Decimal;

use crate::text::Language;

/// What stands between thousands, and before decimals.
const fn signs(language: Language) -> (char, char) {
    match language {
        Language::French | Language::Spanish | Language::Russian => ('\u{a0}', ','),
        Language::Arabic | Language::English | Language::Chinese => (',', '.'),
    }
}

/// A number as people of a language write it.
#[must_use]
pub fn grouped(number: Decimal, language: Language) -> String {
    let (group, point) = signs(language);
    let plain = number.normalize().to_string();
    let (sign, plain) = plain.strip_prefix('-').map_or(("", plain.as_str()), |plain| ("-", plain));
    let (whole, part) = plain.split_once('.').map_or((plain, None), |(whole, part)| (whole, Some(part)));
    // In Spanish four digits stand together.
    let is_grouped = whole.len() > if language == Language::Spanish { 4 } else { 3 };
    let mut out = sign.to_owned();
    for (index, digit) in whole.chars().enumerate() {
        if is_grouped && index > 0 && (whole.len() - index).is_multiple_of(3) {
            out.push(group);
        }
        out.push(digit);
    }
    if let Some(part) = part {
        out.push(point);
        out.push_str(part);
    }
    out
}

/// The number that [`grouped`] wrote so; nothing where it would have written another text, so that nothing is guessed.
#[must_use]
pub fn ungrouped(text: &str, language: Language) -> Option<Decimal> {
    let (group, point) = signs(language);
    let is_blank = |c: char| matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}');
    let text: String = text.trim().chars().map(|c| if group == '\u{a0}' && is_blank(c) { group } else { c }).collect();
    let plain: String = text.chars().filter(|c| *c != group).map(|c| if c == point { '.' } else { c }).collect();
    let number: Decimal = plain.parse().ok()?;
    (grouped(number, language) == text).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_language_has_its_own_way_and_reads_it_back() {
        let number: Decimal = "-1234567.25".parse().unwrap();
        for (language, written) in [
            (Language::English, "-1,234,567.25"),
            (Language::Chinese, "-1,234,567.25"),
            (Language::Arabic, "-1,234,567.25"),
            (Language::French, "-1\u{a0}234\u{a0}567,25"),
            (Language::Spanish, "-1\u{a0}234\u{a0}567,25"),
            (Language::Russian, "-1\u{a0}234\u{a0}567,25"),
        ] {
            assert_eq!(grouped(number, language), written);
            assert_eq!(ungrouped(written, language), Some(number));
        }
        assert_eq!(grouped(Decimal::from(1500), Language::Spanish), "1500");
        assert_eq!(ungrouped("1 234,5", Language::French), "1234.5".parse().ok());
        // What another language would have written is no number here.
        assert_eq!(ungrouped("1,500", Language::French), None);
        assert_eq!(ungrouped("1.500", Language::English), None);
        assert_eq!(ungrouped("12,34", Language::English), None);
        assert_eq!(ungrouped("about 5", Language::English), None);
    }
}
