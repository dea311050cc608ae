//! Tables as text: comma, semicolon or tab between cells, told from the first line.

use std::collections::BTreeMap;

use csv_core::{ReadFieldResult, ReaderBuilder};

use super::package::{Budget, OfficeError};
use super::table::{Cell, Sheet};

/// How many characters of a file are looked at to tell what stands between its cells.
const LOOKED_AT: usize = 16_384;

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
    let (mut row, mut column) = (blank_lines(input), 0);
    let mut buffer = [0; 4096];
    loop {
        let (result, read, written) = reader.read_field(input, &mut buffer);
        cell.extend_from_slice(&buffer[..written]);
        // The reader ends a row at `\r` and takes the `\n` with the next.
        let before_newline = input[..read].ends_with(b"\r");
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
                    row += blank_lines(input.strip_prefix(b"\n").filter(|_| before_newline).unwrap_or(input));
                }
            }
            ReadFieldResult::End => return Ok(vec![sheet]),
        }
    }
}

fn blank_lines(mut lines: &[u8]) -> u32 {
    let mut count = 0;
    while let Some(after) = lines.strip_prefix(b"\r\n").or_else(|| lines.strip_prefix(b"\n")) {
        count += 1;
        lines = after;
    }
    count
}

/// The sign of which most lines have the same number outside of quotes: a title above the table has none, and a comma within a
/// cell or a number does not stand in every line.
fn delimiter_of(text: &str) -> u8 {
    let alike = |delimiter: char| {
        let (mut quoted, mut count, mut lines) = (false, 0_usize, BTreeMap::<usize, usize>::new());
        for c in text.chars().take(LOOKED_AT) {
            match c {
                '"' => quoted = !quoted,
                '\n' if !quoted => *lines.entry(std::mem::take(&mut count)).or_default() += 1,
                c if c == delimiter && !quoted => count += 1,
                _ => {}
            }
        }
        *lines.entry(count).or_default() += 1;
        // How many lines agree says more than how many signs a line has.
        lines.into_iter().map(|(count, lines)| count * lines * lines).max().unwrap_or(0)
    };
    let best = [('\t', b'\t'), (';', b';'), (',', b',')].into_iter().max_by_key(|(character, _)| alike(*character));
    best.map_or(b',', |(_, byte)| byte)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sign_between_cells_is_told_from_signs_in_them() {
        assert_eq!(delimiter_of("a,b,c\n1,2,3\n"), b',');
        assert_eq!(delimiter_of("Matrice\n\na;b;c\nun, deux, trois, quatre, cinq;1,5;2\n"), b';');
        assert_eq!(delimiter_of("a\tb\nx, y\tz\n"), b'\t');
        assert_eq!(delimiter_of("one column"), b',');
        assert_eq!(delimiter_of("a;b\n\"x, y, z\";2\n\"p, q, r\";3\n"), b';');
    }

    #[test]
    fn rows_are_counted_as_spreadsheet_programs_count_them() {
        for text in ["\na,b\n\n\nc,d\ne,f", "\r\na,b\r\n\r\n\r\nc,d\r\ne,f\r\n"] {
            let sheets = read("t", text.as_bytes()).unwrap();
            assert_eq!(sheets[0].rows(), [1, 4, 5], "{text:?}");
        }
    }
}
