//! `mislabelled`: a target that says only what is measured, or an indicator that says what is to be reached.

use serde::Deserialize;

use super::{Check, Context, Hit, Owner, Subject, quotation, stated};
use crate::lexicon::List;
use crate::plan::{Kind, TextEntry};
use crate::text::{Direction, Statement};

/// Parameters.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Mislabelled {
    /// Patterns of a whole text that names what is measured.
    measure: List,
    /// Patterns of an indicator's name that tells an aim, of which another rule speaks.
    aim: List,
}

impl Mislabelled {
    /// A target whose words are those of an indicator: what is measured, without a number or a way. A date beside it
    /// makes no target of it, but leaves it open whether something is reached by then.
    fn is_measure(&self, cx: &Context<'_>, entry: &TextEntry, statement: &Statement) -> bool {
        let dated = statement.deadline.is_some();
        let moves = statement.directions.iter().any(|word| dated || word.direction != Direction::Reach);
        statement.quantities.is_empty()
            && statement.relative_deadline.is_none()
            && !moves
            && statement.terms_of(List::Universal).next().is_none()
            && cx.lexicon.find(List::Equals, &entry.words, &entry.language).is_none()
            && cx.lexicon.find(self.measure, behind_date(entry, statement), &entry.language).is_some()
    }

    /// An indicator whose words are those of a target: by when something is to have been done, or how much of it.
    fn is_aim(&self, cx: &Context<'_>, entry: &TextEntry, statement: &Statement) -> bool {
        statement.deadline.is_some()
            && statement.has_action
            && cx.lexicon.find(self.measure, entry.words.trim(), &entry.language).is_none()
            && cx.lexicon.find(self.aim, &entry.words, &entry.language).is_none()
            && !is_dated_by_others(cx, entry, statement)
    }
}

/// Whether the date is one of what others have pledged or planned: cities that have signed the pledge to halve emissions
/// by 2030. A name that begins with what is done is one of an activity all the same: launch of a coalition committed to.
fn is_dated_by_others(cx: &Context<'_>, entry: &TextEntry, statement: &Statement) -> bool {
    if statement.means.as_ref().is_some_and(|means| entry.words[..means.start].trim().is_empty()) {
        return false;
    }
    let Some(date) = statement.deadline.as_ref().map(|deadline| deadline.at.clone()) else { return false };
    let pledged = |words: &str| cx.lexicon.find(List::Pledge, words, &entry.language).is_some();
    let before = entry.words.get(..date.start).unwrap_or_default();
    // In Chinese what describes a noun stands before it, the date behind the pledge: 承诺到2030年减排的城市.
    pledged(before) && before.chars().any(char::is_alphabetic)
}

/// The words, without a date that stands before a comma at their beginning.
fn behind_date<'e>(entry: &'e TextEntry, statement: &Statement) -> &'e str {
    let comma = |c: char| matches!(c, ',' | '，' | '،');
    let date = statement.deadline.as_ref().map(|deadline| &deadline.at);
    let rest = date.zip(entry.words.split_once(comma)).filter(|(date, (before, _))| date.end <= before.len());
    rest.map_or(&*entry.words, |(_, (_, rest))| rest).trim()
}

impl Check for Mislabelled {
    fn facts(&self) -> &'static [&'static str] {
        &["words", "is_target"]
    }

    fn run(&self, cx: &Context<'_>, subject: Subject, hits: &mut Vec<Hit>) {
        let Some(id) = subject.element() else { return };
        let element = cx.element(id);
        let Some((entry, statement)) = stated::authority(cx, id) else { return };
        let is_target = element.kind == Kind::Target;
        // A target may be titled as its indicator is, where its statement says more; the statement is what is judged.
        let wrong = match is_target {
            true => self.is_measure(cx, entry, &statement),
            false => self.is_aim(cx, entry, &statement),
        };
        if wrong && !quotation::is_foreign(&entry.words, &(0..entry.words.len())) {
            hits.push(
                Hit::new(Owner::Element(id), entry.at)
                    .fact("words", quotation::brief(&entry.words))
                    .fact("is_target", is_target),
            );
        }
    }
}
