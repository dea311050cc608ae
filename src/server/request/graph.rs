//! `planlint/graph`: the chain of results as nodes and edges, for a map beside the editor.

use serde::{Deserialize, Serialize};
use tower_lsp_server::ls_types::{Range, TextDocumentIdentifier, Uri};

use crate::finding::Severity;
use crate::graph::{self, Edge, Node};

use super::super::diagnostic::is_shown;
use super::super::plan_view::PlanView;
use super::super::snapshot::Snapshot;
use super::super::wording::shorten;

/// The longest name that a map shows, in characters.
const LONGEST_LABEL: usize = 80;

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
    nodes: Vec<NodeEntry>,
    edges: Vec<EdgeEntry>,
}

#[derive(Clone, Debug, Serialize)]
struct NodeEntry {
    /// Unique in the graph: the element's id; `plan-id#id` for one of another plan.
    id: String,
    /// The element's kind; `missing` for an id that a link names and nobody has.
    kind: &'static str,
    label: Option<String>,
    uri: Option<Uri>,
    range: Option<Range>,
    broken: bool,
    unfunded: bool,
    errors: usize,
    warnings: usize,
    infos: usize,
    hints: usize,
}

#[derive(Clone, Debug, Serialize)]
struct EdgeEntry {
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
    let judged = view.judge();
    let findings = judged.iter().flat_map(|judged| &judged.findings);
    let shown = findings.filter(|finding| is_shown(finding, &view.settings));
    let graph = graph::Graph::new(plan, shown, &view.messages().language);
    Some(Graph {
        plan: plan.id().to_owned(),
        title: graph.title.as_deref().map(|title| shorten(title, LONGEST_LABEL)),
        nodes: graph.nodes.iter().map(|node| node_entry(view, node)).collect(),
        edges: graph.edges.iter().map(|edge| edge_entry(view, edge)).collect(),
    })
}

fn node_entry(view: &PlanView, node: &Node) -> NodeEntry {
    let address = node.at.and_then(|at| view.address(at));
    NodeEntry {
        id: node.id.clone(),
        kind: node.kind.map_or("missing", |kind| kind.name()),
        label: node.label.as_deref().map(|label| shorten(label, LONGEST_LABEL)),
        range: address.as_ref().map(|address| address.range),
        uri: address.map(|address| address.uri),
        broken: node.mark.broken,
        unfunded: node.mark.unfunded,
        errors: node.mark.count(Severity::Error),
        warnings: node.mark.count(Severity::Warning),
        infos: node.mark.count(Severity::Info),
        hints: node.mark.count(Severity::Hint),
    }
}

fn edge_entry(view: &PlanView, edge: &Edge) -> EdgeEntry {
    let address = view.address(edge.at);
    EdgeEntry {
        from: edge.from.clone(),
        to: edge.to.clone(),
        relation: edge.tie.name(),
        broken: edge.broken,
        range: address.as_ref().map(|address| address.range),
        uri: address.map(|address| address.uri),
    }
}
