//! What office files are read into: sheets of cells, with what was merged and what is hidden.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt;

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::mapping::SheetMapping;
use super::outline::About;
use super::package::OfficeError;

/// The most places of a sheet that are looked at: its rows with content times its columns with content, and as many merged ones.
const EXTENT_LIMIT: usize = 2_000_000;

/// The fault of a formula that was stored without a value.
pub(super) const NEVER_COMPUTED: &str = "";

/// The place of a cell: row and column, from 0.
pub type Position = (u32, u32);

/// What a cell holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Text, without blanks at its ends.
    Text(String),
    /// A number as it is stored.
    Number(Decimal),
    /// A number that is shown as percent; 65 where the file stores 0.65.
    Percent(Decimal),
    /// A day.
    Date(Date),
}

impl Cell {
    /// A cell with this text; none where it is blank.
    #[must_use]
    pub fn of_text(text: &str) -> Option<Self> {
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        let text = text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200e}' | '\u{200f}'));
        (!text.is_empty()).then(|| Self::Text(text.to_owned()))
    }

    /// A number as a file stores it: the digits of a binary fraction are cut to the fifteen that are sure.
    #[must_use]
    pub fn number_of(stored: &str) -> Option<Decimal> {
        let exact = stored.trim();
        if exact.len() <= 15
            && let Ok(number) = exact.parse::<Decimal>()
        {
            return Some(number);
        }
        let value: f64 = exact.parse().ok().filter(|value: &f64| value.is_finite())?;
        Decimal::from_scientific(&format!("{value:.14e}")).ok().map(|number| number.normalize())
    }
}

impl fmt::Display for Cell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => f.write_str(text),
            Self::Number(number) => write!(f, "{}", number.normalize()),
            Self::Percent(number) => write!(f, "{} %", number.normalize()),
            Self::Date(date) => write!(f, "{date}"),
        }
    }
}

/// Cells that are shown as one; its content stands in the first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Merge {
    /// The first cell.
    pub first: Position,
    /// The last cell, included.
    pub last: Position,
}

/// What cells of a document are called: by the headings above, or by name where they are no cells of a table there.
#[derive(Clone, Debug, Default)]
pub(super) struct Places {
    within: String,
    named: HashMap<Position, String>,
}

impl Places {
    /// Cells of a table under headings.
    pub(super) fn within(headings: String) -> Self {
        Self { within: headings, named: HashMap::new() }
    }

    /// Names one cell.
    pub(super) fn name(&mut self, at: Position, place: &str) {
        self.named.insert(at, place.to_owned());
    }
}

/// One sheet of a file.
#[derive(Clone, Debug, Default)]
pub struct Sheet {
    /// Its name; that of the file where the format has no sheets.
    pub name: String,
    /// Whether it is hidden from whoever opens the file.
    pub is_hidden: bool,
    /// Cells that hold something.
    pub cells: BTreeMap<Position, Cell>,
    /// Cells whose formula gave no value, and what the file says of it, such as `#REF!`.
    pub faults: Vec<(Position, String)>,
    /// Rows that are hidden from whoever opens the file.
    pub hidden_rows: BTreeSet<u32>,
    /// Columns that are: the first and the last of each stretch.
    pub hidden_columns: Vec<(u32, u32)>,
    /// Whether its days are counted from 1904.
    pub from_1904: bool,
    /// Merged cells.
    pub merges: Vec<Merge>,
    /// Footnotes, each with the cell that it belongs to.
    pub footnotes: Vec<(Position, String)>,
    /// What its cells are called, where they stand in a document.
    pub(super) places: Option<Box<Places>>,
    /// What its columns hold, where whoever read the file knows.
    pub(super) mapping: Option<Box<SheetMapping>>,
    /// What a document says beside its tables; the first sheet of its sheets has it.
    pub(super) about: Option<Box<About>>,
    /// The first of the merged cells for each of them, as far as the sheet holds something.
    pub(super) covered: HashMap<Position, Position>,
}

impl Sheet {
    /// What stands at a place, in the cell itself.
    #[must_use]
    pub fn cell(&self, row: u32, column: u32) -> Option<&Cell> {
        self.cells.get(&(row, column))
    }

    /// What is seen at a place, and where it stands: the cell itself, or the first of those that it is merged with.
    #[must_use]
    pub fn seen(&self, row: u32, column: u32) -> Option<(Position, &Cell)> {
        let place = self.first_of(row, column);
        Some((place, self.cells.get(&place)?))
    }

    /// The first of the cells that a cell is merged with, or the cell itself.
    #[must_use]
    pub fn first_of(&self, row: u32, column: u32) -> Position {
        self.covered.get(&(row, column)).copied().unwrap_or((row, column))
    }

    /// Takes note of merged cells when all cells are known, so that each is found at once afterwards.
    ///
    /// # Errors
    /// The sheet is wider and longer than is looked at.
    pub(super) fn settle(&mut self) -> Result<(), OfficeError> {
        let columns: BTreeSet<u32> = self.cells.keys().map(|(_, column)| *column).collect();
        let rows = self.rows();
        if rows.len().saturating_mul(columns.len()) > EXTENT_LIMIT {
            return Err(OfficeError::TooLarge("a sheet's rows times its columns are more than two million"));
        }
        let (Some(bottom), Some(right)) = (rows.last(), columns.last()) else { return Ok(()) };
        self.merges.sort_unstable_by_key(|merge| merge.first);
        let mut count = 0_u64;
        for merge in &self.merges {
            let last = (merge.last.0.min(*bottom), merge.last.1.min(*right));
            if last.0 < merge.first.0 || last.1 < merge.first.1 {
                continue;
            }
            let height = u64::from(last.0 - merge.first.0) + 1;
            let width = u64::from(last.1 - merge.first.1) + 1;
            count = count.saturating_add(height.saturating_mul(width));
            if count > EXTENT_LIMIT as u64 {
                return Err(OfficeError::TooLarge("more than two million of its cells are merged"));
            }
            for row in merge.first.0..=last.0 {
                for column in merge.first.1..=last.1 {
                    self.covered.entry((row, column)).or_insert(merge.first);
                }
            }
        }
        Ok(())
    }

    /// The merged cells that begin in these rows.
    #[must_use]
    pub fn merges_from(&self, first: u32, last: u32) -> &[Merge] {
        let start = self.merges.partition_point(|merge| merge.first.0 < first);
        let end = self.merges.partition_point(|merge| merge.first.0 <= last);
        self.merges.get(start..end).unwrap_or_default()
    }

    /// Names for cells of a sheet that is made of this one.
    pub(super) fn places_like(&self) -> Places {
        let within = self.places.as_ref().map(|places| places.within.clone()).unwrap_or_default();
        Places { within, named: HashMap::new() }
    }

    /// The cells of a row, from left to right.
    pub fn row(&self, row: u32) -> impl Iterator<Item = (u32, &Cell)> {
        self.cells.range((row, 0)..=(row, u32::MAX)).map(|((_, column), cell)| (*column, cell))
    }

    /// The rows that hold something, from top to bottom.
    #[must_use]
    pub fn rows(&self) -> Vec<u32> {
        self.rows_in(0, u32::MAX)
    }

    /// The rows that hold something from one row to before another, from top to bottom.
    #[must_use]
    pub fn rows_in(&self, first: u32, end: u32) -> Vec<u32> {
        let cells = self.cells.range((first, 0)..(end.max(first), 0));
        let mut rows: Vec<u32> = cells.map(|((row, _), _)| *row).collect();
        rows.dedup();
        rows
    }

    /// The name of a place as spreadsheets write it: `Results!B12`, with quotes round a name that needs them. In a document the
    /// headings above, the table, row and column: `§ 4.1 Targets > table 2, row 3, column 1`.
    #[must_use]
    pub fn place(&self, (row, column): Position) -> String {
        if let Some(places) = &self.places {
            let named = places.named.get(&(row, column)).cloned();
            return named.unwrap_or_else(|| format!("{}, row {}, column {}", self.title(), row + 1, column + 1));
        }
        format!("{}!{}{}", self.title(), letters(column), row + 1)
    }

    /// The name of the sheet, with quotes where it needs them; in a document the headings above and the table.
    #[must_use]
    pub fn title(&self) -> String {
        if let Some(places) = &self.places {
            return match (places.within.as_str(), self.name.as_str()) {
                (within, "") => within.to_owned(),
                ("", name) => name.to_owned(),
                (within, name) => format!("{within} > {name}"),
            };
        }
        let plain = self.name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '.'));
        let name: String = self.name.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        if plain { name } else { format!("'{}'", name.replace('\'', "''")) }
    }

    /// Whether it is a table of a document, which has no cells of numbers.
    pub(super) fn is_of_document(&self) -> bool {
        self.places.is_some()
    }

    /// The name of a column: its letters, or its number in a table of a document.
    #[must_use]
    pub fn column_name(&self, column: u32) -> String {
        if self.places.is_some() { (column + 1).to_string() } else { letters(column) }
    }
}

/// The letters of a column: `A` for 0, `AA` for 26.
#[must_use]
pub fn letters(column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        letters.push(char::from(b'A' + u8::try_from((rest - 1) % 26).unwrap_or(0)));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect()
}

/// The column of its letters, upper or lower case.
#[must_use]
pub fn column_of(letters: &str) -> Option<u32> {
    let is_column = !letters.is_empty() && letters.len() <= 3 && letters.bytes().all(|byte| byte.is_ascii_alphabetic());
    is_column
        .then(|| letters.bytes().fold(0, |sum, byte| sum * 26 + u32::from(byte.to_ascii_uppercase() - b'A') + 1) - 1)
}

/// The place that a reference such as `B12` names.
#[must_use]
pub fn position_of(reference: &str) -> Option<Position> {
    let split = reference.find(|c: char| c.is_ascii_digit())?;
    let (column, row) = reference.split_at(split);
    let row: u32 = row.parse().ok().filter(|row| *row > 0)?;
    Some((row - 1, column_of(column)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_have_letters() {
        for (column, name) in [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA"), (16_383, "XFD")] {
            assert_eq!(letters(column), name);
            assert_eq!(column_of(name), Some(column));
        }
        assert_eq!(position_of("B12"), Some((11, 1)));
        assert_eq!(position_of("B0"), None);
        assert_eq!(position_of("12"), None);
    }

    #[test]
    fn numbers_are_what_a_person_typed() {
        for (stored, typed) in [("0.1", "0.1"), ("0.10000000000000001", "0.1"), ("1.2E6", "1200000"), ("65", "65")] {
            assert_eq!(Cell::number_of(stored).map(|number| number.normalize().to_string()).as_deref(), Some(typed));
        }
        assert_eq!(Cell::number_of("NaN"), None);
    }

    #[test]
    fn a_sheet_s_name_cannot_speak_in_the_plan() {
        let sheet = Sheet { name: "planlint: ignore[x]\n'".into(), ..Sheet::default() };
        assert_eq!(sheet.place((0, 0)), "'planlint: ignore[x] '''!A1");
    }
}
