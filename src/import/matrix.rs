//! The matrix: one row an indicator, with the results that it belongs to before it, merged, repeated or left blank.

mod beside;
mod columns;
mod known;
mod narrative;

pub(super) use self::columns::{levels as settle_levels, settle};
pub(super) use self::known::Known;
use self::known::{Mark, Way, at, at_mut};
use super::aside::{self, Aside};
use super::cell_facts;
use super::draft::{Draft, Origin, Reading};
use super::heading::{Field, is_word, understand};
use super::label::{labelled, numbered};
use super::layout::Table;
use super::predecessor::references;
use super::remark::Told;
use super::row::{About, Row, one_line};
use super::table::Sheet;
use super::value::{Notation, ValueReader};
use crate::plan::{Kind, schema};

/// Puts what a table says into `elements`.
pub(super) fn read(
    sheet: &Sheet,
    table: &Table,
    values: ValueReader<'_>,
    (elements, known): (&mut Vec<Draft>, &mut Known),
    reading: &mut Reading,
) {
    let has_outcomes = levels(sheet, table).any(|level| kind_of_level(Some(&level)) == Some(Kind::Outcome));
    let is_narrative = narrative::is_narrative(table);
    let apart = if is_narrative { narrative::taken_apart(sheet, table, values, reading) } else { None };
    let is_apart = apart.is_some();
    let (sheet, table) = apart.as_ref().map_or((sheet, table), |(sheet, table)| (sheet, table));
    let mut matrix =
        Matrix { elements, known, current: Vec::new(), indicator: None, level: None, has_outcomes, is_narrative };
    for row in table.rows(sheet) {
        let row = Row { sheet, table, row, values };
        // What a document's headings and lists say was made rows of here.
        match aside::of(row).filter(|_| !sheet.name.is_empty()) {
            None => matrix.row(row, reading),
            // A line that was taken from a cell stands alone in its row.
            Some(Aside::Band(_)) if is_apart => matrix.row(row, reading),
            Some(Aside::Heading) => {}
            Some(Aside::Sum(text)) => reading.left_out.push(Told::Sum.at(row.place()).with("text", text)),
            Some(Aside::Element(found)) => {
                let kind = kind_of(found.field);
                matrix.statement(kind, &found.rest, (&row.place(), found.number), reading);
            }
            Some(Aside::Footnote(text)) => reading.left_out.push(Told::BelowTable.at(row.place()).about(&text)),
            Some(Aside::Band(text)) => {
                matrix.leave(0);
                reading.left_out.push(Told::Band.at(row.place()).about(&text));
            }
        }
    }
}

/// What stands in a table's column of levels.
fn levels<'s>(sheet: &'s Sheet, table: &Table) -> impl Iterator<Item = String> + use<'s> {
    let column = table.column(Field::Level).map(|column| column.index);
    let rows = if column.is_some() { table.rows(sheet) } else { Vec::new() };
    let cells = rows.into_iter().filter_map(move |row| Some(sheet.cell(row, column?)?.to_string()));
    cells.take(500)
}

struct Matrix<'m> {
    elements: &'m mut Vec<Draft>,
    known: &'m mut Known,
    /// The elements that the row before belongs to, by rank.
    current: Vec<(u8, Way)>,
    indicator: Option<(Way, String)>,
    /// The level that a cell above names, where those below it are blank.
    level: Option<String>,
    /// Whether the table calls some of its results outcomes: others called results are outputs then.
    has_outcomes: bool,
    /// Whether the table is a logframe of four columns, in which numbers say what activities lead to.
    is_narrative: bool,
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
        self.level = row.text(Field::Level).or(self.level.take());
        let (mut deepest_is_new, mut none) = (false, None);
        for (column, field) in columns {
            let id = row.id_before(column).or_else(|| row.text(Field::ResultId).filter(|_| field == Field::Result));
            if let Some((place, cell)) = row.cell(column) {
                let mut text = cell.to_string();
                let kind = self.kind(field, &text, &place, reading);
                let mut id = id;
                // "Purpose: clean water" names its level, which is no part of its words.
                let of_label = labelled(&text).filter(|found| field == Field::Result && kind_of(found.field) == kind);
                if let Some(found) = of_label.filter(|found| found.field.is_statement() && !found.rest.is_empty()) {
                    id = id.or(found.number);
                    text = found.rest;
                }
                if !self.is_narrative && aside::may_be_band(row) {
                    reading.doubts.push(Told::Alone.at(&place).about(&text));
                }
                deepest_is_new |= self.statement(kind, &text, (&place, id), reading);
                none = None;
                // "Pillar | Objective | Indicator": indicators are those of the objective.
                if field == Field::Priority
                    && row.table.column(Field::Goal).is_some_and(|goal| goal.index > column.index)
                {
                    self.current.retain(|(known, _)| *known != rank(field));
                }
            } else if let Some(place) = row.none_in(column) {
                let kind = if field == Field::Result { Kind::Outcome } else { kind_of(field) };
                // A result that is not named is one all the same where an id or a sentence stands for it.
                if id.is_some() || (row.of(Field::Indicator).is_none() && row.of(Field::Statement).is_some()) {
                    deepest_is_new |= self.statement(kind, "", (&place, id), reading);
                    none = None;
                } else {
                    self.leave(rank_of(kind));
                    none = Some(place);
                }
            }
        }
        let about = self.about(row);
        match &none {
            Some(_) if row.of(Field::Indicator).is_none() => {
                if about == About::Result {
                    reading.left_out.push(Told::RowNamesNothing.at(row.place()).with("text", row.all()));
                }
            }
            _ if about == About::Itself => {}
            _ => self.indicator(row, deepest_is_new, reading),
        }
        for field in [Field::Assumption, Field::Risk] {
            self.beside(row, field, about, reading);
        }
        let way = match &none {
            Some(place) => {
                let way = self.indicator.as_ref().map(|(way, _)| way.clone());
                reading.doubts.extend(way.as_ref().map(|_| Told::NoneAbove.at(place)));
                way
            }
            None => self.current.last().map(|(_, way)| way).or(self.indicator.as_ref().map(|(way, _)| way)).cloned(),
        };
        if let Some(way) = way {
            self.origins(row, &way);
            self.money(row, &way, reading);
        }
    }

    /// What a row is about: a risk in a list of risks has no result beside it, and in a document its own paragraphs below it.
    fn about(&self, row: Row<'_>) -> About {
        let is_beside = row.of(Field::Assumption).is_some() || row.of(Field::Risk).is_some();
        let mut columns = row.table.columns.iter();
        let states = columns.any(|column| {
            let names = column.field().is_some_and(|field| field.is_statement() || field == Field::Indicator);
            names && row.cell(column).is_some()
        });
        let is_of_document = row.sheet.name.is_empty() && row.of(Field::Indicator).is_none();
        if is_beside && (is_of_document || !states) { About::Itself } else { About::Result }
    }

    /// The kind of what stands in a column: that of its heading, else of its level, else of the words before it.
    fn kind(&self, field: Field, text: &str, place: &str, reading: &mut Reading) -> Kind {
        if field != Field::Result {
            return kind_of(field);
        }
        let of_level = kind_of_level(self.level.as_deref()).or_else(|| {
            let is_result =
                self.level.as_deref().and_then(understand).is_some_and(|found| found.field == Field::Result);
            (is_result && self.has_outcomes).then_some(Kind::Output)
        });
        let of_label = || {
            let found = labelled(text).filter(|found| found.field.is_statement() && found.field != Field::Result)?;
            Some(kind_of(found.field))
        };
        of_level.or_else(of_label).unwrap_or_else(|| {
            reading.doubts.push(Told::NoLevel.at(place));
            Kind::Outcome
        })
    }

    /// Goes on from elements of a rank and below: what follows does not stand under them.
    fn leave(&mut self, rank: u8) {
        self.current.retain(|(known, _)| *known < rank);
        self.indicator = None;
    }

    /// Elements of the plan before are those that the lowest of the row's results goes back to.
    fn origins(&mut self, row: Row<'_>, way: &Way) {
        let Some((place, cell)) = row.of(Field::Predecessor) else { return };
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
    fn money(&mut self, row: Row<'_>, way: &Way, reading: &mut Reading) {
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
    fn statement(
        &mut self,
        kind: Kind,
        text: &str,
        (place, id): (&str, Option<String>),
        reading: &mut Reading,
    ) -> bool {
        let rank = rank_of(kind);
        // What has an id in a column of its own says nothing else before its words.
        let (number, title) = if id.is_some() { (None, text.to_owned()) } else { numbered(text) };
        // A cell that is merged over rows is seen in each; one that lists several elements has other words in each.
        if let Some((_, way)) = self.current.iter().find(|(known, _)| *known == rank)
            && at(self.elements, way).is_some_and(|element| element.place == place && element.text == title)
        {
            return false;
        }
        self.leave(rank);
        let by_number = number.as_deref().or(id.as_deref()).filter(|_| self.is_narrative && kind == Kind::Activity);
        let parent = by_number.and_then(|number| self.numbered_parent(number)).or_else(|| self.parent_for(kind));
        let above = self.above(kind, parent.as_ref(), "contributes-to").filter(|_| parent.is_none());
        if parent.is_none() && !self.current.is_empty() {
            let told = if above.is_some() { Told::NamesAbove } else { Told::NoPlaceBelow };
            reading.doubts.push(told.at(place).with("kind", kind.name()));
        }
        let siblings = match &parent {
            Some(way) => at_mut(self.elements, way).map(|parent| &mut parent.children),
            None => Some(&mut *self.elements),
        };
        let Some(siblings) = siblings else { return false };
        let marks = match &id {
            _ if title.is_empty() => vec![Mark::Place(place.to_owned())],
            Some(id) => vec![Mark::NumberedText(title.clone(), id.clone()), Mark::Text(title.clone())],
            None => vec![Mark::Text(title.clone())],
        };
        let known = marks.first().and_then(|mark| self.known.get(parent.as_ref(), kind, mark.clone()));
        let index = known.unwrap_or_else(|| {
            let mut element = Draft::new(kind, title, place);
            element.given_id = id.or(number);
            siblings.push(element);
            siblings.len() - 1
        });
        if let Some(above) = above {
            siblings[index].link("contributes-to", &above, place);
        }
        for mark in marks {
            self.known.put(parent.as_ref(), kind, mark, index);
        }
        let mut way = parent.unwrap_or_default();
        way.push(index);
        self.current.push((rank, way));
        known.is_none()
    }

    /// The place of the lowest element that a row stands under, where it cannot hold what stands there and a link can name it.
    fn above(&self, kind: Kind, parent: Option<&Way>, link: &str) -> Option<String> {
        let (_, lowest) = self.current.last()?;
        let can_name = schema::find(kind, link).is_some();
        let element = at(self.elements, lowest).filter(|_| can_name && parent != Some(lowest))?;
        Some(element.place.clone())
    }

    /// The output that the number of an activity begins with: `1` for `1.2`.
    fn numbered_parent(&mut self, number: &str) -> Option<Way> {
        let (wanted, _) = number.rsplit_once('.')?;
        let (_, way) = self.current.iter().find(|(rank, _)| *rank == rank_of(Kind::Output))?;
        let (_, above) = way.split_last()?;
        let siblings = if above.is_empty() { &*self.elements } else { &at(self.elements, above)?.children };
        let of_number = |known: &Draft| known.kind == Kind::Output && known.given_id.as_deref() == Some(wanted);
        let index = siblings.iter().position(of_number)?;
        let mut found = above.to_vec();
        found.push(index);
        Some(found)
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
            let has_values = row.has_values();
            // A row that says it has no indicator has no values of the one above it either.
            let is_none = row.table.column(Field::Indicator).is_some_and(|column| row.none_in(column).is_some());
            let goes_on = has_values && !is_new && !is_none;
            let way = way.filter(|_| goes_on).or_else(|| self.current.last().map(|(_, way)| way.clone()));
            if let Some(element) = way.and_then(|way| at_mut(self.elements, &way)) {
                if has_values && element.kind != Kind::Indicator {
                    note_values(row, element, reading);
                }
                row.fill(element, reading);
            } else if row.of(Field::Assumption).is_none() && row.of(Field::Risk).is_none() {
                reading.left_out.push(Told::RowNamesNothing.at(row.place()).with("text", row.all()));
            }
            return;
        };
        let siblings = match &parent {
            Some(way) => at_mut(self.elements, way).map(|parent| &mut parent.children),
            None => Some(&mut *self.elements),
        };
        let Some(siblings) = siblings else { return };
        let id = row.text(Field::IndicatorId);
        let whole = cell.to_string();
        let (words, facts) =
            if row.values.notation == Notation::Written { cell_facts::parted(&whole) } else { (whole, Vec::new()) };
        // With an id of its own, a cell names one indicator, whatever its lines begin with.
        let mut names = if id.is_some() { vec![words.clone()] } else { names_in(&words) };
        if names.len() > 1 && (row.has_values() || !facts.is_empty()) {
            names = vec![words];
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
            if known.is_none() {
                row.facts(&mut siblings[index], &facts, &place, reading);
            }
            row.fill(&mut siblings[index], reading);
            if parent.is_none()
                && let Some((place, level)) = row.of(Field::Level)
            {
                siblings[index].note(&place, format!("{}: {level}", heading_of(row, Field::Level)));
            }
            self.indicator = Some((way, place.clone()));
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

/// How high elements of a kind stand in a row, 0 the highest.
pub(super) const fn rank_of(kind: Kind) -> u8 {
    match kind {
        Kind::Goal => 0,
        Kind::Priority | Kind::Offering | Kind::Enabler => 1,
        Kind::Target => 2,
        Kind::Outcome => 3,
        Kind::Output => 4,
        Kind::Activity => 5,
        _ => 6,
    }
}
