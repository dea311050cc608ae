//! `planlint/graph`: the chain of results as nodes and edges, for a map beside the editor.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use tower_lsp_server::ls_types::{Range, TextDocumentIdentifier, Uri};

use crate::finding::Severity;
use crate::plan::{ElementId, Kind, LinkTarget, Plan};
use crate::source::Location as Place;

use super::super::cursor::{self, Belongs};
use super::super::diagnostic::is_shown;
use super::super::plan_view::PlanView;
use super::super::snapshot::Snapshot;
use super::super::wording::label;

/// Which plan.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::server) struct Params {
    /// Any open file of the plan.
    text_document: TextDocumentIdentifier,
}

/// A plan as nodes and edges.
#[derive(Clone, Debug, Serialize)]
pub(in crate::server) struct Graph {
    plan: String,
    title: Option<String>,
    nodes: Vec<Node>,
    edges: Vec<Edge>,
}

#[derive(Clone, Debug, Serialize)]
struct Node {
    /// Unique in the graph: the element's id; `plan-id#id` for one of another plan.
    id: String,
    /// The element's kind; `missing` for an id that a link names and nobody has.
    kind: &'static str,
    label: Option<String>,
    uri: Option<Uri>,
    range: Option<Range>,
    /// A rule about links finds an error in it.
    broken: bool,
    /// A rule says that nothing is allocated to it.
    unfunded: bool,
    errors: usize,
    warnings: usize,
    infos: usize,
    hints: usize,
}

#[derive(Clone, Debug, Serialize)]
struct Edge {
    from: String,
    to: String,
    /// `part-of`, or the key of the link.
    relation: &'static str,
    /// It leads nowhere.
    broken: bool,
    uri: Option<Uri>,
    range: Option<Range>,
}

/// The plan that a document belongs to.
pub(in crate::server) fn graph(snapshot: &Snapshot, params: &Params) -> Option<Graph> {
    let here = snapshot.here(&params.text_document.uri)?;
    let (view, plan) = (here.view, here.view.plan());
    let mut nodes: Vec<Node> = Vec::new();
    let marks = Marks::of(view);
    let is_shown = |kind: Kind| !matches!(kind, Kind::Plan | Kind::Scope | Kind::Allocation);
    for (id, element) in plan.elements().filter(|(_, element)| is_shown(element.kind)) {
        nodes.push(marks.on(node(view, plan, id, element.id.to_string())));
    }
    let mut listed: BTreeSet<String> = nodes.iter().map(|node| node.id.clone()).collect();
    let mut edges = Vec::new();
    for (_, element) in plan.elements().filter(|(_, element)| is_shown(element.kind)) {
        if let Some(parent) = element.parent.filter(|&parent| is_shown(plan.element(parent).kind)) {
            let to = plan.element(parent).id.to_string();
            edges.push(edge(view, element.id.to_string(), to, "part-of", false, element.key));
        }
    }
    for link in plan.links() {
        let from = plan.element(link.from);
        if !is_shown(from.kind) {
            continue;
        }
        let foreign = |belongs, id: ElementId| {
            let other = cursor::plan_of(plan, belongs)?;
            Some((other, id, format!("{}#{}", other.id(), other.element(id).id)))
        };
        let (to, broken) = match link.target {
            LinkTarget::Element(target) if is_shown(plan.element(target).kind) => {
                (plan.element(target).id.to_string(), false)
            }
            LinkTarget::Dangling => {
                let id = link.written.to_string();
                if listed.insert(id.clone()) {
                    nodes.push(missing(id.clone()));
                }
                (id, true)
            }
            LinkTarget::Predecessor(target) | LinkTarget::Implemented(target) => {
                let belongs = if matches!(link.target, LinkTarget::Predecessor(_)) {
                    Belongs::Predecessor
                } else {
                    Belongs::Implemented
                };
                let Some((other, id, name)) = foreign(belongs, target) else { continue };
                if listed.insert(name.clone()) {
                    nodes.push(node(view, other, id, name.clone()));
                }
                (name, false)
            }
            _ => continue,
        };
        edges.push(edge(view, from.id.to_string(), to, link.relation.key(), broken, link.at));
    }
    let title = label(view, plan, ElementId::PLAN);
    Some(Graph { plan: plan.id().to_owned(), title, nodes, edges })
}

fn node(view: &PlanView, plan: &Plan, id: ElementId, name: String) -> Node {
    let element = plan.element(id);
    let address = view.address(element.key);
    Node {
        id: name,
        kind: element.kind.name(),
        label: label(view, plan, id),
        range: address.as_ref().map(|address| address.range),
        uri: address.map(|address| address.uri),
        broken: false,
        unfunded: false,
        errors: 0,
        warnings: 0,
        infos: 0,
        hints: 0,
    }
}

fn missing(id: String) -> Node {
    Node {
        id,
        kind: "missing",
        label: None,
        uri: None,
        range: None,
        broken: true,
        unfunded: false,
        errors: 0,
        warnings: 0,
        infos: 0,
        hints: 0,
    }
}

fn edge(view: &PlanView, from: String, to: String, relation: &'static str, broken: bool, at: Place) -> Edge {
    let address = view.address(at);
    let range = address.as_ref().map(|address| address.range);
    Edge { from, to, relation, broken, range, uri: address.map(|address| address.uri) }
}

/// What findings say of elements.
#[derive(Default)]
struct Marks {
    of: BTreeMap<String, Mark>,
}

#[derive(Default)]
struct Mark {
    broken: bool,
    unfunded: bool,
    counts: [usize; 4],
}

impl Marks {
    fn of(view: &PlanView) -> Self {
        let mut marks = Self::default();
        let Some(judged) = view.judge() else { return marks };
        for finding in judged.findings.iter().filter(|finding| is_shown(finding, &view.settings)) {
            let Some(element) = &finding.element else { continue };
            let mark = marks.of.entry(element.to_string()).or_default();
            // A link that leads nowhere contradicts the plan; one that is missing is an absence, not a break.
            mark.broken |= finding.rule.starts_with("links/") && finding.severity == Severity::Error;
            mark.unfunded |= &*finding.rule == "funding/unfunded-element";
            mark.counts[finding.severity as usize] += 1;
        }
        marks
    }

    fn on(&self, node: Node) -> Node {
        let Some(mark) = self.of.get(&node.id) else { return node };
        let [hints, infos, warnings, errors] = mark.counts;
        Node { broken: mark.broken, unfunded: mark.unfunded, errors, warnings, infos, hints, ..node }
    }
}
