//! `spelling`: one word in two spellings.
//!
//! Neither spelling is wrong by itself, so that a plan that keeps to one of them is not told; where both stand, the rarer
//! one is told, at its first place.

use std::collections::BTreeMap;
use std::ops::Range;

use serde::Deserialize;

use super::{Check, Context, Facts, Hit, Owner, Replacement, Subject, prose};
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

/// A place where a spelling stands.
struct Use {
    owner: ElementId,
    at: Location,
    written: String,
}

/// Spellings of a word in one language, by the language and the word.
type Uses<'p> = BTreeMap<(&'p str, &'p str), BTreeMap<&'p str, Vec<Use>>>;

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
            let Some((usual, most)) = spellings.iter().max_by_key(|(_, uses)| uses.len()) else { continue };
            for (spelling, uses) in spellings.iter().filter(|(spelling, _)| *spelling != usual) {
                let (Some(first), Some(first_usual)) = (uses.first(), most.first()) else { continue };
                let facts = Facts::from([("usual", first_usual.written.as_str().into())]);
                let replacements: Option<Vec<Replacement>> = uses
                    .iter()
                    .map(|found| Some(Replacement::part(found.at, &found.written, &respelt(found, spelling, usual)?)))
                    .collect();
                hits.push(
                    Hit::new(Owner::Element(first.owner), first.at)
                        .fact("given", first.written.as_str())
                        .fact("usual", first_usual.written.as_str())
                        .fact("count", uses.len())
                        .fact("usual_count", most.len())
                        .related_with(Owner::Element(first_usual.owner), first_usual.at, "spelling", facts)
                        .replace_all(Safety::Unsafe, replacements.unwrap_or_default()),
                );
            }
        }
    }
}

/// A word that begins with one spelling, with the other in its place: its ending stays, and a capital at its beginning.
/// Other capitals are kept by whoever writes.
fn respelt(found: &Use, spelling: &str, usual: &str) -> Option<String> {
    let written = found.written.as_str();
    let (first, rest) = written.split_at(written.chars().next()?.len_utf8());
    if rest.chars().any(char::is_uppercase) {
        return None;
    }
    let ending: String = written.chars().skip(spelling.chars().count()).collect();
    let beginning = if first.chars().any(char::is_uppercase) {
        let mut letters = usual.chars();
        letters.next()?.to_uppercase().chain(letters).collect()
    } else {
        usual.to_owned()
    };
    Some(beginning + &ending)
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
            let spellings = uses.entry((&entry.language, usual)).or_default();
            spellings.entry(spelling).or_default().push(Use { owner: id, at: entry.locate(at), written });
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
