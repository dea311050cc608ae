use super::*;

/// A tree as a text that two trees share only where they say the same at the same places.
pub(in crate::yaml) fn shown(tree: &Tree) -> String {
    fn node(tree: &Tree, id: NodeId, out: &mut String) {
        let node_ = tree.node(id);
        out.push_str(&format!("{}..{} ", node_.span.start, node_.span.end));
        match &node_.value {
            Value::Mapping(entries) => {
                out.push_str("{\n");
                for entry in entries {
                    node(tree, entry.key, out);
                    node(tree, entry.value, out);
                }
                out.push_str("}\n");
            }
            Value::Sequence(items) => {
                out.push_str("[\n");
                for &item in items {
                    node(tree, item, out);
                }
                out.push_str("]\n");
            }
            other => out.push_str(&format!("{other:?}\n")),
        }
    }
    let mut out = String::new();
    if let Some(root) = tree.root() {
        node(tree, root, &mut out);
    }
    format!("{out}{:?}{:?}", tree.comments(), tree.problems())
}

pub(in crate::yaml) const TEXT: &str = "# head\nplan: p\ntitle: {en: A title, zh: 宽带}\ngoals:\n  G1:\n    title: Access # why\n    statement: |\n      One line\n      and another\n\n    targets:\n      T1:\n        title: >-\n          folded\n          words\n        sdg: [9.c, '9.1']\n        list:\n          - a: 1\n            b: 2\n          - a: 3\n    flow: {\n      a: 1,\n      b: 2 }\n  # between\n  G2:\n    owner:\n    title: \"quoted\n      over lines\"\nlast: end\n";

#[test]
fn an_edit_within_an_entry_is_read_alone() {
    for (from, to) in [
        ("Access", "Access for all"),
        ("One line", "One\n      more line"),
        ("9.c", "9.d, 1"),
        ("owner:", "owner: BDT"),
        ("# why", "# why not"),
        ("b: 2 }", "b: 22 }"),
        ("a: 1", "a: 12"),
        ("  G2:", "  G2:\n    rank: 1"),
        ("last: end", "last: ended"),
    ] {
        let new = TEXT.replacen(from, to, 1);
        let spliced = splice(TEXT, &read(TEXT), &new).unwrap_or_else(|| panic!("{from} is read alone"));
        assert_eq!(shown(&spliced), shown(&read(&new)), "{from} -> {to}");
    }
}

#[test]
fn a_block_scalar_that_is_emptied_stands_at_its_mark() {
    for emptied in [
        TEXT.replacen("      One line\n      and another\n", "", 1),
        TEXT.replacen("      One line\n      and another\n", "  \n", 1),
        TEXT.replacen("|\n      One line\n      and another\n", "|- # none > one\n# a | b\n", 1),
        TEXT.replacen(">-\n          folded\n          words\n", ">-\n", 1),
    ] {
        let edited = super::super::reread(TEXT, &read(TEXT), &emptied);
        assert_eq!(shown(&edited), shown(&read(&emptied)), "{emptied}");
    }
}

#[test]
fn any_edits_give_the_tree_of_the_whole_text() {
    let pieces = [
        "x",
        " ",
        ":",
        ": ",
        "\n",
        "\n  ",
        "\n    k: v",
        "- ",
        "#",
        " # c",
        "\"",
        "'",
        "[",
        "]",
        "{",
        "}",
        ",",
        "|",
        ">",
        "宽",
        "é",
        "",
        "",
        "",
        "&a ",
        "*a",
        "!t ",
        "\t",
        "---\n",
        "?",
        "\r\n",
        "%",
    ];
    let mut seed = 7_u64;
    let mut random = move |below: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(seed >> 33).unwrap() % below.max(1)
    };
    let mut alone = 0;
    for _ in 0..400 {
        let (mut text, mut tree) = (TEXT.to_owned(), read(TEXT));
        for _ in 0..6 {
            let at: Vec<usize> = (0..=text.len()).filter(|&at| text.is_char_boundary(at)).collect();
            let index = random(at.len());
            let end = if random(3) == 0 { at[(index + random(6)).min(at.len() - 1)] } else { at[index] };
            let mut new = text.clone();
            new.replace_range(at[index]..end, pieces[random(pieces.len())]);
            let spliced = splice(&text, &tree, &new);
            alone += usize::from(spliced.is_some());
            let next = spliced.unwrap_or_else(|| read(&new));
            assert_eq!(shown(&next), shown(&read(&new)), "{text:?} -> {new:?}");
            (text, tree) = (new, next);
        }
    }
    assert!(alone > 100, "{alone} edits were read alone");
}
