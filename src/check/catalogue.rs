//! `catalogue`: codes of a framework that do not exist, and elements that have none.

use std::collections::BTreeSet;

use minijinja::Value;
use serde::Deserialize;

use super::promise::{self, Promise};
use super::{Check, Context, Hit, Owner, Subject};
use crate::finding::Safety;
use crate::framework::{Reading, read};
use crate::lexicon::List;
use crate::plan::{ElementId, Framework, Kind};

/// Parameters.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Catalogue {
    /// Whose codes.
    framework: Framework,
    /// Whether codes that do not exist are told of.
    #[serde(default)]
    unknown: bool,
    /// Kinds of which each element must have a code, its own, an inherited one or one of its indicators', in a plan
    /// that says it serves the framework.
    #[serde(default)]
    missing_from: Vec<Kind>,
    /// Words that say so in a vision or a mission.
    #[serde(default)]
    mention: Option<List>,
    /// Whether codes are asked for in every plan, whatever it says.
    #[serde(default)]
    always: bool,
}

impl Check for Catalogue {
    fn facts(&self) -> &'static [&'static str] {
        &["problem", "written", "nearest", "about", "promised_by", "promised_in"]
    }

    fn needs(&self) -> BTreeSet<(Kind, &'static str)> {
        self.missing_from.iter().map(|&kind| (kind, self.framework.name())).collect()
    }

    fn run(&self, cx: &Context<'_>, subject: Subject, hits: &mut Vec<Hit>) {
        let Some(id) = subject.element() else { return };
        if self.unknown {
            self.find_unknown(cx, id, hits);
        }
        let element = cx.element(id);
        if !self.missing_from.contains(&element.kind) || self.has_code(cx, id) {
            return;
        }
        let promise = promise::of(cx, self.framework, self.mention);
        if promise.is_none() && !self.always {
            return;
        }
        let hit = Hit::on_field(id, element, self.framework.name()).fact("problem", "missing");
        hits.push(match promise {
            Some(Promise { by, owner, at }) => hit
                .fact("promised_by", by)
                .fact("promised_in", &*cx.element(owner).id)
                .related(Owner::Element(owner), at, "framework"),
            None => hit,
        });
    }
}

impl Catalogue {
    fn find_unknown(&self, cx: &Context<'_>, id: ElementId, hits: &mut Vec<Hit>) {
        for code in cx.element(id).codes(self.framework.name()) {
            let Reading::Unknown { nearest } = read(self.framework, &code.written) else { continue };
            // A code that is yet to be chosen is no wrong one.
            if cx.lexicon.is_word(List::Placeholder, &code.written) {
                continue;
            }
            let nearest = nearest.entries();
            let mut hit = Hit::new(Owner::Element(id), code.at)
                .fact("problem", "unknown")
                .fact("written", &*code.written)
                .fact("nearest", nearest.iter().map(|entry| Value::from(entry.code.as_str())).collect::<Vec<_>>());
            for entry in nearest {
                hit = hit.replace(Safety::Unsafe, code.at, &code.written, &entry.code);
            }
            hits.push(hit);
        }
    }

    fn has_code(&self, cx: &Context<'_>, id: ElementId) -> bool {
        let name = self.framework.name();
        cx.plan.inherited(id, name).is_some()
            || cx.plan.indicators_of(id).any(|indicator| cx.element(indicator).has(name))
    }
}
