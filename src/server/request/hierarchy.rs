//! The call hierarchy, as the chain of results: what an element contributes to, and what contributes to it.

use serde_json::{Value, json};
use tower_lsp_server::ls_types::*;

use crate::plan::{ElementId, LinkTarget};

use super::super::cursor::Belongs;
use super::super::occurrence;
use super::super::plan_view::PlanView;
use super::super::snapshot::Snapshot;
use super::super::wording::label;
use super::symbols::kind_of;

/// The element at the position.
pub(in crate::server) fn prepare(
    snapshot: &Snapshot,
    params: &CallHierarchyPrepareParams,
) -> Option<Vec<CallHierarchyItem>> {
    let at = &params.text_document_position_params;
    let here = snapshot.here(&at.text_document.uri)?;
    let named = occurrence::at(&here, at.position).filter(|named| named.belongs == Belongs::Here)?;
    Some(vec![item(here.view, named.id)?])
}

/// What leads to an element: elements that link to it, and those that stand under it.
pub(in crate::server) fn incoming(
    snapshot: &Snapshot,
    params: &CallHierarchyIncomingCallsParams,
) -> Option<Vec<CallHierarchyIncomingCall>> {
    let (view, id) = find(snapshot, params.item.data.as_ref())?;
    let plan = view.plan();
    let mut found: Vec<(ElementId, Range)> = Vec::new();
    for &child in plan.children(id) {
        found.push((child, view.range(plan.element(child).key)));
    }
    for &link in plan.index().incoming(id) {
        let link = plan.link(link);
        if plan.onward(link.from).any(|onward| std::ptr::eq(onward, link)) {
            found.push((link.from, view.range(link.at)));
        }
    }
    let calls = by_element(found).into_iter();
    Some(
        calls
            .filter_map(|(id, from_ranges)| Some(CallHierarchyIncomingCall { from: item(view, id)?, from_ranges }))
            .collect(),
    )
}

/// What an element leads to: the elements that it links to, and the one under which it stands.
pub(in crate::server) fn outgoing(
    snapshot: &Snapshot,
    params: &CallHierarchyOutgoingCallsParams,
) -> Option<Vec<CallHierarchyOutgoingCall>> {
    let (view, id) = find(snapshot, params.item.data.as_ref())?;
    let plan = view.plan();
    let mut found: Vec<(ElementId, Range)> = Vec::new();
    if let Some(parent) = plan.element(id).parent.filter(|&parent| parent != ElementId::PLAN) {
        found.push((parent, view.range(plan.element(id).key)));
    }
    for link in plan.onward(id) {
        if let LinkTarget::Element(target) = link.target {
            found.push((target, view.range(link.at)));
        }
    }
    let calls = by_element(found).into_iter();
    Some(
        calls
            .filter_map(|(id, from_ranges)| Some(CallHierarchyOutgoingCall { to: item(view, id)?, from_ranges }))
            .collect(),
    )
}

fn by_element(found: Vec<(ElementId, Range)>) -> Vec<(ElementId, Vec<Range>)> {
    let mut grouped: Vec<(ElementId, Vec<Range>)> = Vec::new();
    for (id, range) in found {
        match grouped.iter_mut().find(|(known, _)| *known == id) {
            Some((_, ranges)) => ranges.push(range),
            None => grouped.push((id, vec![range])),
        }
    }
    grouped
}

fn item(view: &PlanView, id: ElementId) -> Option<CallHierarchyItem> {
    let plan = view.plan();
    let element = plan.element(id);
    let address = view.address(element.key)?;
    Some(CallHierarchyItem {
        name: element.id.to_string(),
        kind: kind_of(element.kind),
        tags: None,
        detail: label(view, plan, id),
        range: view.range(element.at),
        selection_range: address.range,
        uri: address.uri,
        data: Some(json!({"plan": view.identity().to_string_lossy(), "id": &*element.id})),
    })
}

/// The element that an item stands for, as it is now.
fn find<'s>(snapshot: &'s Snapshot, data: Option<&Value>) -> Option<(&'s PlanView, ElementId)> {
    let data = data?;
    let (view, id) = occurrence::find(snapshot, data["plan"].as_str()?, data["id"].as_str()?)?;
    Some((view, id))
}
