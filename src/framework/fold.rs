//! Letters and signs that look alike or mean the same, brought to one form.

use unicode_normalization::UnicodeNormalization;

/// `text` in lower case, with ASCII digits, one kind each of blank, dot, hyphen and apostrophe, full-width forms made
/// narrow and invisible characters left out.
///
/// This is less than compatibility normalization on purpose: that would read the footnote mark in `1²` as Goal 12.
pub(super) fn fold(text: &str) -> String {
    let folded: String = text.nfc().filter(|&c| !is_invisible(c)).map(fold_sign).flat_map(char::to_lowercase).collect();
    folded.trim().to_owned()
}

fn fold_sign(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => narrow(c),
        '٠'..='٩' => digit(c, '٠'),
        '۰'..='۹' => digit(c, '۰'),
        '。' | '｡' | '·' | '・' | '‧' | '\u{2024}' | '٫' | '۔' => '.',
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' => '-',
        '‘' | '’' | 'ʼ' => '\'',
        c if c.is_whitespace() => ' ',
        c => c,
    }
}

/// The ASCII character of a full-width form.
fn narrow(c: char) -> char {
    char::from_u32(c as u32 - 0xff01 + 0x21).expect("full-width forms lie in the order of ASCII")
}

/// The ASCII digit of one whose zero is `zero`.
fn digit(c: char, zero: char) -> char {
    char::from_digit(c as u32 - zero as u32, 10).expect("digits of a script follow each other from zero to nine")
}

/// Characters that are there but not seen: marks of writing direction above all, which Arabic text is full of.
fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}'
            | '\u{61c}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{2064}'
            | '\u{2066}'..='\u{2069}'
            | '\u{feff}'
    )
}

/// The Latin letter that a lower-case letter stands for in a code: itself, or the one that a Cyrillic letter looks
/// like. Cyrillic `в` is not among them, for it looks like `B` in upper case and is the third letter of the alphabet.
pub(super) fn latin(c: char) -> char {
    match c {
        'а' => 'a',
        'с' => 'c',
        'е' => 'e',
        'о' => 'o',
        'р' => 'p',
        'т' => 't',
        'у' => 'y',
        'х' => 'x',
        'і' => 'i',
        c => c,
    }
}

/// As [`latin`], with the Arabic letters by which the Arabic edition of the goals names targets: `9-ج` is 9.c.
pub(super) fn target_letter(c: char) -> char {
    match c {
        'أ' | 'ا' => 'a',
        'ب' => 'b',
        'ج' => 'c',
        'د' => 'd',
        c => latin(c),
    }
}
