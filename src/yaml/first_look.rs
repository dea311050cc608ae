//! Whether a text has some key at its root, without reading more of it than that takes.

use granit_parser::{Event, Parser};

use super::parse::settings;
use super::read;

/// Whether the root of `text` is a mapping with the scalar `key` among its keys. Reads as far as that key; a text that is no
/// YAML before it is read around its errors.
#[must_use]
pub fn has_root_key(text: &str, key: &str) -> bool {
    look(text, key).unwrap_or_else(|| {
        let tree = read(text);
        tree.root().is_some_and(|root| tree.entry(root, key).is_some())
    })
}

/// The same; nothing where it hangs on what stands behind an error.
fn look(text: &str, key: &str) -> Option<bool> {
    let (mut depth, mut documents, mut is_key) = (0_usize, 0, true);
    for next in Parser::new_from_str_with_options(text, settings()) {
        let (event, _) = next.ok()?;
        match event {
            Event::DocumentStart(..) if documents > 0 => break,
            Event::DocumentStart(..) => documents += 1,
            Event::SequenceStart(..) if depth == 0 => return Some(false),
            Event::Scalar(value, ..) if depth == 1 => {
                if is_key && *value == *key {
                    return Some(true);
                }
                is_key = !is_key;
            }
            Event::Alias(..) if depth == 1 => is_key = !is_key,
            Event::MappingStart(..) | Event::SequenceStart(..) => depth += 1,
            Event::MappingEnd | Event::SequenceEnd => {
                depth = depth.saturating_sub(1);
                // A collection within the root is a key or a value of it.
                if depth == 1 {
                    is_key = !is_key;
                }
            }
            _ => {}
        }
    }
    Some(false)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_found_at_the_root_alone() {
        for (text, expected) in [
            ("plan: a\ngoals: {}\n", true),
            ("# words\n---\ntitle: {plan: a}\nother: [plan]\nplan: a\n", true),
            ("{title: a, \"plan\": b}", true),
            ("\u{feff}plan: a", true),
            ("? [a, b]\n: c\nplan: d\n", true),
            ("? {a: b}\n: plan\n", false),
            ("title: plan\nmore: {plan: a}\n", false),
            ("a: &x 1\nb: *x\nplan: c\n", true),
            ("- plan: a\n", false),
            ("title: a\n---\nplan: b\n", false),
            ("plan", false),
            ("", false),
            // Behind an error, where the rest is still read.
            ("title: a: b\nplan: c\n", true),
            ("title: \"a\nplan: c\n", false),
        ] {
            assert_eq!(has_root_key(text, "plan"), expected, "{text:?}");
        }
    }

    #[test]
    fn a_root_key_that_is_there_is_found_whatever_stands_behind_it() {
        assert!(has_root_key("plan: Vision: the plan\ngoals: [", "plan"));
    }
}
