//! `undeclared`: neither words nor fields say whether something is to go up, to go down or to stay.
//!
//! A level says it as well: 80% of schools have it. Where a target says nothing, its indicators are not told again.

use std::collections::BTreeSet;

use serde::Deserialize;

use super::{Check, Context, Hit, Owner, Subject, stated};
use crate::lexicon::List;
use crate::plan::{Element, ElementId, FieldValue, Kind, LinkTarget, Measure, MeasureRole};
use crate::text::Statement;

/// Parameters.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Undeclared {}

/// Whether a text tells the way, or is no text that could: a verb that means better or a thing done names its end, and
/// a vague level and means are matters of other rules.
fn tells(statement: &Statement) -> bool {
    let level = |list| matches!(list, List::Universal | List::Vague | List::Superlative);
    statement.has_action
        || statement.means.is_some()
        || !statement.quantities.is_empty()
        || statement.terms.iter().any(|term| level(term.list))
}

/// Whether the words of an element tell the way, or cannot be asked.
fn is_told(cx: &Context<'_>, id: ElementId) -> bool {
    let Some(texts) = stated::understood(cx, id) else { return true };
    let met_or_not =
        |entry: &crate::plan::TextEntry| cx.lexicon.find(List::Milestone, &entry.words, &entry.language).is_some();
    // What a statement says is known already, and what a list of words says of it is not.
    texts.iter().any(|(_, statement)| tells(statement))
        || stated::statement_and_title(cx, id).any(|(_, statement)| tells(&statement))
        || texts.iter().any(|(entry, _)| met_or_not(entry))
}

/// Whether the fields of an indicator tell the way, or it has none.
fn is_given(indicator: &Element) -> bool {
    let numbers = |role| indicator.measures(role).iter().any(|measure| measure.number().is_some());
    let planned = [MeasureRole::Target, MeasureRole::Milestone];
    let change = |measure: &Measure| measure.change.is_some() || measure.flawed || !measure.parts.is_empty();
    let unread = |name| matches!(indicator.field(name).map(|field| &field.value), Some(FieldValue::Invalid));
    indicator.has("direction")
        || indicator.word("type") == Some("qualitative")
        || indicator.word("role") == Some("context")
        || ["baseline", "target", "milestones"].into_iter().any(unread)
        || planned.into_iter().flat_map(|role| indicator.measures(role)).any(change)
        || (planned.into_iter().any(numbers) && numbers(MeasureRole::Baseline))
}

/// Whether nothing about a target tells the way.
fn is_open(cx: &Context<'_>, target: ElementId) -> bool {
    let unknown = cx.element(target).field("indicators").is_some_and(|field| field.value == FieldValue::Invalid);
    let told = |indicator: ElementId| is_given(cx.element(indicator)) || is_told(cx, indicator);
    !unknown && !is_told(cx, target) && !cx.plan.indicators_of(target).any(told)
}

impl Check for Undeclared {
    fn facts(&self) -> &'static [&'static str] {
        &["words"]
    }

    fn needs(&self) -> BTreeSet<(Kind, &'static str)> {
        [(Kind::Indicator, "direction")].into()
    }

    fn run(&self, cx: &Context<'_>, subject: Subject, hits: &mut Vec<Hit>) {
        let Some(id) = subject.element() else { return };
        let element = cx.element(id);
        let open = if element.kind == Kind::Indicator {
            let links = element.links("measures").iter().filter_map(|&link| match cx.plan.link(link).target {
                LinkTarget::Element(owner) => Some(owner),
                _ => None,
            });
            let mut owners = element.parent.into_iter().filter(|&parent| parent != ElementId::PLAN).chain(links);
            let told = |owner: ElementId| {
                let of_target = cx.element(owner).kind == Kind::Target;
                let words = cx.plan.text_of(owner).is_some() && is_told(cx, owner);
                words || (of_target && is_open(cx, owner))
            };
            !is_given(element) && !is_told(cx, id) && !owners.any(told)
        } else {
            is_open(cx, id)
        };
        let Some((entry, _)) = stated::authority(cx, id).filter(|_| open) else { return };
        let at = element.field("direction").map_or(entry.at, |field| field.key);
        hits.push(Hit::new(Owner::Element(id), at).fact("words", entry.words.trim()));
    }
}
