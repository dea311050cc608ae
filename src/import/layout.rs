//! Where tables stand in a sheet: rows of headings, and the rows below that they speak for.

use std::collections::BTreeSet;

use super::heading::{Field, Understood, folded, is_word, understand, without_year};
use super::mapping::SheetMapping;
use super::table::{Cell, Position, Sheet};
use super::total::is_total;

/// A row is looked at for headings up to here where no mapping names it.
const HEADING_WITHIN: usize = 60;
/// How many rows one heading may stand over.
const HEADING_ROWS: u32 = 3;

/// A column of a table.
#[derive(Clone, Debug)]
pub struct Column {
    /// Which one, from 0.
    pub index: u32,
    /// Its heading, of all its rows.
    pub heading: String,
    /// Where the heading stands.
    pub place: Position,
    /// What it was understood as; nothing where it was not.
    pub understood: Option<Understood>,
    /// Whether a mapping file said so.
    pub is_mapped: bool,
}

impl Column {
    /// What it holds.
    #[must_use]
    pub fn field(&self) -> Option<Field> {
        self.understood.as_ref().map(|understood| understood.field)
    }
}

/// A table in a sheet.
#[derive(Clone, Debug)]
pub struct Table {
    /// The first row of headings.
    pub heading: u32,
    /// The last row of headings.
    pub heading_end: u32,
    /// The row behind the last one with content.
    pub end: u32,
    /// Its columns with something in them, from left to right.
    pub columns: Vec<Column>,
}

impl Table {
    /// The first column that holds a field.
    #[must_use]
    pub fn column(&self, field: Field) -> Option<&Column> {
        self.columns.iter().find(|column| column.field() == Some(field))
    }

    /// Whether a column holds a field.
    #[must_use]
    pub fn has(&self, field: Field) -> bool {
        self.column(field).is_some()
    }

    /// Whether one of its columns is this one of the sheet.
    pub(super) fn has_index(&self, index: u32) -> bool {
        self.columns.binary_search_by_key(&index, |column| column.index).is_ok()
    }

    /// The cells of a row that stand in its columns, from left to right.
    pub(super) fn cells<'s>(&self, sheet: &'s Sheet, row: u32) -> impl Iterator<Item = (u32, &'s Cell)> {
        sheet.row(row).filter(|(column, _)| self.has_index(*column))
    }

    /// The rows below its heading with something in its columns, from top to bottom.
    #[must_use]
    pub fn rows(&self, sheet: &Sheet) -> Vec<u32> {
        let rows = sheet.rows_in(self.heading_end + 1, self.end);
        rows.into_iter().filter(|row| self.cells(sheet, *row).next().is_some()).collect()
    }
}

/// The tables of a sheet, from top to bottom.
#[must_use]
pub fn tables(sheet: &Sheet, mapping: Option<&SheetMapping>) -> Vec<Table> {
    let rows = sheet.rows();
    let Some(last) = rows.last().copied() else { return Vec::new() };
    if let Some(row) = mapping.and_then(|mapping| mapping.header_row) {
        let heading = row.saturating_sub(1);
        return vec![table(sheet, heading, last + 1, mapping)];
    }
    let mut headings: Vec<u32> = Vec::new();
    for row in &rows {
        let within = headings.is_empty() && rows.iter().take(HEADING_WITHIN).any(|early| early == row);
        let behind = headings.last().is_some_and(|before| row - before > 1);
        if !within && !behind {
            continue;
        }
        let known = known_in(sheet, *row);
        if (within && is_heading(&known)) || (behind && (repeats(&known) || is_of_another(sheet, *row, &known))) {
            headings.push(*row);
        }
    }
    if are_one(sheet, &headings) {
        headings.truncate(1);
    }
    let ends = headings.iter().skip(1).copied().chain([last + 1]);
    let found = headings.iter().zip(ends).map(|(heading, end)| table(sheet, *heading, end, mapping));
    found.flat_map(|table| side_by_side(sheet, table)).collect()
}

/// Whether rows of headings are one heading that stands again on each page. Blocks of a logframe have the word for the source in a
/// row of their own.
fn are_one(sheet: &Sheet, headings: &[u32]) -> bool {
    let Some((first, others)) = headings.split_first() else { return false };
    let texts = |row: u32| sheet.row(row).map(|(column, cell)| (column, folded(&cell.to_string()))).collect::<Vec<_>>();
    let own = texts(*first);
    let names_source = |row: u32| {
        let mut cells =
            sheet.row(row).filter_map(|(column, cell)| Some((column, understand(&cell.to_string())?.field)));
        let is_of_values = |column: u32| {
            sheet
                .cell(*first, column)
                .and_then(|cell| understand(&cell.to_string()))
                .is_some_and(|it| it.field.is_measure())
        };
        cells.any(|(column, field)| field == Field::Source && is_of_values(column))
    };
    !others.is_empty()
        && others.iter().all(|row| texts(*row) == own)
        && !sheet.rows_in(first + 1, u32::MAX).into_iter().any(names_source)
}

/// Whether all that stands in a row is headings, those of another table.
fn is_of_another(sheet: &Sheet, row: u32, known: &[Field]) -> bool {
    let cells = sheet.row(row).count();
    known.len() >= 3 && known.len() == cells && is_heading(known)
}

/// The tables that stand beside each other under one row of headings: a column with nothing in it parts them where each says of
/// itself what it is about.
fn side_by_side(sheet: &Sheet, table: Table) -> Vec<Table> {
    let gap = table.columns.windows(2).position(|pair| {
        let [left, right] = pair else { return false };
        let is_gap = right.index > left.index + 1
            && !(left.index + 1..right.index).any(|index| sheet.seen(table.heading, index).is_some());
        let (first, second): (Vec<&Column>, Vec<&Column>) =
            table.columns.iter().partition(|column| column.index <= left.index);
        is_gap && are_apart(&fields(&first), &fields(&second))
    });
    let Some(gap) = gap else { return vec![table] };
    let mut left = table.clone();
    let right = Table { columns: left.columns.split_off(gap + 1), ..table };
    std::iter::once(left).chain(side_by_side(sheet, right)).collect()
}

fn fields(columns: &[&Column]) -> Vec<Field> {
    columns.iter().filter_map(|column| column.field()).collect()
}

/// Whether what stands to the right is another table: it names the same again, or risks with what is done about them.
fn are_apart(left: &[Field], right: &[Field]) -> bool {
    let names = |field: &Field| field.is_statement() || *field == Field::Indicator;
    let again = right.len() > 1 && right.iter().any(|field| names(field) && left.contains(field));
    again || (!right.iter().any(names) && is_of_risks(right))
}

/// Whether columns are those of a list of risks.
pub(super) fn is_of_risks(fields: &[Field]) -> bool {
    fields.iter().any(|field| matches!(field, Field::Risk | Field::Assumption))
        && fields
            .iter()
            .any(|field| matches!(field, Field::Likelihood | Field::Severity | Field::Response | Field::Owner))
}

/// What the cells of a row say as headings.
fn known_in(sheet: &Sheet, row: u32) -> Vec<Field> {
    let mut known: Vec<Field> = sheet
        .row(row)
        .filter_map(|(_, cell)| match cell {
            Cell::Text(text) if text.chars().count() <= 80 => understand(text),
            _ => None,
        })
        .map(|understood| understood.field)
        .collect();
    known.sort_unstable();
    known.dedup();
    known
}

fn is_heading(known: &[Field]) -> bool {
    let tells = |field: &Field| {
        field.is_statement()
            || matches!(field, Field::Indicator | Field::IndicatorId | Field::ResultId | Field::Project)
    };
    known.len() >= 2 && (known.iter().any(tells) || is_of_risks(known))
}

/// Whether a row is the heading of a further block: an indicator's and a value's column.
fn repeats(known: &[Field]) -> bool {
    known.contains(&Field::Target) && known.contains(&Field::Baseline)
}

fn table(sheet: &Sheet, heading: u32, end: u32, mapping: Option<&SheetMapping>) -> Table {
    let heading_end = heading_end(sheet, heading, end);
    let cells = sheet.cells.range((heading, 0)..(end.max(heading), 0));
    let used: BTreeSet<u32> = cells.map(|((_, column), _)| *column).collect();
    let columns = used.into_iter().map(|index| column(sheet, heading, heading_end, index, mapping)).collect();
    Table { heading, heading_end, end, columns }
}

/// The last row of a heading: cells that are merged across columns have their own headings below.
fn heading_end(sheet: &Sheet, heading: u32, end: u32) -> u32 {
    let mut last = heading;
    while last + 1 < end && last + 1 - heading < HEADING_ROWS {
        let merges = sheet.merges_from(heading, last);
        let wide = merges.iter().any(|merge| merge.last.0 == last && merge.last.1 > merge.first.1);
        let deep = merges.iter().any(|merge| merge.last.0 > last);
        let below: Vec<&Cell> = sheet.row(last + 1).map(|(_, cell)| cell).collect();
        let heads = |cell: &&&Cell| match cell {
            Cell::Text(text) => understand(text).is_some() || without_year(text).1.is_some(),
            Cell::Number(number) => {
                number.is_integer() && (1900..=2100).any(|year| number == &rust_decimal::Decimal::from(year))
            }
            _ => false,
        };
        let most = below.iter().filter(heads).count() * 2 > below.len();
        // Beside cells that reach down, what stands below a wide one belongs to the heading, whatever its words are.
        if !(((wide || deep) && most || wide && deep) && !below.is_empty()) {
            break;
        }
        last += 1;
    }
    last
}

fn column(sheet: &Sheet, heading: u32, heading_end: u32, index: u32, mapping: Option<&SheetMapping>) -> Column {
    let (mut parts, mut place): (Vec<String>, Option<Position>) = (Vec::new(), None);
    for row in heading..=heading_end {
        if let Some((at, cell)) = sheet.seen(row, index).filter(|(at, _)| place != Some(*at)) {
            parts.push(cell.to_string());
            place = Some(at);
        }
    }
    let place = place.unwrap_or((heading, index));
    // A column without a heading is called by its letters, as spreadsheet programs show them.
    let whole = if parts.is_empty() { super::table::letters(index) } else { parts.join(" ") };
    let mapped = mapping.and_then(|mapping| mapping.field_of(index, &whole));
    let understood = match mapped {
        Some(field) => field.map(|field| Understood {
            field,
            year: without_year(&whole).1,
            date: understand(&whole).and_then(|found| found.date),
            remark: understand(&whole).and_then(|found| found.remark),
            language: None,
            is_total: false,
        }),
        // A heading of several rows is one heading; else its last row speaks, then those above.
        None if parts.is_empty() => None,
        None => understand(&whole).or_else(|| date_of(&parts)).or_else(|| {
            let single = parts.iter().rev().filter(|_| parts.len() > 1).find_map(|part| understand(part))?;
            let year = single.year.or(without_year(&whole).1);
            let is_total = single.is_total || parts.iter().any(|part| is_total(part));
            Some(Understood { year, is_total, ..single })
        }),
    };
    Column { index, heading: whole, place, understood, is_mapped: mapped.is_some() }
}

/// A heading whose last row only says that the date of what stands above it is meant: "Baseline" over "Year".
fn date_of(parts: &[String]) -> Option<Understood> {
    let (last, above) = parts.split_last()?;
    let is_date = is_word(last, "date");
    let found = above.iter().rev().filter(|_| is_date).find_map(|part| understand(part))?;
    let field = match found.field {
        Field::Baseline => Field::BaselineDate,
        Field::Target => Field::TargetDate,
        _ => return None,
    };
    Some(Understood { field, ..found })
}

#[cfg(test)]
mod tests {
    use super::super::table::Merge;
    use super::*;

    fn sheet(rows: &[&[&str]], merges: &[(Position, Position)]) -> Sheet {
        let mut sheet = Sheet { name: "S".into(), ..Sheet::default() };
        for (row, cells) in (0..).zip(rows) {
            for (column, text) in (0..).zip(*cells) {
                if let Some(cell) = Cell::of_text(text) {
                    sheet.cells.insert((row, column), cell);
                }
            }
        }
        sheet.merges = merges.iter().map(|(first, last)| Merge { first: *first, last: *last }).collect();
        sheet.settle().unwrap();
        sheet
    }

    #[test]
    fn a_heading_is_found_below_titles_and_over_several_rows() {
        let sheet = sheet(
            &[
                &["Results of the Water Authority"],
                &[],
                &["Goal", "Indicator", "Target", ""],
                &["", "", "2025", "2027"],
                &["Water", "Taps", "5", "10"],
            ],
            &[((2, 0), (3, 0)), ((2, 1), (3, 1)), ((2, 2), (2, 3))],
        );
        let tables = tables(&sheet, None);
        let [table] = tables.as_slice() else { panic!("{tables:?}") };
        assert_eq!((table.heading, table.heading_end, table.end), (2, 3, 5));
        let years: Vec<_> =
            table.columns.iter().map(|column| column.understood.as_ref().and_then(|it| it.year)).collect();
        assert_eq!(years, [None, None, Some(2025), Some(2027)]);
    }

    #[test]
    fn rows_of_values_are_no_headings() {
        let sheet = sheet(&[&["Goal", "Indicator"], &["Impact", "Goal"], &["Water", "Target"]], &[]);
        assert_eq!(tables(&sheet, None).len(), 1);
        let nothing = super::tests::sheet(&[&["Name", "Telephone"], &["Ann", "12"]], &[]);
        assert!(tables(&nothing, None).is_empty());
    }

    #[test]
    fn a_heading_of_two_rows_is_one_whatever_the_words_of_the_second_are() {
        for (first, second, dates) in [
            (["成果", "指标", "基线", "", "目标值", ""], ["", "", "数值", "年份", "数值", "年份"], true),
            (
                ["Effet", "Indicateur", "Référence", "", "Cible", ""],
                ["", "", "Valeur", "Année", "Valeur", "Année"],
                true,
            ),
            (
                ["Outcome", "Indicator", "Baseline", "", "Target", ""],
                ["", "", "Amount", "Yr", "Mid-term", "End"],
                false,
            ),
        ] {
            let merges = [((0, 0), (1, 0)), ((0, 1), (1, 1)), ((0, 2), (0, 3)), ((0, 4), (0, 5))];
            let sheet = sheet(&[&first, &second, &["A", "B", "1", "2022", "2", "2027"]], &merges);
            let tables = tables(&sheet, None);
            let [table] = tables.as_slice() else { panic!("{tables:?}") };
            assert_eq!(table.heading_end, 1, "{first:?}");
            assert!(table.has(Field::BaselineDate), "{first:?}");
            assert_eq!(table.has(Field::TargetDate), dates, "{first:?}");
        }
    }
}
