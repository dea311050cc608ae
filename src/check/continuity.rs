//! `continuity`: what became of the elements of the plan before.

mod account;
mod destination;
mod unaccounted;
mod unmarked;

use std::collections::BTreeSet;

use serde::Deserialize;

use super::{Check, Context, Hit, Subject};
use crate::plan::{ElementId, Kind};

/// Parameters.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Continuity {
    /// What the rule asks.
    question: Question,
}

/// A question about the plan before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Question {
    /// Which of its elements does the plan say nothing of?
    Unaccounted,
    /// Where is no reason given for a change?
    Reason,
    /// Where is an element sent to a place that is not there?
    Destination,
    /// Which entries are about no element of it?
    UnknownElement,
    /// Which new elements are not marked as new?
    Unmarked,
}

impl Check for Continuity {
    fn facts(&self) -> &'static [&'static str] {
        match self.question {
            Question::Unaccounted => unaccounted::FACTS,
            Question::Reason => account::FACTS,
            Question::Destination => destination::FACTS,
            Question::UnknownElement => account::UNKNOWN_FACTS,
            Question::Unmarked => unmarked::FACTS,
        }
    }

    fn needs(&self) -> BTreeSet<(Kind, &'static str)> {
        [(Kind::Plan, "continuity")].into()
    }

    fn run(&self, cx: &Context<'_>, subject: Subject, hits: &mut Vec<Hit>) {
        if subject != Subject::Element(ElementId::PLAN) {
            return;
        }
        match self.question {
            Question::Unaccounted => unaccounted::run(cx.plan, cx.language, hits),
            Question::Reason => account::without_reason(cx.plan, hits),
            Question::Destination => destination::run(cx.plan, hits),
            Question::UnknownElement => account::of_no_element(cx.plan, hits),
            Question::Unmarked => unmarked::run(cx.plan, hits),
        }
    }
}
