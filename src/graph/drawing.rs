//! What a picture of the chain shows, in words: boxes in columns, lines between them, what is broken or unfunded.
//!
//! Indicators are folded into what they measure, with their marks: they are many, and lead nowhere else. Risks and
//! assumptions stand beside the chain and are drawn only where one of their links is broken.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use minijinja::Value;

use super::{Graph, Mark, Node, Tie};
use crate::plan::Kind;
use crate::rule::Messages;

/// The columns, from what is put in to what is reached.
const COLUMNS: [&[Kind]; 7] = [
    &[Kind::Activity, Kind::Risk, Kind::Assumption],
    &[Kind::Output, Kind::Offering, Kind::Enabler],
    &[Kind::Priority],
    &[Kind::Outcome],
    &[Kind::Target],
    &[Kind::Goal],
    &[Kind::Mission, Kind::Vision],
];

/// The sign before what is broken.
pub(super) const BROKEN: char = '✕';
/// The sign before what is unfunded.
pub(super) const UNFUNDED: char = '○';

/// A chain of results, ready to be drawn in any format.
#[derive(Clone, Debug)]
pub struct Drawing {
    pub(super) language: String,
    pub(super) right_to_left: bool,
    pub(super) title: String,
    /// What there is to see, for those who do not see it.
    pub(super) description: String,
    /// What stands in each column.
    pub(super) headings: Vec<String>,
    pub(super) boxes: Vec<Shape>,
    pub(super) lines: Vec<Line>,
    /// The words of what is drawn, for a legend and for the formats that write them at the box.
    pub(super) words: Words,
    /// A remark on the plan as a whole.
    pub(super) remark: Option<String>,
}

/// The words of a picture.
#[derive(Clone, Debug)]
pub(super) struct Words {
    pub(super) leads_to: String,
    pub(super) part_of: String,
    pub(super) broken: String,
    pub(super) unfunded: String,
}

/// A box.
#[derive(Clone, Debug)]
pub(super) struct Shape {
    pub(super) column: usize,
    pub(super) kind: Option<Kind>,
    /// Kind and id.
    pub(super) head: String,
    pub(super) label: String,
    /// Further lines: what it is for, how many indicators it has.
    pub(super) notes: Vec<String>,
    /// What is wrong, in words behind a sign.
    pub(super) faults: Vec<String>,
    pub(super) state: State,
}

/// How a box is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct State {
    /// A link of it, or of one of its indicators, is broken.
    pub(super) broken: bool,
    pub(super) unfunded: bool,
    /// There is no such element.
    pub(super) missing: bool,
}

/// A line between two boxes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Line {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) sort: Sort,
}

/// How a line is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Sort {
    /// One stands under the other.
    Part,
    /// One leads to the other.
    Link,
    /// A link that leads nowhere.
    Broken,
}

impl Drawing {
    /// The picture of a graph, with the words of a language.
    #[must_use]
    pub fn new(graph: &Graph, plan: &str, messages: &Messages) -> Self {
        let folded = folded_into(graph);
        let drawn: Vec<&Node> =
            graph.nodes.iter().filter(|node| !folded.contains_key(&*node.id) && shows(node)).collect();
        let place: HashMap<&str, usize> = drawn.iter().enumerate().map(|(at, node)| (&*node.id, at)).collect();
        let box_of = |id: &str| place.get(folded.get(id).copied().unwrap_or(id)).copied();
        let mut parts: BTreeMap<usize, Vec<&Node>> = BTreeMap::new();
        for node in graph.nodes.iter().filter(|node| folded.contains_key(&*node.id)) {
            if let Some(at) = box_of(&node.id) {
                parts.entry(at).or_default().push(node);
            }
        }
        let mut lines: BTreeSet<Line> = BTreeSet::new();
        for edge in &graph.edges {
            let (Some(from), Some(to)) = (box_of(&edge.from), box_of(&edge.to)) else { continue };
            let sort = match edge.tie {
                _ if edge.broken => Sort::Broken,
                Tie::Part => Sort::Part,
                Tie::Link(_) => Sort::Link,
            };
            if from != to {
                lines.insert(Line { from, to, sort });
            }
        }
        let words = Words::of(messages);
        let boxes: Vec<Shape> = drawn
            .iter()
            .enumerate()
            .map(|(at, node)| shape(node, parts.get(&at).map_or(&[][..], Vec::as_slice), &words, messages))
            .collect();
        let mut drawing = Self {
            language: messages.language.clone(),
            right_to_left: messages.is_right_to_left(),
            title: graph.title.clone().unwrap_or_else(|| plan.to_owned()),
            description: description(&drawn, &boxes, messages),
            headings: Vec::new(),
            boxes,
            lines: lines.into_iter().collect(),
            words,
            remark: remark(graph.mark, messages),
        };
        drawing.put_missing_in_columns();
        drawing.close_up(messages);
        drawing.turn_parts_onward();
        drawing
    }

    /// An id that nobody has stands where its link was to lead: one column on.
    fn put_missing_in_columns(&mut self) {
        for line in &self.lines {
            let from = self.boxes[line.from].column;
            let to = &mut self.boxes[line.to];
            if to.state.missing {
                to.column = to.column.max((from + 1).min(COLUMNS.len() - 1));
            }
        }
    }

    /// Takes away columns in which nothing stands, and names the others.
    fn close_up(&mut self, messages: &Messages) {
        let used: BTreeSet<usize> = self.boxes.iter().map(|shape| shape.column).collect();
        let used: Vec<usize> = used.into_iter().collect();
        self.headings = used
            .iter()
            .map(|&column| {
                let here =
                    |kind: &Kind| self.boxes.iter().any(|shape| shape.column == column && shape.kind == Some(*kind));
                let names: Vec<&str> =
                    COLUMNS[column].iter().filter(|kind| here(kind)).map(|kind| heading(*kind, messages)).collect();
                messages.line_of(&names)
            })
            .collect();
        for shape in &mut self.boxes {
            shape.column = used.iter().position(|&column| column == shape.column).unwrap_or(0);
        }
    }

    /// Lets what has no direction, that one stands under the other, run onward: other programs place boxes by the
    /// direction of lines.
    fn turn_parts_onward(&mut self) {
        let column = |at: usize| self.boxes[at].column;
        let mut lines = std::mem::take(&mut self.lines);
        for line in lines.iter_mut().filter(|line| line.sort == Sort::Part && column(line.from) > column(line.to)) {
            std::mem::swap(&mut line.from, &mut line.to);
        }
        lines.sort_unstable();
        self.lines = lines;
    }

    /// How many boxes it has.
    #[must_use]
    pub fn len(&self) -> usize {
        self.boxes.len()
    }

    /// Whether there is nothing to be drawn.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.boxes.is_empty()
    }

    /// As Scalable Vector Graphics within a page that has [`STYLE`](super::STYLE); `name` tells its ids from those of other
    /// pictures in the page.
    #[must_use]
    pub fn to_svg_in_page(&self, name: &str) -> String {
        super::svg::write(self, super::svg::Frame::Page(name))
    }

    /// As Scalable Vector Graphics.
    #[must_use]
    pub fn to_svg(&self) -> String {
        super::svg::write(self, super::svg::Frame::Alone)
    }

    /// In the language of Graphviz.
    #[must_use]
    pub fn to_dot(&self) -> String {
        super::dot::write(self)
    }

    /// In the language of Mermaid.
    #[must_use]
    pub fn to_mermaid(&self) -> String {
        super::mermaid::write(self)
    }
}

impl Words {
    fn of(messages: &Messages) -> Self {
        let text = |key: &str| messages.text(&format!("graph/{key}"));
        Self {
            leads_to: text("leads-to"),
            part_of: text("part-of"),
            broken: text("broken"),
            unfunded: text("unfunded"),
        }
    }
}

fn heading(kind: Kind, messages: &Messages) -> &str {
    match kind.section() {
        Some(section) => messages.name("section", section),
        None => messages.name("kind", kind.name()),
    }
}

/// For each indicator the element that it stands under.
fn folded_into(graph: &Graph) -> HashMap<&str, &str> {
    let indicators: BTreeSet<&str> =
        graph.nodes.iter().filter(|node| node.kind == Some(Kind::Indicator)).map(|node| &*node.id).collect();
    let parts = graph.edges.iter().filter(|edge| edge.tie == Tie::Part && indicators.contains(&*edge.from));
    parts.map(|edge| (&*edge.from, &*edge.to)).collect()
}

fn shows(node: &Node) -> bool {
    match node.kind {
        Some(Kind::Risk | Kind::Assumption | Kind::Indicator) => node.mark.broken,
        _ => true,
    }
}

fn shape(node: &Node, parts: &[&Node], words: &Words, messages: &Messages) -> Shape {
    let missing = node.kind.is_none();
    let column = node.kind.and_then(|kind| COLUMNS.iter().position(|kinds| kinds.contains(&kind))).unwrap_or(0);
    let name = match node.kind {
        // There is one vision and one mission, and their ids say no more.
        Some(kind) if kind.section().is_none() => messages.name("kind", kind.name()).to_owned(),
        Some(kind) => format!("{} {}", messages.name("kind", kind.name()), node.id),
        None => node.id.clone(),
    };
    let mut notes = Vec::new();
    if node.for_all {
        notes.push(messages.text("graph/for-all"));
    }
    if !parts.is_empty() {
        notes.push(messages.render("editor/lens-indicators", Value::from_pairs([("count", parts.len())])));
    }
    let mut faults = Vec::new();
    match (missing, node.mark.broken) {
        (true, _) => faults.push(format!("{BROKEN} {}", messages.text("graph/missing"))),
        (false, true) => faults.push(format!("{BROKEN} {}", words.broken)),
        (false, false) => {}
    }
    faults.extend(
        parts.iter().filter(|part| part.mark.broken).map(|part| format!("{BROKEN} {}: {}", part.id, words.broken)),
    );
    if node.mark.unfunded {
        faults.push(format!("{UNFUNDED} {}", words.unfunded));
    }
    let broken = node.mark.broken || parts.iter().any(|part| part.mark.broken);
    let head = capitalized(&name);
    let state = State { broken, unfunded: node.mark.unfunded, missing };
    Shape { column, kind: node.kind, head, label: node.label.clone().unwrap_or_default(), notes, faults, state }
}

fn capitalized(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map_or(String::new(), |first| first.to_uppercase().chain(characters).collect())
}

fn description(drawn: &[&Node], boxes: &[Shape], messages: &Messages) -> String {
    let named = |is: fn(&State) -> bool| -> Vec<String> {
        boxes.iter().zip(drawn).filter(|(shape, _)| is(&shape.state)).map(|(_, node)| node.id.clone()).collect()
    };
    let facts = Value::from_pairs([
        ("count", Value::from(boxes.iter().filter(|shape| !shape.state.missing).count())),
        ("broken", Value::from(named(|state| state.broken && !state.missing))),
        ("missing", Value::from(named(|state| state.missing))),
        ("unfunded", Value::from(named(|state| state.unfunded))),
    ]);
    messages.render("graph/description", facts)
}

fn remark(mark: Mark, messages: &Messages) -> Option<String> {
    mark.unfunded.then(|| messages.text("graph/no-resources"))
}
