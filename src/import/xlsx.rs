//! Workbooks of Excel (Office Open XML): values as they are stored, merged cells, hidden sheets. Formulas are never
//! computed, links never followed, macros never looked at.

use std::collections::HashMap;

use jiff::ToSpan as _;
use jiff::civil::Date;
use quick_xml::Reader;
use quick_xml::events::Event;
use rust_decimal::Decimal;

use super::package::{Budget, MERGES_LIMIT, OfficeError, Package, attribute, character};
use super::table::{Cell, Merge, NEVER_COMPUTED, Sheet, position_of};

/// Reads all sheets.
///
/// # Errors
/// The file is damaged, or holds more than is read.
pub(super) fn read(package: &mut Package<'_>) -> Result<Vec<Sheet>, OfficeError> {
    let workbook = Workbook::read(&package.part("xl/workbook.xml")?)?;
    let relations = match package.part("xl/_rels/workbook.xml.rels") {
        Ok(text) => relations(&text)?,
        Err(OfficeError::Missing(_)) => HashMap::new(),
        Err(error) => return Err(error),
    };
    let mut optional = |name: &str| match package.part(name) {
        Err(OfficeError::Missing(_)) => Ok(String::new()),
        other => other,
    };
    let formats = formats(&optional("xl/styles.xml")?)?;
    let strings = strings(&optional("xl/sharedStrings.xml")?)?;
    let (mut sheets, mut budget) = (Vec::new(), Budget::default());
    for (name, relation, is_hidden) in workbook.sheets {
        let Some(target) = relations.get(&relation) else { continue };
        let part = match target.strip_prefix('/') {
            Some(absolute) => absolute.to_owned(),
            None => format!("xl/{target}"),
        };
        let text = package.part(&part)?;
        let mut sheet = Sheet { name, is_hidden, from_1904: workbook.from_1904, ..Sheet::default() };
        let content = Content { strings: &strings, formats: &formats, from_1904: workbook.from_1904 };
        content.read(&part, &text, &mut sheet, &mut budget)?;
        sheets.push(sheet);
    }
    Ok(sheets)
}

/// The events of a part, with its faults named.
pub(super) fn next<'x>(reader: &mut Reader<&'x [u8]>, part: &str) -> Result<Event<'x>, OfficeError> {
    match reader.read_event() {
        Ok(Event::DocType(_)) => Err(OfficeError::Entities(part.to_owned())),
        Ok(event) => Ok(event),
        Err(error) => Err(OfficeError::Malformed { part: part.to_owned(), reason: error.to_string() }),
    }
}

struct Workbook {
    /// Name, relation, and whether it is hidden.
    sheets: Vec<(String, String, bool)>,
    from_1904: bool,
}

impl Workbook {
    fn read(text: &str) -> Result<Self, OfficeError> {
        let part = "xl/workbook.xml";
        let (mut reader, mut workbook) = (Reader::from_str(text), Self { sheets: Vec::new(), from_1904: false });
        loop {
            match next(&mut reader, part)? {
                Event::Start(element) | Event::Empty(element) => match element.local_name().as_ref() {
                    "sheet" => {
                        let hidden = attribute(&element, "state").is_some_and(|state| state != "visible");
                        let name = attribute(&element, "name").unwrap_or_default();
                        workbook.sheets.push((name, attribute(&element, "id").unwrap_or_default(), hidden));
                    }
                    "workbookPr" => {
                        let set = attribute(&element, "date1904");
                        workbook.from_1904 = set.is_some_and(|set| set == "1" || set == "true");
                    }
                    _ => {}
                },
                Event::Eof => return Ok(workbook),
                _ => {}
            }
        }
    }
}

fn relations(text: &str) -> Result<HashMap<String, String>, OfficeError> {
    let (mut reader, mut relations) = (Reader::from_str(text), HashMap::new());
    loop {
        match next(&mut reader, "xl/_rels/workbook.xml.rels")? {
            Event::Start(element) | Event::Empty(element) if element.local_name().as_ref() == "Relationship" => {
                // What lies outside of the file is never fetched.
                if attribute(&element, "TargetMode").is_some_and(|mode| mode == "External") {
                    continue;
                }
                if let (Some(id), Some(target)) = (attribute(&element, "Id"), attribute(&element, "Target")) {
                    relations.insert(id, target);
                }
            }
            Event::Eof => return Ok(relations),
            _ => {}
        }
    }
}

/// The texts that cells share, without the readings that stand above Chinese and Japanese characters.
fn strings(text: &str) -> Result<Vec<String>, OfficeError> {
    let (mut reader, mut strings) = (Reader::from_str(text), Vec::new());
    let (mut current, mut in_text, mut in_reading) = (String::new(), false, false);
    loop {
        match next(&mut reader, "xl/sharedStrings.xml")? {
            Event::Start(element) => match element.local_name().as_ref() {
                "t" => in_text = !in_reading,
                "rPh" => in_reading = true,
                _ => {}
            },
            Event::Empty(element) if element.local_name().as_ref() == "si" => strings.push(String::new()),
            Event::End(element) => match element.local_name().as_ref() {
                "t" => in_text = false,
                "rPh" => in_reading = false,
                "si" => strings.push(unescaped(&std::mem::take(&mut current))),
                _ => {}
            },
            Event::Text(text) if in_text => current.push_str(&text.xml10_content()),
            Event::CData(text) if in_text => current.push_str(&text.xml10_content()),
            Event::GeneralRef(reference) if in_text => current.extend(character(&reference)),
            Event::Eof => return Ok(strings),
            _ => {}
        }
    }
}

/// The most stretches of hidden columns of a sheet that are told of.
pub(super) const STRETCHES: usize = 1_000;

/// Whether an attribute that is yes or no says yes.
fn is_set(value: Option<&str>) -> bool {
    value.is_some_and(|value| value == "1" || value == "true")
}

/// How a number is shown, as far as that changes what it means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shown {
    Number,
    Percent,
    Date,
}

fn formats(text: &str) -> Result<Vec<Shown>, OfficeError> {
    let (mut reader, mut own, mut formats) = (Reader::from_str(text), HashMap::new(), Vec::new());
    let mut in_cells = false;
    loop {
        match next(&mut reader, "xl/styles.xml")? {
            Event::Start(element) | Event::Empty(element) => match element.local_name().as_ref() {
                "numFmt" => {
                    let id: u32 = attribute(&element, "numFmtId").and_then(|id| id.parse().ok()).unwrap_or(0);
                    own.insert(id, shown(&attribute(&element, "formatCode").unwrap_or_default()));
                }
                "cellXfs" => in_cells = true,
                "xf" if in_cells => {
                    let id: u32 = attribute(&element, "numFmtId").and_then(|id| id.parse().ok()).unwrap_or(0);
                    let known = match id {
                        9 | 10 => Shown::Percent,
                        14..=17 | 22 | 27..=31 | 36 | 50..=58 => Shown::Date,
                        _ => Shown::Number,
                    };
                    formats.push(own.get(&id).copied().unwrap_or(known));
                }
                _ => {}
            },
            Event::End(element) if element.local_name().as_ref() == "cellXfs" => in_cells = false,
            Event::Eof => return Ok(formats),
            _ => {}
        }
    }
}

/// What a format's code makes of a number: quoted text, colours and conditions in brackets say nothing.
fn shown(code: &str) -> Shown {
    let (mut plain, mut quoted, mut bracketed, mut escaped) = (String::new(), false, false, false);
    for c in code.chars() {
        match c {
            _ if escaped => escaped = false,
            '\\' | '_' | '*' => escaped = true,
            '"' => quoted = !quoted,
            '[' if !quoted => bracketed = true,
            ']' if !quoted => bracketed = false,
            _ if !quoted && !bracketed => plain.extend(c.to_lowercase()),
            _ => {}
        }
    }
    if plain.contains('%') {
        Shown::Percent
    } else if plain.contains('y') || plain.contains('d') {
        Shown::Date
    } else {
        Shown::Number
    }
}

/// What a cell is while it is read.
#[derive(Default)]
struct Open {
    place: (u32, u32),
    kind: String,
    style: usize,
    value: String,
    inline: String,
    has_formula: bool,
}

impl Open {
    /// What the file says of a formula that gave no value. One that gave an empty text is no fault.
    fn fault(&self) -> Option<String> {
        match self.kind.as_str() {
            "e" => Some(self.value.clone()),
            "" | "n" if self.has_formula && self.value.trim().is_empty() => Some(NEVER_COMPUTED.to_owned()),
            _ => None,
        }
    }
}

struct Content<'c> {
    strings: &'c [String],
    formats: &'c [Shown],
    from_1904: bool,
}

impl Content<'_> {
    fn read(&self, part: &str, text: &str, sheet: &mut Sheet, budget: &mut Budget) -> Result<(), OfficeError> {
        let mut reader = Reader::from_str(text);
        let (mut row, mut column) = (0_u32, 0_u32);
        let mut is_hidden = false;
        let mut open = Open::default();
        let (mut in_value, mut in_inline) = (false, false);
        loop {
            match next(&mut reader, part)? {
                Event::Start(element) => match element.local_name().as_ref() {
                    "row" => {
                        let number = attribute(&element, "r").and_then(|number| number.parse::<u32>().ok());
                        row = number.map_or(row, |number| number.saturating_sub(1));
                        column = 0;
                        is_hidden = is_set(attribute(&element, "hidden").as_deref());
                    }
                    "c" => {
                        let given = attribute(&element, "r").and_then(|reference| position_of(&reference));
                        let place = given.unwrap_or((row, column));
                        column = place.1.saturating_add(1);
                        open = Open {
                            place,
                            kind: attribute(&element, "t").unwrap_or_default(),
                            style: attribute(&element, "s").and_then(|style| style.parse().ok()).unwrap_or(0),
                            ..Open::default()
                        };
                    }
                    "v" => in_value = true,
                    "t" => in_inline = true,
                    "f" => open.has_formula = true,
                    _ => {}
                },
                Event::Empty(element) => match element.local_name().as_ref() {
                    "mergeCell" => {
                        let reference = attribute(&element, "ref").unwrap_or_default();
                        let (first, last) = reference.split_once(':').unwrap_or((&reference, &reference));
                        if let (Some(first), Some(last)) = (position_of(first), position_of(last)) {
                            sheet.merges.push(Merge { first, last });
                        }
                        if sheet.merges.len() > MERGES_LIMIT {
                            return Err(OfficeError::TooLarge("it has more than 20,000 merged cells"));
                        }
                    }
                    "col" if is_set(attribute(&element, "hidden").as_deref()) => {
                        let of = |name| attribute(&element, name).and_then(|number| number.parse::<u32>().ok());
                        let stretch = of("min").zip(of("max")).filter(|_| sheet.hidden_columns.len() < STRETCHES);
                        let stretch = stretch.map(|(first, last)| (first.saturating_sub(1), last.saturating_sub(1)));
                        sheet.hidden_columns.extend(stretch);
                    }
                    "c" => column = column.saturating_add(1),
                    "f" => open.has_formula = true,
                    "row" => {
                        let number = attribute(&element, "r").and_then(|number| number.parse::<u32>().ok());
                        row = number.unwrap_or(row.saturating_add(1));
                    }
                    _ => {}
                },
                Event::Text(text) if in_value => open.value.push_str(&text.xml10_content()),
                Event::Text(text) if in_inline => open.inline.push_str(&text.xml10_content()),
                Event::GeneralRef(reference) if in_value => open.value.extend(character(&reference)),
                Event::GeneralRef(reference) if in_inline => open.inline.extend(character(&reference)),
                Event::End(element) => match element.local_name().as_ref() {
                    "v" => in_value = false,
                    "t" => in_inline = false,
                    "row" => row = row.saturating_add(1),
                    "c" => {
                        let open = std::mem::take(&mut open);
                        let place = open.place;
                        if let Some(fault) = open.fault() {
                            budget.spend(fault.len())?;
                            sheet.faults.push((place, fault));
                        } else if let Some(cell) = self.cell(open) {
                            budget.spend(if let Cell::Text(text) = &cell { text.len() } else { 0 })?;
                            if is_hidden {
                                sheet.hidden_rows.insert(place.0);
                            }
                            sheet.cells.insert(place, cell);
                        }
                    }
                    _ => {}
                },
                Event::Eof => return Ok(()),
                _ => {}
            }
        }
    }

    fn cell(&self, open: Open) -> Option<Cell> {
        match open.kind.as_str() {
            "s" => Cell::of_text(self.strings.get(open.value.trim().parse::<usize>().ok()?)?),
            "inlineStr" => Cell::of_text(&unescaped(&open.inline)),
            "str" => Cell::of_text(&unescaped(&open.value)),
            "b" => Some(Cell::Text(if open.value.trim() == "1" { "TRUE" } else { "FALSE" }.to_owned())),
            "d" => open.value.get(..10).and_then(|day| day.parse().ok()).map(Cell::Date),
            _ if open.value.is_empty() => None,
            _ => {
                let number = Cell::number_of(&open.value)?;
                Some(match self.formats.get(open.style).copied().unwrap_or(Shown::Number) {
                    Shown::Number => Cell::Number(number),
                    Shown::Percent => Cell::Percent(number.checked_mul(Decimal::ONE_HUNDRED)?.normalize()),
                    Shown::Date => day_of(number, self.from_1904).map_or(Cell::Number(number), Cell::Date),
                })
            }
        }
    }
}

/// A text in which characters that XML cannot hold stand as `_x000D_`.
fn unescaped(text: &str) -> String {
    let (mut plain, mut rest) = (String::new(), text);
    while let Some(at) = rest.find("_x") {
        let code = rest.get(at + 2..at + 6).filter(|code| code.bytes().all(|byte| byte.is_ascii_hexdigit()));
        let character = code.and_then(|code| char::from_u32(u32::from_str_radix(code, 16).ok()?));
        let end = at + 7;
        match character.filter(|_| rest.get(at + 6..end) == Some("_")) {
            Some(character) => {
                plain.push_str(&rest[..at]);
                plain.push(character);
                rest = &rest[end..];
            }
            None => {
                plain.push_str(&rest[..at + 2]);
                rest = &rest[at + 2..];
            }
        }
    }
    plain + rest
}

/// The day of a serial number: days since the last day of 1899, or since the first of 1904.
fn day_of(serial: Decimal, from_1904: bool) -> Option<Date> {
    use rust_decimal::prelude::ToPrimitive as _;
    let days = serial.trunc().to_i64().filter(|days| (1..=2_958_465).contains(days))?;
    if from_1904 {
        return Date::constant(1904, 1, 1).checked_add(days.days()).ok();
    }
    // Excel counts a 29 February 1900 that there never was.
    let since = if days > 59 { Date::constant(1899, 12, 30) } else { Date::constant(1899, 12, 31) };
    since.checked_add(days.days()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn serial_numbers_are_days() {
        let day = |serial: i64| day_of(Decimal::from(serial), false).map(|day| day.to_string());
        assert_eq!(day(44_197).as_deref(), Some("2021-01-01"));
        assert_eq!(day(1).as_deref(), Some("1900-01-01"));
        assert_eq!(day(61).as_deref(), Some("1900-03-01"));
        assert_eq!(day_of(Decimal::ZERO, true), None);
        assert_eq!(day_of(Decimal::from(42_735), true).map(|day| day.to_string()).as_deref(), Some("2021-01-01"));
    }

    #[test]
    fn escaped_characters_are_read() {
        assert_eq!(unescaped("a_x000D_\nb_x00e9__x"), "a\r\nbé_x");
        assert_eq!(unescaped("max_xyz_é_x12"), "max_xyz_é_x12");
    }

    #[test]
    fn formats_say_what_a_number_is() {
        assert_eq!(shown("0.0%"), Shown::Percent);
        assert_eq!(shown("[$-409]d-mmm-yy"), Shown::Date);
        assert_eq!(shown("#,##0 \"days\""), Shown::Number);
        assert_eq!(shown("[Red]0"), Shown::Number);
    }
}
