//! What a file has no place for, by the kind of element and the field, with the elements that say it.

use std::collections::{BTreeMap, HashSet};

use super::Export;
use super::facts::{Page, Reader};
use crate::format::stratml;
use crate::import::own::begins_as_unit;
use crate::import::own::results::naming;
use crate::plan::schema::{self, FieldType};
use crate::plan::{Element, ElementId, Field, FieldValue, Kind, Measure, MeasureValue, NoteKind, Plan};

/// Something that a plan says and a file does not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// The kind of the elements that say it.
    pub kind: Kind,
    /// The key of the plan language, or a part of one: `target.change`.
    pub key: String,
    /// How often it is said.
    pub count: usize,
    /// The ids of the elements that say it, or the files that hold it; none where the plan itself says it.
    pub of: Vec<String>,
}

/// What a format has a place for.
trait Places {
    /// Whether an element has a place below what it stands under.
    fn has_element(&self, element: &Element, parent: Kind) -> bool;
    /// Whether a field of an element that has a place has one, too.
    fn has_field(&self, element: &Element, field: &Field) -> bool;
    /// Whether texts have a place in more than one language, and values for more than a number and a date.
    fn has_details(&self) -> bool;
}

/// Tables have a column for each key; what has a shape of its own, and what only says how files are laid out, has none.
struct Tables<'p> {
    page: Page<'p>,
}

impl Places for Tables<'_> {
    fn has_element(&self, _: &Element, _: Kind) -> bool {
        true
    }

    fn has_field(&self, element: &Element, field: &Field) -> bool {
        match (&field.value, schema::find(element.kind, field.name).map(|spec| spec.holds)) {
            (FieldValue::Section { .. }, Some(FieldType::Record)) | (FieldValue::Invalid, _) => false,
            // A quantity is a number with its unit there.
            (FieldValue::Measure(measure), Some(FieldType::Quantity)) => {
                measure.number().is_some()
                    && measure.date.is_none()
                    && measure.unit.as_ref().is_none_or(|unit| begins_as_unit(&unit.value))
                    && details(measure).iter().all(|part| *part == "unit")
            }
            // A title that says what another field says is read back as that alone.
            (FieldValue::Text(title), _) if field.name == naming(element.kind) => {
                let same = |other: &str| {
                    let other = element.text(other).and_then(|text| self.page.words(text));
                    other.is_some() && other == self.page.words(title)
                };
                !["title", "statement"].into_iter().any(|other| other != field.name && same(other))
            }
            _ => true,
        }
    }

    fn has_details(&self) -> bool {
        true
    }
}

/// StratML has a place for what its reader has words for, as far as it is written.
struct Stratml;

/// Keys that StratML takes and its reader does not name as fields of their elements.
const BESIDES: [&str; 2] = ["plan", "language"];
/// Keys whose words its reader has, but whose meaning there is another, so that they are not written.
const UNWRITTEN: [(Kind, &str); 2] = [(Kind::Target, "deadline"), (Kind::Plan, "document")];

/// Whether StratML has a word for a field, and it is written.
pub(super) fn is_written_in_stratml(kind: Kind, field: &str) -> bool {
    let is_besides = kind == Kind::Plan && BESIDES.contains(&field);
    is_besides || (is_word_of_stratml(kind, field) && !UNWRITTEN.contains(&(kind, field)))
}

fn is_word_of_stratml(kind: Kind, field: &str) -> bool {
    stratml::WORDS.iter().any(|word| word.kind == kind && word.field == field)
}

impl Places for Stratml {
    fn has_element(&self, element: &Element, parent: Kind) -> bool {
        element.kind.section().is_none_or(|section| is_word_of_stratml(parent, section))
    }

    fn has_field(&self, element: &Element, field: &Field) -> bool {
        let keeps = field.name != "milestones" || super::stratml::keeps_milestones(element);
        // What could not be read cannot be written either.
        keeps && field.value != FieldValue::Invalid && is_written_in_stratml(element.kind, field.name)
    }

    fn has_details(&self) -> bool {
        false
    }
}

/// What tables have no place for.
pub(super) fn of_tables(export: &Export<'_>) -> Vec<LeftOut> {
    let mut left_out = count(export, &Tables { page: Page::of(export, Reader::Import) });
    left_out.add_unread(export.plan);
    left_out.listed()
}

/// What StratML has no place for.
pub(super) fn of_stratml(export: &Export<'_>) -> Vec<LeftOut> {
    let mut left_out = count(export, &Stratml);
    for _ in &export.plan.totals {
        left_out.add(Kind::Plan, "resources.total".to_owned(), 1, None);
    }
    left_out.add_unread(export.plan);
    left_out.listed()
}

/// What is left out, each thing once.
#[derive(Default)]
struct Counts(BTreeMap<(Kind, String), (usize, Vec<String>)>);

impl Counts {
    fn add(&mut self, kind: Kind, key: String, count: usize, of: Option<&str>) {
        let (known, names) = self.0.entry((kind, key)).or_default();
        *known += count;
        if let Some(of) = of.filter(|of| !names.iter().any(|name| name == of)) {
            names.push(of.to_owned());
        }
    }

    fn add_of(&mut self, element: &Element, key: String, count: usize) {
        let of = (element.kind != Kind::Plan).then_some(&*element.id);
        self.add(element.kind, key, count, of);
    }

    /// What stands in the plan's files and is no part of the plan that was read: keys that nobody knows, and files that are missing.
    fn add_unread(&mut self, plan: &Plan) {
        let includes: Vec<&str> = plan.root().words("include").iter().map(|path| &*path.value).collect();
        for note in &plan.notes {
            let element = plan.element(note.element.unwrap_or(ElementId::PLAN));
            match &note.kind {
                NoteKind::UnknownKey { key, .. } | NoteKind::DuplicateKey { key, .. } => {
                    self.add_of(element, key.to_string(), 1);
                }
                NoteKind::IncludeFailed { path, .. } if includes.contains(&&**path) => {
                    self.add(Kind::Plan, "include".to_owned(), 1, Some(path));
                }
                _ => {}
            }
        }
    }

    fn listed(self) -> Vec<LeftOut> {
        self.0.into_iter().map(|((kind, key), (count, of))| LeftOut { kind, key, count, of }).collect()
    }
}

fn count(export: &Export<'_>, places: &dyn Places) -> Counts {
    let plan = export.plan;
    let mut counts = Counts::default();
    let mut lost = HashSet::new();
    for (id, element) in plan.elements() {
        // What stands under something that has no place is counted with it.
        if element.parent.is_some_and(|parent| lost.contains(&parent)) {
            lost.insert(id);
            continue;
        }
        let parent = element.parent.map(|parent| plan.element(parent).kind);
        if id != ElementId::PLAN && !parent.is_some_and(|parent| places.has_element(element, parent)) {
            lost.insert(id);
            counts.add_of(element, String::new(), 1);
            continue;
        }
        for field in element.fields.iter().filter(|field| field.is_given()) {
            let holds = schema::find(element.kind, field.name).map(|spec| spec.holds);
            let is_of_elements = matches!(holds, Some(FieldType::Children(_) | FieldType::Resources));
            // How a plan is laid out in files is nothing that it says.
            if is_of_elements || (element.kind == Kind::Plan && field.name == "include") {
                continue;
            }
            if !places.has_field(element, field) {
                let entries = match (&field.value, holds) {
                    (FieldValue::Section { entries }, Some(FieldType::Continuity)) => *entries,
                    _ => 1,
                };
                counts.add_of(element, field.name.to_owned(), entries);
            } else if let FieldValue::Text(text) = &field.value
                && text.entries.len() > 1
                && !places.has_details()
            {
                counts.add_of(element, format!("{}.languages", field.name), 1);
            }
        }
        if !places.has_details() {
            for measure in element.all_measures() {
                let has_value = measure.value.as_ref().is_some_and(|value| value.value != MeasureValue::Blank);
                let date = (measure.date.is_some() && !has_value).then_some("date");
                for part in details(measure).into_iter().chain(date) {
                    counts.add_of(element, format!("{}.{part}", measure.role.name()), 1);
                }
            }
        }
    }
    counts
}

/// What a measure says besides value and date.
fn details(measure: &Measure) -> Vec<&'static str> {
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
