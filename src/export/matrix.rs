//! The plan as tables: one a section, one row an indicator, with the elements that it belongs to before it.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use rust_decimal::Decimal;

use super::sections::{Line, SECTIONS, lines};
use super::{Export, cover};
use crate::import::heading::{Field, name_in, word_in};
use crate::plan::{Element, ElementId, FieldValue, Kind, Measure, MeasureRole, MeasureValue, PlanDate, Relation};

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
    /// Some of its rows, with the columns that say something in them.
    fn part(&self, name: String, rows: Vec<BTreeMap<usize, Cell>>) -> Self {
        let used: BTreeSet<usize> = rows.iter().flat_map(|row| row.keys().copied()).collect();
        let index: HashMap<usize, usize> = used.iter().enumerate().map(|(new, old)| (*old, new)).collect();
        let columns: Vec<Column> = used.iter().filter_map(|old| self.columns.get(*old).cloned()).collect();
        let moved = |row: BTreeMap<usize, Cell>| {
            row.into_iter().filter_map(|(old, cell)| Some((*index.get(&old)?, cell))).collect()
        };
        let rows: Vec<BTreeMap<usize, Cell>> = rows.into_iter().map(moved).collect();
        let merges = merges(&columns, &rows);
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

/// What a column holds: a field of the lexicon; with a date for values at several times, and which of those at one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Slot {
    order: u8,
    /// The field of the element that an id or a name belongs to.
    of: Option<Field>,
    /// An id stands before its name: that is how an import reads them.
    nth: usize,
    field: Field,
    date: Option<String>,
}

impl Matrix {
    pub(super) fn of(export: &Export<'_>) -> Self {
        let plan = export.plan;
        let has_fields = |element: ElementId| !own_cells(export, plan.element(element), element).is_empty();
        let mut sheets: Vec<Sheet> = Vec::new();
        for section in SECTIONS {
            let lines = lines(plan, section, &has_fields);
            if !lines.is_empty() {
                sheets.push(sheet(export, section, &lines));
            }
        }
        sheets.extend(resources(export));
        Self { cover: cover::of(export), sheets }
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

fn sheet(export: &Export<'_>, section: Kind, lines: &[Line]) -> Sheet {
    let mut rows: Vec<BTreeMap<Slot, Cell>> = Vec::new();
    for line in lines {
        let mut row = BTreeMap::new();
        let own = Some((line.field, line.own)).filter(|own| line.path.last() != Some(own));
        for (field, element) in line.path.iter().copied().chain(own) {
            let order = place_of(field);
            let id_field = if field == Field::Indicator { Field::IndicatorId } else { Field::ResultId };
            let id = Slot { order, field: id_field, date: None, nth: 0, of: Some(field) };
            let name = Slot { order, field, date: None, nth: 1, of: Some(field) };
            let cell = |text: &str| Cell { content: Content::Text(text.to_owned()), element, field: None };
            row.insert(id, cell(&export.plan.element(element).id));
            // An element without words is called by its id, so that its row is one.
            row.insert(name, cell(export.name(element).map_or(&*export.plan.element(element).id, |(_, words)| words)));
        }
        row.extend(own_cells(export, export.plan.element(line.own), line.own));
        rows.push(row);
    }
    let slots: BTreeSet<Slot> = rows.iter().flat_map(|row| row.keys().cloned()).collect();
    let columns: Vec<Column> = slots.iter().map(|slot| column(export, slot)).collect();
    let index = |slot: &Slot| slots.iter().position(|known| known == slot).unwrap_or_default();
    let rows: Vec<BTreeMap<usize, Cell>> =
        rows.iter().map(|row| row.iter().map(|(slot, cell)| (index(slot), cell.clone())).collect()).collect();
    let merges = merges(&columns, &rows);
    let name = headed(export.messages.name("section", section.section().unwrap_or_default()));
    Sheet { name, columns, rows, merges }
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
        Field::Assumption => 90,
        _ => 91,
    }
}

fn column(export: &Export<'_>, slot: &Slot) -> Column {
    let language = export.headings();
    let name = match slot.field {
        // Initials.
        Field::Sdg => name_in(slot.field, language).to_uppercase(),
        field => headed(name_in(field, language)),
    };
    let look = match (slot.field, slot.of) {
        (Field::ResultId | Field::IndicatorId, _) => Look::Id,
        (_, Some(_)) | (Field::Statement | Field::Description, None) => Look::Statement,
        (field, None) if field.is_measure() || field == Field::Amount => Look::Value,
        _ => Look::Words,
    };
    let heading = match &slot.date {
        Some(date) => format!("{name} ({date})"),
        None => name,
    };
    Column { heading, look }
}

/// A word as a heading.
pub(super) fn headed(name: &str) -> String {
    let mut letters = name.chars();
    let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    first + letters.as_str()
}

/// What an element's fields put into its row.
fn own_cells(export: &Export<'_>, element: &Element, id: ElementId) -> BTreeMap<Slot, Cell> {
    let mut cells = BTreeMap::new();
    let mut put = |order: u8, field: Field, date: Option<String>, content: Content, of: &'static str| {
        let mut slot = Slot { order, field, date, nth: 0, of: None };
        while cells.contains_key(&slot) {
            slot.nth += 1;
        }
        cells.insert(slot, Cell { content, element: id, field: Some(of) });
    };
    let text = |words: &str| Content::Text(words.to_owned());
    let called = export.name(id).map(|(field, _)| field);
    let is_named = matches!(element.kind, Kind::Risk | Kind::Assumption);
    if is_named {
        return cells;
    }
    if element.kind == Kind::Indicator {
        if let Some(unit) = element.word("unit") {
            put(10, Field::Unit, None, text(if unit == "percent" { "%" } else { unit }), "unit");
        }
        if let Some(baseline) = element.baseline() {
            if let Some(content) = content(baseline) {
                put(11, Field::Baseline, None, content, "baseline");
            }
            if let Some(date) = date(baseline) {
                put(12, Field::BaselineDate, None, of_date(date), "baseline");
            }
        }
        for (order, field, role, name) in [
            (13, Field::Milestone, MeasureRole::Milestone, "milestones"),
            (16, Field::Actual, MeasureRole::Actual, "actuals"),
        ] {
            for measure in element.measures(role) {
                if let Some(content) = content(measure) {
                    put(order, field, date(measure).map(|date| date.to_string()), content, name);
                }
            }
        }
        if let Some(target) = element.target() {
            if let Some(content) = content(target) {
                put(14, Field::Target, None, content, "target");
            }
            if let Some(date) = date(target) {
                put(15, Field::TargetDate, None, of_date(date), "target");
            }
        }
        if let Some(word) = element.word("direction").and_then(|word| word_in(word, export.headings())) {
            put(17, Field::Direction, None, text(word), "direction");
        }
        if let Some(source) = export.text(id, "source") {
            put(18, Field::Source, None, text(source), "source");
        }
        if let Some(frequency) = element.word("frequency") {
            put(19, Field::Frequency, None, text(frequency), "frequency");
        }
        if let Some(names) = joined(element, "disaggregation") {
            put(20, Field::Disaggregation, None, Content::Text(names), "disaggregation");
        }
    } else if let Some(deadline) = element.date("deadline") {
        put(15, Field::TargetDate, None, of_date(deadline.value), "deadline");
    }
    if let Some(owner) = joined(element, "owner") {
        put(21, Field::Owner, None, Content::Text(owner), "owner");
    }
    let codes: Vec<&str> = element.codes("sdg").iter().map(|code| &*code.written).collect();
    if !codes.is_empty() {
        put(22, Field::Sdg, None, Content::Text(codes.join("; ")), "sdg");
    }
    for (order, field, name) in
        [(23, Field::Statement, "statement"), (24, Field::Description, "description"), (25, Field::Note, "note")]
    {
        if let Some(words) = export.text(id, name).filter(|_| called != Some(name)) {
            put(order, field, None, text(words), name);
        }
    }
    cells
}

fn joined(element: &Element, field: &str) -> Option<String> {
    let words: Vec<&str> = element.words(field).iter().map(|word| &*word.value).collect();
    (!words.is_empty()).then(|| words.join("; "))
}

fn content(measure: &Measure) -> Option<Content> {
    match &measure.value.as_ref()?.value {
        MeasureValue::Number(number) => Some(Content::Number(*number)),
        MeasureValue::Words(words) => Some(Content::Text(words.to_string())),
        MeasureValue::Blank => None,
    }
}

fn date(measure: &Measure) -> Option<PlanDate> {
    measure.date.as_ref().map(|date| date.value)
}

fn of_date(date: PlanDate) -> Content {
    let shown = date.to_string();
    // A year is a number to whoever sorts a table.
    if shown.len() == 4 { Content::Number(Decimal::from(date.year())) } else { Content::Text(shown) }
}

/// The table of allocations.
fn resources(export: &Export<'_>) -> Option<Sheet> {
    let allocations = export.plan.of_kind(Kind::Allocation);
    let fields = [Field::ResultId, Field::Amount, Field::Currency, Field::PeriodStart, Field::PeriodEnd, Field::Note];
    let mut rows = Vec::new();
    for id in allocations {
        let element = export.plan.element(*id);
        let mut row = BTreeMap::new();
        let mut put = |field: Field, content: Option<Content>, of: &'static str| {
            let index = fields.iter().position(|known| *known == field).unwrap_or_default();
            if let Some(content) = content {
                row.insert(index, Cell { content, element: *id, field: Some(of) });
            }
        };
        let to: Vec<&str> = element
            .links("to")
            .iter()
            .map(|link| export.plan.link(*link))
            .filter(|link| link.relation == Relation::AllocatesTo)
            .map(|link| &*link.written)
            .collect();
        put(Field::ResultId, (!to.is_empty()).then(|| Content::Text(to.join("; "))), "to");
        let amount = match element.field("amount").map(|field| &field.value) {
            Some(FieldValue::Number(amount)) => Some(Content::Number(*amount)),
            Some(FieldValue::Placeholder(words)) => Some(Content::Text(words.to_string())),
            _ => None,
        };
        put(Field::Amount, amount, "amount");
        put(Field::Currency, element.word("currency").map(|code| Content::Text(code.to_owned())), "currency");
        if let Some(FieldValue::Period(period)) = element.field("period").map(|field| &field.value) {
            put(Field::PeriodStart, period.start.map(|start| of_date(start.value)), "period");
            put(Field::PeriodEnd, period.end.map(|end| of_date(end.value)), "period");
        }
        put(Field::Note, export.text(*id, "note").map(|note| Content::Text(note.to_owned())), "note");
        if !row.is_empty() {
            rows.push(row);
        }
    }
    let columns = fields.iter().map(|field| Column {
        heading: headed(name_in(*field, export.headings())),
        look: match field {
            Field::ResultId => Look::Id,
            Field::Amount => Look::Value,
            _ => Look::Words,
        },
    });
    let name = headed(export.messages.name("section", "allocations"));
    (!rows.is_empty()).then(|| Sheet { name, columns: columns.collect(), rows, merges: Vec::new() })
}
