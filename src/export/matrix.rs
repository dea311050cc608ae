//! The plan as tables: one a section, one row an element, with the elements that it belongs to before it.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use rust_decimal::Decimal;

use super::column::{Column, Look, Part, Slot};
use super::facts::{Page, Reader};
use super::sections::{Line, SECTIONS, lines};
use super::{Export, cover, entries, paging, room};
use crate::import::heading::field_word;
use crate::import::own::label::{self, headed};
use crate::import::own::number::grouped;
use crate::import::own::section::Section;
use crate::plan::{ElementId, Kind};
use crate::text::Language;

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Content {
    /// Words.
    Text(String),
    /// A number.
    Number(Decimal),
    /// A year: a number whose digits stand together.
    Year(Decimal),
}

impl Content {
    /// As it is, without signs between thousands.
    pub(super) fn plain(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Number(number) | Self::Year(number) => number.normalize().to_string(),
        }
    }

    /// As a person reads it.
    pub(super) fn shown(&self, language: Language) -> String {
        match self {
            Self::Number(number) => grouped(*number, language),
            Self::Text(_) | Self::Year(_) => self.plain(),
        }
    }
}

/// A cell of a table.
#[derive(Clone, Debug)]
pub(super) struct Cell {
    pub(super) content: Content,
    /// The element that it speaks of, and the field of it; none for its id and its name.
    pub(super) element: ElementId,
    pub(super) field: Option<&'static str>,
}

/// How many digits beside each other are too many for a sheet: two pages of A3 beside each other, with what names the rows on both.
const WORKBOOK: usize = 280;

/// Cells by the slots of their columns.
pub(super) type Row = BTreeMap<Slot, Cell>;

/// A table.
#[derive(Clone, Debug)]
pub(super) struct Sheet {
    /// The section's name in the language of headings.
    pub(super) name: String,
    pub(super) columns: Vec<Column>,
    pub(super) rows: Vec<BTreeMap<usize, Cell>>,
    /// Cells that are one: column, first and last row.
    pub(super) merges: Vec<(usize, usize, usize)>,
}

impl Sheet {
    /// Rows as a table: a column for each slot in which one of them has something.
    pub(super) fn of(page: &Page<'_>, name: String, rows: Vec<Row>) -> Self {
        let slots: BTreeSet<&Slot> = rows.iter().flat_map(BTreeMap::keys).collect();
        let columns: Vec<Column> = slots.iter().map(|slot| slot.column(page)).collect();
        let index: HashMap<&Slot, usize> = slots.into_iter().enumerate().map(|(index, slot)| (slot, index)).collect();
        let at = |row: &Row| row.iter().filter_map(|(slot, cell)| Some((*index.get(slot)?, cell.clone()))).collect();
        let rows: Vec<BTreeMap<usize, Cell>> = rows.iter().map(at).collect();
        let merges = merges(&columns, &rows);
        Self { name, columns, rows, merges }
    }

    /// Some of its rows, with the columns that say something in them.
    pub(super) fn part(&self, name: String, rows: Vec<BTreeMap<usize, Cell>>) -> Self {
        let used: BTreeSet<usize> = rows.iter().flat_map(|row| row.keys().copied()).collect();
        let index: HashMap<usize, usize> = used.iter().enumerate().map(|(new, old)| (*old, new)).collect();
        let columns: Vec<Column> = used.iter().filter_map(|old| self.columns.get(*old).cloned()).collect();
        let moved = |row: BTreeMap<usize, Cell>| {
            row.into_iter().filter_map(|(old, cell)| Some((*index.get(&old)?, cell))).collect()
        };
        let rows: Vec<BTreeMap<usize, Cell>> = rows.into_iter().map(moved).collect();
        let merges = if self.merges.is_empty() { Vec::new() } else { merges(&columns, &rows) };
        Self { name, columns, rows, merges }
    }

    /// The first and the last row of the merged cell that a cell belongs to, by column and row.
    pub(super) fn spans(&self) -> HashMap<(usize, usize), (usize, usize)> {
        let cells = self
            .merges
            .iter()
            .flat_map(|(column, first, last)| (*first..=*last).map(move |row| ((*column, row), (*first, *last))));
        cells.collect()
    }
}

/// The plan as tables.
#[derive(Clone, Debug)]
pub(super) struct Matrix {
    /// What the plan says of itself: label, value, and the key of the plan language.
    pub(super) cover: Vec<cover::Entry>,
    /// One a section.
    pub(super) sheets: Vec<Sheet>,
}

impl Matrix {
    pub(super) fn of(export: &Export<'_>, reader: Reader) -> Self {
        let plan = export.plan;
        let page = Page::of(export, reader);
        let has_fields = |element: ElementId| !page.facts(plan.element(element)).is_empty();
        let mut sheets: Vec<Sheet> = entries::sheet(&page, Section::Scope).into_iter().collect();
        for section in SECTIONS {
            let lines = lines(plan, section, &has_fields);
            if !lines.is_empty() {
                let rows = lines.iter().map(|line| row(&page, line)).collect();
                let name = headed(export.messages.name("section", section.section().unwrap_or_default()));
                sheets.push(Sheet::of(&page, name, rows));
            }
        }
        let others = [Section::Values, Section::Resources, Section::Continuity, Section::Glossary, Section::Parts];
        sheets.extend(others.into_iter().filter_map(|section| entries::sheet(&page, section)));
        Self { cover: cover::of(&page), sheets }
    }

    /// As [`of`](Self::of), for a workbook: of sheets that are wider than a page can be, links and texts in other languages are folded
    /// away.
    pub(super) fn for_workbook(export: &Export<'_>) -> Self {
        let mut matrix = Self::of(export, Reader::Import);
        for sheet in &mut matrix.sheets {
            if room::widths(sheet, export.headings()).iter().sum::<usize>() > WORKBOOK {
                sheet.columns.iter_mut().for_each(|column| column.is_folded = column.part != Part::Main);
            }
        }
        matrix
    }

    /// As [`of`](Self::of), for pages, which are not as wide as a sheet can be: what is said of results stands in a table before
    /// the table of their indicators, and what is still too wide in several.
    pub(super) fn for_pages(export: &Export<'_>, reader: Reader) -> Self {
        let Self { cover, sheets } = Self::of(export, reader);
        let of_indicators = |row: &BTreeMap<usize, Cell>| {
            row.values().any(|cell| export.plan.element(cell.element).kind == Kind::Indicator)
        };
        let parted = sheets.into_iter().flat_map(|sheet| {
            let (indicators, results): (Vec<_>, Vec<_>) = sheet.rows.iter().cloned().partition(of_indicators);
            if indicators.is_empty() || results.is_empty() {
                return vec![sheet];
            }
            let of_indicators = format!("{} ({})", sheet.name, export.messages.name("section", "indicators"));
            vec![sheet.part(sheet.name.clone(), results), sheet.part(of_indicators, indicators)]
        });
        let mut sheets: Vec<Sheet> = parted.collect();
        // Of two elements under one id, only the first could be told which further values are its own.
        let mut ids = HashSet::new();
        if export.plan.elements().all(|(_, element)| ids.insert(&element.id)) {
            sheets = sheets.into_iter().flat_map(|sheet| paging::parts(sheet, export.headings())).collect();
        }
        Self { cover, sheets }
    }
}

/// The row of an element: what it stands under, its id and name, and what is said of it.
fn row(page: &Page<'_>, line: &Line) -> Row {
    let plan = page.export.plan;
    let mut row = Row::new();
    let own = Some((line.field, line.own)).filter(|own| line.path.last() != Some(own));
    for (field, element) in line.path.iter().copied().chain(own) {
        let cell = |text: String| Cell { content: Content::Text(text), element, field: None };
        row.insert(Slot::id(field), cell(plan.element(element).id.to_string()));
        // A column of names stands behind each column of ids, even where nobody gave one.
        let called = page.called(plan.element(element));
        row.insert(Slot::name(field, label::known(&field_word(field))), cell(called.unwrap_or_default()));
    }
    for fact in page.facts(plan.element(line.own)) {
        let mut slot = Slot::of_element(fact.heading);
        while row.contains_key(&slot) {
            slot = slot.again();
        }
        row.insert(slot, Cell { content: fact.content, element: line.own, field: Some(fact.field) });
    }
    row
}

/// Names and ids that stand in several rows one below the other are one cell.
fn merges(columns: &[Column], rows: &[BTreeMap<usize, Cell>]) -> Vec<(usize, usize, usize)> {
    let mut merges = Vec::new();
    for (index, column) in columns.iter().enumerate() {
        if !matches!(column.look, Look::Id | Look::Statement) {
            continue;
        }
        let element = |row: usize| rows.get(row)?.get(&index).map(|cell| cell.element);
        let mut first = 0;
        for row in 1..=rows.len() {
            if element(row).is_none() || element(row) != element(first) {
                if element(first).is_some() && row - first > 1 {
                    merges.push((index, first, row - 1));
                }
                first = row;
            }
        }
    }
    merges
}
