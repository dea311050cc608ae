//! Where in the tables what a check finds is shown: at its element, or at the nearest above it that the tables show.

use std::collections::{BTreeMap, HashMap};

use super::Export;
use super::column::Look;
use super::cover::Entry;
use super::matrix::Matrix;
use crate::plan::ElementId;

/// How near to its field a remark stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Nearness {
    /// At the cell of the field.
    Field,
    /// At what the element is called, where there is room for sentences.
    Element,
}

/// Remarks at their places.
#[derive(Debug, Default)]
pub(super) struct Remarks {
    /// By the line of the cover.
    cover: HashMap<usize, Vec<String>>,
    /// By the table, the row and the column.
    cells: BTreeMap<(usize, usize, usize), Vec<String>>,
}

#[derive(Clone, Copy)]
enum Place {
    Cover(usize),
    Cell(usize, usize, usize),
}

/// Where an element and its fields are shown.
#[derive(Default)]
struct Shown {
    fields: HashMap<(ElementId, &'static str), Place>,
    names: HashMap<ElementId, Place>,
    /// Some place of an element whose name is shown nowhere.
    any: HashMap<ElementId, Place>,
}

impl Remarks {
    pub(super) fn of(export: &Export<'_>, matrix: &Matrix, nearness: Nearness) -> Self {
        let shown = Shown::in_tables(matrix);
        let mut remarks = Self::default();
        for finding in export.findings.iter().filter(|finding| finding.suppressed.is_none()) {
            let severity = export.messages.name("severity", finding.severity.name());
            let text = format!("{severity}: {} [{}]", finding.in_one_line(), finding.rule);
            let named = finding.element.as_deref();
            let element = named.map_or(Some(ElementId::PLAN), |id| export.plan.find(id));
            let place = element.and_then(|element| shown.place(element, finding.field, nearness));
            // What is shown nowhere is told where what it belongs to stands, by its id.
            let (place, text) = match place {
                Some(place) => (place, text),
                None => (shown.above(export, element), format!("{}: {text}", named.unwrap_or_default())),
            };
            match place {
                Place::Cover(line) => remarks.cover.entry(line).or_default().push(text),
                Place::Cell(sheet, row, column) => remarks.cells.entry((sheet, row, column)).or_default().push(text),
            }
        }
        remarks
    }

    /// What is said at a line of the cover.
    pub(super) fn of_line(&self, line: usize) -> &[String] {
        self.cover.get(&line).map_or(&[], Vec::as_slice)
    }

    /// What is said at a cell of a table.
    pub(super) fn of_cell(&self, sheet: usize, row: usize, column: usize) -> &[String] {
        self.cells.get(&(sheet, row, column)).map_or(&[], Vec::as_slice)
    }

    /// What is said at the cells of a table, by row and column.
    pub(super) fn of_sheet(&self, sheet: usize) -> impl Iterator<Item = (usize, usize, &[String])> {
        let cells = self.cells.range((sheet, 0, 0)..(sheet + 1, 0, 0));
        cells.map(|(&(_, row, column), texts)| (row, column, texts.as_slice()))
    }
}

impl Shown {
    fn in_tables(matrix: &Matrix) -> Self {
        let mut shown = Self::default();
        for (line, Entry { element, field, .. }) in matrix.cover.iter().enumerate() {
            let place = Place::Cover(line);
            if let Some(field) = field {
                shown.fields.entry((*element, field)).or_insert(place);
            }
            shown.names.entry(*element).or_insert(place);
        }
        for (index, sheet) in matrix.sheets.iter().enumerate() {
            for (number, row) in sheet.rows.iter().enumerate() {
                // Nobody sees what stands in a column that is folded away.
                let in_sight = |column: usize| sheet.columns.get(column).is_some_and(|column| !column.is_folded);
                for (&column, cell) in row.iter().filter(|(column, _)| in_sight(**column)) {
                    let place = Place::Cell(index, number, column);
                    shown.any.entry(cell.element).or_insert(place);
                    match cell.field {
                        Some(field) => {
                            shown.fields.entry((cell.element, field)).or_insert(place);
                        }
                        None if sheet.columns.get(column).is_some_and(|column| column.look != Look::Id) => {
                            shown.names.entry(cell.element).or_insert(place);
                        }
                        None => {}
                    }
                }
            }
        }
        shown
    }

    fn place(&self, element: ElementId, field: Option<&'static str>, nearness: Nearness) -> Option<Place> {
        let of_field = || {
            let place = self.fields.get(&(element, field?)).copied()?;
            // A line of the cover has room for sentences.
            (nearness == Nearness::Field || matches!(place, Place::Cover(_))).then_some(place)
        };
        of_field().or_else(|| self.names.get(&element).or(self.any.get(&element)).copied())
    }

    /// The place of the nearest element above that is shown; at last that of the plan.
    fn above(&self, export: &Export<'_>, element: Option<ElementId>) -> Place {
        let ancestors = element.into_iter().flat_map(|element| export.plan.ancestors(element));
        let found = ancestors.filter_map(|above| self.place(above, None, Nearness::Element)).next();
        found.unwrap_or(Place::Cover(0))
    }
}
