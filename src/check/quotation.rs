//! Whether words are somebody else's: quoted, or part of a proper name.

use std::ops::Range;

/// Marks that open a quotation or a title, with the one that closes it.
const PAIRS: [(char, char); 9] =
    [('“', '”'), ('„', '“'), ('«', '»'), ('‹', '›'), ('"', '"'), ('「', '」'), ('『', '』'), ('《', '》'), ('‘', '’')];
/// Marks behind which a capital letter begins a sentence or a part of one.
const BEGINS: &[char] = &['.', '!', '?', ':', ';', '(', '-', '–', '—', '/', '•', '¿', '¡', '«', '“', '"'];

/// Whether the words at `range` are quoted, or belong to a name.
pub(super) fn is_foreign(words: &str, range: &Range<usize>) -> bool {
    is_quoted(words, range) || is_capitalised(words, range)
}

/// How many words, in Chinese twice as many characters, a message quotes of a text.
const QUOTED: usize = 16;

/// The beginning of a text, for a message that is to quote it; the whole where that is short.
pub(super) fn brief(words: &str) -> String {
    let words = words.trim();
    let mut ends = words.match_indices(char::is_whitespace).map(|(at, _)| at);
    let end = ends.nth(QUOTED - 1).unwrap_or(words.len());
    let spaced = words[..end].split_whitespace().count() * 12 > words[..end].chars().count();
    let end = match words.char_indices().nth(QUOTED * 3) {
        Some((at, _)) if !spaced => end.min(at),
        _ => end,
    };
    if end == words.len() {
        words.to_owned()
    } else {
        format!("{} …", words[..end].trim_end_matches([',', ';', ' ']))
    }
}

fn is_quoted(words: &str, range: &Range<usize>) -> bool {
    let (Some(before), Some(after)) = (words.get(..range.start), words.get(range.end..)) else { return false };
    PAIRS.iter().any(|&(open, close)| {
        if open == close {
            return before.matches(open).count() % 2 == 1 && after.contains(close);
        }
        // The last mark before the words opens, and the first behind them closes.
        let opened = before.rfind(open).is_some_and(|at| !before[at + open.len_utf8()..].contains(close));
        opened && after.contains(close)
    })
}

/// Whether the words have a capital within a sentence that is not all in capitals: the Best Start programme.
fn is_capitalised(words: &str, range: &Range<usize>) -> bool {
    let (Some(before), Some(found)) = (words.get(..range.start), words.get(range.clone())) else { return false };
    let begins = before.trim_end().chars().next_back().is_none_or(|last| BEGINS.contains(&last));
    // The list may have small words before the one that counts: the Best Start programme.
    let capital = found.split_whitespace().skip(usize::from(begins)).any(|word| word.starts_with(char::is_uppercase));
    if !capital {
        return false;
    }
    // In a heading every word of weight has a capital, and tells nothing.
    let weighty = |word: &&str| word.chars().filter(|c| c.is_alphabetic()).count() > 4;
    let outside = [before, &words[range.end..]];
    outside
        .iter()
        .flat_map(|part| part.split_whitespace())
        .filter(weighty)
        .any(|word| word.starts_with(char::is_lowercase))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn foreign(words: &str, part: &str) -> bool {
        let start = words.find(part).unwrap();
        is_foreign(words, &(start..start + part.len()))
    }

    #[test]
    fn quoted_words_are_somebody_elses() {
        assert!(foreign("States carry out the clause “as appropriate” of article 4.", "as appropriate"));
        assert!(foreign("落实《显著改善计划》的国家", "显著"));
        assert!(foreign("Les pays appliquent la clause « le cas échéant ».", "le cas échéant"));
        assert!(foreign("Countries quote \"most\" rules", "most"));
        assert!(!foreign("“Leave no one behind” holds for most people", "most"));
        assert!(!foreign("L’accès s’améliore sensiblement", "sensiblement"));
        assert!(!foreign("Women’s groups act soon", "soon"));
    }

    #[test]
    fn a_long_text_is_quoted_by_its_beginning() {
        assert_eq!(brief(" Share of schools connected "), "Share of schools connected");
        let long = brief("a b c d e f g h i j k l m n o p q r s t");
        assert_eq!(long, "a b c d e f g h i j k l m n o p …");
        assert_eq!(brief(&"学校".repeat(40)), format!("{} …", "学校".repeat(24)));
        assert_eq!(brief("接入互联网的学校所占比例"), "接入互联网的学校所占比例");
    }

    #[test]
    fn a_capital_within_a_sentence_is_a_name() {
        assert!(foreign("Families attend the Best Start programme.", "Best"));
        assert!(foreign("Families attend the Best Start programme.", "the Best"));
        assert!(!foreign("Best schools in the country", "Best"));
        assert!(!foreign("By 2030: Significantly better roads", "Significantly"));
        assert!(!foreign("Maximise Impact Across Regions", "Impact"));
        assert!(!foreign("MOST PEOPLE ARE ONLINE", "PEOPLE"));
    }
}
