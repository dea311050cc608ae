//! What a plan gives to what, as bars.

use std::collections::HashMap;

use rust_decimal::Decimal;

use crate::money::allocations::{AllocationSet, elements_of, is_to_everything};
use crate::money::given::{Given, currency};
use crate::plan::{ElementId, Kind, Plan};

/// Allocations of one period that stand beside each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bars {
    /// The years, such as `2024–2027`.
    pub years: Option<String>,
    /// What is counted.
    pub unit: Unit,
    /// The bars, largest first.
    pub bars: Vec<Bar>,
    /// The sum of the bars.
    pub sum: Decimal,
}

/// What is counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Money, in this currency where one is named.
    Money(Option<String>),
    /// Percent of a whole.
    Share,
    /// People.
    Staff,
}

/// What is given to an element.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bar {
    /// The ids of the elements, and the name of the first; none where it is for everything, or for nothing that there is.
    pub to: Vec<String>,
    /// What the first is called.
    pub name: String,
    /// Whether it is for everything.
    pub for_all: bool,
    /// How much.
    pub value: Decimal,
}

impl Bars {
    /// For each period of a plan its bars; where the same money is stated twice, both statements.
    pub(super) fn all(plan: &Plan, language: &str) -> Vec<Self> {
        AllocationSet::all(plan).iter().filter_map(|set| Self::of(plan, set, language)).collect()
    }

    fn of(plan: &Plan, set: &AllocationSet, language: &str) -> Option<Self> {
        let members: Vec<ElementId> = set.outermost().collect();
        let given = |field: &str| {
            let values = members.iter().map(|&id| (id, Given::of(plan.element(id), field).number()));
            values
                .filter_map(|(id, value)| Some((id, value.filter(|value| *value > Decimal::ZERO)?)))
                .collect::<Vec<_>>()
        };
        let first = members.first()?;
        let money = currency(plan, plan.element(*first)).map(str::to_owned);
        let is_same = |id: &ElementId| currency(plan, plan.element(*id)).map(str::to_owned) == money;
        let amounts = given("amount");
        let (unit, values) = if !amounts.is_empty() && members.iter().all(is_same) {
            (Unit::Money(money), amounts)
        } else if let shares @ [_, ..] = &*given("share") {
            (Unit::Share, shares.to_vec())
        } else {
            (Unit::Staff, given("staff"))
        };
        let mut bars: Vec<Bar> = Vec::new();
        let mut known: HashMap<Vec<ElementId>, usize> = HashMap::new();
        for (id, value) in values {
            let to: Vec<ElementId> = elements_of(plan, id).collect();
            if let Some(&at) = known.get(&to) {
                bars[at].value = bars[at].value.saturating_add(value);
                continue;
            }
            known.insert(to.clone(), bars.len());
            let name = to.first().and_then(|&first| plan.label_in(first, language));
            bars.push(Bar {
                to: to.iter().map(|&id| plan.element(id).id.to_string()).collect(),
                name: name.map_or(String::new(), |text| text.words.to_string()),
                for_all: is_to_everything(plan, id),
                value,
            });
        }
        bars.sort_by_key(|bar| std::cmp::Reverse(bar.value));
        let sum = bars.iter().fold(Decimal::ZERO, |sum, bar| sum.saturating_add(bar.value));
        (sum > Decimal::ZERO).then(|| Self { years: set.years.label(), unit, bars, sum })
    }
}

/// Whether the plan gives anything to anything.
pub(super) fn has_any(plan: &Plan) -> bool {
    plan.of_kind(Kind::Allocation).iter().any(|&id| plan.gives_something(id))
}
