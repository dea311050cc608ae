//! `continuity`: what became of the elements of the plan before.

mod account;
mod altered;
mod ambition;
mod aspect;
mod destination;
mod likeness;
mod lost;
mod narrative;
mod reused;
mod succession;
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
    /// How many entries with one reason, word for word, make it a reason for none of them in particular. For the
    /// question `ambition`; without it, every reason is one.
    #[serde(default)]
    shared_reason: Option<usize>,
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
    /// What did it count that nothing counts any more?
    Dimension,
    /// Where does the document tell another story than the entries?
    Narrative,
    /// Where is less aimed at than before?
    Ambition,
    /// Which ids of it now mean something else?
    Id,
    /// Where is it not quoted as it is?
    Quote,
}

impl Check for Continuity {
    fn facts(&self) -> &'static [&'static str] {
        match self.question {
            Question::Unaccounted => unaccounted::FACTS,
            Question::Reason => account::FACTS,
            Question::Destination => destination::FACTS,
            Question::UnknownElement => account::UNKNOWN_FACTS,
            Question::Unmarked => unmarked::FACTS,
            Question::Dimension => lost::FACTS,
            Question::Narrative => narrative::FACTS,
            Question::Ambition => ambition::FACTS,
            Question::Id => reused::FACTS,
            Question::Quote => altered::FACTS,
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
            Question::Dimension => lost::run(cx, hits),
            Question::Narrative => narrative::run(cx, hits),
            Question::Ambition => ambition::run(cx, self.shared_reason.unwrap_or(usize::MAX), hits),
            Question::Id => reused::run(cx.plan, hits),
            Question::Quote => altered::run(cx, hits),
        }
    }
}
