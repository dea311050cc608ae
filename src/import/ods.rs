//! Spreadsheets of LibreOffice (OpenDocument): values as they are stored, merged cells, hidden sheets.

use std::collections::HashSet;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use rust_decimal::Decimal;

use super::package::{Budget, MERGES_LIMIT, OfficeError, Package, attribute, character};
use super::table::{Cell, Merge, NEVER_COMPUTED, Sheet};
use super::xlsx::{STRETCHES, next};

const CONTENT: &str = "content.xml";

/// Reads all sheets.
///
/// # Errors
/// The file is damaged, encrypted, or holds more than is read.
pub(super) fn read(package: &mut Package<'_>) -> Result<Vec<Sheet>, OfficeError> {
    if let Ok(manifest) = package.part("META-INF/manifest.xml")
        && manifest.contains("encryption-data")
    {
        return Err(OfficeError::Encrypted);
    }
    let text = package.part(CONTENT)?;
    let mut reader = Reader::from_str(&text);
    let mut content = Content::default();
    loop {
        match next(&mut reader, CONTENT)? {
            Event::Start(element) => content.start(&element)?,
            Event::Empty(element) => {
                content.start(&element)?;
                content.end(element.local_name().as_ref())?;
            }
            Event::End(element) => content.end(element.local_name().as_ref())?,
            Event::Text(text) if content.takes_text() => content.text.push_str(&text.xml10_content()),
            Event::GeneralRef(reference) if content.takes_text() => content.text.extend(character(&reference)),
            Event::Eof => return Ok(content.sheets),
            _ => {}
        }
    }
}

/// Whether a row or a column is hidden, by hand or by a filter.
fn is_hidden(element: &BytesStart<'_>) -> bool {
    attribute(element, "visibility").is_some_and(|visibility| visibility != "visible")
}

#[derive(Default)]
struct Content {
    sheets: Vec<Sheet>,
    /// Styles that hide a sheet.
    hiding: HashSet<String>,
    style: String,
    budget: Budget,
    row: u32,
    column: u32,
    row_repeat: u32,
    cell_repeat: u32,
    /// Whether the row is hidden.
    is_hidden: bool,
    /// The next of the columns that the sheet describes before its rows.
    described: u32,
    span: (u32, u32),
    kind: String,
    value: String,
    text: String,
    has_formula: bool,
    in_cell: bool,
    in_paragraph: bool,
    /// How deep in remarks, which are no content.
    remarks: u32,
}

impl Content {
    fn takes_text(&self) -> bool {
        self.in_paragraph && self.remarks == 0
    }

    fn start(&mut self, element: &BytesStart<'_>) -> Result<(), OfficeError> {
        let count = |name: &str| attribute(element, name).and_then(|number| number.parse::<u32>().ok()).unwrap_or(1);
        match element.local_name().as_ref() {
            "style" => self.style = attribute(element, "name").unwrap_or_default(),
            "table-properties" if attribute(element, "display").is_some_and(|display| display == "false") => {
                self.hiding.insert(self.style.clone());
            }
            "table" => {
                let is_hidden = attribute(element, "style-name").is_some_and(|style| self.hiding.contains(&style));
                let name = attribute(element, "name").unwrap_or_default();
                self.sheets.push(Sheet { name, is_hidden, ..Sheet::default() });
                self.row = 0;
                self.described = 0;
            }
            "table-column" => {
                let (first, count) = (self.described, count("number-columns-repeated").max(1));
                self.described = first.saturating_add(count);
                let stretch = (first, self.described - 1);
                if let Some(sheet) = self.sheets.last_mut()
                    && is_hidden(element)
                    && sheet.hidden_columns.len() < STRETCHES
                {
                    sheet.hidden_columns.push(stretch);
                }
            }
            "table-row" => {
                self.is_hidden = is_hidden(element);
                self.row_repeat = count("number-rows-repeated").max(1);
                self.column = 0;
            }
            "table-cell" | "covered-table-cell" => {
                self.cell_repeat = count("number-columns-repeated").max(1);
                self.span = (count("number-rows-spanned"), count("number-columns-spanned"));
                self.kind = attribute(element, "value-type").unwrap_or_default();
                let stored =
                    ["value", "date-value", "boolean-value"].into_iter().find_map(|name| attribute(element, name));
                self.value = stored.unwrap_or_default();
                self.has_formula = attribute(element, "formula").is_some();
                self.text.clear();
                self.in_cell = true;
            }
            "annotation" => self.remarks += 1,
            "p" if self.in_cell && self.remarks == 0 => {
                if !self.text.is_empty() {
                    self.text.push('\n');
                }
                self.in_paragraph = true;
            }
            "s" if self.takes_text() => self.text.push(' '),
            "line-break" if self.takes_text() => self.text.push('\n'),
            "tab" if self.takes_text() => self.text.push('\t'),
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, name: &str) -> Result<(), OfficeError> {
        match name {
            "annotation" => self.remarks = self.remarks.saturating_sub(1),
            "p" if self.remarks == 0 => self.in_paragraph = false,
            "table-row" => self.row = self.row.saturating_add(self.row_repeat),
            "table-cell" | "covered-table-cell" => {
                self.in_cell = false;
                let covered = name == "covered-table-cell";
                if let Some(fault) = self.fault().filter(|_| !covered) {
                    self.budget.spend(fault.len())?;
                    let place = (self.row, self.column);
                    if let Some(sheet) = self.sheets.last_mut() {
                        sheet.faults.push((place, fault));
                    }
                } else if let Some(cell) = self.cell().filter(|_| !covered) {
                    self.put(&cell)?;
                }
                self.column = self.column.saturating_add(self.cell_repeat);
            }
            _ => {}
        }
        Ok(())
    }

    /// Puts a cell wherever it is repeated. Blank cells, which a file repeats a million times, never come here.
    fn put(&mut self, cell: &Cell) -> Result<(), OfficeError> {
        let Some(sheet) = self.sheets.last_mut() else { return Ok(()) };
        let length = if let Cell::Text(text) = cell { text.len() } else { 0 };
        for row in self.row..self.row.saturating_add(self.row_repeat) {
            if self.is_hidden {
                sheet.hidden_rows.insert(row);
            }
            for column in self.column..self.column.saturating_add(self.cell_repeat) {
                self.budget.spend(length)?;
                sheet.cells.insert((row, column), cell.clone());
            }
        }
        if self.span != (1, 1) {
            let first = (self.row, self.column);
            let last = (
                first.0.saturating_add(self.span.0.saturating_sub(1)),
                first.1.saturating_add(self.span.1.saturating_sub(1)),
            );
            sheet.merges.push(Merge { first, last });
            if sheet.merges.len() > MERGES_LIMIT {
                return Err(OfficeError::TooLarge("it has more than 20,000 merged cells"));
            }
        }
        Ok(())
    }

    /// What the file says of a formula that gave no value. One that gave an empty text is no fault.
    fn fault(&self) -> Option<String> {
        let text = self.text.trim();
        let is_error =
            text == "#N/A" || text.starts_with("Err:") || (text.starts_with('#') && text.ends_with(['!', '?']));
        match self.kind.as_str() {
            "" if self.has_formula && text.is_empty() => Some(NEVER_COMPUTED.to_owned()),
            "string" | "" if self.has_formula && is_error => Some(text.to_owned()),
            _ => None,
        }
    }

    fn cell(&self) -> Option<Cell> {
        match self.kind.as_str() {
            "float" | "currency" => Cell::number_of(&self.value).map(Cell::Number),
            "percentage" => {
                Some(Cell::Percent(Cell::number_of(&self.value)?.checked_mul(Decimal::ONE_HUNDRED)?.normalize()))
            }
            "date" => self.value.get(..10).and_then(|day| day.parse().ok()).map(Cell::Date),
            _ => Cell::of_text(&self.text),
        }
    }
}
