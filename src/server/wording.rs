//! The server's own sentences, from `editor:` in `rules/messages/<language>.yaml`.

use minijinja::Value;

use crate::check::Facts;
use crate::plan::{ElementId, Framework, Kind, Plan};

use super::plan_view::PlanView;

/// The sentence `key` in the language in which the plan is spoken of.
pub(super) fn say(view: &PlanView, key: &str, facts: &[(&'static str, Value)]) -> String {
    let facts: Facts = facts.iter().cloned().collect();
    view.messages().render_facts(&format!("editor/{key}"), &facts)
}

/// A short name of an element in the language of messages, else as the plan has it; nothing where it has none.
pub(super) fn label(view: &PlanView, plan: &Plan, id: ElementId) -> Option<String> {
    let language = view.messages().language.as_str();
    plan.label_in(id, language).map(|entry| shorten(&entry.words, 80))
}

/// What a code is about.
pub(super) fn code_label(view: &PlanView, framework: Framework, code: &str) -> String {
    view.messages().label(framework, code).to_owned()
}

/// The name of a kind of element.
pub(super) fn kind_name(view: &PlanView, kind: Kind) -> String {
    view.messages().name("kind", kind.name()).to_owned()
}

/// At most `most` characters of the first line.
pub(super) fn shorten(text: &str, most: usize) -> String {
    let line = text.trim().lines().next().unwrap_or("").trim();
    if line.chars().count() <= most {
        return line.to_owned();
    }
    let mut short: String = line.chars().take(most.saturating_sub(1)).collect();
    short.push('…');
    short
}

/// A number with its thousands apart.
pub(super) fn grouped(number: rust_decimal::Decimal) -> String {
    let text = number.normalize().to_string();
    let (whole, fraction) = text.split_once('.').map_or((text.as_str(), None), |(whole, rest)| (whole, Some(rest)));
    let (sign, digits) = whole.strip_prefix('-').map_or(("", whole), |digits| ("-", digits));
    let mut out = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push('\u{a0}');
        }
        out.push(digit);
    }
    let fraction = fraction.map_or(String::new(), |fraction| format!(".{fraction}"));
    format!("{sign}{out}{fraction}")
}
