//! `resources.csv`: allocations as planners keep them, in a table.
//!
//! The header names the columns in any order; only `to` is required. Several `to` stand in one cell, separated by `;`.
//! A row whose `to` is `total` gives the total. Every finding points at a cell.

use std::sync::Arc;

use rust_decimal::Decimal;

use super::number;
use crate::nearest::nearest;
use crate::plan::schema::{self, RESOURCE_COLUMNS};
use crate::plan::{
    Element, ElementId, Expected, Field, FieldValue, Form, InvalidReason, Kind, Note, NoteKind, Period, PlanBuilder,
    PlanDate, Relation, Text, TextEntry, Total,
};
use crate::source::{FileId, Located, Location, SourceFile, Span};

mod cells;

use cells::{Cell, MOST_CELLS, rows};

/// Reads a table of resources into `plan`.
pub fn read(file: FileId, source: &SourceFile, language: &str, plan: &mut PlanBuilder) {
    plan.file(file);
    let text = source.text();
    let mut reader = TableReader { file, language, plan };
    if let Some((span, reason)) = source.encoding().fault() {
        reader.note(NoteKind::Encoding { reason }, span, None);
    }
    let mut rows = rows(text);
    let Some(header) = rows.next() else { return };
    let columns = reader.header(&header);
    let whole = Location::new(file, Span::new(0, text.len()));
    let resources = Element {
        id: "resources".into(),
        kind: Kind::Plan,
        parent: None,
        key: reader.at(header.first().map_or(Span::empty(0), |cell| cell.span)),
        at: whole,
        fields: Vec::new(),
    };
    let key = resources.key;
    reader.plan.resources(resources);
    let value = FieldValue::Section { entries: 1 };
    reader.plan.field(ElementId::PLAN, Field { name: "resources", key, at: whole, value });
    if !columns.iter().flatten().any(|column| *column == "to") {
        let span = header.iter().map(|cell| cell.span).reduce(Span::cover).unwrap_or_default();
        reader.invalid(
            "to",
            "",
            InvalidReason::MissingColumn,
            Expected::one_of(RESOURCE_COLUMNS.iter().copied()),
            span,
            None,
        );
        return;
    }
    for (number, row) in rows.enumerate() {
        reader.row(number + 2, &columns, &row);
    }
}

struct TableReader<'r> {
    file: FileId,
    language: &'r str,
    plan: &'r mut PlanBuilder,
}

impl TableReader<'_> {
    fn at(&self, span: Span) -> Location {
        Location::new(self.file, span)
    }

    fn note(&mut self, kind: NoteKind, span: Span, element: Option<ElementId>) {
        let at = self.at(span);
        self.plan.note(Note { kind, at, element });
    }

    fn invalid(
        &mut self,
        key: &str,
        given: &str,
        reason: InvalidReason,
        expected: impl Into<Expected>,
        span: Span,
        element: Option<ElementId>,
    ) {
        let (key, given, expected) = (key.into(), given.into(), expected.into());
        self.note(NoteKind::InvalidValue { key, given, reason, expected, nearest: None }, span, element);
    }

    /// Which column each cell of the header names; an unknown or repeated name is noted.
    fn header(&mut self, header: &[Cell]) -> Vec<Option<&'static str>> {
        let mut columns: Vec<Option<&'static str>> = Vec::new();
        if let Some(extra) = header.get(MOST_CELLS) {
            let expected = Expected::Cells(MOST_CELLS);
            self.invalid("row", &extra.text, InvalidReason::WrongType, expected, extra.span, None);
        }
        for cell in header.iter().take(MOST_CELLS) {
            let name = cell.text.trim();
            let known = RESOURCE_COLUMNS.iter().copied().find(|column| name.eq_ignore_ascii_case(column));
            match known {
                Some(column) if columns.contains(&Some(column)) => {
                    let index = columns.iter().position(|earlier| *earlier == Some(column)).unwrap_or(0);
                    let first = self.at(header[index].span);
                    self.note(NoteKind::DuplicateKey { key: name.into(), first }, cell.span, None);
                    columns.push(None);
                }
                Some(column) => columns.push(Some(column)),
                None if name.is_empty() => columns.push(None),
                None => {
                    let nearest = nearest(name, RESOURCE_COLUMNS.iter().copied());
                    self.note(NoteKind::UnknownKey { key: name.into(), nearest }, cell.span, None);
                    columns.push(None);
                }
            }
        }
        columns
    }

    fn row(&mut self, number: usize, columns: &[Option<&'static str>], row: &[Cell]) {
        if row.iter().all(|cell| cell.text.trim().is_empty()) {
            return;
        }
        if let Some(extra) = row
            .get(columns.len()..)
            .filter(|_| columns.len() < MOST_CELLS)
            .and_then(|extra| extra.iter().find(|cell| !cell.text.trim().is_empty()))
        {
            let expected = Expected::Cells(columns.len());
            self.invalid("row", &extra.text, InvalidReason::WrongType, expected, extra.span, None);
        }
        let cell =
            |name: &str| columns.iter().position(|column| *column == Some(name)).and_then(|index| row.get(index));
        let whole = row.iter().map(|cell| cell.span).reduce(Span::cover).unwrap_or_default();
        let is_total = cell("to").is_some_and(|to| to.text.trim().eq_ignore_ascii_case("total"));
        let written = cell("id").filter(|id| !id.text.trim().is_empty());
        let key = self.at(written.or(cell("to")).map_or(whole, |cell| cell.span));
        let id = written.map_or_else(|| format!("row-{number}"), |id| id.text.trim().to_owned());
        let (at, kind) = (self.at(whole), Kind::Allocation);
        let mut row_fields =
            Element { id: id.into(), kind, parent: Some(ElementId::PLAN), key, at, fields: Vec::new() };
        if is_total {
            self.fields(&cell, ElementId::PLAN, &mut row_fields.fields);
            self.plan.total(Total { at, fields: row_fields });
            return;
        }
        let element = self.plan.element(row_fields);
        if let Some(id) = written.filter(|id| !schema::is_id(id.text.trim())) {
            self.invalid("id", id.text.trim(), InvalidReason::BadId, Form::Id, id.span, Some(element));
        }
        let mut fields = Vec::new();
        self.fields(&cell, element, &mut fields);
        if let Some(to) = cell("to") {
            fields.push(self.links(to, element));
        }
        for field in fields {
            self.plan.field(element, field);
        }
    }

    fn links(&mut self, cell: &Cell, element: ElementId) -> Field {
        let mut links = Vec::new();
        let mut offset = 0;
        for part in cell.text.split(';') {
            let name = part.trim();
            if !name.is_empty() {
                let start = offset + (part.len() - part.trim_start().len());
                let at = self.at(cell.map.locate(start, start + name.len()));
                links.push(self.plan.link(element, Relation::AllocatesTo, name, at));
            }
            offset += part.len() + 1;
        }
        let at = self.at(cell.span);
        let value = if links.is_empty() { FieldValue::Blank } else { FieldValue::Links(links) };
        Field { name: "to", key: at, at, value }
    }

    fn fields<'c>(&mut self, cell: &impl Fn(&str) -> Option<&'c Cell>, element: ElementId, fields: &mut Vec<Field>) {
        let owner = Some(element);
        for name in ["amount", "share", "staff"] {
            if let Some(cell) = cell(name).filter(|cell| !cell.text.trim().is_empty()) {
                let value = self
                    .number(name, cell, owner)
                    .map_or_else(|| FieldValue::Placeholder(cell.text.trim().into()), FieldValue::Number);
                fields.push(self.field(name, cell, value));
            }
        }
        for name in ["currency", "by", "source"] {
            if let Some(cell) = cell(name).filter(|cell| !cell.text.trim().is_empty()) {
                let value = self.words(name, cell, owner);
                fields.push(self.field(name, cell, value));
            }
        }
        let (start, end) = (cell("start"), cell("end"));
        let mut period = Period {
            start: start.and_then(|cell| self.date("start", cell, owner)),
            end: end.and_then(|cell| self.date("end", cell, owner)),
        };
        if let (Some(first), Some(last)) = (period.start, period.end)
            && last.value.last_day() < first.value.first_day()
            && let Some(cell) = end
        {
            self.invalid("end", &cell.text, InvalidReason::ReversedPeriod, Form::DateAfterStart, cell.span, owner);
            period = Period { start: None, end: None };
        }
        if let Some(cell) = start.or(end).filter(|_| period.start.is_some() || period.end.is_some()) {
            fields.push(self.field("period", cell, FieldValue::Period(period)));
        }
    }

    fn field(&self, name: &'static str, cell: &Cell, value: FieldValue) -> Field {
        let at = self.at(cell.span);
        Field { name, key: at, at, value }
    }

    fn number(&mut self, name: &str, cell: &Cell, element: Option<ElementId>) -> Option<Decimal> {
        let number = number::parse(&cell.text);
        if let Err(error) = number {
            self.invalid(name, cell.text.trim(), error.reason(), Form::Amount, cell.span, element);
        }
        number.ok()
    }

    fn date(&mut self, name: &str, cell: &Cell, element: Option<ElementId>) -> Option<Located<PlanDate>> {
        let text = cell.text.trim();
        if text.is_empty() {
            return None;
        }
        let date = PlanDate::parse(text).map(|date| Located::new(date, self.at(cell.span)));
        if date.is_none() {
            self.invalid(name, text, InvalidReason::ImpossibleDate, Form::Date, cell.span, element);
        }
        date
    }

    fn words(&mut self, name: &str, cell: &Cell, element: Option<ElementId>) -> FieldValue {
        let text: Arc<str> = cell.text.trim().into();
        let at = self.at(cell.span);
        match schema::find(Kind::Allocation, name).map(|spec| spec.holds) {
            Some(schema::FieldType::Text) => {
                let map = cell.map.clone();
                FieldValue::Text(Text { entries: vec![TextEntry::new(self.language, text, at, map)] })
            }
            Some(schema::FieldType::Currency) if iso_currency::Currency::from_code(&text).is_none() => {
                self.invalid(name, &text, InvalidReason::UnknownCurrency, Form::CurrencyCode, cell.span, element);
                FieldValue::Invalid
            }
            _ => FieldValue::Words(vec![Located::new(text, at)]),
        }
    }
}
