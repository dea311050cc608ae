//! `spelling`: one word in two spellings.
//!
//! Neither spelling is wrong by itself, so that a plan that keeps to one of them is not told; where both stand, the rarer
//! one is told, at its first place.

use std::collections::BTreeMap;
use std::ops::Range;

use serde::Deserialize;

use super::{Check, Context, Facts, Hit, Owner, Subject, prose};
use crate::finding::Safety;
use crate::lexicon::{List, Script};
use crate::plan::{ElementId, TextEntry};
use crate::source::Location;

/// Parameters.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Spelling {
    /// The texts of elements that are looked at, besides the parts of the document.
    texts: Vec<String>,
    /// A word list: spellings of one word, by the first of them. In scripts with blanks an entry is the beginning of a
    /// word.
    list: List,
}

/// Where a spelling stands first, and how often it stands.
struct Use {
    owner: ElementId,
    at: Location,
    written: String,
    count: usize,
}

/// Spellings of a word in one language, by the language and the word.
type Uses<'p> = BTreeMap<(&'p str, &'p str), BTreeMap<&'p str, Use>>;

impl Check for Spelling {
    fn facts(&self) -> &'static [&'static str] {
        &["given", "usual", "count", "usual_count"]
    }

    fn run(&self, cx: &Context<'_>, subject: Subject, hits: &mut Vec<Hit>) {
        if subject != Subject::Element(ElementId::PLAN) {
            return;
        }
        let mut uses = Uses::new();
        for (id, element) in cx.plan.elements() {
            for entry in self.texts.iter().filter_map(|key| element.text(key)).flat_map(|text| &text.entries) {
                self.collect(cx, id, entry, &mut uses);
            }
        }
        for entry in prose::of_document(cx).flat_map(prose::Passage::entries) {
            self.collect(cx, ElementId::PLAN, entry, &mut uses);
        }
        for spellings in uses.into_values() {
            // Of two that are as frequent, the first in the list is the usual one.
            let Some((usual, most)) = spellings.iter().max_by_key(|(_, found)| found.count) else { continue };
            for (spelling, found) in spellings.iter().filter(|(spelling, _)| *spelling != usual) {
                let fixed = found.written.replacen(&found.written[..spelling.len().min(found.written.len())], usual, 1);
                let facts = Facts::from([("usual", most.written.as_str().into())]);
                let mut hit = Hit::new(Owner::Element(found.owner), found.at)
                    .fact("given", found.written.as_str())
                    .fact("usual", most.written.as_str())
                    .fact("count", found.count)
                    .fact("usual_count", most.count)
                    .related_with(Owner::Element(most.owner), most.at, "spelling", facts);
                // Endings follow the beginning of a word, capitals are kept by whoever writes.
                if found.written.to_lowercase() == found.written {
                    hit = hit.replace(Safety::Unsafe, found.at, &found.written, &fixed);
                }
                hits.push(hit);
            }
        }
    }
}

impl Spelling {
    fn collect<'p>(&self, cx: &Context<'p>, id: ElementId, entry: &'p TextEntry, uses: &mut Uses<'p>) {
        let Some(list) = cx.lexicon.entries(&entry.language, self.list) else { return };
        let words: Vec<Range<usize>> = words(&entry.words, Script::of(&entry.language)).collect();
        let lower: Vec<String> = words.iter().map(|at| entry.words[at.clone()].to_lowercase()).collect();
        let script = Script::of(&entry.language);
        let mut found: Vec<(&'p str, &'p str, Range<usize>)> = Vec::new();
        for (usual, spelling) in list.iter().flat_map(|(usual, other)| [(usual, usual), (usual, other.value.as_str())])
        {
            if found.iter().any(|(word, known, _)| (*word, *known) == (usual, spelling)) {
                continue;
            }
            for (word, at) in lower.iter().zip(&words) {
                for start in starts(word, spelling, script) {
                    let end = if script == Script::Unspaced { at.start + start + spelling.len() } else { at.end };
                    found.push((usual, spelling, at.start + start..end));
                }
            }
        }
        for (usual, spelling, at) in found {
            let written = entry.words.get(at.clone()).unwrap_or_default().to_owned();
            let fresh = Use { owner: id, at: entry.locate(at), written, count: 0 };
            let spellings = uses.entry((&entry.language, usual)).or_default();
            spellings.entry(spelling).or_insert(fresh).count += 1;
        }
    }
}

/// Where a spelling begins in a word; in Chinese, in a run of characters.
fn starts(word: &str, spelling: &str, script: Script) -> Vec<usize> {
    match script {
        Script::Spaced => {
            if word.starts_with(spelling) {
                vec![0]
            } else {
                Vec::new()
            }
        }
        Script::Prefixed => {
            let bare = word.trim_start_matches(['و', 'ف', 'ب', 'ل', 'ك']);
            let bare = bare.strip_prefix("ال").unwrap_or(bare);
            let written = [word, bare].into_iter().find(|bare| bare.starts_with(spelling));
            written.map(|bare| word.len() - bare.len()).into_iter().collect()
        }
        Script::Unspaced => word.match_indices(spelling).map(|(at, _)| at).collect(),
    }
}

/// The words of a text that are no names: words with a capital inside a sentence, and what stands in quotation marks, are
/// spelt as their owners spell them.
fn words(text: &str, script: Script) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    let mut quoted = false;
    std::iter::from_fn(move || {
        loop {
            let c = text[at..].chars().next()?;
            let start = at;
            if !is_of_word(c) {
                quoted = match c {
                    '«' | '“' | '《' | '「' | '„' => true,
                    '»' | '”' | '》' | '」' => false,
                    _ => quoted,
                };
                at += c.len_utf8();
                continue;
            }
            at = text[start..].find(|c| !is_of_word(c)).map_or(text.len(), |length| start + length);
            let before = text[..start].trim_end();
            let begins = before.is_empty() || before.ends_with(['.', '!', '?', ':', '–', '—']);
            let is_name = c.is_uppercase() && !begins && script == Script::Spaced;
            if !quoted && !is_name {
                return Some(start..at);
            }
        }
    })
}

fn is_of_word(c: char) -> bool {
    c.is_alphabetic() || c == '-' || c == '\u{2010}' || c == '\u{301}'
}
