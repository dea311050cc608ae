//! Which codes of a framework a text speaks for, and with which words.
//!
//! Each concept of the thesaurus that a text names speaks for codes, or against them, with the weight that it has there.
//! Several distinct concepts add up, one that is repeated does not. A code that the text names itself needs no other
//! evidence. See docs/statements.md for how much is enough.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::framework::{Entry, Reading, catalogue, read};
use crate::lexicon::{ConceptId, Thesaurus, Weight};
use crate::plan::schema::Framework;
use crate::text::{CodeOf, Statement};

/// What a code is worth that the text names itself.
const NAMED: i32 = 9;
/// What a goal or line needs in a short text.
const ENOUGH: i32 = 3;
/// What it needs in a paragraph, where chance brings words together.
const ENOUGH_IN_PARAGRAPH: i32 = 4;
/// From how many bytes a text is a paragraph.
const PARAGRAPH: usize = 300;
/// A goal with less than one part in so many of the strongest is a side remark.
const SHARE_OF_STRONGEST: i32 = 3;
/// What a target below a goal needs by itself.
const ENOUGH_FOR_PART: i32 = 2;

/// A code that a text speaks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// The code.
    pub code: &'static str,
    /// How strongly: the sum of the weights.
    pub strength: i32,
    /// Whether the text names the code itself, or one below it.
    pub named: bool,
    /// The words that speak for it, in bytes of the text, in its order, each concept once.
    pub evidence: Vec<Range<usize>>,
}

/// What has been found for a code.
#[derive(Default)]
struct Tally {
    strength: i32,
    named: bool,
    evidence: Vec<Range<usize>>,
}

impl Tally {
    fn add(&mut self, weight: i32, at: &Range<usize>) {
        self.strength += weight;
        if weight > 0 && !self.evidence.contains(at) {
            self.evidence.push(at.clone());
        }
    }
}

/// The goals or lines of `framework` that a statement speaks for, strongest first, each with its targets or sub-lines
/// behind it. `length` is that of the text in bytes.
#[must_use]
pub fn suggest(framework: Framework, thesaurus: &Thesaurus, statement: &Statement, length: usize) -> Vec<Suggestion> {
    let catalogue = catalogue(framework);
    let mut tops: BTreeMap<&'static str, Tally> = BTreeMap::new();
    let mut parts: BTreeMap<&'static str, Tally> = BTreeMap::new();
    let mut seen: Vec<ConceptId> = Vec::new();
    for word in &statement.concepts {
        if seen.contains(&word.concept) {
            continue;
        }
        seen.push(word.concept);
        let concept = thesaurus.concept(word.concept);
        let weights = match framework {
            Framework::Sdg => &concept.sdg,
            Framework::Wsis => &concept.wsis,
        };
        // Of several targets of one goal the strongest speaks for the goal: they are one piece of evidence.
        let mut of_tops: BTreeMap<&'static str, i32> = BTreeMap::new();
        for Weight { code, weight } in weights {
            let Some(entry) = catalogue.entry(code) else { continue };
            let weight = i32::from(*weight);
            let [top, part] = lineage(framework, entry);
            let of_top = of_tops.entry(top).or_insert(weight);
            *of_top = if *of_top < 0 || weight < 0 { (*of_top).min(weight) } else { (*of_top).max(weight) };
            if part != top {
                parts.entry(part).or_default().add(weight, &word.at);
            }
        }
        for (top, weight) in of_tops {
            tops.entry(top).or_default().add(weight, &word.at);
        }
    }
    let code_of = match framework {
        Framework::Sdg => CodeOf::Sdg,
        Framework::Wsis => CodeOf::Wsis,
    };
    for name in statement.names.iter().filter(|name| name.framework == Some(code_of)) {
        let Reading::Known { entry, .. } = read(framework, &name.code) else { continue };
        let [top, part] = lineage(framework, entry);
        let codes = if top == part { vec![(&mut tops, top)] } else { vec![(&mut tops, top), (&mut parts, part)] };
        for (tallies, code) in codes {
            let tally = tallies.entry(code).or_default();
            tally.add(NAMED, &name.at);
            tally.named = true;
        }
    }
    choose(framework, tops, parts, length)
}

fn choose(
    framework: Framework,
    tops: BTreeMap<&'static str, Tally>,
    parts: BTreeMap<&'static str, Tally>,
    length: usize,
) -> Vec<Suggestion> {
    let enough = if length >= PARAGRAPH { ENOUGH_IN_PARAGRAPH } else { ENOUGH };
    let strongest = tops.values().filter(|tally| !tally.named).map(|tally| tally.strength).max().unwrap_or(0);
    let spoken_for =
        |tally: &Tally| tally.named || (tally.strength >= enough && tally.strength * SHARE_OF_STRONGEST >= strongest);
    let mut chosen: Vec<Suggestion> =
        tops.into_iter().filter(|(_, tally)| spoken_for(tally)).map(|(code, tally)| suggestion(code, tally)).collect();
    let of_parts = parts.into_iter().filter(|(code, tally)| {
        let top = catalogue(framework).entry(code).map(|entry| lineage(framework, entry)[0]);
        let has_top = chosen.iter().any(|above| Some(above.code) == top);
        has_top && (tally.named || tally.strength >= ENOUGH_FOR_PART)
    });
    let of_parts: Vec<Suggestion> = of_parts.map(|(code, tally)| suggestion(code, tally)).collect();
    chosen.extend(of_parts);
    // Strongest first; of equals in the order of the framework, in which a goal stands before its targets.
    chosen.sort_by_key(|found| (std::cmp::Reverse(found.strength), order(framework, found.code)));
    chosen
}

fn suggestion(code: &'static str, tally: Tally) -> Suggestion {
    let mut evidence = tally.evidence;
    evidence.sort_by_key(|at| (at.start, at.end));
    Suggestion { code, strength: tally.strength, named: tally.named, evidence }
}

/// The goal of a code and the target: of an indicator its target, of a goal itself; of a WSIS sub-line C7 and itself.
#[must_use]
pub fn lineage(framework: Framework, entry: &'static Entry) -> [&'static str; 2] {
    let above = |entry: &'static Entry| catalogue(framework).entry(entry.parent.as_deref()?);
    let mut part = entry;
    while let Some(parent) = above(part) {
        if above(parent).is_none() {
            return [&parent.code, &part.code];
        }
        part = parent;
    }
    [&part.code, &part.code]
}

/// The place of a code in its framework.
fn order(framework: Framework, code: &str) -> usize {
    catalogue(framework).entries().iter().position(|entry| entry.code == code).unwrap_or(usize::MAX)
}
