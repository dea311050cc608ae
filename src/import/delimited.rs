//! Tables as text: comma, semicolon or tab between cells, told from the first line.

use csv_core::{ReadFieldResult, ReaderBuilder};

use super::package::{Budget, OfficeError};
use super::table::{Cell, Sheet};

/// Reads a table; `name` is the name of its file without extension.
///
/// # Errors
/// It is no text in UTF-8, or holds more than is read.
pub(super) fn read(name: &str, bytes: &[u8]) -> Result<Vec<Sheet>, OfficeError> {
    let text = std::str::from_utf8(bytes).map_err(|error| OfficeError::Malformed {
        part: name.to_owned(),
        reason: format!("byte {} is no UTF-8; save it as \"CSV UTF-8\"", error.valid_up_to()),
    })?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut reader = ReaderBuilder::new().delimiter(delimiter_of(text)).build();
    let mut sheet = Sheet { name: name.to_owned(), ..Sheet::default() };
    let mut budget = Budget::default();
    let (mut input, mut cell) = (text.as_bytes(), Vec::new());
    let (mut row, mut column) = (0, 0);
    let mut buffer = [0; 4096];
    // The reader ends a row at `\r` and takes the `\n` with the next.
    let reads_crlf = text.contains("\r\n");
    loop {
        let (result, read, written) = reader.read_field(input, &mut buffer);
        cell.extend_from_slice(&buffer[..written]);
        input = &input[read..];
        match result {
            ReadFieldResult::InputEmpty | ReadFieldResult::OutputFull => {}
            ReadFieldResult::Field { record_end } => {
                let content = String::from_utf8_lossy(&cell);
                if let Some(content) = Cell::of_text(&content) {
                    budget.spend(cell.len())?;
                    sheet.cells.insert((row, column), content);
                }
                cell.clear();
                column += 1;
                if record_end {
                    row += 1;
                    column = 0;
                    // The reader passes over blank lines; a spreadsheet program counts them as rows.
                    let mut lines = input.strip_prefix(b"\n").filter(|_| reads_crlf).unwrap_or(input);
                    while let Some(after) = lines.strip_prefix(b"\r\n").or_else(|| lines.strip_prefix(b"\n")) {
                        row += 1;
                        lines = after;
                    }
                }
            }
            ReadFieldResult::End => return Ok(vec![sheet]),
        }
    }
}

fn delimiter_of(text: &str) -> u8 {
    let first = text.lines().next().unwrap_or("");
    let count = |delimiter: char| first.matches(delimiter).count();
    let best = [(',', b','), (';', b';'), ('\t', b'\t')].into_iter().max_by_key(|(character, _)| count(*character));
    best.filter(|(character, _)| count(*character) > 0).map_or(b',', |(_, byte)| byte)
}
