//! Single values: words, dates, numbers, links, codes, periods.

use std::sync::Arc;

use iso_currency::Currency;

use super::reader::Reader;
use super::text::is_language;
use crate::format::number;
use crate::nearest::nearest;
use crate::plan::schema::{FieldSpec, FieldType};
use crate::plan::{Code, ElementId, Expected, Field, FieldValue, Form, InvalidReason, Period, PlanDate, Relation};
use crate::source::Located;
use crate::yaml::{Entry, NodeId, Value, flow};

impl Reader<'_> {
    /// A field whose value holds no elements.
    pub(super) fn field(&mut self, spec: &'static FieldSpec, entry: Entry, element: ElementId) -> Field {
        let value = if matches!(self.peek(entry.value), Value::Absent) {
            FieldValue::Blank
        } else {
            self.unfold(entry.value, |reader| reader.field_value(spec, entry, element)).unwrap_or(FieldValue::Invalid)
        };
        Field { name: spec.name, key: self.at(entry.key), at: self.value_at(entry), value }
    }

    fn field_value(&mut self, spec: &'static FieldSpec, entry: Entry, element: ElementId) -> FieldValue {
        let (name, node, owner) = (spec.name, entry.value, Some(element));
        let found = match spec.holds {
            FieldType::Text => self.text_value(name, entry, owner).map(FieldValue::Text),
            FieldType::Name => {
                self.one_word(name, node, Form::WordOrName, owner).map(|word| FieldValue::Words(vec![word]))
            }
            FieldType::Word(allowed) => {
                self.allowed_word(name, node, allowed, owner).map(|word| FieldValue::Words(vec![word]))
            }
            FieldType::Names => self.names(name, node, owner).map(FieldValue::Words),
            FieldType::Words(allowed) => self.names(name, node, owner).map(|_| {
                let items = self.items(node);
                let words = items.into_iter().filter_map(|item| self.allowed_word(name, item, allowed, owner));
                FieldValue::Words(words.collect())
            }),
            FieldType::Language => self.languages(name, node, owner),
            FieldType::Languages => self.languages(name, node, owner),
            FieldType::Currency => self.currency(name, node, owner),
            FieldType::Date => Some(self.date_field(name, node, owner)),
            FieldType::Number => Some(self.number_field(name, node, owner)),
            FieldType::Quantity => Some(self.quantity(name, entry, owner)),
            FieldType::Flag => self.flag(name, node, owner).map(FieldValue::Flag),
            FieldType::Record => Some(self.record(node)),
            FieldType::Links(relation) => self.links(name, node, relation, element).map(FieldValue::Links),
            FieldType::Codes(_) => self.names(name, node, owner).map(|words| {
                let code = |word: Located<Arc<str>>| Code { written: word.value, at: word.at };
                FieldValue::Codes(words.into_iter().filter(|word| !word.value.trim().is_empty()).map(code).collect())
            }),
            FieldType::Measure(role) => {
                self.one_measure(name, entry, role, owner).map(|m| FieldValue::Measure(Box::new(m)))
            }
            FieldType::Measures(role) => self.measures(name, entry, role, owner).map(FieldValue::Measures),
            FieldType::Period => self.period(name, node, owner).map(FieldValue::Period),
            FieldType::Children(_)
            | FieldType::Statement(_)
            | FieldType::Resources
            | FieldType::Continuity
            | FieldType::Glossary
            | FieldType::Document
            | FieldType::ResultsFramework => {
                unreachable!("sections are read by the section reader")
            }
        };
        found.unwrap_or(FieldValue::Invalid)
    }

    /// The items of a list; a single value is a list of one.
    pub(super) fn items(&self, node: NodeId) -> Vec<NodeId> {
        match self.peek(node) {
            Value::Sequence(items) => items.clone(),
            Value::Absent => Vec::new(),
            _ => vec![node],
        }
    }

    pub(super) fn names(
        &mut self,
        key: &str,
        node: NodeId,
        element: Option<ElementId>,
    ) -> Option<Vec<Located<Arc<str>>>> {
        if matches!(self.peek(node), Value::Mapping(_)) {
            self.invalid(key, node, InvalidReason::WrongType, Form::WordOrList, element);
            return None;
        }
        let items = self.items(node);
        Some(items.into_iter().filter_map(|item| self.one_word(key, item, Form::Word, element)).collect())
    }

    pub(super) fn allowed_word(
        &mut self,
        key: &str,
        node: NodeId,
        allowed: &'static [&'static str],
        element: Option<ElementId>,
    ) -> Option<Located<Arc<str>>> {
        let word = self.one_word(key, node, Form::Word, element)?;
        if allowed.contains(&&*word.value) {
            return Some(word);
        }
        let near = nearest(&word.value, allowed.iter().copied());
        self.invalid_word(
            key,
            node,
            InvalidReason::UnknownWord,
            Expected::one_of(allowed.iter().copied()),
            near,
            element,
        );
        None
    }

    fn languages(&mut self, key: &str, node: NodeId, element: Option<ElementId>) -> Option<FieldValue> {
        let words = self.names(key, node, element)?;
        let items = self.items(node);
        let mut known = Vec::new();
        for (word, item) in words.into_iter().zip(items) {
            if is_language(&word.value) {
                known.push(Located::new(word.value.to_lowercase().into(), word.at));
            } else {
                self.invalid(key, item, InvalidReason::UnknownLanguage, Form::LanguageTag, element);
            }
        }
        Some(FieldValue::Words(known))
    }

    fn currency(&mut self, key: &str, node: NodeId, element: Option<ElementId>) -> Option<FieldValue> {
        let word = self.one_word(key, node, Form::CurrencyCode, element)?;
        if Currency::from_code(&word.value).is_some() {
            return Some(FieldValue::Words(vec![word]));
        }
        let upper = word.value.trim().to_uppercase();
        let near = Currency::from_code(&upper).map(|_| upper.as_str());
        self.invalid_word(key, node, InvalidReason::UnknownCurrency, Form::CurrencyCode, near, element);
        None
    }

    pub(super) fn date_field(&mut self, key: &str, node: NodeId, element: Option<ElementId>) -> FieldValue {
        let Some(word) = self.one_word(key, node, Form::Date, element) else { return FieldValue::Invalid };
        match PlanDate::parse(&word.value) {
            Some(date) => FieldValue::Date(date),
            None => {
                self.invalid(key, node, InvalidReason::ImpossibleDate, Form::Date, element);
                FieldValue::Placeholder(word.value)
            }
        }
    }

    pub(super) fn date(&mut self, key: &str, node: NodeId, element: Option<ElementId>) -> Option<Located<PlanDate>> {
        if matches!(self.peek(node), Value::Absent) {
            return None;
        }
        let at = self.at(node);
        match self.date_field(key, node, element) {
            FieldValue::Date(date) => Some(Located::new(date, at)),
            _ => None,
        }
    }

    pub(super) fn number_field(&mut self, key: &str, node: NodeId, element: Option<ElementId>) -> FieldValue {
        let Some(word) = self.one_word(key, node, Form::Number, element) else { return FieldValue::Invalid };
        match number::parse(&word.value) {
            Ok(number) => FieldValue::Number(number),
            Err(error) => {
                self.invalid(key, node, error.reason(), Form::Number, element);
                FieldValue::Placeholder(word.value)
            }
        }
    }

    fn quantity(&mut self, key: &str, entry: Entry, element: Option<ElementId>) -> FieldValue {
        match self.peek(entry.value) {
            Value::Mapping(_) => self
                .one_measure(key, entry, crate::plan::MeasureRole::Target, element)
                .map_or(FieldValue::Invalid, |measure| FieldValue::Measure(Box::new(measure))),
            _ => self.number_field(key, entry.value, element),
        }
    }

    pub(super) fn flag(&mut self, key: &str, node: NodeId, element: Option<ElementId>) -> Option<bool> {
        match self.tree.scalar(node) {
            Some("true" | "True" | "TRUE") => Some(true),
            Some("false" | "False" | "FALSE") => Some(false),
            _ => {
                self.invalid(key, node, InvalidReason::WrongType, Form::Flag, element);
                None
            }
        }
    }

    /// Whatever is written: its words where it has some, else how much there is.
    fn record(&mut self, node: NodeId) -> FieldValue {
        match self.peek(node) {
            Value::Mapping(entries) => self.whole(node, entries.len()),
            Value::Sequence(items) => {
                let words =
                    items.iter().filter_map(|&item| Some(Located::new(self.tree.scalar(item)?.into(), self.at(item))));
                let words: Vec<Located<Arc<str>>> = words.collect();
                if words.len() == items.len() { FieldValue::Words(words) } else { self.whole(node, items.len()) }
            }
            Value::Scalar { text, .. } => FieldValue::Words(vec![Located::new(Arc::clone(text), self.at(node))]),
            _ => FieldValue::Blank,
        }
    }

    fn whole(&self, node: NodeId, entries: usize) -> FieldValue {
        match flow::lines(self.tree, node) {
            Some(written) => FieldValue::Record { entries, written: written.into() },
            None => FieldValue::Section { entries },
        }
    }

    pub(super) fn links(
        &mut self,
        key: &str,
        node: NodeId,
        relation: Relation,
        from: ElementId,
    ) -> Option<Vec<crate::plan::LinkId>> {
        let words = self.names(key, node, Some(from))?;
        let named = words.iter().filter(|word| !word.value.trim().is_empty());
        Some(named.map(|word| self.plan.link(from, relation, Arc::clone(&word.value), word.at)).collect())
    }

    fn period(&mut self, key: &str, node: NodeId, element: Option<ElementId>) -> Option<Period> {
        if !matches!(self.peek(node), Value::Mapping(_)) {
            self.invalid(key, node, InvalidReason::WrongType, Form::PeriodMapping, element);
            return None;
        }
        let mut period = Period { start: None, end: None };
        let mut end_node = node;
        for (name, entry) in self.entries(node, element) {
            match name {
                "start" => period.start = self.date(name, entry.value, element),
                "end" => {
                    period.end = self.date(name, entry.value, element);
                    end_node = entry.value;
                }
                _ => self.unknown_key(name, entry, ["start", "end"], element),
            }
        }
        if let (Some(start), Some(end)) = (&period.start, &period.end)
            && end.value.last_day() < start.value.first_day()
        {
            self.invalid("end", end_node, InvalidReason::ReversedPeriod, Form::DateAfterStart, element);
            // Which of the two is wrong is not known, so that neither holds anything to be outside of.
            period = Period { start: None, end: None };
        }
        Some(period)
    }
}
