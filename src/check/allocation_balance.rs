//! `allocation-balance`: money that does not follow the order of importance, or goes to one element almost alone.

use std::collections::{BTreeSet, HashMap};

use rust_decimal::Decimal;
use serde::Deserialize;

use super::threshold::Threshold;
use super::{Check, Context, Hit, Owner, Subject};
use crate::expression::number;
use crate::money::allocations::{AllocationSet, elements_of, is_to_everything};
use crate::money::given::{Given, currency, sum};
use crate::money::years::{Lies, Years};
use crate::plan::{ElementId, Kind, Plan};

/// Parameters.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct AllocationBalance {
    /// The percent of the whole that one of several elements may have.
    largest_share: Threshold,
}

/// Kinds whose elements compete for money.
const RANKED: &[Kind] = &[Kind::Goal, Kind::Priority, Kind::Outcome, Kind::Enabler];

/// What the elements of a plan get.
struct Weights {
    /// The field that the weights are taken from.
    field: &'static str,
    /// The sum over the allocations that stand beside each other.
    whole: Decimal,
    /// What each element gets by allocations to it alone, and the first of them.
    of: HashMap<ElementId, (Decimal, ElementId)>,
}

impl Weights {
    /// Shares where every allocation has one, else amounts of one currency; nothing where neither is known. Shares of
    /// different years are shares of different totals.
    fn of(plan: &Plan, allocations: &Beside) -> Option<Self> {
        let fields: &[&'static str] = if allocations.is_mixed { &["amount"] } else { &["share", "amount"] };
        let all = || allocations.ids.iter().copied();
        let field = fields
            .iter()
            .copied()
            .find(|field| all().all(|id| Given::of(plan.element(id), field).number().is_some()))?;
        let mut codes = all().map(|id| currency(plan, plan.element(id)));
        let first = codes.next()?;
        if field == "amount" && codes.any(|code| code != first) {
            return None;
        }
        let weight = |id: ElementId| Given::of(plan.element(id), field).number().unwrap_or_default();
        let mut weights = Self { field, whole: sum(all().map(weight)), of: HashMap::new() };
        let mut mixed = Vec::new();
        for id in all() {
            let elements: Vec<ElementId> = elements_of(plan, id).collect();
            match elements.as_slice() {
                [one] if !is_to_everything(plan, id) => {
                    let known = &mut weights.of.entry(*one).or_insert((Decimal::ZERO, id)).0;
                    *known = known.saturating_add(weight(id));
                }
                _ => mixed.extend(elements),
            }
        }
        // What an element gets out of an allocation to several is not known.
        for element in mixed {
            weights.of.remove(&element);
        }
        Some(weights)
    }
}

impl AllocationBalance {
    fn largest(&self, plan: &Plan, weights: &Weights, hits: &mut Vec<Hit>) {
        if weights.whole <= Decimal::ZERO || weights.of.len() < 2 {
            return;
        }
        for kind in RANKED.iter().filter(|&&kind| plan.of_kind(kind).len() > 1) {
            for &id in plan.of_kind(*kind) {
                let Some(&(weight, allocation)) = weights.of.get(&id) else { continue };
                let hundredfold = weight.saturating_mul(Decimal::ONE_HUNDRED);
                let percent = hundredfold.checked_div(weights.whole).unwrap_or_default();
                if percent > self.largest_share.0 {
                    hits.push(
                        Hit::on_field(allocation, plan.element(allocation), weights.field)
                            .fact("case", "largest")
                            .fact("element", &*plan.element(id).id)
                            .fact("percent", number(percent.round_dp(1)))
                            .fact("limit", number(self.largest_share.0))
                            .related(Owner::Element(id), plan.element(id).key, "other"),
                    );
                }
            }
        }
    }
}

/// What an element gets by allocations to it alone for other years than those that stand beside each other, in money of
/// one currency; nothing where it shares one with others, or it cannot be told.
fn for_other_years(plan: &Plan, weights: &Weights, id: ElementId, first: ElementId) -> Option<Decimal> {
    if weights.field != "amount" {
        return None;
    }
    let to_it = plan.of_kind(Kind::Allocation).iter().filter(|&&one| elements_of(plan, one).any(|to| to == id));
    let amounts: Option<Vec<Decimal>> = to_it
        .map(|&one| {
            let alone = elements_of(plan, one).count() == 1 && !is_to_everything(plan, one);
            let same = currency(plan, plan.element(one)) == currency(plan, plan.element(first));
            Given::of(plan.element(one), "amount").number().filter(|_| alone && same)
        })
        .collect();
    // The largest alone: what is added up over years that overlap would count some of it twice.
    amounts?.into_iter().max()
}

/// Among siblings, the first in rank gets less than each of the others.
fn first_gets_least(plan: &Plan, weights: &Weights, hits: &mut Vec<Hit>) {
    let mut families: Vec<Vec<ElementId>> = Vec::new();
    let mut places: HashMap<(Kind, Option<ElementId>), usize> = HashMap::new();
    for &kind in RANKED {
        for &id in plan.of_kind(kind) {
            let place = *places.entry((kind, plan.element(id).parent)).or_insert_with(|| {
                families.push(Vec::new());
                families.len() - 1
            });
            families[place].push(id);
        }
    }
    for family in families.iter().filter(|family| family.len() > 1) {
        let rank = |id: &ElementId| plan.element(*id).number("rank").map(|rank| rank.value);
        let Some(least) = family.iter().filter_map(rank).min() else { continue };
        let mut firsts = family.iter().filter(|id| rank(id) == Some(least));
        let (Some(&first), None) = (firsts.next(), firsts.next()) else { continue };
        let Some(&(own, allocation)) = weights.of.get(&first) else { continue };
        let of = |id: &ElementId| {
            let known = weights.of.get(id).map(|(weight, _)| *weight);
            known.or_else(|| for_other_years(plan, weights, *id, allocation))
        };
        let others: Option<Vec<Decimal>> = family.iter().filter(|&&id| id != first).map(of).collect();
        if others.is_some_and(|others| others.iter().all(|other| *other > own)) {
            let (element, allocation_at) = (plan.element(first), plan.element(allocation).place_of(weights.field));
            hits.push(
                Hit::on_field(first, element, "rank")
                    .fact("case", "rank")
                    .fact("element", &*element.id)
                    .fact("percent", (weights.field == "share").then(|| number(own)))
                    .fact("others", family.len() - 1)
                    .related(Owner::Element(allocation), allocation_at, "allocation"),
            );
        }
    }
}

/// Allocations that stand beside each other.
struct Beside {
    ids: Vec<ElementId>,
    /// Whether they are for different years.
    is_mixed: bool,
}

/// The allocations that speak for the plan as a whole: the only set, else the one for the plan's own period, with what
/// others get in a part of it. Nothing where it cannot be told whether that is further money.
fn of_plan(plan: &Plan) -> Option<Beside> {
    let sets = AllocationSet::all(plan);
    let whole = Years::of_plan(plan);
    let main =
        if sets.len() == 1 { sets.first() } else { sets.iter().find(|set| set.years.lies_to(whole) == Lies::Same) }?;
    let mut beside = Beside { ids: main.outermost().collect(), is_mixed: false };
    let mut known: HashMap<ElementId, Vec<Years>> = HashMap::new();
    for set in sets.iter().filter(|set| set.years.lies_to(main.years) == Lies::Within) {
        for id in set.outermost() {
            // What goes to an element that has money for all years is a part of that.
            let is_part = |element: ElementId| {
                std::iter::once(element).chain(plan.ancestors(element)).any(|above| !main.to(above).is_empty())
            };
            if elements_of(plan, id).all(is_part) {
                continue;
            }
            for element in elements_of(plan, id) {
                let years = known.entry(element).or_default();
                let twice = years.iter().any(|other| set.years.lies_to(*other) != Lies::Apart);
                if twice || is_part(element) || has_funded_parts(plan, main, element) {
                    return None;
                }
                years.push(set.years);
            }
            beside.ids.push(id);
            beside.is_mixed = true;
        }
    }
    Some(beside)
}

/// Whether a set gives to something below an element.
fn has_funded_parts(plan: &Plan, set: &AllocationSet, element: ElementId) -> bool {
    set.members
        .iter()
        .flat_map(|&id| elements_of(plan, id))
        .any(|given| plan.ancestors(given).any(|above| above == element))
}

impl Check for AllocationBalance {
    fn facts(&self) -> &'static [&'static str] {
        &["case", "element", "percent", "limit", "others"]
    }

    fn needs(&self) -> BTreeSet<(Kind, &'static str)> {
        [(Kind::Allocation, "")].into()
    }

    fn run(&self, cx: &Context<'_>, subject: Subject, hits: &mut Vec<Hit>) {
        if subject != Subject::Element(ElementId::PLAN) {
            return;
        }
        let Some(weights) = of_plan(cx.plan).and_then(|allocations| Weights::of(cx.plan, &allocations)) else { return };
        self.largest(cx.plan, &weights, hits);
        first_gets_least(cx.plan, &weights, hits);
    }
}
