//! `reading`: what the reader has to say about the way a plan is written.

use minijinja::Value;
use serde::Deserialize;

use super::{Check, Context, Hit, Owner, Subject};
use crate::finding::Safety;
use crate::lexicon::Lexicon;
use crate::plan::{ElementId, Expected, Given, InvalidReason, Note, NoteKind, Plan};

/// Parameters.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Reading {
    /// Which of the reader's notes the rule speaks of.
    problem: Problem,
}

/// A kind of note.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Problem {
    Syntax,
    Markup,
    UnknownKey,
    InvalidValue,
    DuplicateKey,
    DuplicateId,
    IncludeFailed,
    AliasBudget,
    Encoding,
}

impl Problem {
    fn of(kind: &NoteKind) -> (Self, &'static str) {
        match kind {
            NoteKind::Syntax { .. } => (Self::Syntax, "structure/syntax-error"),
            NoteKind::Markup { .. } => (Self::Markup, "structure/markup-error"),
            NoteKind::UnknownKey { .. } => (Self::UnknownKey, "structure/unknown-key"),
            NoteKind::InvalidValue { .. } => (Self::InvalidValue, "structure/invalid-value"),
            NoteKind::DuplicateKey { .. } => (Self::DuplicateKey, "structure/duplicate-key"),
            NoteKind::DuplicateId { .. } => (Self::DuplicateId, "structure/duplicate-id"),
            NoteKind::IncludeFailed { .. } => (Self::IncludeFailed, "structure/include-failed"),
            NoteKind::AliasBudget => (Self::AliasBudget, "structure/alias-budget"),
            NoteKind::Encoding { .. } => (Self::Encoding, "structure/encoding"),
        }
    }
}

impl Check for Reading {
    fn facts(&self) -> &'static [&'static str] {
        &["slip", "detail", "key", "given", "reason", "expected", "nearest", "duplicate", "path"]
    }

    fn run(&self, cx: &Context<'_>, subject: Subject, hits: &mut Vec<Hit>) {
        if subject != Subject::Element(ElementId::PLAN) {
            return;
        }
        for note in &cx.plan.notes {
            if Problem::of(&note.kind).0 == self.problem && !is_left_open(note, cx.plan, cx.lexicon) {
                hits.push(hit_of_note(note).1);
            }
        }
        if self.problem == Problem::IncludeFailed {
            for key in ["succeeds", "implements"] {
                hits.extend(broken_chain(cx.plan, key));
            }
        }
    }
}

/// A hit on `key` where the plan that it names, or one before that, leads back in a circle or in too long a chain.
/// Those plans are read for reference only, so their own notes are nobody's unless it is told here.
fn broken_chain(plan: &Plan, key: &str) -> Option<Hit> {
    let next = |plan: &Plan| {
        let named = if key == "succeeds" { &plan.predecessor } else { &plan.implemented };
        named.clone()
    };
    let named = plan.root().words(key).first()?;
    for other in std::iter::successors(next(plan), |other| next(other)) {
        let Some(last) = other.root().words(key).first() else { continue };
        for note in other.notes.iter().filter(|note| note.at == last.at) {
            let (path, reason) = match note.kind {
                NoteKind::IncludeFailed { reason: reason @ "cycle", .. } => (&named.value, reason),
                NoteKind::IncludeFailed { reason: reason @ "too-deep", .. } => (&last.value, reason),
                _ => continue,
            };
            let hit = Hit::new(Owner::File, named.at).fact("path", &**path).fact("reason", reason);
            return Some(hit.related(Owner::File, last.at, "link"));
        }
    }
    None
}

/// Whether a value that is no number or date is still none of the reader's business: words of a qualitative indicator,
/// or a placeholder, of which another rule speaks.
fn is_left_open(note: &Note, plan: &Plan, lexicon: &Lexicon) -> bool {
    let NoteKind::InvalidValue { key, given, reason, .. } = &note.kind else { return false };
    if !matches!(reason, InvalidReason::NotANumber | InvalidReason::ImpossibleDate | InvalidReason::UnknownCurrency) {
        return false;
    }
    let qualitative = note.element.is_some_and(|id| plan.element(id).word("type") == Some("qualitative"));
    (qualitative && &**key == "value") || lexicon.is_placeholder(given.words())
}

/// What stands in the place of a value: its words, or the name of a sentence that says what it is.
fn met(given: &Given) -> Value {
    match given.name() {
        Some(name) => Value::from_pairs([("sentence", format!("given/{name}"))]),
        None => given.words().into(),
    }
}

/// The name of the sentence that says what should stand there, with the facts for it.
fn wanted(expected: &Expected) -> Value {
    let sentence = ("sentence", Value::from(format!("expected/{}", expected.name())));
    match expected {
        Expected::Form(_) => Value::from_pairs([sentence]),
        Expected::OneOf(words) => {
            let words: Vec<Value> = words.iter().map(|word| Value::from(&**word)).collect();
            Value::from_pairs([sentence, ("words", words.into())])
        }
        Expected::Elements(kind) => Value::from_pairs([sentence, ("kind", kind.name().into())]),
        Expected::Cells(count) => Value::from_pairs([sentence, ("count", (*count).into())]),
    }
}

/// How sure it is that a word of a closed list is meant: a word that is the same but for letter case, or for `_` or a
/// blank in place of a hyphen, can mean no other one.
fn safety(written: &str, near: &str) -> Safety {
    let plain = |word: &str| word.trim().to_lowercase().replace(['_', ' '], "-");
    if plain(written) == plain(near) { Safety::Safe } else { Safety::Unsafe }
}

/// The rule that speaks of a note, and the hit.
#[must_use]
pub fn hit_of_note(note: &Note) -> (&'static str, Hit) {
    let owner = note.element.map_or(Owner::File, Owner::Element);
    let hit = Hit::new(owner, note.at);
    let hit = match &note.kind {
        NoteKind::Syntax { slip, detail } => hit.fact("slip", *slip).fact("detail", detail.as_str()),
        NoteKind::Markup { slip, detail } => hit.fact("slip", slip.name()).fact("detail", detail.as_str()),
        NoteKind::UnknownKey { key, nearest } => {
            let hit = hit.fact("key", &**key).fact("nearest", *nearest);
            match nearest {
                Some(near) => hit.replace(safety(key, near), note.at, key, near),
                None => hit,
            }
        }
        NoteKind::InvalidValue { key, given, reason, expected, nearest } => {
            let hit = hit
                .fact("key", &**key)
                .fact("given", met(given))
                .fact("reason", reason.name())
                .fact("expected", wanted(expected))
                .fact("nearest", nearest.as_deref());
            match nearest {
                Some(near) => hit.replace(safety(given.words(), near), note.at, given.words(), near),
                None => hit,
            }
        }
        NoteKind::DuplicateKey { key, first } => hit.fact("duplicate", &**key).related(owner, *first, "first"),
        NoteKind::DuplicateId { id, first } => hit.fact("duplicate", &**id).related(owner, *first, "first"),
        NoteKind::IncludeFailed { path, reason } => hit.fact("path", &**path).fact("reason", *reason),
        NoteKind::AliasBudget => hit,
        NoteKind::Encoding { reason } => hit.fact("reason", *reason),
    };
    (Problem::of(&note.kind).1, hit)
}
