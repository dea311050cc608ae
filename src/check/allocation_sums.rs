//! `allocation-sums`: shares that do not add up to a hundred, and parts that do not add up to their whole.

use std::collections::BTreeSet;

use rust_decimal::Decimal;
use serde::Deserialize;

use super::threshold::Threshold;
use super::{Check, Context, Hit, Owner, Subject};
use crate::expression::number;
use crate::money::allocations::AllocationSet;
use crate::money::given::{Given, currency, percent_of, sum};
use crate::money::years::{Lies, Years};
use crate::plan::{ElementId, Kind, Plan, Total};

/// Parts that a message spells out.
const SPELT_OUT: usize = 8;
/// Parts that a finding points at.
const POINTED_AT: usize = 20;

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
    /// Whether each allocation gives one, or says that another element bears it.
    complete: bool,
}

impl Parts {
    fn of(plan: &Plan, set: &AllocationSet, given: impl Fn(ElementId) -> Option<Decimal> + Copy) -> Self {
        let numbers = |ids: &[ElementId]| -> Vec<(ElementId, Decimal)> {
            ids.iter().filter_map(|&id| given(id).map(|number| (id, number))).collect()
        };
        let complete = set.outermost().all(|id| given(id).is_some() || plan.element(id).has("absorbed-by"));
        Self { certain: numbers(&set.beside), unsure: numbers(&set.unsure), complete }
    }

    fn least(&self) -> Decimal {
        sum(self.certain.iter().map(|(_, number)| *number))
    }

    fn most(&self) -> Decimal {
        sum(self.all().map(|(_, number)| number))
    }

    fn without_unsure(self) -> Self {
        Self { unsure: Vec::new(), ..self }
    }

    fn all(&self) -> impl Iterator<Item = (ElementId, Decimal)> {
        self.certain.iter().chain(&self.unsure).copied()
    }
}

impl AllocationSums {
    fn shares(&self, plan: &Plan, sets: &[AllocationSet], index: usize, hits: &mut Vec<Hit>) {
        let (set, tolerance) = (&sets[index], self.share_tolerance.0);
        let most = Decimal::ONE_HUNDRED.saturating_add(tolerance);
        let least = Decimal::ONE_HUNDRED.saturating_sub(tolerance);
        let parts = Parts::of(plan, set, |id| Given::of(plan.element(id), "share").number());
        let parts = if parts.least() > most {
            parts.without_unsure()
        } else if parts.complete && is_alone(sets, set.years) && parts.most() < least {
            parts
        } else {
            return;
        };
        if self.is_told_by_amounts(plan, set, parts.most()) {
            return;
        }
        let Some((last, _)) = parts.all().last() else { return };
        let hit = Hit::on_field(last, plan.element(last), "share").fact("case", "shares");
        let hit = hit.fact("sum", number(parts.most()));
        let years = set.years.label().filter(|_| sets.len() > 1);
        hits.push(with_parts(plan, hit, &parts, "share", Some(last)).fact("years", years));
    }

    /// Whether the amounts of the same allocations miss their total as the shares miss a hundred: that is one slip, such
    /// as a row left out, and the amounts tell it.
    fn is_told_by_amounts(&self, plan: &Plan, set: &AllocationSet, shares: Decimal) -> bool {
        plan.totals.iter().filter_map(|total| Whole::of(plan, total, "amount")).any(|total| {
            let amounts = Parts::of(plan, set, |id| total.given(id));
            let percent = amounts.most().saturating_mul(Decimal::ONE_HUNDRED).checked_div(total.whole);
            set.years.lies_to(total.years) == Lies::Same
                && amounts.complete
                && percent.is_some_and(|percent| (percent - shares).abs() <= self.share_tolerance.0)
        })
    }

    fn total(&self, sets: &[AllocationSet], total: &Whole<'_>, hits: &mut Vec<Hit>) {
        let slack = percent_of(total.whole, self.amount_tolerance.0);
        let (most, least) = (total.whole.saturating_add(slack), total.whole.saturating_sub(slack));
        for set in sets.iter().filter(|set| set.years.lies_to(total.years) == Lies::Same) {
            let parts = Parts::of(total.plan, set, |id| total.given(id));
            // Fewer people than in all is no contradiction: not every post belongs to an element.
            let comparable = total.field == "amount" && parts.complete && is_alone(sets, total.years);
            if parts.least() > most {
                return hits.push(total.hit(&parts.without_unsure()));
            }
            if comparable && parts.most() < least {
                return hits.push(total.hit(&parts));
            }
        }
        // Posts last for years, and are not added up over them.
        if total.field == "amount" {
            let parts = year_by_year(total.plan, sets, total.years, |id| total.given(id));
            if parts.least() > most {
                hits.push(total.hit(&parts));
            }
        }
    }

    /// Totals for single years exceed the total for all of them, or miss it though no year lacks one.
    fn by_year(&self, plan: &Plan, total: &Whole<'_>, hits: &mut Vec<Hit>) {
        let within: Vec<Whole<'_>> = plan
            .totals
            .iter()
            .filter_map(|other| Whole::of(plan, other, total.field))
            .filter(|other| other.unit == total.unit && other.years.lies_to(total.years) == Lies::Within)
            .collect();
        let years: Option<Vec<i16>> = within.iter().map(|other| other.years.single()).collect();
        let Some(mut years) = years.filter(|years| !years.is_empty()) else { return };
        years.sort_unstable();
        years.dedup();
        let all = total.years.span().is_some_and(|span| span.count() == years.len()) && years.len() == within.len();
        let sum = sum(within.iter().map(|other| other.whole));
        let slack = percent_of(total.whole, self.amount_tolerance.0);
        let exceeds = sum > total.whole.saturating_add(slack);
        if exceeds || (all && sum < total.whole.saturating_sub(slack)) {
            let at = total.total.fields.place_of(total.field);
            let spelt: Vec<String> = within.iter().map(|other| other.whole.normalize().to_string()).collect();
            let hit = Hit::new(Owner::Element(ElementId::PLAN), at)
                .fact("case", "years")
                .fact("sum", number(sum))
                .fact("whole", number(total.whole))
                .fact("unit", unit_of(total.field, total.unit))
                .fact("parts", if spelt.len() <= SPELT_OUT { spelt.join(" + ") } else { String::new() });
            hits.push(within.iter().take(POINTED_AT).fold(hit, |hit, other| {
                hit.related(Owner::Element(ElementId::PLAN), other.total.fields.place_of(other.field), "total")
            }));
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
            let whole: Option<Vec<Decimal>> = holders.iter().map(|&id| given(id)).collect();
            let Some(whole) = whole.map(sum) else { continue };
            let certain: Vec<(ElementId, Decimal)> =
                within.iter().filter_map(|&id| given(id).map(|number| (id, number))).collect();
            let slack = match field {
                "share" => self.share_tolerance.0,
                _ => percent_of(whole, self.amount_tolerance.0),
            };
            let parts = Parts { certain, unsure: Vec::new(), complete: true };
            if parts.least() > whole.saturating_add(slack) {
                let hit = Hit::on_field(first, plan.element(first), field)
                    .fact("case", "whole")
                    .fact("element", &*plan.element(*element).id)
                    .fact("sum", number(parts.least()))
                    .fact("whole", number(whole))
                    .fact("unit", unit_of(field, unit));
                hits.push(with_parts(plan, hit, &parts, field, None));
            }
        }
    }
}

/// A total's amount or its people.
struct Whole<'p> {
    plan: &'p Plan,
    total: &'p Total,
    field: &'static str,
    whole: Decimal,
    years: Years,
    unit: Option<&'p str>,
}

impl<'p> Whole<'p> {
    fn of(plan: &'p Plan, total: &'p Total, field: &'static str) -> Option<Self> {
        let whole = Given::of(&total.fields, field).number()?;
        let (years, unit) = (Years::of(plan, &total.fields), currency(plan, &total.fields));
        let rivals = plan.totals.iter().filter(|other| {
            let same_years = Years::of(plan, &other.fields).lies_to(years) == Lies::Same;
            same_years && other.fields.field(field).is_some() && currency(plan, &other.fields) == unit
        });
        // Two totals for the same years contradict each other, or split the sum in a way that is not said.
        (rivals.count() == 1).then_some(Self { plan, total, field, whole, years, unit })
    }

    /// What an allocation gives of it; nothing where it is in another currency.
    fn given(&self, allocation: ElementId) -> Option<Decimal> {
        let fields = self.plan.element(allocation);
        let same_unit = self.field == "staff" || currency(self.plan, fields) == self.unit;
        Given::of(fields, self.field).number().filter(|_| same_unit)
    }

    fn hit(&self, parts: &Parts) -> Hit {
        let hit = Hit::new(Owner::Element(ElementId::PLAN), self.total.fields.place_of(self.field))
            .fact("case", "total")
            .fact("sum", number(parts.most()))
            .fact("whole", number(self.whole))
            .fact("unit", unit_of(self.field, self.unit))
            .fact("years", self.years.label().filter(|_| self.plan.totals.len() > 1));
        with_parts(self.plan, hit, parts, self.field, None)
    }
}

/// Whether no allocations for other years reach into these: part of the whole may be theirs.
fn is_alone(sets: &[AllocationSet], years: Years) -> bool {
    sets.iter().all(|set| matches!(set.years.lies_to(years), Lies::Same | Lies::Apart))
}

/// The allocations for shorter spans within `years`, where no two of the spans overlap.
fn year_by_year(
    plan: &Plan,
    sets: &[AllocationSet],
    years: Years,
    given: impl Fn(ElementId) -> Option<Decimal> + Copy,
) -> Parts {
    let inner: Vec<&AllocationSet> = sets.iter().filter(|set| set.years.lies_to(years) == Lies::Within).collect();
    let apart = (1..)
        .zip(&inner)
        .all(|(next, set)| inner.iter().skip(next).all(|other| set.years.lies_to(other.years) == Lies::Apart));
    let certain = inner.iter().filter(|_| apart).flat_map(|set| Parts::of(plan, set, given).certain).collect();
    Parts { certain, unsure: Vec::new(), complete: false }
}

/// What the numbers of a field count: the field itself, which each language names (`unit_name`), or a currency.
fn unit_of<'c>(field: &'c str, currency: Option<&'c str>) -> &'c str {
    match field {
        "staff" | "share" => field,
        _ => currency.unwrap_or_default(),
    }
}

/// The hit with its parts spelt out and pointed at, but for the one that it stands at.
fn with_parts(plan: &Plan, hit: Hit, parts: &Parts, field: &str, here: Option<ElementId>) -> Hit {
    let numbers: Vec<String> = parts.all().map(|(_, number)| number.normalize().to_string()).collect();
    let spelt = if numbers.len() <= SPELT_OUT { numbers.join(" + ") } else { String::new() };
    parts.all().filter(|(id, _)| Some(*id) != here).take(POINTED_AT).fold(hit.fact("parts", spelt), |hit, (id, _)| {
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
        if subject != Subject::Element(ElementId::PLAN) || cx.plan.is_partly_unread() {
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
            for total in cx.plan.totals.iter().filter_map(|total| Whole::of(cx.plan, total, field)) {
                self.total(&sets, &total, hits);
                // Posts last for years, and are not added up over them.
                if field == "amount" {
                    self.by_year(cx.plan, &total, hits);
                }
            }
        }
    }
}
