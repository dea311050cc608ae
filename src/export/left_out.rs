//! What a file has no place for, counted by the kind of element and the field.

use std::collections::BTreeMap;

use super::Export;
use super::sections::field_of;
use crate::format::stratml;
use crate::plan::{Element, ElementId, FieldValue, Kind, Measure};

/// Something that a plan says and a file does not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// The kind of the elements that say it.
    pub kind: Kind,
    /// The key of the plan language, or a part of one: `target.change`.
    pub key: String,
    /// How often it is said.
    pub count: usize,
}

/// Keys of the plan itself that tables have a place for.
const OF_PLAN: [&str; 15] = [
    "plan",
    "title",
    "organization",
    "status",
    "level",
    "language",
    "period",
    "horizon",
    "default-deadline",
    "currency",
    "vision",
    "mission",
    "description",
    "note",
    "include",
];
/// Keys of an element that tables have a place for.
const OF_ELEMENT: [&str; 8] = ["title", "name", "statement", "description", "owner", "note", "sdg", "deadline"];
/// Keys of an indicator that tables have a place for besides.
const OF_INDICATOR: [&str; 9] =
    ["unit", "direction", "baseline", "target", "milestones", "actuals", "source", "frequency", "disaggregation"];
const OF_ALLOCATION: [&str; 5] = ["to", "amount", "currency", "period", "note"];
/// Keys that StratML takes and its reader does not name as fields of their elements.
const BESIDES: [&str; 3] = ["plan", "language", "include"];

/// What tables have no place for.
pub(super) fn of_tables(export: &Export<'_>) -> Vec<LeftOut> {
    count(export, &|element, key| match element.kind {
        Kind::Plan => OF_PLAN.contains(&key),
        Kind::Vision | Kind::Mission => key == "statement",
        Kind::Risk | Kind::Assumption => matches!(key, "statement" | "title"),
        Kind::Allocation => OF_ALLOCATION.contains(&key),
        Kind::Indicator => OF_ELEMENT.contains(&key) || OF_INDICATOR.contains(&key),
        kind => field_of(kind).is_some() && OF_ELEMENT.contains(&key),
    })
}

/// What StratML has no place for.
pub(super) fn of_stratml(export: &Export<'_>) -> Vec<LeftOut> {
    count(export, &|element, key| {
        let known = stratml::WORDS.iter().any(|word| word.kind == element.kind && word.field == key);
        let is_kept = match (element.kind, key) {
            (Kind::Target, "deadline") => false,
            (Kind::Indicator, "milestones") => super::stratml::keeps_milestones(element),
            _ => true,
        };
        known && is_kept || (element.kind == Kind::Plan && BESIDES.contains(&key))
    })
}

fn count(export: &Export<'_>, has_place: &dyn Fn(&Element, &str) -> bool) -> Vec<LeftOut> {
    let plan = export.plan;
    let mut counts: BTreeMap<(Kind, String), usize> = BTreeMap::new();
    let mut add = |kind: Kind, key: String| *counts.entry((kind, key)).or_default() += 1;
    let mut lost = std::collections::HashSet::new();
    for (id, element) in plan.elements() {
        // What stands under something that has no place is counted with it.
        let parent_is_lost = element.parent.is_some_and(|parent| lost.contains(&parent));
        let section = element.kind.section();
        let parent = element.parent.map(|parent| plan.element(parent));
        let is_kept = section.is_none_or(|section| match section {
            "allocations" => has_place(element, "amount"),
            section => parent.is_none_or(|parent| has_section(parent, section, has_place)),
        });
        if id != ElementId::PLAN && (parent_is_lost || !is_kept) {
            lost.insert(id);
            if !parent_is_lost {
                add(element.kind, String::new());
            }
            continue;
        }
        for field in element.fields.iter().filter(|field| field.is_given()) {
            if matches!(field.value, FieldValue::Section { .. }) && is_of_elements(field.name) {
                continue;
            }
            if !has_place(element, field.name) {
                add(element.kind, field.name.to_owned());
            } else if let FieldValue::Text(text) = &field.value
                && text.entries.len() > 1
            {
                add(element.kind, format!("{}.languages", field.name));
            }
        }
        for measure in element.all_measures() {
            for part in parts(measure) {
                add(element.kind, format!("{}.{part}", measure.role.name()));
            }
        }
    }
    if !plan.continuity.is_empty() {
        counts.insert((Kind::Plan, "continuity".to_owned()), plan.continuity.len());
    }
    if !plan.totals.is_empty() {
        counts.insert((Kind::Plan, "total".to_owned()), plan.totals.len());
    }
    counts.into_iter().map(|((kind, key), count)| LeftOut { kind, key, count }).collect()
}

/// Whether a parent's section has a place: in tables all that become rows, in StratML what it has words for.
fn has_section(parent: &Element, section: &str, has_place: &dyn Fn(&Element, &str) -> bool) -> bool {
    let kind = Kind::ALL.into_iter().find(|kind| kind.section() == Some(section));
    let is_table = has_place(&probe(Kind::Activity), "owner");
    if is_table { kind.is_some_and(|kind| field_of(kind).is_some()) } else { has_place(parent, section) }
}

/// An element of a kind that says nothing.
fn probe(kind: Kind) -> Element {
    let key = crate::source::Location::default();
    Element { id: "".into(), kind, parent: None, key, at: key, fields: Vec::new() }
}

fn is_of_elements(name: &str) -> bool {
    name == "resources" || Kind::ALL.into_iter().any(|kind| kind.section() == Some(name))
}

/// Parts of a measure besides value and date.
fn parts(measure: &Measure) -> Vec<&'static str> {
    [
        ("change", measure.change.is_some()),
        ("parts", !measure.parts.is_empty()),
        ("population", measure.population.is_some()),
        ("unit", measure.unit.is_some()),
        ("planned", measure.planned),
    ]
    .into_iter()
    .filter(|(_, is_given)| *is_given)
    .map(|(name, _)| name)
    .collect()
}
