//! What becomes of the elements of a plan: which row each has, and under which elements it stands there.

use crate::import::heading::Field;
use crate::import::own::results::column_of;
use crate::plan::{ElementId, Kind, Plan};

/// Sections of a plan that become tables, in the order of a file.
pub(super) const SECTIONS: [Kind; 11] = [
    Kind::Goal,
    Kind::Priority,
    Kind::Target,
    Kind::Outcome,
    Kind::Output,
    Kind::Activity,
    Kind::Offering,
    Kind::Enabler,
    Kind::Indicator,
    Kind::Risk,
    Kind::Assumption,
];

/// A row before it has columns.
#[derive(Clone, Debug)]
pub(super) struct Line {
    /// The elements that it names, from the highest.
    pub(super) path: Vec<(Field, ElementId)>,
    /// The element whose fields stand in it; the lowest of the path, or one beside it.
    pub(super) own: ElementId,
    /// The field that the own element stands in.
    pub(super) field: Field,
}

/// The rows of a section. An element without fields of its own shares the row of its first indicator.
pub(super) fn lines(plan: &Plan, section: Kind, has_fields: &dyn Fn(ElementId) -> bool) -> Vec<Line> {
    let mut lines = Vec::new();
    for element in plan.children_of_kind(ElementId::PLAN, section) {
        put(plan, element, &[], has_fields, &mut lines);
    }
    lines
}

fn put(
    plan: &Plan,
    element: ElementId,
    above: &[(Field, ElementId)],
    has_fields: &dyn Fn(ElementId) -> bool,
    lines: &mut Vec<Line>,
) {
    let Some(field) = column_of(plan.element(element).kind) else { return };
    if !field.is_statement() {
        lines.push(Line { path: above.to_vec(), own: element, field });
        return;
    }
    // What stands beside another of its kind is named beside it, for a row has one column for each kind.
    let mut path: Vec<(Field, ElementId)> = above.iter().copied().filter(|(known, _)| *known != field).collect();
    path.push((field, element));
    let children = plan.children(element);
    let of = |kind: Kind| children.iter().copied().filter(move |child| plan.element(*child).kind == kind);
    if has_fields(element) || of(Kind::Indicator).next().is_none() {
        lines.push(Line { path: path.clone(), own: element, field });
    }
    // Lower kinds first: a row that leaves a column blank belongs to what stands in it above.
    for kind in
        [Kind::Indicator, Kind::Assumption, Kind::Risk, Kind::Activity, Kind::Output, Kind::Outcome, Kind::Target]
    {
        for child in of(kind) {
            put(plan, child, &path, has_fields, lines);
        }
    }
}
