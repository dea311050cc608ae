//! The small language of conditions and messages.
//!
//! Expressions and message templates are MiniJinja, limited in fuel, without calls and computed subscripts. Every name
//! in them is checked against the schema when the rule is loaded, so that a misspelt field is an error at its place in
//! the rule file and not a rule that never speaks. Keys are written with `_` for `-`: `contributes_to`.

mod names;
mod view;

use minijinja::{Environment, Error, Output, State, UndefinedBehavior, Value, escape_formatter};

pub use names::{Fault, MEASURE, NAMED, Names, check_expression, check_sentence, check_template};
pub use view::{ElementView, NamedView, measure, number};

/// Steps that one expression or message may take: some thousand times what any shipped rule uses.
const FUEL: u64 = 200_000;

/// Letters of a plan's text that a message shows in one place; the rest is `…`. The place of the finding has all of it.
const MOST_SHOWN: usize = 400;

/// The environment in which conditions and messages run.
#[must_use]
pub fn environment() -> Environment<'static> {
    let mut environment = Environment::new();
    environment.set_fuel(Some(FUEL));
    // Names are checked when rules are loaded; what a plan leaves out is none, and so are its parts.
    environment.set_undefined_behavior(UndefinedBehavior::Chainable);
    environment.set_formatter(show);
    environment
}

/// Writes a value into a message, a long one in part.
fn show(out: &mut Output<'_>, state: &mut State<'_, '_>, value: &Value) -> Result<(), Error> {
    match value.as_str().and_then(|text| text.char_indices().nth(MOST_SHOWN).map(|(end, _)| &text[..end])) {
        Some(beginning) => {
            let cut = beginning.rfind(char::is_whitespace).filter(|&at| at > MOST_SHOWN / 2).unwrap_or(beginning.len());
            escape_formatter(out, state, &Value::from(format!("{}…", &beginning[..cut])))
        }
        None => escape_formatter(out, state, value),
    }
}

#[cfg(test)]
mod tests {
    use minijinja::context;

    #[test]
    fn long_values_are_shown_in_part() {
        let said = |text: &str| super::environment().render_str("«{{ text }}»", context! { text }).unwrap();
        assert_eq!(said("short"), "«short»");
        let words = said(&"网络 connect ".repeat(1000));
        assert!(words.ends_with("网络…»") && words.chars().count() < 410, "{words}");
        assert_eq!(said(&"网".repeat(1000)).chars().count(), 403);
    }
}
