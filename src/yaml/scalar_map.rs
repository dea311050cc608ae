//! From a place in a scalar's text to the bytes that were written for it.

use super::tree::ScalarStyle;
use crate::source::Span;

/// Which written bytes each part of a scalar's text came from. A plain scalar on one line is its own bytes; quotes,
/// escapes and folded lines are not, and for those the runs that agree are kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScalarMap {
    written: Span,
    runs: Runs,
}

/// The parts of a text that agree with what was written.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Runs {
    /// (offset in the text, offset in the file), where a run of equal bytes begins; empty where one run is all.
    Known(Box<[(u32, u32)]>),
    /// As above, and where a part of the text ends at a run, its bytes end there too.
    Gapless(Box<[(u32, u32)]>),
    /// None is known: every part of the text stands for all that was written.
    Unknown,
}

impl ScalarMap {
    /// The map of a scalar with `text` that was written as `source[written]` in `style`.
    #[must_use]
    pub fn new(source: &str, written: Span, text: &str, style: ScalarStyle) -> Self {
        let raw = source.get(written.range()).unwrap_or("");
        if raw == text {
            return Self::verbatim(written);
        }
        let mut runs = Vec::new();
        let mut raw_at = usize::from(matches!(style, ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted));
        let mut expect = None;
        for (at, character) in text.char_indices() {
            let (start, next) = find(raw, raw_at, character, style);
            if expect != Some(start) {
                runs.push((at as u32, written.start + start as u32));
            }
            // An escape or a folded break is longer or shorter than its character: the next one begins a new run.
            expect = (next - start == character.len_utf8()).then_some(next);
            raw_at = next;
        }
        Self { written, runs: Runs::Known(runs.into()) }
    }

    /// The map of a text that stands in the file as it is.
    #[must_use]
    pub fn verbatim(written: Span) -> Self {
        Self { written, runs: Runs::Known(Box::default()) }
    }

    /// The map of a text that was written in another way: only the whole of it has a place.
    #[must_use]
    pub fn whole(written: Span) -> Self {
        Self { written, runs: Runs::Unknown }
    }

    /// The map of a text whose runs are known: for each, its offset in the text and in the file, in order, and at last
    /// where both end. What is written longer than it reads, such as `&amp;`, is a run of its own; where something lies
    /// between two runs, the end of the first stands before the second, with the same offset in the text.
    #[must_use]
    pub fn of_runs(written: Span, runs: Vec<(u32, u32)>) -> Self {
        Self { written, runs: Runs::Gapless(runs.into()) }
    }

    /// The bytes written for `start..end` of the text.
    #[must_use]
    pub fn locate(&self, start: usize, end: usize) -> Span {
        let (runs, gapless) = match &self.runs {
            Runs::Known(runs) => (runs, false),
            Runs::Gapless(runs) => (runs, true),
            Runs::Unknown => return self.written,
        };
        let first = self.offset(runs, start as u32);
        let after = runs.partition_point(|&(text, _)| text < end as u32);
        let behind = runs.get(after);
        let last = match behind {
            _ if end <= start => first,
            Some(&(text, file)) if gapless && text == end as u32 => file,
            // A character may read longer than it is written, as `\P` does; what is behind it begins where it begins.
            _ => (self.offset(runs, end as u32 - 1) + 1).min(behind.map_or(u32::MAX, |&(_, file)| file)),
        };
        Span { start: first, end: last.min(self.written.end).max(first) }
    }

    fn offset(&self, runs: &[(u32, u32)], at: u32) -> u32 {
        let after = runs.partition_point(|&(text, _)| text <= at);
        match after.checked_sub(1).and_then(|index| runs.get(index)) {
            Some(&(text, file)) => (file + (at - text)).min(self.written.end),
            None => (self.written.start + at).min(self.written.end),
        }
    }
}

/// The bytes of `raw` from `at` on that stand for `character`: where they begin and what follows them.
fn find(raw: &str, at: usize, character: char, style: ScalarStyle) -> (usize, usize) {
    let bytes = raw.as_bytes();
    let rest = raw.get(at..).unwrap_or("");
    if style == ScalarStyle::DoubleQuoted && rest.starts_with('\\') {
        // An escaped line break joins two lines and stands for nothing.
        if let Some(b'\n' | b'\r') = bytes.get(at + 1) {
            return find(raw, at + 1 + blank_run(&bytes[at + 1..]), character, style);
        }
        let length = match bytes.get(at + 1) {
            Some(b'x') => 4,
            Some(b'u') if ('\u{10000}'..).contains(&character) && rest.get(6..8) == Some("\\u") => 12,
            Some(b'u') => 6,
            Some(b'U') => 10,
            _ => 2,
        };
        return (at, raw.ceil_char_boundary(at + length));
    }
    if style == ScalarStyle::SingleQuoted && character == '\'' && rest.starts_with("''") {
        return (at, at + 2);
    }
    if rest.starts_with(character) && character != '\n' {
        // A blank before a folded break is not part of the text.
        let run = blank_run(rest.as_bytes());
        let folded = character == ' ' && rest[..run].contains(['\n', '\r']) && style != ScalarStyle::Literal;
        return if folded { (at, at + run) } else { (at, at + character.len_utf8()) };
    }
    match character {
        ' ' => (at, at + blank_run(rest.as_bytes())),
        '\n' if style == ScalarStyle::Literal || style == ScalarStyle::Folded => {
            let line_break = if rest.starts_with("\r\n") { 2 } else { usize::from(!rest.is_empty()) };
            (at, at + line_break)
        }
        '\n' => {
            let run = rest.find(|c: char| !matches!(c, ' ' | '\t')).unwrap_or(0);
            (at, at + run + usize::from(run < rest.len()))
        }
        _ => {
            // Indentation of a continued line stands for nothing.
            let run = blank_run(rest.as_bytes());
            if run == 0 { (at, at) } else { find(raw, at + run, character, style) }
        }
    }
}

fn blank_run(bytes: &[u8]) -> usize {
    bytes.iter().take_while(|byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r')).count()
}

#[cfg(test)]
mod tests {
    use super::super::{Value, read};
    use super::*;

    /// For each word of the value of `k`, the bytes that the map names for it.
    fn words(text: &str) -> Vec<(String, String)> {
        let tree = read(text);
        let node = tree.entry(tree.root().unwrap(), "k").unwrap().value;
        let Value::Scalar { text: value, style } = tree.value(node) else { panic!("no scalar") };
        let map = ScalarMap::new(text, tree.node(node).span, value, *style);
        let mut found = Vec::new();
        for word in value.split_whitespace() {
            let start = word.as_ptr() as usize - value.as_ptr() as usize;
            let span = map.locate(start, start + word.len());
            found.push((word.to_owned(), text.get(span.range()).unwrap_or("<cut>").to_owned()));
        }
        found
    }

    fn all_verbatim(text: &str) {
        for (word, bytes) in words(text) {
            assert_eq!(word, bytes, "in {text:?}");
        }
    }

    #[test]
    fn every_style_maps_words_to_their_bytes() {
        all_verbatim("k: plain 中文 text\n");
        all_verbatim("k: plain over\n  two lines\n\n  and three\n");
        all_verbatim("k: \"double 😀 over\n  two\n\n  lines\"\n");
        all_verbatim("k: 'single over\n  two lines'\n");
        all_verbatim("k: |\n  literal 宽带\n    deeper\n\n  last\n");
        all_verbatim("k: >-\n  folded one\n  two\n\n  three\n   more\n  end\n");
        all_verbatim("k: >-\r\n  folded one\r\n  العربية two\r\n");
    }

    #[test]
    fn no_place_cuts_a_character() {
        for text in
            ["k: \"\\P中\\L中\\N中 \\_中\"\n", "k: \"a\\\r\n  b\\x85中 \\u2028中\"\n", "k: 'a\u{2028}中\n  中'\n"]
        {
            let tree = read(text);
            let node = tree.entry(tree.root().unwrap(), "k").unwrap().value;
            let Value::Scalar { text: value, style } = tree.value(node) else { panic!("no scalar") };
            let map = ScalarMap::new(text, tree.node(node).span, value, *style);
            for (at, c) in value.char_indices() {
                let span = map.locate(at, at + c.len_utf8());
                assert!(text.get(span.range()).is_some(), "{c:?} at {span:?} of {text:?}");
            }
        }
    }

    #[test]
    fn escapes_map_to_what_was_typed() {
        assert_eq!(words("k: \"caf\\u00e9 9.1.c \\\"q\\\" x\"\n")[1], ("9.1.c".into(), "9.1.c".into()));
        assert_eq!(words("k: \"a\\tb \\x41c d\"\n").last().unwrap().1, "d");
        assert_eq!(words("k: 'it''s 9.1.c here'\n")[1], ("9.1.c".into(), "9.1.c".into()));
        assert_eq!(words("k: \"one \\\n   two\"\n")[1], ("two".into(), "two".into()));
    }
}
