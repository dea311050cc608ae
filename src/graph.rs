//! The chain of results as nodes and edges, with what findings say of them: the one place that decides what is broken
//! and what is unfunded. Editors draw it as a map, the command line as a picture.

mod dot;
mod drawing;
mod layout;
mod mermaid;
mod svg;
mod wrapping;

use std::collections::{BTreeMap, BTreeSet};

use crate::finding::{Finding, Severity};
use crate::plan::{ElementId, Kind, LinkTarget, Plan, Relation};
use crate::source::Location;

pub use drawing::Drawing;

/// The style of [`Drawing::to_svg_in_page`] and the head of its arrows, once in a page, within an `svg` of class `chain`.
pub const STYLE: &str = svg::STYLE;

/// A plan as nodes and edges.
#[derive(Clone, Debug)]
pub struct Graph {
    /// The plan's name.
    pub title: Option<String>,
    /// Elements, in the order of the plan; those of other plans and ids that nobody has behind them.
    pub nodes: Vec<Node>,
    /// What stands under what, then links.
    pub edges: Vec<Edge>,
    /// What findings say of the plan as a whole.
    pub mark: Mark,
}

/// An element, or an id that a link names and nobody has.
#[derive(Clone, Debug)]
pub struct Node {
    /// Unique in the graph: the element's id; `plan-id#id` for one of another plan.
    pub id: String,
    /// The element's kind; none for an id that nobody has.
    pub kind: Option<Kind>,
    /// Its name.
    pub label: Option<String>,
    /// Where its id is written.
    pub at: Option<Location>,
    /// Whether it is for everything (`supports: all`), which no line can show.
    pub for_all: bool,
    /// What findings say of it.
    pub mark: Mark,
}

impl Node {
    fn missing(id: String) -> Self {
        Self { id, kind: None, label: None, at: None, for_all: false, mark: Mark::MISSING }
    }
}

/// A line from one node to another.
#[derive(Clone, Debug)]
pub struct Edge {
    /// The id of the node where it begins.
    pub from: String,
    /// The id of the node where it ends.
    pub to: String,
    /// Why there is a line.
    pub tie: Tie,
    /// Whether it leads nowhere.
    pub broken: bool,
    /// Where it is written.
    pub at: Location,
}

/// Why two elements are joined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tie {
    /// The first stands under the second.
    Part,
    /// The first names the second.
    Link(Relation),
}

impl Tie {
    /// `part-of`, or the key of the link.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Part => "part-of",
            Self::Link(relation) => relation.key(),
        }
    }
}

/// What findings say of an element.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Mark {
    /// A rule about links finds an error in it, or it is an id that nobody has. A link that is missing is an absence, not a
    /// break.
    pub broken: bool,
    /// A rule says that nothing is allocated to it.
    pub unfunded: bool,
    counts: [usize; 4],
}

impl Mark {
    const MISSING: Self = Self { broken: true, unfunded: false, counts: [0; 4] };

    /// How many findings of a severity it has.
    #[must_use]
    pub const fn count(&self, severity: Severity) -> usize {
        self.counts[severity as usize]
    }

    fn add(&mut self, finding: &Finding) {
        self.broken |= finding.rule.starts_with("links/") && finding.severity == Severity::Error;
        self.unfunded |= &*finding.rule == "funding/unfunded-element";
        self.counts[finding.severity as usize] += 1;
    }
}

impl Graph {
    /// The graph of a plan with the findings that are shown; names are in `language` where the plan has them.
    pub fn new<'f>(plan: &Plan, findings: impl Iterator<Item = &'f Finding>, language: &str) -> Self {
        let mut marks: BTreeMap<&str, Mark> = BTreeMap::new();
        let mut mark = Mark::default();
        for finding in findings {
            match finding.element.as_deref() {
                Some(element) => marks.entry(element).or_default().add(finding),
                None => mark.add(finding),
            }
        }
        let label = |plan: &Plan, id| plan.label_in(id, language).map(|text| text.words.to_string());
        let node = |plan: &Plan, id: ElementId, name: String| {
            let element = plan.element(id);
            let mark = marks.get(&*name).copied().unwrap_or_default();
            let for_all = plan.onward(id).any(|link| link.target == LinkTarget::Everything);
            Node { kind: Some(element.kind), label: label(plan, id), at: Some(element.key), for_all, mark, id: name }
        };
        let own = || plan.elements().filter(|(_, element)| is_node(element.kind));
        let mut nodes: Vec<Node> = own().map(|(id, element)| node(plan, id, element.id.to_string())).collect();
        let mut listed: BTreeSet<String> = nodes.iter().map(|node| node.id.clone()).collect();
        let mut edges = Vec::new();
        for (_, element) in own() {
            if let Some(parent) = element.parent.filter(|&parent| is_node(plan.element(parent).kind)) {
                let (from, to) = (element.id.to_string(), plan.element(parent).id.to_string());
                edges.push(Edge { from, to, tie: Tie::Part, broken: false, at: element.key });
            }
        }
        for link in plan.links() {
            let from = plan.element(link.from);
            if !is_node(from.kind) {
                continue;
            }
            let (to, broken) = match link.target {
                LinkTarget::Element(target) if is_node(plan.element(target).kind) => {
                    (plan.element(target).id.to_string(), false)
                }
                LinkTarget::Dangling => {
                    let id = link.written.to_string();
                    if listed.insert(id.clone()) {
                        nodes.push(Node::missing(id.clone()));
                    }
                    (id, true)
                }
                LinkTarget::Predecessor(target) | LinkTarget::Implemented(target) => {
                    let other = match link.target {
                        LinkTarget::Predecessor(_) => plan.predecessor.as_deref(),
                        _ => plan.implemented.as_deref(),
                    };
                    let Some(other) = other else { continue };
                    let name = format!("{}#{}", other.id(), other.element(target).id);
                    if listed.insert(name.clone()) {
                        nodes.push(node(other, target, name.clone()));
                    }
                    (name, false)
                }
                _ => continue,
            };
            let from = from.id.to_string();
            edges.push(Edge { from, to, tie: Tie::Link(link.relation), broken, at: link.at });
        }
        Self { title: label(plan, ElementId::PLAN), nodes, edges, mark }
    }
}

/// Whether elements of a kind are nodes: neither the plan itself nor what only tells of its money and its scope.
const fn is_node(kind: Kind) -> bool {
    !matches!(kind, Kind::Plan | Kind::Scope | Kind::Allocation)
}
