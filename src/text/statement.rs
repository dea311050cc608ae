//! The facts of a statement.

use std::ops::Range;

use crate::lexicon::{ConceptId, List};

/// How a quantity bounds what is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparator {
    /// Exactly.
    Equal,
    /// At least.
    AtLeast,
    /// More than.
    MoreThan,
    /// At most.
    AtMost,
    /// Less than.
    LessThan,
    /// A change by this much.
    By,
}

impl Comparator {
    /// The short name: `eq ge gt le lt by`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Equal => "eq",
            Self::AtLeast => "ge",
            Self::MoreThan => "gt",
            Self::AtMost => "le",
            Self::LessThan => "lt",
            Self::By => "by",
        }
    }
}

/// A quantity of what is counted.
#[derive(Clone, Debug, PartialEq)]
pub struct Quantity {
    /// The value; a factor for multipliers, percent for fractions of a whole.
    pub value: f64,
    /// `percent`, `points`, `factor`, a currency's code, a unit; none for a count of things.
    pub unit: Option<Box<str>>,
    /// What it bounds.
    pub comparator: Comparator,
    /// The number and its unit, in bytes of the text.
    pub at: Range<usize>,
}

/// The point in time by which a result is due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deadline {
    /// The year.
    pub year: i32,
    /// The month, 1 to 12, where it is named.
    pub month: Option<i8>,
    /// The date, in bytes of the text.
    pub at: Range<usize>,
}

/// A time from now in which a result is due.
#[derive(Clone, Debug, PartialEq)]
pub struct RelativeDeadline {
    /// How many.
    pub amount: f64,
    /// `year`, `month`, `quarter`, `week`, `day`.
    pub unit: Box<str>,
    /// Number and unit, in bytes of the text.
    pub at: Range<usize>,
}

/// What a change starts from.
#[derive(Clone, Debug, PartialEq)]
pub struct Baseline {
    /// The starting value.
    pub value: Option<f64>,
    /// The unit of the starting value.
    pub unit: Option<Box<str>>,
    /// The year of the starting value.
    pub year: Option<i32>,
    /// From the first to the last of value and year, in bytes of the text.
    pub at: Range<usize>,
}

/// Where the thing measured is to go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Direction {
    /// It grows.
    Up,
    /// It shrinks.
    Down,
    /// It ends.
    Zero,
    /// It stays.
    Hold,
    /// It gets to a level.
    Reach,
}

impl Direction {
    /// The short name: `up down zero hold reach`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Up => "up",
            Self::Down => "down",
            Self::Zero => "zero",
            Self::Hold => "hold",
            Self::Reach => "reach",
        }
    }
}

/// A word of direction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DirectionWord {
    /// Where it points.
    pub direction: Direction,
    /// The word, in bytes of the text.
    pub at: Range<usize>,
}

/// A phrase of a word list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// The list.
    pub list: List,
    /// The phrase, in bytes of the text.
    pub at: Range<usize>,
}

/// Two results or actions in one statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DoubleBarrel {
    /// The verb of the first, in bytes of the text.
    pub first: Range<usize>,
    /// The verb of the second, in bytes of the text.
    pub second: Range<usize>,
}

/// A part of a population, or a breakdown, that is named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupWord {
    /// The group: `women girls youth children older disability rural remote LDC SIDS LLDC indigenous refugees idp
    /// vulnerable SME region income sex age`.
    pub group: Box<str>,
    /// The words, in bytes of the text.
    pub at: Range<usize>,
}

/// A concept of the thesaurus that is named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConceptWord {
    /// The concept.
    pub concept: ConceptId,
    /// The term, in bytes of the text.
    pub at: Range<usize>,
}

/// What a way of working is to the statement that names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// All that the statement is about.
    Subject,
    /// One thing among others.
    Part,
    /// How something else is done: through partnership.
    Aside,
}

/// A way of working that is named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WayOfWorking {
    /// Which: `partnership coordination innovation efficiency`.
    pub way: Box<str>,
    /// What it is to the statement.
    pub standing: Standing,
    /// The words, in bytes of the text.
    pub at: Range<usize>,
}

/// A framework whose codes a text names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeOf {
    /// Goals, targets and indicators of the SDGs.
    Sdg,
    /// Action lines of WSIS.
    Wsis,
}

/// A number that is part of a name: SDG 4, 5G, resolution 71.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameNumber {
    /// The digits and letters of the code: `4`, `5`, `9.c.1`.
    pub code: Box<str>,
    /// The framework, where the words around say that it is one's code.
    pub framework: Option<CodeOf>,
    /// The code, in bytes of the text.
    pub at: Range<usize>,
}

/// What a statement says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Statement {
    /// Quantities of what is counted, in the order of the text.
    pub quantities: Vec<Quantity>,
    /// When it is due.
    pub deadline: Option<Deadline>,
    /// In what time it is due.
    pub relative_deadline: Option<RelativeDeadline>,
    /// What it starts from.
    pub baseline: Option<Baseline>,
    /// Words of direction, in the order of the text.
    pub directions: Vec<DirectionWord>,
    /// Words that say little: vague, escape clauses, open ends, superlatives, universals, weak verbs and so on.
    pub terms: Vec<Term>,
    /// Words that make a number approximate.
    pub hedges: Vec<Range<usize>>,
    /// The words that make it an activity or an input rather than a change in the world.
    pub means: Option<Range<usize>>,
    /// The main verb, where it names an effort and no result: promote, support.
    pub effort: Option<Range<usize>>,
    /// Ways of working, in the order of the text.
    pub ways_of_working: Vec<WayOfWorking>,
    /// Two results or actions with two verbs.
    pub double_barrel: Option<DoubleBarrel>,
    /// Groups and breakdowns.
    pub groups: Vec<GroupWord>,
    /// Dimensions by which people may differ, in the language that the text was read in, by the names under which they stand in the word lists, with their bytes; in the
    /// order of the text, and of two that overlap both.
    pub dimensions: Vec<(Box<str>, Range<usize>)>,
    /// Concepts of the thesaurus, in the order of the text; a longer term hides the shorter ones within it.
    pub concepts: Vec<ConceptWord>,
    /// The same with words of fields, which name no one thing and speak for codes of frameworks or against them.
    pub evidence: Vec<ConceptWord>,
    /// Numbers that are names.
    pub names: Vec<NameNumber>,
    /// Every year that is named as a date, also those that are no deadline.
    pub years: Vec<(i32, Range<usize>)>,
    /// Whether the statement has a verb of change, level or state: one that is no bare noun phrase.
    pub has_action: bool,
}

impl Statement {
    /// The phrases of a list.
    pub fn terms_of(&self, list: List) -> impl Iterator<Item = &Term> {
        self.terms.iter().filter(move |term| term.list == list)
    }

    /// Phrases that are strongly vague: quantifiers, times, escape clauses, open ends.
    pub fn vague(&self) -> impl Iterator<Item = &Term> {
        let vague = |list| matches!(list, List::Vague | List::VagueTime | List::Escape | List::OpenEnded);
        self.terms.iter().filter(move |term| vague(term.list))
    }

    /// The directions, each once, in the order of the text.
    #[must_use]
    pub fn directions(&self) -> Vec<Direction> {
        let mut directions = Vec::new();
        for word in &self.directions {
            if !directions.contains(&word.direction) {
                directions.push(word.direction);
            }
        }
        directions
    }

    /// The places of all facts, in bytes of the text, in no order.
    pub fn places(&self) -> impl Iterator<Item = &Range<usize>> {
        let numbers = self.quantities.iter().map(|quantity| &quantity.at);
        let dates = self.deadline.iter().map(|deadline| &deadline.at).chain(self.years.iter().map(|(_, at)| at));
        let times = self.relative_deadline.iter().map(|time| &time.at);
        let baselines = self.baseline.iter().map(|baseline| &baseline.at);
        let words = self.directions.iter().map(|word| &word.at).chain(self.terms.iter().map(|term| &term.at));
        let two = self.double_barrel.iter().flat_map(|two| [&two.first, &two.second]);
        let others = self.hedges.iter().chain(&self.means).chain(two);
        let groups = self.groups.iter().map(|word| &word.at).chain(self.names.iter().map(|name| &name.at));
        let concepts = self.evidence.iter().map(|word| &word.at);
        numbers.chain(dates).chain(times).chain(baselines).chain(words).chain(others).chain(groups).chain(concepts)
    }
}
