//! Text inside XML reports.

use std::borrow::Cow;

/// `text` as the value of an attribute or as content: markup escaped, line ends kept as character references, and the
/// characters that XML 1.0 cannot hold at all replaced by U+FFFD.
pub(crate) fn escape(text: &str) -> Cow<'_, str> {
    if !text.contains(needs_escape) {
        return Cow::Borrowed(text);
    }
    let mut escaped = String::with_capacity(text.len() + 16);
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&apos;"),
            '\n' => escaped.push_str("&#10;"),
            '\r' => escaped.push_str("&#13;"),
            '\t' => escaped.push_str("&#9;"),
            other if is_forbidden(other) => escaped.push('\u{fffd}'),
            other => escaped.push(other),
        }
    }
    Cow::Owned(escaped)
}

fn needs_escape(character: char) -> bool {
    matches!(character, '&' | '<' | '>' | '"' | '\'' | '\n' | '\r' | '\t') || is_forbidden(character)
}

/// Outside the production `Char` of XML 1.0, section 2.2.
fn is_forbidden(character: char) -> bool {
    matches!(character, '\u{0}'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}')
}

#[cfg(test)]
mod tests {
    use super::escape;

    #[test]
    fn markup_and_control_characters_stay_text() {
        assert_eq!(escape("目标 <a b='\"&'>\u{1}\n"), "目标 &lt;a b=&apos;&quot;&amp;&apos;&gt;\u{fffd}&#10;");
        assert!(matches!(escape("عربي 😀 é"), std::borrow::Cow::Borrowed(_)));
    }
}
