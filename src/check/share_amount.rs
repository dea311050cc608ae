//! `share-amount`: an allocation's share and its amount say different things.

use std::collections::BTreeSet;

use rust_decimal::Decimal;
use serde::Deserialize;

use super::threshold::Threshold;
use super::{Check, Context, Hit, Owner, Subject};
use crate::expression::number;
use crate::money::allocations::AllocationSet;
use crate::money::given::{Given, currency, sum};
use crate::money::years::{Lies, Years};
use crate::plan::{ElementId, Kind, Plan};
use crate::source::Location;

/// Parameters.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ShareAmount {
    /// Percentage points by which a rounded share may miss that of the amount.
    tolerance: Threshold,
}

/// What a share can be of.
struct Whole {
    amount: Decimal,
    at: Option<Location>,
}

/// The wholes that a set of allocations can be shares of: the total for its years, and what all of them add up to. Where
/// these differ, another rule says so, and a share that fits one of them is no second fault.
fn wholes(plan: &Plan, set: &AllocationSet) -> Vec<Whole> {
    let unit = set.members.first().and_then(|&id| currency(plan, plan.element(id)));
    let totals = plan.totals.iter().filter(|total| {
        Years::of(plan, &total.fields).lies_to(set.years) == Lies::Same && currency(plan, &total.fields) == unit
    });
    let of_total = |total: &crate::plan::Total| {
        let amount = Given::of(&total.fields, "amount").number()?;
        Some(Whole { amount, at: Some(total.fields.place_of("amount")) })
    };
    let mut wholes: Vec<Whole> = totals.filter_map(of_total).collect();
    let same_unit = |id: &ElementId| currency(plan, plan.element(*id)) == unit;
    let amounts: Option<Vec<Decimal>> =
        set.outermost().map(|id| Given::of(plan.element(id), "amount").number().filter(|_| same_unit(&id))).collect();
    if let Some(amounts) = amounts.filter(|amounts| amounts.len() > 1) {
        wholes.push(Whole { amount: sum(amounts), at: None });
    }
    wholes.retain(|whole| whole.amount > Decimal::ZERO);
    wholes
}

impl Check for ShareAmount {
    fn facts(&self) -> &'static [&'static str] {
        &["share", "percent", "whole", "unit"]
    }

    fn needs(&self) -> BTreeSet<(Kind, &'static str)> {
        [(Kind::Allocation, "share")].into()
    }

    fn run(&self, cx: &Context<'_>, subject: Subject, hits: &mut Vec<Hit>) {
        let plan = cx.plan.as_ref();
        if subject != Subject::Element(ElementId::PLAN) || plan.is_partly_unread() {
            return;
        }
        for set in AllocationSet::all(plan) {
            let wholes = wholes(plan, &set);
            let Some(first) = wholes.first() else { continue };
            let unit = set.members.first().and_then(|&id| currency(plan, plan.element(id)));
            for &id in &set.members {
                let allocation = plan.element(id);
                let (share, amount) =
                    (Given::of(allocation, "share").number(), Given::of(allocation, "amount").number());
                let Some((share, amount)) = share.zip(amount).filter(|_| currency(plan, allocation) == unit) else {
                    continue;
                };
                let percent = |whole: &Whole| {
                    amount.saturating_mul(Decimal::ONE_HUNDRED).checked_div(whole.amount).unwrap_or_default()
                };
                if wholes.iter().any(|whole| (percent(whole) - share).abs() <= self.tolerance.0) {
                    continue;
                }
                let hit = Hit::on_field(id, allocation, "share")
                    .fact("share", number(share))
                    .fact("percent", number(percent(first).round_dp(1)))
                    .fact("whole", number(first.amount))
                    .fact("unit", unit)
                    .related(Owner::Element(id), allocation.place_of("amount"), "allocation");
                hits.push(match first.at {
                    Some(at) => hit.related(Owner::Element(ElementId::PLAN), at, "total"),
                    None => hit,
                });
            }
        }
    }
}
