//! `funding`: what a plan says of the money and the people for its elements.

mod basis;
mod coverage;
mod gap;
mod level;
mod nowhere;
mod spender;
mod staff;

use std::collections::BTreeSet;

use serde::Deserialize;

use super::{Check, Context, Hit, Subject};
use crate::plan::{ElementId, Kind};

/// Parameters.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Funding {
    /// What the rule asks.
    question: Question,
}

/// A question about resources.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Question {
    /// Which elements get nothing?
    Unfunded,
    /// Where is money without people?
    People,
    /// Are allocations at the level that the plan promises?
    Level,
    /// In which currency, and at the prices of which year?
    Basis,
    /// Is more needed than there is, and nothing said of the difference?
    Gap,
    /// Does an allocation name nothing that it is for?
    Nowhere,
    /// Which money is spent by nobody that is named?
    Spender,
}

impl Check for Funding {
    fn facts(&self) -> &'static [&'static str] {
        match self.question {
            Question::Unfunded => coverage::FACTS,
            Question::People => staff::FACTS,
            Question::Level => level::FACTS,
            Question::Basis => basis::FACTS,
            Question::Gap => gap::FACTS,
            Question::Nowhere => nowhere::FACTS,
            Question::Spender => spender::FACTS,
        }
    }

    fn needs(&self) -> BTreeSet<(Kind, &'static str)> {
        let fields: &[&str] = match self.question {
            Question::Unfunded | Question::Level => &[""],
            Question::People => &["", "staff"],
            Question::Basis => &["", "currency"],
            Question::Gap => &["", "required", "gap"],
            Question::Nowhere => &["", "to"],
            Question::Spender => &["", "by"],
        };
        fields.iter().map(|field| (Kind::Allocation, *field)).collect()
    }

    fn run(&self, cx: &Context<'_>, subject: Subject, hits: &mut Vec<Hit>) {
        // What is missing may stand where the plan could not be read.
        if cx.plan.is_partly_unread() && self.question != Question::Gap {
            return;
        }
        match (self.question, subject) {
            (Question::Unfunded, Subject::Element(ElementId::PLAN)) => coverage::run(cx.plan, hits),
            (Question::People, Subject::Element(ElementId::PLAN)) => staff::run(cx.plan, hits),
            (Question::Level, Subject::Element(ElementId::PLAN)) => level::run(cx.plan, hits),
            (Question::Basis, Subject::Element(ElementId::PLAN)) => basis::run(cx.plan, hits),
            (Question::Gap, Subject::Element(id)) => gap::run(cx.plan, id, hits),
            (Question::Nowhere, Subject::Element(id)) => nowhere::run(cx.plan, id, hits),
            (Question::Spender, Subject::Element(ElementId::PLAN)) => spender::run(cx.plan, hits),
            _ => {}
        }
    }
}
