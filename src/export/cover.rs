//! What a plan says of itself, on the first sheet or above the tables.

use super::Export;
use super::matrix::headed;
use crate::plan::{ElementId, Kind};

/// A line of the cover.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    /// What it is, in the language of headings.
    pub(super) label: String,
    /// What it says.
    pub(super) value: String,
    /// The key of the plan language, by which the import knows it.
    pub(super) key: &'static str,
    /// The element that says it, and the field; none for the id.
    pub(super) element: ElementId,
    pub(super) field: Option<&'static str>,
}

/// The lines of a plan's cover.
pub(super) fn of(export: &Export<'_>) -> Vec<Entry> {
    let root = export.plan.root();
    let mut entries = Vec::new();
    let mut put = |key: &'static str, value: Option<String>| {
        let Some(value) = value else { return };
        let (element, field) = match key {
            "plan" => (ElementId::PLAN, None),
            "start" | "end" => (ElementId::PLAN, Some("period")),
            "vision" | "mission" => (statement_of(export, key).unwrap_or(ElementId::PLAN), Some("statement")),
            key => (ElementId::PLAN, Some(key)),
        };
        entries.push(Entry { label: headed(export.messages.name("cover", key)), value, key, element, field });
    };
    let date = |field: &str| root.date(field).map(|date| date.value.to_string());
    put("plan", Some(export.plan.id().to_owned()));
    put("title", export.text(ElementId::PLAN, "title").map(str::to_owned));
    put("organization", export.text(ElementId::PLAN, "organization").map(str::to_owned));
    put("status", root.word("status").map(str::to_owned));
    put("level", root.word("level").map(str::to_owned));
    put("language", Some(text_language(export)));
    let period = export.plan.period();
    put("start", period.and_then(|period| period.start).map(|start| start.value.to_string()));
    put("end", period.and_then(|period| period.end).map(|end| end.value.to_string()));
    put("horizon", date("horizon"));
    put("default-deadline", date("default-deadline"));
    put("currency", root.word("currency").map(str::to_owned));
    for key in ["vision", "mission"] {
        let found = statement_of(export, key).and_then(|id| export.text(id, "statement"));
        put(key, found.map(str::to_owned));
    }
    put("description", export.text(ElementId::PLAN, "description").map(str::to_owned));
    put("note", export.text(ElementId::PLAN, "note").map(str::to_owned));
    entries
}

/// The vision or the mission.
fn statement_of(export: &Export<'_>, key: &str) -> Option<ElementId> {
    let kind = if key == "vision" { Kind::Vision } else { Kind::Mission };
    export.plan.of_kind(kind).first().copied()
}

/// The language that most names of elements are written in.
pub(super) fn text_language(export: &Export<'_>) -> String {
    let plan = export.plan;
    let texts: Vec<_> = plan.elements().filter_map(|(id, _)| plan.text_of(id)).collect();
    let with = texts.iter().filter(|text| text.in_language(export.language).is_some()).count();
    if with * 2 > texts.len() { export.language.to_owned() } else { plan.language().to_owned() }
}
