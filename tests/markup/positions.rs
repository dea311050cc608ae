//! Each word of a text stands at its own bytes, whatever it is written in and however.

use planlint::xml;

use super::{findings, plan};

/// For each word of the first element `N`, the bytes that are named for it.
fn words(text: &str) -> Vec<(String, String)> {
    let tree = xml::read(text);
    let content = tree.root().unwrap().first("N").unwrap().content().unwrap();
    let start = |word: &str| word.as_ptr() as usize - content.words.as_ptr() as usize;
    let place = |word: &str| content.map.locate(start(word), start(word) + word.len());
    content
        .words
        .split_whitespace()
        .map(|word| (word.to_owned(), text.get(place(word).range()).unwrap_or("<cut>").to_owned()))
        .collect()
}

#[test]
fn words_are_found_in_every_script_and_with_every_line_end() {
    for text in [
        "<P><N>普遍连通性 目标</N></P>",
        "<P><N>\r\n\t الربط  الشامل \r\n للجميع </N></P>",
        "\u{feff}<?xml version='1.0'?>\r\n<P>\r\n<N>e\u{301}te\u{301} 😀 fin</N></P>",
        "<P><N>one<!-- 中 -->\n\n two <?x y?> three</N></P>",
        "<P><N>one <b>two</b> three</N></P>",
        "<P><N>a <![CDATA[b < 中 & ]]> c</N></P>",
    ] {
        let found = words(text);
        assert!(found.len() >= 2, "{text}");
        for (word, bytes) in found {
            assert_eq!(word, bytes, "in {text:?}");
        }
    }
}

#[test]
fn references_stand_for_what_was_typed() {
    let found = words("<P><N>R&amp;D &#x4e2d;&#25991; &lt;5 中&amp;</N></P>");
    let expected = [("R&D", "R&amp;D"), ("中文", "&#x4e2d;&#25991;"), ("<5", "&lt;5"), ("中&", "中&amp;")];
    assert_eq!(found, expected.map(|(word, bytes)| (word.to_owned(), bytes.to_owned())));
}

#[test]
fn an_attribute_value_knows_its_bytes() {
    let text = "<P a = 'x &amp; 中'\n b=\"2 \"/>";
    let tree = xml::read(text);
    let value = |name: &str| tree.root().unwrap().value(name).unwrap();
    assert_eq!((&*value("a").words, &text[value("a").at.range()]), ("x & 中", "x &amp; 中"));
    assert_eq!((&*value("b").words, &text[value("b").at.range()]), ("2", "2"));
}

#[test]
fn findings_stand_on_the_very_words() {
    for (before, goal) in [
        ("", "以最佳方式尽可能改善连通性"),
        ("\u{feff}<?xml version=\"1.0\" encoding=\"UTF-8\"?>\r\n<!-- 😀 العربية -->\r\n", "以最佳方式尽可能改善连通性"),
    ] {
        let text = format!(
            "{before}<StrategicPlan xml:lang=\"zh\"><Name>计划</Name><StrategicPlanCore><Goal><Name>连通性</Name>\r\n\
             <Objective><Name>目标</Name><Description>\r\n  {goal}，\r\n 等等 </Description></Objective></Goal></StrategicPlanCore></StrategicPlan>"
        );
        let loaded = plan(&text);
        let vague: Vec<String> = findings(&loaded)
            .into_iter()
            .filter(|finding| finding.rule.starts_with("smart/"))
            .map(|finding| super::written(&loaded.sources, finding.at))
            .collect();
        assert!(!vague.is_empty());
        for words in vague {
            assert!(!words.contains(['<', '\r', '\n']), "{words:?}");
        }
        super::all_places_lie_within(&loaded);
    }
}
