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

/// A client's text as its own units, edited without any of the server's arithmetic.
struct Model {
    units: Vec<u32>,
    unit: ColumnUnit,
}

impl Model {
    fn new(text: &str, unit: ColumnUnit) -> Self {
        Self { units: Self::encode(text, unit), unit }
    }

    fn encode(text: &str, unit: ColumnUnit) -> Vec<u32> {
        match unit {
            ColumnUnit::Utf8 => text.bytes().map(u32::from).collect(),
            ColumnUnit::Utf16 => text.encode_utf16().map(u32::from).collect(),
            ColumnUnit::Utf32 => text.chars().map(u32::from).collect(),
        }
    }

    fn text(&self) -> String {
        match self.unit {
            ColumnUnit::Utf8 => {
                String::from_utf8(self.units.iter().map(|&unit| u8::try_from(unit).unwrap()).collect()).unwrap()
            }
            ColumnUnit::Utf16 => {
                let units: Vec<u16> = self.units.iter().map(|&unit| u16::try_from(unit).unwrap()).collect();
                String::from_utf16(&units).unwrap()
            }
            ColumnUnit::Utf32 => self.units.iter().map(|&unit| char::from_u32(unit).unwrap()).collect(),
        }
    }

    /// Whether a character begins at an index, and no line break is torn apart there.
    fn is_boundary(&self, at: usize) -> bool {
        let Some(&unit) = self.units.get(at) else { return true };
        let inside = match self.unit {
            ColumnUnit::Utf8 => unit & 0xc0 == 0x80,
            ColumnUnit::Utf16 => (0xdc00..0xe000).contains(&unit),
            ColumnUnit::Utf32 => false,
        };
        let in_break = unit == u32::from('\n') && at > 0 && self.units[at - 1] == u32::from('\r');
        !inside && !in_break
    }

    fn position(&self, at: usize) -> (u32, u32) {
        let (mut line, mut start) = (0, 0);
        for index in 0..at {
            let ends = match self.units[index] {
                10 => true,
                13 => self.units.get(index + 1) != Some(&10),
                _ => false,
            };
            if ends {
                line += 1;
                start = index + 1;
            }
        }
        (line, u32::try_from(at - start).unwrap())
    }
}

#[test]
fn ten_thousand_random_edits_leave_the_text_that_the_client_has() {
    let pieces = ["a", "宽带", "😀", "é", "e\u{301}", "قيمة", "\n", "\r\n", "\r", "key: [", "  ", "\t", "", "- x\n"];
    for unit in [ColumnUnit::Utf8, ColumnUnit::Utf16, ColumnUnit::Utf32] {
        let mut seed = 42_u64;
        let mut random = move |below: usize| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            usize::try_from(seed >> 33).unwrap() % below.max(1)
        };
        let start = "plan: p\r\ntitle: 宽带 😀\n";
        let (mut document, mut model) = (document(start), Model::new(start, unit));
        let mut undo: Vec<Vec<u32>> = Vec::new();
        for round in 1..=10_000 {
            let boundaries: Vec<usize> = (0..=model.units.len()).filter(|&at| model.is_boundary(at)).collect();
            let (a, b) = (boundaries[random(boundaries.len())], boundaries[random(boundaries.len())]);
            // Most edits are short, and some take back what was done.
            let (from, to) = if random(4) == 0 { (a.min(b), a.max(b)) } else { (a, a) };
            let back = random(8) == 0 && !undo.is_empty();
            if back {
                let before = undo.pop().unwrap();
                let (first, last) = (model.position(0), model.position(model.units.len()));
                model.units = before;
                document.apply(vec![edit(first, last, &model.text())], round, unit);
            } else {
                let text = pieces[random(pieces.len())];
                let (first, last) = (model.position(from), model.position(to));
                undo.push(model.units.clone());
                undo.truncate(20);
                model.units.splice(from..to, Model::encode(text, unit));
                document.apply(vec![edit(first, last, text)], round, unit);
            }
            if model.units.len() > 400 {
                let last = model.position(model.units.len());
                model = Model::new(start, unit);
                document.apply(vec![edit((0, 0), last, start)], round, unit);
            }
            assert_eq!(document.text(), model.text(), "round {round}");
        }
    }
}
