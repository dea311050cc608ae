//! Elements and their fields.

use std::sync::Arc;

use rust_decimal::Decimal;

use super::{Kind, LinkId, Measure, MeasureRole, PlanDate, Text};
use crate::source::{Located, Location};

/// Names an element of a [`Plan`](super::Plan).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ElementId(pub u32);

impl ElementId {
    /// The plan itself.
    pub const PLAN: Self = Self(0);
}

/// A framework's code as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Code {
    /// The code as written.
    pub written: Arc<str>,
    /// Where.
    pub at: Location,
}

/// A span of time.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Period {
    /// Its first day.
    pub start: Option<Located<PlanDate>>,
    /// Its last day.
    pub end: Option<Located<PlanDate>>,
}

/// A field's value.
#[derive(Clone, Debug, PartialEq)]
pub enum FieldValue {
    /// The key stands there with nothing behind it.
    Blank,
    /// Something of the wrong type, reported when it was read: neither given nor missing.
    Invalid,
    /// Words such as TBD where a date or a number is due.
    Placeholder(Arc<str>),
    /// A text for people.
    Text(Text),
    /// Words or names, one or several.
    Words(Vec<Located<Arc<str>>>),
    /// A date.
    Date(PlanDate),
    /// A number, exact.
    Number(Decimal),
    /// Yes or no.
    Flag(bool),
    /// Links to elements.
    Links(Vec<LinkId>),
    /// Codes of a framework.
    Codes(Vec<Code>),
    /// One value of an indicator.
    Measure(Box<Measure>),
    /// Values of an indicator, in the order written.
    Measures(Vec<Measure>),
    /// A span of time.
    Period(Period),
    /// Something of a shape of its own: how much there is, and all of it with a line for each entry.
    Record {
        /// How many entries it holds.
        entries: usize,
        /// The whole, as YAML.
        written: Box<str>,
    },
    /// Elements or other parts stand here; they are kept in the plan itself.
    Section {
        /// How many entries it holds.
        entries: usize,
    },
}

/// A key and its value.
#[derive(Clone, Debug)]
pub struct Field {
    /// The key, one of the schema's.
    pub name: &'static str,
    /// Where the key is written.
    pub key: Location,
    /// Where the value is written; the key's place where there is none.
    pub at: Location,
    /// The value.
    pub value: FieldValue,
}

impl Field {
    /// Whether something is said: not blank, no empty text and no empty list.
    #[must_use]
    pub fn is_given(&self) -> bool {
        match &self.value {
            FieldValue::Blank => false,
            FieldValue::Text(text) => text.entries.iter().any(|entry| !entry.words.trim().is_empty()),
            FieldValue::Words(words) => words.iter().any(|word| !word.value.trim().is_empty()),
            FieldValue::Links(links) => !links.is_empty(),
            FieldValue::Codes(codes) => !codes.is_empty(),
            FieldValue::Measures(measures) => !measures.is_empty(),
            FieldValue::Section { entries } | FieldValue::Record { entries, .. } => *entries > 0,
            _ => true,
        }
    }
}

/// An element: anything in a plan that has an id.
#[derive(Clone, Debug)]
pub struct Element {
    /// The id as written.
    pub id: Arc<str>,
    /// What it is.
    pub kind: Kind,
    /// The element under which it stands.
    pub parent: Option<ElementId>,
    /// Where its id is written.
    pub key: Location,
    /// The whole entry.
    pub at: Location,
    /// Its fields in the order written.
    pub fields: Vec<Field>,
}

impl Element {
    /// The field `name`, given or not.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.name == name)
    }

    /// Whether the field `name` says something; a value of a wrong type counts as given, for it was reported already.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.field(name).is_some_and(Field::is_given)
    }

    /// The place of a field's value, else of its key, else of the element's id.
    #[must_use]
    pub fn place_of(&self, name: &str) -> Location {
        match self.field(name) {
            Some(field) if field.value == FieldValue::Blank => field.key,
            Some(field) => field.at,
            None => self.key,
        }
    }

    /// The text of `name`.
    #[must_use]
    pub fn text(&self, name: &str) -> Option<&Text> {
        match &self.field(name)?.value {
            FieldValue::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The one word of `name`, or the first of several.
    #[must_use]
    pub fn word(&self, name: &str) -> Option<&str> {
        self.words(name).first().map(|word| &*word.value)
    }

    /// The words of `name`.
    #[must_use]
    pub fn words(&self, name: &str) -> &[Located<Arc<str>>] {
        match self.field(name).map(|field| &field.value) {
            Some(FieldValue::Words(words)) => words,
            _ => &[],
        }
    }

    /// The date of `name` with its place.
    #[must_use]
    pub fn date(&self, name: &str) -> Option<Located<PlanDate>> {
        let field = self.field(name)?;
        match field.value {
            FieldValue::Date(date) => Some(Located::new(date, field.at)),
            _ => None,
        }
    }

    /// The number of `name` with its place.
    #[must_use]
    pub fn number(&self, name: &str) -> Option<Located<Decimal>> {
        let field = self.field(name)?;
        match field.value {
            FieldValue::Number(number) => Some(Located::new(number, field.at)),
            _ => None,
        }
    }

    /// Whether the flag `name` is set to true.
    #[must_use]
    pub fn flag(&self, name: &str) -> bool {
        matches!(self.field(name).map(|field| &field.value), Some(FieldValue::Flag(true)))
    }

    /// The codes of `sdg` or `wsis`.
    #[must_use]
    pub fn codes(&self, name: &str) -> &[Code] {
        match self.field(name).map(|field| &field.value) {
            Some(FieldValue::Codes(codes)) => codes,
            _ => &[],
        }
    }

    /// The links of `name`.
    #[must_use]
    pub fn links(&self, name: &str) -> &[LinkId] {
        match self.field(name).map(|field| &field.value) {
            Some(FieldValue::Links(links)) => links,
            _ => &[],
        }
    }

    /// The period of `name`.
    #[must_use]
    pub fn period(&self, name: &str) -> Option<Period> {
        match self.field(name)?.value {
            FieldValue::Period(period) => Some(period),
            _ => None,
        }
    }

    /// The indicator's values in one role, in the order written.
    #[must_use]
    pub fn measures(&self, role: MeasureRole) -> &[Measure] {
        let name = match role {
            MeasureRole::Baseline => "baseline",
            MeasureRole::Target => "target",
            MeasureRole::Milestone => "milestones",
            MeasureRole::Actual => "actuals",
        };
        match self.field(name).map(|field| &field.value) {
            Some(FieldValue::Measure(measure)) => std::slice::from_ref(measure),
            Some(FieldValue::Measures(measures)) => measures,
            _ => &[],
        }
    }

    /// The indicator's baseline.
    #[must_use]
    pub fn baseline(&self) -> Option<&Measure> {
        self.measures(MeasureRole::Baseline).first()
    }

    /// The indicator's target value.
    #[must_use]
    pub fn target(&self) -> Option<&Measure> {
        self.measures(MeasureRole::Target).first()
    }

    /// All values of the indicator, baseline first.
    pub fn all_measures(&self) -> impl Iterator<Item = &Measure> {
        [MeasureRole::Baseline, MeasureRole::Target, MeasureRole::Milestone, MeasureRole::Actual]
            .into_iter()
            .flat_map(|role| self.measures(role))
    }
}
