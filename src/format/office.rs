//! Files of office programs: what a plan that is kept in one can say.
//!
//! The text of the plan is extracted by `import`, and read as the plan language; what is here is what tables and documents
//! have words for.

use super::markup::Word;
use crate::plan::{Capabilities, Kind};

/// The extensions of files in which plans are looked for, in lower case.
pub const EXTENSIONS: [&str; 5] = ["xlsx", "xlsm", "ods", "docx", "docm"];

const fn word(kind: Kind, field: &'static str, written: &'static str) -> Word {
    Word { kind, field, written }
}

/// The words. What is not here is unknown in such a file, not missing.
pub const WORDS: &[Word] = &[
    word(Kind::Plan, "", "the file"),
    word(Kind::Plan, "language", "the language of most headings"),
    word(Kind::Plan, "note", "what stands above the tables"),
    word(Kind::Plan, "goals", "columns and blocks of goals, impacts"),
    word(Kind::Plan, "priorities", "columns of priorities"),
    word(Kind::Plan, "targets", "columns of targets in words"),
    word(Kind::Plan, "outcomes", "columns and blocks of outcomes"),
    word(Kind::Plan, "outputs", "columns and blocks of outputs"),
    word(Kind::Plan, "activities", "columns and blocks of activities"),
    word(Kind::Plan, "indicators", "columns of indicators"),
    word(Kind::Plan, "offerings", "columns of products and services"),
    word(Kind::Plan, "enablers", "columns of enablers"),
    word(Kind::Plan, "risks", "columns of risks"),
    word(Kind::Plan, "assumptions", "columns of assumptions"),
    word(Kind::Goal, "", "goal, impact"),
    word(Kind::Goal, "title", "the words of the cell"),
    word(Kind::Goal, "description", "description"),
    word(Kind::Goal, "owner", "responsible"),
    word(Kind::Goal, "note", "what was not understood"),
    word(Kind::Goal, "targets", "rows below it"),
    word(Kind::Goal, "outcomes", "rows below it"),
    word(Kind::Goal, "indicators", "rows below it"),
    word(Kind::Priority, "", "priority"),
    word(Kind::Priority, "title", "the words of the cell"),
    word(Kind::Priority, "description", "description"),
    word(Kind::Priority, "owner", "responsible"),
    word(Kind::Priority, "note", "what was not understood"),
    word(Kind::Priority, "outcomes", "rows below it"),
    word(Kind::Priority, "outputs", "rows below it"),
    word(Kind::Priority, "indicators", "rows below it"),
    word(Kind::Target, "", "target in words"),
    word(Kind::Target, "title", "the words of the cell"),
    word(Kind::Target, "description", "description"),
    word(Kind::Target, "deadline", "deadline, year of the target"),
    word(Kind::Target, "owner", "responsible"),
    word(Kind::Target, "note", "what was not understood"),
    word(Kind::Target, "indicators", "rows below it"),
    word(Kind::Outcome, "", "outcome, purpose"),
    word(Kind::Outcome, "title", "the words of the cell"),
    word(Kind::Outcome, "description", "description"),
    word(Kind::Outcome, "owner", "responsible"),
    word(Kind::Outcome, "note", "what was not understood"),
    word(Kind::Outcome, "outputs", "rows below it"),
    word(Kind::Outcome, "indicators", "rows below it"),
    word(Kind::Outcome, "risks", "risks"),
    word(Kind::Outcome, "assumptions", "assumptions"),
    word(Kind::Output, "", "output, deliverable"),
    word(Kind::Output, "title", "the words of the cell"),
    word(Kind::Output, "description", "description"),
    word(Kind::Output, "owner", "responsible"),
    word(Kind::Output, "note", "what was not understood"),
    word(Kind::Output, "activities", "rows below it"),
    word(Kind::Output, "indicators", "rows below it"),
    word(Kind::Activity, "", "activity"),
    word(Kind::Activity, "title", "the words of the cell"),
    word(Kind::Activity, "description", "description"),
    word(Kind::Activity, "owner", "responsible"),
    word(Kind::Activity, "note", "what was not understood"),
    word(Kind::Activity, "indicators", "rows below it"),
    word(Kind::Offering, "", "product or service"),
    word(Kind::Offering, "title", "the words of the cell"),
    word(Kind::Offering, "indicators", "rows below it"),
    word(Kind::Enabler, "", "enabler"),
    word(Kind::Enabler, "title", "the words of the cell"),
    word(Kind::Enabler, "indicators", "rows below it"),
    word(Kind::Indicator, "", "indicator"),
    word(Kind::Indicator, "name", "the words of the cell"),
    word(Kind::Indicator, "description", "description, definition"),
    word(Kind::Indicator, "owner", "responsible"),
    word(Kind::Indicator, "note", "what was not understood"),
    word(Kind::Indicator, "unit", "unit; the unit in the cell or the heading"),
    word(Kind::Indicator, "baseline", "baseline, with its year"),
    word(Kind::Indicator, "target", "target, the last"),
    word(Kind::Indicator, "milestones", "milestone; targets before the last"),
    word(Kind::Indicator, "actuals", "actual, achieved"),
    word(Kind::Indicator, "source", "source, means of verification"),
    word(Kind::Indicator, "frequency", "frequency"),
    word(Kind::Indicator, "disaggregation", "disaggregation"),
    word(Kind::Indicator, "sdg", "SDG"),
    word(Kind::Risk, "", "risk"),
    word(Kind::Risk, "statement", "the words of the cell"),
    word(Kind::Assumption, "", "assumption"),
    word(Kind::Assumption, "statement", "the words of the cell"),
];

/// What is known besides where the file speaks of money. In one that does not, the money may be in another file.
pub const MONEY_WORDS: &[Word] = &[
    word(Kind::Plan, "resources", "columns of amounts"),
    word(Kind::Allocation, "", "a cell with an amount"),
    word(Kind::Allocation, "to", "the result of its row"),
    word(Kind::Allocation, "amount", "amount, budget, cost"),
    word(Kind::Allocation, "currency", "currency; the code in the cell or the heading"),
    word(Kind::Allocation, "period", "start and end; the year of the heading"),
    word(Kind::Allocation, "note", "what was not understood"),
];

/// Whether a file speaks of money.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Money {
    /// It has amounts.
    Given,
    /// It has none.
    Absent,
}

/// What a file can express.
#[must_use]
pub fn capabilities(money: Money) -> Capabilities {
    let of_money = if money == Money::Given { MONEY_WORDS } else { &[] };
    Capabilities::Only(WORDS.iter().chain(of_money).map(|word| (word.kind, word.field)).collect())
}
