//! The plan as tables: one a section, one row an element, with the elements that it belongs to before it.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use rust_decimal::Decimal;

use super::facts::Page;
use super::sections::{Line, SECTIONS, lines};
use super::{Export, cover, entries};
use crate::import::heading::{Field, field_word, name_in};
use crate::import::own::label::{self, Heading, headed};
use crate::import::own::section::Section;
use crate::plan::{ElementId, Kind};

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Content {
    /// Words.
    Text(String),
    /// A number.
    Number(Decimal),
}

impl Content {
    /// As a person reads it.
    pub(super) fn shown(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Number(number) => number.normalize().to_string(),
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

/// What cells of a column are to the eye.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Look {
    /// Ids: narrow.
    Id,
    /// Statements: wide.
    Statement,
    /// Words.
    Words,
    /// Values.
    Value,
}

/// A column of a table.
#[derive(Clone, Debug)]
pub(super) struct Column {
    pub(super) heading: String,
    pub(super) look: Look,
}

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
    fn part(&self, name: String, rows: Vec<BTreeMap<usize, Cell>>) -> Self {
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

/// What a column holds, and where it stands among the others.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Slot {
    order: u8,
    /// The field of the element that an id or a name belongs to.
    of: Option<Field>,
    /// An id stands before its name: that is how an import reads them. Else which of several with one heading it is.
    nth: usize,
    heading: Heading,
}

impl Slot {
    /// A column of something that is said of an element.
    pub(super) fn fact(order: u8, heading: Heading) -> Self {
        Self { order, of: None, nth: 0, heading }
    }

    fn column(&self, page: &Page<'_>) -> Column {
        let heading = match self.of {
            // What an element is called stands under the word for its kind.
            Some(field) if self.nth > 0 => headed(name_in(field, page.headings)),
            _ => self.heading.written(page.headings),
        };
        let is_of_name = self.heading.key == "title" && self.heading.language.is_some();
        let look = match (self.heading.key, self.of) {
            ("result-id" | "indicator-id", _) => Look::Id,
            (key, None) if Section::ALL.iter().any(|section| section.id_key() == key) => Look::Id,
            (_, Some(_)) => Look::Statement,
            ("statement" | "description" | "text" | "quote" | "reason" | "response" | "term", None) => Look::Statement,
            ("baseline" | "target" | "milestone" | "actual" | "amount" | "value" | "part-value", None) => Look::Value,
            _ if is_of_name => Look::Statement,
            _ => Look::Words,
        };
        Column { heading, look }
    }
}

impl Matrix {
    pub(super) fn of(export: &Export<'_>) -> Self {
        let plan = export.plan;
        let page = Page::of(export);
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

    /// As [`of`](Self::of), for pages, which are not as wide as a sheet can be: what is said of results stands in a table before
    /// the table of their indicators.
    pub(super) fn for_pages(export: &Export<'_>) -> Self {
        let Self { cover, sheets } = Self::of(export);
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
        Self { cover, sheets: parted.collect() }
    }
}

/// The row of an element: what it stands under, its id and name, and what is said of it.
fn row(page: &Page<'_>, line: &Line) -> Row {
    let plan = page.export.plan;
    let mut row = Row::new();
    let own = Some((line.field, line.own)).filter(|own| line.path.last() != Some(own));
    for (field, element) in line.path.iter().copied().chain(own) {
        let order = place_of(field);
        let id_key = if field == Field::Indicator { "indicator-id" } else { "result-id" };
        let slot = |nth, heading| Slot { order, of: Some(field), nth, heading };
        let cell = |text: String| Cell { content: Content::Text(text), element, field: None };
        row.insert(slot(0, Heading::plain(id_key)), cell(plan.element(element).id.to_string()));
        let name = slot(1, Heading::plain(label::known(&field_word(field))));
        // A column of names stands behind each column of ids, even where nobody gave one.
        let called = page.called(plan.element(element));
        row.insert(name, cell(called.unwrap_or_default()));
    }
    for fact in page.facts(plan.element(line.own)) {
        let mut slot = Slot::fact(order_of(fact.heading.key), fact.heading);
        while row.contains_key(&slot) {
            slot.nth += 1;
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

/// Where the columns of elements stand: as the chain of results goes.
const fn place_of(field: Field) -> u8 {
    match field {
        Field::Goal => 0,
        Field::Priority | Field::Offering | Field::Enabler => 1,
        Field::TargetStatement => 2,
        Field::Outcome => 3,
        Field::Output => 4,
        Field::Activity => 5,
        Field::Indicator => 6,
        Field::Risk => 7,
        _ => 8,
    }
}

/// What is said of elements, in the order of columns: other names, values, what they rest on, who, where it leads, codes, texts.
const ORDER: [&str; 41] = [
    "title",
    "short-title",
    "name",
    "type",
    "population",
    "unit",
    "baseline",
    "baseline-date",
    "milestone",
    "target",
    "target-date",
    "actual",
    "direction",
    "aggregation",
    "scale",
    "maximum",
    "trajectory",
    "published",
    "role",
    "source",
    "frequency",
    "disaggregation",
    "measures",
    "proxy-of",
    "owner",
    "advances",
    "covers",
    "contributes-to",
    "supports",
    "affects",
    "likelihood",
    "impact",
    "response",
    "sdg",
    "wsis",
    "origin",
    "rank",
    "cross-cutting",
    "statement",
    "description",
    "note",
];

fn order_of(key: &str) -> u8 {
    let place = ORDER.iter().position(|known| *known == key).unwrap_or(ORDER.len());
    u8::try_from(place).unwrap_or(u8::MAX).saturating_add(10)
}
