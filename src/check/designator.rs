//! What parts of a document are called by: 4.1, A, IV, and the ways in which these are written.

use std::collections::BTreeSet;
use std::ops::Range;

use unicode_normalization::UnicodeNormalization;

/// Arabic names of letters, as annexes are called by them.
const ARABIC_LETTERS: [(&str, char); 10] = [
    ("ألف", 'A'),
    ("الف", 'A'),
    ("باء", 'B'),
    ("جيم", 'C'),
    ("دال", 'D'),
    ("هاء", 'E'),
    ("واو", 'F'),
    ("زاي", 'G'),
    ("حاء", 'H'),
    ("طاء", 'I'),
];

const ROMAN: [&str; 12] = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"];

fn is_sign(c: char) -> bool {
    c.is_alphanumeric() || c == '.'
}

/// The numbers and letters in what a pattern found: 3.1, 3.2 and 3.4. Words of more than one letter that are no roman
/// number are none: and, to.
pub(super) fn listed(words: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = words[at..].find(is_sign).map(|offset| at + offset) {
        let end = words[start..].find(|c| !is_sign(c)).map_or(words.len(), |length| start + length);
        at = end;
        // The Arabic and is written onto the number.
        let joined = words[start..end].strip_prefix('و').is_some_and(|rest| rest.starts_with(char::is_numeric));
        let start = if joined { start + 'و'.len_utf8() } else { start };
        let word = words[start..end].trim_end_matches('.');
        if is_designator(word) {
            found.push(start..start + word.len());
        }
    }
    found
}

fn is_designator(word: &str) -> bool {
    let digits = word.chars().any(char::is_numeric) && word.chars().filter(|c| c.is_alphabetic()).count() <= 1;
    // A capital, but not the y and the и that join two.
    let letter = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
    let arabic = ARABIC_LETTERS.iter().any(|(name, _)| *name == word);
    digits || letter || arabic || ROMAN.contains(&word)
}

/// One spelling of a number or a letter.
pub(super) fn plain(word: &str) -> String {
    if let Some((_, letter)) = ARABIC_LETTERS.iter().find(|(name, _)| *name == word) {
        return letter.to_string();
    }
    let upper: String = word.nfkc().flat_map(char::to_uppercase).collect();
    upper
        .trim_matches('.')
        .chars()
        .map(|c| match c {
            'А' => 'A',
            'В' => 'B',
            'С' => 'C',
            'Е' => 'E',
            'Н' => 'H',
            'І' => 'I',
            c @ '٠'..='٩' => char::from(b'0' + u8::try_from(u32::from(c) - u32::from('٠')).unwrap_or(0)),
            c => c,
        })
        .collect()
}

/// All that a number or letter may stand for: IV is 4, and Б the second letter.
pub(super) fn meanings(word: &str) -> BTreeSet<String> {
    let plain = plain(word);
    let mut all = BTreeSet::from([plain.clone()]);
    if let Some(number) = ROMAN.iter().position(|roman| *roman == plain) {
        all.insert((number + 1).to_string());
    }
    let second = match word.to_uppercase().as_str() {
        "Б" => Some("B"),
        "В" => Some("C"),
        "Г" => Some("D"),
        "Д" => Some("E"),
        _ => None,
    };
    all.extend(second.map(str::to_owned));
    all
}

/// How many numbers deep it goes: 4.1 goes two.
pub(super) fn depth(plain: &str) -> usize {
    plain.split('.').count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_found_in_a_list_of_them() {
        let cut = |words: &str| listed(words).into_iter().map(|at| words[at].to_owned()).collect::<Vec<_>>();
        assert_eq!(cut("3.1, 3.2 and 3.4."), ["3.1", "3.2", "3.4"]);
        assert_eq!(cut("A et B"), ["A", "B"]);
        assert_eq!(cut("II y III"), ["II", "III"]);
        assert_eq!(cut("٤.١ و٤.٢"), ["٤.١", "٤.٢"]);
        assert_eq!(cut("ألف"), ["ألف"]);
    }

    #[test]
    fn spellings_of_one_designator_are_one() {
        assert_eq!(plain("٤.١"), "4.1");
        assert_eq!(plain("４"), "4");
        assert!(meanings("IV").contains("4"));
        assert!(meanings("А").contains("A"));
        assert!(meanings("باء").contains("B"));
        assert!(meanings("Б").contains("B"));
    }
}
