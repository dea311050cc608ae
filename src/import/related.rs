//! Tables of results, indicators, periods and budgets that belong together by ids.

use std::collections::HashMap;

use super::aside::{self, Aside};
use super::draft::{Draft, DraftPlan, Layout, Reading};
use super::heading::{Field, is_word};
use super::layout::Table;
use super::matrix::kind_of_level;
use super::remark::Told;
use super::row::{Row, one_line};
use super::table::Sheet;
use super::value::ValueReader;
use crate::plan::{Kind, schema};

/// What a table is one of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Role {
    Results,
    Indicators,
    Periods,
    Budgets,
}

impl Role {
    /// As what its table is described.
    pub(super) fn layout(self) -> Layout {
        match self {
            Self::Results => Layout::Results,
            Self::Indicators => Layout::Indicators,
            Self::Periods => Layout::Periods,
            Self::Budgets => Layout::Budgets,
        }
    }

    /// What a table is one of where tables belong together.
    pub(super) fn of(table: &Table) -> Option<Self> {
        let text = table.has(Field::Title)
            || table.has(Field::Description)
            || table.has(Field::Result)
            || table.has(Field::Indicator);
        let states = table
            .columns
            .iter()
            .filter_map(|column| column.field())
            .any(|field| field.is_statement() && field != Field::Result);
        let values = table.has(Field::Target) || table.has(Field::Actual);
        match (table.has(Field::ResultId), table.has(Field::IndicatorId)) {
            _ if states => None,
            (_, true) if values && !text => Some(Self::Periods),
            (true, true) if text => Some(Self::Indicators),
            (true, false) if text => Some(Self::Results),
            (_, false) if table.has(Field::Amount) && !table.has(Field::Indicator) => Some(Self::Budgets),
            _ => None,
        }
    }
}

/// Has the ids of a table of results be ids of results where other tables refer to these: its heading may be `ID` or `Código`
/// alone, which elsewhere are the ids of indicators.
pub(super) fn name_ids<'t>(tables: impl Iterator<Item = &'t mut Table>) {
    let mut tables: Vec<&mut Table> = tables.collect();
    if !tables.iter().any(|table| table.has(Field::ResultId)) {
        return;
    }
    let is_of_results = |table: &Table| {
        let of_indicators = [Field::Indicator, Field::Target, Field::Baseline, Field::Actual, Field::Amount];
        !table.has(Field::ResultId)
            && (table.has(Field::Result) || (table.has(Field::Level) && table.has(Field::Title)))
            && !of_indicators.into_iter().any(|field| table.has(field))
    };
    for table in tables.iter_mut().filter(|table| is_of_results(table)) {
        let mut ids =
            table.columns.iter_mut().filter(|column| column.field() == Some(Field::IndicatorId) && !column.is_mapped);
        if let Some(understood) = ids.next().and_then(|column| column.understood.as_mut()) {
            understood.field = Field::ResultId;
        }
    }
}

/// What an indicator cannot hold.
const HOMELESS: [Field; 3] = [Field::Amount, Field::Assumption, Field::Risk];

/// A table with its sheet and what it is one of.
pub(super) type Related<'t> = (&'t Sheet, &'t Table, Role);

/// Whether tables belong together: periods or indicators with those that they refer to.
pub(super) fn belong_together(roles: &[Role]) -> bool {
    let has = |role| roles.contains(&role);
    (has(Role::Indicators) && has(Role::Results)) || (has(Role::Periods) && has(Role::Indicators))
}

#[derive(Default)]
struct Projects {
    plans: Vec<DraftPlan>,
    by_id: HashMap<String, usize>,
    results: HashMap<(usize, String), usize>,
    /// Plan, result, the id of the result above it, and where that stands.
    parents: Vec<(usize, usize, String, String)>,
    /// Plan, result and place in it.
    indicators: HashMap<(usize, String), (Option<usize>, usize)>,
}

impl Projects {
    /// The plan that a row belongs to.
    fn plan(&mut self, row: Row<'_>) -> usize {
        let id = row.text(Field::Project).unwrap_or_default();
        let plans = &mut self.plans;
        *self.by_id.entry(id).or_insert_with_key(|id| {
            plans.push(DraftPlan { id: id.clone(), ..DraftPlan::default() });
            plans.len() - 1
        })
    }
}

/// Reads tables that belong together into one plan a project.
pub(super) fn read(tables: &[Related<'_>], values: ValueReader<'_>, reading: &mut Reading) -> Vec<DraftPlan> {
    let mut projects = Projects::default();
    let mut sorted: Vec<&Related<'_>> = tables.iter().collect();
    sorted.sort_by_key(|(_, _, role)| *role);
    for (sheet, table, role) in sorted {
        for row in table.rows(sheet) {
            let row = Row { sheet, table, row, values };
            if is_aside(row, reading) {
                continue;
            }
            match role {
                Role::Results => result(&mut projects, row, reading),
                Role::Indicators => indicator(&mut projects, row, reading),
                Role::Periods => period(&mut projects, row, reading),
                Role::Budgets => budget(&mut projects, row, reading),
            }
        }
    }
    let Projects { mut plans, results, parents, .. } = projects;
    let mut above: Vec<HashMap<usize, usize>> = vec![HashMap::new(); plans.len()];
    for (plan, child, id, place) in parents {
        let elements = &mut plans[plan].elements;
        let Some(parent) = results.get(&(plan, id.clone())).copied() else {
            reading.doubts.push(Told::ResultInNoTable.at(&place));
            elements[child].note(&place, id);
            continue;
        };
        let holds = elements[child].kind.section().is_some_and(|of| schema::find(elements[parent].kind, of).is_some());
        if holds && !leads_to(&above[plan], parent, child) {
            above[plan].insert(child, parent);
        } else if schema::find(elements[child].kind, "contributes-to").is_some() && parent != child {
            elements[child].links.push(("contributes-to", vec![id], place));
        } else {
            reading.left_out.push(Told::NoPlace.at(&place).about(&id));
            elements[child].note(&place, id);
        }
    }
    for (plan, above) in plans.iter_mut().zip(&above) {
        nest(&mut plan.elements, above);
    }
    plans
}

/// Whether the way up from one result comes by another.
fn leads_to(above: &HashMap<usize, usize>, from: usize, to: usize) -> bool {
    let mut at = Some(from);
    while let Some(now) = at {
        if now == to {
            return true;
        }
        at = above.get(&now).copied();
    }
    false
}

/// Puts results below those that their tables name as above them, in the order of the tables.
fn nest(elements: &mut Vec<Draft>, above: &HashMap<usize, usize>) {
    if above.is_empty() {
        return;
    }
    let depth = |mut at: usize| {
        let mut depth = 0;
        while let Some(parent) = above.get(&at) {
            (at, depth) = (*parent, depth + 1);
        }
        depth
    };
    let mut order: Vec<usize> = above.keys().copied().collect();
    // The deepest go first, so that what goes below another takes its own along.
    order.sort_by_key(|at| (std::cmp::Reverse(depth(*at)), *at));
    let mut slots: Vec<Option<Draft>> = std::mem::take(elements).into_iter().map(Some).collect();
    for at in order {
        let Some(element) = slots.get_mut(at).and_then(Option::take) else { continue };
        if let Some(Some(parent)) = above.get(&at).and_then(|parent| slots.get_mut(*parent)) {
            parent.children.push(element);
        }
    }
    elements.extend(slots.into_iter().flatten());
}

/// Whether a row states nothing of its own; a sum is listed.
fn is_aside(row: Row<'_>, reading: &mut Reading) -> bool {
    match aside::of(row) {
        Some(Aside::Sum(text)) => reading.left_out.push(Told::Sum.at(row.place()).with("text", text)),
        Some(Aside::Heading) => {}
        Some(Aside::Footnote(text)) => reading.left_out.push(Told::BelowTable.at(row.place()).about(&text)),
        Some(Aside::Band(_) | Aside::Element(_)) | None => return false,
    }
    true
}

/// The words that name what a row is about.
fn name(row: Row<'_>, first: Field) -> Option<(String, String)> {
    let cell = [first, Field::Title, Field::Description].into_iter().find_map(|field| row.of(field));
    cell.map(|(place, cell)| (place, cell.to_string()))
}

fn result(projects: &mut Projects, row: Row<'_>, reading: &mut Reading) {
    let plan = projects.plan(row);
    let id = row.text(Field::ResultId);
    let Some((place, text)) = name(row, Field::Result) else {
        reading.left_out.push(Told::ResultWithoutWords.at(row.place()));
        return;
    };
    let level = row.text(Field::Level);
    let kind = kind_of_level(level.as_deref()).unwrap_or_else(|| {
        reading.doubts.push(Told::NoLevel.at(&place));
        Kind::Outcome
    });
    let mut element = Draft::new(kind, text, place.clone());
    element.given_id.clone_from(&id);
    row.fill(&mut element, reading);
    row.allocations(&mut element, reading);
    row.note_fields(&[Field::Assumption, Field::Risk], &mut element, reading);
    let parent = row.of(Field::ParentId).map(|(place, cell)| (place, cell.to_string()));
    let elements = &mut projects.plans[plan].elements;
    elements.push(element);
    if let Some((place, parent)) = parent.filter(|(_, parent)| Some(parent) != id.as_ref()) {
        projects.parents.push((plan, elements.len() - 1, parent, place));
    }
    if let Some(id) = id
        && projects.results.insert((plan, id), elements.len() - 1).is_some()
    {
        reading.doubts.push(Told::SameId.at(place));
    }
}

fn indicator(projects: &mut Projects, row: Row<'_>, reading: &mut Reading) {
    let plan = projects.plan(row);
    let Some((place, text)) = name(row, Field::Indicator) else {
        reading.left_out.push(Told::IndicatorWithoutWords.at(row.place()));
        return;
    };
    let result = row.text(Field::ResultId).and_then(|id| projects.results.get(&(plan, id)).copied());
    let mut element = Draft::new(Kind::Indicator, text, place.clone());
    element.given_id = row.text(Field::IndicatorId);
    row.fill(&mut element, reading);
    row.note_fields(&HOMELESS, &mut element, reading);
    let elements = &mut projects.plans[plan].elements;
    let holder = result.filter(|index| schema::find(elements[*index].kind, "indicators").is_some());
    if holder.is_none() {
        reading.doubts.push(Told::ResultInNoTable.at(place));
    }
    let id = element.given_id.clone();
    let siblings = match holder {
        Some(index) => &mut elements[index].children,
        None => elements,
    };
    siblings.push(element);
    let index = siblings.len() - 1;
    if let Some(id) = id {
        projects.indicators.insert((plan, id), (holder, index));
    }
}

fn period(projects: &mut Projects, row: Row<'_>, reading: &mut Reading) {
    let plan = projects.plan(row);
    let known = row.text(Field::IndicatorId).and_then(|id| projects.indicators.get(&(plan, id)).copied());
    let Some((holder, index)) = known else {
        reading.left_out.push(Told::IndicatorInNoTable.at(row.place()));
        return;
    };
    let elements = &mut projects.plans[plan].elements;
    let siblings = match holder {
        Some(holder) => &mut elements[holder].children,
        None => elements,
    };
    row.fill(&mut siblings[index], reading);
    row.note_fields(&HOMELESS, &mut siblings[index], reading);
}

fn budget(projects: &mut Projects, row: Row<'_>, reading: &mut Reading) {
    let plan = projects.plan(row);
    let amount = row.table.column(Field::Amount).and_then(|column| row.money(column, reading));
    let Some(mut allocation) = amount else {
        let given = row.text(Field::Amount).unwrap_or_default();
        reading.left_out.push(Told::BudgetWithoutAmount.at(row.place()).about(&given));
        return;
    };
    for column in row.table.columns.iter().filter(|column| column.field().is_none() && !column.is_mapped) {
        if let Some((_, cell)) = row.cell(column) {
            // "Year", "Año": when the money is for.
            let year = row.values.date(cell).filter(|_| is_word(&column.heading, "date"));
            if let Some(year) = year.filter(|_| allocation.period == (None, None)) {
                allocation.period = (Some(year.clone()), Some(year));
                continue;
            }
            allocation.notes.push(format!("{}: {cell}", one_line(&column.heading)));
        }
    }
    let named = row.text(Field::ResultId).filter(|id| !id.trim().is_empty());
    let result = named.as_ref().and_then(|id| projects.results.get(&(plan, id.clone())).copied());
    let plan = &mut projects.plans[plan];
    match result {
        Some(index) => plan.elements[index].allocations.push(allocation),
        None => {
            // Money for a result that no table has is money of the plan, and whoever reads it must know.
            if let Some(id) = named {
                reading.doubts.push(Told::ResultInNoTable.at(&allocation.place));
                allocation.notes.push(id);
            }
            plan.allocations.push(allocation);
        }
    }
}

/// Money for elements that other tables name, by their ids.
pub(super) fn budgets(
    sheet: &Sheet,
    table: &Table,
    values: ValueReader<'_>,
    plan: &mut DraftPlan,
    reading: &mut Reading,
) {
    for row in table.rows(sheet) {
        let row = Row { sheet, table, row, values };
        if is_aside(row, reading) {
            continue;
        }
        let amount = table.column(Field::Amount).and_then(|column| row.money(column, reading));
        let Some(mut allocation) = amount else {
            let text = row.text(Field::Amount).unwrap_or_default();
            reading.left_out.push(Told::BudgetWithoutAmount.at(row.place()).about(&text));
            continue;
        };
        for column in table.columns.iter().filter(|column| column.field() == Some(Field::Note)) {
            allocation.notes.extend(row.cell(column).map(|(_, cell)| cell.to_string()));
        }
        let to = row.text(Field::ResultId).unwrap_or_default();
        let mut ids = to.split([';', '；']).map(str::trim).filter(|id| !id.is_empty());
        let first = ids.next().unwrap_or("plan").to_owned();
        allocation.also_to = ids.map(str::to_owned).collect();
        let mut rest = Some(allocation);
        for element in &mut plan.elements {
            element.walk_mut(&mut |element| {
                if element.given_id.as_deref() == Some(first.as_str()) {
                    element.allocations.extend(rest.take());
                }
            });
        }
        if let Some(mut allocation) = rest {
            if first != "plan" {
                reading.doubts.push(Told::ResultInNoTable.at(&allocation.place));
                allocation.notes.push(first);
            }
            plan.allocations.push(allocation);
        }
    }
}
