//! The columns of a table: what each holds, where it stands among the others, and what its cells are to the eye.

use super::facts::Page;
use crate::import::heading::Field;
use crate::import::own::label::Heading;
use crate::import::own::section::Section;

/// What cells of a column are to the eye.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Look {
    /// Ids: narrow.
    Id,
    /// Statements: wide.
    Statement,
    /// Words.
    Words,
    /// Values.
    Value,
}

/// For whom a column is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Part {
    /// For everybody who reads the plan.
    Main,
    /// Links, which are ids and serve programs more than people.
    Links,
    /// Texts in other languages.
    Translations,
}

/// A column of a table.
#[derive(Clone, Debug)]
pub(super) struct Column {
    pub(super) heading: String,
    pub(super) key: &'static str,
    pub(super) look: Look,
    pub(super) part: Part,
    /// Whether its cells name elements: their ids, or what they are called.
    pub(super) names_elements: bool,
    /// Whether it is folded away until somebody asks for it.
    pub(super) is_folded: bool,
}

/// What a column holds, and where it stands among the others.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Slot {
    part: Part,
    order: u8,
    /// The field of the element that an id or a name belongs to.
    of: Option<Field>,
    /// An id stands before its name: that is how an import reads them. Else which of several with one heading it is, and the end of
    /// a period behind its beginning.
    nth: usize,
    heading: Heading,
}

impl Slot {
    /// A column of something that is said of an element.
    pub(super) fn fact(order: u8, heading: Heading) -> Self {
        let part = match (heading.language.is_some(), heading.key) {
            (true, _) => Part::Translations,
            (false, key) if LINKS.contains(&key) => Part::Links,
            (false, _) => Part::Main,
        };
        let nth = usize::from(heading.key == "period-end");
        Self { part, order, of: None, nth, heading }
    }

    /// What is said of an element of a results table, in the order of all.
    pub(super) fn of_element(heading: Heading) -> Self {
        Self::fact(order_of(heading.key), heading)
    }

    /// The ids of elements.
    pub(super) fn id(field: Field) -> Self {
        Self {
            part: Part::Main,
            order: place_of(field),
            of: Some(field),
            nth: 0,
            heading: Heading::plain("indicator-id"),
        }
    }

    /// What elements are called.
    pub(super) fn name(field: Field, key: &'static str) -> Self {
        Self { part: Part::Main, order: place_of(field), of: Some(field), nth: 1, heading: Heading::plain(key) }
    }

    /// The same heading once more.
    pub(super) fn again(mut self) -> Self {
        self.nth += 1;
        self
    }

    pub(super) fn column(&self, page: &Page<'_>) -> Column {
        let is_of_name = self.heading.key == "title" && self.heading.language.is_some();
        let look = match (self.heading.key, self.of) {
            ("indicator-id", _) => Look::Id,
            (key, None) if Section::ALL.iter().any(|section| section.id_key() == key) => Look::Id,
            (_, Some(_)) => Look::Statement,
            ("statement" | "description" | "text" | "quote" | "reason" | "response" | "term", None) => Look::Statement,
            ("baseline" | "target" | "milestone" | "actual" | "amount" | "value" | "part-value", None) => Look::Value,
            _ if is_of_name => Look::Statement,
            _ => Look::Words,
        };
        Column {
            heading: self.heading.written(page.headings),
            key: self.heading.key,
            look,
            part: self.part,
            names_elements: self.of.is_some(),
            is_folded: false,
        }
    }
}

/// Where the columns of elements stand: as the chain of results goes.
const fn place_of(field: Field) -> u8 {
    match field {
        Field::Goal => 0,
        Field::Priority | Field::Offering | Field::Enabler => 1,
        Field::TargetStatement => 2,
        Field::Outcome => 3,
        Field::Output => 4,
        Field::Activity => 5,
        Field::Indicator => 6,
        Field::Risk => 7,
        _ => 8,
    }
}

/// Columns of ids that lead to other elements, and of what only sorts them.
const LINKS: [&str; 9] =
    ["measures", "proxy-of", "advances", "covers", "contributes-to", "supports", "affects", "origin", "rank"];

/// What is said of elements, in the order of columns: other names and what they mean, values, what they rest on, who, where it leads,
/// codes, remarks.
const ORDER: [&str; 41] = [
    "title",
    "short-title",
    "name",
    "statement",
    "population",
    "unit",
    "baseline",
    "baseline-date",
    "milestone",
    "target",
    "target-date",
    "actual",
    "direction",
    "type",
    "aggregation",
    "scale",
    "maximum",
    "trajectory",
    "published",
    "role",
    "source",
    "frequency",
    "disaggregation",
    "owner",
    "likelihood",
    "impact",
    "response",
    "sdg",
    "wsis",
    "cross-cutting",
    "description",
    "note",
    "measures",
    "proxy-of",
    "advances",
    "covers",
    "contributes-to",
    "supports",
    "affects",
    "origin",
    "rank",
];

fn order_of(key: &str) -> u8 {
    let place = ORDER.iter().position(|known| *known == key).unwrap_or(ORDER.len());
    u8::try_from(place).unwrap_or(u8::MAX).saturating_add(10)
}
