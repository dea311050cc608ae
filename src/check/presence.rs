//! `presence`: something that ought to be given is not.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{Check, Context, Fault, Hit, Subject};
use crate::expression::Names;
use crate::lexicon::List;
use crate::plan::schema::{self, FieldType};
use crate::plan::{Capabilities, ElementId, FieldValue, Kind};

/// Parameters.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Presence {
    /// Keys of the element. A section such as `indicators` also counts elements elsewhere that say they measure this
    /// one or contribute to it; a section of the plan counts elements wherever they stand.
    of: Vec<String>,
    /// Other keys for the elements of some kinds.
    #[serde(default)]
    instead: BTreeMap<Kind, Vec<String>>,
    /// Whether all of the keys are due, or one of them.
    #[serde(default)]
    need: Need,
    /// Whether a value further up counts: the owner of a goal is the owner of its targets.
    #[serde(default)]
    inherited: bool,
    /// A kind: where each of the element's parts of this kind gives a key, it is given.
    through: Option<Kind>,
    /// A key of the plan that names where else things are kept: where it is given and the plan gives none of the keys
    /// anywhere, they are taken to be kept there.
    left_to: Option<String>,
    /// Keys of a kind that are told where they stand and are left empty, whatever the others give.
    #[serde(default)]
    not_blank: BTreeMap<Kind, Vec<String>>,
    /// A word list: an element whose text holds one of its words, and no percentage, needs none of the keys.
    unless_text: Option<List>,
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
    fn keys(&self, kind: Kind) -> &[String] {
        self.instead.get(&kind).unwrap_or(&self.of)
    }

    fn given(&self, cx: &Context<'_>, id: ElementId, key: &str) -> bool {
        let kind = cx.element(id).kind;
        // What the plan's format has no place for is unknown, not missing; so is what a misspelt key holds.
        if !cx.plan.capabilities.has_field(kind, key) || cx.plan.is_misspelt(id, key) {
            return true;
        }
        if let Some(FieldType::Children(child)) = schema::find(kind, key).map(|spec| spec.holds)
            && (cx.plan.attached_to(id, child).next().is_some()
                || (id == ElementId::PLAN && !cx.plan.of_kind(child).is_empty()))
        {
            return true;
        }
        if let Some(kind) = self.through {
            let mut parts = cx.plan.children_of_kind(id, kind).peekable();
            if parts.peek().is_some() && parts.all(|part| cx.element(part).has(key)) {
                return true;
            }
        }
        if self.inherited { cx.plan.inherited(id, key).is_some() } else { cx.element(id).has(key) }
    }

    fn is_kept_elsewhere(&self, cx: &Context<'_>, keys: &[String]) -> bool {
        self.left_to.as_ref().is_some_and(|place| {
            cx.plan.root().has(place) && !cx.plan.elements().any(|(_, element)| keys.iter().any(|key| element.has(key)))
        })
    }

    fn is_excused(&self, cx: &Context<'_>, id: ElementId) -> bool {
        let (Some(list), Some(text)) = (self.unless_text, cx.plan.text_of(id)) else { return false };
        let percentage = |words: &str, language: &str| {
            words.contains(['%', '％', '٪']) || cx.lexicon.find(List::Percent, words, language).is_some()
        };
        text.entries.iter().any(|entry| cx.lexicon.find(list, &entry.words, &entry.language).is_some())
            && !text.entries.iter().any(|entry| percentage(&entry.words, &entry.language))
    }
}

impl Check for Presence {
    fn facts(&self) -> &'static [&'static str] {
        &["missing", "blank"]
    }

    fn can_ask(&self, kind: Kind, capabilities: &Capabilities) -> bool {
        let mut keys = self.keys(kind).iter();
        match self.need {
            Need::All => keys.any(|key| capabilities.has_field(kind, key)),
            Need::Any => keys.all(|key| capabilities.has_field(kind, key)),
        }
    }

    fn check_names(&self, names: &Names<'_>) -> Result<(), Fault> {
        for &kind in names.kinds {
            for key in self.keys(kind).iter().chain(self.not_blank.get(&kind).into_iter().flatten()) {
                if schema::find(kind, key).is_none() {
                    return Err((format!("elements of kind {kind} have no key `{key}`"), 0..0));
                }
            }
        }
        Ok(())
    }

    fn run(&self, cx: &Context<'_>, subject: Subject, hits: &mut Vec<Hit>) {
        let Some(id) = subject.element() else { return };
        let element = cx.element(id);
        let keys = self.keys(element.kind);
        let missing: Vec<&String> = keys.iter().filter(|key| !self.given(cx, id, key)).collect();
        let enough = match self.need {
            Need::All => missing.is_empty(),
            Need::Any => missing.len() < keys.len(),
        };
        let not_blank = self.not_blank.get(&element.kind).map_or(&[][..], Vec::as_slice);
        let is_blank = |key: &&String| {
            element.field(key).is_some_and(|field| field.value != FieldValue::Invalid && !field.is_given())
        };
        if let Some(key) = not_blank.iter().find(is_blank).filter(|_| enough) {
            hits.push(Hit::on_field(id, element, key).list("missing", [key.as_str()]).fact("blank", true));
            return;
        }
        if enough || self.is_excused(cx, id) || self.is_kept_elsewhere(cx, keys) {
            return;
        }
        match self.need {
            Need::All => {
                hits.extend(
                    missing
                        .iter()
                        .map(|key| Hit::on_field(id, element, key).fact("missing", key.as_str()).fact("blank", false)),
                );
            }
            Need::Any => {
                // An empty key shows best what is to be filled in.
                let blank = missing.iter().find(|key| element.field(key).is_some());
                let hit = blank.map_or_else(|| Hit::on(id, element), |key| Hit::on_field(id, element, key));
                hits.push(hit.list("missing", keys.iter().map(String::as_str)).fact("blank", false));
            }
        }
    }
}
