//! `numbering`: ids with numbers that do not follow their parents', or that skip a number.
//!
//! Only ids of letters and dotted numbers (`T2.3`, `1.1`) are read. Any other id is opaque, and so is a number that is
//! no longer than its parent's: such ids count through the whole plan.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use super::{Check, Context, Hit, Owner, Subject};
use crate::plan::{ElementId, Kind};

/// Parameters.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Numbering {
    /// The kinds whose ids are looked at; the rule is asked about what they stand under.
    kinds: Vec<Kind>,
}

/// An id of letters and dotted numbers.
#[derive(Debug, PartialEq, Eq)]
struct NumberedId<'i> {
    /// What stands before the number, a hyphen included.
    letters: &'i str,
    numbers: Vec<u32>,
}

/// Numbers with this many digits are years or codes, not places in a list.
const MAX_DIGITS: usize = 3;

impl<'i> NumberedId<'i> {
    fn parse(id: &'i str) -> Option<Self> {
        let first = id.find(|c: char| c.is_ascii_digit())?;
        let (letters, numbers) = id.split_at(first);
        if !letters.strip_suffix(['-', '_', '.']).unwrap_or(letters).chars().all(char::is_alphabetic) {
            return None;
        }
        let number = |part: &str| (part.len() <= MAX_DIGITS).then(|| part.parse().ok()).flatten();
        let numbers: Option<Vec<u32>> = numbers.split('.').map(number).collect();
        Some(Self { letters, numbers: numbers? })
    }
}

impl Check for Numbering {
    fn facts(&self) -> &'static [&'static str] {
        &["problem", "holder", "missing"]
    }

    fn run(&self, cx: &Context<'_>, subject: Subject, hits: &mut Vec<Hit>) {
        let Some(parent) = subject.element() else { return };
        let above = if parent == ElementId::PLAN { None } else { NumberedId::parse(&cx.element(parent).id) };
        if parent != ElementId::PLAN && above.is_none() {
            return;
        }
        let prefix = above.as_ref().map_or(&[][..], |above| &above.numbers);
        let mut lists: BTreeMap<&str, BTreeMap<u32, ElementId>> = BTreeMap::new();
        for &child in cx.plan.children(parent) {
            let element = cx.element(child);
            if !self.kinds.contains(&element.kind) {
                continue;
            }
            let Some(id) = NumberedId::parse(&element.id) else { continue };
            // A bare number under a lettered one (`9.1.1` under `T1.2`) comes from another list.
            let foreign = id.letters.is_empty() && above.as_ref().is_some_and(|above| !above.letters.is_empty());
            if id.numbers.len() <= prefix.len() || foreign {
                continue;
            }
            let (own, last) = id.numbers.split_at(prefix.len());
            if own != prefix {
                let holder = cx.element(parent);
                let hit = Hit::on(child, element).fact("problem", "prefix").fact("holder", &*holder.id);
                hits.push(hit.related(Owner::Element(parent), holder.key, "parent"));
            } else if let [last] = last {
                // Kinds that share their letters share one list: goals 1 and 2, priorities 3 to 5.
                lists.entry(id.letters).or_default().insert(*last, child);
            }
        }
        for (letters, list) in lists {
            gaps(cx, letters, prefix, &list, hits);
        }
    }
}

/// A hit on each element of `list` before which a number is skipped.
fn gaps(cx: &Context<'_>, letters: &str, prefix: &[u32], list: &BTreeMap<u32, ElementId>, hits: &mut Vec<Hit>) {
    let highest = list.last_key_value().map_or(0, |(&highest, _)| highest);
    let skipped: BTreeSet<u32> = (1..highest).filter(|number| !list.contains_key(number)).collect();
    // A list with more holes than entries is not counted from one: goals named after the SDGs that they serve.
    let counted = if list.contains_key(&1) { skipped.len() <= list.len() } else { skipped.len() < list.len() };
    if !counted {
        return;
    }
    let name = |number: u32| {
        let numbers: Vec<String> = prefix.iter().chain([&number]).map(u32::to_string).collect();
        format!("{letters}{}", numbers.join("."))
    };
    let mut before = 0;
    for (&number, &element) in list {
        let missing: Vec<String> =
            (before + 1..number).map(name).filter(|id| cx.plan.find(id).is_none() && !is_retired(cx, id)).collect();
        if !missing.is_empty() {
            let hit = Hit::on(element, cx.element(element));
            hits.push(hit.fact("problem", "gap").list("missing", missing.iter().map(|id| &**id)));
        }
        before = number;
    }
}

/// Whether the predecessor used the id: its number is not given again.
fn is_retired(cx: &Context<'_>, id: &str) -> bool {
    let before = cx.plan.predecessor.as_ref();
    before.is_some_and(|plan| plan.find(id).is_some())
        || cx.plan.continuity.iter().any(|entry| entry.element_id() == id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_and_dotted_numbers_are_read_and_nothing_else() {
        let numbers = |id: &str| NumberedId::parse(id).map(|id| id.numbers);
        assert_eq!(numbers("T2.3"), Some(vec![2, 3]));
        assert_eq!(numbers("1.10"), Some(vec![1, 10]));
        assert_eq!(numbers("目标1.1"), Some(vec![1, 1]));
        assert_eq!(numbers("SO-2"), Some(vec![2]));
        for opaque in ["skills", "4.a.1", "KPI-2021-01", "G2030", "T1.", "T1a", "5G-access", "T1..2"] {
            assert_eq!(NumberedId::parse(opaque), None, "{opaque}");
        }
    }
}
