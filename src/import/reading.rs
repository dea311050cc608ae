//! What was read of files: the plans, how each column was understood, and what a person has to look at.

use super::draft::DraftPlan;
use super::remark::Remark;

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
