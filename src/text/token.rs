//! Words, numbers and marks of a text in normal form.

use super::Language;
use super::digits::{self, Form};

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Kind {
    /// A word of letters, with the apostrophe of an elision (`d'`).
    Word,
    /// One Chinese character.
    Han,
    /// Digits, with their separators.
    Number(f64, Form),
    /// A mark.
    Mark(char),
}

/// A token of a text in normal form.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    pub(super) kind: Kind,
    /// Bytes of the normal form.
    pub(super) start: u32,
    pub(super) end: u32,
    /// Whether nothing stands between the token and the one before it.
    pub(super) glued: bool,
}

impl Token {
    pub(super) fn range(&self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    pub(super) fn is_mark(&self, mark: char) -> bool {
        self.kind == Kind::Mark(mark)
    }

    pub(super) fn is_word(&self) -> bool {
        matches!(self.kind, Kind::Word | Kind::Han)
    }
}

/// The ideographs of Chinese.
pub(super) fn is_han(c: char) -> bool {
    matches!(u32::from(c), 0x4e00..=0x9fff | 0x3400..=0x4dbf | 0xf900..=0xfaff | 0x20000..=0x3_ffff)
}

/// Cuts a text in normal form into tokens.
pub(super) fn tokens(text: &str, language: Language, into: &mut Vec<Token>) {
    into.clear();
    let mut at = 0;
    let mut spaced = true;
    while let Some(c) = text[at..].chars().next() {
        if c.is_whitespace() {
            at += c.len_utf8();
            spaced = true;
            continue;
        }
        let (kind, end) = if c.is_ascii_digit() {
            let (end, value, form) = digits::read(text.as_bytes(), at, language);
            (Kind::Number(value, form), end)
        } else if is_han(c) {
            (Kind::Han, at + c.len_utf8())
        } else if c.is_alphabetic() {
            (Kind::Word, end_of_word(text, at, language))
        } else {
            (Kind::Mark(c), at + c.len_utf8())
        };
        let place = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        into.push(Token { kind, start: place(at), end: place(end), glued: !spaced });
        at = end;
        spaced = false;
    }
}

fn end_of_word(text: &str, start: usize, language: Language) -> usize {
    for (offset, c) in text[start..].char_indices() {
        let at = start + offset;
        if c == '\'' {
            // An elided article or preposition is a word of its own: d'ici, l'accès. In English the mark begins the ending.
            // At the end of a phrase of a word list it may be the last word: plus d'.
            let rest = &text[at + 1..];
            let elided = match language {
                Language::English => false,
                Language::French => rest.is_empty() || rest.starts_with(char::is_alphabetic),
                _ => rest.starts_with(char::is_alphabetic),
            };
            return if elided { at + 1 } else { at };
        }
        if !c.is_alphabetic() || is_han(c) {
            return at;
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str, language: Language) -> Vec<&str> {
        let mut list = Vec::new();
        tokens(text, language, &mut list);
        list.iter().map(|token| &text[token.range()]).collect()
    }

    #[test]
    fn words_numbers_and_marks() {
        assert_eq!(cut("d'ici à 2030, 1 500,5 %", Language::French), ["d'", "ici", "à", "2030", ",", "1 500,5", "%"]);
        assert_eq!(cut("women's 5g x.509", Language::English), ["women", "'", "s", "5", "g", "x", ".", "509"]);
        assert_eq!(cut("到2030年", Language::Chinese), ["到", "2030", "年"]);
    }
}
