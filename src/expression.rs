//! The small language of conditions and messages.
//!
//! Expressions and message templates are MiniJinja, limited in fuel, without calls and computed subscripts. Every name
//! in them is checked against the schema when the rule is loaded, so that a misspelt field is an error at its place in
//! the rule file and not a rule that never speaks. Keys are written with `_` for `-`: `contributes_to`.

mod names;
mod view;

use minijinja::{Environment, UndefinedBehavior};

pub use names::{Fault, MEASURE, NAMED, Names, check_expression, check_sentence, check_template};
pub use view::{ElementView, NamedView, measure, number};

/// Steps that one expression or message may take: some thousand times what any shipped rule uses.
const FUEL: u64 = 200_000;

/// The environment in which conditions and messages run.
#[must_use]
pub fn environment() -> Environment<'static> {
    let mut environment = Environment::new();
    environment.set_fuel(Some(FUEL));
    // Names are checked when rules are loaded; what a plan leaves out is none, and so are its parts.
    environment.set_undefined_behavior(UndefinedBehavior::Chainable);
    environment
}
