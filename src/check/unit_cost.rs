//! `unit-cost`: what one unit of the thing bought costs, against bands that the project knows.

use std::collections::BTreeSet;

use rust_decimal::Decimal;
use serde::Deserialize;

use super::threshold::Threshold;
use super::{Check, Context, Hit, Owner, Subject};
use crate::expression::number;
use crate::money::given::{Given, currency};
use crate::plan::{Element, FieldValue, Kind};

/// Parameters.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct UnitCost {
    /// What a unit usually costs. Without bands the check is silent: prices are the project's knowledge.
    #[serde(default)]
    bands: Vec<Band>,
}

/// What one unit costs at least and at most.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Band {
    /// The unit of the quantity, as plans write it.
    unit: String,
    /// The currency of the amount.
    currency: String,
    /// The lowest cost of one unit that is plausible.
    least: Threshold,
    /// The highest.
    most: Threshold,
}

/// How much is bought, and in which unit.
fn quantity(allocation: &Element) -> Option<(Decimal, &str)> {
    let FieldValue::Measure(measure) = &allocation.field("quantity")?.value else { return None };
    let unit = measure.unit.as_ref()?;
    Some((measure.number().filter(|number| *number > Decimal::ZERO)?, unit.value.trim()))
}

impl Check for UnitCost {
    fn facts(&self) -> &'static [&'static str] {
        &["cost", "code", "unit", "least", "most"]
    }

    fn needs(&self) -> BTreeSet<(Kind, &'static str)> {
        [(Kind::Allocation, "quantity")].into()
    }

    fn run(&self, cx: &Context<'_>, subject: Subject, hits: &mut Vec<Hit>) {
        let Some(id) = subject.element() else { return };
        let allocation = cx.element(id);
        let Some((bought, unit)) = quantity(allocation) else { return };
        let (amount, code) = (Given::of(allocation, "amount").number(), currency(cx.plan, allocation));
        let Some((amount, code)) = amount.zip(code) else { return };
        let Some(cost) = amount.checked_div(bought) else { return };
        let bands = self.bands.iter().filter(|band| {
            band.currency.eq_ignore_ascii_case(code) && band.unit.trim().to_lowercase() == unit.to_lowercase()
        });
        let bands: Vec<&Band> = bands.collect();
        // A unit may have several bands: a kilometre of fibre in the ground and one in the sea.
        if bands.is_empty() || bands.iter().any(|band| (band.least.0..=band.most.0).contains(&cost)) {
            return;
        }
        let (Some(least), Some(most)) =
            (bands.iter().map(|band| band.least.0).min(), bands.iter().map(|band| band.most.0).max())
        else {
            return;
        };
        hits.push(
            Hit::on_field(id, allocation, "amount")
                .fact("cost", number(cost.round_dp(2)))
                .fact("code", code)
                .fact("unit", unit)
                .fact("least", number(least))
                .fact("most", number(most))
                .related(Owner::Element(id), allocation.place_of("quantity"), "quantity"),
        );
    }
}
