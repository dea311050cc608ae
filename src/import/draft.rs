//! A plan as it is put together from tables, each part with the place that it came from.

use std::collections::HashSet;
use std::fmt;

use rust_decimal::Decimal;

use super::heading::Field;
use super::predecessor::Fated;
use super::remark::Remark;
use crate::plan::Kind;

/// What is reached, or to be reached.
#[derive(Clone, Debug, PartialEq)]
pub enum DraftValue {
    /// So much.
    Number(Decimal),
    /// A state in words.
    Words(String),
    /// Only a date is given, or values of parts.
    Open,
}

impl fmt::Display for DraftValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => number.fmt(f),
            Self::Words(words) => words.fmt(f),
            Self::Open => Ok(()),
        }
    }
}

/// A value of an indicator.
#[derive(Clone, Debug, PartialEq)]
pub struct DraftMeasure {
    /// The value.
    pub value: DraftValue,
    /// Its unit, where the cell or the heading names one.
    pub unit: Option<String>,
    /// When it holds, in the plan language.
    pub date: Option<String>,
    /// Values of parts of the whole: the dimension, where one is named, the group, its value.
    pub parts: Vec<(Option<String>, String, Decimal)>,
    /// What else is said of it: keys with their values, in the plan language.
    pub more: Vec<(&'static str, String)>,
    /// What was typed, where a word beside the digits multiplied them.
    pub typed: Option<String>,
    /// Where it stands.
    pub place: String,
}

impl DraftMeasure {
    /// A number.
    #[must_use]
    pub fn number(value: Decimal, unit: Option<String>, date: Option<String>, place: impl Into<String>) -> Self {
        Self {
            value: DraftValue::Number(value),
            unit,
            date,
            parts: Vec::new(),
            more: Vec::new(),
            typed: None,
            place: place.into(),
        }
    }
}

/// Money for an element, or for the plan.
#[derive(Clone, Debug, PartialEq)]
pub struct DraftAllocation {
    /// How much.
    pub amount: Decimal,
    /// In what, where the table says so.
    pub currency: Option<String>,
    /// From when to when, in the plan language.
    pub period: (Option<String>, Option<String>),
    /// Ids, as the tables give them, of further elements that it is for.
    pub also_to: Vec<String>,
    /// What could not be put elsewhere.
    pub notes: Vec<String>,
    /// What was typed, where a word beside the digits multiplied them.
    pub typed: Option<String>,
    /// Where it stands.
    pub place: String,
}

/// A key with its value, as YAML, and where it came from.
#[derive(Clone, Debug)]
pub struct Line {
    /// The key.
    pub key: &'static str,
    /// The text; quoted when it is written.
    pub text: String,
    /// Whether it is a word or number of the plan language, which is written as it is.
    pub is_plain: bool,
    /// Where it came from.
    pub place: String,
}

/// An element of the plan before that an element goes back to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// Its id there.
    pub id: String,
    /// What the table says of it.
    pub words: String,
    /// Where.
    pub place: String,
}

/// An element.
#[derive(Clone, Debug)]
pub struct Draft {
    /// What it is.
    pub kind: Kind,
    /// The id that the table gives it.
    pub given_id: Option<String>,
    /// Its id in the plan; given when all elements are known.
    pub id: String,
    /// Its title, or an indicator's name; empty where it has none.
    pub text: String,
    /// Where that stands.
    pub place: String,
    /// Other keys.
    pub lines: Vec<Line>,
    /// Links to other elements: the key, their ids as the file gives them or where they stand, and where the link does.
    pub links: Vec<(&'static str, Vec<String>, String)>,
    /// Remarks: what could not be put elsewhere.
    pub notes: Vec<(String, String)>,
    /// The baseline.
    pub baseline: Option<DraftMeasure>,
    /// What is to be reached, at one or several times.
    pub targets: Vec<DraftMeasure>,
    /// Values on the way, where they are called so.
    pub milestones: Vec<DraftMeasure>,
    /// What was measured.
    pub actuals: Vec<DraftMeasure>,
    /// Money for it.
    pub allocations: Vec<DraftAllocation>,
    /// Elements of the plan before that it goes back to.
    pub origins: Vec<Origin>,
    /// Elements below it.
    pub children: Vec<Draft>,
    /// Cells whose value or money it has: merged cells are seen in several rows and count once.
    pub(super) places: HashSet<String>,
    /// What its values are, with the places that they were taken from.
    pub(super) taken: HashSet<(Field, String)>,
    noted: HashSet<(String, String)>,
}

impl Draft {
    /// An element with a text.
    #[must_use]
    pub fn new(kind: Kind, text: impl Into<String>, place: impl Into<String>) -> Self {
        Self {
            kind,
            given_id: None,
            id: String::new(),
            text: text.into(),
            place: place.into(),
            lines: Vec::new(),
            links: Vec::new(),
            notes: Vec::new(),
            baseline: None,
            targets: Vec::new(),
            milestones: Vec::new(),
            actuals: Vec::new(),
            allocations: Vec::new(),
            origins: Vec::new(),
            children: Vec::new(),
            places: HashSet::new(),
            taken: HashSet::new(),
            noted: HashSet::new(),
        }
    }

    /// What it is called: its text, else its statement.
    #[must_use]
    pub fn called(&self) -> &str {
        let statement = || self.lines.iter().find(|line| line.key == "statement").map_or("", |line| line.text.as_str());
        if self.text.is_empty() { statement() } else { &self.text }
    }

    /// Adds a key whose value is text. One that is there is kept, and what else is said becomes a note, unless it is the same.
    pub fn say(&mut self, key: &'static str, text: &str, place: &str) {
        match self.lines.iter().find(|line| line.key == key) {
            None => self.lines.push(Line { key, text: text.to_owned(), is_plain: false, place: place.to_owned() }),
            Some(line) if line.text == text => {}
            Some(_) => self.note(place, format!("{key}: {text}")),
        }
    }

    /// Adds a key whose value is one name, or several in a list.
    pub fn say_names(&mut self, key: &'static str, names: &[&str], text: &str, place: &str) {
        if names.len() < 2 || self.lines.iter().any(|line| line.key == key) {
            return self.say(key, text, place);
        }
        let list: Vec<String> = names.iter().map(|name| super::write::in_quotes(name)).collect();
        self.set(key, &format!("[{}]", list.join(", ")), place);
    }

    /// Adds a link to the element that stands at a place, once.
    pub(super) fn link(&mut self, key: &'static str, to: &str, place: &str) {
        match self.links.iter_mut().find(|(known, _, _)| *known == key) {
            Some((_, all, _)) if all.iter().any(|known| known == to) => {}
            Some((_, all, _)) => all.push(to.to_owned()),
            None => self.links.push((key, vec![to.to_owned()], place.to_owned())),
        }
    }

    /// Adds a remark, once for a place.
    pub fn note(&mut self, place: &str, text: impl Into<String>) {
        let note = (place.to_owned(), text.into());
        if self.noted.insert(note.clone()) {
            self.notes.push(note);
        }
    }

    /// Adds a key whose value is a word or a number of the plan language.
    pub fn set(&mut self, key: &'static str, word: &str, place: &str) {
        if !self.lines.iter().any(|line| line.key == key) {
            self.lines.push(Line { key, text: word.to_owned(), is_plain: true, place: place.to_owned() });
        }
    }

    /// All values.
    pub fn measures(&self) -> impl Iterator<Item = &DraftMeasure> {
        self.baseline.iter().chain(&self.targets).chain(&self.milestones).chain(&self.actuals)
    }

    /// All its values, to be changed.
    pub fn measures_mut(&mut self) -> impl Iterator<Item = &mut DraftMeasure> {
        let Self { baseline, targets, milestones, actuals, .. } = self;
        baseline.iter_mut().chain(targets).chain(milestones).chain(actuals)
    }

    /// Whether something of it stands at a place, its values and money included.
    #[must_use]
    pub fn stands_at(&self, place: &str) -> bool {
        self.place == place
            || self.places.contains(place)
            || self.lines.iter().any(|line| line.place == place)
            || self.measures().any(|measure| measure.place == place)
    }

    /// The element and all below it, to be changed.
    pub fn walk_mut(&mut self, visit: &mut impl FnMut(&mut Self)) {
        visit(self);
        for child in &mut self.children {
            child.walk_mut(visit);
        }
    }

    /// The element and all below it.
    pub fn walk<'d>(&'d self, visit: &mut impl FnMut(&'d Self)) {
        visit(self);
        for child in &self.children {
            child.walk(visit);
        }
    }
}

/// What ids of elements are before they are those of a plan.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum GivenIds {
    /// Names that tables give to some.
    #[default]
    OfTables,
    /// Those of a plan, which every element has.
    OfPlan,
    /// Names of places in a file, which say who is meant by a link and nothing else.
    OfPlaces,
}

/// A plan.
#[derive(Clone, Debug, Default)]
pub struct DraftPlan {
    /// Its id.
    pub id: String,
    /// Its language.
    pub language: String,
    /// Where its first table stands.
    pub place: String,
    /// Elements at the top.
    pub elements: Vec<Draft>,
    /// Money for the whole.
    pub allocations: Vec<DraftAllocation>,
    /// Remarks on the whole.
    pub notes: Vec<(String, String)>,
    /// Its title, and where that stands.
    pub title: Option<(String, String)>,
    /// Lines about the plan itself, as YAML, with how deep they stand and where they came from.
    pub lines: Vec<(usize, String, String)>,
    /// How many allocations are among these.
    pub allocations_in_lines: usize,
    /// What the ids are that its elements were given.
    pub ids: GivenIds,
    /// The path of the plan before this one.
    pub succeeds: Option<String>,
    /// What became of elements of the plan before, as far as no element goes back to them.
    pub fates: Vec<Fated>,
}

impl DraftPlan {
    /// All elements.
    pub fn walk<'d>(&'d self, visit: &mut impl FnMut(&'d Draft)) {
        for element in &self.elements {
            element.walk(visit);
        }
    }

    /// Whether there is money in it.
    #[must_use]
    pub fn has_money(&self) -> bool {
        let mut has_money = !self.allocations.is_empty() || self.lines.iter().any(|(_, line, _)| line == "resources:");
        self.walk(&mut |element| has_money |= !element.allocations.is_empty());
        has_money
    }

    /// How many elements there are of a kind.
    #[must_use]
    pub fn count(&self, kind: Kind) -> usize {
        let mut count = 0;
        self.walk(&mut |element| count += usize::from(element.kind == kind));
        count
    }
}

/// What was read and what was made of it.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    /// Plans, one as a rule.
    pub plans: Vec<DraftPlan>,
    /// How each column was understood, table by table.
    pub tables: Vec<TableReading>,
    /// What was left out of the plan, or kept as a note only.
    pub left_out: Vec<Remark>,
    /// Guesses that a person has to look at.
    pub doubts: Vec<Remark>,
}

impl Reading {
    /// Takes over what was read of another file.
    pub fn extend(&mut self, other: Self) {
        self.plans.extend(other.plans);
        self.tables.extend(other.tables);
        self.left_out.extend(other.left_out);
        self.doubts.extend(other.doubts);
    }
}

/// How a table was understood.
#[derive(Clone, Debug)]
pub struct TableReading {
    /// The sheet.
    pub place: String,
    /// The first and the last row of the table, from 1.
    pub rows: (u32, u32),
    /// What kind of table it is.
    pub layout: Layout,
    /// Its columns, from left to right.
    pub columns: Vec<ColumnReading>,
}

/// How a column was understood.
#[derive(Clone, Debug)]
pub struct ColumnReading {
    /// The letters of the column.
    pub letters: String,
    /// Its heading on one line.
    pub heading: String,
    /// What was made of it.
    pub holds: Holds,
}

/// What was made of a column.
#[derive(Clone, Debug)]
pub enum Holds {
    /// The word of a field, with the year of its heading.
    Field(String),
    /// Nothing, as its heading was not understood: its cells become notes.
    Note,
    /// Words that say which rows are of what was planned and which of what was achieved.
    Status,
    /// Nothing, as the mapping says.
    Ignored,
}

/// What kind of table a table is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// One row an indicator.
    Matrix,
    /// Headings, lists and paragraphs of a document.
    Outline,
    /// A block of a logframe.
    Logframe,
    /// Results, one a row, that indicators in another table refer to.
    Results,
    /// Indicators of results in another table.
    Indicators,
    /// Values of indicators in another table.
    Periods,
    /// Budgets, one a row.
    Budgets,
}

impl Layout {
    /// The name of its words.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Matrix => "layout-matrix",
            Self::Outline => "layout-outline",
            Self::Logframe => "layout-logframe",
            Self::Results => "layout-results",
            Self::Indicators => "layout-indicators",
            Self::Periods => "layout-periods",
            Self::Budgets => "layout-budgets",
        }
    }
}
