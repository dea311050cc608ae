//! Baselines, targets, milestones and actuals.

use super::reader::Reader;
use crate::format::number;
use crate::plan::schema::{CHANGE, MEASURE};
use crate::plan::{Change, ElementId, FieldValue, Form, InvalidReason, Measure, MeasureRole, MeasureValue, Part};
use crate::source::Located;
use crate::yaml::{Entry, NodeId, Value};

impl Reader<'_> {
    pub(super) fn one_measure(
        &mut self,
        key: &str,
        entry: Entry,
        role: MeasureRole,
        element: Option<ElementId>,
    ) -> Option<Measure> {
        if !matches!(self.peek(entry.value), Value::Mapping(_)) {
            self.invalid(key, entry.value, InvalidReason::WrongType, Form::MeasureMapping, element);
            return None;
        }
        let (key, at) = (self.at(entry.key), self.at(entry.value));
        Some(self.measure(Measure::empty(role, key, at), entry.value, element))
    }

    pub(super) fn measures(
        &mut self,
        key: &str,
        entry: Entry,
        role: MeasureRole,
        element: Option<ElementId>,
    ) -> Option<Vec<Measure>> {
        let items = self.items(entry.value);
        // Most indicators have one value: room for several would be most of what a plan takes.
        let mut measures = Vec::with_capacity(items.len());
        for item in items {
            if matches!(self.peek(item), Value::Mapping(_)) {
                let at = self.at(item);
                let read = self.unfold(item, |reader| reader.measure(Measure::empty(role, at, at), item, element));
                measures.extend(read);
            } else {
                self.invalid(key, item, InvalidReason::WrongType, Form::MeasureList, element);
            }
        }
        Some(measures)
    }

    fn measure(&mut self, mut measure: Measure, node: NodeId, element: Option<ElementId>) -> Measure {
        for (name, entry) in self.entries(node, element) {
            let value = entry.value;
            let notes = self.plan.note_count();
            match name {
                "value" => measure.value = self.measure_value(entry, element),
                "date" => measure.date = self.date(name, value, element),
                "unit" => measure.unit = self.one_word(name, value, Form::Word, element),
                "population" => measure.population = self.one_word(name, value, Form::WordOrName, element),
                "planned" => measure.planned = self.flag(name, value, element).unwrap_or(false),
                "change" => measure.change = self.change(entry, element).map(Box::new),
                "parts" => self.parts(entry, &mut measure.parts, element),
                _ => self.unknown_key(name, entry, MEASURE.iter().map(|spec| spec.name), element),
            }
            // Words for a value are kept and judged later; anything else that was noted is lost.
            measure.flawed |= self.plan.note_count() > notes && !(name == "value" && measure.value.is_some());
        }
        measure
    }

    fn measure_value(&mut self, entry: Entry, element: Option<ElementId>) -> Option<Located<MeasureValue>> {
        let at = self.value_at(entry);
        match self.peek(entry.value) {
            Value::Absent => Some(Located::new(MeasureValue::Blank, at)),
            Value::Scalar { text, .. } if text.trim().is_empty() => Some(Located::new(MeasureValue::Blank, at)),
            Value::Scalar { text, .. } => {
                let value = match number::parse(text) {
                    Ok(number) => MeasureValue::Number(number),
                    Err(error) => {
                        self.invalid("value", entry.value, error.reason(), Form::Number, element);
                        MeasureValue::Words((**text).into())
                    }
                };
                Some(Located::new(value, at))
            }
            _ => {
                self.invalid("value", entry.value, InvalidReason::WrongType, Form::Number, element);
                None
            }
        }
    }

    fn change(&mut self, entry: Entry, element: Option<ElementId>) -> Option<Located<Change>> {
        if !matches!(self.peek(entry.value), Value::Mapping(_)) {
            self.invalid("change", entry.value, InvalidReason::WrongType, Form::ChangeMapping, element);
            return None;
        }
        let mut change = Change::default();
        for (name, inner) in self.entries(entry.value, element) {
            match name {
                "by" => change.by = self.number(name, inner.value, element),
                "unit" => change.unit = self.one_word(name, inner.value, Form::Word, element),
                "from" => change.from = self.date(name, inner.value, element),
                _ => self.unknown_key(name, inner, CHANGE.iter().map(|spec| spec.name), element),
            }
        }
        Some(Located::new(change, self.value_at(entry)))
    }

    pub(super) fn number(
        &mut self,
        key: &str,
        node: NodeId,
        element: Option<ElementId>,
    ) -> Option<Located<rust_decimal::Decimal>> {
        if matches!(self.peek(node), Value::Absent) {
            return None;
        }
        let at = self.at(node);
        match self.number_field(key, node, element) {
            FieldValue::Number(number) => Some(Located::new(number, at)),
            _ => None,
        }
    }

    /// `{group: value}` or `{dimension: {group: value}}`.
    fn parts(&mut self, entry: Entry, parts: &mut Vec<Part>, element: Option<ElementId>) {
        if !matches!(self.peek(entry.value), Value::Mapping(_)) {
            self.invalid("parts", entry.value, InvalidReason::WrongType, Form::PartsMapping, element);
            return;
        }
        for (name, inner) in self.entries(entry.value, element) {
            if matches!(self.peek(inner.value), Value::Mapping(_)) {
                for (group, value) in self.entries(inner.value, element) {
                    self.part(Some(name), group, value, parts, element);
                }
            } else {
                self.part(None, name, inner, parts, element);
            }
        }
    }

    fn part(
        &mut self,
        dimension: Option<&str>,
        group: &str,
        entry: Entry,
        parts: &mut Vec<Part>,
        element: Option<ElementId>,
    ) {
        if let Some(value) = self.number(group, entry.value, element) {
            let group = Located::new(group.into(), self.at(entry.key));
            parts.push(Part { dimension: dimension.map(Into::into), group, value });
        }
    }
}
