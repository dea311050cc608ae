//! `allocation-sums`: shares that do not add up to a hundred, and parts that do not add up to their whole.

use std::collections::BTreeSet;

use rust_decimal::Decimal;
use serde::Deserialize;

use super::allocations::AllocationSet;
use super::money::{Given, currency};
use super::threshold::Threshold;
use super::years::{Lies, Years};
use super::{Check, Context, Hit, Owner, Subject};
use crate::expression::number;
use crate::plan::{ElementId, Kind, Plan, Total};

/// Parts that a message spells out.
const SPELT_OUT: usize = 8;

/// Parameters.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct AllocationSums {
    /// Percentage points by which rounded shares may miss a hundred.
    share_tolerance: Threshold,
    /// Percent of the whole by which rounded amounts and posts may miss it.
    amount_tolerance: Threshold,
}

/// Numbers with the allocations that give them.
struct Parts {
    /// Those that must be counted.
    certain: Vec<(ElementId, Decimal)>,
    /// Those that may be counted already in the certain ones.
    unsure: Vec<(ElementId, Decimal)>,
    /// Whether each allocation gives one.
    complete: bool,
}

impl Parts {
    fn of(
        set: &AllocationSet,
        given: impl Fn(ElementId) -> Option<Decimal> + Copy,
    ) -> Self {
        let numbers = |ids: &[ElementId]| -> Vec<(ElementId, Decimal)> {
            ids.iter().filter_map(|&id| given(id).map(|number| (id, number))).collect()
        };
        let complete = set.outermost().all(|id| given(id).is_some());
        Self { certain: numbers(&set.beside), unsure: numbers(&set.unsure), complete }
    }

    fn least(&self) -> Decimal {
        sum(&self.certain)
    }

    fn most(&self) -> Decimal {
        sum(&self.certain) + sum(&self.unsure)
    }

    fn all(&self) -> impl Iterator<Item = (ElementId, Decimal)> {
        self.certain.iter().chain(&self.unsure).copied()
    }
}

fn sum(numbers: &[(ElementId, Decimal)]) -> Decimal {
    numbers.iter().map(|(_, number)| *number).sum()
}

impl AllocationSums {
    fn shares(&self, plan: &Plan, sets: &[AllocationSet], index: usize, hits: &mut Vec<Hit>) {
        let (set, hundred) = (&sets[index], Decimal::ONE_HUNDRED);
        let parts = Parts::of(set, |id| Given::of(plan.element(id), "share").number());
        let over = parts.least() > hundred + self.share_tolerance.0;
        // Where allocations for other years reach into these, part of the hundred may be theirs.
        let alone = sets.iter().all(|other| matches!(other.years.lies_to(set.years), Lies::Same | Lies::Apart));
        let under = parts.complete && alone && parts.most() < hundred - self.share_tolerance.0;
        let Some((last, _)) = parts.all().last().filter(|_| over || under) else { return };
        let counted = if over { parts.least() } else { parts.most() };
        let hit = Hit::on_field(last, plan.element(last), "share").fact("case", "shares");
        hits.push(with_parts(plan, hit, &parts, "share", Some(last), sets.len() > 1, set.years).fact("sum", number(counted)));
    }

    fn totals(&self, plan: &Plan, sets: &[AllocationSet], field: &'static str, hits: &mut Vec<Hit>) {
        for total in &plan.totals {
            let Some(whole) = Given::of(&total.fields, field).number() else { continue };
            let years = Years::of(plan, &total.fields);
            let unit = currency(plan, &total.fields);
            let rivals = plan.totals.iter().filter(|other| {
                other.fields.field(field).is_some() && currency(plan, &other.fields) == unit && is_same(plan, other, years)
            });
            // Two totals for the same years contradict each other, or split the sum in a way that is not said.
            if rivals.count() > 1 {
                continue;
            }
            let given = |id: ElementId| {
                let fields = plan.element(id);
                let same_unit = field == "staff" || currency(plan, fields) == unit;
                Given::of(fields, field).number().filter(|_| same_unit)
            };
            let slack = whole * self.amount_tolerance.0 / Decimal::ONE_HUNDRED;
            let report = |parts: &Parts, counted: Decimal, hits: &mut Vec<Hit>| {
                let hit = Hit::new(Owner::Element(ElementId::PLAN), total.fields.place_of(field)).fact("case", "total");
                let hit = with_parts(plan, hit, parts, field, None, plan.totals.len() > 1, years);
                hits.push(hit.fact("sum", number(counted)).fact("whole", number(whole)).fact("unit", label(field, unit)));
            };
            if let Some(set) = sets.iter().find(|set| set.years.lies_to(years) == Lies::Same) {
                let parts = Parts::of(set, given);
                let alone = sets.iter().all(|other| matches!(other.years.lies_to(years), Lies::Same | Lies::Apart));
                // Fewer people than in all is no contradiction: not every post belongs to an element.
                let under = field == "amount" && parts.complete && alone && parts.most() < whole - slack;
                if parts.least() > whole + slack {
                    report(&parts, parts.least(), hits);
                    continue;
                }
                if under && !set.members.is_empty() {
                    report(&parts, parts.most(), hits);
                    continue;
                }
            }
            // Posts last for years, and are not added up over them.
            if field == "amount" {
                let parts = year_by_year(sets, years, given);
                if parts.least() > whole + slack {
                    report(&parts, parts.least(), hits);
                }
            }
        }
    }

    /// Allocations to parts of an element exceed the allocation to the element.
    fn wholes(&self, plan: &Plan, set: &AllocationSet, field: &'static str, hits: &mut Vec<Hit>) {
        for (element, within) in &set.within {
            let holders = set.to(*element);
            let Some(&first) = holders.first() else { continue };
            let unit = currency(plan, plan.element(first));
            let given = |id: ElementId| {
                let fields = plan.element(id);
                let same_unit = field != "amount" || currency(plan, fields) == unit;
                Given::of(fields, field).number().filter(|_| same_unit)
            };
            let Some(whole) = holders.iter().map(|&id| given(id)).sum::<Option<Decimal>>() else { continue };
            let certain: Vec<(ElementId, Decimal)> =
                within.iter().filter_map(|&id| given(id).map(|number| (id, number))).collect();
            let slack = match field {
                "share" => self.share_tolerance.0,
                _ => whole * self.amount_tolerance.0 / Decimal::ONE_HUNDRED,
            };
            let parts = Parts { certain, unsure: Vec::new(), complete: true };
            if parts.least() > whole + slack {
                let hit = Hit::on_field(first, plan.element(first), field)
                    .fact("case", "whole")
                    .fact("element", &*plan.element(*element).id)
                    .fact("sum", number(parts.least()))
                    .fact("whole", number(whole))
                    .fact("unit", label(field, unit));
                hits.push(with_parts(plan, hit, &parts, field, None, false, set.years));
            }
        }
    }
}

fn is_same(plan: &Plan, total: &Total, years: Years) -> bool {
    Years::of(plan, &total.fields).lies_to(years) == Lies::Same
}

/// The allocations for shorter spans within `years`, where no two of the spans overlap.
fn year_by_year(
    sets: &[AllocationSet],
    years: Years,
    given: impl Fn(ElementId) -> Option<Decimal> + Copy,
) -> Parts {
    let inner: Vec<&AllocationSet> = sets.iter().filter(|set| set.years.lies_to(years) == Lies::Within).collect();
    let apart = (1..).zip(&inner).all(|(next, set)| {
        inner.iter().skip(next).all(|other| set.years.lies_to(other.years) == Lies::Apart)
    });
    let certain = inner.iter().filter(|_| apart).flat_map(|set| Parts::of(set, given).certain).collect();
    Parts { certain, unsure: Vec::new(), complete: false }
}

/// What the numbers of a field count, for a message.
fn label(field: &str, currency: Option<&str>) -> String {
    match field {
        "staff" => "full-time equivalents".to_owned(),
        "share" => "percent".to_owned(),
        _ => currency.unwrap_or_default().to_owned(),
    }
}

/// The hit with its parts spelt out and pointed at, and with the years where there is more than one period.
fn with_parts(
    plan: &Plan,
    hit: Hit,
    parts: &Parts,
    field: &str,
    here: Option<ElementId>,
    several: bool,
    years: Years,
) -> Hit {
    let numbers: Vec<String> = parts.all().map(|(_, number)| number.normalize().to_string()).collect();
    let spelt = if numbers.len() <= SPELT_OUT { numbers.join(" + ") } else { String::new() };
    let hit = hit.fact("parts", spelt).fact("years", years.label().filter(|_| several));
    parts.all().filter(|(id, _)| Some(*id) != here).fold(hit, |hit, (id, _)| {
        hit.related(Owner::Element(id), plan.element(id).place_of(field), "allocation")
    })
}

impl Check for AllocationSums {
    fn facts(&self) -> &'static [&'static str] {
        &["case", "parts", "sum", "whole", "unit", "years", "element"]
    }

    fn needs(&self) -> BTreeSet<(Kind, &'static str)> {
        [(Kind::Allocation, "")].into()
    }

    fn run(&self, cx: &Context<'_>, subject: Subject, hits: &mut Vec<Hit>) {
        if subject != Subject::Element(ElementId::PLAN) {
            return;
        }
        let sets = AllocationSet::all(cx.plan);
        for (index, set) in sets.iter().enumerate() {
            self.shares(cx.plan, &sets, index, hits);
            for field in ["amount", "share", "staff"] {
                self.wholes(cx.plan, set, field, hits);
            }
        }
        for field in ["amount", "staff"] {
            self.totals(cx.plan, &sets, field, hits);
        }
    }
}
