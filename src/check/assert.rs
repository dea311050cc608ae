//! `assert`: a condition in the language of expressions, for rules of one case.

use serde::Deserialize;

use super::{Check, Context, Fault, Hit, Subject};
use crate::expression::{ElementView, Names, check_expression};
use crate::plan::Kind;

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

    fn check_names(&self, kinds: &[Kind]) -> Result<(), Fault> {
        check_expression(&self.expression, &Names { kinds, facts: &[] })
    }

    fn run(&self, cx: &Context<'_>, subject: Subject, hits: &mut Vec<Hit>) {
        let Some(id) = subject.element() else { return };
        let view = ElementView::new(cx.plan, id).into_value();
        let holds = cx.environment.compile_expression(&self.expression).and_then(|expression| expression.eval(view));
        // One that cannot be computed within its fuel says nothing about the plan.
        if holds.is_ok_and(|value| !value.is_true()) {
            hits.push(Hit::on(id, cx.element(id)));
        }
    }
}
