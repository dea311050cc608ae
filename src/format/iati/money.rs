//! Budgets: what there is in all, a total for each period. IATI gives them to the activity, never to a result.

use super::Reader;
use crate::plan::{Element, ElementId, FieldValue, Form, Kind, Period, Total};
use crate::xml::{Content, Cursor};

impl Reader {
    pub(super) fn budgets(&mut self, from: Cursor<'_, '_>) {
        let all: Vec<Cursor<'_, '_>> = from.all("budget").collect();
        let Some(&first) = all.first() else { return };
        let plan = ElementId::PLAN;
        let (key, at) = (self.filler.at(first.name_at()), self.filler.at(first.at()));
        let resources = Element { id: "resources".into(), kind: Kind::Plan, parent: None, key, at, fields: Vec::new() };
        self.filler.plan.resources(resources);
        self.filler.section(plan, "resources", first, all.len());
        let revised: Vec<Option<(String, String)>> =
            all.iter().filter(|budget| is_revised(**budget)).map(|budget| days(*budget)).collect();
        for budget in all {
            // A budget that was revised for the same days no longer holds.
            let replaced = !is_revised(budget) && days(budget).is_some_and(|days| revised.contains(&Some(days)));
            if !replaced {
                self.budget(budget);
            }
        }
    }

    fn budget(&mut self, from: Cursor<'_, '_>) {
        let plan = ElementId::PLAN;
        let (key, at) = (self.filler.at(from.name_at()), self.filler.at(from.at()));
        let mut fields = Element { id: "total".into(), kind: Kind::Plan, parent: None, key, at, fields: Vec::new() };
        if let Some(value) = from.first("value") {
            if let Some(amount) = value.content() {
                let number = self.filler.number("amount", &amount, Form::Amount, plan);
                let number = number.map_or_else(|| FieldValue::Placeholder(amount.words.clone()), FieldValue::Number);
                fields.fields.push(self.filler.made("amount", value.name_at(), amount.at, number));
            }
            if let Some(currency) = value.value("currency") {
                let word = self.currency(&currency, plan);
                fields.fields.push(self.filler.made("currency", currency.at, currency.at, word));
            }
        }
        let [start, end] = dates(from);
        if let Some(period) = self.filler.period("period", start, end, plan) {
            let places = [period.start, period.end].into_iter().flatten().map(|date| date.at.span);
            if let Some(at) = places.reduce(crate::source::Span::cover) {
                fields.fields.push(self.filler.made("period", at, at, FieldValue::Period(Period { ..period })));
            }
        }
        self.filler.plan.total(Total { at, fields });
    }
}

fn dates(budget: Cursor<'_, '_>) -> [Option<Content>; 2] {
    ["period-start", "period-end"].map(|name| {
        let date = budget.first(name)?;
        date.value("iso-date").or_else(|| date.content())
    })
}

fn days(budget: Cursor<'_, '_>) -> Option<(String, String)> {
    let [start, end] = dates(budget).map(|date| date.map(|date| date.words.to_string()));
    Some((start?, end?))
}

fn is_revised(budget: Cursor<'_, '_>) -> bool {
    budget.value("type").is_some_and(|kind| &*kind.words == "2")
}
