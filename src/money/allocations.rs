//! Allocations in sets of the same period, each with what it includes.
//!
//! An allocation includes the descendants of the elements that it names. So an allocation to an outcome is a part of
//! the one to its priority in the same period, and not a further sum beside it.

use std::collections::{HashMap, HashSet};

use rust_decimal::Decimal;

use crate::money::given::{Given, percent_of, sum};
use crate::money::years::{Lies, Years};
use crate::plan::{ElementId, Kind, LinkTarget, Plan};

/// Allocations for the same years.
#[derive(Debug)]
pub(crate) struct AllocationSet {
    /// The years.
    pub(crate) years: Years,
    /// All of them, in the order written.
    pub(crate) members: Vec<ElementId>,
    /// Those that stand beside each other.
    pub(crate) beside: Vec<ElementId>,
    /// Those of which it cannot be told whether they stand beside the others: to everything, or half within another.
    pub(crate) unsure: Vec<ElementId>,
    /// Those within others, by the element to whose allocations they belong, in the order written.
    pub(crate) within: Vec<(ElementId, Vec<ElementId>)>,
    /// The allocations that name an element.
    by_element: HashMap<ElementId, Vec<ElementId>>,
}

impl AllocationSet {
    /// The plan's allocations, one set for each period.
    pub(crate) fn all(plan: &Plan) -> Vec<Self> {
        let mut sets: Vec<Self> = Vec::new();
        for &id in plan.of_kind(Kind::Allocation) {
            let years = Years::of(plan, plan.element(id));
            let known = sets.iter().position(|set| set.years.lies_to(years) == Lies::Same);
            let set = match known {
                Some(index) => &mut sets[index],
                None => {
                    sets.push(Self::empty(years));
                    sets.last_mut().expect("a set was pushed just now")
                }
            };
            set.add(plan, id);
        }
        for set in &mut sets {
            set.arrange(plan);
        }
        sets.into_iter().flat_map(|set| set.views(plan)).collect()
    }

    /// The set, or where the same money is stated twice, by goals and by priorities and enablers, each statement.
    fn views(self, plan: &Plan) -> Vec<Self> {
        let is_of_goals = |id: &ElementId| {
            let mut elements = elements_of(plan, *id).flat_map(|id| std::iter::once(id).chain(plan.ancestors(id)));
            elements.any(|id| plan.element(id).kind == Kind::Goal)
        };
        let (goals, others): (Vec<ElementId>, Vec<ElementId>) = self.members.iter().partition(|id| is_of_goals(id));
        if goals.is_empty() || others.is_empty() {
            return vec![self];
        }
        let part = |members: Vec<ElementId>| {
            let mut set = Self::empty(self.years);
            for id in members {
                set.add(plan, id);
            }
            set.arrange(plan);
            set
        };
        let (goals, others) = (part(goals), part(others));
        if goals.states_the_same(&others, plan) { vec![goals, others] } else { vec![self] }
    }

    fn add(&mut self, plan: &Plan, id: ElementId) {
        self.members.push(id);
        for target in elements_of(plan, id) {
            self.by_element.entry(target).or_default().push(id);
        }
    }

    /// Whether of two sets for the same years one adds up to the whole, and the other is too large to stand beside it.
    fn states_the_same(&self, other: &Self, plan: &Plan) -> bool {
        let sum_of = |set: &Self, field: &str| {
            let numbers: Option<Vec<Decimal>> =
                set.outermost().map(|id| Given::of(plan.element(id), field).number()).collect();
            numbers.map(sum)
        };
        let both = |field: &str| sum_of(self, field).zip(sum_of(other, field));
        let is_twice = |(a, b): (Decimal, Decimal), whole: Decimal| {
            let is_whole = |sum: Decimal| (sum - whole).abs() <= percent_of(whole, Decimal::ONE);
            let is_most = |sum: Decimal| sum > percent_of(whole, Decimal::from(50));
            (is_whole(a) && is_most(b)) || (is_whole(b) && is_most(a))
        };
        let totals =
            plan.totals.iter().filter(|total| Years::of(plan, &total.fields).lies_to(self.years) == Lies::Same);
        let mut wholes = totals.filter_map(|total| Given::of(&total.fields, "amount").number());
        let shares = both("share").is_some_and(|sums| is_twice(sums, Decimal::ONE_HUNDRED));
        let amounts = both("amount").is_some_and(|sums| wholes.any(|whole| is_twice(sums, whole)));
        shares || amounts
    }

    fn empty(years: Years) -> Self {
        let (members, beside, unsure, within) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        Self { years, members, beside, unsure, within, by_element: HashMap::new() }
    }

    fn arrange(&mut self, plan: &Plan) {
        let mut within: Vec<(ElementId, Vec<ElementId>)> = Vec::new();
        let mut places: HashMap<ElementId, usize> = HashMap::new();
        for &id in &self.members {
            let above: HashSet<Option<ElementId>> =
                elements_of(plan, id).map(|target| self.allocated_above(plan, target, id)).collect();
            let above: Vec<Option<ElementId>> = above.into_iter().collect();
            match above.as_slice() {
                _ if is_to_everything(plan, id) => self.unsure.push(id),
                [] | [None] => self.beside.push(id),
                [Some(holder)] => {
                    let place = *places.entry(*holder).or_insert_with(|| {
                        within.push((*holder, Vec::new()));
                        within.len() - 1
                    });
                    within[place].1.push(id);
                }
                _ => self.unsure.push(id),
            }
        }
        self.within = within;
        if self.beside.is_empty() && self.within.is_empty() {
            self.beside = std::mem::take(&mut self.unsure);
        }
    }

    /// The nearest element above `target` that another allocation than `id` names.
    fn allocated_above(&self, plan: &Plan, target: ElementId, id: ElementId) -> Option<ElementId> {
        plan.ancestors(target).find(|above| {
            self.by_element.get(above).is_some_and(|allocations| allocations.iter().any(|&other| other != id))
        })
    }

    /// The allocations of the set that name `element`.
    pub(crate) fn to(&self, element: ElementId) -> &[ElementId] {
        self.by_element.get(&element).map_or(&[], Vec::as_slice)
    }

    /// Those that may add up to the whole.
    pub(crate) fn outermost(&self) -> impl Iterator<Item = ElementId> {
        self.beside.iter().chain(&self.unsure).copied()
    }
}

/// The elements of this plan that an allocation names.
pub(crate) fn elements_of(plan: &Plan, allocation: ElementId) -> impl Iterator<Item = ElementId> {
    plan.element(allocation).links("to").iter().filter_map(|&link| match plan.link(link).target {
        LinkTarget::Element(target) => Some(target),
        _ => None,
    })
}

/// Whether an allocation is to everything.
pub(crate) fn is_to_everything(plan: &Plan, allocation: ElementId) -> bool {
    let mut links = plan.element(allocation).links("to").iter();
    links.any(|&link| plan.link(link).target == LinkTarget::Everything)
}
