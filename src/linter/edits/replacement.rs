//! Puts words in the place of others, in the quotes that stand there.

use crate::check::{Extent, Replacement};
use crate::finding::Edit;
use crate::format::{self, Format};
use crate::source::SourceMap;

/// The edit; none where the old words are written so that the new ones cannot be put in their place.
pub(super) fn edit(replacement: &Replacement, sources: &SourceMap) -> Option<Edit> {
    let Replacement { at, old, new, extent } = replacement;
    let written = sources.text_at(*at);
    let text = match (format::recognise(sources.file(at.file).path()), extent) {
        (Format::ResourcesCsv, _) => in_cell(written, old, new),
        (Format::Native, Extent::Whole) => whole(written, old, new),
        (Format::Native, Extent::Part) => part(written, old, new),
        (Format::Stratml | Format::Iati | Format::Office, _) => None,
    };
    Some(Edit { at: *at, text: text? })
}

/// In a cell of a table: words that need no quotes, for the cell may have none.
fn in_cell(written: &str, old: &str, new: &str) -> Option<String> {
    (written == old && !new.contains([',', ';', '"', '\n', '\r'])).then(|| new.to_owned())
}

/// All that stands in a place of its own.
fn whole(written: &str, old: &str, new: &str) -> Option<String> {
    if new.contains(char::is_control) {
        return None;
    }
    if written.len() >= 2 && written.starts_with('"') && written.ends_with('"') {
        return Some(in_double_quotes(new));
    }
    if written.len() >= 2 && written.starts_with('\'') && written.ends_with('\'') {
        return Some(format!("'{}'", new.replace('\'', "''")));
    }
    // A block, an alias, words over several lines.
    if written != old {
        return None;
    }
    // Other readers of the file would make a number of a code that was none before.
    let becomes_number = is_number(new) && !is_number(old);
    Some(if may_be_bare(new) && !becomes_number { new.to_owned() } else { in_double_quotes(new) })
}

fn in_double_quotes(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

fn is_number(text: &str) -> bool {
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    text.split('.').count() <= 2 && text.split('.').all(digits)
}

/// Whether a text is itself without quotes, in brackets too.
fn may_be_bare(text: &str) -> bool {
    let begins_well = text.starts_with(|c: char| c.is_alphanumeric() || c == '_');
    let is_other_value = matches!(text.to_ascii_lowercase().as_str(), "null" | "true" | "false" | "yes" | "no");
    let has_sign = text.contains([',', '[', ']', '{', '}']) || text.contains(": ") || text.contains(" #");
    begins_well && !is_other_value && !has_sign && !text.ends_with([':', ' '])
}

/// Some words of a text, whatever it stands in: nothing comes in that means something there, unless the old words had it.
fn part(written: &str, old: &str, new: &str) -> Option<String> {
    if written.contains(['\n', '\r']) || !(written == old || is_escaped(written, old)) {
        return None;
    }
    let means_something = |c: char| c.is_control() || "'\"\\:#,[]{}&*!|>%@`?-".contains(c);
    let harmless = |c: char| !means_something(c) || written.contains(c) || (c == '-' && !new.starts_with('-'));
    let keeps_ends = !new.is_empty() && new.trim_matches(' ') == new;
    (keeps_ends && new.chars().all(harmless)).then(|| new.to_owned())
}

/// Whether `written` stands for `old` within quotes.
fn is_escaped(written: &str, old: &str) -> bool {
    written.replace("''", "'") == old
        || serde_json::from_str::<String>(&format!("\"{written}\"")).is_ok_and(|plain| plain == old)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_stay_as_they_are() {
        assert_eq!(whole("9.1.c", "9.1.c", "9.c.1").unwrap(), "9.c.1");
        assert_eq!(whole("\"9.1.c\"", "9.1.c", "9.c.1").unwrap(), "\"9.c.1\"");
        assert_eq!(whole("'9.1.c'", "9.1.c", "9.c.1").unwrap(), "'9.c.1'");
        assert_eq!(whole("'G''1'", "G'1", "G'2").unwrap(), "'G''2'");
        assert_eq!(whole("\"\\u00e9\"", "é", "a\"b").unwrap(), "\"a\\\"b\"");
    }

    #[test]
    fn a_code_becomes_no_number() {
        assert_eq!(whole("SDG 9.10", "SDG 9.10", "9.10").unwrap(), "\"9.10\"");
        assert_eq!(whole("09.1", "09.1", "9.1").unwrap(), "9.1");
    }

    #[test]
    fn what_needs_quotes_gets_them() {
        assert_eq!(whole("g1", "g1", "G[1]").unwrap(), "\"G[1]\"");
        assert_eq!(whole("g1", "g1", "p#G1").unwrap(), "p#G1");
        assert_eq!(whole("N", "N", "no").unwrap(), "\"no\"");
    }

    #[test]
    fn blocks_and_aliases_are_left_alone() {
        assert_eq!(whole("*a", "9.C", "9.c"), None);
        assert_eq!(whole("|\n  9.C", "9.C\n", "9.c"), None);
        assert_eq!(part("can\n  not", "can not", "cannot"), None);
    }

    #[test]
    fn words_of_a_text_bring_in_no_sign() {
        assert_eq!(part("Mbps", "Mbps", "Mbit/s").unwrap(), "Mbit/s");
        assert_eq!(part("l''eau", "l'eau", "leau").unwrap(), "leau");
        assert_eq!(part("caf\\u00e9", "café", "cafe").unwrap(), "cafe");
        assert_eq!(part("lan", "lan", "l'an"), None);
        assert_eq!(part("a", "a", "b: c"), None);
        assert_eq!(part("cooperation", "cooperation", "co-operation").unwrap(), "co-operation");
    }

    #[test]
    fn a_cell_holds_no_separator() {
        assert_eq!(in_cell("g1", "g1", "G1").unwrap(), "G1");
        assert_eq!(in_cell("g1", "g1", "G;1"), None);
    }
}
