//! The sets of decimal digits that plans are written in.

/// A set of decimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Digits {
    /// 0 to 9.
    Western,
    /// Arabic-Indic, and their eastern forms.
    Arabic,
    /// As wide as a Chinese character.
    FullWidth,
}

/// The western digit that a digit stands for, and the set that it is of.
pub(super) fn digit(c: char) -> Option<(Digits, char)> {
    let (set, zero) = match c {
        '0'..='9' => (Digits::Western, '0'),
        '٠'..='٩' => (Digits::Arabic, '٠'),
        '۰'..='۹' => (Digits::Arabic, '۰'),
        '０'..='９' => (Digits::FullWidth, '０'),
        _ => return None,
    };
    char::from_digit(u32::from(c) - u32::from(zero), 10).map(|western| (set, western))
}

/// The digits of a text in western form, everything else left out.
pub(super) fn digits_of(text: &str) -> String {
    text.chars().filter_map(|c| digit(c).map(|(_, western)| western)).collect()
}
