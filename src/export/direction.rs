//! In text that runs from right to left: what of it does not. Codes (`9.c.1`), dates, conditions (`>= 50`), addresses and words in
//! other scripts are read from left to right there, and stand torn apart where a page does not say so.

/// A piece of a text, and whether it runs from left to right by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Run<'t> {
    pub(super) text: &'t str,
    pub(super) is_left_to_right: bool,
}

/// Signs that belong to the number behind or before them.
const SIGNS: &str = "<>=≤≥±+-−~×/%#&";
/// Signs around words, which run as the sentence does.
const AROUND: &str = "()[]{}.,;:!?،؛؟«»“”\"'…";

/// Whether a text has letters that run from right to left.
pub(super) fn has_right_to_left(text: &str) -> bool {
    text.chars().any(is_right_to_left)
}

fn is_right_to_left(c: char) -> bool {
    let is_of_script = matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefe}');
    is_of_script && c.is_alphabetic()
}

/// A text of a page that runs from right to left, in pieces.
pub(super) fn runs(text: &str) -> Vec<Run<'_>> {
    if !has_right_to_left(text) {
        let is_left_to_right = text.chars().any(char::is_alphanumeric);
        return vec![Run { text, is_left_to_right }];
    }
    let mut spans: Vec<(usize, usize)> = Vec::new();
    let (mut current, mut sign): (Option<(usize, usize)>, Option<usize>) = (None, None);
    let mut at = 0;
    for token in text.split_inclusive(char::is_whitespace) {
        let word = token.trim_end();
        let (start, end) = (at, at + word.len());
        at += token.len();
        if word.is_empty() {
            continue;
        }
        if !has_right_to_left(word) && word.chars().any(char::is_alphanumeric) {
            let start = current.map_or(sign.unwrap_or(start), |(first, _)| first);
            (current, sign) = (Some((start, end)), None);
        } else if word.chars().all(|c| SIGNS.contains(c)) {
            match &mut current {
                Some((_, last)) => *last = end,
                None => sign = sign.or(Some(start)),
            }
        } else {
            spans.extend(current.take());
            sign = None;
        }
    }
    spans.extend(current);
    let mut runs = Vec::new();
    let mut done = 0;
    for (start, end) in spans {
        let inner = text[start..end].trim_start_matches(|c| AROUND.contains(c));
        let start = end - inner.len();
        let inner = inner.trim_end_matches(|c| AROUND.contains(c));
        let end = start + inner.len();
        // A number alone is shown as it is written.
        if inner.is_empty() || inner.chars().all(|c| c.is_ascii_digit()) {
            continue;
        }
        if done < start {
            runs.push(Run { text: &text[done..start], is_left_to_right: false });
        }
        runs.push(Run { text: inner, is_left_to_right: true });
        done = end;
    }
    if done < text.len() {
        runs.push(Run { text: &text[done..], is_left_to_right: false });
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_dates_and_conditions_stay_whole() {
        let of = |text: &'static str| -> Vec<&str> {
            let runs = runs(text);
            assert_eq!(runs.iter().map(|run| run.text).collect::<String>(), text);
            runs.iter().filter(|run| run.is_left_to_right).map(|run| run.text).collect()
        };
        assert_eq!(of("9.c.1"), ["9.c.1"]);
        assert_eq!(of(">= 50"), [">= 50"]);
        assert_eq!(of("المؤشر 9.c.1، والموعد 2027-06-30."), ["9.c.1", "2027-06-30"]);
        assert_eq!(of("النسبة >= 50 % من الأسر"), [">= 50 %"]);
        assert_eq!(of("انظر (https://example.org/a?b=1) هنا"), ["https://example.org/a?b=1"]);
        assert_eq!(of("تقرير World Bank لعام 2024"), ["World Bank"]);
        assert!(of("مياه للجميع").is_empty());
        assert!(of("—").is_empty());
    }
}
