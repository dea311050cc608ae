//! What a plan says of itself, on the first sheet or above the tables.

use super::Export;
use super::facts::{Page, of_date};
use crate::import::own::Holder;
use crate::import::own::TEXTS;
use crate::import::own::label::{headed, label};
use crate::plan::schema::FieldType;
use crate::plan::{Element, ElementId, FieldValue, Kind};

/// A line of the cover.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    /// What it is, in the language of headings.
    pub(super) label: String,
    /// What it says.
    pub(super) value: String,
    /// The key of the plan language, by which the import knows it.
    pub(super) key: String,
    /// The element that says it, and the field; none for the id.
    pub(super) element: ElementId,
    pub(super) field: Option<&'static str>,
}

/// The lines of a plan's cover.
pub(super) fn of(page: &Page<'_>) -> Vec<Entry> {
    let plan = page.export.plan;
    let plain = |key: &str, value: String, field: Option<&'static str>| {
        let (label, key) = (headed(label(key, page.headings)), key.to_owned());
        Entry { label, value, key, element: ElementId::PLAN, field }
    };
    let mut entries = vec![plain("plan", plan.id().to_owned(), None)];
    for holder in Holder::ALL {
        if let Some((id, element)) = held(page, holder) {
            entries.extend(of_holder(page, holder, id, element));
        }
    }
    let mut of_plan = vec![plain("language", plan.language().to_owned(), Some("language"))];
    if page.texts != plan.language() {
        of_plan.push(plain(TEXTS, page.texts.clone(), None));
    }
    let period = plan.period();
    for (key, day) in [("start", period.and_then(|of| of.start)), ("end", period.and_then(|of| of.end))] {
        of_plan.extend(day.map(|day| plain(key, of_date(day.value).plain(), Some("period"))));
    }
    // The language and the days stand behind what says whose plan it is.
    let is_before = |entry: &&Entry| {
        let key = entry.key.split('@').next();
        ["plan", "title", "organization", "status", "level"].iter().any(|known| key == Some(known))
    };
    let place = entries.iter().take_while(is_before).count();
    entries.splice(place..place, of_plan);
    entries
}

/// What lines of the cover say something of.
fn held<'p>(page: &Page<'p>, holder: Holder) -> Option<(ElementId, &'p Element)> {
    let plan = page.export.plan;
    let of_kind = |kind: Kind| plan.of_kind(kind).first().map(|id| (*id, plan.element(*id)));
    let of_plan = |element: &'p Option<Element>| element.as_ref().map(|element| (ElementId::PLAN, element));
    match holder {
        Holder::Plan => Some((ElementId::PLAN, plan.root())),
        Holder::Vision => of_kind(Kind::Vision),
        Holder::Mission => of_kind(Kind::Mission),
        Holder::ResultsFramework => of_plan(&plan.results_framework),
        Holder::Resources => of_plan(&plan.resources),
        Holder::Document => of_plan(&plan.document),
    }
}

fn of_holder(page: &Page<'_>, holder: Holder, id: ElementId, element: &Element) -> Vec<Entry> {
    let mut entries = Vec::new();
    for spec in holder.fields() {
        let Some(field) = element.field(spec.name).filter(|field| field.is_given()) else { continue };
        let is_elsewhere = holder == Holder::Plan && matches!(spec.name, "plan" | "language" | "period");
        if is_elsewhere || matches!(spec.holds, FieldType::Period) {
            continue;
        }
        let (label, key) = (holder.label(spec.name, page.headings), holder.line(spec.name));
        let at = match holder {
            Holder::ResultsFramework | Holder::Resources | Holder::Document => Some(holder.key()),
            Holder::Plan | Holder::Vision | Holder::Mission => Some(spec.name),
        };
        let entry = |label: String, key: String, value: String| Entry { label, value, key, element: id, field: at };
        if let FieldValue::Text(text) = &field.value {
            for (heading, words) in page.texts(spec.name, text) {
                entries.push(match heading.language {
                    None => entry(label.clone(), key.clone(), words),
                    Some(tag) => entry(format!("{label} ({tag})"), format!("{key}@{tag}"), words),
                });
            }
        } else if let Some(content) = page.shown(spec, &field.value) {
            entries.push(entry(label, key, content.plain()));
        }
    }
    entries
}

/// The language that most names of elements are written in.
pub(super) fn text_language(export: &Export<'_>) -> String {
    let plan = export.plan;
    let texts: Vec<_> = plan.elements().filter_map(|(id, _)| plan.text_of(id)).collect();
    let with = texts.iter().filter(|text| text.in_language(export.language).is_some()).count();
    if with * 2 > texts.len() { export.language.to_owned() } else { plan.language().to_owned() }
}
