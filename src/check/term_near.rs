//! Terms that are nearly another one: the same words but for one small sign within.

use std::ops::Range;

use crate::lexicon::Script;

/// The fewest characters of a Chinese term of which one may differ.
const FEWEST: usize = 5;

/// Where a text has `term` slightly otherwise. In Chinese, one character within differs, is left out or is added; in
/// English, a word within has the ending of a plural more or less, or a hyphen for a blank. Other languages inflect their
/// words, and a difference tells nothing there.
pub(super) fn near(term: &str, words: &str, language: &str) -> Vec<Range<usize>> {
    match (Script::of(language), language.split('-').next()) {
        (Script::Unspaced, _) => near_characters(term, words),
        (_, Some("en")) => near_words(term, words),
        _ => Vec::new(),
    }
}

/// Where a text has `term` itself, whatever its letter case and, where words are written apart, the endings of its words.
pub(super) fn whole(term: &str, words: &str, language: &str) -> Vec<Range<usize>> {
    if Script::of(language) == Script::Unspaced {
        return words.match_indices(term.trim()).map(|(at, found)| at..at + found.len()).collect();
    }
    let wanted: Vec<String> = parts(term).map(|at| term[at].to_lowercase()).collect();
    let text: Vec<Range<usize>> = parts(words).collect();
    let prefixed = Script::of(language) == Script::Prefixed;
    let same = |at: &Range<usize>, wanted: &str| {
        let given = words[at.clone()].to_lowercase();
        let bare = given.trim_start_matches(['و', 'ف', 'ب', 'ل']);
        inflected(&given, wanted)
            || prefixed && inflected(bare.trim_start_matches("ال"), wanted.trim_start_matches("ال"))
    };
    let windows = text
        .windows(wanted.len().max(1))
        .filter(|window| !wanted.is_empty() && window.iter().zip(&wanted).all(|(at, wanted)| same(at, wanted)));
    windows.filter_map(|window| Some(window.first()?.start..window.last()?.end)).collect()
}

/// Whether two words are one but for an ending of up to three letters.
fn inflected(given: &str, wanted: &str) -> bool {
    let front = given.chars().zip(wanted.chars()).take_while(|(a, b)| a == b).count();
    let rest = |word: &str| word.chars().count() - front;
    given == wanted || front >= 3 && rest(given) <= 3 && rest(wanted) <= 2 && front > rest(given).max(rest(wanted))
}

/// Whether a variant is another term, and not the same one in another spelling, shorter or longer, or as initials.
pub(super) fn is_another(term: &str, variant: &str) -> bool {
    let cut = |text: &str| -> Vec<String> { parts(text).map(|at| text[at].to_lowercase()).collect() };
    let (words, others) = (cut(term), cut(variant));
    let shortened = |text: &str| text.chars().filter(|c| c.is_uppercase()).count() > 1;
    if words.is_empty() || others.is_empty() || shortened(variant) || shortened(term) {
        return false;
    }
    if words.len() == 1 && others.len() == 1 {
        // A stem of four letters in common, or half of the characters where a character is a syllable.
        let common: usize = words[0].chars().filter(|c| others[0].contains(*c)).count();
        let front = words[0].chars().zip(others[0].chars()).take_while(|(a, b)| a == b).count();
        let syllables = words[0].chars().any(|c| c >= '\u{2e80}');
        return if syllables { common * 2 < words[0].chars().count() } else { front < 4 };
    }
    let alike = |a: &str, b: &str| {
        let front = a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count();
        a == b || front >= 4
    };
    let (short, long) = if words.len() < others.len() { (&words, &others) } else { (&others, &words) };
    !short.iter().all(|word| long.iter().any(|other| alike(word, other)))
}

fn near_characters(term: &str, words: &str) -> Vec<Range<usize>> {
    let wanted: Vec<char> = term.chars().collect();
    let ([first, .., last], true) = (wanted.as_slice(), wanted.len() >= FEWEST) else { return Vec::new() };
    let text: Vec<(usize, char)> = words.char_indices().collect();
    let end_of = |at: usize| text.get(at).map_or(words.len(), |(byte, _)| *byte);
    let mut found: Vec<Range<usize>> = Vec::new();
    for start in (0..text.len()).filter(|&at| text[at].1 == *first) {
        let exact = text[start..].iter().map(|(_, c)| c).take(wanted.len()).eq(wanted.iter());
        if exact {
            continue;
        }
        for length in [wanted.len(), wanted.len() + 1, wanted.len() - 1] {
            let end = start + length;
            let Some(slice) = text.get(start..end).filter(|slice| slice.last().is_some_and(|(_, c)| c == last)) else {
                continue;
            };
            let given: Vec<char> = slice.iter().map(|(_, c)| *c).collect();
            if differs_by_one(&wanted, &given) && given.iter().all(|c| c.is_alphabetic() || wanted.contains(c)) {
                found.push(text[start].0..end_of(end));
                break;
            }
        }
    }
    found
}

/// Whether one character between the first and the last is another one, is left out or is added.
fn differs_by_one(a: &[char], b: &[char]) -> bool {
    let front = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let back = a.iter().rev().zip(b.iter().rev()).take_while(|(a, b)| a == b).count();
    let (longer, shorter) = (a.len().max(b.len()), a.len().min(b.len()));
    let inner = front >= 2 && back >= 2;
    inner && if longer == shorter { front + back + 1 == longer } else { front + back >= shorter }
}

fn near_words(term: &str, words: &str) -> Vec<Range<usize>> {
    let wanted: Vec<String> = parts(term).map(|at| term[at].to_lowercase()).collect();
    if wanted.len() < 3 {
        return Vec::new();
    }
    let text: Vec<Range<usize>> = parts(words).collect();
    let mut found = Vec::new();
    for window in text.windows(wanted.len()) {
        let given: Vec<String> = window.iter().map(|at| words[at.clone()].to_lowercase()).collect();
        let (last, inner) = (wanted.len() - 1, 0..wanted.len() - 1);
        let same_last = singular(&given[last]) == singular(&wanted[last]);
        let alike = inner.clone().all(|at| singular(&given[at]) == singular(&wanted[at]));
        let differs = inner.into_iter().any(|at| given[at] != wanted[at]);
        if let ([first, ..], [.., end]) = (window, window)
            && same_last
            && alike
            && differs
        {
            found.push(first.start..end.end);
        }
    }
    found
}

fn singular(word: &str) -> &str {
    match word.strip_suffix("ies") {
        Some(base) => base,
        None => word.strip_suffix('s').unwrap_or(word.strip_suffix('y').unwrap_or(word)),
    }
}

fn parts(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + text[at..].find(|c: char| c.is_alphanumeric())?;
        at = text[start..].find(|c: char| !c.is_alphanumeric()).map_or(text.len(), |length| start + length);
        Some(start..at)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found<'t>(term: &str, words: &'t str, language: &str) -> Vec<&'t str> {
        near(term, words, language).into_iter().map(|at| &words[at]).collect()
    }

    #[test]
    fn a_term_is_found_with_its_endings() {
        assert_eq!(whole("stream warden", "Stream wardens walk; a steam warden does not.", "en").len(), 1);
        assert_eq!(whole("водный комитет", "решение водного комитета", "ru").len(), 1);
        assert!(whole("water board", "the water is on board", "en").is_empty());
        assert_eq!(whole("灌溉委员会", "由灌溉委员会维护", "zh").len(), 1);
    }

    #[test]
    fn another_term_is_no_other_spelling() {
        assert!(is_another("comité de agua", "junta de agua"));
        assert!(is_another("water committee", "water board"));
        assert!(is_another("foyer", "ménage"));
        assert!(!is_another("information and communication technology", "information and communications technology"));
        assert!(!is_another("information and communication technology", "ICT"));
        assert!(!is_another("water committee", "committee"));
        assert!(!is_another("信息通信技术", "信息与通信技术"));
        assert!(!is_another("household", "households"));
    }

    #[test]
    fn one_sign_within_a_term_differs() {
        assert_eq!(found("信息通信技术", "推广信息与通信技术和信息通讯技术", "zh"), ["信息与通信技术", "信息通讯技术"]);
        assert!(found("信息通信技术", "信息通信技术，总体目标", "zh").is_empty());
        assert!(found("总体目标", "具体目标", "zh").is_empty());
        let term = "information and communication technology";
        assert_eq!(found(term, "Information and communications technologies", "en").len(), 1);
        assert!(found(term, "information and communication technologies", "en").is_empty());
        assert!(found("technologies de l'information", "la technologie de l'information", "fr").is_empty());
    }
}
