//! The line of a place, in three parts: before the words, the words, after them.

use serde::Serialize;

use crate::source::{SourceFile, Span};

/// How many characters stand at most on either side of the words, and how many words at most.
const AROUND: usize = 80;
const WITHIN: usize = 200;

/// A line with words marked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Excerpt {
    /// What stands before the words in their line.
    pub before: String,
    /// The words.
    pub words: String,
    /// What stands behind them.
    pub after: String,
}

impl Excerpt {
    /// The words of `span` within their first line; none where the span is empty.
    #[must_use]
    pub fn of(file: &SourceFile, span: Span) -> Option<Self> {
        let text = file.text();
        let line = file.lines().line_of(span.start);
        let (start, end) = (file.lines().line_start(line) as usize, file.lines().line_end(line) as usize);
        let content = text.get(start..end)?.trim_end_matches(['\r', '\n']);
        let from = (span.start as usize).clamp(start, start + content.len());
        let to = (span.end as usize).clamp(from, start + content.len());
        if from == to {
            return None;
        }
        let (before, words, after) =
            (text.get(start..from)?, text.get(from..to)?, text.get(to..start + content.len())?);
        Some(Self {
            before: last(before.trim_start(), AROUND),
            words: first(words, WITHIN),
            after: first(after, AROUND),
        })
    }
}

fn first(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((cut, _)) => format!("{}…", &text[..cut]),
        None => text.to_owned(),
    }
}

fn last(text: &str, most: usize) -> String {
    let count = text.chars().count();
    if count <= most {
        return text.to_owned();
    }
    let kept: String = text.chars().skip(count - most).collect();
    format!("…{kept}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_any_script_stand_in_their_line() {
        let text = "\u{feff}plan: p\r\n  T1: {title: 大多数个人 😀 é}\r\n";
        let file = SourceFile::from_bytes("p.yaml".into(), text.as_bytes());
        let start = text.find("大多数").unwrap();
        let excerpt = Excerpt::of(&file, Span::new(start, start + 9)).unwrap();
        assert_eq!(
            (excerpt.before.as_str(), excerpt.words.as_str(), excerpt.after.as_str()),
            ("T1: {title: ", "大多数", "个人 😀 é}")
        );
        assert_eq!(Excerpt::of(&file, Span::new(start, start)), None);
    }
}
