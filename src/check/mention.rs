//! `mention`: no element of the plan speaks of something that one ought to speak of.

use std::collections::BTreeSet;

use serde::Deserialize;

use super::noted::{self, Noter};
use super::{Check, Context, Hit, Owner, Recalled, Subject};
use crate::lexicon::List;
use crate::plan::schema::{self, FieldType};
use crate::plan::{ElementId, Kind};

/// Parameters.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Mention {
    /// The word list of which one term must be found.
    list: List,
    /// The section of the plan that is its first place; the finding points there.
    section: String,
}

/// Texts in which an element says what it is about.
const TEXTS: [&str; 4] = ["title", "name", "statement", "description"];

/// What the texts of an element say of the list.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Answer {
    Spoken,
    Silent,
    /// In no language that has the list.
    Unknown,
}

impl Mention {
    fn ask(&self, cx: &Context<'_>, id: ElementId) -> Answer {
        let element = cx.element(id);
        let mut answer = None;
        for entry in TEXTS.iter().filter_map(|name| element.text(name)).flat_map(|text| &text.entries) {
            if cx.lexicon.terms(&entry.language, self.list).is_none() {
                answer = answer.or(Some(Answer::Unknown));
            } else if cx.lexicon.find(self.list, &entry.words, &entry.language).is_some() {
                return Answer::Spoken;
            } else {
                answer = Some(Answer::Silent);
            }
        }
        answer.unwrap_or(Answer::Silent)
    }
}

impl Noter for Mention {
    type Note = Answer;

    fn topic(&self) -> String {
        format!("mention of {:?}", self.list)
    }

    fn note(&self, cx: &Context<'_>, id: ElementId) -> Option<Answer> {
        Some(self.ask(cx, id)).filter(|answer| *answer != Answer::Silent)
    }
}

impl Check for Mention {
    fn facts(&self) -> &'static [&'static str] {
        &[]
    }

    fn needs(&self) -> BTreeSet<(Kind, &'static str)> {
        let section = schema::find(Kind::Plan, &self.section).map(|spec| spec.holds);
        match section {
            Some(FieldType::Children(kind)) => BTreeSet::from([(kind, "")]),
            _ => BTreeSet::new(),
        }
    }

    fn prepare(&self, cx: &Context<'_>, recalled: &mut Recalled) {
        noted::prepare(self, cx, recalled);
    }

    fn run(&self, cx: &Context<'_>, subject: Subject, hits: &mut Vec<Hit>) {
        if subject != Subject::Element(ElementId::PLAN) {
            return;
        }
        // The plan's own title and mandate announce, they do not plan.
        if noted::of(self, cx).iter().skip(1).any(Option::is_some) {
            return;
        }
        let root = cx.plan.root();
        let at = root.field(&self.section).map_or(root.key, |section| section.key);
        hits.push(Hit::new(Owner::Element(ElementId::PLAN), at));
    }
}
