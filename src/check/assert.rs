//! `assert`: a condition in the language of expressions, for rules of one case.

use serde::Deserialize;

use super::{Check, Context, Fault, Hit, Owner, Subject};
use crate::expression::{ElementView, NamedView, Names, check_expression};
use crate::plan::{Capabilities, Kind, schema};

/// The condition that must hold.
#[derive(Debug, Deserialize)]
#[serde(transparent)]
pub(super) struct Assert {
    expression: String,
}

impl Check for Assert {
    fn facts(&self) -> &'static [&'static str] {
        &[]
    }

    fn can_ask(&self, kind: Kind, capabilities: &Capabilities) -> bool {
        let is_named = |key: &str| {
            let name = key.replace('-', "_");
            let part_of_name = |c: char| c.is_alphanumeric() || c == '_';
            self.expression.split(|c| !part_of_name(c)).any(|word| word == name)
        };
        schema::fields(kind).iter().all(|spec| !is_named(spec.name) || capabilities.has_field(kind, spec.name))
    }

    fn check_names(&self, names: &Names<'_>) -> Result<(), Fault> {
        check_expression(&self.expression, names)
    }

    fn run(&self, cx: &Context<'_>, subject: Subject, hits: &mut Vec<Hit>) {
        let (id, at) = match subject {
            Subject::Element(id) => (id, cx.element(id).key),
            Subject::Link(link) => (cx.plan.link(link).from, cx.plan.link(link).at),
            Subject::Measure(id, role, index) => {
                let element = cx.element(id);
                (id, element.measures(role).get(index).map_or(element.key, |measure| measure.place()))
            }
        };
        let view = NamedView::new(ElementView::new(cx.plan, id), subject.names(cx.plan)).into_value();
        let holds = cx.environment.compile_expression(&self.expression).and_then(|expression| expression.eval(view));
        // One that cannot be computed within its fuel says nothing about the plan.
        if holds.is_ok_and(|value| !value.is_true()) {
            hits.push(Hit::new(Owner::Element(id), at));
        }
    }
}
