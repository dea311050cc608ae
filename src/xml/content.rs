//! Words out of markup: references are resolved, white space counts once, and each word keeps its bytes.

use std::sync::Arc;

use super::tree::{Piece, PieceKind};
use crate::source::Span;
use crate::yaml::ScalarMap;

/// The words of an element or an attribute.
#[derive(Clone, Debug, PartialEq)]
pub struct Content {
    /// The words, without blanks around them; a run of blanks within counts as one, an empty line as a line break.
    pub words: Arc<str>,
    /// Where they stand, from the first to the last.
    pub at: Span,
    /// From words to bytes.
    pub map: ScalarMap,
}

/// The words of `pieces` of `text`, in their order; none where there are no words.
pub(super) fn of_pieces(text: &str, pieces: &[Piece]) -> Option<Content> {
    let mut writer = Writer::default();
    for piece in pieces {
        let raw = text.get(piece.at.range())?;
        match piece.kind {
            PieceKind::Text | PieceKind::CData => writer.plain(raw, piece.at.start),
            PieceKind::Reference => writer.reference(raw, piece.at.start),
        }
    }
    writer.finish()
}

/// The words of an attribute's value, which holds references in its text.
pub(super) fn of_attribute(text: &str, at: Span) -> Option<Content> {
    let raw = text.get(at.range())?;
    let mut writer = Writer::default();
    let mut from = 0;
    while let Some(start) = raw[from..].find('&').map(|found| from + found) {
        writer.plain(&raw[from..start], at.start + from as u32);
        let end = raw[start..].find(';').map_or(start + 1, |end| start + end + 1);
        writer.reference(&raw[start..end], at.start + start as u32);
        from = end;
    }
    writer.plain(&raw[from..], at.start + from as u32);
    writer.finish()
}

/// The character that a reference such as `&lt;` or `&#x4e2d;` stands for.
pub(super) fn resolve(reference: &str) -> Option<char> {
    let name = reference.strip_prefix('&')?.strip_suffix(';')?;
    let number = |digits: &str, radix| u32::from_str_radix(digits, radix).ok().and_then(char::from_u32);
    let character = match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        _ => match name.strip_prefix('#')? {
            hex if hex.starts_with('x') => number(&hex[1..], 16)?,
            decimal => number(decimal, 10)?,
        },
    };
    let is_text = matches!(character, '\t' | '\n' | '\r') || !character.is_control();
    is_text.then_some(character)
}

#[derive(Default)]
struct Writer {
    words: String,
    runs: Vec<(u32, u32)>,
    /// Where the next byte stands if it follows the last one.
    expect: Option<u32>,
    /// Where blanks behind the last word begin, and how many line breaks they hold.
    blanks: Option<(u32, usize)>,
    end: u32,
    /// Where the last character ends.
    last_end: u32,
}

impl Writer {
    fn plain(&mut self, raw: &str, start: u32) {
        for (at, character) in raw.char_indices() {
            let at = start + at as u32;
            self.character(character, at, at + character.len_utf8() as u32);
        }
    }

    fn reference(&mut self, raw: &str, start: u32) {
        match resolve(raw) {
            Some(character) => self.character(character, start, start + raw.len() as u32),
            None => self.plain(raw, start),
        }
    }

    fn character(&mut self, character: char, start: u32, end: u32) {
        if matches!(character, ' ' | '\t' | '\n' | '\r' | '\u{feff}') {
            let blanks = self.blanks.get_or_insert((start, 0));
            blanks.1 += usize::from(character == '\n');
            return;
        }
        if let Some((at, breaks)) = self.blanks.take().filter(|_| !self.words.is_empty()) {
            self.push(if breaks > 1 { '\n' } else { ' ' }, at, start);
        }
        self.push(character, start, end);
        self.end = end;
    }

    fn push(&mut self, character: char, start: u32, end: u32) {
        if self.expect != Some(start) {
            let at = self.words.len() as u32;
            // Where the words before end, which may be before a comment or a tag.
            if self.last_end != start && at > 0 {
                self.runs.push((at, self.last_end));
            }
            self.runs.push((at, start));
        }
        self.last_end = end;
        let is_verbatim = (end - start) as usize == character.len_utf8();
        self.expect = is_verbatim.then_some(end);
        self.words.push(character);
    }

    fn finish(mut self) -> Option<Content> {
        let &(_, start) = self.runs.first()?;
        let at = Span { start, end: self.end };
        let map = if self.runs.len() == 1 && self.expect == Some(self.end) {
            ScalarMap::verbatim(at)
        } else {
            self.runs.push((self.words.len() as u32, self.end));
            ScalarMap::of_runs(at, self.runs)
        };
        Some(Content { words: self.words.into(), at, map })
    }
}
