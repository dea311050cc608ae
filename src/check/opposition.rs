//! `opposition`: indicators of one element that move apart without saying so.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use minijinja::Value;
use serde::Deserialize;

use super::{Check, Context, Facts, Hit, Owner, Subject};
use crate::indicator::unit::{change_and_standstill, levels, names_of};
use crate::lexicon::List;
use crate::plan::{Element, ElementId, Kind};

/// No parameters.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Opposition {}

/// Which way an indicator is to move, and whether it says so.
struct Way {
    indicator: ElementId,
    up: bool,
    known: Known,
}

/// From what the way is known.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Known {
    Declared,
    Values,
    /// The name is that of a thing which is wanted, or unwanted.
    Name,
}

fn way(cx: &Context<'_>, indicator: ElementId) -> Option<Way> {
    let element = cx.element(indicator);
    let way = |up, known| Some(Way { indicator, up, known });
    match element.word("direction") {
        Some("increase") => return way(true, Known::Declared),
        Some("decrease" | "eliminate") => return way(false, Known::Declared),
        Some(_) => return None,
        // A word that is no direction was reported when it was read: it declares something.
        None if element.has("direction") => return None,
        None => {}
    }
    let Some(target) = element.target() else { return named(cx, element).and_then(|up| way(up, Known::Name)) };
    let (from, to) = match &target.change {
        Some(change) => change_and_standstill(&change.value).map(|(by, standstill)| (standstill, by.value))?,
        None => levels(cx.lexicon, element, element.baseline()?, target)?,
    };
    match to.cmp(&from) {
        Ordering::Greater => way(true, Known::Values),
        Ordering::Less => way(false, Known::Values),
        Ordering::Equal => None,
    }
}

/// Whether the name of an indicator is that of a thing of which more is wanted, or less; nothing where it is neither, or
/// where its words do not agree. Of two words of which one holds the other, the longer counts: emissions avoided.
fn named(cx: &Context<'_>, indicator: &Element) -> Option<bool> {
    let ways = names_of(indicator).filter_map(|name| {
        let find = |list| cx.lexicon.find(list, &name.words, &name.language);
        match (find(List::WantedMore), find(List::WantedLess)) {
            (Some(more), Some(less)) if more.start <= less.start && less.end <= more.end => Some(true),
            (Some(more), Some(less)) if less.start <= more.start && more.end <= less.end => Some(false),
            (Some(_), Some(_)) | (None, None) => None,
            (more, _) => Some(more.is_some()),
        }
    });
    let ways: BTreeSet<bool> = ways.collect();
    (ways.len() == 1).then(|| ways.contains(&true))
}

impl Check for Opposition {
    fn facts(&self) -> &'static [&'static str] {
        &["of", "up", "opposed", "named", "rising", "falling", "undeclared"]
    }

    fn needs(&self) -> BTreeSet<(Kind, &'static str)> {
        [(Kind::Indicator, "direction")].into()
    }

    fn run(&self, cx: &Context<'_>, subject: Subject, hits: &mut Vec<Hit>) {
        let Some(id) = subject.element() else { return };
        let ways: Vec<Way> = cx.plan.indicators_of(id).filter_map(|indicator| way(cx, indicator)).collect();
        let opposed = |silent: &&Way| ways.iter().any(|other| other.up != silent.up);
        // One finding an element: whoever sets the first sign will look at the others.
        let Some(silent) = ways.iter().filter(|way| way.known != Known::Declared).find(opposed) else { return };
        let others: Vec<&Way> = ways.iter().filter(|other| other.up != silent.up).collect();
        let ids: Vec<&str> = others.iter().map(|other| &*cx.element(other.indicator).id).collect();
        let by_name = std::iter::once(&silent).chain(&others).any(|way| way.known == Known::Name);
        let all = |up| ways.iter().filter(move |way| way.up == up).map(|way| &*cx.element(way.indicator).id);
        let silent_all = ways.iter().filter(|way| way.known != Known::Declared).filter(opposed);
        let undeclared: Vec<&str> = silent_all.map(|way| &*cx.element(way.indicator).id).collect();
        let mut hit = Hit::on(silent.indicator, cx.element(silent.indicator))
            .fact("of", &*cx.element(id).id)
            .fact("up", silent.up)
            .fact("named", by_name)
            .list("rising", all(true))
            .list("falling", all(false))
            .list("undeclared", undeclared)
            .list("opposed", ids);
        for other in others {
            let facts = Facts::from([("up", Value::from(other.up))]);
            let owner = Owner::Element(other.indicator);
            hit = hit.related_with(owner, cx.element(other.indicator).key, "opposed", facts);
        }
        hits.push(hit);
    }
}
