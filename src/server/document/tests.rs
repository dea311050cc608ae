use super::*;
use tower_lsp_server::ls_types::{Position, Range};

fn edit(start: (u32, u32), end: (u32, u32), text: &str) -> TextDocumentContentChangeEvent {
    let position = |(line, character)| Position { line, character };
    TextDocumentContentChangeEvent {
        range: Some(Range { start: position(start), end: position(end) }),
        range_length: None,
        text: text.to_owned(),
    }
}

fn document(text: &str) -> Document {
    Document::new("file:///a.yaml".parse().unwrap(), "/a.yaml".into(), 1, text.to_owned())
}

#[test]
fn each_edit_is_on_the_text_that_the_one_before_has_left() {
    let mut document = document("a: 宽带\r\nb: 😀é\n");
    document.apply(vec![edit((0, 3), (0, 5), "光纤网"), edit((0, 6), (1, 0), "\n")], 2, ColumnUnit::Utf16);
    assert_eq!((document.text(), document.version), ("a: 光纤网\nb: 😀é\n", 2));
    document.apply(vec![edit((1, 5), (1, 6), "e")], 3, ColumnUnit::Utf16);
    assert_eq!(document.text(), "a: 光纤网\nb: 😀e\n");
}

#[test]
fn a_position_inside_a_character_is_its_beginning_and_one_past_the_line_its_end() {
    let mut document = document("x😀y\nz");
    document.apply(vec![edit((0, 2), (0, 3), "")], 2, ColumnUnit::Utf16);
    assert_eq!(document.text(), "xy\nz");
    document.apply(vec![edit((0, 99), (0, 99), "!"), edit((9, 0), (9, 9), "?")], 3, ColumnUnit::Utf16);
    assert_eq!(document.text(), "xy!\nz?");
}
