//! What the fields of an element put into cells, each under its heading.

use rust_decimal::Decimal;

use super::Export;
use super::cover::text_language;
use super::matrix::Content;
use crate::import::own::known::Known;
use crate::import::own::label::{self, Heading};
use crate::import::own::record;
use crate::import::own::results::{column, naming};
use crate::import::own::{begins_as_unit, words_of_record};
use crate::plan::schema::{FieldSpec, FieldType};
use crate::plan::{Element, FieldValue, Kind, LinkId, Measure, MeasureRole, MeasureValue, PlanDate, Text};
use crate::text::Language;

/// What it takes to write cells: the plan, and the language of columns that name none.
pub(super) struct Page<'p> {
    pub(super) export: &'p Export<'p>,
    pub(super) texts: String,
    pub(super) headings: Language,
    pub(super) reader: Reader,
}

/// Who reads what is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reader {
    /// The import too, which takes a name that is spelt as a word for that word, unless it stands in quotes.
    Import,
    /// Nobody but people.
    People,
}

/// A cell of an element's row: its heading, what stands in it, and the field that says so.
pub(super) struct Fact {
    pub(super) heading: Heading,
    pub(super) content: Content,
    pub(super) field: &'static str,
}

impl<'p> Page<'p> {
    pub(super) fn of(export: &'p Export<'p>, reader: Reader) -> Self {
        Self { export, texts: text_language(export), headings: export.headings(), reader }
    }

    /// A word that is known, or a name, as a cell writes it.
    pub(super) fn known(&self, known: Known, word: &str) -> String {
        // An element of the plan before may be called so.
        let before = self.export.plan.predecessor.as_deref().filter(|_| known == Known::Origin && word != "new");
        let is_id = before.is_some_and(|before| before.find(word).is_some());
        match known.said(word, self.headings).filter(|_| !is_id) {
            Some(said) => said.to_owned(),
            None => self.name(known, word),
        }
    }

    /// A name as a cell writes it, even where a word is spelt so.
    pub(super) fn name(&self, known: Known, name: &str) -> String {
        match self.reader {
            Reader::Import => known.quoted(name),
            Reader::People => name.to_owned(),
        }
    }

    /// The words of a text in the language of columns that name none.
    pub(super) fn words<'t>(&self, text: &'t Text) -> Option<&'t str> {
        let entry = text.entries.iter().find(|entry| *entry.language == *self.texts)?;
        Some(entry.words.trim()).filter(|words| !words.is_empty())
    }

    /// What an element is called. What has no name is called by what it says instead, which stands in its own column, too; by
    /// nothing where it says nothing.
    pub(super) fn called(&self, element: &Element) -> Option<String> {
        use crate::import::own::results::called_in;
        let own = naming(element.kind);
        [own, "title", "statement"].into_iter().find_map(|field| {
            let text = element.text(field)?;
            if let Some(words) = self.words(text) {
                return Some(words.to_owned());
            }
            let other = text.preferred(self.export.plan.authority()).into_iter().chain(&text.entries);
            let mut others = other.filter(|entry| !entry.words.trim().is_empty());
            others.next().map(|entry| called_in(entry.words.trim(), &entry.language))
        })
    }

    /// A text, once for each language that it stands in, that of columns that name none first.
    pub(super) fn texts(&self, key: &'static str, text: &Text) -> Vec<(Heading, String)> {
        let given = text.entries.iter().filter(|entry| !entry.words.trim().is_empty());
        let each = given.map(|entry| {
            let language = (*entry.language != *self.texts).then(|| entry.language.to_string());
            (Heading { language, ..Heading::plain(key) }, entry.words.trim().to_owned())
        });
        let mut each: Vec<(Heading, String)> = each.collect();
        each.sort_by_key(|(heading, _)| heading.language.is_some());
        each
    }

    /// What the fields of an element say, but for its name.
    pub(super) fn facts(&self, element: &Element) -> Vec<Fact> {
        let mut facts = Vec::new();
        for field in element.fields.iter().filter(|field| field.is_given()) {
            let Some(spec) = crate::plan::schema::find(element.kind, field.name) else { continue };
            if element.kind == Kind::Indicator
                && let Some(role) = role_of(spec.holds)
            {
                facts.extend(element.measures(role).iter().flat_map(|measure| self.measure(measure, spec.name)));
                continue;
            }
            let key = column(element.kind, spec.name);
            let is_name = spec.name == naming(element.kind);
            let all = self.field(key, spec, &field.value);
            let further = all.into_iter().filter(|fact| !is_name || fact.heading.language.is_some());
            facts.extend(further);
        }
        facts
    }

    /// The cells of one field.
    pub(super) fn field(&self, key: &'static str, spec: &FieldSpec, value: &FieldValue) -> Vec<Fact> {
        let fact = |heading, content| Fact { heading, content, field: spec.name };
        match value {
            FieldValue::Text(text) => {
                self.texts(key, text).into_iter().map(|(heading, words)| fact(heading, Content::Text(words))).collect()
            }
            FieldValue::Period(period) => [("period-start", period.start), ("period-end", period.end)]
                .into_iter()
                .filter_map(|(key, day)| Some(fact(Heading::plain(key), of_date(day?.value))))
                .collect(),
            value => {
                let content = self.shown(spec, value);
                content.into_iter().map(|content| fact(Heading::plain(key), content)).collect()
            }
        }
    }

    /// A value in one cell; nothing where a cell has no place for it.
    pub(super) fn shown(&self, spec: &FieldSpec, value: &FieldValue) -> Option<Content> {
        let text = match value {
            FieldValue::Words(words) => {
                let each = words.iter().map(|word| match (spec.holds, Known::of(spec)) {
                    (FieldType::Word(_) | FieldType::Words(_), _) => {
                        label::shown(&word.value, self.headings).to_owned()
                    }
                    (_, Some(known)) => self.known(known, &word.value),
                    _ if spec.name == "unit" => unit(&word.value).to_owned(),
                    _ => word.value.to_string(),
                });
                let each: Vec<String> = each.collect();
                if matches!(spec.holds, FieldType::Record) && self.reader == Reader::Import {
                    words_of_record(&each)
                } else {
                    each.join("; ")
                }
            }
            FieldValue::Placeholder(words) => words.to_string(),
            FieldValue::Date(date) => return Some(of_date(*date)),
            FieldValue::Number(number) => return Some(Content::Number(*number)),
            FieldValue::Record { written, .. } => {
                record::shown(written, self.headings).unwrap_or_else(|| written.to_string())
            }
            FieldValue::Flag(flag) => label::shown(if *flag { "true" } else { "false" }, self.headings).to_owned(),
            FieldValue::Links(links) => self.links(links),
            FieldValue::Codes(codes) => codes.iter().map(|code| &*code.written).collect::<Vec<_>>().join("; "),
            FieldValue::Measure(measure) => {
                let unit = measure.unit.as_ref().map(|unit| &*unit.value);
                if !unit.is_none_or(begins_as_unit) {
                    return None;
                }
                let mut value = content(measure)?.plain();
                // Three decimals may be thousands to whoever writes a comma before decimals.
                let is_unclear = |number: Decimal| number.normalize().scale() == 3 && number.abs() >= Decimal::ONE;
                if measure.number().is_some_and(is_unclear) {
                    value.push('0');
                }
                match unit {
                    Some(unit) => format!("{value} {unit}"),
                    None => value,
                }
            }
            FieldValue::Blank
            | FieldValue::Invalid
            | FieldValue::Text(_)
            | FieldValue::Measures(_)
            | FieldValue::Period(_)
            | FieldValue::Section { .. } => return None,
        };
        Some(Content::Text(text))
    }

    /// The ids that links name, as written.
    pub(super) fn links(&self, links: &[LinkId]) -> String {
        let each = links.iter().map(|link| self.known(Known::Link, &self.export.plan.link(*link).written));
        each.collect::<Vec<_>>().join("; ")
    }

    fn measure(&self, measure: &Measure, field: &'static str) -> Vec<Fact> {
        let mut facts = Vec::new();
        let day = measure.date.as_ref().map(|date| date.value);
        let (key, date_key) = match measure.role {
            MeasureRole::Baseline => ("baseline", Some("baseline-date")),
            MeasureRole::Target => ("target", Some("target-date")),
            MeasureRole::Milestone => ("milestone", None),
            MeasureRole::Actual => ("actual", None),
        };
        if let Some(content) = content(measure) {
            let date = day.filter(|_| date_key.is_none()).map(|day| day.to_string());
            facts.push(Fact { heading: Heading { date, ..Heading::plain(key) }, content, field });
        }
        if let (Some(key), Some(day)) = (date_key, day) {
            facts.push(Fact { heading: Heading::plain(key), content: of_date(day), field });
        }
        facts
    }
}

fn role_of(holds: FieldType) -> Option<MeasureRole> {
    match holds {
        FieldType::Measure(role) | FieldType::Measures(role) => Some(role),
        _ => None,
    }
}

/// A unit as a cell writes it.
pub(super) fn unit(unit: &str) -> &str {
    if unit == "percent" { "%" } else { unit }
}

/// A measure's level.
pub(super) fn content(measure: &Measure) -> Option<Content> {
    match &measure.value.as_ref()?.value {
        MeasureValue::Number(number) => Some(Content::Number(*number)),
        MeasureValue::Words(words) => Some(Content::Text(words.to_string())),
        MeasureValue::Blank => None,
    }
}

/// A date; a year is a number to whoever sorts a table.
pub(super) fn of_date(date: PlanDate) -> Content {
    let shown = date.to_string();
    if shown.len() == 4 { Content::Year(Decimal::from(date.year())) } else { Content::Text(shown) }
}
