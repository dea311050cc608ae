//! `opposition`: indicators of one element that move apart without saying so.

use std::cmp::Ordering;

use minijinja::Value;
use serde::Deserialize;

use super::{Check, Context, Facts, Hit, Owner, Subject};
use crate::indicator::unit::{change_and_standstill, levels};
use crate::plan::{ElementId, Kind};

/// No parameters.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Opposition {}

/// Which way an indicator is to move, and whether it says so.
struct Way {
    indicator: ElementId,
    up: bool,
    declared: bool,
}

fn way(cx: &Context<'_>, indicator: ElementId) -> Option<Way> {
    let element = cx.element(indicator);
    let way = |up, declared| Some(Way { indicator, up, declared });
    match element.word("direction") {
        Some("increase") => return way(true, true),
        Some("decrease" | "eliminate") => return way(false, true),
        Some(_) => return None,
        // A word that is no direction was reported when it was read: it declares something.
        None if element.has("direction") => return None,
        None => {}
    }
    let target = element.target()?;
    let (from, to) = match &target.change {
        Some(change) => change_and_standstill(&change.value).map(|(by, standstill)| (standstill, by.value))?,
        None => levels(cx.lexicon, element, element.baseline()?, target)?,
    };
    match to.cmp(&from) {
        Ordering::Greater => way(true, false),
        Ordering::Less => way(false, false),
        Ordering::Equal => None,
    }
}

impl Check for Opposition {
    fn facts(&self) -> &'static [&'static str] {
        &["of", "up", "opposed"]
    }

    fn needs(&self) -> std::collections::BTreeSet<(Kind, &'static str)> {
        [(Kind::Indicator, "direction")].into()
    }

    fn run(&self, cx: &Context<'_>, subject: Subject, hits: &mut Vec<Hit>) {
        let Some(id) = subject.element() else { return };
        let ways: Vec<Way> = cx.plan.indicators_of(id).filter_map(|indicator| way(cx, indicator)).collect();
        let opposed = |silent: &&Way| ways.iter().any(|other| other.up != silent.up);
        // One finding an element: whoever sets the first sign will look at the others.
        let Some(silent) = ways.iter().filter(|way| !way.declared).find(opposed) else { return };
        let others: Vec<&Way> = ways.iter().filter(|other| other.up != silent.up).collect();
        let ids: Vec<&str> = others.iter().map(|other| &*cx.element(other.indicator).id).collect();
        let mut hit = Hit::on(silent.indicator, cx.element(silent.indicator))
            .fact("of", &*cx.element(id).id)
            .fact("up", silent.up)
            .list("opposed", ids);
        for other in others {
            let facts = Facts::from([("up", Value::from(other.up))]);
            let owner = Owner::Element(other.indicator);
            hit = hit.related_with(owner, cx.element(other.indicator).key, "opposed", facts);
        }
        hits.push(hit);
    }
}
