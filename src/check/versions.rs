//! The versions of a text: one is the authority, the others are held against it.

use crate::plan::{Plan, Text, TextEntry};

/// The version in the plan's first language, or else the first one written, and the others; nothing where there is only
/// one. A version of blanks says nothing that could disagree.
pub(super) fn versions<'t>(plan: &Plan, text: &'t Text) -> Option<(&'t TextEntry, Vec<&'t TextEntry>)> {
    let authority = text.preferred(plan.authority()).filter(|entry| !entry.words.trim().is_empty())?;
    let is_other = |entry: &&TextEntry| entry.at != authority.at && !entry.words.trim().is_empty();
    let others: Vec<&TextEntry> = text.entries.iter().filter(is_other).collect();
    (!others.is_empty()).then_some((authority, others))
}
