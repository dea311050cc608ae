//! A workbook of Excel: a cover, and one sheet a section; what is found stands in comments of the cells that it is about.

use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Note, Workbook, Worksheet, XlsxError,
};

use super::direction::has_right_to_left;
use super::matrix::{Content, Matrix, Sheet};
use super::remarks::{Nearness, Remarks};
use super::{Export, ExportError, room};
use crate::text::Language;

/// The most digits of a number that a cell keeps; more are written as text.
const DIGITS: usize = 15;
/// How wide the columns of the cover are.
const LABEL: usize = 24;
const TEXT: usize = 80;
/// How many digits beside each other are read well on a page of A4.
const A4: usize = 150;
/// How large letters are on paper where a sheet is wider than a page, in percent: eight points of eleven.
const SMALLEST: u16 = 73;
/// The most that a row is high, in points.
const HIGHEST: f64 = 405.0;
/// The most that a comment says, in bytes; the check has the rest.
const COMMENT: usize = 30_000;

/// The most that a cell holds, in units of UTF-16.
const LONGEST: usize = 32_767;

/// Writes the workbook.
pub(super) fn write(export: &Export<'_>, matrix: &Matrix) -> Result<Vec<u8>, ExportError> {
    for entry in &matrix.cover {
        fits(export.plan.id(), &entry.label, &entry.value)?;
    }
    for sheet in &matrix.sheets {
        for (column, cell) in sheet.rows.iter().flatten() {
            if let (Content::Text(text), Some(column)) = (&cell.content, sheet.columns.get(*column)) {
                fits(&export.plan.element(cell.element).id, &column.heading, text)?;
            }
        }
    }
    book(export, matrix).map_err(|error| match error {
        XlsxError::RowColumnLimitError | XlsxError::MaxStringLengthExceeded => ExportError::TooLarge(error.to_string()),
        other => ExportError::Failed(other.to_string()),
    })
}

/// A text fits into a cell.
fn fits(element: &str, column: &str, text: &str) -> Result<(), ExportError> {
    let length = text.encode_utf16().count();
    if length <= LONGEST {
        return Ok(());
    }
    Err(ExportError::TooLong { element: element.to_owned(), column: column.to_owned(), length, limit: LONGEST })
}

struct Formats {
    head: Format,
    label: Format,
    text: Format,
    cell: Format,
    /// Whether sheets run from right to left.
    is_rtl: bool,
    language: Language,
}

impl Formats {
    fn of(export: &Export<'_>) -> Self {
        let text = Format::new().set_text_wrap().set_align(FormatAlign::Top);
        let cell = text.clone().set_border(FormatBorder::Thin);
        Self {
            head: cell.clone().set_bold().set_background_color(Color::RGB(0x00D9_E2F3)),
            label: text.clone().set_bold(),
            text,
            cell,
            is_rtl: export.messages.is_right_to_left(),
            language: export.headings(),
        }
    }

    /// The direction of a text: that of its letters, so that a code or a condition is not turned round.
    fn directed(&self, format: &Format, text: &str) -> Format {
        match (self.is_rtl, has_right_to_left(text)) {
            (false, _) => format.clone(),
            (true, true) => format.clone().set_reading_direction(2),
            (true, false) => format.clone().set_reading_direction(1),
        }
    }

    fn of_content(&self, content: Option<&Content>) -> Format {
        match content {
            Some(Content::Text(text)) => self.directed(&self.cell, text),
            // With signs between thousands, and the decimals that it has.
            Some(Content::Number(number)) => {
                let decimals = usize::try_from(number.normalize().scale()).unwrap_or(0);
                let point = if decimals > 0 { "." } else { "" };
                self.cell.clone().set_num_format(format!("#,##0{point}{}", "0".repeat(decimals)))
            }
            Some(Content::Year(_)) | None => self.cell.clone(),
        }
    }
}

fn book(export: &Export<'_>, matrix: &Matrix) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // The same plan is the same file: no time of writing.
    let properties = DocProperties::new().set_creation_datetime(&ExcelDateTime::from_ymd(2000, 1, 1)?);
    workbook.set_properties(&properties);
    let formats = Formats::of(export);
    let remarks = Remarks::of(export, matrix, Nearness::Field);
    let mut names: Vec<String> = Vec::new();
    let worksheet = workbook.add_worksheet();
    let name = crate::import::own::label::headed(export.messages.name("kind", "plan"));
    worksheet.set_name(name_of(&name, &mut names))?;
    let lines = cover(matrix, worksheet, &formats)?;
    for (line, place) in lines.iter().enumerate() {
        comment(worksheet, (place.first, 1), remarks.of_line(line))?;
    }
    for (index, sheet) in matrix.sheets.iter().enumerate() {
        let worksheet = workbook.add_worksheet();
        worksheet.set_name(name_of(&sheet.name, &mut names))?;
        let places = table(sheet, worksheet, &formats)?;
        for (row, column, texts) in remarks.of_sheet(index) {
            let (Some(place), Ok(column)) = (places.get(row), u16::try_from(column)) else {
                return Err(XlsxError::RowColumnLimitError);
            };
            comment(worksheet, (place.first, column), texts)?;
        }
    }
    workbook.save_to_buffer()
}

/// Where a row of a table stands in a sheet: a text that is higher than a row can be goes on in rows below, merged with it.
#[derive(Clone, Copy)]
struct Place {
    first: u32,
    last: u32,
    /// Of each of them, in points.
    height: f64,
}

/// The places of rows that need so many points, one below the other.
fn places(heights: &[f64], first: u32) -> Vec<Place> {
    let mut next = first;
    let place = |points: &f64| {
        let mut count = 1_u32;
        while points / f64::from(count) > HIGHEST {
            count += 1;
        }
        let place = Place { first: next, last: next + count - 1, height: points / f64::from(count) };
        next += count;
        place
    };
    heights.iter().map(place).collect()
}

fn cover(matrix: &Matrix, worksheet: &mut Worksheet, formats: &Formats) -> Result<Vec<Place>, XlsxError> {
    worksheet.set_right_to_left(formats.is_rtl);
    worksheet.set_paper_size(9).set_print_fit_to_pages(1, 0);
    on_margins(worksheet);
    let height = |entry: &super::cover::Entry| {
        let lines = room::lines(&entry.value, TEXT).max(room::lines(&entry.label, LABEL));
        points(lines, room::is_high(&entry.value))
    };
    let heights: Vec<f64> = matrix.cover.iter().map(height).collect();
    let lines = places(&heights, 0);
    for (entry, place) in matrix.cover.iter().zip(&lines) {
        let text = formats.directed(&formats.text, &entry.value);
        let cells = [(0, &entry.label, &formats.label), (1, &entry.value, &text), (2, &entry.key, &formats.text)];
        for (column, words, format) in cells {
            over(worksheet, (place.first, place.last), column, format)?;
            worksheet.write_string_with_format(place.first, column, words, format)?;
        }
        for row in place.first..=place.last {
            worksheet.set_row_height(row, place.height)?;
        }
    }
    worksheet.set_column_width(0, 24)?;
    worksheet.set_column_width(1, 80)?;
    worksheet.set_column_hidden(2)?;
    Ok(lines)
}

fn table(sheet: &Sheet, worksheet: &mut Worksheet, formats: &Formats) -> Result<Vec<Place>, XlsxError> {
    let widths = room::widths(sheet, formats.language);
    on_paper(sheet, worksheet, &widths)?;
    worksheet.set_right_to_left(formats.is_rtl);
    for ((column, width), index) in sheet.columns.iter().zip(&widths).zip(0_u16..) {
        worksheet.write_string_with_format(0, index, &column.heading, &formats.head)?;
        worksheet.set_column_width(index, u32::try_from(*width).unwrap_or(u32::MAX))?;
    }
    fold(sheet, worksheet)?;
    worksheet.set_freeze_panes(1, 0)?;
    let is_high = sheet.rows.iter().flatten().any(|(_, cell)| room::is_high(&cell.content.plain()));
    let head = sheet.columns.iter().zip(&widths).map(|(column, width)| room::lines(&column.heading, *width)).max();
    worksheet.set_row_height(0, points(head.unwrap_or(1), is_high).min(HIGHEST))?;
    let heights: Vec<f64> =
        lines(sheet, &widths, formats.language).into_iter().map(|all| points(all, is_high)).collect();
    let places = places(&heights, 1);
    let spans = sheet.spans();
    for (row, place) in places.iter().enumerate() {
        for number in place.first..=place.last {
            worksheet.set_row_height(number, place.height)?;
        }
        for column in 0..sheet.columns.len() {
            let last = match spans.get(&(column, row)) {
                Some((first, _)) if *first != row => continue,
                Some((_, last)) => places.get(*last).unwrap_or(place).last,
                None => place.last,
            };
            let content = sheet.rows.get(row).and_then(|row| row.get(&column)).map(|cell| &cell.content);
            let format = formats.of_content(content);
            let index = u16::try_from(column).map_err(|_| XlsxError::RowColumnLimitError)?;
            over(worksheet, (place.first, last), index, &format)?;
            if let Some(content) = content {
                put(worksheet, (place.first, index), content, &format)?;
            }
        }
    }
    Ok(places)
}

/// Makes one cell of those of a column; blank, until something is written into it.
fn over(worksheet: &mut Worksheet, (first, last): (u32, u32), column: u16, format: &Format) -> Result<(), XlsxError> {
    if first < last {
        worksheet.merge_range(first, column, last, column, "", format)?;
    } else {
        worksheet.write_blank(first, column, format)?;
    }
    Ok(())
}

/// Folds away the columns that serve programs, and texts in other languages: a click on the sign above them shows them.
fn fold(sheet: &Sheet, worksheet: &mut Worksheet) -> Result<(), XlsxError> {
    let folded: Vec<u16> =
        sheet.columns.iter().zip(0_u16..).filter(|(column, _)| column.is_folded).map(|(_, index)| index).collect();
    if let (Some(first), Some(last)) = (folded.first(), folded.last()) {
        worksheet.group_columns_collapsed(*first, *last)?;
    }
    Ok(())
}

/// How many lines each row takes: a program that opens a file does not look at merged cells, and not every one at others. Where
/// the rows of a merged cell are too low for its text, the last is made higher.
fn lines(sheet: &Sheet, widths: &[usize], language: Language) -> Vec<usize> {
    let lines_of = |column: usize, row: usize| {
        let is_folded = sheet.columns.get(column).is_some_and(|column| column.is_folded);
        let cell = sheet.rows.get(row).and_then(|row| row.get(&column)).filter(|_| !is_folded);
        let width = widths.get(column).copied().unwrap_or(1);
        cell.map_or(1, |cell| room::lines(&cell.content.shown(language), width))
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
    rows
}

/// The height of so many lines, in points.
fn points(lines: usize, is_high: bool) -> f64 {
    let line = if is_high { 19.0 } else { 15.0 };
    f64::from(u32::try_from(lines).unwrap_or(u32::MAX)) * line
}

/// Across, the headings on each page; on A3 where there are many columns. What would be too small to be read on one page goes on
/// on a page beside it, where what names the rows stands again.
fn on_paper(sheet: &Sheet, worksheet: &mut Worksheet, widths: &[usize]) -> Result<(), XlsxError> {
    let shown = sheet.columns.iter().zip(widths).filter(|(column, _)| !column.is_folded);
    let (mut named, mut total) = ((0, 0), 0);
    for (index, (column, width)) in shown.enumerate() {
        // A cell has a narrow margin.
        let width = width + 1;
        total += width;
        if column.names_elements || index == 0 {
            named = (index, named.1 + width);
        }
    }
    worksheet.set_landscape().set_repeat_rows(0, 0)?;
    on_margins(worksheet);
    worksheet.set_paper_size(if total > A4 { 8 } else { 9 });
    if total <= ON_A3 {
        worksheet.set_print_fit_to_pages(1, 0);
        return Ok(());
    }
    // All that names a row where that leaves room for what is said of it, else what is highest.
    let last = if named.1 <= ON_A3 / 2 { named.0 } else { 1.min(named.0) };
    worksheet.set_print_scale(SMALLEST).set_repeat_columns(0, u16::try_from(last).unwrap_or(0))?;
    Ok(())
}

/// How many digits of the smallest letters stand beside each other on a page of A3 across.
const ON_A3: usize = 290;

/// Narrow margins, the name of the sheet and the number of the page below.
fn on_margins(worksheet: &mut Worksheet) {
    worksheet.set_margins(0.4, 0.4, 0.5, 0.6, 0.3, 0.3).set_footer("&L&A&R&P / &N");
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
        Content::Number(number) | Content::Year(number) => {
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
