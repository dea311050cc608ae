//! Which codes of a framework a text speaks for, and with which words.
//!
//! Each concept of the thesaurus that a text names speaks for codes, or against them, with the weight that it has there.
//! Several distinct concepts add up, a term that is repeated does not. A code that the text names itself needs no other
//! evidence. See docs/statements.md for how much is enough.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::framework::{Entry, Reading, catalogue, read};
use crate::lexicon::{Concept, ConceptId, Thesaurus, Weight};
use crate::plan::schema::Framework;
use crate::text::{CodeOf, Statement};

/// What a code is worth that the text names itself.
const NAMED: i32 = 9;
/// What a goal or line needs.
const ENOUGH: i32 = 3;
/// What it needs in a long text, which touches more by the way.
const ENOUGH_IN_LONG: i32 = 4;
/// From how many bytes a text is long.
const LONG: usize = 450;
/// What a target or sub-line below it needs.
const ENOUGH_FOR_PART: i32 = 2;
/// What a second, different term of one concept adds; more add nothing.
const SECOND_TERM: i32 = 1;
/// From how many bytes a text is a paragraph, in which chance brings words together.
const PARAGRAPH: usize = 200;
/// What a single word can be worth in a paragraph: most words have more than one meaning.
const MOST_OF_A_WORD: i32 = 2;
/// A goal with less than one part in so many of the strongest is a side remark.
const SHARE_OF_STRONGEST: i32 = 3;

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

/// Weights by code.
type Weights = BTreeMap<&'static str, i32>;

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

/// Whether two terms are one word in two forms, or one phrase: they share three quarters of the shorter.
fn is_same_term(one: &str, other: &str) -> bool {
    let shared = one.chars().zip(other.chars()).take_while(|(a, b)| a == b).count();
    shared * 4 >= 3 * one.chars().count().min(other.chars().count())
}

/// Whether a term is one word; a Chinese term is a phrase, as long as it is no single character.
fn is_one_word(term: &str) -> bool {
    let han = |c: char| matches!(u32::from(c), 0x3400..=0x9fff);
    term.chars().all(|c| c.is_alphabetic() && !han(c))
}

/// The weights of a concept by goal or line, and by target or sub-line. Of several targets of one goal the strongest
/// speaks for the goal: they are one piece of evidence. A weight against is never outdone.
fn weights(framework: Framework, concept: &Concept) -> (Weights, Weights) {
    let given = match framework {
        Framework::Sdg => &concept.sdg,
        Framework::Wsis => &concept.wsis,
    };
    let (mut tops, mut parts) = (Weights::new(), Weights::new());
    let put = |weights: &mut Weights, code: &'static str, weight: i32| {
        let known = weights.entry(code).or_insert(weight);
        *known = if *known < 0 || weight < 0 { (*known).min(weight) } else { (*known).max(weight) };
    };
    for Weight { code, weight } in given {
        let Some(entry) = catalogue(framework).entry(code) else { continue };
        let [top, part] = lineage(framework, entry);
        put(&mut tops, top, i32::from(*weight));
        if part != top {
            put(&mut parts, part, i32::from(*weight));
        }
    }
    (tops, parts)
}

/// The goals or lines of `framework` that a statement speaks for, and those of their targets or sub-lines that it speaks
/// for, strongest first. `text` is the statement's.
#[must_use]
pub fn suggest(framework: Framework, thesaurus: &Thesaurus, statement: &Statement, text: &str) -> Vec<Suggestion> {
    let mut tops: BTreeMap<&'static str, Tally> = BTreeMap::new();
    let mut parts: BTreeMap<&'static str, Tally> = BTreeMap::new();
    let mut seen: BTreeMap<ConceptId, Vec<String>> = BTreeMap::new();
    for word in &statement.evidence {
        let term = text.get(word.at.clone()).unwrap_or_default().to_lowercase();
        let before = seen.entry(word.concept).or_default();
        if before.iter().any(|known| is_same_term(known, &term)) {
            continue;
        }
        let most = match before.len() {
            0 if text.len() >= PARAGRAPH && is_one_word(&term) => MOST_OF_A_WORD,
            0 => i32::MAX,
            1 => SECOND_TERM,
            _ => continue,
        };
        before.push(term);
        let (of_tops, of_parts) = weights(framework, thesaurus.concept(word.concept));
        for (tallies, weights) in [(&mut tops, of_tops), (&mut parts, of_parts)] {
            for (code, weight) in weights {
                // What speaks against weighs the same the second time: `composer` and `quartet` are more than a slip.
                tallies.entry(code).or_default().add(weight.min(most), &word.at);
            }
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
    let enough = if text.len() >= LONG { ENOUGH_IN_LONG } else { ENOUGH };
    choose(framework, tops, parts, enough)
}

fn choose(
    framework: Framework,
    tops: BTreeMap<&'static str, Tally>,
    parts: BTreeMap<&'static str, Tally>,
    enough: i32,
) -> Vec<Suggestion> {
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
