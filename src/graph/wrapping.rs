//! Text in lines of a width, where no font can be asked: widths of characters are those of common sans-serif fonts.

/// At most `most` lines of `width` ems each; what is left over is an ellipsis.
pub(super) fn wrap(text: &str, width: f32, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    for piece in pieces(text) {
        let (body, gap) = (piece.trim_end(), piece.len() > piece.trim_end().len());
        if !line.is_empty() && measure(&line) + measure(body) > width {
            lines.push(std::mem::take(&mut line).trim_end().to_owned());
        }
        // A word that no line can hold is cut.
        for character in body.chars() {
            if measure(&line) + advance(character) > width && advance(character) > 0.0 {
                lines.push(std::mem::take(&mut line).trim_end().to_owned());
            }
            line.push(character);
        }
        if gap {
            line.push(' ');
        }
    }
    lines.push(line.trim_end().to_owned());
    lines.retain(|line| !line.is_empty());
    if lines.len() > most {
        lines.truncate(most);
        if let Some(last) = lines.last_mut() {
            while measure(last) + 1.0 > width && last.pop().is_some() {}
            *last = format!("{}…", last.trim_end());
        }
    }
    lines
}

/// How wide a text is, in ems.
pub(super) fn measure(text: &str) -> f32 {
    text.chars().map(advance).sum()
}

/// The text in pieces between which a line may end: behind blanks, slashes and hyphens, and between ideographs, except
/// before what closes a phrase.
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let (mut start, mut before) = (0, '\0');
    for (at, character) in text.char_indices() {
        let ideographs = is_wide(before) || is_wide(character);
        let may_end = (before.is_whitespace() && !character.is_whitespace())
            || matches!(before, '/' | '-' | '–')
            || (ideographs && !is_closing(character) && !is_opening(before) && advance(character) > 0.0);
        if at > start && may_end && !character.is_whitespace() {
            pieces.push(&text[start..at]);
            start = at;
        }
        before = character;
    }
    if start < text.len() {
        pieces.push(&text[start..]);
    }
    pieces
}

const fn is_closing(character: char) -> bool {
    matches!(
        character,
        '。' | '，'
            | '、'
            | '；'
            | '：'
            | '！'
            | '？'
            | '）'
            | '》'
            | '」'
            | '”'
            | ')'
            | ','
            | '.'
            | ';'
            | ':'
            | '%'
    )
}

const fn is_opening(character: char) -> bool {
    matches!(character, '（' | '《' | '「' | '“' | '(')
}

const fn is_wide(character: char) -> bool {
    matches!(character, '\u{1100}'..='\u{115f}' | '\u{2e80}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}'
        | '\u{fe30}'..='\u{fe4f}' | '\u{ff00}'..='\u{ff60}' | '\u{ffe0}'..='\u{ffe6}' | '\u{1f300}'..='\u{1faff}' | '\u{20000}'..='\u{3fffd}')
}

/// How far a character moves the pen, in ems.
fn advance(character: char) -> f32 {
    match character {
        // Marks above and below, joiners, direction marks, variation selectors.
        '\u{300}'..='\u{36f}'
        | '\u{610}'..='\u{61a}'
        | '\u{64b}'..='\u{65f}'
        | '\u{200b}'..='\u{200f}'
        | '\u{2060}'..='\u{2069}'
        | '\u{fe00}'..='\u{fe0f}' => 0.0,
        _ if is_wide(character) => 1.0,
        ' ' | 'i' | 'j' | 'l' | 'I' | '.' | ',' | ';' | ':' | '\'' | '|' | '!' | 'f' | 't' | 'r' | '(' | ')' | '/' => {
            0.34
        }
        'm' | 'w' | 'M' | 'W' | 'ш' | 'щ' | 'ж' | 'ю' | 'ы' | '%' | '@' | '…' => 0.9,
        '\u{600}'..='\u{6ff}' => 0.55,
        _ if character.is_uppercase() => 0.7,
        _ => 0.58,
    }
}

/// Whether a text is written from right to left: its first letter decides.
pub(super) fn is_right_to_left(text: &str) -> bool {
    let first = text.chars().find(|character| character.is_alphabetic());
    first
        .is_some_and(|first| matches!(first, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_end_between_words_and_between_ideographs() {
        assert_eq!(wrap("Universal broadband coverage", 8.0, 4), ["Universal", "broadband", "coverage"]);
        assert_eq!(wrap("宽带普遍覆盖，人人可用。", 6.0, 4), ["宽带普遍覆", "盖，人人可", "用。"]);
        assert_eq!(wrap("Donaudampfschiff", 5.0, 9).concat(), "Donaudampfschiff");
        assert_eq!(wrap("", 5.0, 4), Vec::<String>::new());
    }

    #[test]
    fn what_is_left_over_is_an_ellipsis() {
        let lines = wrap("one two three four five six seven", 6.0, 2);
        assert_eq!(lines.len(), 2);
        assert!(lines[1].ends_with('…') && lines.iter().all(|line| measure(line) <= 6.9), "{lines:?}");
    }

    #[test]
    fn marks_stay_with_their_letters() {
        let text = "e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}";
        for line in wrap(text, 2.0, 9) {
            assert!(!line.starts_with('\u{301}'), "{line:?}");
        }
    }

    #[test]
    fn the_first_letter_tells_the_direction() {
        assert!(is_right_to_left("1. النطاق") && !is_right_to_left("T1 النطاق") && !is_right_to_left("目标"));
    }
}
