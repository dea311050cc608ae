//! `suggestion`: the text of an element speaks strongly for a goal or line that it is not linked to.

use std::collections::BTreeSet;

use serde::Deserialize;

use super::links_of::{linked, top};
use super::{Check, Context, Hit, Insertion, Owner, Subject, promise};
use crate::finding::Safety;
use crate::framework::catalogue;
use crate::lexicon::List;
use crate::plan::{ElementId, Framework, Kind};
use crate::suggestion::{Suggestion as Found, suggest};
use crate::text::Language;

/// Parameters.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Suggestion {
    /// Whose codes.
    framework: Framework,
    /// The sum of weights from which on evidence is strong.
    strength: i32,
    /// How many different words must speak for the code.
    words: usize,
    /// The sum of weights from which on a target or sub-line is named rather than its goal or line.
    part_strength: i32,
    /// Which plans are asked.
    asked: Asked,
    /// Words that say in a vision or a mission that the plan serves the framework.
    #[serde(default)]
    mention: Option<List>,
}

/// Which plans are asked whether they could be linked to a framework.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Asked {
    /// Those that list it under `frameworks`.
    Listed,
    /// Those that list it, link to it anywhere, or speak of it in their vision or mission.
    Promised,
}

impl Check for Suggestion {
    fn facts(&self) -> &'static [&'static str] {
        &["code", "about", "words"]
    }

    fn needs(&self) -> BTreeSet<(Kind, &'static str)> {
        [(Kind::Target, self.framework.name())].into()
    }

    fn run(&self, cx: &Context<'_>, subject: Subject, hits: &mut Vec<Hit>) {
        let Some(id) = subject.element() else { return };
        let name = self.framework.name();
        if cx.plan.is_incomplete(id) || cx.plan.is_misspelt(id, name) {
            return;
        }
        let promise = promise::of(cx, self.framework, self.mention);
        if promise.is_none_or(|promise| self.asked == Asked::Listed && promise.by != "frameworks") {
            return;
        }
        let Some(text) = cx.plan.text_of(id).and_then(|text| text.preferred(cx.plan.authority())) else { return };
        let Some(language) = Language::of_tag(&text.language) else { return };
        let statement = cx.analyst.statement(cx.lexicon, &text.words, language);
        let found = suggest(self.framework, cx.lexicon.thesaurus(), &statement, &text.words);
        let strong =
            |found: &&Found| !found.named && found.strength >= self.strength && found.evidence.len() >= self.words;
        if !found.iter().any(|found| strong(&found)) {
            return;
        }
        let Some(linked) = linked(cx.plan, id, self.framework) else { return };
        let top_of = |code: &str| catalogue(self.framework).entry(code).map(|entry| top(self.framework, entry));
        for goal in found.iter().filter(strong).filter(|found| top_of(found.code) == Some(found.code)) {
            if linked.iter().any(|entry| top(self.framework, entry) == goal.code) {
                continue;
            }
            let mut parts = found.iter().filter(|part| part.code != goal.code && top_of(part.code) == Some(goal.code));
            let part = parts.find(|part| part.strength >= self.part_strength);
            let code = part.map_or(goal.code, |part| part.code);
            let words: Vec<String> = goal.evidence.iter().map(|at| text.words[at.clone()].to_owned()).collect();
            let at = goal.evidence.first().map_or(text.at, |at| text.locate(at.clone()));
            let about = catalogue(self.framework).entry(code).map(|entry| entry.label.as_str());
            hits.push(
                Hit::new(Owner::Element(id), at)
                    .fact("code", code)
                    .fact("about", about)
                    .fact("words", words)
                    .add(Safety::Unsafe, Insertion::new(id, self.framework, code)),
            );
        }
    }
}

impl Insertion {
    /// Adds `code` to the codes of `element`.
    pub(super) fn new(element: ElementId, framework: Framework, code: &str) -> Self {
        Self { element, field: framework.name(), code: code.into() }
    }
}
