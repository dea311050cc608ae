//! Words of another direction inside a sentence that is written from right to left.
//!
//! An id such as `T1.1`, a period, a path or a quoted English phrase keeps its own order and its place only where it is
//! isolated: without that, a terminal or editor that lays text out by the Unicode bidirectional algorithm moves its
//! points and brackets about. The isolates are invisible; where they are not understood they do no harm.

/// First strong isolate: what follows is laid out by itself.
pub(super) const OPEN: char = '\u{2068}';
/// The end of an isolate.
pub(super) const CLOSE: char = '\u{2069}';

/// Whether a language is written from right to left.
#[must_use]
pub(super) fn is_right_to_left(language: &str) -> bool {
    language == "ar"
}

/// Whether `value` would lose its order in a sentence from right to left: whatever holds letters of another script, or
/// numbers with more than points between their digits.
#[must_use]
pub(super) fn needs_isolation(value: &str) -> bool {
    // An isolate runs as its first letter does, and does not look into isolates within; around nothing else, it would run from
    // left to right.
    if value.contains(OPEN) && !without_isolates(value).contains(char::is_alphabetic) {
        return false;
    }
    let foreign = |c: char| c.is_alphabetic() && !is_arabic(c);
    let harmless = |c: char| c.is_ascii_digit() || c.is_whitespace() || c == '.' || c == ',' || is_arabic(c);
    value.contains(foreign) || (value.contains(|c: char| c.is_ascii_digit()) && !value.chars().all(harmless))
}

/// What stands outside of all isolates.
fn without_isolates(value: &str) -> String {
    let mut depth = 0_usize;
    let mut outside = String::new();
    for c in value.chars() {
        match c {
            OPEN => depth += 1,
            CLOSE => depth = depth.saturating_sub(1),
            other if depth == 0 => outside.push(other),
            _ => {}
        }
    }
    outside
}

fn is_arabic(c: char) -> bool {
    matches!(c, '\u{600}'..='\u{6ff}' | '\u{750}'..='\u{77f}' | '\u{8a0}'..='\u{8ff}' | '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}')
}

/// `template` with the foreign words of its own isolated: what stands in backticks, and runs of letters and digits of
/// another script with what joins them. Tags of the template are left alone; their values are isolated when they are
/// written.
#[must_use]
pub(super) fn isolate_words(template: &str) -> String {
    let mut out = String::with_capacity(template.len() + 16);
    let mut rest = template;
    while let Some(first) = rest.chars().next() {
        let taken = if rest.starts_with("{{") || rest.starts_with("{%") {
            let end = if rest.starts_with("{{") { "}}" } else { "%}" };
            let length = rest.find(end).map_or(rest.len(), |at| at + end.len());
            out.push_str(&rest[..length]);
            length
        } else if let Some(length) = (first == '`').then(|| rest[1..].find('`').map(|at| at + 2)).flatten() {
            isolated(&rest[..length], &mut out);
            length
        } else if let Some(length) = foreign_run(rest) {
            isolated(&rest[..length], &mut out);
            length
        } else {
            out.push(first);
            first.len_utf8()
        };
        rest = &rest[taken..];
    }
    out
}

fn isolated(words: &str, out: &mut String) {
    out.push(OPEN);
    out.push_str(words);
    out.push(CLOSE);
}

/// The length of the run of foreign words at the beginning of `text`: words joined by points, slashes, hyphens, colons or
/// one blank.
fn foreign_run(text: &str) -> Option<usize> {
    let foreign = |c: char| c.is_ascii_digit() || (c.is_alphabetic() && !is_arabic(c));
    let mut end = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if foreign(c) {
            end = at + c.len_utf8();
            continue;
        }
        let joins = matches!(c, ' ' | '.' | '/' | '-' | '_' | ':' | '#' | '+' | '*');
        let goes_on = chars.peek().is_some_and(|&(_, next)| foreign(next) || (c == ':' && next == ' '));
        if end == 0 || !joins || !goes_on {
            break;
        }
    }
    let run = &text[..end];
    (end > 0 && needs_isolation(run)).then_some(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_periods_and_foreign_words_are_isolated() {
        for value in
            ["اعتُبر «\u{2068}≥90%\u{2069}» مساوياً 90؛", "T1.1", "2024-2027", "plan.yaml", "宽带", "Ц1", "الهدف G1"]
        {
            assert!(needs_isolation(value), "{value}");
        }
        for value in ["", "\u{2068}T1.1\u{2069}، \u{2068}T1.2\u{2069}", "الهدف", "2027", "12.5", "غاية", "119 تحذيرا"]
        {
            assert!(!needs_isolation(value), "{value}");
        }
    }

    #[test]
    fn words_of_a_template_are_isolated_and_its_tags_are_not() {
        let shown = |text: &str| isolate_words(text).replace(OPEN, "<").replace(CLOSE, ">");
        assert_eq!(shown("اكتب `cross-cutting: true` هنا"), "اكتب <`cross-cutting: true`> هنا");
        assert_eq!(shown("الغاية {{ id }} في planlint.yaml."), "الغاية {{ id }} في <planlint.yaml>.");
        assert_eq!(
            shown("{% if kind == 'plan' %}أ{% endif %} ISO 4217 ب"),
            "{% if kind == 'plan' %}أ{% endif %} <ISO 4217> ب"
        );
        assert_eq!(shown("من 1 إلى 10"), "من 1 إلى 10");
        assert_eq!(shown("مثل 2027-Q3: `"), "مثل <2027-Q3>: `");
    }
}
