//! `presence`: something that ought to be given is not.

use serde::Deserialize;

use super::{Check, Context, Hit, Subject};
use crate::plan::ElementId;

/// Parameters.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Presence {
    /// Keys of the element. `indicators` also counts indicators elsewhere that say they measure the element.
    of: Vec<String>,
    /// Whether all of the keys are due, or one of them.
    #[serde(default)]
    need: Need,
    /// Whether a value further up counts: the owner of a goal is the owner of its targets.
    #[serde(default)]
    inherited: bool,
}

/// How many of the keys are due.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Need {
    /// Each that is missing is a finding.
    #[default]
    All,
    /// One is enough; a finding where there is none.
    Any,
}

impl Presence {
    fn given(&self, cx: &Context<'_>, id: ElementId, key: &str) -> bool {
        if key == "indicators" && cx.plan.indicators_of(id).next().is_some() {
            return true;
        }
        if self.inherited { cx.plan.inherited(id, key).is_some() } else { cx.element(id).has(key) }
    }
}

impl Check for Presence {
    fn facts(&self) -> &'static [&'static str] {
        &["missing"]
    }

    fn run(&self, cx: &Context<'_>, subject: Subject, hits: &mut Vec<Hit>) {
        let Some(id) = subject.element() else { return };
        let element = cx.element(id);
        let missing: Vec<&String> = self.of.iter().filter(|key| !self.given(cx, id, key)).collect();
        match self.need {
            Need::All => {
                hits.extend(missing.iter().map(|key| Hit::on_field(id, element, key).fact("missing", key.as_str())));
            }
            Need::Any if missing.len() == self.of.len() => {
                // An empty key shows best what is to be filled in.
                let blank = missing.iter().find(|key| element.field(key).is_some());
                let hit = blank.map_or_else(|| Hit::on(id, element), |key| Hit::on_field(id, element, key));
                hits.push(hit.fact("missing", self.of.join(", ")));
            }
            Need::Any => {}
        }
    }
}
