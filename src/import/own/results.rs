//! Tables of results: one row an element, with the elements that it stands under before it.

use super::super::draft::{Draft, DraftMeasure, DraftValue, Reading};
use super::super::heading::{Field, field_word};
use super::super::matrix::rank_of;
use super::super::remark::Told;
use super::super::table::Cell;
use super::super::write::in_quotes;
use super::cell::{date, number, written};
use super::label::Heading;
use super::{Languages, Said, Table, Texts, Ways, joined, text};
use crate::plan::schema::{self, FieldType};
use crate::plan::{Kind, MeasureRole};

/// The column that elements of a kind stand in; none where tables of results have none for them.
#[must_use]
pub const fn column_of(kind: Kind) -> Option<Field> {
    Some(match kind {
        Kind::Goal => Field::Goal,
        Kind::Priority => Field::Priority,
        Kind::Target => Field::TargetStatement,
        Kind::Outcome => Field::Outcome,
        Kind::Output => Field::Output,
        Kind::Activity => Field::Activity,
        Kind::Offering => Field::Offering,
        Kind::Enabler => Field::Enabler,
        Kind::Indicator => Field::Indicator,
        Kind::Risk => Field::Risk,
        Kind::Assumption => Field::Assumption,
        Kind::Plan | Kind::Vision | Kind::Mission | Kind::Scope | Kind::Allocation => return None,
    })
}

/// The key that says what an element of a kind is called.
#[must_use]
pub const fn naming(kind: Kind) -> &'static str {
    match kind {
        Kind::Indicator => "name",
        Kind::Risk | Kind::Assumption => "statement",
        _ => "title",
    }
}

/// The column of a key of elements of a kind.
#[must_use]
pub fn column(kind: Kind, field: &'static str) -> &'static str {
    match field {
        // The name stands in the element's own column; in other languages it is called so for all kinds.
        field if field == naming(kind) => "title",
        "title" => "short-title",
        "deadline" => "target-date",
        field => field,
    }
}

/// How an element is called that has no name in the language of its column, but one in another.
#[must_use]
pub fn called_in(text: &str, language: &str) -> String {
    format!("{text} ({language})")
}

/// The elements of all tables.
#[derive(Default)]
pub(super) struct Known {
    ways: Ways,
    /// The elements of the row before, from the highest.
    current: Vec<(Kind, Vec<usize>)>,
}

/// A cell that names an element.
struct Named {
    kind: Kind,
    id: Option<String>,
    text: String,
    place: String,
}

pub(super) fn read(
    table: &Table<'_>,
    languages: &Languages,
    (elements, known): (&mut Vec<Draft>, &mut Known),
    reading: &mut Reading,
) {
    known.current.clear();
    for row in table.rows() {
        let named = named(table, row);
        if named.is_empty() {
            note_row(table, row, reading);
            continue;
        }
        let mut way = Vec::new();
        // What stands alone where an id is due is none: a source below the table.
        if let [one] = named.as_slice()
            && one.text.is_empty()
            && one.id.as_ref().is_some_and(|id| !schema::is_id(id))
            && table.facts(row).count() == 1
        {
            note_row(table, row, reading);
            continue;
        }
        for one in named {
            way = known.go(one, elements, reading);
        }
        if let Some(element) = at_mut(elements, &way) {
            fill(table, row, element, languages);
        }
    }
}

/// A row that names no element: nothing can be made of it.
fn note_row(table: &Table<'_>, row: u32, reading: &mut Reading) {
    if let Some((_, _, place, cell)) = table.facts(row).next() {
        reading.left_out.push(Told::RowNamesNothing.at(place).about(&cell.to_string()));
    }
}

fn kind_of(heading: &Heading) -> Option<Kind> {
    let plain = heading.language.is_none() && heading.date.is_none();
    Kind::ALL
        .into_iter()
        .filter(|_| plain)
        .find(|kind| column_of(*kind).is_some_and(|of| field_word(of) == heading.key))
}

fn is_id(heading: &Heading) -> bool {
    matches!(heading.key, "result-id" | "indicator-id")
}

/// The elements that a row names, from the highest.
fn named(table: &Table<'_>, row: u32) -> Vec<Named> {
    let mut named = Vec::new();
    let mut before: Option<u32> = None;
    for (column, heading) in &table.columns {
        let Some(heading) = heading else { continue };
        if is_id(heading) {
            before = Some(*column);
            continue;
        }
        let id = before.take().and_then(|before| table.cell(row, before));
        let Some(kind) = kind_of(heading) else { continue };
        let words = table.cell(row, *column);
        let Some(place) = words.as_ref().or(id.as_ref()).map(|(place, _)| place.clone()) else { continue };
        let text = words.map(|(_, cell)| cell.to_string()).unwrap_or_default();
        named.push(Named { kind, id: id.map(|(_, cell)| cell.to_string()), text, place });
    }
    named
}

impl Known {
    /// Goes to an element, or makes it below the nearest of the row that can hold it. The way to it.
    fn go(&mut self, named: Named, elements: &mut Vec<Draft>, reading: &mut Reading) -> Vec<usize> {
        let Named { kind, mut id, text, place } = named;
        if let Some((_, way)) = self.current.iter().find(|(known, _)| *known == kind)
            && at_mut(elements, way).is_some_and(|element| element.place == place)
        {
            return way.clone();
        }
        let rank = rank_of(kind);
        self.current.retain(|(known, _)| rank_of(*known) < rank);
        if let Some(way) = id.as_ref().and_then(|id| self.ways.get(id)).cloned() {
            // Other words under an id that is taken are another element, whose values must not become those of the first.
            let is_other =
                |known: &Draft| known.kind != kind || !(text.is_empty() || known.text.is_empty() || known.text == text);
            if !at_mut(elements, &way).is_some_and(|known| is_other(known)) {
                self.current.push((kind, way.clone()));
                return way;
            }
            reading.doubts.push(Told::IdTwice.at(&place).about(&text));
            id = None;
        }
        let parent = kind.section().and_then(|section| {
            let holds = |(of, _): &&(Kind, Vec<usize>)| schema::find(*of, section).is_some();
            self.current.iter().rev().find(holds).map(|(_, way)| way.clone())
        });
        let mut way = parent.unwrap_or_default();
        let siblings = match at_mut(elements, &way) {
            Some(parent) => &mut parent.children,
            None => elements,
        };
        let known = siblings.iter().position(|known| id.is_none() && known.kind == kind && known.text == text);
        let index = known.unwrap_or_else(|| {
            let mut element = Draft::new(kind, text, place);
            element.given_id.clone_from(&id);
            siblings.push(element);
            siblings.len() - 1
        });
        way.push(index);
        if let Some(id) = id {
            self.ways.insert(id, way.clone());
        }
        self.current.push((kind, way.clone()));
        way
    }
}

pub(super) fn at_mut<'e>(elements: &'e mut [Draft], way: &[usize]) -> Option<&'e mut Draft> {
    let (first, rest) = way.split_first()?;
    let element = elements.get_mut(*first)?;
    if rest.is_empty() { Some(element) } else { at_mut(&mut element.children, rest) }
}

/// Puts all that a row says of its element.
fn fill(table: &Table<'_>, row: u32, element: &mut Draft, languages: &Languages) {
    let kind = element.kind;
    let mut texts = Texts::default();
    let mut dates: Vec<(MeasureRole, String, String)> = Vec::new();
    for (column, heading, place, cell) in table.facts(row) {
        let shown = cell.to_string();
        let Some(heading) = heading else {
            let text = format!("{}: {shown}", table.words(column));
            texts.put("note", Said { language: None, text, place });
            continue;
        };
        if is_id(heading) || kind_of(heading).is_some() {
            continue;
        }
        let spec = schema::fields(kind).iter().find(|spec| self::column(kind, spec.name) == heading.key);
        if kind == Kind::Indicator {
            match heading.key {
                "baseline" | "target" | "milestone" | "actual" => {
                    let role = role_of(heading.key);
                    put(element, role, value(cell, languages), heading.date.clone(), place);
                    continue;
                }
                "baseline-date" | "target-date" => {
                    let role = if heading.key == "target-date" { MeasureRole::Target } else { MeasureRole::Baseline };
                    dates.push((role, date(cell, languages.of_plan()).unwrap_or_else(|| in_quotes(&shown)), place));
                    continue;
                }
                "unit" => {
                    let unit = if shown == "%" { "percent".to_owned() } else { in_quotes(&shown) };
                    element.set("unit", &unit, &place);
                    continue;
                }
                _ => {}
            }
        }
        match spec {
            Some(spec) if matches!(spec.holds, FieldType::Text) => {
                texts.put(spec.name, Said { language: heading.language.clone(), text: shown, place });
            }
            Some(spec) => element.set(spec.name, &written(spec, cell, languages), &place),
            None => {
                let text = format!("{}: {shown}", table.words(column));
                texts.put("note", Said { language: None, text, place });
            }
        }
    }
    for (role, date, place) in dates {
        let measure = match role {
            MeasureRole::Baseline => element.baseline.as_mut(),
            _ => element.targets.first_mut(),
        };
        match measure {
            Some(measure) => measure.date = Some(date),
            None => put(element, role, DraftValue::Open, Some(date), place),
        }
    }
    put_texts(element, texts, languages);
}

fn put_texts(element: &mut Draft, texts: Texts<'static>, languages: &Languages) {
    let naming = naming(element.kind);
    let mut named: Vec<Said> = Vec::new();
    let mut is_others = false;
    for (key, said) in texts.0 {
        for one in &said {
            let tag = one.language.as_deref();
            is_others |= match tag {
                // A name that is only there in another language, or another text that stands for it, is no name.
                Some(tag) => called_in(&one.text, tag) == element.text,
                None => matches!(key, "title" | "statement") && one.text == element.text,
            };
        }
        if key == naming {
            named = said;
            continue;
        }
        let place = said[0].place.clone();
        let said = if key == "note" { joined(said) } else { said };
        if let Some(text) = text(&said, languages) {
            element.set(key, &text, &place);
        }
    }
    if is_others {
        element.text.clear();
    }
    if !named.is_empty() {
        if !element.text.is_empty() {
            let main = Said { language: None, text: element.text.clone(), place: element.place.clone() };
            named.insert(0, main);
        }
        let place = named[0].place.clone();
        element.set(naming, &text(&named, languages).unwrap_or_default(), &place);
        element.text.clear();
    } else if languages.texts != languages.plan && !element.text.is_empty() {
        let main = [Said { language: None, text: element.text.clone(), place: element.place.clone() }];
        let place = element.place.clone();
        element.set(naming, &text(&main, languages).unwrap_or_default(), &place);
        element.text.clear();
    }
}

pub(super) fn role_of(key: &str) -> MeasureRole {
    match key {
        "baseline" => MeasureRole::Baseline,
        "milestone" => MeasureRole::Milestone,
        "actual" => MeasureRole::Actual,
        _ => MeasureRole::Target,
    }
}

/// A cell as a value: a number, else words as they stand there.
pub(super) fn value(cell: &Cell, languages: &Languages) -> DraftValue {
    number(cell, languages).map_or_else(|| DraftValue::Words(cell.to_string()), DraftValue::Number)
}

/// Puts a value where values of its role are kept.
pub(super) fn put(element: &mut Draft, role: MeasureRole, value: DraftValue, date: Option<String>, place: String) {
    if !element.places.insert(place.clone()) {
        return;
    }
    let measure = DraftMeasure { value, unit: None, date, parts: Vec::new(), more: Vec::new(), typed: None, place };
    match role {
        MeasureRole::Baseline => element.baseline = Some(measure),
        MeasureRole::Target => element.targets = vec![measure],
        MeasureRole::Milestone => element.milestones.push(measure),
        MeasureRole::Actual => element.actuals.push(measure),
    }
}
