//! Links that close a circle.

use std::collections::HashSet;

use super::{ElementId, LinkId, LinkTarget, Plan, Relation};

/// How many links all circles that are listed may have together. A plan more tangled than this shows the rest when
/// those listed are mended; without a bound, n links could be told of in n² lines.
const LISTED: usize = 100_000;

impl Plan {
    /// Circles of links of these relations, one for each link that closes one: the links in order, the closing one
    /// last. Without the closing links no circle is left.
    #[must_use]
    pub fn circles(&self, relations: &[Relation]) -> Vec<Vec<LinkId>> {
        let state = vec![State::New; self.elements.len()];
        let mut search = Search { plan: self, relations, state, found: Vec::new(), listed: 0 };
        for (id, _) in self.elements() {
            if search.state[id.0 as usize] == State::New {
                search.walk(id);
            }
        }
        search.found
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    New,
    /// On the path, at this place.
    Open(usize),
    Done,
}

/// An element on the path.
struct Step {
    element: ElementId,
    /// The link by which it was come to; none at the start.
    link: Option<LinkId>,
    /// What is left to follow, in the order written from the end.
    ahead: Vec<(ElementId, LinkId)>,
}

struct Search<'p> {
    plan: &'p Plan,
    relations: &'p [Relation],
    state: Vec<State>,
    found: Vec<Vec<LinkId>>,
    listed: usize,
}

impl Search<'_> {
    fn walk(&mut self, start: ElementId) {
        let mut path = Vec::new();
        self.enter(start, None, &mut path);
        while let Some(step) = path.last_mut() {
            let Some((next, link)) = step.ahead.pop() else {
                self.state[step.element.0 as usize] = State::Done;
                path.pop();
                continue;
            };
            match self.state[next.0 as usize] {
                State::New => self.enter(next, Some(link), &mut path),
                State::Open(place) => {
                    let length = path.len() - place;
                    if self.listed + length <= LISTED {
                        self.listed += length;
                        let links = path[place + 1..].iter().filter_map(|step| step.link);
                        self.found.push(links.chain([link]).collect());
                    }
                }
                State::Done => {}
            }
        }
    }

    fn enter(&mut self, element: ElementId, link: Option<LinkId>, path: &mut Vec<Step>) {
        let mut seen = HashSet::new();
        let mut ahead: Vec<(ElementId, LinkId)> = Vec::new();
        for &id in self.plan.index.outgoing(element) {
            let link = self.plan.link(id);
            if let LinkTarget::Element(target) = link.target
                && self.relations.contains(&link.relation)
                // The same link written twice makes one circle.
                && seen.insert(target)
            {
                ahead.push((target, id));
            }
        }
        ahead.reverse();
        self.state[element.0 as usize] = State::Open(path.len());
        path.push(Step { element, link, ahead });
    }
}
