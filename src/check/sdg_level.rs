//! `sdg-level`: a text calls an SDG code a target that is an indicator, or otherwise than the framework does.

use std::collections::BTreeSet;

use serde::Deserialize;

use super::noted::{self, Noter};
use super::prose::{self, Passage};
use super::{Check, Context, Hit, Owner, Recalled, Replacement, Subject};
use crate::finding::Safety;
use crate::framework::{Entry, Level, Reading, read};
use crate::lexicon::{Found, List};
use crate::plan::schema::Framework;
use crate::plan::{ElementId, TextEntry};

/// Parameters.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct SdgLevel {
    /// Patterns of a name that says the level of a code, by the level.
    names: List,
}

/// A code that is called by the wrong level.
struct Miscalled {
    written: String,
    level: &'static str,
    /// The code that is meant, where the written one does not exist.
    nearest: Option<&'static Entry>,
}

/// The level that the form of a code shows: 9 a goal, 9.c a target, 9.c.1 an indicator.
fn level_of(code: &str) -> Option<Level> {
    match code.split('.').filter(|part| !part.is_empty()).count() {
        1 => Some(Level::Goal),
        2 => Some(Level::Target),
        3 => Some(Level::Indicator),
        _ => None,
    }
}

fn judge(entry: &TextEntry, found: &Found<'_>) -> Option<Miscalled> {
    let written = entry.words.get(found.at.clone())?.trim_end_matches('.').to_owned();
    let (level, nearest) = match read(Framework::Sdg, &written) {
        Reading::Known { entry, .. } => (entry.level, None),
        // A code that does not exist has the form of a level, and perhaps a near one that does.
        Reading::Unknown { nearest } => {
            let level = level_of(&written)?;
            (level, nearest.entries().into_iter().find(|entry| entry.level == level))
        }
    };
    (level.name() != found.meaning).then(|| Miscalled { written, level: level.name(), nearest })
}

/// That a text calls a code something.
pub(super) struct Names;

impl Noter for SdgLevel {
    type Note = Names;

    fn topic(&self) -> String {
        format!("codes called by {:?}", self.names)
    }

    fn note(&self, cx: &Context<'_>, id: ElementId) -> Option<Names> {
        let mut entries = prose::of_element(cx, id).flat_map(Passage::entries);
        let names = |entry: &TextEntry| !cx.lexicon.matches(self.names, &entry.words, &entry.language).is_empty();
        entries.any(names).then_some(Names)
    }
}

impl Check for SdgLevel {
    fn facts(&self) -> &'static [&'static str] {
        &["words", "written", "called", "level", "nearest"]
    }

    fn prepare(&self, cx: &Context<'_>, recalled: &mut Recalled) {
        noted::prepare(self, cx, recalled);
    }

    fn run(&self, cx: &Context<'_>, subject: Subject, hits: &mut Vec<Hit>) {
        if subject != Subject::Element(ElementId::PLAN) {
            return;
        }
        let notes = noted::of(self, cx);
        let named = cx.plan.elements().zip(notes.iter()).filter(|(_, note)| note.is_some());
        let passages = named.flat_map(|((id, _), _)| prose::of_element(cx, id));
        for passage in passages.chain(prose::of_document(cx)) {
            for entry in passage.entries() {
                let mut told = BTreeSet::new();
                for found in cx.lexicon.matches(self.names, &entry.words, &entry.language) {
                    let Some(miscalled) = judge(entry, &found) else { continue };
                    if !told.insert(miscalled.written.clone()) {
                        continue;
                    }
                    let mut hit = Hit::new(Owner::Element(passage.owner), entry.locate(found.whole.clone()))
                        .fact("words", entry.words[found.whole.clone()].trim())
                        .fact("written", miscalled.written.as_str())
                        .fact("called", found.meaning)
                        .fact("level", miscalled.level)
                        .fact("nearest", miscalled.nearest.map(|entry| entry.code.as_str()));
                    if let Some(parent) = parent_of(&miscalled, found.meaning) {
                        hit =
                            hit.replace_all(Safety::Unsafe, self.everywhere(cx, passage, &miscalled.written, &parent));
                    }
                    hits.push(hit);
                }
                if !told.is_empty() {
                    break;
                }
            }
        }
    }
}

impl SdgLevel {
    /// Every place of a passage, in all its languages, that calls the code by the wrong level, with the code that is meant.
    fn everywhere(&self, cx: &Context<'_>, passage: Passage<'_>, written: &str, meant: &str) -> Vec<Replacement> {
        let mut places = Vec::new();
        for entry in passage.entries() {
            for found in cx.lexicon.matches(self.names, &entry.words, &entry.language) {
                if judge(entry, &found).is_some_and(|miscalled| miscalled.written == written) {
                    let code = found.at.start..found.at.start + written.len();
                    places.push(Replacement::part(entry.locate(code), written, meant));
                }
            }
        }
        places
    }
}

/// The target that an indicator belongs to, where the text speaks of a target.
fn parent_of(miscalled: &Miscalled, called: &str) -> Option<String> {
    let entry = miscalled.nearest.or_else(|| match read(Framework::Sdg, &miscalled.written) {
        Reading::Known { entry, .. } => Some(entry),
        Reading::Unknown { .. } => None,
    })?;
    (entry.level == Level::Indicator && called == Level::Target.name()).then(|| entry.parent.clone()).flatten()
}
