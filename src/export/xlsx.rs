//! A workbook of Excel: a cover, and one sheet a section; what is found stands in comments of the cells that it is about.

use std::collections::BTreeMap;

use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Note, Workbook, Worksheet, XlsxError,
};

use super::matrix::{Content, Look, Matrix, Sheet};
use super::remarks::{Nearness, Remarks};
use super::{Export, ExportError, room};

/// The most digits of a number that a cell keeps; more are written as text.
const DIGITS: usize = 15;
/// How wide the columns of the cover are.
const LABEL: usize = 24;
const TEXT: usize = 80;
/// How many digits beside each other are read well on a page of A3.
const PAGE: usize = 300;
/// The most that a comment says, in bytes; the check has the rest.
const COMMENT: usize = 30_000;

/// Writes the workbook.
pub(super) fn write(export: &Export<'_>, matrix: &Matrix) -> Result<Vec<u8>, ExportError> {
    book(export, matrix).map_err(|error| match error {
        XlsxError::RowColumnLimitError | XlsxError::MaxStringLengthExceeded => ExportError::TooLarge(error.to_string()),
        other => ExportError::Failed(other.to_string()),
    })
}

struct Formats {
    head: Format,
    label: Format,
    words: Format,
    value: Format,
}

fn book(export: &Export<'_>, matrix: &Matrix) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // The same plan is the same file: no time of writing.
    let properties = DocProperties::new().set_creation_datetime(&ExcelDateTime::from_ymd(2000, 1, 1)?);
    workbook.set_properties(&properties);
    let cell = Format::new().set_text_wrap().set_align(FormatAlign::Top).set_border(FormatBorder::Thin);
    let formats = Formats {
        head: cell.clone().set_bold().set_background_color(Color::RGB(0x00D9_E2F3)),
        label: Format::new().set_bold().set_text_wrap().set_align(FormatAlign::Top),
        words: cell.clone(),
        value: cell,
    };
    let remarks = Remarks::of(export, matrix, Nearness::Field);
    let mut names: Vec<String> = Vec::new();
    let worksheet = workbook.add_worksheet();
    worksheet.set_name(name_of(export.messages.name("kind", "plan"), &mut names))?;
    cover(export, matrix, worksheet, &formats)?;
    for (line, row) in (0..matrix.cover.len()).zip(0..) {
        comment(worksheet, (row, 1), remarks.of_line(line))?;
    }
    for (index, sheet) in matrix.sheets.iter().enumerate() {
        let worksheet = workbook.add_worksheet();
        worksheet.set_name(name_of(&sheet.name, &mut names))?;
        table(export, sheet, worksheet, &formats)?;
        for (row, column, texts) in remarks.of_sheet(index) {
            let (Ok(row), Ok(column)) = (u32::try_from(row + 1), u16::try_from(column)) else {
                return Err(XlsxError::RowColumnLimitError);
            };
            comment(worksheet, (row, column), texts)?;
        }
    }
    workbook.save_to_buffer()
}

fn cover(export: &Export<'_>, matrix: &Matrix, worksheet: &mut Worksheet, formats: &Formats) -> Result<(), XlsxError> {
    worksheet.set_right_to_left(export.messages.is_right_to_left());
    worksheet.set_paper_size(9).set_print_fit_to_pages(1, 0);
    for (entry, row) in matrix.cover.iter().zip(0..) {
        worksheet.write_string_with_format(row, 0, &entry.label, &formats.label)?;
        let text = Format::new().set_text_wrap().set_align(FormatAlign::Top);
        worksheet.write_string_with_format(row, 1, &entry.value, &text)?;
        worksheet.write_string(row, 2, &entry.key)?;
        let lines = room::lines(&entry.value, TEXT).max(room::lines(&entry.label, LABEL));
        worksheet.set_row_height(row, points(lines, room::is_high(&entry.value)))?;
    }
    worksheet.set_column_width(0, 24)?;
    worksheet.set_column_width(1, 80)?;
    worksheet.set_column_hidden(2)?;
    Ok(())
}

fn table(export: &Export<'_>, sheet: &Sheet, worksheet: &mut Worksheet, formats: &Formats) -> Result<(), XlsxError> {
    let widths = room::widths(sheet);
    on_paper(worksheet, &widths)?;
    worksheet.set_right_to_left(export.messages.is_right_to_left());
    for ((column, width), index) in sheet.columns.iter().zip(&widths).zip(0_u16..) {
        worksheet.write_string_with_format(0, index, &column.heading, &formats.head)?;
        worksheet.set_column_width(index, u32::try_from(*width).unwrap_or(u32::MAX))?;
    }
    worksheet.set_freeze_panes(1, 0)?;
    for (row, index) in sheet.rows.iter().zip(1_u32..) {
        for (column, number) in sheet.columns.iter().zip(0_u16..) {
            let format = if column.look == Look::Value { &formats.value } else { &formats.words };
            match row.get(&usize::from(number)) {
                Some(cell) => put(worksheet, (index, number), &cell.content, format)?,
                None => {
                    worksheet.write_blank(index, number, format)?;
                }
            }
        }
    }
    for (column, first, last) in &sheet.merges {
        let Some(cell) = sheet.rows[*first].get(column) else { continue };
        let (Ok(column), Ok(first), Ok(last)) =
            (u16::try_from(*column), u32::try_from(first + 1), u32::try_from(last + 1))
        else {
            return Err(XlsxError::RowColumnLimitError);
        };
        worksheet.merge_range(first, column, last, column, &cell.content.shown(), &formats.words)?;
    }
    heights(sheet, &widths, worksheet)
}

/// Makes rows as high as their cells need, for not every program does so when it opens a file, and none looks at merged
/// cells: where the rows of one are too low for its text, the last is made higher.
fn heights(sheet: &Sheet, widths: &[usize], worksheet: &mut Worksheet) -> Result<(), XlsxError> {
    let lines_of = |column: usize, row: usize| {
        let cell = sheet.rows.get(row).and_then(|row| row.get(&column));
        let width = widths.get(column).copied().unwrap_or(1);
        cell.map_or(1, |cell| room::lines(&cell.content.shown(), width))
    };
    let spans = sheet.spans();
    let mut rows: Vec<usize> = (0..sheet.rows.len())
        .map(|row| {
            let single = (0..widths.len()).filter(|column| !spans.contains_key(&(*column, row)));
            single.map(|column| lines_of(column, row)).max().unwrap_or(1)
        })
        .collect();
    for (column, first, last) in &sheet.merges {
        let there: usize = rows.iter().take(last + 1).skip(*first).sum();
        if let Some(height) = rows.get_mut(*last) {
            *height += lines_of(*column, *first).saturating_sub(there);
        }
    }
    let head = sheet.columns.iter().zip(widths).map(|(column, width)| room::lines(&column.heading, *width)).max();
    let is_high = sheet.rows.iter().flat_map(BTreeMap::values).any(|cell| room::is_high(&cell.content.shown()));
    worksheet.set_row_height(0, points(head.unwrap_or(1), is_high))?;
    for (lines, row) in rows.into_iter().zip(1_u32..) {
        worksheet.set_row_height(row, points(lines, is_high))?;
    }
    Ok(())
}

/// The height of so many lines; no row can be higher than 409 points.
fn points(lines: usize, is_high: bool) -> f64 {
    let line = if is_high { 19.0 } else { 15.0 };
    (f64::from(u32::try_from(lines).unwrap_or(u32::MAX)) * line).min(409.0)
}

/// Across, the headings on each page; on A3 where there are many columns, on several pages beside each other where they would be too
/// small to be read on one, each with the first two columns.
fn on_paper(worksheet: &mut Worksheet, widths: &[usize]) -> Result<(), XlsxError> {
    let paper = if widths.len() > 10 { 8 } else { 9 };
    let pages = u16::try_from(widths.iter().sum::<usize>().div_ceil(PAGE)).unwrap_or(u16::MAX).max(1);
    worksheet.set_landscape().set_paper_size(paper).set_print_fit_to_pages(pages, 0).set_footer("&C&P / &N");
    worksheet.set_repeat_rows(0, 0)?;
    if pages > 1 {
        worksheet.set_repeat_columns(0, 1)?;
    }
    Ok(())
}

fn comment(worksheet: &mut Worksheet, (row, column): (u32, u16), all: &[String]) -> Result<(), XlsxError> {
    if all.is_empty() {
        return Ok(());
    }
    let mut text = String::new();
    for (index, one) in all.iter().enumerate() {
        if text.len() + one.len() > COMMENT {
            text.push_str(&format!("(+ {})", all.len() - index));
            break;
        }
        text.push_str(one);
        text.push_str("\n\n");
    }
    let height = u32::try_from(room::lines(&text, 52)).unwrap_or(u32::MAX).saturating_mul(18).clamp(60, 600);
    let note =
        Note::new(text.trim_end()).set_author("planlint").add_author_prefix(false).set_width(360).set_height(height);
    worksheet.insert_note(row, column, &note)?;
    Ok(())
}

fn put(
    worksheet: &mut Worksheet,
    (row, column): (u32, u16),
    content: &Content,
    format: &Format,
) -> Result<(), XlsxError> {
    use rust_decimal::prelude::ToPrimitive as _;
    match content {
        Content::Text(text) => worksheet.write_string_with_format(row, column, text, format)?,
        Content::Number(number) => {
            let digits = number.normalize().mantissa().unsigned_abs().to_string().len();
            match number.to_f64().filter(|_| digits <= DIGITS) {
                Some(value) => worksheet.write_number_with_format(row, column, value, format)?,
                None => worksheet.write_string_with_format(row, column, number.normalize().to_string(), format)?,
            }
        }
    };
    Ok(())
}

/// A sheet's name as Excel takes it: at most 31 characters, some signs not among them, each once.
fn name_of(name: &str, taken: &mut Vec<String>) -> String {
    let plain: String =
        name.chars().filter(|c| !matches!(c, '[' | ']' | ':' | '*' | '?' | '/' | '\\')).take(28).collect();
    let plain = plain.trim().trim_matches('\'').to_owned();
    let mut name = if plain.is_empty() { "planlint".to_owned() } else { plain.clone() };
    let mut count = 1;
    while taken.iter().any(|known| known.to_lowercase() == name.to_lowercase()) {
        count += 1;
        name = format!("{plain} {count}");
    }
    taken.push(name.clone());
    name
}
