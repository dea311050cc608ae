//! A workbook of Excel: a cover, and one sheet a section; what is found stands in comments of the cells that it is about.

use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Note, Workbook, Worksheet, XlsxError,
};

use super::matrix::{Cell, Content, Look, Matrix, Sheet};
use super::{Export, ExportError};
use crate::plan::ElementId;

/// The most digits of a number that a cell keeps; more are written as text.
const DIGITS: usize = 15;
/// The most comments that one cell shows; the check has the others.
const COMMENTS: usize = 12;

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
        label: Format::new().set_bold().set_align(FormatAlign::Top),
        words: cell.clone(),
        value: cell,
    };
    let remarks = export.remarks();
    let mut names: Vec<String> = Vec::new();
    let worksheet = workbook.add_worksheet();
    worksheet.set_name(name_of(export.messages.name("kind", "plan"), &mut names))?;
    cover(export, matrix, worksheet, &formats)?;
    if let Some(notes) = remarks.get(&ElementId::PLAN) {
        comment(worksheet, (0, 1), notes.iter().map(|(_, text)| text))?;
    }
    for sheet in &matrix.sheets {
        let worksheet = workbook.add_worksheet();
        worksheet.set_name(name_of(&sheet.name, &mut names))?;
        table(export, sheet, worksheet, &formats, &remarks)?;
    }
    workbook.save_to_buffer()
}

fn cover(export: &Export<'_>, matrix: &Matrix, worksheet: &mut Worksheet, formats: &Formats) -> Result<(), XlsxError> {
    worksheet.set_right_to_left(export.messages.is_right_to_left());
    for (entry, row) in matrix.cover.iter().zip(0..) {
        worksheet.write_string_with_format(row, 0, &entry.label, &formats.label)?;
        worksheet.write_string_with_format(row, 1, &entry.value, &Format::new().set_text_wrap())?;
        worksheet.write_string(row, 2, entry.key)?;
    }
    worksheet.set_column_width(0, 24)?;
    worksheet.set_column_width(1, 80)?;
    worksheet.set_column_hidden(2)?;
    Ok(())
}

type Remarks = std::collections::HashMap<ElementId, Vec<(Option<&'static str>, String)>>;

fn table(
    export: &Export<'_>,
    sheet: &Sheet,
    worksheet: &mut Worksheet,
    formats: &Formats,
    remarks: &Remarks,
) -> Result<(), XlsxError> {
    worksheet.set_right_to_left(export.messages.is_right_to_left());
    for (column, index) in sheet.columns.iter().zip(0_u16..) {
        worksheet.write_string_with_format(0, index, &column.heading, &formats.head)?;
        worksheet.set_column_width(
            index,
            match column.look {
                Look::Id => 9,
                Look::Statement => 34,
                Look::Words => 20,
                Look::Value => 12,
            },
        )?;
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
    comments(sheet, worksheet, remarks)
}

/// Puts what is said of an element to the cell of the field that it is about, else to its name; each once.
fn comments(sheet: &Sheet, worksheet: &mut Worksheet, remarks: &Remarks) -> Result<(), XlsxError> {
    let mut said = std::collections::HashSet::new();
    let mut by_cell: std::collections::BTreeMap<(u32, u16), Vec<&String>> = std::collections::BTreeMap::new();
    let places: Vec<((u32, u16), &Cell)> = sheet
        .rows
        .iter()
        .zip(1_u32..)
        .flat_map(|(row, index)| {
            row.iter().filter_map(move |(column, cell)| Some(((index, u16::try_from(*column).ok()?), cell)))
        })
        .collect();
    let is_statement =
        |at: &(u32, u16)| sheet.columns.get(usize::from(at.1)).is_some_and(|column| column.look != Look::Id);
    for is_exact in [true, false] {
        for (at, cell) in &places {
            let Some(notes) = remarks.get(&cell.element) else { continue };
            for (index, (field, text)) in notes.iter().enumerate() {
                let fits = if is_exact {
                    field.is_some() && cell.field == *field
                } else {
                    cell.field.is_none() && is_statement(at)
                };
                if fits && said.insert((cell.element, index)) {
                    by_cell.entry(*at).or_default().push(text);
                }
            }
        }
    }
    for (at, texts) in by_cell {
        comment(worksheet, at, texts.into_iter())?;
    }
    Ok(())
}

fn comment<'t>(
    worksheet: &mut Worksheet,
    (row, column): (u32, u16),
    texts: impl Iterator<Item = &'t String>,
) -> Result<(), XlsxError> {
    let all: Vec<&String> = texts.collect();
    let mut text = all.iter().take(COMMENTS).map(|text| text.as_str()).collect::<Vec<_>>().join("\n\n");
    if all.len() > COMMENTS {
        text.push_str(&format!("\n\n(+ {})", all.len() - COMMENTS));
    }
    let text: String = text.chars().take(30_000).collect();
    let note = Note::new(text).set_author("planlint").add_author_prefix(false).set_width(360).set_height(160);
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
