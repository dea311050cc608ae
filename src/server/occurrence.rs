//! Where an element is named: in its own plan, and in the plans that succeed it or carry it out.

use std::path::Path;
use std::sync::Arc;

use tower_lsp_server::ls_types::{Location as Address, Position};

use crate::plan::{ElementId, Plan};

use super::cursor::{self, Belongs, Named, Thing};
use super::plan_view::PlanView;
use super::snapshot::{Here, Snapshot};

/// An element, known over all plans by the root of its plan and by its id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Global<'s> {
    /// The identity of its plan's root.
    pub(super) root: &'s Path,
    /// Its id.
    pub(super) id: &'s str,
}

/// A place where an element is named.
#[derive(Clone, Copy)]
pub(super) struct Occurrence<'s> {
    /// The plan in whose files the place is.
    pub(super) view: &'s Arc<PlanView>,
    /// The place.
    pub(super) named: Named,
    /// Whether the element itself stands there.
    pub(super) is_definition: bool,
}

impl Occurrence<'_> {
    /// The place in the protocol's terms.
    pub(super) fn address(&self) -> Option<Address> {
        self.view.address(self.named.at)
    }
}

/// The element at a position, with the plan that is looked at.
pub(super) fn at<'s>(here: &Here<'s>, position: Position) -> Option<Named> {
    match cursor::at(here.view, here.file, here.offset(position))? {
        Thing::Element(named) => Some(named),
        _ => None,
    }
}

/// The identity of the root of a plan that `view` names, or of `view` itself.
pub(super) fn root_of(view: &PlanView, belongs: Belongs) -> Option<&Path> {
    let root = cursor::plan_of(view.plan(), belongs)?.files.first()?;
    view.identities.get(root.0 as usize).map(|identity| identity.as_path())
}

/// What `named` is, over all plans.
pub(super) fn global<'s>(view: &'s PlanView, named: Named) -> Option<Global<'s>> {
    let root = root_of(view, named.belongs)?;
    let id = &cursor::plan_of(view.plan(), named.belongs)?.element(named.id).id;
    Some(Global { root, id })
}

/// The place where an element stands.
pub(super) fn definition(view: &PlanView, named: Named) -> Option<Address> {
    let element = cursor::plan_of(view.plan(), named.belongs)?.element(named.id);
    view.address(cursor::bare(&view.loaded.sources, element.key))
}

/// All places where an element is named, those in one file in the order of the text.
pub(super) fn all<'s>(snapshot: &'s Snapshot, wanted: &Global<'_>) -> Vec<Occurrence<'s>> {
    let mut found = Vec::new();
    for view in &snapshot.plans {
        let knows = |belongs| root_of(view, belongs) == Some(wanted.root);
        for belongs in [Belongs::Here, Belongs::Predecessor, Belongs::Implemented] {
            if !knows(belongs) {
                continue;
            }
            let Some(plan) = cursor::plan_of(view.plan(), belongs) else { continue };
            for &file in &view.plan().files {
                let in_file = cursor::named(view, file)
                    .filter(|named| named.belongs == belongs && *plan.element(named.id).id == *wanted.id);
                let mut in_file: Vec<Named> = in_file.collect();
                in_file.sort_by_key(|named| named.at.span);
                found.extend(in_file.into_iter().map(|named| {
                    let is_definition = belongs == Belongs::Here && stands_at(plan, view, named);
                    Occurrence { view, named, is_definition }
                }));
            }
        }
    }
    // Where the plan itself is not read, its element is known through the plan that names it.
    if found.iter().all(|occurrence| !occurrence.is_definition) {
        for view in &snapshot.plans {
            for belongs in [Belongs::Predecessor, Belongs::Implemented] {
                if root_of(view, belongs) == Some(wanted.root)
                    && let Some(plan) = cursor::plan_of(view.plan(), belongs)
                    && let Some(id) = plan.find(wanted.id)
                {
                    let at = cursor::bare(&view.loaded.sources, plan.element(id).key);
                    found.insert(0, Occurrence { view, named: Named { belongs, id, at }, is_definition: true });
                    return found;
                }
            }
        }
    }
    found
}

fn stands_at(plan: &Plan, view: &PlanView, named: Named) -> bool {
    cursor::bare(&view.loaded.sources, plan.element(named.id).key) == named.at
}

/// The element of this id in the plan whose root has this identity, for answers that come back with a later question.
pub(super) fn find<'s>(snapshot: &'s Snapshot, root: &str, id: &str) -> Option<(&'s Arc<PlanView>, ElementId)> {
    let view = snapshot.plans.iter().find(|view| view.identity().to_string_lossy() == root)?;
    Some((view, view.plan().find(id)?))
}
