//! Values that the plan sets lower than the plan before, or no longer sets.

use std::collections::HashMap;

use rust_decimal::Decimal;

use super::account::{Old, element_of};
use super::likeness::likeness;
use super::lost;
use super::succession::{self, Reasons, Succession, is_measured};
use crate::check::{Context, Hit, Owner, stated};
use crate::indicator::heading::Heading;
use crate::indicator::population::are_same;
use crate::indicator::unit::{is_percent, same_unit};
use crate::lexicon::List;
use crate::plan::{ElementId, Kind, LinkTarget, MeasureRole, Plan, PlanDate, Text};
use crate::source::Location;
use crate::text::{Comparator, Direction, Statement};

pub(super) const FACTS: &[&str] = &["case", "old", "before", "change", "from", "down_to", "of", "to"];

/// The part of its words that the name of one measure must share with that of another to be the same.
const ALIKE: f64 = 0.6;

/// A value that is aimed at.
struct Aim<'p> {
    value: Decimal,
    /// Whether it is a change and not a level.
    is_change: bool,
    unit: Option<String>,
    population: Option<&'p Text>,
    heading: Option<Heading>,
    due: Option<PlanDate>,
    /// What names the measure.
    name: &'p Text,
    owner: ElementId,
    at: Location,
}

pub(super) fn run(cx: &Context<'_>, shared: usize, hits: &mut Vec<Hit>) {
    let plan = cx.plan.as_ref();
    if plan.is_partly_unread() {
        return;
    }
    let successions = succession::all(plan);
    if successions.is_empty() {
        return;
    }
    let (reasons, elsewhere, origins) = (Reasons::of(plan), lost::elsewhere(cx), origins(plan));
    for succession in successions {
        let reasoned = succession.entry.is_some_and(|entry| reasons.are_own(entry, shared));
        // A value goes with the thing that is counted, which another rule misses.
        if !reasoned && lost::lost(cx, &succession, &elsewhere).is_none() {
            hits.extend(regression(cx, &origins, &succession));
        }
    }
}

fn regression<'p>(cx: &Context<'p>, origins: &[Origins<'p>], succession: &Succession<'p>) -> Option<Hit> {
    let plan = cx.plan.as_ref();
    let old = succession.old;
    if !is_measured(old.element().kind) {
        return None;
    }
    let heirs = succession.heirs(plan)?;
    let hit = |case: &'static str, old: Old<'_>, aim: &Aim<'_>| {
        Hit::new(succession.old.owner(), succession.at)
            .fact("case", case)
            .fact("old", &*old.element().id)
            .fact("before", old.plan.id())
            .fact("change", aim.is_change)
            .fact("from", written(cx, aim))
            .list("to", succession.names(plan))
            .related(Old { id: aim.owner, ..old }.owner(), aim.at, "predecessor")
    };
    let own = aims_of(cx, old.plan, &with_indicators(old.plan, old.id));
    if let Some(first) = own.first()
        && heirs.iter().all(|&id| sets_nothing(cx, plan, id))
    {
        return Some(hit("none", old, first));
    }
    let new = aims_of(cx, plan, &heirs);
    for (old, aim) in lasting(cx, origins, old, own) {
        let comparable: Vec<(&Aim<'_>, Heading)> =
            new.iter().filter_map(|next| Some((next, compared(cx, &aim, next)?))).collect();
        let lower = |(next, heading): &(&Aim<'_>, Heading)| heading.is_past(aim.value, next.value);
        let lower_change = |(next, _): &(&Aim<'_>, Heading)| next.value.abs() < aim.value.abs();
        let is_lower = |pair: &(&Aim<'_>, Heading)| if aim.is_change { lower_change(pair) } else { lower(pair) };
        let Some((next, _)) = comparable.first().filter(|_| comparable.iter().all(is_lower)) else { continue };
        return Some(
            hit("lower", old, &aim)
                .fact("down_to", written(cx, next))
                .fact("of", &*plan.element(next.owner).id)
                .related(Owner::Element(next.owner), next.at, "target"),
        );
    }
    None
}

fn with_indicators(plan: &Plan, id: ElementId) -> Vec<ElementId> {
    std::iter::once(id).chain(plan.indicators_of(id)).collect()
}

/// The values of an old element; where it has none, those of the elements before it that its plan says live on in it.
fn lasting<'p>(cx: &Context<'_>, origins: &[Origins<'p>], old: Old<'p>, own: Vec<Aim<'p>>) -> Vec<(Old<'p>, Aim<'p>)> {
    if !own.is_empty() {
        return own.into_iter().map(|aim| (old, aim)).collect();
    }
    let earlier = origins.get(old.steps).and_then(|origins| origins.get(&old.id)).into_iter().flatten();
    earlier
        .flat_map(|&found| {
            let aims = aims_of(cx, found.plan, &with_indicators(found.plan, found.id));
            lasting(cx, origins, found, aims)
        })
        .collect()
}

/// The elements of earlier plans that live on in each element of a plan.
type Origins<'p> = HashMap<ElementId, Vec<Old<'p>>>;

/// The origins of the elements of the plan before, of the one before that, and so on.
fn origins(plan: &Plan) -> Vec<Origins<'_>> {
    plan.before().enumerate().map(|(steps, before)| origins_in(steps, before)).collect()
}

fn origins_in(steps: usize, plan: &Plan) -> Origins<'_> {
    let mut origins = Origins::new();
    for entry in &plan.continuity {
        let Some(found) = element_of(plan, entry) else { continue };
        let found = Old { steps: steps + 1 + found.steps, ..found };
        for &link in &entry.to {
            if let LinkTarget::Element(id) = plan.link(link).target {
                origins.entry(id).or_default().push(found);
            }
        }
    }
    origins
}

/// The values that elements aim at: those of indicators, and where an element has none, the one that its text gives.
fn aims_of<'p>(cx: &Context<'_>, plan: &'p Plan, ids: &[ElementId]) -> Vec<Aim<'p>> {
    let mut aims = Vec::new();
    for &id in ids {
        let element = plan.element(id);
        if element.kind == Kind::Indicator {
            aims.extend(of_indicator(cx, plan, id));
        } else if plan.indicators_of(id).all(|id| plan.element(id).target().is_none()) {
            aims.extend(of_text(cx, plan, id));
        }
    }
    aims
}

fn of_indicator<'p>(cx: &Context<'_>, plan: &'p Plan, id: ElementId) -> Option<Aim<'p>> {
    let element = plan.element(id);
    let target = element.target()?;
    let change = target.change.as_ref().and_then(|change| change.value.by.as_ref().map(|by| (by.value, &change.value)));
    let (value, is_change) = match change {
        Some((by, _)) => (by, true),
        None => (target.number()?, false),
    };
    let unit = match change {
        Some((_, change)) => change.unit.as_ref().map(|unit| unit.value.to_string()),
        None => target.unit_in(element).map(str::to_owned),
    };
    let parent = element.parent.map(|parent| plan.element(parent));
    let population = element.text("population").or_else(|| parent?.text("population"));
    let moved = element.baseline().and_then(|from| Heading::between(from.number()?, target.number()?));
    let heading = Heading::declared(element).or(moved).or_else(|| element.parent.and_then(|id| of_words(cx, plan, id)));
    Some(Aim {
        value,
        is_change,
        unit,
        population,
        heading,
        due: plan.due_of_indicator(id).map(|(_, due)| due.value),
        name: plan.text_of(id)?,
        owner: id,
        at: target.place(),
    })
}

/// The one amount that a text gives; where it gives several, it is not known which is aimed at.
fn of_text<'p>(cx: &Context<'_>, plan: &'p Plan, id: ElementId) -> Option<Aim<'p>> {
    let element = plan.element(id);
    let text = plan.text_of(id)?;
    let entry = text.preferred(plan.authority())?;
    let statement = stated::read(cx, entry);
    let [quantity] = statement.quantities.as_slice() else { return None };
    Some(Aim {
        value: Decimal::try_from(quantity.value).ok()?,
        is_change: quantity.comparator == Comparator::By,
        unit: quantity.unit.as_deref().map(str::to_owned),
        population: element.text("population"),
        heading: of_words(cx, plan, id),
        due: element.date("deadline").map(|date| date.value),
        name: text,
        owner: id,
        at: entry.locate(quantity.at.clone()),
    })
}

/// Which way the words of an element say its value is to go.
fn of_words(cx: &Context<'_>, plan: &Plan, id: ElementId) -> Option<Heading> {
    let entry = plan.text_of(id)?.preferred(plan.authority())?;
    let statement = stated::read(cx, entry);
    let bound = statement.quantities.iter().map(|quantity| quantity.comparator);
    let directions = statement.directions();
    let down = bound.clone().any(|comparator| matches!(comparator, Comparator::AtMost | Comparator::LessThan))
        || directions.iter().any(|direction| matches!(direction, Direction::Down | Direction::Zero));
    let up = bound.clone().any(|comparator| matches!(comparator, Comparator::AtLeast | Comparator::MoreThan))
        || directions.contains(&Direction::Up);
    match (up, down) {
        (true, false) => Some(Heading::Up),
        (false, true) => Some(Heading::Down),
        (true, true) => None,
        (false, false) => share_of_those_who_have(cx, &entry.language, &entry.words, &statement),
    }
}

/// A share of all is the better the larger it is, unless it is of something unwanted or of those who are left out.
fn share_of_those_who_have(cx: &Context<'_>, language: &str, words: &str, statement: &Statement) -> Option<Heading> {
    let has = |list| cx.lexicon.find(list, words, language).is_some();
    let unwanted = has(List::WantedLess) || has(List::LeftOut) || statement.terms_of(List::Negation).next().is_some();
    let share = statement.quantities.iter().all(|quantity| quantity.unit.as_deref() == Some("percent"));
    (share && !unwanted && !statement.quantities.is_empty()).then_some(Heading::Up)
}

/// Which way is better, where two values are of the same measure; nothing where they are not.
fn compared(cx: &Context<'_>, old: &Aim<'_>, new: &Aim<'_>) -> Option<Heading> {
    let units = match (&old.unit, &new.unit) {
        (Some(a), Some(b)) => same_unit(cx.lexicon, a, b, &[]),
        (None, None) => true,
        _ => false,
    };
    let populations = match (old.population, new.population) {
        (Some(a), Some(b)) => are_same(cx.lexicon, a, b, &[]) == Some(true),
        (None, None) => true,
        // What is said of one only may stand in the name of the other.
        _ => likeness(old.name, new.name) == Some(1.0),
    };
    let sooner = old.due.zip(new.due).is_some_and(|(old, new)| new.compare(old).is_lt());
    if old.is_change != new.is_change || !units || !populations || sooner {
        return None;
    }
    likeness(old.name, new.name).filter(|likeness| *likeness >= ALIKE)?;
    match (old.heading, new.heading) {
        (Some(a), Some(b)) => (a == b && a != Heading::Hold).then_some(a),
        (one, other) => one.or(other).filter(|heading| *heading != Heading::Hold),
    }
}

/// Whether an element names no level in its fields or its words.
fn sets_nothing(cx: &Context<'_>, plan: &Plan, id: ElementId) -> bool {
    let element = plan.element(id);
    let eliminates = element.word("direction") == Some("eliminate");
    let in_fields = element.all_measures().any(|measure| measure.role != MeasureRole::Baseline);
    let texts = ["statement", "title", "name", "description"].into_iter().filter_map(|name| element.text(name));
    let in_words = texts.flat_map(|text| &text.entries).any(|entry| {
        let statement = stated::read(cx, entry);
        !statement.quantities.is_empty() || statement.directions().contains(&Direction::Zero)
    });
    !eliminates && !in_fields && !in_words
}

/// A value as a message gives it.
fn written(cx: &Context<'_>, aim: &Aim<'_>) -> String {
    let value = aim.value.normalize();
    match aim.unit.as_deref() {
        Some(unit) if is_percent(cx.lexicon, unit) => format!("{value}%"),
        Some(unit) => format!("{value} {unit}"),
        None => value.to_string(),
    }
}
