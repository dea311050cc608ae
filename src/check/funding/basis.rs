//! Amounts whose currency or year of prices is not said, and amounts in several currencies.

use rust_decimal::Decimal;

use crate::check::{Hit, Owner};
use crate::money::given::{Given, currency};
use crate::plan::{Element, ElementId, Kind, Plan};

pub(super) const FACTS: &[&str] = &["case", "which", "currencies", "prices"];

/// An allocation or a total that states money, and the field that does.
#[derive(Clone, Copy)]
struct Sum<'p> {
    owner: ElementId,
    fields: &'p Element,
    field: &'static str,
}

impl<'p> Sum<'p> {
    fn of(owner: ElementId, fields: &'p Element) -> Option<Self> {
        let money = |name: &&str| Given::of(fields, name).number().is_some_and(|number| number != Decimal::ZERO);
        let field = ["amount", "required", "secured"].into_iter().find(money)?;
        Some(Self { owner, fields, field })
    }

    /// Whether it stands in a table, which has no column for the year of prices: a cell has no key.
    fn is_in_table(self) -> bool {
        self.fields.field(self.field).is_some_and(|field| field.key == field.at)
    }

    fn name(self) -> &'p str {
        if self.owner == ElementId::PLAN { "total" } else { &self.fields.id }
    }
}

pub(super) fn run(plan: &Plan, hits: &mut Vec<Hit>) {
    let totals: Vec<Sum<'_>> = plan.totals.iter().filter_map(|t| Sum::of(ElementId::PLAN, &t.fields)).collect();
    let allocations: Vec<Sum<'_>> =
        plan.of_kind(Kind::Allocation).iter().filter_map(|&id| Sum::of(id, plan.element(id))).collect();
    without_currency(plan, &totals, &allocations, hits);
    without_prices(plan, &totals, &allocations, hits);
    in_several_currencies(plan, &totals, &allocations, hits);
    at_several_prices(&totals, &allocations, hits);
}

/// Amounts at the prices of several years; where years have totals of their own, each may have its own prices.
fn at_several_prices(totals: &[Sum<'_>], allocations: &[Sum<'_>], hits: &mut Vec<Hit>) {
    fn prices<'p>(sum: &Sum<'p>) -> Option<(String, Sum<'p>)> {
        Some((sum.fields.date("prices")?.value.to_string(), *sum))
    }
    let totals = if totals.len() > 1 { &[] } else { totals };
    let known: Vec<(String, Sum<'_>)> = totals.iter().chain(allocations).filter_map(prices).collect();
    let Some((first, there)) = known.first() else { return };
    let Some((second, here)) = known.iter().find(|(prices, _)| prices != first) else { return };
    hits.push(
        Hit::new(Owner::Element(here.owner), here.fields.place_of("prices"))
            .fact("case", "several-prices")
            .list("prices", [&**first, &**second])
            .related(Owner::Element(there.owner), there.fields.place_of("prices"), "other"),
    );
}

fn without_currency(plan: &Plan, totals: &[Sum<'_>], allocations: &[Sum<'_>], hits: &mut Vec<Hit>) {
    let lacks = |sum: &&Sum<'_>| sum.fields.field("currency").is_none() && currency(plan, sum.fields).is_none();
    if !plan.root().has("currency") {
        report("currency", totals.iter().chain(allocations).filter(lacks), hits);
    }
}

fn without_prices(plan: &Plan, totals: &[Sum<'_>], allocations: &[Sum<'_>], hits: &mut Vec<Hit>) {
    if plan.totals.iter().any(|total| total.fields.has("prices")) {
        return;
    }
    let lacks = |sum: &&Sum<'_>| !sum.fields.has("prices") && !sum.is_in_table();
    let somewhere = allocations.iter().any(|sum| sum.fields.has("prices"));
    // One year at the total would do for all; where some allocations have one, the others lack it.
    let asked = if somewhere { &[] } else { totals };
    report("prices", asked.iter().chain(allocations).filter(lacks), hits);
}

/// One finding for all of them, at the first.
fn report<'s>(case: &'static str, sums: impl Iterator<Item = &'s Sum<'s>>, hits: &mut Vec<Hit>) {
    let sums: Vec<&Sum<'_>> = sums.collect();
    let Some(first) = sums.first() else { return };
    let which: Vec<&str> = sums.iter().map(|sum| sum.name()).collect();
    let hit = Hit::new(Owner::Element(first.owner), first.fields.place_of(first.field));
    hits.push(hit.fact("case", case).list("which", which));
}

fn in_several_currencies(plan: &Plan, totals: &[Sum<'_>], allocations: &[Sum<'_>], hits: &mut Vec<Hit>) {
    let mut known: Vec<(&str, Sum<'_>)> = Vec::new();
    // A total in another currency cannot be what the allocations add up to; totals alone add up to nothing.
    let totals = if allocations.is_empty() { &[] } else { totals };
    for &sum in allocations.iter().chain(totals) {
        if let Some(code) = currency(plan, sum.fields)
            && known.iter().all(|(other, _)| *other != code)
        {
            known.push((code, sum));
        }
    }
    if let [(_, first), (_, second), ..] = known.as_slice() {
        let codes: Vec<&str> = known.iter().map(|(code, _)| *code).collect();
        let place = |sum: &Sum<'_>| {
            let field = if sum.fields.has("currency") { "currency" } else { sum.field };
            sum.fields.place_of(field)
        };
        // At the one that says its currency itself; the other may have it from the plan.
        let (here, there) = if second.fields.has("currency") { (second, first) } else { (first, second) };
        hits.push(
            Hit::new(Owner::Element(here.owner), place(here)).fact("case", "mixed").list("currencies", codes).related(
                Owner::Element(there.owner),
                place(there),
                "other",
            ),
        );
    }
}
