//! Chains of results: what each element leads to, through its links and through the elements under which it stands.
//!
//! An element leads to its parent, and to whatever it contributes to, supports, advances or measures. Whoever links to
//! a priority or an enabler leads to what it is to bring about, too: an offering that supports a priority leads to the
//! goals of the priority's outcomes. The outcomes of a priority do not lead to each other.

use super::components::components;
use super::{ElementId, FieldValue, Kind, Link, LinkTarget, Plan, Relation};

/// What an element leads to, itself not counted unless it leads to itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reach(u32);

impl Reach {
    const EVERYTHING: u32 = 1 << 16;
    const IMPLEMENTED: u32 = 1 << 17;
    const UNKNOWN: u32 = 1 << 18;
    const CROSS_CUTTING: u32 = 1 << 19;

    const fn bit(kind: Kind) -> u32 {
        1 << kind as u32
    }

    /// Whether it leads to an element of `kind` by name.
    #[must_use]
    pub const fn has_kind(self, kind: Kind) -> bool {
        self.0 & Self::bit(kind) != 0
    }

    /// Whether it leads to everything.
    #[must_use]
    pub const fn has_everything(self) -> bool {
        self.0 & Self::EVERYTHING != 0
    }

    /// Whether it leads to an element of the plan that this one implements.
    #[must_use]
    pub const fn has_implemented(self) -> bool {
        self.0 & Self::IMPLEMENTED != 0
    }

    /// Whether a link on the way leads nobody knows where: to another plan, to an id that does not exist, or the field
    /// could not be read.
    #[must_use]
    pub const fn is_unknown(self) -> bool {
        self.0 & Self::UNKNOWN != 0
    }

    /// Whether it, or something on the way, belongs to no single parent on purpose.
    #[must_use]
    pub const fn is_cross_cutting(self) -> bool {
        self.0 & Self::CROSS_CUTTING != 0
    }

    /// Whether nothing can be said to be missing from it: it leads to everything, out of the plan, or is unknown.
    #[must_use]
    pub const fn is_open(self) -> bool {
        self.0 & (Self::EVERYTHING | Self::IMPLEMENTED | Self::UNKNOWN | Self::CROSS_CUTTING) != 0
    }
}

/// What each element of a plan leads to. Computed once a plan, in time linear in its elements and links.
#[derive(Clone, Debug, Default)]
pub struct Chains {
    reach: Vec<Reach>,
}

impl Chains {
    /// What `id` leads to.
    #[must_use]
    pub fn reach(&self, id: ElementId) -> Reach {
        self.reach.get(id.0 as usize).copied().unwrap_or_default()
    }

    fn new(plan: &Plan) -> Self {
        let mut graph = Graph::new(plan);
        let mut reach = std::mem::take(&mut graph.flags);
        for component in components(&graph.successors) {
            let mut common = 0;
            for &node in &component {
                common |= reach[node as usize];
                for &next in &graph.successors[node as usize] {
                    common |= reach[next as usize] | Reach::bit(graph.kinds[next as usize]);
                }
            }
            for node in component {
                reach[node as usize] = common;
            }
        }
        reach.truncate(plan.elements.len());
        Self { reach: reach.into_iter().map(Reach).collect() }
    }
}

/// Elements as nodes, with a second node for each element that is more to those who link to it than to its own parts.
struct Graph {
    kinds: Vec<Kind>,
    flags: Vec<u32>,
    successors: Vec<Vec<u32>>,
}

impl Graph {
    fn new(plan: &Plan) -> Self {
        let mut graph = Self { kinds: Vec::new(), flags: Vec::new(), successors: Vec::new() };
        for (_, element) in plan.elements() {
            graph.add(element.kind);
        }
        let mut arrival: Vec<u32> = (0u32..).take(plan.elements.len()).collect();
        for (id, element) in plan.elements() {
            if matches!(element.kind, Kind::Priority | Kind::Enabler) {
                let node = graph.add(element.kind);
                arrival[id.0 as usize] = node;
                let results = plan.children(id).iter().filter(|&&child| delivers(plan.element(child).kind));
                graph.successors[node as usize] = results.map(|child| child.0).chain([id.0]).collect();
            }
        }
        for (id, element) in plan.elements() {
            let node = id.0 as usize;
            if element.flag("cross-cutting") {
                graph.flags[node] |= Reach::CROSS_CUTTING;
            }
            let unread = |key| element.field(key).is_some_and(|field| field.value == FieldValue::Invalid);
            if Relation::ONWARD.iter().any(|relation| unread(relation.key())) {
                graph.flags[node] |= Reach::UNKNOWN;
            }
            if let Some(parent) = element.parent.filter(|&parent| parent != ElementId::PLAN) {
                graph.successors[node].push(parent.0);
            }
            for link in plan.onward(id) {
                match link.target {
                    LinkTarget::Element(target) => graph.successors[node].push(arrival[target.0 as usize]),
                    LinkTarget::Everything => graph.flags[node] |= Reach::EVERYTHING,
                    LinkTarget::Implemented(_) => graph.flags[node] |= Reach::IMPLEMENTED,
                    LinkTarget::Predecessor(_) | LinkTarget::Unknown | LinkTarget::Dangling => {
                        graph.flags[node] |= Reach::UNKNOWN;
                    }
                }
            }
        }
        graph
    }

    fn add(&mut self, kind: Kind) -> u32 {
        let node = u32::try_from(self.kinds.len()).expect("a plan has fewer than 2^31 elements");
        self.kinds.push(kind);
        self.flags.push(0);
        self.successors.push(Vec::new());
        node
    }
}

const fn delivers(kind: Kind) -> bool {
    matches!(kind, Kind::Outcome | Kind::Output)
}

impl Relation {
    /// The relations that make chains of results.
    pub const ONWARD: [Self; 4] = [Self::ContributesTo, Self::Supports, Self::Advances, Self::Measures];
}

impl Plan {
    /// What each element leads to.
    #[must_use]
    pub fn chains(&self) -> &Chains {
        super::reads::note_all();
        self.chains.get_or_init(|| Chains::new(self))
    }

    /// The links by which an element itself leads on.
    pub fn onward(&self, id: ElementId) -> impl Iterator<Item = &Link> {
        let links = self.index.outgoing(id).iter().map(|&link| self.link(link));
        links.filter(|link| Relation::ONWARD.contains(&link.relation))
    }

    /// For each element, whether one of `starts` leads to it or to a part of it.
    #[must_use]
    pub fn reached_from(&self, starts: &[ElementId]) -> Vec<bool> {
        let mut reached = vec![false; self.elements.len()];
        let mut pending = starts.to_vec();
        while let Some(id) = pending.pop() {
            let targets = self.onward(id).filter_map(|link| match link.target {
                LinkTarget::Element(target) => Some(target),
                _ => None,
            });
            for next in targets.chain(self.element(id).parent) {
                if !std::mem::replace(&mut reached[next.0 as usize], true) {
                    pending.push(next);
                }
            }
        }
        reached
    }
}

#[cfg(test)]
#[path = "chain/tests.rs"]
mod tests;
