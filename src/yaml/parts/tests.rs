use super::super::splice::tests::{TEXT, shown};
use super::*;

/// The tree of `text` read in about `wanted` parts, with the number of parts.
fn in_parts(text: &str, wanted: usize) -> Option<(Tree, usize)> {
    let parts = parts(text, wanted);
    if parts.len() < 2 {
        return None;
    }
    let trees: Option<Vec<Tree>> = parts.iter().map(Part::read).collect();
    Some((join(text, &parts, trees?)?, parts.len()))
}

#[test]
fn parts_give_the_tree_of_the_whole_text() {
    for wanted in 2..8 {
        let (tree, number) = in_parts(TEXT, wanted).expect("a text that can be cut");
        assert!(number >= 2, "{number} parts of {wanted}");
        assert_eq!(shown(&tree), shown(&read(TEXT)), "in {wanted} parts");
    }
    let windows = TEXT.replace('\n', "\r\n");
    assert_eq!(shown(&in_parts(&windows, 3).expect("the same").0), shown(&read(&windows)));
}

#[test]
fn more_parts_than_bytes_are_the_whole() {
    for text in ["", "a", "a:", "a:\n", "\n\n"] {
        let tree = read_in_parts(text, 8, |parts| parts.iter().map(Part::read).collect());
        assert_eq!(shown(&tree), shown(&read(text)), "{text:?}");
    }
}

#[test]
fn what_looks_like_a_key_and_is_none_is_no_cut() {
    for text in [
        "a:\n  b: |\n    x: 1\n    y: 2\n    z: 3\n    v: 4\n",
        "a:\n    |\n  goals:\n    G1: x\n    G2: y\n    G3: z\n",
        "a:\n  b: \"one\n    x: 1\n    y: 2\"\n  c: 3\n",
        "a:\n  b: {\n    x: 1,\n    y: 2 }\n  c: 3\n  d: 4\n",
        "a: &x\n  b: 1\n  c: 2\nd: *x\ne: 3\n",
        "- a: 1\n  b: 2\n  c: 3\n- a: 4\n  b: 5\n  c: 6\n",
        "a:\n  b:\n  c:\n  d:\ne:\nf:\n",
        "a: 1\nb: 2\n---\nc: 3\nd: 4\n",
        "a:\n  b: 1\n c: 2\nd: 3\ne: 4\n",
        "? a\n: b\n? c\n: d\ne: f\ng: h\n",
    ] {
        for wanted in 2..6 {
            if let Some((tree, _)) = in_parts(text, wanted) {
                assert_eq!(shown(&tree), shown(&read(text)), "{text:?} in {wanted} parts");
            }
        }
    }
}

#[test]
fn any_text_gives_the_tree_that_it_gives_in_one_go() {
    let pieces = [
        "x",
        " ",
        ":",
        ": ",
        "\n",
        "\n  ",
        "\n    k: v",
        "\nk: v",
        "- ",
        "#",
        "\n# c\n",
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
        "k:\n",
    ];
    let mut seed = 11_u64;
    let mut random = move |below: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(seed >> 33).expect("31 bits") % below.max(1)
    };
    let mut cut = 0;
    for _ in 0..3_000 {
        let mut text = TEXT.to_owned();
        for _ in 0..=random(4) {
            let at: Vec<usize> = (0..=text.len()).filter(|&at| text.is_char_boundary(at)).collect();
            let index = random(at.len());
            let end = if random(3) == 0 { at[(index + random(6)).min(at.len() - 1)] } else { at[index] };
            text.replace_range(at[index]..end, pieces[random(pieces.len())]);
        }
        let Some((tree, number)) = in_parts(&text, 2 + random(4)) else { continue };
        cut += usize::from(number > 1);
        assert_eq!(shown(&tree), shown(&read(&text)), "{text:?} in {number} parts");
    }
    assert!(cut > 500, "{cut} texts were read in parts");
}

#[test]
fn a_text_that_cannot_be_cut_is_read_in_one_go() {
    let tree = read_in_parts("a: 1\n", 8, |_| unreachable!("one line"));
    assert_eq!(shown(&tree), shown(&read("a: 1\n")));
    let mut asked = 0;
    let tree = read_in_parts(TEXT, 4, |parts| {
        asked = parts.len();
        parts.iter().map(|_| None).collect()
    });
    assert!(asked >= 2, "{asked} parts");
    assert_eq!(shown(&tree), shown(&read(TEXT)), "a part that nobody could read");
}
