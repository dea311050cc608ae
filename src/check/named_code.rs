//! `named-code`: a text names a code of a framework that its element is not linked to.

use std::collections::BTreeSet;

use serde::Deserialize;

use super::links_of::linked;
use super::{Check, Context, Hit, Insertion, Owner, Subject};
use crate::finding::Safety;
use crate::framework::{Entry, Reading, catalogue, read};
use crate::plan::{Framework, Kind};
use crate::text::{CodeOf, Language};

/// Parameters.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NamedCode {
    /// Whose codes.
    framework: Framework,
    /// The texts of an element in which a code says what it serves.
    texts: Vec<String>,
}

/// Whether one of two codes is the other or lies below it.
fn same_line(framework: Framework, one: &'static Entry, other: &'static Entry) -> bool {
    let above = |entry: &'static Entry| {
        std::iter::successors(Some(entry), |entry| catalogue(framework).entry(entry.parent.as_deref()?))
    };
    above(one).any(|entry| entry.code == other.code) || above(other).any(|entry| entry.code == one.code)
}

impl Check for NamedCode {
    fn facts(&self) -> &'static [&'static str] {
        &["code", "about", "words"]
    }

    fn needs(&self) -> BTreeSet<(Kind, &'static str)> {
        [(Kind::Target, self.framework.name())].into()
    }

    fn run(&self, cx: &Context<'_>, subject: Subject, hits: &mut Vec<Hit>) {
        let Some(id) = subject.element() else { return };
        let wanted = match self.framework {
            Framework::Sdg => CodeOf::Sdg,
            Framework::Wsis => CodeOf::Wsis,
        };
        let element = cx.element(id);
        if cx.plan.is_incomplete(id) || cx.plan.is_misspelt(id, self.framework.name()) {
            return;
        }
        let mut told: Vec<&str> = Vec::new();
        let entries = self.texts.iter().filter_map(|name| element.text(name)).flat_map(|text| &text.entries);
        for entry in entries {
            let Some(language) = Language::of_tag(&entry.language) else { continue };
            let statement = cx.analyst.statement(cx.lexicon, &entry.words, language);
            for name in statement.names.iter().filter(|name| name.framework == Some(wanted)) {
                let Reading::Known { entry: code, .. } = read(self.framework, &name.code) else { continue };
                if told.contains(&code.code.as_str()) {
                    continue;
                }
                let Some(linked) = linked(cx.plan, id, self.framework) else { return };
                if linked.iter().any(|link| same_line(self.framework, link, code)) {
                    continue;
                }
                told.push(&code.code);
                hits.push(
                    Hit::new(Owner::Element(id), entry.locate(name.at.clone()))
                        .fact("code", code.code.as_str())
                        .fact("about", code.label.as_str())
                        .fact("words", &entry.words[name.at.clone()])
                        .add(Safety::Unsafe, Insertion::new(id, self.framework, &code.code)),
                );
            }
        }
    }
}
