//! From elements and attributes of XML to fields of a plan: what the readers of XML formats share.

use std::sync::Arc;

use rust_decimal::Decimal;

use super::number;
use crate::plan::{
    Capabilities, Element, ElementId, Field, FieldValue, Form, Given, InvalidReason, Kind, MeasureValue, Note,
    NoteKind, Period, PlanBuilder, PlanDate, Text, TextEntry,
};
use crate::source::{FileId, Located, Location, Span};
use crate::xml::{Content, Cursor, Problem};

/// A kind, or a field of a kind, that a format has a word for.
#[derive(Clone, Copy, Debug)]
pub struct Word {
    /// The kind.
    pub kind: Kind,
    /// The field; empty for the kind itself.
    pub field: &'static str,
    /// How the format says it.
    pub written: &'static str,
}

/// The capabilities of a format that has these words.
#[must_use]
pub fn capabilities(words: &[Word]) -> Capabilities {
    Capabilities::Only(words.iter().map(|word| (word.kind, word.field)).collect())
}

/// Fills elements of a plan from one file.
pub(super) struct Filler {
    pub(super) file: FileId,
    pub(super) plan: PlanBuilder,
    /// The language of texts that name none.
    pub(super) language: Arc<str>,
}

impl Filler {
    pub(super) fn at(&self, span: Span) -> Location {
        Location::new(self.file, span)
    }

    /// Adds an element that `from` writes; its place is that of `key`, else of the tag's name.
    pub(super) fn element(
        &mut self,
        id: String,
        kind: Kind,
        parent: ElementId,
        from: Cursor<'_, '_>,
        key: Option<Span>,
    ) -> ElementId {
        let (key, at) = (self.at(key.unwrap_or(from.name_at())), self.at(from.at()));
        self.plan.element(Element { id: id.into(), kind, parent: Some(parent), key, at, fields: Vec::new() })
    }

    /// Adds a field that stands at `at`, introduced by `key`.
    pub(super) fn field(&mut self, owner: ElementId, name: &'static str, key: Span, at: Span, value: FieldValue) {
        let field = self.made(name, key, at, value);
        self.plan.field(owner, field);
    }

    pub(super) fn made(&self, name: &'static str, key: Span, at: Span, value: FieldValue) -> Field {
        Field { name, key: self.at(key), at: self.at(at), value }
    }

    /// Says how many elements stand in the section `name` of `owner`, so that the section counts as given.
    pub(super) fn section(&mut self, owner: ElementId, name: &'static str, first: Cursor<'_, '_>, entries: usize) {
        self.field(owner, name, first.name_at(), first.at(), FieldValue::Section { entries });
    }

    pub(super) fn entry(&self, content: Content, language: &str) -> TextEntry {
        TextEntry::new(language, content.words, self.at(content.at), content.map)
    }

    /// Adds the words of `from` as a text; nothing where it is blank.
    pub(super) fn text(&mut self, owner: ElementId, name: &'static str, from: Option<Cursor<'_, '_>>) {
        let Some((from, content)) = from.and_then(|from| Some((from, from.content()?))) else { return };
        let at = content.at;
        let entries = vec![self.entry(content, &self.language.clone())];
        self.field(owner, name, from.name_at(), at, FieldValue::Text(Text { entries }));
    }

    /// A word with its place.
    pub(super) fn word(&self, content: &Content) -> Located<Arc<str>> {
        Located::new(content.words.clone(), self.at(content.at))
    }

    pub(super) fn note(&mut self, kind: NoteKind, span: Span, element: Option<ElementId>) {
        let at = self.at(span);
        self.plan.note(Note { kind, at, element });
    }

    pub(super) fn invalid(
        &mut self,
        key: &str,
        content: &Content,
        reason: InvalidReason,
        form: Form,
        owner: ElementId,
    ) {
        let given: String = content.words.chars().take(60).collect();
        let kind = NoteKind::InvalidValue {
            key: key.into(),
            given: Given::Words(given.into()),
            reason,
            expected: form.into(),
            nearest: None,
        };
        self.note(kind, content.at, Some(owner));
    }

    /// The date that `content` gives; one with a time or a zone is that day. A wrong one is noted under `key`.
    pub(super) fn date(&mut self, key: &str, content: Option<Content>, owner: ElementId) -> Option<Located<PlanDate>> {
        let content = content?;
        let words = &*content.words;
        let day = words.get(..10).filter(|_| words[10..].starts_with(['T', 'Z', '+', '-'])).unwrap_or(words);
        match PlanDate::parse(day) {
            Some(date) => Some(Located::new(date, self.at(content.at))),
            None => {
                self.invalid(key, &content, InvalidReason::ImpossibleDate, Form::Date, owner);
                None
            }
        }
    }

    /// A period from its two dates; one that ends before it begins is noted under `key` and counts as none.
    pub(super) fn period(
        &mut self,
        key: &str,
        start: Option<Content>,
        end: Option<Content>,
        owner: ElementId,
    ) -> Option<Period> {
        let last = end.clone();
        let period = Period { start: self.date(key, start, owner), end: self.date(key, end, owner) };
        if let (Some(first), Some(end), Some(last)) = (period.start, period.end, last)
            && end.value.last_day() < first.value.first_day()
        {
            self.invalid(key, &last, InvalidReason::ReversedPeriod, Form::DateAfterStart, owner);
            return None;
        }
        (period.start.is_some() || period.end.is_some()).then_some(period)
    }

    /// Adds the period of `owner`.
    pub(super) fn add_period(&mut self, owner: ElementId, period: Option<Period>) {
        let Some(period) = period else { return };
        let places = [period.start, period.end].into_iter().flatten().map(|date| date.at.span);
        let Some(at) = places.reduce(Span::cover) else { return };
        self.field(owner, "period", at, at, FieldValue::Period(period));
    }

    /// The number that `content` gives; other words are noted under `key`.
    pub(super) fn number(&mut self, key: &str, content: &Content, form: Form, owner: ElementId) -> Option<Decimal> {
        match decimal(&content.words) {
            Ok(number) => Some(number),
            Err(error) => {
                self.invalid(key, content, error.reason(), form, owner);
                None
            }
        }
    }

    /// The value that `content` gives: a number, or words that were noted.
    pub(super) fn measure_value(&mut self, content: &Content, owner: ElementId) -> Located<MeasureValue> {
        let value = self
            .number("value", content, Form::Number, owner)
            .map_or_else(|| MeasureValue::Words(content.words.clone()), MeasureValue::Number);
        Located::new(value, self.at(content.at))
    }

    /// Notes what is wrong with the markup at `problems`.
    pub(super) fn problems<'p>(&mut self, problems: impl Iterator<Item = &'p Problem>) {
        for problem in problems {
            let kind = NoteKind::Markup { slip: problem.slip, detail: problem.detail.clone() };
            self.note(kind, problem.span, None);
        }
    }
}

/// A decimal as XML writes it: a point may stand before or behind all digits.
pub(super) fn decimal(words: &str) -> Result<Decimal, number::NumberError> {
    let (sign, digits) = match words.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", words.strip_prefix('+').unwrap_or(words)),
    };
    let digits = digits.strip_suffix('.').unwrap_or(digits);
    let point = if digits.starts_with('.') { "0" } else { "" };
    number::parse(&format!("{sign}{point}{digits}"))
}

/// The name of a file without its extension, as an id: what stands for a plan that names none.
pub(super) fn id_of_file(path: &std::path::Path) -> String {
    let stem = path.file_stem().map_or_else(|| "plan".into(), |stem| stem.to_string_lossy().into_owned());
    let id: String = stem.chars().map(|c| if c.is_whitespace() || c == '#' || c == ',' { '-' } else { c }).collect();
    if id.is_empty() { "plan".to_owned() } else { id }
}
