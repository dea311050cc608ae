//! Tables for a spreadsheet, RFC 4180. No cell can run as a formula.

use std::io::{self, Write};

use super::table::{Cell, Column};
use crate::report::csv_row;

pub(super) fn head(columns: &[Column], out: &mut dyn Write) -> io::Result<()> {
    csv_row(out, columns.iter().map(|column| &*column.name))
}

pub(super) fn row(cells: &[Cell<'_>], out: &mut dyn Write) -> io::Result<()> {
    let written: Vec<String> = cells.iter().map(written).collect();
    csv_row(out, written.iter().map(String::as_str))
}

fn written(cell: &Cell<'_>) -> String {
    match cell {
        Cell::Text(text) => (*text).to_owned(),
        Cell::Integer(number) => number.to_string(),
        Cell::Decimal(number) => format!("{number:.1}"),
        Cell::Empty => String::new(),
    }
}
