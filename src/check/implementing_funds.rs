//! `implementing-funds`: a plan allocates more than the plan that it carries out has for the same thing.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;
use serde::Deserialize;

use super::threshold::Threshold;
use super::{Check, Context, Hit, Owner, Subject};
use crate::expression::number;
use crate::money::allocations::{AllocationSet, elements_of};
use crate::money::given::{Given, currency, percent_of, sum};
use crate::money::years::{Lies, Years};
use crate::plan::{Element, ElementId, Kind, LinkTarget, Plan, Relation};

/// Parameters.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ImplementingFunds {
    /// Percent of the strategic amount by which rounded amounts may exceed it.
    tolerance: Threshold,
}

/// The amount of an allocation or a total, with what makes it comparable.
struct Money<'p> {
    amount: Decimal,
    unit: Option<&'p str>,
    years: Years,
}

impl<'p> Money<'p> {
    fn of(plan: &'p Plan, fields: &'p Element) -> Option<Self> {
        let amount = Given::of(fields, "amount").number()?;
        Some(Self { amount, unit: currency(plan, fields), years: Years::of(plan, fields) })
    }

    /// Whether this is to be paid out of `other`: the same currency, and years that are a part of its years.
    fn is_out_of(&self, other: &Money<'_>) -> bool {
        self.unit == other.unit && matches!(self.years.lies_to(other.years), Lies::Same | Lies::Within)
    }
}

/// Whether spans of time have no day in common, so that what is for them adds up.
fn are_apart(years: &[Years]) -> bool {
    (1..).zip(years).all(|(next, one)| years.iter().skip(next).all(|other| one.lies_to(*other) == Lies::Apart))
}

impl ImplementingFunds {
    fn exceeds(self, sum: Decimal, whole: Decimal) -> bool {
        sum > whole.saturating_add(percent_of(whole, self.tolerance.0))
    }

    fn totals(self, plan: &Plan, above: &Plan, hits: &mut Vec<Hit>) {
        for whole in &above.totals {
            let Some(have) = Money::of(above, &whole.fields) else { continue };
            let own: Vec<(&crate::plan::Total, Money<'_>)> = plan
                .totals
                .iter()
                .filter_map(|total| Some((total, Money::of(plan, &total.fields)?)))
                .filter(|(_, money)| money.is_out_of(&have))
                .collect();
            let years: Vec<Years> = own.iter().map(|(_, money)| money.years).collect();
            let spent = if are_apart(&years) {
                sum(own.iter().map(|(_, money)| money.amount))
            } else {
                own.iter().map(|(_, money)| money.amount).max().unwrap_or_default()
            };
            if let Some((first, _)) = own.first().filter(|_| self.exceeds(spent, have.amount)) {
                let at = first.fields.place_of("amount");
                hits.push(facts(Hit::new(Owner::Element(ElementId::PLAN), at), "total", spent, &have, above).related(
                    Owner::Implemented(ElementId::PLAN),
                    whole.fields.place_of("amount"),
                    "total",
                ));
            }
        }
    }

    fn elements(self, plan: &Plan, above: &Plan, hits: &mut Vec<Hit>) {
        // For each strategic element with an amount, what allocations of this plan take out of it, by years.
        let mut taken: BTreeMap<ElementId, Vec<(ElementId, Money<'_>)>> = BTreeMap::new();
        for set in AllocationSet::all(plan) {
            for &id in &set.beside {
                let Some(money) = Money::of(plan, plan.element(id)) else { continue };
                let mut served: BTreeSet<Option<ElementId>> = serves(plan, id).map(|id| funded(above, id)).collect();
                // What serves several, or one that has nothing of its own, is out of no one amount.
                if let (Some(Some(one)), true) = (served.pop_first(), served.is_empty()) {
                    taken.entry(one).or_default().push((id, money));
                }
            }
        }
        for (element, taken) in taken {
            let holders: Vec<(ElementId, Money<'_>)> = above
                .allocations_to(element)
                .filter_map(|id| Some((id, Money::of(above, above.element(id))?)))
                .collect();
            // Several allocations to one element may be for years of their own.
            let [(holder, have)] = holders.as_slice() else { continue };
            let own: Vec<&(ElementId, Money<'_>)> = taken.iter().filter(|(_, money)| money.is_out_of(have)).collect();
            let spent = per_years(&own);
            if let Some((first, _)) = own.first().filter(|_| self.exceeds(spent, have.amount)) {
                let hit = Hit::on_field(*first, plan.element(*first), "amount");
                let hit = facts(hit, "element", spent, have, above).fact("element", &*above.element(element).id);
                let at = above.element(*holder).place_of("amount");
                hits.push(hit.related(Owner::Implemented(*holder), at, "allocation"));
            }
        }
    }
}

/// The sum of what is for the same years, and over years that have no day in common.
fn per_years(own: &[&(ElementId, Money<'_>)]) -> Decimal {
    let mut sums: Vec<(Years, Decimal)> = Vec::new();
    for (_, money) in own {
        match sums.iter_mut().find(|(years, _)| years.lies_to(money.years) == Lies::Same) {
            Some((_, known)) => *known = known.saturating_add(money.amount),
            None => sums.push((money.years, money.amount)),
        }
    }
    let years: Vec<Years> = sums.iter().map(|(years, _)| *years).collect();
    let amounts = sums.iter().map(|(_, amount)| *amount);
    if are_apart(&years) { sum(amounts) } else { amounts.max().unwrap_or_default() }
}

fn facts(hit: Hit, case: &'static str, spent: Decimal, have: &Money<'_>, above: &Plan) -> Hit {
    hit.fact("case", case)
        .fact("element", "")
        .fact("sum", number(spent))
        .fact("whole", number(have.amount))
        .fact("unit", have.unit)
        .fact("strategy", above.id())
}

/// The strategic elements that an allocation is for: those that it names, and those that its elements or the ones above
/// them serve by name.
fn serves(plan: &Plan, allocation: ElementId) -> impl Iterator<Item = ElementId> {
    let strategic = |id: ElementId| {
        let links = plan.index().outgoing(id).iter().map(|&link| plan.link(link));
        links
            .filter(|link| link.relation == Relation::AllocatesTo || Relation::ONWARD.contains(&link.relation))
            .filter_map(|link| match link.target {
                LinkTarget::Implemented(id) => Some(id),
                _ => None,
            })
    };
    let elements = elements_of(plan, allocation).flat_map(|id| std::iter::once(id).chain(plan.ancestors(id)));
    let all: BTreeSet<ElementId> = std::iter::once(allocation).chain(elements).flat_map(strategic).collect();
    all.into_iter()
}

/// The element, `id` itself or the nearest above it, that has an amount of its own.
fn funded(above: &Plan, id: ElementId) -> Option<ElementId> {
    let has_amount = |&id: &ElementId| {
        let named = above.index().incoming(id).iter().map(|&link| above.link(link));
        named
            .filter(|link| link.relation == Relation::AllocatesTo)
            .any(|link| Given::of(above.element(link.from), "amount").number().is_some())
    };
    std::iter::once(id).chain(above.ancestors(id)).find(has_amount)
}

impl Check for ImplementingFunds {
    fn facts(&self) -> &'static [&'static str] {
        &["case", "element", "sum", "whole", "unit", "strategy"]
    }

    fn needs(&self) -> BTreeSet<(Kind, &'static str)> {
        [(Kind::Allocation, "")].into()
    }

    fn run(&self, cx: &Context<'_>, subject: Subject, hits: &mut Vec<Hit>) {
        let Some(above) = cx.plan.implemented.as_deref() else { return };
        if subject == Subject::Element(ElementId::PLAN) && !cx.plan.is_partly_unread() && !above.is_partly_unread() {
            self.totals(cx.plan, above, hits);
            self.elements(cx.plan, above, hits);
        }
    }
}
