//! `pace`: a target that asks for far more than the past has shown, or for more than the whole.

use rust_decimal::Decimal;
use serde::Deserialize;

use super::threshold::Threshold;
use super::{Check, Context, Hit, Owner, Subject};
use crate::expression::number;
use crate::indicator::heading::Heading;
use crate::indicator::unit::comparable;
use crate::lexicon::List;
use crate::plan::{Element, ElementId, Measure, MeasureRole, PlanDate};

/// Parameters.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Pace {
    /// How many times the yearly change of the past may be asked for.
    factor: Threshold,
    /// How many years the past must span to be a trend.
    least_years: Threshold,
    /// The largest share in percent.
    whole: Threshold,
}

/// A value at a date.
#[derive(Clone, Copy)]
struct Point<'p> {
    measure: &'p Measure,
    date: PlanDate,
    value: Decimal,
}

impl<'p> Point<'p> {
    fn of(measure: &'p Measure) -> Option<Self> {
        let (date, value) = (measure.date?.value, measure.number()?);
        (!measure.planned).then_some(Self { measure, date, value })
    }

    /// Years from this point to a date, by months.
    fn years_to(self, date: PlanDate) -> Decimal {
        let months = |date: PlanDate| {
            let last = date.last_day();
            Decimal::from(last.year()) * Decimal::from(12) + Decimal::from(last.month())
        };
        (months(date) - months(self.date)) / Decimal::from(12)
    }
}

impl Check for Pace {
    fn facts(&self) -> &'static [&'static str] {
        &["problem", "aim", "unit", "by", "needed", "pace", "since", "until", "start", "limit", "points"]
    }

    fn run(&self, cx: &Context<'_>, subject: Subject, hits: &mut Vec<Hit>) {
        let Some(id) = subject.element() else { return };
        let element = cx.element(id);
        let Some(target) = element.target() else { return };
        hits.extend(self.beyond_whole(cx, id, element, target).or_else(|| self.too_fast(cx, id, element, target)));
    }
}

impl Pace {
    /// A change that, from the baseline, leads past the whole. A level past the whole is another rule's.
    fn beyond_whole(&self, cx: &Context<'_>, id: ElementId, element: &Element, target: &Measure) -> Option<Hit> {
        let baseline = element.baseline().filter(|baseline| !baseline.planned && target.value.is_none())?;
        let (change, start) = (&target.change.as_ref()?.value, baseline.number()?);
        let by = change.by?;
        let is_percent = |unit: &str| cx.lexicon.is_word(List::Percent, unit);
        let counted_from_baseline = match (change.from, baseline.date) {
            (Some(from), Some(date)) => from.value.compare(date.value).is_eq(),
            _ => true,
        };
        let unit = cx.plan.unit_of(id, MeasureRole::Baseline)?;
        if !counted_from_baseline || !is_percent(unit) || may_pass_whole(cx, element) {
            return None;
        }
        let aim = match change.unit.as_ref().map(|unit| &*unit.value) {
            Some("points") => start.checked_add(by.value)?,
            Some(unit) if is_percent(unit) => start.checked_add(start.checked_mul(by.value)? / Decimal::ONE_HUNDRED)?,
            _ => return None,
        };
        (start <= self.whole.0 && aim > self.whole.0).then(|| {
            Hit::new(Owner::Element(id), by.at)
                .fact("problem", "whole")
                .fact("by", number(by.value))
                .fact("unit", change.unit.as_ref().map(|unit| &*unit.value))
                .fact("start", number(start))
                .fact("aim", number(aim.round_dp(1)))
                .fact("limit", number(self.whole.0))
                .related(Owner::Element(id), baseline.place(), "baseline")
        })
    }

    fn too_fast(&self, cx: &Context<'_>, id: ElementId, element: &Element, target: &Measure) -> Option<Hit> {
        // On such courses the past is no measure of the years ahead; and values that add up have no pace of this kind.
        let uneven = matches!(element.word("trajectory"), Some("s-curve" | "step" | "j-curve"));
        if uneven || matches!(element.word("aggregation"), Some("annual" | "cumulative")) {
            return None;
        }
        let (aim, due) = (target.number()?, cx.plan.due_of_indicator(id)?.1.value);
        // Where the outcome is known, there are no years ahead to be realistic about.
        let mut actuals = element.measures(MeasureRole::Actual).iter().filter_map(Point::of);
        if actuals.any(|actual| !actual.date.compare(due).is_lt()) {
            return None;
        }
        let (first, last) = span_of(cx, element, target, due)?;
        let (past, ahead) = (first.years_to(last.date), last.years_to(due));
        if past < self.least_years.0 || ahead <= Decimal::ZERO {
            return None;
        }
        let heading = Heading::between(last.value, aim)?;
        if Heading::declared(element).is_some_and(|declared| declared != heading) {
            return None;
        }
        let pace = last.value.checked_sub(first.value)?.checked_div(past)?;
        let needed = aim.checked_sub(last.value)?.checked_div(ahead)?;
        // No trend, or one the other way, has no multiple.
        let follows = Heading::between(first.value, last.value) == Some(heading);
        (follows && needed.abs() > pace.abs().checked_mul(self.factor.0)?).then(|| {
            let unit = cx.plan.unit_of(id, MeasureRole::Target);
            let rounded = |value: Decimal| number(value.round_dp(2));
            Hit::new(Owner::Element(id), target.place())
                .fact("problem", "pace")
                .fact("aim", number(aim))
                .fact("unit", unit)
                .fact("points", unit.is_some_and(|unit| cx.lexicon.is_word(List::Percent, unit)))
                .fact("until", due.to_string())
                .fact("since", first.date.to_string())
                .fact("needed", rounded(needed))
                .fact("pace", rounded(pace))
                .fact("limit", number(self.factor.0))
                .related(Owner::Element(id), first.measure.place(), "first-value")
                .related(Owner::Element(id), last.measure.place(), "last-value")
        })
    }
}

/// The earliest and the latest of the dated values that can be set against the target, from before it is due.
fn span_of<'e>(
    cx: &Context<'_>,
    element: &'e Element,
    target: &Measure,
    due: PlanDate,
) -> Option<(Point<'e>, Point<'e>)> {
    let known = element
        .baseline()
        .into_iter()
        .chain(element.measures(MeasureRole::Actual))
        .filter(|measure| comparable(cx.lexicon, element, measure, target))
        .filter_map(Point::of)
        .filter(|point| point.date.compare(due).is_lt());
    known.fold(None, |span, point| match span {
        None => Some((point, point)),
        Some((first, last)) => Some((
            if point.date.compare(first.date).is_lt() { point } else { first },
            if point.date.compare(last.date).is_gt() { point } else { last },
        )),
    })
}

/// Whether more than the whole is possible: growth rates, subscriptions per 100 inhabitants, a declared maximum.
fn may_pass_whole(cx: &Context<'_>, element: &Element) -> bool {
    element.has("maximum")
        || ["name", "title"].into_iter().filter_map(|name| element.text(name)).any(|text| {
            text.entries.iter().any(|entry| cx.lexicon.find(List::Unbounded, &entry.words, &entry.language).is_some())
        })
}
