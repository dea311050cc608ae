//! `wording`: an element's text uses words of a list that leave open what is promised.
//!
//! What leaves nothing open after all is told by `unless`: an amount, a level, a date. Each distinct word is a finding of
//! its own, at its place, so that an editor marks all of them; but in one language only, the plan's first that has such
//! words: the translations say the same, and change with it.

use std::collections::BTreeSet;
use std::ops::Range;

use rust_decimal::prelude::ToPrimitive;
use serde::Deserialize;

use super::{Check, Context, Hit, Owner, Subject, level, quotation, stated};
use crate::lexicon::List;
use crate::plan::{ElementId, Kind, Measure, TextEntry};
use crate::text::{Quantity, Statement, Term};

/// Parameters.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Wording {
    /// The lists whose words are looked for; `hedge` stands for all words around a number that make it approximate.
    lists: Vec<List>,
    /// What settles the matter elsewhere.
    #[serde(default)]
    unless: Unless,
    /// Patterns of words that stand where a date would: where the text has no other date, one in the fields does not
    /// settle them, for the two say different things.
    instead_of_date: Option<List>,
}

/// What settles that which words leave open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Unless {
    /// Nothing.
    #[default]
    Never,
    /// A number in the text, or a level in the fields.
    Amount,
    /// A level of the very thing: a number behind the words, or of something that moves; else a level in the fields
    /// which the text does not give to those who have the thing.
    OwnLevel,
    /// A level in the fields.
    Level,
    /// A date in the text or in the fields.
    Date,
}

impl Unless {
    fn holds(self, cx: &Context<'_>, id: ElementId, statement: &Statement, places: &[Range<usize>]) -> bool {
        match self {
            Self::OwnLevel => has_own_level(cx, id, statement, places),
            Self::Never => false,
            Self::Amount => level::gives_amount(cx, id),
            Self::Level => level::is_measured(cx, id),
            Self::Date => is_dated(cx, id),
        }
    }
}

/// Whether a number says how much is enough of what the words stand for. 25 districts have world-class counselling: that
/// says how many, and not which level.
fn has_own_level(cx: &Context<'_>, id: ElementId, statement: &Statement, places: &[Range<usize>]) -> bool {
    let first = places.first().map_or(0, |at| at.start);
    let moves = |until: usize| statement.directions.iter().any(|word| word.at.start < until);
    let is_own = |quantity: &&Quantity| quantity.at.start > first || moves(quantity.at.start);
    if statement.quantities.iter().any(|quantity| is_own(&quantity)) {
        return true;
    }
    let said = |value: f64| statement.quantities.iter().any(|quantity| (quantity.value - value).abs() < 1e-9);
    let own = |indicator: ElementId| {
        let element = cx.element(indicator);
        let number = element.target().and_then(Measure::number).and_then(|number| number.to_f64());
        level::sets_level(element) && !number.is_some_and(said)
    };
    cx.plan.indicators_of(id).any(own)
}

/// Whether a field or the text says by when. A date that is left open counts, for another rule speaks of it.
fn is_dated(cx: &Context<'_>, id: ElementId) -> bool {
    let element = cx.element(id);
    let by_field = match element.kind {
        Kind::Target => cx.plan.deadline_of(id).is_some(),
        Kind::Indicator => {
            cx.plan.due_of_indicator(id).is_some() || element.target().is_some_and(|target| target.flawed)
        }
        _ => cx.plan.own_deadline_of(id).is_some(),
    };
    by_field || element.has("deadline") || stated::gives_deadline(cx, id)
}

/// Whether words stand in a clause at the beginning of a sentence that tells what has happened: following the entry of
/// several countries, members with a plan.
fn is_in_background(cx: &Context<'_>, entry: &TextEntry, at: &Range<usize>) -> bool {
    let words = &*entry.words;
    let ends = |c: char| matches!(c, '.' | '。' | '!' | '?' | '؟' | ';' | '；' | '؛');
    let begins =
        words[..at.start].rfind(ends).map_or(0, |end| end + words[end..].chars().next().map_or(0, char::len_utf8));
    let comma = |c: char| matches!(c, ',' | '，' | '،');
    // The clause may hold commas itself; what is said begins behind the first.
    let is_first = !words[begins..at.start].contains(comma);
    let closes =
        words[at.end..].find(|c| comma(c) || ends(c)).is_some_and(|end| words[at.end + end..].starts_with(comma));
    is_first
        && closes
        && cx.lexicon.find(List::Background, words[begins..at.start].trim_start(), &entry.language).is_some()
}

/// Whether words before examples stand in an aside that tells of the tools: with its own tools — such as the protocol —.
fn is_of_tools(cx: &Context<'_>, entry: &TextEntry, at: &Range<usize>) -> bool {
    const ASIDES: [(&[char], &[char]); 2] = [(&['—', '–'], &['—', '–']), (&['(', '（'], &[')', '）'])];
    let words = &*entry.words;
    ASIDES.iter().any(|&(open, close)| {
        let (before, behind) = (&words[..at.start], &words[at.end..]);
        let Some(opens) = before.rfind(open) else { return false };
        let is_closed = before[opens..].chars().skip(1).any(|c| open.contains(&c) || close.contains(&c));
        let clause = before[..opens].rfind([',', ';', '.', '，', '；', '。', '、', '،', '؛']).unwrap_or(0);
        let tools = || cx.lexicon.find(List::Tools, &before[clause..opens], &entry.language).is_some();
        !is_closed && behind.contains(close) && tools()
    })
}

impl Wording {
    /// Whether words at `at` are all that a text says of when.
    fn stands_for_date(&self, cx: &Context<'_>, id: ElementId, entry: &TextEntry, at: &Range<usize>) -> bool {
        self.instead_of_date.is_some_and(|list| {
            cx.lexicon.find(list, &entry.words[at.clone()], &entry.language).is_some()
                && !stated::gives_deadline(cx, id)
                && stated::years(cx, id).next().is_none()
        })
    }

    /// The places of the words in one text, each word once.
    fn places(&self, cx: &Context<'_>, entry: &TextEntry, statement: &Statement) -> Vec<Range<usize>> {
        let is_bare = |term: &&Term| match term.list {
            List::Vague => !is_in_background(cx, entry, &term.at),
            List::Example => !is_of_tools(cx, entry, &term.at),
            _ => true,
        };
        let terms = statement.terms.iter().filter(|term| self.lists.contains(&term.list));
        let terms = terms.filter(is_bare).map(|term| term.at.clone());
        let hedged = self.lists.contains(&List::Hedge);
        let hedges = statement.hedges.iter().filter(|_| hedged).cloned();
        let mut places: Vec<_> = terms.chain(hedges).filter(|at| !quotation::is_foreign(&entry.words, at)).collect();
        places.sort_by_key(|at| (at.start, std::cmp::Reverse(at.end)));
        let mut end = 0;
        let mut known = BTreeSet::new();
        places.retain(|at| {
            // Two lists may have a phrase and a part of it.
            let own = at.start >= end;
            end = end.max(at.end);
            own && known.insert(entry.words[at.clone()].to_lowercase())
        });
        places
    }
}

impl Check for Wording {
    fn facts(&self) -> &'static [&'static str] {
        &["words", "language", "settled"]
    }

    fn run(&self, cx: &Context<'_>, subject: Subject, hits: &mut Vec<Hit>) {
        let Some(id) = subject.element() else { return };
        for (entry, statement) in stated::authority_first(cx, id) {
            // Dots in place of a text are left open altogether, of which another rule speaks.
            if cx.lexicon.is_placeholder(&entry.words) {
                continue;
            }
            let places = self.places(cx, entry, &statement);
            if places.is_empty() {
                continue;
            }
            let settled = self.unless.holds(cx, id, &statement, &places);
            let told = places.into_iter().filter(|at| !settled || self.stands_for_date(cx, id, entry, at));
            hits.extend(told.map(|at| {
                Hit::new(Owner::Element(id), entry.locate(at.clone()))
                    .fact("words", &entry.words[at])
                    .fact("language", &*entry.language)
                    .fact("settled", settled)
            }));
            return;
        }
    }
}
