//! `framework-match`: the SDG codes and the WSIS lines of an element have nothing to do with each other by the matrix.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use super::links_of::top;
use super::{Check, Context, Hit, Owner, Subject};
use crate::framework::{Entry, Level, Reading, read, suggest_wsis};
use crate::plan::{Code, ElementId, Framework, Kind};

/// Parameters.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FrameworkMatch {
    /// Goals that a line serves in practice, though its row of the matrix does not have them.
    #[serde(default)]
    also: BTreeMap<String, Vec<String>>,
}

/// The codes that hold for an element, and the element that gives them.
fn codes<'c>(cx: &Context<'c>, id: ElementId, framework: Framework) -> Option<(ElementId, &'c [Code])> {
    let at = cx.plan.inherited(id, framework.name())?;
    Some((at, cx.element(at).codes(framework.name())))
}

/// The entries of codes; none where one cannot be read.
fn entries(framework: Framework, codes: &[Code]) -> Option<Vec<&'static Entry>> {
    let entry = |code: &Code| match read(framework, &code.written) {
        Reading::Known { entry, .. } => Some(entry),
        Reading::Unknown { .. } => None,
    };
    codes.iter().map(entry).collect()
}

impl Check for FrameworkMatch {
    fn facts(&self) -> &'static [&'static str] {
        &["sdg_codes", "wsis_codes", "lines"]
    }

    fn needs(&self) -> BTreeSet<(Kind, &'static str)> {
        [(Kind::Target, "sdg"), (Kind::Target, "wsis")].into()
    }

    fn run(&self, cx: &Context<'_>, subject: Subject, hits: &mut Vec<Hit>) {
        let Some(id) = subject.element() else { return };
        let element = cx.element(id);
        // What is inherited on both sides is told where it stands.
        if !element.has("sdg") && !element.has("wsis") {
            return;
        }
        let (Some((goals_at, goals)), Some((_, lines))) =
            (codes(cx, id, Framework::Sdg), codes(cx, id, Framework::Wsis))
        else {
            return;
        };
        let (Some(goals_read), Some(lines_read)) = (entries(Framework::Sdg, goals), entries(Framework::Wsis, lines))
        else {
            return;
        };
        // The Geneva targets stand in no row of the matrix.
        if goals_read.is_empty()
            || lines_read.is_empty()
            || lines_read.iter().any(|line| line.level == Level::GenevaTarget)
        {
            return;
        }
        let mut served: Vec<&'static Entry> = Vec::new();
        // A goal as a whole is asked, which forgives a matrix that names another of its targets.
        let tops: Vec<&str> = goals_read.iter().map(|goal| top(Framework::Sdg, goal)).collect();
        for goal in &tops {
            served.extend(suggest_wsis(goal));
        }
        let common = |line: &'static Entry| {
            let line = top(Framework::Wsis, line);
            let also = self.also.get(line).is_some_and(|goals| goals.iter().any(|goal| tops.contains(&goal.as_str())));
            also || served.iter().any(|served| top(Framework::Wsis, served) == line)
        };
        if served.is_empty() || lines_read.iter().any(|line| common(line)) {
            return;
        }
        let written = |codes: &[Code]| codes.iter().map(|code| code.written.to_string()).collect::<Vec<_>>();
        let mut hit = Hit::on_field(id, element, if element.has("wsis") { "wsis" } else { "sdg" })
            .fact("sdg_codes", written(goals))
            .fact("wsis_codes", written(lines))
            .fact("lines", served.iter().map(|line| line.code.as_str()).collect::<Vec<_>>());
        if goals_at != id {
            hit = hit.related(Owner::Element(goals_at), cx.element(goals_at).place_of("sdg"), "link");
        }
        hits.push(hit);
    }
}
