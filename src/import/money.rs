//! Money that rows name, as their columns' headings say what is counted.

use rust_decimal::Decimal;

use super::draft::{Draft, DraftAllocation, Reading};
use super::heading::{Field, is_word, western};
use super::layout::Column;
use super::remark::Told;
use super::row::{Row, one_line};
use super::scale::{self, Unit};
use super::table::Cell;
use super::times;
use super::value::{Found, Notation, Said};

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
        let Found { value, unit, date: dated, bounded, rest, scaled } = self.amount(cell)?;
        let is_bare = !scaled && is_bare(cell, value, unit.as_deref());
        let remark = column.understood.as_ref().and_then(|understood| understood.remark.clone());
        let of_heading = remark.as_deref().and_then(Unit::of_heading);
        let amount = match of_heading.as_ref().filter(|heading| heading.factor != Decimal::ONE && is_bare) {
            Some(heading) => {
                let scaled = Told::Scaled.at(self.sheet.place(column.place));
                let scaled = scaled.with("heading", one_line(&column.heading));
                reading.doubts.push(scaled.with("factor", heading.factor.to_string()));
                value.checked_mul(heading.factor)?.normalize()
            }
            None => value,
        };
        let code = |text: &String| scale::code(text.trim()).map(str::to_owned);
        let of_cell = unit.as_ref().and_then(code);
        let in_column = self.text(Field::Currency);
        let given = in_column.as_ref().and_then(code);
        let mut notes = Vec::new();
        // What stands there and is no code is not lost: "dollars", "TBD".
        if let (Some(words), None, Some(column)) = (in_column, &given, self.table.column(Field::Currency)) {
            notes.push(format!("{}: {words}", one_line(&column.heading)));
        }
        let currency = of_cell.clone().or(given).or(of_heading.as_ref().and_then(|heading| heading.currency.clone()));
        // A currency that has no code of its own, such as a dollar, stays in words.
        let is_money = |unit: &str| of_cell.is_some() || is_word(unit, "money") || !unit.contains(char::is_alphabetic);
        let words = match (&unit, of_heading) {
            (Some(unit), _) if self.values.notation == Notation::Written && !is_money(unit) => Some(unit.clone()),
            _ if currency.is_some() || self.values.notation != Notation::Written => None,
            (Some(unit), _) => Some(unit.clone()),
            (None, Some(heading)) => Some(heading.rest),
            (None, None) => remark,
        };
        notes.extend(words.filter(|words| !words.is_empty()));
        let date = |field| self.of(field).and_then(|(_, cell)| self.values.date(cell));
        let year = column.understood.as_ref().and_then(|understood| understood.year).map(|year| year.to_string());
        let mut period = (date(Field::PeriodStart).or(year.clone()), date(Field::PeriodEnd).or(year));
        let mut is_told = rest.is_none();
        if let Some(dated) = dated {
            match &period {
                (None, None) => period = (Some(dated.clone()), Some(dated)),
                (start, end) => is_told &= [start, end].into_iter().flatten().any(|known| *known == dated),
            }
        }
        let text = cell.to_string();
        if bounded {
            reading.doubts.push(Told::Bounds.at(&place).about(&text).with("value", amount.to_string()));
        }
        if !is_told {
            let taken = currency.iter().fold(amount.to_string(), |value, code| format!("{value} {code}"));
            reading.doubts.push(Told::Beside.at(&place).about(&text).with("value", taken));
            notes.push(text.clone());
        }
        let typed = scaled.then_some(text);
        Some(DraftAllocation { amount, currency, period, also_to: Vec::new(), notes, typed, place })
    }

    /// The amount that a cell of money names, with what stands beside it, where a word or a letter beside the digits may multiply
    /// them: `2,5 M€` is two and a half million, which elsewhere may be metres.
    fn amount(&self, cell: &Cell) -> Option<Found> {
        let said = match self.values.read(cell) {
            Said::Value(found) => Some(found),
            Said::Words(_) => None,
            Said::Nothing => return None,
        };
        let letters = |unit: &str| unit.chars().count() <= 3 && unit.chars().any(char::is_alphabetic);
        let may_be_scale = said
            .as_ref()
            .is_none_or(|found| !found.scaled && found.unit.as_deref().or(found.rest.as_deref()).is_some_and(letters));
        if let Cell::Text(text) = cell
            && may_be_scale
        {
            let (plain, date) =
                times::cut(text).map_or_else(|| (text.clone(), None), |(plain, date)| (plain, Some(date)));
            let plain = plain.trim();
            let whole = plain.trim_start_matches(|c: char| c.is_whitespace() || BOUNDS.contains(&c));
            if let Some((number, unit)) = scaled(whole)
                && let Said::Value(found) = self.values.read(&Cell::Text(number.to_owned()))
                && found.unit.is_none()
            {
                let value = found.value.checked_mul(unit.factor)?.normalize();
                let unit = unit.currency.or(Some(unit.rest).filter(|rest| !rest.is_empty()));
                return Some(Found { value, unit, date, bounded: whole != plain, rest: None, scaled: true });
            }
        }
        // A letter that may multiply and was not understood, as in "-2.5m", makes the amount unsure.
        let is_scale = |unit: &str| Unit::of_heading(unit).is_some_and(|unit| unit.factor != Decimal::ONE);
        said.filter(|found| found.scaled || !found.unit.as_deref().is_some_and(is_scale))
    }
}

/// Signs before an amount that say it is not exact.
const BOUNDS: [char; 7] = ['≥', '≤', '<', '>', '=', '~', '≈'];

/// Signs that make an amount negative, or a range of two.
const MINUS: [char; 8] = ['-', '–', '−', '‑', '‒', '—', '﹣', '－'];

/// The digits of an amount and what one of them stands for, as the words or letters beside them say; nothing where they name no
/// scale, or say more than it and a currency.
fn scaled(text: &str) -> Option<(&str, Unit)> {
    let is_digit = |c: char| western(c).is_ascii_digit();
    let start = text.find(is_digit)?;
    let (last, digit) = text.char_indices().rfind(|(_, c)| is_digit(*c))?;
    // In brackets accountants write what is owed or lost.
    if text[..start].trim_end().ends_with(['(', '（', '[']) {
        return None;
    }
    let number = &text[start..last + digit.len_utf8()];
    let is_sign = |c: char| c.is_whitespace() || matches!(c, '.' | ',' | '\'' | '’' | '٫' | '٬');
    let words = format!("{} {}", &text[..start], &text[last + digit.len_utf8()..]);
    let unit = Unit::of_heading(words.trim())?;
    let is_whole =
        number.chars().all(|c| is_digit(c) || is_sign(c)) && !words.contains(MINUS) && !words.contains(BOUNDS);
    (is_whole && unit.factor != Decimal::ONE && unit.rest.split_whitespace().count() <= 2).then_some((number, unit))
}

/// From how much on an amount that names its own currency is whole, whatever its heading counts: `$250,000` under thousands.
const WHOLE: Decimal = Decimal::ONE_THOUSAND;

/// Whether a cell has a number without a word of what it counts, so that its heading says that.
fn is_bare(cell: &Cell, value: Decimal, unit: Option<&str>) -> bool {
    match (cell, unit) {
        (Cell::Number(_), _) | (Cell::Text(_), None) => true,
        (Cell::Text(_), Some(unit)) => {
            let is_currency = scale::code(unit.trim()).is_some() || !unit.chars().any(char::is_alphabetic);
            is_currency && value.abs() < WHOLE
        }
        (Cell::Percent(_) | Cell::Date(_), _) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_beside_money_are_scales() {
        let of = |text| scaled(text).map(|(number, unit)| (number.to_owned(), unit.factor.to_string(), unit.currency));
        let said = |number: &str, factor: &str, currency: Option<&str>| {
            Some((number.to_owned(), factor.to_owned(), currency.map(str::to_owned)))
        };
        assert_eq!(of("2,5 M"), said("2,5", "1000000", None));
        assert_eq!(of("2.5M"), said("2.5", "1000000", None));
        assert_eq!(of("2,5 M€"), said("2,5", "1000000", Some("EUR")));
        assert_eq!(of("1.2m"), said("1.2", "1000000", None));
        assert_eq!(of("USD 1.2m"), said("1.2", "1000000", Some("USD")));
        assert_eq!(of("US$ 500 mil"), said("500", "1000", None));
        assert_eq!(of("1.5 lakh"), said("1.5", "100000", None));
        for text in ["(2.5 M)", "（2.5M）", "EUR (2.5 M)", "−2.5M", "-2.5 M", "≥2.5M"] {
            assert_eq!(of(text), None, "{text}");
        }
        assert_eq!(of("2.5 M (EUR)"), said("2.5", "1000000", Some("EUR")));
        let text = |text: &str| Cell::Text(text.to_owned());
        for (value, unit, is) in [
            (250_000, Some("$"), false),
            (250_000, Some("EUR"), false),
            (2, Some("€"), true),
            (2, Some("USD"), true),
            (2, Some("km"), false),
            (250_000, None, true),
        ] {
            assert_eq!(is_bare(&text("as typed"), Decimal::from(value), unit), is, "{value} {unit:?}");
        }
        for text in ["2.5", "250 km", "1-2 M", "5 M in 2025 and 6 M in 2026", "25 m of the road are paved"] {
            assert_eq!(of(text), None, "{text}");
        }
    }
}
