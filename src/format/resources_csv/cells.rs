//! Rows and cells of a CSV text, each cell with its bytes.

use crate::source::Span;
use crate::yaml::ScalarMap;

/// A cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Cell {
    /// Its text, without quotes and the blanks around it.
    pub(super) text: String,
    /// Its bytes, without the quotes and the blanks around it.
    pub(super) span: Span,
    /// The map from the text to its bytes; with quotes inside, only the cell as a whole has a place.
    pub(super) map: ScalarMap,
}

/// Cells of a row that are kept. A table of resources has ten columns; a row of a million is no table.
pub(super) const MOST_CELLS: usize = 256;

/// The rows of `text`, with the first [`MOST_CELLS`] and one more of each, split by `csv-core`, which does not say where a cell lay; its reader state tells how far it has
/// read, and that gives each cell's bytes. The separator is a comma, or a semicolon where the header has no comma: the
/// form in which spreadsheets of half the world's languages save a CSV.
pub(super) fn rows(text: &str) -> impl Iterator<Item = Vec<Cell>> + '_ {
    let bom = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let header = text[bom..].lines().next().unwrap_or("");
    let separator = if !header.contains(',') && header.contains(';') { b';' } else { b',' };
    let mut reader = csv_core::ReaderBuilder::new().delimiter(separator).build();
    let mut at = bom;
    let mut buffer = vec![0; text.len() + 1];
    let mut done = false;
    std::iter::from_fn(move || {
        let mut row = Vec::new();
        while !done {
            let (start, mut length) = (at, 0);
            let outcome = loop {
                let (result, read, written) = reader.read_field(&text.as_bytes()[at..], &mut buffer[length..]);
                at += read;
                length += written;
                match result {
                    // The end is confirmed by one more call, with no input left.
                    csv_core::ReadFieldResult::InputEmpty => {}
                    csv_core::ReadFieldResult::OutputFull => unreachable!("a cell is no longer than its text"),
                    other => break other,
                }
            };
            match outcome {
                csv_core::ReadFieldResult::End => {
                    done = true;
                    break;
                }
                csv_core::ReadFieldResult::Field { record_end } => {
                    if row.len() > MOST_CELLS {
                        if record_end {
                            break;
                        }
                        continue;
                    }
                    let text_of_cell = String::from_utf8_lossy(&buffer[..length]).trim().to_owned();
                    let span = trim(text, start, at, separator);
                    let as_written = text.get(span.range()) == Some(&text_of_cell);
                    let map = if as_written { ScalarMap::verbatim(span) } else { ScalarMap::whole(span) };
                    row.push(Cell { text: text_of_cell, span, map });
                    if record_end {
                        break;
                    }
                }
                _ => unreachable!("the loop above ends with a field or the end"),
            }
        }
        (!row.is_empty()).then_some(row)
    })
}

/// The cell's own bytes within what the reader consumed: no separator, line break, quotes or blanks around it.
fn trim(text: &str, start: usize, end: usize, separator: u8) -> Span {
    let bytes = text.as_bytes();
    let (mut start, mut end) = (start, end);
    // Line breaks left over from the row before are consumed with its successor's first cell.
    while start < end && matches!(bytes[start], b'\r' | b'\n' | b' ' | b'\t') {
        start += 1;
    }
    while start < end && matches!(bytes[end - 1], b'\r' | b'\n') {
        end -= 1;
    }
    if end > start && bytes[end - 1] == separator {
        end -= 1;
    }
    while start < end && matches!(bytes[end - 1], b' ' | b'\t') {
        end -= 1;
    }
    if end > start + 1 && bytes[start] == b'"' && bytes[end - 1] == b'"' {
        (start, end) = (start + 1, end - 1);
    }
    Span::new(start, end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<Vec<(String, String)>> {
        let pair = |cell: Cell| (cell.text, text[cell.span.range()].to_owned());
        rows(text).map(|row| row.into_iter().map(pair).collect()).collect()
    }

    #[test]
    fn cells_know_their_bytes() {
        let text = "\u{feff}id,to,by\r\nA1, P1;P2 ,\"Büro, 总部\"\r\n\r\nA2,,\n";
        let all = cut(text);
        assert_eq!(all[0].iter().map(|cell| cell.1.as_str()).collect::<Vec<_>>(), ["id", "to", "by"]);
        assert_eq!(all[1][1], ("P1;P2".to_owned(), "P1;P2".to_owned()));
        assert_eq!(all[1][2], ("Büro, 总部".to_owned(), "Büro, 总部".to_owned()));
        assert_eq!(all[2].iter().map(|cell| cell.0.as_str()).collect::<Vec<_>>(), ["A2", "", ""]);
    }

    #[test]
    fn a_cell_with_quotes_inside_has_one_place() {
        let text = "id,source\nA1,\"the \"\"总部\"\" office\"\n";
        let cell = rows(text).nth(1).unwrap().remove(1);
        let place = cell.map.locate(5, 11);
        assert_eq!((cell.text.as_str(), place), ("the \"总部\" office", cell.span));
        assert!(text.get(place.range()).is_some());
    }

    #[test]
    fn semicolons_separate_where_the_header_has_no_comma() {
        assert_eq!(cut("to;amount\nP1;5\n")[1][1].0, "5");
    }
}
