//! The numbers that Word counts and shows before items of lists; the file has only what they look like.

use std::collections::HashMap;

use quick_xml::Reader;
use quick_xml::events::Event;

use super::super::package::{OfficeError, attribute};
use super::super::xlsx::next;

const PART: &str = "word/numbering.xml";
/// How many levels a list has.
const LEVELS: usize = 9;

/// What the numbers of one level look like.
#[derive(Clone, Debug, Default)]
struct Level {
    start: Option<u32>,
    format: String,
    /// `%1.%2`: the number of the first level, a point, that of the second.
    text: String,
}

#[derive(Clone, Debug, Default)]
struct List {
    pattern: String,
    /// Where levels begin anew in this list.
    starts: HashMap<usize, u32>,
    levels: HashMap<usize, Level>,
}

/// The lists of a document, and how far each has been counted.
#[derive(Clone, Debug, Default)]
pub(super) struct Numbering {
    patterns: HashMap<String, [Level; LEVELS]>,
    lists: HashMap<String, List>,
    counted: HashMap<String, [Option<u32>; LEVELS]>,
    begun: std::collections::HashSet<String>,
}

impl Numbering {
    pub(super) fn read(text: &str) -> Result<Self, OfficeError> {
        let (mut reader, mut numbering) = (Reader::from_str(text), Self::default());
        let mut pattern: Option<(String, [Level; LEVELS])> = None;
        let mut list: Option<(String, List)> = None;
        let mut level = 0;
        loop {
            match next(&mut reader, PART)? {
                Event::Start(element) | Event::Empty(element) => {
                    let value = || attribute(&element, "val");
                    let index =
                        || attribute(&element, "ilvl").and_then(|level| level.parse::<usize>().ok()).unwrap_or(0);
                    match element.local_name().as_ref() {
                        "abstractNum" => {
                            let id = attribute(&element, "abstractNumId").unwrap_or_default();
                            pattern = Some((id, Default::default()));
                        }
                        "num" => list = Some((attribute(&element, "numId").unwrap_or_default(), List::default())),
                        "abstractNumId" => {
                            if let Some((_, list)) = &mut list {
                                list.pattern = value().unwrap_or_default();
                            }
                        }
                        "lvl" | "lvlOverride" => level = index().min(LEVELS - 1),
                        "startOverride" => {
                            if let (Some((_, list)), Some(start)) =
                                (&mut list, value().and_then(|start| start.parse().ok()))
                            {
                                list.starts.insert(level, start);
                            }
                        }
                        name @ ("start" | "numFmt" | "lvlText") => {
                            let current = match (&mut list, &mut pattern) {
                                (Some((_, list)), _) => list.levels.entry(level).or_default(),
                                (None, Some((_, levels))) => &mut levels[level],
                                (None, None) => continue,
                            };
                            match name {
                                "start" => current.start = value().and_then(|start| start.parse().ok()),
                                "numFmt" => current.format = value().unwrap_or_default(),
                                _ => current.text = value().unwrap_or_default(),
                            }
                        }
                        _ => {}
                    }
                }
                Event::End(element) => match element.local_name().as_ref() {
                    "abstractNum" => numbering.patterns.extend(pattern.take()),
                    "num" => numbering.lists.extend(list.take()),
                    _ => {}
                },
                Event::Eof => return Ok(numbering),
                _ => {}
            }
        }
    }

    /// What stands before the next item of a list: its number, a dash for a bullet, or nothing.
    pub(super) fn label(&mut self, list_id: &str, level: u8) -> Option<String> {
        let list = self.lists.get(list_id)?;
        let pattern = self.patterns.get(&list.pattern)?;
        let level = usize::from(level).min(LEVELS - 1);
        let of = |index: usize| {
            let own = list.levels.get(&index);
            let format = own.map(|own| &own.format).filter(|format| !format.is_empty());
            let text = own.map(|own| &own.text).filter(|text| !text.is_empty());
            let start = list.starts.get(&index).copied().or(own.and_then(|own| own.start)).or(pattern[index].start);
            (format.unwrap_or(&pattern[index].format), text.unwrap_or(&pattern[index].text), start.unwrap_or(1))
        };
        // Lists of one pattern go on counting together, but for those that say where they begin.
        let counted = self.counted.entry(list.pattern.clone()).or_default();
        if self.begun.insert(list_id.to_owned()) {
            for index in list.starts.keys().filter(|index| **index < LEVELS) {
                counted[*index] = None;
            }
        }
        for (index, count) in counted.iter_mut().enumerate() {
            if index < level {
                count.get_or_insert(of(index).2);
            } else if index == level {
                *count = Some(count.map_or(of(index).2, |count| count.saturating_add(1)));
            } else {
                *count = None;
            }
        }
        let (format, text, _) = of(level);
        match format.as_str() {
            "none" => return None,
            "bullet" => return Some("–".to_owned()),
            _ => {}
        }
        let mut label = text.clone();
        for (index, count) in counted.iter().enumerate() {
            let shown = shown(count.unwrap_or(0), of(index).0);
            label = label.replace(&format!("%{}", index + 1), &shown);
        }
        let label = label.trim().to_owned();
        (!label.is_empty()).then_some(label)
    }
}

/// A number in a format; those that are not known here are shown in digits.
fn shown(number: u32, format: &str) -> String {
    let letter = |first: u8| {
        let index = number.saturating_sub(1);
        let times = usize::try_from(index / 26).unwrap_or(0).min(20) + 1;
        String::from(char::from(first + u8::try_from(index % 26).unwrap_or(0))).repeat(times)
    };
    match format {
        "lowerLetter" => letter(b'a'),
        "upperLetter" => letter(b'A'),
        "lowerRoman" => roman(number).to_lowercase(),
        "upperRoman" => roman(number),
        "decimalZero" if number < 10 => format!("0{number}"),
        _ => number.to_string(),
    }
}

fn roman(number: u32) -> String {
    let signs = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if number > 5000 {
        return number.to_string();
    }
    let (mut rest, mut text) = (number, String::new());
    for (value, sign) in signs {
        while rest >= value {
            text.push_str(sign);
            rest -= value;
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_are_counted_as_word_counts_them() {
        let mut numbering = Numbering::read(
            r#"<w:numbering xmlns:w="w"><w:abstractNum w:abstractNumId="7">
            <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
            <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/></w:lvl>
            <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerRoman"/><w:lvlText w:val="(%3)"/></w:lvl></w:abstractNum>
            <w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>
            <w:num w:numId="2"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>
            </w:numbering>"#,
        )
        .unwrap();
        let labels: Vec<String> =
            [("1", 0), ("1", 1), ("1", 1), ("1", 2), ("1", 0), ("1", 1), ("2", 0), ("2", 0), ("9", 0)]
                .into_iter()
                .map(|(list, level)| numbering.label(list, level).unwrap_or_default())
                .collect();
        assert_eq!(labels, ["1.", "1.1", "1.2", "(i)", "2.", "2.1", "5.", "6.", ""]);
    }

    #[test]
    fn numbers_are_shown_in_letters_and_roman() {
        assert_eq!(shown(27, "lowerLetter"), "aa");
        assert_eq!(shown(4, "upperRoman"), "IV");
        assert_eq!(shown(3, "chineseCounting"), "3");
    }
}
