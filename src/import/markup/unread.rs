//! What stands in the file and in no field: its words are kept as notes of the element around it, and it is listed.

use std::collections::{BTreeMap, BTreeSet};

use super::Converter;
use crate::import::draft::{Draft, DraftPlan};
use crate::import::remark::Told;
use crate::import::row::short;
use crate::plan::{FieldValue, Measure, Plan};
use crate::source::{Location, Span};
use crate::xml::{Cursor, Tree};

/// The most notes that are kept of one name: what stands oftener is a ledger, and stays in its file.
const KEPT: usize = 20;

/// Names of places in a file: they serve its relationships, which become links.
const OF_PLACES: [&str; 1] = ["Identifier"];

/// Keeps what no field of the plan holds.
pub(super) fn keep(converter: &mut Converter<'_>, tree: &Tree<'_>, draft: &mut DraftPlan) {
    let plan = converter.plan;
    let Some(root) = tree.root() else { return };
    let Some(top) = around(root, plan.root().at.span) else { return };
    let read = starts(plan);
    let mut unread: Vec<Cursor<'_, '_>> = Vec::new();
    gather(top, &read, &mut unread);
    attributes(converter, top, &read, &unread.iter().map(|part| part.at().start).collect());
    let mut by_name: BTreeMap<&str, Vec<Cursor<'_, '_>>> = BTreeMap::new();
    for part in unread {
        by_name.entry(part.name()).or_default().push(part);
    }
    for (name, parts) in by_name {
        let Some(first) = parts.first() else { continue };
        let place = converter.place(Location::new(converter.file, first.name_at()));
        let is_ledger = parts.len() > KEPT || OF_PLACES.contains(&name);
        let told = if is_ledger { Told::MarkupNotKept } else { Told::MarkupAsNote };
        converter.reading.left_out.push(told.at(place).with("text", name).with("count", parts.len().to_string()));
        if is_ledger {
            continue;
        }
        for part in parts {
            let place = converter.place(Location::new(converter.file, part.name_at()));
            let note = said(part);
            let owner = owner(plan, part.at());
            match owner.and_then(|id| find(&mut draft.elements, id)) {
                Some(element) => element.note(&place, note),
                None => draft.notes.push((place, note)),
            }
        }
    }
}

/// Attributes that decide what an element is read as, and what every element can have: nothing of them is lost.
const DECIDING: [(&str, &str); 16] = [
    ("", "xml:lang"),
    ("", "lang"),
    ("", "iso-date"),
    ("", "currency"),
    ("", "StakeholderTypeType"),
    ("", "PerformanceIndicatorType"),
    ("", "IndicatorType"),
    ("", "RelationshipType"),
    ("", "vocabulary"),
    ("activity-date", "type"),
    ("description", "type"),
    ("result", "type"),
    ("indicator", "measure"),
    ("indicator", "ascending"),
    ("dimension", "name"),
    ("location", "ref"),
];

/// Attributes of elements that were read which were not read themselves, each with how often it stands there and its values.
fn attributes(converter: &mut Converter<'_>, top: Cursor<'_, '_>, read: &BTreeSet<u32>, unread: &BTreeSet<u32>) {
    let mut found: BTreeMap<(&str, &str), (Span, BTreeSet<String>, usize)> = BTreeMap::new();
    let mut open = vec![top];
    while let Some(part) = open.pop() {
        if unread.contains(&part.at().start) {
            continue;
        }
        open.extend(part.elements());
        for attribute in part.attributes() {
            let name = attribute.name;
            let decides = DECIDING.iter().any(|(of, known)| *known == name && (of.is_empty() || *of == part.name()));
            let is_of_xml = name.starts_with("xmlns") || name.starts_with("xsi:");
            let Some(value) = part.value(name).filter(|_| !decides && !is_of_xml) else { continue };
            if !read.contains(&value.at.start) {
                let entry = found.entry((part.name(), name)).or_insert((attribute.name_at, BTreeSet::new(), 0));
                if attribute.name_at.start < entry.0.start {
                    entry.0 = attribute.name_at;
                }
                entry.1.insert(value.words.to_string());
                entry.2 += 1;
            }
        }
    }
    for ((part, name), (at, values, count)) in found {
        let value =
            values.first().filter(|_| values.len() == 1).map_or(String::new(), |value| format!("={}", short(value)));
        let place = converter.place(Location::new(converter.file, at));
        let told = Told::MarkupAttribute.at(place).with("text", format!("<{part} {name}{value}>"));
        converter.reading.left_out.push(told.with("count", count.to_string()));
    }
}

/// The elements that say something, of which nothing was read.
fn gather<'x, 't>(part: Cursor<'x, 't>, read: &BTreeSet<u32>, unread: &mut Vec<Cursor<'x, 't>>) {
    let Span { start, end } = part.at();
    if read.range(start..end).next().is_some() {
        part.elements().for_each(|inner| gather(inner, read, unread));
    } else if part.content().is_some() || part.attributes().iter().any(|attribute| part.value(attribute.name).is_some())
    {
        unread.push(part);
    }
}

/// The element that reaches over `span`, `root` or one right within it.
fn around<'x, 't>(root: Cursor<'x, 't>, span: Span) -> Option<Cursor<'x, 't>> {
    std::iter::once(root).chain(root.elements()).find(|part| part.at() == span)
}

/// The words of an element behind its name, and its attributes.
fn said(part: Cursor<'_, '_>) -> String {
    let name = part.name();
    let told = part.attributes().iter().filter(|attribute| !matches!(attribute.name, "xml:lang" | "lang"));
    let values = told.filter_map(|attribute| Some(format!("{} {}", attribute.name, part.value(attribute.name)?.words)));
    let values = values.collect::<Vec<_>>().join(", ");
    match part.content() {
        Some(content) if values.is_empty() => format!("{name}: {}", content.words),
        Some(content) => format!("{name}: {} ({values})", content.words),
        None => format!("{name}: {values}"),
    }
}

/// The innermost element of the plan around a place; none where that is the plan itself.
fn owner(plan: &Plan, span: Span) -> Option<&str> {
    let around = plan.elements().skip(1).filter(|(_, element)| element.at.span.contains(span));
    around.min_by_key(|(_, element)| element.at.span.end - element.at.span.start).map(|(_, element)| &*element.id)
}

fn find<'d>(elements: &'d mut [Draft], id: &str) -> Option<&'d mut Draft> {
    for element in elements {
        if element.given_id.as_deref() == Some(id) {
            return Some(element);
        }
        if let Some(found) = find(&mut element.children, id) {
            return Some(found);
        }
    }
    None
}

/// Where what was read begins.
fn starts(plan: &Plan) -> BTreeSet<u32> {
    let mut starts = BTreeSet::from([plan.root().key.span.start]);
    let small = plan.totals.iter().map(|total| &total.fields).chain(plan.parts.iter().map(|part| &part.fields));
    for element in plan.elements().map(|(_, element)| element).chain(small) {
        for field in &element.fields {
            match &field.value {
                FieldValue::Text(text) => starts.extend(text.entries.iter().map(|entry| entry.at.span.start)),
                FieldValue::Words(words) => starts.extend(words.iter().map(|word| word.at.span.start)),
                FieldValue::Codes(codes) => starts.extend(codes.iter().map(|code| code.at.span.start)),
                FieldValue::Links(links) => starts.extend(links.iter().map(|link| plan.link(*link).at.span.start)),
                FieldValue::Measure(measure) => of_measure(measure, &mut starts),
                FieldValue::Measures(measures) => measures.iter().for_each(|one| of_measure(one, &mut starts)),
                FieldValue::Period(period) => {
                    starts.extend([period.start, period.end].iter().flatten().map(|day| day.at.span.start));
                }
                FieldValue::Placeholder(_)
                | FieldValue::Date(_)
                | FieldValue::Number(_)
                | FieldValue::Flag(_)
                | FieldValue::Record { .. } => {
                    starts.insert(field.at.span.start);
                }
                FieldValue::Blank | FieldValue::Invalid | FieldValue::Section { .. } => {}
            }
        }
    }
    starts
}

fn of_measure(measure: &Measure, starts: &mut BTreeSet<u32>) {
    starts.extend(measure.value.as_ref().map(|value| value.at.span.start));
    starts.extend(measure.date.as_ref().map(|date| date.at.span.start));
    starts.extend(measure.unit.as_ref().map(|unit| unit.at.span.start));
    starts.extend(measure.parts.iter().map(|part| part.value.at.span.start));
}
