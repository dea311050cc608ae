//! Indexes over a plan's elements and links.

use std::collections::HashMap;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::{Element, ElementId, Framework, Kind, Link, LinkId, LinkTarget, Relation};

/// Answers by id, by kind, by parent and by link without a search.
#[derive(Clone, Debug, Default)]
pub struct Index {
    by_id: HashMap<Arc<str>, ElementId>,
    by_kind: FxHashMap<Kind, Vec<ElementId>>,
    children: Vec<Vec<ElementId>>,
    outgoing: Vec<Vec<LinkId>>,
    incoming: Vec<Vec<LinkId>>,
    allocated_to_all: Vec<ElementId>,
    to_everything: Vec<LinkId>,
    allocations: Vec<Vec<ElementId>>,
    with_codes: FxHashMap<Framework, ElementId>,
    dangling: Vec<LinkId>,
}

impl Index {
    /// Indexes elements and their resolved links; `by_id` holds the first element of each id, the plan itself left out.
    #[must_use]
    pub fn new(elements: &[Element], links: &[Link], by_id: HashMap<Arc<str>, ElementId>) -> Self {
        let mut index = Self {
            by_id,
            children: vec![Vec::new(); elements.len()],
            outgoing: vec![Vec::new(); elements.len()],
            incoming: vec![Vec::new(); elements.len()],
            allocations: vec![Vec::new(); elements.len()],
            ..Self::default()
        };
        for (id, element) in (0u32..).map(ElementId).zip(elements) {
            index.by_kind.entry(element.kind).or_default().push(id);
            for framework in [Framework::Sdg, Framework::Wsis] {
                if !element.codes(framework.name()).is_empty() {
                    index.with_codes.entry(framework).or_insert(id);
                }
            }
            if let Some(parent) = element.parent {
                index.children[parent.0 as usize].push(id);
            }
        }
        for (id, link) in (0u32..).map(LinkId).zip(links) {
            index.outgoing[link.from.0 as usize].push(id);
            match link.target {
                LinkTarget::Element(target) => {
                    index.incoming[target.0 as usize].push(id);
                    if link.relation == Relation::AllocatesTo {
                        index.allocations[target.0 as usize].push(link.from);
                    }
                }
                LinkTarget::Everything if link.relation == Relation::AllocatesTo => {
                    index.allocated_to_all.push(link.from);
                }
                LinkTarget::Everything => index.to_everything.push(id),
                LinkTarget::Dangling => index.dangling.push(id),
                _ => {}
            }
        }
        index
    }

    /// The first element with this id.
    #[must_use]
    pub fn by_id(&self, id: &str) -> Option<ElementId> {
        self.by_id.get(id).copied()
    }

    /// All ids, in the order written: of two that are equally near to a slip, each run names the same.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        let mut ids: Vec<(&Arc<str>, &ElementId)> = self.by_id.iter().collect();
        ids.sort_unstable_by_key(|(_, element)| **element);
        ids.into_iter().map(|(id, _)| &**id)
    }

    /// The elements of a kind, in the order written.
    #[must_use]
    pub fn of_kind(&self, kind: Kind) -> &[ElementId] {
        self.by_kind.get(&kind).map_or(&[], Vec::as_slice)
    }

    /// The elements right under one.
    #[must_use]
    pub fn children(&self, id: ElementId) -> &[ElementId] {
        self.children.get(id.0 as usize).map_or(&[], Vec::as_slice)
    }

    /// The links that an element says.
    #[must_use]
    pub fn outgoing(&self, id: ElementId) -> &[LinkId] {
        self.outgoing.get(id.0 as usize).map_or(&[], Vec::as_slice)
    }

    /// The links that lead to an element.
    #[must_use]
    pub fn incoming(&self, id: ElementId) -> &[LinkId] {
        self.incoming.get(id.0 as usize).map_or(&[], Vec::as_slice)
    }

    /// The links that lead to everything, those of allocations left out.
    #[must_use]
    pub fn to_everything(&self) -> &[LinkId] {
        &self.to_everything
    }

    /// The first element that has codes of a framework.
    #[must_use]
    pub fn with_codes(&self, framework: Framework) -> Option<ElementId> {
        self.with_codes.get(&framework).copied()
    }

    /// For each framework, the first element that has codes of it.
    pub(super) fn first_with_codes(&self) -> &FxHashMap<Framework, ElementId> {
        &self.with_codes
    }

    /// The links that lead nowhere, in the order written.
    #[must_use]
    pub fn dangling(&self) -> &[LinkId] {
        &self.dangling
    }

    /// The allocations to an element by name, then those to everything.
    pub fn allocations_to(&self, id: ElementId) -> impl Iterator<Item = ElementId> {
        let own = self.allocations.get(id.0 as usize).map_or(&[][..], Vec::as_slice);
        own.iter().chain(&self.allocated_to_all).copied()
    }
}
