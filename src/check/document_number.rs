//! `document-number`: a document's number does not look like the others of its series, or holds what is left of a
//! revision.
//!
//! The series are the numbers in the prose that begin with the same letters.

use std::sync::LazyLock;

use regex::Regex;
use serde::Deserialize;

use super::{Check, Context, Hit, Owner, Subject, prose};
use crate::plan::ElementId;

/// Parameters.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct DocumentNumber {
    /// How far the session in a number may lie from those of the others.
    farthest: u32,
    /// Patterns of what is left of a revision.
    residue: Vec<String>,
}

static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\b\p{Lu}[\p{Lu}\d]*(?:[-/]\p{Lu}[\p{Lu}\d]*)*[-/]?\d+(?:[-/.][A-Za-z\d]+)+")
        .expect("the pattern is one")
});

/// The letters that a number begins with, and the first digits behind them.
fn series(number: &str) -> Option<(&str, u32, usize)> {
    let start = number.find(|c: char| c.is_ascii_digit())?;
    let length = number[start..].find(|c: char| !c.is_ascii_digit()).unwrap_or(number.len() - start);
    let session = number[start..start + length].parse().ok()?;
    (start > 1).then_some((&number[..start], session, length))
}

impl DocumentNumber {
    fn residue_of<'n>(&self, number: &'n str) -> Option<&'n str> {
        self.residue
            .iter()
            .filter_map(|pattern| Regex::new(pattern).ok())
            .find_map(|pattern| Some(pattern.find(number)?.as_str()))
    }
}

impl Check for DocumentNumber {
    fn facts(&self) -> &'static [&'static str] {
        &["number", "other", "residue"]
    }

    fn run(&self, cx: &Context<'_>, subject: Subject, hits: &mut Vec<Hit>) {
        let Some(document) = cx.plan.document.as_ref().filter(|_| subject == Subject::Element(ElementId::PLAN)) else {
            return;
        };
        let Some(number) = document.words("number").first() else { return };
        let hit = Hit::new(Owner::Element(ElementId::PLAN), number.at).fact("number", &*number.value);
        if let Some(residue) = self.residue_of(&number.value) {
            hits.push(hit.fact("residue", residue).fact("other", ()));
            return;
        }
        let Some((letters, session, digits)) = series(&number.value) else { return };
        let others: Vec<(String, u32, usize)> = prose::narrative(cx)
            .into_iter()
            .flat_map(prose::Passage::entries)
            .flat_map(|entry| NUMBER.find_iter(&entry.words).map(|found| found.as_str().to_owned()).collect::<Vec<_>>())
            .filter(|other| *other != *number.value)
            .filter_map(|other| {
                let (same, session, digits) = series(&other)?;
                (same == letters).then(|| (other.clone(), session, digits))
            })
            .collect();
        // More digits than any other has, and far from all of them: a year or a further session has neither.
        let far = others.iter().all(|(_, other, length)| digits > *length && session.abs_diff(*other) > self.farthest);
        if let Some((other, ..)) = others.first().filter(|_| far) {
            hits.push(hit.fact("other", other.as_str()).fact("residue", ()));
        }
    }
}
