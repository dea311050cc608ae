//! The two tables of an audit, findings and plans: their columns, and the cells of a row. How a cell is written is each format's.

use std::borrow::Cow;

use super::rounded;
use crate::audit::{Entry, Letter, PlanAudit, Score, Unread};
use crate::finding::Severity;
use crate::report::PLACE_COLUMNS;
use crate::rule::GROUPS;

/// What the cells of a column are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Values {
    Text,
    /// Counts, years, lines, and scores in percent.
    Integers,
    /// Means, to one digit behind the point.
    Decimals,
}

/// A column.
#[derive(Clone, Debug)]
pub(super) struct Column {
    /// Unlike that of any other column of its table.
    pub(super) name: Cow<'static, str>,
    // Read by formats that keep numbers as numbers.
    #[cfg_attr(not(feature = "parquet"), expect(dead_code, reason = "a table of text needs no types"))]
    pub(super) values: Values,
}

/// A cell.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Cell<'c> {
    Text(&'c str),
    Integer(i64),
    Decimal(f64),
    /// Nothing is said, or nothing can be.
    Empty,
}

impl<'c> Cell<'c> {
    fn of(text: Option<&'c str>) -> Self {
        text.map_or(Self::Empty, Self::Text)
    }

    fn number<N: TryInto<i64>>(number: Option<N>) -> Self {
        number.and_then(|number| number.try_into().ok()).map_or(Self::Empty, Self::Integer)
    }

    fn percent(score: Option<Score>) -> Self {
        score.map_or(Self::Empty, |score| Self::Integer(score.percent().into()))
    }
}

/// The columns of the table of findings.
pub(super) fn finding_columns() -> Vec<Column> {
    let mut columns = text(&["plan", "organization"]);
    columns.extend(integers(&["start", "end"]));
    columns.extend(text(&["file"]));
    columns.extend(integers(&PLACE_COLUMNS));
    columns.extend(text(&["severity", "rule", "title", "element", "kind", "message", "guidance", "location"]));
    columns
}

/// The row of a finding.
pub(super) fn finding<'c>(plan: &'c PlanAudit, entry: &'c Entry) -> Vec<Cell<'c>> {
    let mut cells = vec![
        Cell::Text(&plan.id),
        Cell::of(plan.organization.as_deref()),
        Cell::number(plan.span.start),
        Cell::number(plan.span.end),
        Cell::Text(&entry.file),
    ];
    cells.extend(entry.place.map(|number| Cell::Integer(number.into())));
    cells.extend([
        Cell::Text(entry.severity.name()),
        Cell::Text(&entry.rule),
        Cell::Text(&entry.title),
        Cell::of(entry.element.as_deref()),
        Cell::of(entry.kind),
        Cell::Text(&entry.message),
        Cell::Text(&entry.guidance),
        Cell::of(entry.location.as_deref()),
    ]);
    cells
}

/// The columns of the table of plans.
pub(super) fn plan_columns() -> Vec<Column> {
    let mut columns = text(&["file", "plan", "title", "organization"]);
    columns.extend(integers(&["start", "end"]));
    columns.extend(text(&["status", "level", "language", "profile"]));
    columns.extend(integers(&["files", "elements", "errors", "warnings", "infos", "hints", "suppressed"]));
    columns.push(Column { name: "smart".into(), values: Values::Decimals });
    columns.extend(integers(&Letter::ALL.map(Letter::name)));
    // A group is called `smart`, another `language`, as columns are.
    let of_group = |group: &&str| Column { name: format!("group_{group}").into(), values: Values::Integers };
    columns.extend(GROUPS.iter().map(of_group));
    columns.extend(text(&["unread"]));
    columns
}

/// The row of a plan.
pub(super) fn plan(plan: &PlanAudit) -> Vec<Cell<'_>> {
    let count = |severity| Cell::number(Some(plan.counts.of(severity)));
    let mut cells = vec![
        Cell::Text(&plan.file),
        Cell::Text(&plan.id),
        Cell::Text(&plan.title),
        Cell::of(plan.organization.as_deref()),
        Cell::number(plan.span.start),
        Cell::number(plan.span.end),
        Cell::of(plan.status.as_deref()),
        Cell::of(plan.level.as_deref()),
        Cell::Text(&plan.language),
        Cell::Text(&plan.profile),
        Cell::number(Some(plan.files)),
        Cell::number(Some(plan.elements)),
        count(Severity::Error),
        count(Severity::Warning),
        count(Severity::Info),
        count(Severity::Hint),
        Cell::number(Some(plan.counts.suppressed)),
        plan.smart.mean().map_or(Cell::Empty, |mean| Cell::Decimal(rounded(mean))),
    ];
    cells.extend(Letter::ALL.map(|letter| Cell::percent(plan.smart.of(letter))));
    cells.extend(plan.groups.iter().map(|(_, score)| Cell::percent(score)));
    cells.push(Cell::Empty);
    cells
}

/// The row of a file that could not be read: its name, and the reason in the last column.
pub(super) fn unread(unread: &Unread) -> Vec<Cell<'_>> {
    let mut cells = vec![Cell::Empty; plan_columns().len()];
    if let [first, .., last] = cells.as_mut_slice() {
        (*first, *last) = (Cell::Text(&unread.file), Cell::Text(&unread.reason));
    }
    cells
}

fn text(names: &[&'static str]) -> Vec<Column> {
    of(Values::Text, names)
}

fn integers(names: &[&'static str]) -> Vec<Column> {
    of(Values::Integers, names)
}

fn of(values: Values, names: &[&'static str]) -> Vec<Column> {
    names.iter().map(|&name| Column { name: name.into(), values }).collect()
}
