//! A part of a tree written anew: on one line, or with a line for each entry.

use super::{NodeId, Tree, Value};

/// The most nodes that are written; what aliases unfold to counts each time.
const LIMIT: usize = 10_000;

/// A node on one line; none where it is larger than is written, or something in it stands for nothing.
#[must_use]
pub fn inline(tree: &Tree, node: NodeId) -> Option<String> {
    let mut out = String::new();
    put(tree, node, &mut LIMIT.clone(), &mut out)?;
    Some(out)
}

/// A list or a mapping with a line for each of its entries; another node on one line.
#[must_use]
pub fn lines(tree: &Tree, node: NodeId) -> Option<String> {
    let mut left = LIMIT;
    let mut lines = Vec::new();
    match tree.value(node) {
        Value::Sequence(items) if !items.is_empty() => {
            for item in items {
                let mut line = "- ".to_owned();
                put(tree, *item, &mut left, &mut line)?;
                lines.push(line);
            }
        }
        Value::Mapping(entries) if !entries.is_empty() => {
            for entry in entries {
                let mut line = format!("{}: ", scalar(tree.scalar(entry.key)?));
                put(tree, entry.value, &mut left, &mut line)?;
                lines.push(line);
            }
        }
        _ => return inline(tree, node),
    }
    Some(lines.join("\n"))
}

fn put(tree: &Tree, node: NodeId, left: &mut usize, out: &mut String) -> Option<()> {
    *left = left.checked_sub(1)?;
    match tree.value(node) {
        Value::Scalar { text, .. } => out.push_str(&scalar(text)),
        Value::Absent => out.push_str("null"),
        Value::Mapping(entries) => {
            out.push('{');
            for (index, entry) in entries.iter().enumerate() {
                out.push_str(if index > 0 { ", " } else { "" });
                out.push_str(&scalar(tree.scalar(entry.key)?));
                out.push_str(": ");
                put(tree, entry.value, left, out)?;
            }
            out.push('}');
        }
        Value::Sequence(items) => {
            out.push('[');
            for (index, item) in items.iter().enumerate() {
                out.push_str(if index > 0 { ", " } else { "" });
                put(tree, *item, left, out)?;
            }
            out.push(']');
        }
        Value::Alias(_) | Value::Unresolved => return None,
    }
    Some(())
}

/// A text as it is where it is nothing else to whoever reads it, else in quotes.
fn scalar(text: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_' | '.' | '/' | '(' | ')');
    let is_plain = text.starts_with(char::is_alphanumeric)
        && text.chars().all(plain)
        && !text.ends_with(' ')
        && !text.eq_ignore_ascii_case("null");
    if is_plain { text.to_owned() } else { quoted(text) }
}

fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            // What YAML does not take for printable.
            c if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}') => {
                out.push_str(&format!("\\u{:04x}", u32::from(c)));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_says_the_same() {
        let text = "- with: {zh: 成员国, en: \"a: b\"}\n  date: 2021-08\n- &a [x, '', null]\n- *a\n- say: |\n    two\n    lines\n";
        let tree = super::super::read(text);
        let written = lines(&tree, tree.root().unwrap()).unwrap();
        assert_eq!(
            written,
            "- {with: {zh: 成员国, en: \"a: b\"}, date: 2021-08}\n- [x, \"\", null]\n- [x, \"\", null]\n- {say: \"two\\nlines\\n\"}"
        );
        let again = super::super::read(&written);
        assert_eq!(lines(&again, again.root().unwrap()).unwrap(), written);
        let one = inline(&again, again.root().unwrap()).unwrap();
        assert!(one.starts_with("[{with: ") && !one.contains('\n'), "{one}");
    }

    #[test]
    fn what_aliases_unfold_to_has_an_end() {
        let mut text = "a: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
        for level in 1..6 {
            text += &format!("b{level}: &a{level} [{}]\n", vec![format!("*a{}", level - 1); 10].join(", "));
        }
        let tree = super::super::read(&text);
        assert_eq!(inline(&tree, tree.root().unwrap()), None);
    }
}
