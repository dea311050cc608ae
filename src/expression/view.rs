//! An element as expressions see it.

use std::collections::BTreeMap;
use std::sync::Arc;

use minijinja::Value;
use minijinja::value::{Object, ObjectRepr};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::plan::{Element, ElementId, Field, FieldValue, Measure, MeasureValue, Plan};

/// A handle to an element; its fields are looked up when they are asked for.
#[derive(Clone, Debug)]
pub struct ElementView {
    plan: Arc<Plan>,
    id: ElementId,
    /// The language in which texts are wanted, where they have it; the plan's first, where none is named.
    language: Option<Arc<str>>,
}

impl ElementView {
    /// The element `id` of `plan`, with texts in the plan's first language.
    #[must_use]
    pub fn new(plan: &Arc<Plan>, id: ElementId) -> Self {
        Self { plan: Arc::clone(plan), id, language: None }
    }

    /// The element `id` of `plan`, with texts in `language` where they have it: for messages, which should not change
    /// script in the middle where they need not.
    #[must_use]
    pub fn in_language(plan: &Arc<Plan>, id: ElementId, language: &str) -> Self {
        Self { plan: Arc::clone(plan), id, language: Some(language.into()) }
    }

    /// The view as a value.
    #[must_use]
    pub fn into_value(self) -> Value {
        Value::from_object(self)
    }

    /// The value of a name: a key of the element with `_` for `-`, or one of the names that every element has.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<Value> {
        let element = self.plan.element(self.id);
        let value = match name {
            "id" => Value::from(&*element.id),
            "kind" => Value::from(element.kind.name()),
            "text" => self.plan.text_of(self.id).map_or(Value::from(()), |text| self.words(text)),
            "label" => self
                .plan
                .label_in(self.id, self.wanted())
                .map_or(Value::from(&*element.id), |entry| Value::from(&*entry.words)),
            "parent" => element.parent.map_or(Value::from(()), |parent| self.other(parent)),
            "plan" => self.other(ElementId::PLAN),
            "due" => self.plan.deadline_of(self.id).map_or(Value::from(()), |date| Value::from(date.value.to_string())),
            "format" => Value::from(self.plan.format.unwrap_or("planlint")),
            "funded" => Value::from(self.plan.funded_through(self.id).is_some()),
            _ => {
                let key = name.replace('_', "-");
                return Some(element.field(&key).map_or(Value::from(()), |field| self.field(element, field)));
            }
        };
        Some(value)
    }

    fn wanted(&self) -> &str {
        self.language.as_deref().unwrap_or_else(|| self.plan.authority())
    }

    fn other(&self, id: ElementId) -> Value {
        Self { plan: Arc::clone(&self.plan), id, language: self.language.clone() }.into_value()
    }

    fn words(&self, text: &crate::plan::Text) -> Value {
        text.in_language(self.wanted())
            .or_else(|| text.preferred(self.plan.authority()))
            .map_or(Value::from(()), |entry| Value::from(&*entry.words))
    }

    fn field(&self, element: &Element, field: &Field) -> Value {
        if !field.is_given() {
            return Value::from(());
        }
        let list = |items: Vec<Value>| Value::from(items);
        match &field.value {
            FieldValue::Blank | FieldValue::Invalid => Value::from(()),
            FieldValue::Placeholder(words) => Value::from(&**words),
            FieldValue::Text(text) => self.words(text),
            FieldValue::Words(words) => match crate::plan::schema::find(element.kind, field.name).map(|s| s.holds) {
                Some(
                    crate::plan::schema::FieldType::Names
                    | crate::plan::schema::FieldType::Words(_)
                    | crate::plan::schema::FieldType::Languages,
                ) => list(words.iter().map(|word| Value::from(&*word.value)).collect()),
                _ => words.first().map_or(Value::from(()), |word| Value::from(&*word.value)),
            },
            FieldValue::Date(date) => Value::from(date.to_string()),
            FieldValue::Number(value) => number(*value),
            FieldValue::Flag(flag) => Value::from(*flag),
            FieldValue::Links(links) => {
                list(links.iter().map(|&link| Value::from(&*self.plan.link(link).written)).collect())
            }
            FieldValue::Codes(codes) => list(codes.iter().map(|code| Value::from(&*code.written)).collect()),
            FieldValue::Measure(value) => measure(value),
            FieldValue::Measures(values) => list(values.iter().map(measure).collect()),
            FieldValue::Period(period) => Value::from_pairs([
                ("start", period.start.map_or(Value::from(()), |date| Value::from(date.value.to_string()))),
                ("end", period.end.map_or(Value::from(()), |date| Value::from(date.value.to_string()))),
            ]),
            FieldValue::Section { .. } | FieldValue::Record { .. } => list(
                self.plan
                    .children(self.id)
                    .iter()
                    .filter(|&&child| self.plan.element(child).kind.section() == Some(field.name))
                    .map(|&child| self.other(child))
                    .collect(),
            ),
        }
    }
}

/// A number for expressions and messages: whole where it is whole.
#[must_use]
pub fn number(value: Decimal) -> Value {
    let value = value.normalize();
    match value.to_i64() {
        Some(whole) if value.is_integer() => Value::from(whole),
        _ => value.to_f64().map_or_else(|| Value::from(value.to_string()), Value::from),
    }
}

/// An element with further names, which come before its own: what a check found, or the parts of a link or a measure.
#[derive(Debug)]
pub struct NamedView {
    view: ElementView,
    names: BTreeMap<&'static str, Value>,
}

impl NamedView {
    /// `view` with `names` laid over it.
    #[must_use]
    pub fn new(view: ElementView, names: BTreeMap<&'static str, Value>) -> Self {
        Self { view, names }
    }

    /// As a value of MiniJinja.
    #[must_use]
    pub fn into_value(self) -> Value {
        Value::from_object(self)
    }
}

impl Object for NamedView {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        let name = key.as_str()?;
        self.names.get(name).cloned().or_else(|| self.view.get(name))
    }
}

/// A value of an indicator, its parts behind dots.
#[must_use]
pub fn measure(measure: &Measure) -> Value {
    let none = || Value::from(());
    let value = match measure.value.as_ref().map(|value| &value.value) {
        Some(MeasureValue::Number(value)) => number(*value),
        Some(MeasureValue::Words(words)) => Value::from(&**words),
        Some(MeasureValue::Blank) | None => none(),
    };
    let word = |word: &Option<crate::source::Located<Arc<str>>>| {
        word.as_ref().map_or_else(none, |word| Value::from(&*word.value))
    };
    Value::from_pairs([
        ("value", value),
        ("date", measure.date.map_or_else(none, |date| Value::from(date.value.to_string()))),
        ("unit", word(&measure.unit)),
        ("population", word(&measure.population)),
        ("planned", Value::from(measure.planned)),
        ("change", Value::from(measure.change.is_some())),
        ("parts", Value::from(measure.parts.len())),
    ])
}

impl Object for ElementView {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Plain
    }

    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        self.get(key.as_str()?)
    }
}
