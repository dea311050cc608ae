//! Money that rows name, as their columns' headings say what is counted.

use rust_decimal::Decimal;

use super::draft::{Draft, DraftAllocation, Reading};
use super::heading::Field;
use super::layout::Column;
use super::remark::Told;
use super::row::{Row, one_line};
use super::scale::Unit;
use super::table::Cell;
use super::value::{Notation, Said};

impl Row<'_> {
    /// Puts all money that the row names to an element.
    pub(super) fn allocations(&self, element: &mut Draft, reading: &mut Reading) {
        for column in self.table.columns.iter().filter(|column| column.field() == Some(Field::Amount)) {
            self.allocation(element, column, reading);
        }
    }

    fn allocation(&self, element: &mut Draft, column: &Column, reading: &mut Reading) {
        let Some((place, cell)) = self.cell(column) else { return };
        match self.money(column, reading) {
            Some(allocation) => {
                if element.places.insert(allocation.place.clone()) {
                    if element.allocations.iter().take(20).any(|known| known.amount == allocation.amount) {
                        reading.doubts.push(Told::AmountTwice.at(place));
                    }
                    element.allocations.push(allocation);
                }
            }
            None => {
                reading.left_out.push(Told::NoAmount.at(&place).about(&cell.to_string()));
                element.note(&place, format!("{}: {cell}", one_line(&column.heading)));
            }
        }
    }

    /// The money that a cell names, with what the row and the heading say of it.
    #[must_use]
    pub(super) fn money(&self, column: &Column, reading: &mut Reading) -> Option<DraftAllocation> {
        let (place, cell) = self.cell(column)?;
        let Said::Value { value, unit, .. } = self.values.read(cell) else { return None };
        let is_code = |text: &String| text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_uppercase());
        let remark = column.understood.as_ref().and_then(|understood| understood.remark.clone());
        let of_heading = remark.as_deref().and_then(Unit::of_heading);
        let amount = match of_heading.as_ref().filter(|heading| heading.factor != Decimal::ONE && is_bare(cell)) {
            Some(heading) => {
                let scaled = Told::Scaled.at(self.sheet.place(column.place));
                let scaled = scaled.with("heading", one_line(&column.heading));
                reading.doubts.push(scaled.with("factor", heading.factor.to_string()));
                value.checked_mul(heading.factor)?.normalize()
            }
            None => value,
        };
        let of_cell = unit.clone().filter(is_code);
        let given = self.text(Field::Currency).filter(is_code);
        let currency = of_cell.or(given).or(of_heading.as_ref().and_then(|heading| heading.currency.clone()));
        // A currency that has no code of its own, such as a dollar, stays in words.
        let words = match (&unit, of_heading) {
            _ if currency.is_some() || self.values.notation != Notation::Written => None,
            (Some(unit), _) => Some(unit.clone()),
            (None, Some(heading)) => Some(heading.rest),
            (None, None) => remark,
        };
        let date = |field| self.of(field).and_then(|(_, cell)| self.values.date(cell));
        let year = column.understood.as_ref().and_then(|understood| understood.year).map(|year| year.to_string());
        let period = (date(Field::PeriodStart).or(year.clone()), date(Field::PeriodEnd).or(year));
        let notes = words.into_iter().filter(|words| !words.is_empty()).collect();
        Some(DraftAllocation { amount, currency, period, also_to: Vec::new(), notes, place })
    }
}

/// Whether a cell has a number alone, so that its heading says what is counted.
fn is_bare(cell: &Cell) -> bool {
    match cell {
        Cell::Number(_) => true,
        Cell::Text(text) => !text.chars().any(char::is_alphabetic),
        Cell::Percent(_) | Cell::Date(_) => false,
    }
}
