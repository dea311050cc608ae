//! The matrix: one row an indicator, with the results that it belongs to before it, merged, repeated or left blank.

use std::collections::HashMap;

use super::draft::{Draft, Origin, Reading};
use super::heading::{Field, is_word};
use super::layout::Table;
use super::predecessor::references;
use super::remark::Told;
use super::row::{Row, numbered, one_line};
use super::table::{Cell, Sheet};
use super::value::{Said, ValueReader};
use crate::plan::{Kind, schema};

/// How many cells of a column are looked at to tell what they hold.
const LOOKED_AT: usize = 500;

/// Elements of a plan by the way to them: places in lists of children.
type Way = Vec<usize>;

/// What an element is known by among those that stand beside it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Mark {
    Text(String),
    Place(String),
    TextAtPlace(String, String),
    NumberedText(String, String),
}

/// Elements that tables before and rows before have made, by the way to their parent. Looked up, as a search among all
/// would make a long table slow.
#[derive(Debug, Default)]
pub(super) struct Known {
    marks: HashMap<(Way, Kind, Mark), usize>,
    /// Cells with money, and the element that it was given to.
    money: HashMap<String, Way>,
}

impl Known {
    fn get(&self, parent: Option<&Way>, kind: Kind, mark: Mark) -> Option<usize> {
        self.marks.get(&(parent.cloned().unwrap_or_default(), kind, mark)).copied()
    }

    fn put(&mut self, parent: Option<&Way>, kind: Kind, mark: Mark, index: usize) {
        self.marks.entry((parent.cloned().unwrap_or_default(), kind, mark)).or_insert(index);
    }
}

/// Puts what a table says into `elements`.
pub(super) fn read(
    sheet: &Sheet,
    table: &Table,
    values: ValueReader<'_>,
    (elements, known): (&mut Vec<Draft>, &mut Known),
    reading: &mut Reading,
) {
    let mut matrix = Matrix { elements, known, current: Vec::new(), indicator: None };
    for row in sheet.rows_in(table.heading_end + 1, table.end) {
        matrix.row(Row { sheet, table, row, values }, reading);
    }
}

/// Columns whose headings are the same word for a statement and for a value: what stands in them tells.
pub(super) fn settle(sheet: &Sheet, table: &mut Table, values: ValueReader<'_>, reading: &mut Reading) {
    if !table.has(Field::Indicator) {
        let title = if table.has(Field::IndicatorId) { Field::Indicator } else { Field::Result };
        let has_statement = table.columns.iter().filter_map(|column| column.field()).any(Field::is_statement);
        let known = table.has(Field::IndicatorId) || table.has(Field::ResultId) || table.has(Field::Level);
        let wanted = title == Field::Indicator || !has_statement;
        let from = if table.has(Field::Title) { Field::Title } else { Field::Description };
        let column = table.columns.iter_mut().find(|column| column.field() == Some(from));
        if let Some(understood) = column.filter(|_| known && wanted).and_then(|column| column.understood.as_mut()) {
            understood.field = title;
        }
    }
    let Some(indicator) = table.column(Field::Indicator).map(|column| column.index) else { return };
    let rows = sheet.rows_in(table.heading_end + 1, table.end);
    for column in table.columns.iter_mut().filter(|column| !column.is_mapped) {
        let index = column.index;
        let place = sheet.place(column.place);
        let Some(understood) = column.understood.as_mut() else { continue };
        let is_asked = match understood.field {
            Field::Target => index < indicator,
            Field::Goal | Field::TargetStatement => index > indicator,
            _ => false,
        };
        if !is_asked {
            continue;
        }
        let cells: Vec<&Cell> = rows.iter().filter_map(|row| sheet.cell(*row, index)).take(LOOKED_AT).collect();
        let numbers =
            cells.iter().filter(|cell| matches!(values.read(cell), Said::Value { .. } | Said::Nothing)).count();
        let is_numbers = !cells.is_empty() && numbers * 2 > cells.len();
        let turned = match understood.field {
            Field::Target if !cells.is_empty() && !is_numbers => Field::TargetStatement,
            Field::Goal | Field::TargetStatement if is_numbers => Field::Target,
            _ => continue,
        };
        let told = if turned == Field::Target { Told::ReadAsValues } else { Told::ReadAsStatements };
        reading.doubts.push(told.at(place).with("heading", one_line(&column.heading)));
        understood.field = turned;
    }
}

struct Matrix<'m> {
    elements: &'m mut Vec<Draft>,
    known: &'m mut Known,
    /// The elements that the row before belongs to, by rank.
    current: Vec<(u8, Way)>,
    indicator: Option<(Way, String)>,
}

impl Matrix<'_> {
    fn row(&mut self, row: Row<'_>, reading: &mut Reading) {
        let mut columns: Vec<_> = row
            .table
            .columns
            .iter()
            .filter_map(|column| column.field().filter(|field| field.is_statement()).map(|field| (column, field)))
            .collect();
        columns.sort_by_key(|(_, field)| rank(*field));
        let mut deepest_is_new = false;
        for (column, field) in columns {
            let Some((place, cell)) = row.cell(column) else { continue };
            let kind = match field {
                Field::Result => match kind_of_level(row.text(Field::Level).as_deref()) {
                    Some(kind) => kind,
                    None => {
                        reading.doubts.push(Told::NoLevel.at(&place));
                        Kind::Outcome
                    }
                },
                other => kind_of(other),
            };
            let id = row.id_before(column).or_else(|| row.text(Field::ResultId).filter(|_| field == Field::Result));
            deepest_is_new |= self.statement(kind, &cell.to_string(), &place, id, reading);
        }
        self.indicator(row, deepest_is_new, reading);
        for (field, kind) in [(Field::Assumption, Kind::Assumption), (Field::Risk, Kind::Risk)] {
            if let Some((place, cell)) = row.of(field) {
                let id = row.table.column(field).and_then(|column| row.id_before(column));
                self.beside(kind, &cell.to_string(), &place, id);
            }
        }
        self.origins(row);
        self.money(row, reading);
    }

    /// Elements of the plan before are those that the lowest of the row's results goes back to.
    fn origins(&mut self, row: Row<'_>) {
        let way = self.current.last().map(|(_, way)| way).or(self.indicator.as_ref().map(|(way, _)| way));
        let (Some(way), Some((place, cell))) = (way, row.of(Field::Predecessor)) else { return };
        let Some(element) = at_mut(self.elements, way) else { return };
        let text = cell.to_string();
        if is_word(&text, "new") {
            element.set("origin", "new", &place);
            return;
        }
        let (found, rest) = references(&text);
        for (id, words) in found {
            let origin = Origin { id, words, place: place.clone() };
            if !element.origins.contains(&origin) {
                element.origins.push(origin);
            }
        }
        if !rest.is_empty() {
            element.note(&place, rest.join("\n"));
        }
    }

    /// Money is for the result that a row belongs to, as a result's budget stands beside its first indicator or is merged over
    /// all of them; for the indicator where the table has no results.
    fn money(&mut self, row: Row<'_>, reading: &mut Reading) {
        let result = self.current.last().map(|(_, way)| way);
        let Some(way) = result.or(self.indicator.as_ref().map(|(way, _)| way)) else { return };
        let mut columns = row.table.columns.iter().filter(|column| column.field() == Some(Field::Amount));
        if let Some((place, _)) = columns.find_map(|column| row.cell(column)) {
            let owner = self.known.money.entry(place.clone()).or_insert_with(|| way.clone());
            if owner != way {
                reading.doubts.push(Told::MergedAmount.at(place));
                return;
            }
        }
        if let Some(element) = at_mut(self.elements, way) {
            row.allocations(element, reading);
        }
    }

    /// Goes to the element with a statement, or makes it. Whether it was made.
    fn statement(&mut self, kind: Kind, text: &str, place: &str, id: Option<String>, reading: &mut Reading) -> bool {
        let rank = rank_of(kind);
        if let Some((_, way)) = self.current.iter().find(|(known, _)| *known == rank)
            && at(self.elements, way).is_some_and(|element| element.place == place)
        {
            return false;
        }
        self.current.retain(|(known, _)| *known < rank);
        let parent = self.parent_for(kind);
        if parent.is_none() && !self.current.is_empty() {
            reading.doubts.push(Told::NoPlaceBelow.at(place).with("kind", kind.name()));
        }
        // What has an id in a column of its own says nothing else before its words.
        let (number, title) = if id.is_some() { (None, text.to_owned()) } else { numbered(text) };
        let siblings = match &parent {
            Some(way) => at_mut(self.elements, way).map(|parent| &mut parent.children),
            None => Some(&mut *self.elements),
        };
        let Some(siblings) = siblings else { return false };
        let mark = match &id {
            Some(id) => Mark::NumberedText(title.clone(), id.clone()),
            None => Mark::Text(title.clone()),
        };
        let bare = Mark::Text(title.clone());
        let known = self.known.get(parent.as_ref(), kind, mark.clone());
        let index = known.unwrap_or_else(|| {
            let mut element = Draft::new(kind, title, place);
            element.given_id = id.or(number);
            siblings.push(element);
            siblings.len() - 1
        });
        for mark in [mark, bare] {
            self.known.put(parent.as_ref(), kind, mark, index);
        }
        let mut way = parent.unwrap_or_default();
        way.push(index);
        self.current.push((rank, way));
        self.indicator = None;
        known.is_none()
    }

    /// The nearest of the current elements that can hold a kind.
    fn parent_for(&self, kind: Kind) -> Option<Way> {
        let section = kind.section()?;
        let holds =
            |way: &&Way| at(self.elements, way).is_some_and(|element| schema::find(element.kind, section).is_some());
        self.current.iter().rev().map(|(_, way)| way).find(holds).cloned()
    }

    fn indicator(&mut self, row: Row<'_>, is_new: bool, reading: &mut Reading) {
        let parent = self.parent_for(Kind::Indicator);
        let given = row.of(Field::Indicator);
        let Some((place, cell)) = given else {
            let way = self.indicator.as_ref().map(|(way, _)| way.clone());
            let has_value = row
                .table
                .columns
                .iter()
                .any(|column| column.field().is_some_and(Field::is_measure) && row.cell(column).is_some());
            let way = way.filter(|_| has_value && !is_new).or_else(|| self.current.last().map(|(_, way)| way.clone()));
            if let Some(element) = way.and_then(|way| at_mut(self.elements, &way)) {
                if has_value && element.kind != Kind::Indicator {
                    note_values(row, element, reading);
                }
                row.fill(element, reading);
            } else if row.of(Field::Assumption).is_none() && row.of(Field::Risk).is_none() {
                let (column, cell) = row
                    .sheet
                    .row(row.row)
                    .next()
                    .map_or((0, String::new()), |(column, cell)| (column, cell.to_string()));
                reading.left_out.push(Told::RowNamesNothing.at(row.sheet.place((row.row, column))).about(&cell));
            }
            return;
        };
        let siblings = match &parent {
            Some(way) => at_mut(self.elements, way).map(|parent| &mut parent.children),
            None => Some(&mut *self.elements),
        };
        let Some(siblings) = siblings else { return };
        let id = row.text(Field::IndicatorId);
        // With an id of its own, a cell names one indicator, whatever its lines begin with.
        let mut names = if id.is_some() { vec![cell.to_string()] } else { names_in(&cell.to_string()) };
        if names.len() > 1
            && row
                .table
                .columns
                .iter()
                .any(|column| column.field().is_some_and(Field::is_measure) && row.cell(column).is_some())
        {
            names = vec![cell.to_string()];
            reading.doubts.push(Told::SeveralIndicators.at(&place));
        }
        for name in names {
            let (number, rest) = numbered(&name);
            let is_id = |number: &String| id.as_deref().is_none_or(|id| id.ends_with(number.as_str()));
            let number = number.filter(is_id);
            let name = if number.is_some() { rest } else { name };
            let mut marks = vec![Mark::TextAtPlace(name.clone(), place.clone())];
            marks.extend(id.clone().map(|id| Mark::NumberedText(name.clone(), id)));
            let known = marks.iter().find_map(|mark| self.known.get(parent.as_ref(), Kind::Indicator, mark.clone()));
            let index = known.unwrap_or_else(|| {
                let mut element = Draft::new(Kind::Indicator, name, place.clone());
                element.given_id = id.clone().or(number);
                siblings.push(element);
                siblings.len() - 1
            });
            for mark in marks {
                self.known.put(parent.as_ref(), Kind::Indicator, mark, index);
            }
            let mut way = parent.clone().unwrap_or_default();
            way.push(index);
            row.fill(&mut siblings[index], reading);
            if parent.is_none()
                && let Some((place, level)) = row.of(Field::Level)
            {
                siblings[index].note(&place, format!("{}: {level}", heading_of(row, Field::Level)));
            }
            self.indicator = Some((way, place.clone()));
        }
    }

    /// An assumption or a risk, in the nearest element that can hold it.
    fn beside(&mut self, kind: Kind, text: &str, place: &str, id: Option<String>) {
        let parent = self.parent_for(kind);
        let siblings = match &parent {
            Some(way) => at_mut(self.elements, way).map(|parent| &mut parent.children),
            None => Some(&mut *self.elements),
        };
        let mark = match &id {
            Some(id) => Mark::NumberedText(text.to_owned(), id.clone()),
            None => Mark::Text(text.to_owned()),
        };
        let marks = [mark, Mark::Place(place.to_owned())];
        let is_known = marks.iter().any(|mark| self.known.get(parent.as_ref(), kind, mark.clone()).is_some());
        if let Some(siblings) = siblings.filter(|_| !is_known) {
            let mut element = Draft::new(kind, text, place);
            element.given_id = id;
            siblings.push(element);
            for mark in marks {
                self.known.put(parent.as_ref(), kind, mark, siblings.len() - 1);
            }
        }
    }
}

fn note_values(row: Row<'_>, element: &mut Draft, reading: &mut Reading) {
    for column in row.table.columns.iter().filter(|column| column.field().is_some_and(Field::is_measure)) {
        if let Some((place, cell)) = row.cell(column) {
            reading.left_out.push(Told::ValueWithoutIndicator.at(&place).about(&cell.to_string()));
            element.note(&place, format!("{}: {cell}", one_line(&column.heading)));
        }
    }
}

fn heading_of(row: Row<'_>, field: Field) -> String {
    row.table.column(field).map(|column| one_line(&column.heading)).unwrap_or_default()
}

/// The indicators that a cell lists: one a line, each behind a dash or a bullet; else one.
fn names_in(text: &str) -> Vec<String> {
    let bullet = |line: &str| line.trim_start().starts_with(['–', '—', '•', '-', '·', '▪']);
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).collect();
    let cleaned = |line: &str| {
        line.trim()
            .trim_start_matches(|c: char| matches!(c, '–' | '—' | '•' | '-' | '·' | '▪') || c.is_whitespace())
            .to_owned()
    };
    if lines.iter().all(|line| bullet(line)) {
        lines.iter().map(|line| cleaned(line)).collect()
    } else {
        vec![text.to_owned()]
    }
}

fn kind_of(field: Field) -> Kind {
    match field {
        Field::Goal => Kind::Goal,
        Field::Priority => Kind::Priority,
        Field::TargetStatement => Kind::Target,
        Field::Output => Kind::Output,
        Field::Activity => Kind::Activity,
        Field::Offering => Kind::Offering,
        Field::Enabler => Kind::Enabler,
        _ => Kind::Outcome,
    }
}

/// The kind that a cell of a column of levels names.
pub(super) fn kind_of_level(word_of_level: Option<&str>) -> Option<Kind> {
    // "Output 2": the number is no part of the word.
    let word = word_of_level?.trim_end_matches(|c: char| c.is_numeric() || matches!(c, '.' | ' ' | ':'));
    let word = if word.is_empty() { word_of_level? } else { word };
    [("goal", Kind::Goal), ("outcome", Kind::Outcome), ("output", Kind::Output), ("activity", Kind::Activity)]
        .into_iter()
        .find(|(list, _)| is_word(word, list))
        .map(|(_, kind)| kind)
}

/// How high the elements of a field stand, 0 the highest.
pub(super) fn rank(field: Field) -> u8 {
    rank_of(kind_of(field))
}

fn rank_of(kind: Kind) -> u8 {
    match kind {
        Kind::Goal => 0,
        Kind::Priority | Kind::Offering | Kind::Enabler => 1,
        Kind::Target => 2,
        Kind::Outcome => 3,
        Kind::Output => 4,
        _ => 5,
    }
}

fn at<'e>(elements: &'e [Draft], way: &[usize]) -> Option<&'e Draft> {
    let (first, rest) = way.split_first()?;
    let element = elements.get(*first)?;
    if rest.is_empty() { Some(element) } else { at(&element.children, rest) }
}

fn at_mut<'e>(elements: &'e mut [Draft], way: &[usize]) -> Option<&'e mut Draft> {
    let (first, rest) = way.split_first()?;
    let element = elements.get_mut(*first)?;
    if rest.is_empty() { Some(element) } else { at_mut(&mut element.children, rest) }
}
