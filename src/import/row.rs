//! What the cells of one row say of one element: values, sources, owners, money, and what was not understood.

use rust_decimal::Decimal;

use super::draft::{Draft, DraftMeasure, Reading};
use super::heading::{Field, is_word, says_none, understand};
use super::layout::{Column, Table};
use super::matrix::kind_of_level;
use super::names;
use super::related::Role;
use super::remark::Told;
use super::scale;
use super::table::{Cell, Sheet};
use super::value::{Found, Said, ValueReader, unit_of};
use crate::plan::{Kind, schema};

/// A row of a table, with what it takes to understand its cells.
#[derive(Clone, Copy)]
pub(super) struct Row<'r> {
    /// The sheet.
    pub(super) sheet: &'r Sheet,
    /// The table in it.
    pub(super) table: &'r Table,
    /// The row, from 0.
    pub(super) row: u32,
    /// Reads values.
    pub(super) values: ValueReader<'r>,
}

/// What a row with a risk or an assumption is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum About {
    /// A result or an indicator, beside which it stands.
    Result,
    /// Itself alone.
    Itself,
}

impl<'r> Row<'r> {
    /// What stands in a column, with its place; what says that nothing is given is nothing.
    #[must_use]
    pub(super) fn cell(&self, column: &Column) -> Option<(String, &'r Cell)> {
        let (place, cell) = self.sheet.seen(self.row, column.index)?;
        // Words across several columns belong to the first of them, not to each: a band with the name of an outcome.
        if place.1 != column.index && self.table.columns.iter().any(|first| first.index == place.1) {
            return None;
        }
        (!is_none(cell)).then(|| (self.sheet.place(place), cell))
    }

    /// Where a column says that nothing is given.
    #[must_use]
    pub(super) fn none_in(&self, column: &Column) -> Option<String> {
        let (place, cell) = self.sheet.seen(self.row, column.index)?;
        (place.1 == column.index && is_none(cell)).then(|| self.sheet.place(place))
    }

    /// All that stands in the row itself, on one line.
    #[must_use]
    pub(super) fn all(&self) -> String {
        let cells = self.table.cells(self.sheet, self.row).map(|(_, cell)| one_line(&cell.to_string()));
        cells.collect::<Vec<_>>().join(" | ")
    }

    /// The place of the row's first cell.
    #[must_use]
    pub(super) fn place(&self) -> String {
        let column = self.table.cells(self.sheet, self.row).next().map_or(0, |(column, _)| column);
        self.sheet.place((self.row, column))
    }

    /// Whether the row has values of an indicator.
    #[must_use]
    pub(super) fn has_values(&self) -> bool {
        let mut columns = self.table.columns.iter();
        columns.any(|column| column.field().is_some_and(Field::is_measure) && self.cell(column).is_some())
    }

    /// Names that a cell lists, as people part them; one where it has one.
    fn names<'t>(&self, field: Field, text: &'t str) -> Vec<&'t str> {
        names::listed(text, names::Signs::of(field))
    }

    /// What the first column of a field holds.
    #[must_use]
    pub(super) fn of(&self, field: Field) -> Option<(String, &'r Cell)> {
        self.cell(self.table.column(field)?)
    }

    /// The text of the first column of a field.
    #[must_use]
    pub(super) fn text(&self, field: Field) -> Option<String> {
        self.of(field).map(|(_, cell)| cell.to_string())
    }

    /// The id that stands right before a statement, in a column of its own.
    #[must_use]
    pub(super) fn id_before(&self, column: &Column) -> Option<String> {
        let before = column.index.checked_sub(1)?;
        let id = self.table.columns.iter().find(|of| of.index == before && of.field() == Some(Field::ResultId))?;
        self.cell(id).map(|(_, cell)| cell.to_string())
    }

    /// Whether a column holds the ids of the statements right behind it.
    fn is_id_of_next(&self, column: &Column) -> bool {
        let next = self.table.columns.iter().find(|next| next.index == column.index + 1);
        column.field() == Some(Field::ResultId)
            && next.and_then(Column::field).is_some_and(|field| {
                (field.is_statement() && field != Field::Result) || matches!(field, Field::Assumption | Field::Risk)
            })
    }

    /// Puts all that the row says beside its statement and its indicator into `element`; values only where it is an indicator.
    pub(super) fn fill(&self, element: &mut Draft, reading: &mut Reading) {
        let is_indicator = element.kind == Kind::Indicator;
        let has_deadline = schema::find(element.kind, "deadline").is_some();
        for column in &self.table.columns {
            let Some((place, cell)) = self.cell(column) else { continue };
            let text = cell.to_string();
            match column.field() {
                Some(Field::ResultId) if self.is_id_of_next(column) => {}
                Some(field)
                    if is_single(field)
                        && self.table.column(field).is_some_and(|first| first.index != column.index) =>
                {
                    self.left_as_note(element, column, Told::SecondColumn, reading);
                }
                Some(field) if field.is_measure() && is_indicator => self.measure(element, column, field, reading),
                Some(Field::Unit) if is_indicator => element.say("unit", &unit_of(&text), &place),
                Some(Field::MeasureCode) if text == "2" => element.set("unit", "percent", &place),
                // 1 is "unit" in the codes of IATI: a count, which needs no word.
                Some(Field::MeasureCode) if text == "1" => {}
                Some(Field::Ascending) if matches!(text.to_lowercase().as_str(), "1" | "true") => {
                    element.set("direction", "increase", &place);
                }
                Some(Field::Ascending) if matches!(text.to_lowercase().as_str(), "0" | "false") => {
                    element.set("direction", "decrease", &place);
                }
                Some(Field::Source) if is_indicator => element.say("source", &text, &place),
                Some(Field::Frequency) if is_indicator => element.say("frequency", &text, &place),
                Some(Field::Owner) => {
                    element.say_names("owner", &self.names(Field::Owner, &text), &text, &place);
                }
                Some(Field::Statement) => element.say("statement", &text, &place),
                Some(Field::Direction) if is_indicator => {
                    let words = ["increase", "decrease", "maintain", "eliminate"];
                    match words.into_iter().find(|word| is_word(&text, word)) {
                        Some(word) => element.set("direction", word, &place),
                        None => element.note(&place, format!("{}: {text}", one_line(&column.heading))),
                    }
                }
                Some(Field::Disaggregation) if is_indicator && !is_yes_or_no(&text) => {
                    element.say_names("disaggregation", &self.names(Field::Disaggregation, &text), &text, &place);
                }
                Some(Field::Description) if text != element.text => element.say("description", &text, &place),
                Some(Field::Title) if text != element.text => element.say("description", &text, &place),
                Some(Field::Title | Field::Description) => {}
                Some(Field::Sdg) if is_code(cell) => element.set("sdg", &format!("[{}]", codes(&text)), &place),
                // Money is put by whoever knows the element that it is for.
                Some(Field::Amount) => {}
                // What a document says a second time stands under the label that it has there.
                Some(Field::Note) if is_label(&column.heading) => {
                    element.note(&place, format!("{}: {text}", one_line(&column.heading)));
                }
                Some(Field::Note) => element.note(&place, text),
                Some(field @ (Field::BaselineDate | Field::TargetDate)) if is_indicator => {
                    if !self.has_taken(field, cell) {
                        self.left_as_note(element, column, Told::NoPlace, reading);
                    }
                }
                Some(Field::PeriodStart | Field::PeriodEnd) if self.values.date(cell).is_none() => {
                    self.left_as_note(element, column, Told::NoPlace, reading);
                }
                Some(Field::PeriodStart | Field::PeriodEnd | Field::Currency)
                    if is_indicator || self.table.has(Field::Amount) => {}
                // What is said of a risk is put there.
                Some(Field::Likelihood | Field::Severity | Field::Response) if self.of(Field::Risk).is_some() => {}
                Some(Field::TargetDate) => match self.values.date(cell).filter(|_| has_deadline) {
                    Some(date) => element.set("deadline", &date, &place),
                    None => element.note(&place, format!("{}: {text}", one_line(&column.heading))),
                },
                // A column called so may say something else: "Type: strategic".
                Some(Field::Level) if kind_of_level(Some(&text)).is_none() && understand(&text).is_none() => {
                    element.note(&place, format!("{}: {text}", one_line(&column.heading)));
                }
                Some(field)
                    if field.is_statement()
                        || matches!(
                            field,
                            Field::Indicator
                                | Field::IndicatorId
                                | Field::ResultId
                                | Field::Project
                                | Field::Level
                                | Field::Assumption
                                | Field::Risk
                                | Field::Predecessor
                        ) => {}
                // Results of a table of their own are put where it says; elsewhere it is kept.
                Some(Field::ParentId) if Role::of(self.table) == Some(Role::Results) => {}
                None if column.is_mapped => {}
                _ => element.note(&place, format!("{}: {text}", one_line(&column.heading))),
            }
        }
    }

    /// Puts what the row says of a risk or an assumption into it: all that it says where the row is about nothing else.
    pub(super) fn fill_beside(&self, element: &mut Draft, about: About) {
        for column in &self.table.columns {
            let Some((place, cell)) = self.cell(column) else { continue };
            let text = cell.to_string();
            let labelled = || format!("{}: {text}", one_line(&column.heading));
            let key = match column.field() {
                Some(Field::Likelihood) => Some("likelihood"),
                Some(Field::Severity) => Some("impact"),
                Some(Field::Response) => Some("response"),
                _ => None,
            };
            match (key, column.field()) {
                (Some(key), _) if schema::find(element.kind, key).is_some() => element.say(key, &text, &place),
                (Some(_), _) => element.note(&place, labelled()),
                (None, _) if about == About::Result => {}
                (None, Some(Field::Owner)) => {
                    element.say_names("owner", &self.names(Field::Owner, &text), &text, &place);
                }
                (None, Some(Field::Description | Field::Title)) if text != element.text => {
                    element.say("description", &text, &place);
                }
                (None, Some(Field::Statement)) if text != element.text => element.say("statement", &text, &place),
                (None, Some(Field::Note)) if !is_label(&column.heading) => element.note(&place, text),
                (None, Some(field))
                    if field.is_statement()
                        || matches!(
                            field,
                            Field::IndicatorId | Field::ResultId | Field::Level | Field::Risk | Field::Assumption
                        ) => {}
                (None, None) if column.is_mapped => {}
                (None, _) => element.note(&place, labelled()),
            }
        }
    }

    fn measure(&self, element: &mut Draft, column: &Column, field: Field, reading: &mut Reading) {
        let Some((place, cell)) = self.cell(column) else { return };
        let said = self.values.read(cell);
        match said {
            Said::Nothing => {}
            Said::Words(text) => {
                reading.left_out.push(Told::NoNumber.at(&place).about(&text));
                element.note(&place, format!("{}: {text}", one_line(&column.heading)));
            }
            Said::Value(_) if field == Field::Baseline && has_another_baseline(element, &place) => {
                self.left_as_note(element, column, Told::SecondColumn, reading);
            }
            Said::Value(mut found) => {
                let heading_unit = column.understood.as_ref().and_then(|understood| understood.remark.as_deref());
                let of_heading = || heading_unit.filter(|text| text.contains(['%', '％'])).map(unit_of);
                found.unit = found.unit.or_else(of_heading);
                found.date = self.date_of(column, field, found.date);
                let told = (place.as_str(), cell.to_string(), one_line(&column.heading));
                let measure = self.measure_of(found, told, element, reading);
                put(element, field, measure);
            }
        }
    }

    /// A value as a cell says it; what it cannot say is told, and kept as a note of the element under the words of its heading.
    pub(super) fn measure_of(
        &self,
        mut found: Found,
        (place, text, label): (&str, String, String),
        element: &mut Draft,
        reading: &mut Reading,
    ) -> DraftMeasure {
        self.count_in_unit(&mut found, element);
        if found.bounded {
            reading.doubts.push(Told::Bounds.at(place).about(&text).with("value", found.value.to_string()));
        }
        if found.rest.is_some() {
            let taken = found.unit.iter().fold(found.value.to_string(), |value, unit| format!("{value} {unit}"));
            reading.doubts.push(Told::Beside.at(place).about(&text).with("value", taken));
            element.note(place, format!("{label}: {text}"));
        }
        let typed = found.scaled.then_some(text);
        DraftMeasure { typed, ..DraftMeasure::number(found.value, found.unit, found.date, place) }
    }

    /// "1.5 thousand" where the row or the element has a thousand for its unit is 1.5: the word says the unit once more.
    fn count_in_unit(&self, found: &mut Found, element: &Draft) {
        let of_element = || element.lines.iter().find(|line| line.key == "unit").map(|line| line.text.clone());
        let unit = self.text(Field::Unit).or_else(of_element).filter(|_| found.scaled);
        let factor = unit.and_then(|unit| scale::of_unit(&unit, self.values.language));
        if let Some(value) = factor.and_then(|factor| found.value.checked_div(factor)) {
            found.value = value.normalize();
        }
    }

    /// When a value holds: as its cell says, else its heading, else the row's own column of dates.
    fn date_of(&self, column: &Column, field: Field, of_cell: Option<String>) -> Option<String> {
        let of_heading = column.understood.as_ref();
        let exact = of_cell.or_else(|| of_heading.and_then(|understood| understood.date.clone()));
        let year = of_heading.and_then(|understood| understood.year).map(|year| year.to_string());
        let dated = |field| self.of(field).and_then(|(_, cell)| self.values.date(cell));
        exact.or(year).or_else(|| match field {
            Field::Baseline => dated(Field::BaselineDate),
            // A date that cannot be read is not that of something else.
            Field::Target if self.of(Field::TargetDate).is_some() => dated(Field::TargetDate),
            Field::Target => dated(Field::PeriodEnd),
            _ => dated(Field::PeriodEnd),
        })
    }

    /// Whether a value of the row has its date from this cell.
    fn has_taken(&self, dates: Field, cell: &Cell) -> bool {
        let Some(date) = self.values.date(cell) else { return false };
        let of = if dates == Field::BaselineDate { Field::Baseline } else { Field::Target };
        let columns = self.table.columns.iter().filter(|column| column.field() == Some(of));
        columns.filter_map(|column| Some((column, self.cell(column)?.1))).any(|(column, cell)| {
            let own = if let Said::Value(found) = self.values.read(cell) { found.date } else { None };
            self.date_of(column, of, own).as_ref() == Some(&date)
        })
    }

    /// Keeps what stands in the columns of some fields as notes of an element that has no place for it.
    pub(super) fn note_fields(&self, fields: &[Field], element: &mut Draft, reading: &mut Reading) {
        for column in self.table.columns.iter().filter(|column| column.field().is_some_and(|of| fields.contains(&of))) {
            self.left_as_note(element, column, Told::NoPlace, reading);
        }
    }

    fn left_as_note(&self, element: &mut Draft, column: &Column, why: Told, reading: &mut Reading) {
        let Some((place, cell)) = self.cell(column) else { return };
        let text = cell.to_string();
        reading.left_out.push(why.at(&place).about(&text));
        element.note(&place, format!("{}: {text}", one_line(&column.heading)));
    }
}

/// Whether an element has a baseline from another cell than this one.
fn has_another_baseline(element: &Draft, place: &str) -> bool {
    element.baseline.as_ref().is_some_and(|baseline| baseline.place != place)
}

/// Puts a value where values of its kind are kept; the same from the same place is not put twice.
pub(super) fn put(element: &mut Draft, field: Field, measure: DraftMeasure) {
    // A paragraph may say several things; a cell that is merged over rows says one, once.
    if !element.taken.insert((field, measure.place.clone())) {
        return;
    }
    element.places.insert(measure.place.clone());
    match field {
        Field::Baseline if element.baseline.is_none() => element.baseline = Some(measure),
        Field::Baseline => element.note(&measure.place, format!("baseline: {}", measure.value)),
        Field::Milestone => element.milestones.push(measure),
        Field::Actual => element.actuals.push(measure),
        _ => element.targets.push(measure),
    }
}

/// Whether a row has one cell of the field.
fn is_single(field: Field) -> bool {
    matches!(
        field,
        Field::Project
            | Field::Level
            | Field::ResultId
            | Field::Indicator
            | Field::IndicatorId
            | Field::Assumption
            | Field::Risk
            | Field::Currency
            | Field::BaselineDate
            | Field::TargetDate
            | Field::PeriodStart
            | Field::PeriodEnd
    )
}

/// Whether the heading of a column of notes names what the notes are: any other than the word for notes.
fn is_label(heading: &str) -> bool {
    understand(heading).is_some_and(|found| found.field != Field::Note)
}

fn is_yes_or_no(text: &str) -> bool {
    matches!(
        text.to_lowercase().as_str(),
        "yes" | "no" | "oui" | "non" | "sí" | "да" | "нет" | "是" | "否" | "نعم" | "لا"
    )
}

/// Whether a cell holds a code of the Sustainable Development Goals by its form: `9`, `9.c`, `9.c.1`.
fn is_code(cell: &Cell) -> bool {
    match cell {
        Cell::Text(text) => text.split([';', ',']).all(|code| {
            let mut parts = code.trim().split('.');
            let goal =
                parts.next().and_then(|goal| goal.parse::<u8>().ok()).is_some_and(|goal| (1..=17).contains(&goal));
            goal && parts.clone().count() <= 2
                && parts.all(|part| {
                    !part.is_empty() && part.len() <= 2 && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
                })
        }),
        // A spreadsheet that has made a number of a code has lost what it was: 1.10 is 1.1 there.
        Cell::Number(number) => number.is_integer() && (Decimal::ONE..=Decimal::from(17)).contains(number),
        _ => false,
    }
}

/// Codes as a list of the plan language; a code with a letter or two points needs no quotes, one that looks like a number does.
fn codes(text: &str) -> String {
    let each = text.split([';', ',']).map(str::trim);
    let quoted = |code: &str| {
        if code.parse::<f64>().is_ok() && code.contains('.') { format!("\"{code}\"") } else { code.to_owned() }
    };
    each.map(quoted).collect::<Vec<_>>().join(", ")
}

/// A text on one line.
pub(super) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A text as far as a list of remarks shows it.
pub(super) fn short(text: &str) -> String {
    let line = one_line(text);
    let cut: String = line.chars().take(60).collect();
    if cut.len() < line.len() { format!("{cut}…") } else { cut }
}

/// Whether a cell says that nothing is given.
fn is_none(cell: &Cell) -> bool {
    matches!(cell, Cell::Text(text) if says_none(text))
}
