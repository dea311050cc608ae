//! `share-change`: words change a share by a percentage, which may be meant of the share or of the whole.
//!
//! Raised by 40%, a share of 30% is 42% or 70%. A level beside the change settles it in the words. The share
//! must be what changes: it stands next to the word of direction, or begins its clause.

use std::ops::Range;

use serde::Deserialize;

use super::{Check, Context, Hit, Owner, Subject, quotation, stated};
use crate::lexicon::List;
use crate::plan::{Element, FieldValue, TextEntry};
use crate::text::{Comparator, Direction, Quantity, Statement};

/// Parameters.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ShareChange {
    /// How many words may stand between the word of direction and the share: articles, the amount's preposition.
    within: usize,
}

impl ShareChange {
    /// The share that a text changes by a percentage, and the percentage.
    fn find(&self, cx: &Context<'_>, entry: &TextEntry, statement: &Statement) -> Option<(Range<usize>, Range<usize>)> {
        let is_percent = |quantity: &&Quantity| quantity.unit.as_deref() == Some("percent");
        let (percents, others): (Vec<&Quantity>, Vec<&Quantity>) = statement.quantities.iter().partition(is_percent);
        // A number of visits behind `who make four visits` says nothing of the share; a level would.
        let &[change] = percents.as_slice() else { return None };
        let levels = |other: &&Quantity| other.comparator != Comparator::Equal || other.at.start < change.at.start;
        if change.comparator != Comparator::By || others.iter().any(levels) {
            return None;
        }
        let share = cx.lexicon.find(List::Share, &entry.words, &entry.language)?;
        let clear = cx.lexicon.find(List::Relatively, &entry.words, &entry.language).is_some();
        let moved = statement.directions.iter().any(|word| {
            matches!(word.direction, Direction::Up | Direction::Down) && self.is_object(&entry.words, &word.at, &share)
        });
        let foreign = quotation::is_foreign(&entry.words, &share);
        (!clear && moved && !foreign).then(|| (share, change.at.clone()))
    }

    /// Whether the share is what a word of direction moves.
    fn is_object(&self, words: &str, verb: &Range<usize>, share: &Range<usize>) -> bool {
        if verb.start < share.end && share.start < verb.end {
            return true;
        }
        if verb.end <= share.start {
            let gap = &words[verb.end..share.start];
            return !gap.contains([',', ';', '，', '、', '،']) && self.is_short(gap);
        }
        let before = &words[..share.start];
        let clause = before.rfind([',', ';', '，', '、', '،', ':', '：']).map_or(before, |at| &before[at..]);
        // A Chinese share stands right before its verb, with all that it is a share of before it.
        let adjoins = words[share.end..verb.start].trim().is_empty() && share.len() > 3 && !words.is_ascii();
        adjoins || (self.is_short(clause) && !clause.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c)))
    }

    fn is_short(&self, gap: &str) -> bool {
        let han = gap.chars().filter(|c| ('\u{4e00}'..='\u{9fff}').contains(c)).count();
        let words = gap.split_whitespace().filter(|word| word.chars().any(char::is_alphabetic)).count();
        words <= self.within && han == 0
    }
}

/// Whether an indicator's fields say of which kind the change is: there percent is relative and points are absolute. Two
/// levels in the fields let one reckon what is meant, but who reads the sentence alone cannot.
fn names_kind(indicator: &Element) -> bool {
    let target = indicator.target();
    target
        .is_some_and(|target| target.flawed || target.change.as_ref().is_some_and(|change| change.value.unit.is_some()))
        || matches!(indicator.field("target").map(|field| &field.value), Some(FieldValue::Invalid))
}

impl Check for ShareChange {
    fn facts(&self) -> &'static [&'static str] {
        &["words", "share"]
    }

    fn run(&self, cx: &Context<'_>, subject: Subject, hits: &mut Vec<Hit>) {
        let Some(id) = subject.element() else { return };
        let unread = cx.element(id).field("indicators").is_some_and(|field| field.value == FieldValue::Invalid);
        if unread || cx.plan.indicators_of(id).any(|indicator| names_kind(cx.element(indicator))) {
            return;
        }
        for (entry, statement) in stated::authority_first(cx, id) {
            if let Some((share, change)) = self.find(cx, entry, &statement) {
                hits.push(
                    Hit::new(Owner::Element(id), entry.locate(change.clone()))
                        .fact("words", &entry.words[change])
                        .fact("share", &entry.words[share]),
                );
                return;
            }
        }
    }
}
