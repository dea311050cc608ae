//! Any edits of a text, as an editor sends them: the tree that is spliced is the tree of the whole text, and each position is found
//! again in the units of every client.

#![no_main]

use libfuzzer_sys::fuzz_target;
use planlint::source::{ColumnUnit, LineIndex};
use planlint::yaml::{self, NodeId, Tree, Value};

/// A text to begin with, with what readers care about; what is typed into it comes from the bytes.
const TEXT: &str = "# head\nplan: p\ntitle: {en: A title, zh: 宽带}\ngoals:\n  G1:\n    title: Access # why\n    statement: |\n      One line\n\n    \
    targets:\n      T1:\n        sdg: [9.c, '9.1']\n        list:\n          - a: 1\n            b: é́😀\n  G2: {title: \"العربية\"}\r\nlast: end\n";

/// Where the text is replaced, how much of it, and by how many of the bytes that follow: three bytes an edit.
const HEAD: usize = 3;

fn shown(tree: &Tree) -> String {
    fn node(tree: &Tree, id: NodeId, out: &mut String) {
        let at = tree.node(id);
        out.push_str(&format!("{:?} ", at.span));
        match &at.value {
            Value::Mapping(entries) => entries.iter().for_each(|entry| {
                node(tree, entry.key, out);
                node(tree, entry.value, out);
            }),
            Value::Sequence(items) => items.iter().for_each(|&item| node(tree, item, out)),
            other => out.push_str(&format!("{other:?}\n")),
        }
    }
    let mut out = String::new();
    tree.root().into_iter().for_each(|root| node(tree, root, &mut out));
    format!("{out}{:?}{:?}", tree.comments(), tree.problems())
}

fuzz_target!(|bytes: &[u8]| {
    let (mut text, mut rest) = (TEXT.to_owned(), bytes);
    let mut tree = yaml::read(&text);
    while let Some((&[at, length, count], behind)) = rest.split_first_chunk::<HEAD>() {
        let (put, behind) = behind.split_at(usize::from(count % 16).min(behind.len()));
        rest = behind;
        let start = text.floor_char_boundary(usize::from(at) * text.len() / 256);
        let end = text.ceil_char_boundary((start + usize::from(length % 32)).min(text.len()));
        let new = format!("{}{}{}", &text[..start], String::from_utf8_lossy(put), &text[end..]);
        let spliced = yaml::reread(&text, &tree, &new);
        assert_eq!(shown(&spliced), shown(&yaml::read(&new)), "{text:?} -> {new:?}");
        let lines = LineIndex::new(&new);
        for unit in [ColumnUnit::Utf8, ColumnUnit::Utf16, ColumnUnit::Utf32] {
            for offset in [start, start + put.len(), new.len()] {
                let offset = new.floor_char_boundary(offset);
                // Between the two bytes of one line break, and before a byte order mark, no editor has a place.
                let is_before_mark = offset == 0 && new.starts_with('\u{feff}');
                if new[..offset].ends_with('\r') || is_before_mark {
                    continue;
                }
                let offset = u32::try_from(offset).expect("texts are short");
                let place = lines.position(&new, offset, unit);
                assert_eq!(lines.offset(&new, place, unit), offset, "{new:?} {place:?}");
            }
        }
        (text, tree) = (new, spliced);
    }
});
