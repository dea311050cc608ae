//! A text in one form of writing, with the way back to its bytes.
//!
//! Width, digits, blanks, dashes, quotes, letter case, tatweel, vowel marks and bidi marks differ between people who mean
//! the same words. The analysis reads the normal form; everything it reports is a range of bytes of the text as it was
//! given, on character boundaries.

use std::ops::Range;

use unicode_normalization::char::{compose, is_combining_mark};

use super::Language;

/// A text in normal form.
#[derive(Debug, Default)]
pub(super) struct Normal {
    /// The normal form.
    pub(super) text: String,
    /// For each byte of the normal form, the bytes of the given text that its character stands for.
    places: Vec<(u32, u32)>,
    /// The characters of the given text that are capitals, by their place in the normal form.
    capitals: Vec<u32>,
}

impl Normal {
    /// The normal form of `given`. `simplify` gives the simplified form of a Chinese character, where it has one.
    pub(super) fn of(given: &str, language: Language, simplify: impl Fn(char) -> char) -> Self {
        let mut normal = Self {
            text: String::with_capacity(given.len()),
            places: Vec::with_capacity(given.len()),
            capitals: Vec::new(),
        };
        let mut last = None;
        for (at, c) in given.char_indices() {
            let span = (index(at), index(at + c.len_utf8()));
            if c.is_ascii() {
                if c.is_ascii_uppercase() {
                    normal.capitals.push(index(normal.text.len()));
                }
                let plain = if c.is_ascii_control() { ' ' } else { c.to_ascii_lowercase() };
                normal.push(plain, span);
                last = Some(plain);
                continue;
            }
            let Some(plain) = plain(c, language) else { continue };
            if is_combining_mark(plain) {
                if let Some(whole) = last.and_then(|base| compose(base, plain)) {
                    normal.pop();
                    let start = normal.places_end_start(span.0);
                    let whole = folded(whole, language);
                    normal.push(whole, (start, span.1));
                    last = Some(whole);
                }
                continue;
            }
            if c.is_uppercase() {
                normal.capitals.push(index(normal.text.len()));
            }
            let plain = if language == Language::Chinese { simplify(plain) } else { plain };
            for lower in plain.to_lowercase().take(1) {
                let lower = folded(lower, language);
                normal.push(lower, span);
                last = Some(lower);
            }
        }
        normal
    }

    fn push(&mut self, c: char, span: (u32, u32)) {
        self.text.push(c);
        self.places.extend(std::iter::repeat_n(span, c.len_utf8()));
    }

    /// Takes the last character away and leaves its place as the last but one entry to ask for.
    fn pop(&mut self) {
        if let Some(c) = self.text.pop() {
            let rest = self.places.len() - c.len_utf8();
            let start = self.places[rest];
            self.places.truncate(rest);
            self.places.push(start);
        }
    }

    /// The start that [`pop`](Self::pop) left behind.
    fn places_end_start(&mut self, otherwise: u32) -> u32 {
        self.places.pop().map_or(otherwise, |place| place.0)
    }

    /// The bytes of the given text that a range of the normal form stands for.
    pub(super) fn given(&self, range: Range<usize>) -> Range<usize> {
        let start = self.places.get(range.start).map_or(0, |place| place.0);
        let end = range.end.checked_sub(1).and_then(|last| self.places.get(last)).map_or(start, |place| place.1);
        start as usize..(end.max(start)) as usize
    }

    /// How many of the characters of a range of the normal form were capitals in the given text, and whether the first was.
    pub(super) fn capitals(&self, range: Range<usize>) -> (usize, bool) {
        if self.capitals.is_empty() {
            return (0, false);
        }
        let from = self.capitals.partition_point(|&at| (at as usize) < range.start);
        let to = self.capitals.partition_point(|&at| (at as usize) < range.end);
        (to - from, self.capitals.get(from).is_some_and(|&at| at as usize == range.start))
    }
}

fn index(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// The one way of writing a character of which there are several; none where it carries no meaning.
fn plain(c: char, language: Language) -> Option<char> {
    Some(match c {
        // Full-width forms.
        '\u{ff01}'..='\u{ff5d}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '\u{3000}' | '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{1680}' | '\u{85}' => ' ',
        '\u{2028}' | '\u{2029}' => ' ',
        // Arabic-Indic digits and their eastern forms.
        '٠'..='٩' => char::from(b'0' + u8::try_from(u32::from(c) - u32::from('٠')).unwrap_or(0)),
        '۰'..='۹' => char::from(b'0' + u8::try_from(u32::from(c) - u32::from('۰')).unwrap_or(0)),
        '٪' | '﹪' => '%',
        '\u{2010}' | '\u{2011}' | '\u{2212}' | '\u{fe63}' => '-',
        '\u{2012}' | '\u{2013}' | '～' | '〜' => '–',
        '\u{2014}' | '\u{2015}' => '—',
        '\u{2018}' | '\u{2019}' | '\u{2bc}' | '\u{2b9}' | '\u{b4}' | '\u{201b}' | '\u{2032}' => '\'',
        '〇' if language == Language::Chinese => '零',
        // Marks of direction and of joining, soft hyphens, tatweel, vowel marks: they change no word.
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' => return None,
        '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{61c}' | '\u{640}' => return None,
        '\u{64b}'..='\u{652}' | '\u{656}'..='\u{65f}' | '\u{670}' | '\u{fe00}'..='\u{fe0f}' => return None,
        _ => c,
    })
}

/// Letters that one language writes in two ways without a difference of meaning.
fn folded(c: char, language: Language) -> char {
    match (language, c) {
        (Language::Russian, 'ё') => 'е',
        (Language::Arabic, 'أ' | 'إ' | 'آ' | 'ٱ') => 'ا',
        (Language::Arabic, 'ى' | 'ی') => 'ي',
        (Language::Arabic, 'ک') => 'ك',
        (Language::Arabic, 'ة') => 'ه',
        (Language::Arabic, 'ؤ') => 'و',
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn normal(text: &str, language: Language) -> Normal {
        Normal::of(text, language, |c| if c == '萬' { '万' } else { c })
    }

    #[test]
    fn variants_become_one_form_and_keep_their_bytes() {
        let cases = [
            ("８０％", Language::Chinese, "80%"),
            ("٩٠٪", Language::Arabic, "90%"),
            ("１０萬", Language::Chinese, "10万"),
            ("Трёх", Language::Russian, "трех"),
            ("Трёх", Language::Russian, "трех"),
            ("d’ici\u{202f}2030", Language::French, "d'ici 2030"),
            ("e\u{301}cole", Language::French, "école"),
            ("الـــمدرسة", Language::Arabic, "المدرسه"),
            ("\u{200f}٥٠\u{200e}", Language::Arabic, "50"),
        ];
        for (given, language, expected) in cases {
            let normal = normal(given, language);
            assert_eq!(normal.text, expected, "{given}");
            for (at, c) in normal.text.char_indices() {
                let range = normal.given(at..at + c.len_utf8());
                assert!(given.is_char_boundary(range.start) && given.is_char_boundary(range.end), "{given} {range:?}");
                assert!(!range.is_empty());
            }
        }
    }

    #[test]
    fn capitals_are_remembered() {
        let normal = normal("The ITU-T", Language::English);
        assert_eq!((normal.capitals(0..3), normal.capitals(4..7)), ((1, true), (3, true)));
    }
}
