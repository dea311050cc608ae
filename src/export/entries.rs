//! Tables of what is not measured: the scope, allocations, what became of the plan before, terms, parts of the document; and of
//! values that say more than a number and a date.

use super::column::Slot;
use super::facts::{Fact, Page, content, of_date, unit};
use super::matrix::{Cell, Content, Row, Sheet};
use crate::import::own::known::Known;
use crate::import::own::label::{self, Heading};
use crate::import::own::section::{Section, TOTAL};
use crate::import::own::values::WHICH;
use crate::plan::{Element, ElementId, Kind, Measure, MeasureRole};

/// The table of a section; none where the plan has nothing of it.
pub(super) fn sheet(page: &Page<'_>, section: Section) -> Option<Sheet> {
    let rows = rows(page, section);
    let name = label::headed(page.export.messages.name("section", section.name()));
    (!rows.is_empty()).then(|| {
        let mut sheet = Sheet::of(page, name, rows);
        if section != Section::Values {
            // Entries that are no elements are not told apart by these.
            sheet.merges.clear();
        }
        sheet
    })
}

fn rows(page: &Page<'_>, section: Section) -> Vec<Row> {
    let plan = page.export.plan;
    let of_kind = |kind: Kind| {
        let elements = plan.of_kind(kind).iter().map(|id| (*id, plan.element(*id)));
        elements.map(|(id, element)| row(page, section, &element.id, id, fields_of(page, section, element))).collect()
    };
    match section {
        Section::Scope => of_kind(Kind::Scope),
        Section::Values => values(page),
        Section::Resources => {
            let totals = plan
                .totals
                .iter()
                .map(|total| row(page, section, TOTAL, ElementId::PLAN, fields_of(page, section, &total.fields)));
            let mut rows: Vec<Row> = totals.collect();
            rows.extend::<Vec<Row>>(of_kind(Kind::Allocation));
            rows
        }
        Section::Continuity => plan
            .continuity
            .iter()
            .map(|of| {
                let word = of.fate.as_ref().map(|fate| label::shown(fate.value.name(), page.headings).to_owned());
                let to = (!of.to.is_empty()).then(|| page.links(&of.to));
                let words = [("disposition", "disposition", word), ("continued-as", "to", to)];
                let mut facts: Vec<Fact> = words
                    .into_iter()
                    .filter_map(|(key, field, text)| {
                        Some(Fact { heading: Heading::plain(key), content: Content::Text(text?), field })
                    })
                    .collect();
                for (key, text) in [("reason", &of.reason), ("quote", &of.quote), ("note", &of.note)] {
                    let texts = text.iter().flat_map(|text| page.texts(key, text));
                    facts.extend(texts.map(|(heading, text)| Fact {
                        heading,
                        content: Content::Text(text),
                        field: key,
                    }));
                }
                row(page, section, &of.id.value, ElementId::PLAN, facts)
            })
            .collect(),
        Section::Glossary => {
            let row_of = |(name, fields): (&str, &Element)| {
                row(page, section, name, ElementId::PLAN, fields_of(page, section, fields))
            };
            plan.glossary.iter().map(|term| row_of((&term.name.value, &term.fields))).collect()
        }
        Section::Parts => {
            let row_of = |(name, fields): (&str, &Element)| {
                row(page, section, name, ElementId::PLAN, fields_of(page, section, fields))
            };
            plan.parts.iter().map(|part| row_of((&part.number.value, &part.fields))).collect()
        }
    }
}

fn fields_of(page: &Page<'_>, section: Section, element: &Element) -> Vec<Fact> {
    let given = element.fields.iter().filter(|field| field.is_given());
    let known = given.filter_map(|field| Some((field, section.fields().iter().find(|spec| spec.name == field.name)?)));
    known.flat_map(|(field, spec)| page.field(section.column(spec.name), spec, &field.value)).collect()
}

/// A row of an entry: its id before what it says, in the order of the section's keys.
fn row(page: &Page<'_>, section: Section, id: &str, element: ElementId, facts: Vec<Fact>) -> Row {
    let mut row = Row::new();
    let is_element = element != ElementId::PLAN;
    // An allocation that happens to be called as the whole is, is told apart from it.
    let id = match (section, is_element) {
        (Section::Resources, true) => page.name(Known::Total, id),
        (Section::Resources, false) => page.known(Known::Total, id),
        _ => id.to_owned(),
    };
    let name = Cell { content: Content::Text(id), element, field: None };
    row.insert(Slot::fact(0, Heading::plain(section.id_key())), name);
    for Fact { heading, content, field } in facts {
        let order = section.fields().iter().position(|spec| spec.name == field).unwrap_or(section.fields().len());
        // What money is for and how much it is stands before what is said of it.
        let of_element = crate::plan::schema::fields(Kind::Scope).iter().any(|spec| spec.name == field);
        let order = if of_element && section == Section::Resources { order + 100 } else { order + 1 };
        let slot = Slot::fact(u8::try_from(order).unwrap_or(u8::MAX), heading);
        row.insert(slot, Cell { content, element, field: is_element.then_some(field) });
    }
    row
}

/// Whether the tables of results say less of a value than it does.
fn says_more(measure: &Measure) -> bool {
    let is_shown = content(measure).is_some()
        || (matches!(measure.role, MeasureRole::Baseline | MeasureRole::Target) && measure.date.is_some());
    let has_more = measure.change.is_some()
        || !measure.parts.is_empty()
        || measure.population.is_some()
        || measure.unit.is_some()
        || measure.planned;
    has_more || (!is_shown && measure.date.is_some())
}

fn values(page: &Page<'_>) -> Vec<Row> {
    let plan = page.export.plan;
    let mut rows = Vec::new();
    for id in plan.of_kind(Kind::Indicator) {
        let element = plan.element(*id);
        for measure in element.all_measures().filter(|measure| says_more(measure)) {
            rows.extend(of_measure(page, *id, element, measure));
        }
    }
    rows
}

fn of_measure(page: &Page<'_>, id: ElementId, element: &Element, measure: &Measure) -> Vec<Row> {
    let (which, field) = match measure.role {
        MeasureRole::Baseline => (WHICH[0], "baseline"),
        MeasureRole::Target => (WHICH[1], "target"),
        MeasureRole::Milestone => (WHICH[2], "milestones"),
        MeasureRole::Actual => (WHICH[3], "actuals"),
    };
    let mut first = Row::new();
    let put = |row: &mut Row, order: u8, key: &'static str, content: Option<Content>, field: Option<&'static str>| {
        if let Some(content) = content {
            row.insert(Slot::fact(order, Heading::plain(key)), Cell { content, element: id, field });
        }
    };
    let text = |text: &str| Some(Content::Text(text.to_owned()));
    put(&mut first, 0, "value-of", text(&element.id), None);
    let name = first.clone();
    put(&mut first, 1, "which", text(label::shown(which, page.headings)), Some(field));
    put(&mut first, 2, "date", measure.date.as_ref().map(|date| of_date(date.value)), Some(field));
    put(&mut first, 3, "value", content(measure), Some(field));
    put(&mut first, 4, "unit", measure.unit.as_ref().and_then(|of| text(unit(&of.value))), Some(field));
    put(&mut first, 5, "population", measure.population.as_ref().and_then(|of| text(&of.value)), Some(field));
    if measure.planned {
        put(&mut first, 6, "planned", text(label::shown("true", page.headings)), Some(field));
    }
    if let Some(change) = measure.change.as_ref().map(|change| &change.value) {
        put(&mut first, 7, "change-by", change.by.as_ref().map(|by| Content::Number(by.value)), Some(field));
        put(&mut first, 8, "change-unit", change.unit.as_ref().and_then(|of| text(&of.value)), Some(field));
        put(&mut first, 9, "change-from", change.from.as_ref().map(|from| of_date(from.value)), Some(field));
    }
    let mut rows = vec![first];
    for (index, part) in measure.parts.iter().enumerate() {
        if index > 0 {
            // What goes on speaks of the same value, and does not say again which.
            rows.push(name.clone());
        }
        let Some(row) = rows.last_mut() else { continue };
        put(row, 10, "dimension", part.dimension.as_deref().and_then(text), Some(field));
        put(row, 11, "group", text(&part.group.value), Some(field));
        put(row, 12, "part-value", Some(Content::Number(part.value.value)), Some(field));
    }
    rows
}
