//! `translation-sense`: the versions of a text in several languages point in opposite directions.
//!
//! What is compared is only what both versions say in words that are known: the direction of change, whether the same
//! amount is a floor or a ceiling, and whether the same change is denied.

use std::ops::Range;

use serde::Deserialize;

use super::versions::versions;
use super::{Check, Context, Facts, Hit, Owner, Subject, stated};
use crate::lexicon::List;
use crate::text::{Comparator, Direction, Quantity, Statement};

/// Parameters.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct TranslationSense {
    /// The texts that are compared, each with its own versions.
    texts: Vec<String>,
}

/// What two versions say against each other, at which words of the authority and of the other.
struct Opposition {
    what: &'static str,
    authority: Range<usize>,
    other: Range<usize>,
}

impl Check for TranslationSense {
    fn facts(&self) -> &'static [&'static str] {
        &["what", "language", "given", "other_language", "other_given"]
    }

    fn run(&self, cx: &Context<'_>, subject: Subject, hits: &mut Vec<Hit>) {
        let Some(id) = subject.element() else { return };
        for key in &self.texts {
            let text = cx.element(id).text(key).and_then(|text| versions(cx.plan, text));
            let Some((authority, others)) = text else { continue };
            let ours = stated::read(cx, authority);
            for other in others {
                let Some(found) = oppose(&ours, &stated::read(cx, other)) else { continue };
                let facts = Facts::from([("language", (&*authority.language).into())]);
                let words = |words: &str, at: &Range<usize>| words.get(at.clone()).unwrap_or_default().to_owned();
                let hit = Hit::new(Owner::Element(id), other.locate(found.other.clone()))
                    .fact("what", found.what)
                    .fact("language", &*other.language)
                    .fact("given", words(&other.words, &found.other))
                    .fact("other_language", &*authority.language)
                    .fact("other_given", words(&authority.words, &found.authority));
                let beside = authority.locate(found.authority);
                hits.push(hit.related_with(Owner::Element(id), beside, "in-language", facts));
            }
        }
    }
}

fn oppose(authority: &Statement, other: &Statement) -> Option<Opposition> {
    opposed_bounds(authority, other)
        .or_else(|| opposed_directions(authority, other))
        .or_else(|| denied(authority, other))
}

/// The same amount, once as a floor and once as a ceiling. A half is both: to cut at least half leaves at most half.
fn opposed_bounds(authority: &Statement, other: &Statement) -> Option<Opposition> {
    let is_half = |quantity: &Quantity| (quantity.value - 50.0).abs() < 1e-6;
    let bounded = |statement: &Statement, value: f64| -> Option<(bool, Range<usize>)> {
        let mut same = statement.quantities.iter().filter(|quantity| (quantity.value - value).abs() < 1e-6);
        let only = same.next()?;
        same.next().is_none().then_some(())?;
        Some((bounds_below(only.comparator)?, only.at.clone()))
    };
    authority.quantities.iter().filter(|quantity| !is_half(quantity)).find_map(|quantity| {
        let (floor, authority) = bounded(authority, quantity.value)?;
        let (other_floor, other) = bounded(other, quantity.value)?;
        (floor != other_floor).then_some(Opposition { what: "bound", authority, other })
    })
}

fn bounds_below(comparator: Comparator) -> Option<bool> {
    match comparator {
        Comparator::AtLeast | Comparator::MoreThan => Some(true),
        Comparator::AtMost | Comparator::LessThan => Some(false),
        Comparator::Equal | Comparator::By => None,
    }
}

/// Everything up in one version and everything down in the other. Negations and words of several directions leave open
/// what goes where.
fn opposed_directions(authority: &Statement, other: &Statement) -> Option<Opposition> {
    let one = direction(authority)?;
    let two = direction(other)?;
    let negated = |statement: &Statement| statement.terms_of(List::Negation).next().is_some();
    let opposed = one.0 != two.0 && !negated(authority) && !negated(other);
    opposed.then_some(Opposition { what: "direction", authority: one.1, other: two.1 })
}

/// Whether a statement points up (true) or down, where it points one way, and the first word that does.
fn direction(statement: &Statement) -> Option<(bool, Range<usize>)> {
    let mut words = statement.directions.iter().filter_map(|word| match word.direction {
        Direction::Up => Some((true, &word.at)),
        Direction::Down | Direction::Zero => Some((false, &word.at)),
        Direction::Hold | Direction::Reach => None,
    });
    let (up, at) = words.next()?;
    words.all(|(other, _)| other == up).then(|| (up, at.clone()))
}

/// The most bytes between a negation and the word of direction that it denies.
const BESIDE: usize = 12;

/// The same direction in both versions, with a negation beside it in one and none at all in the other.
fn denied(authority: &Statement, other: &Statement) -> Option<Opposition> {
    let ([one], [two]) = (authority.directions.as_slice(), other.directions.as_slice()) else { return None };
    let beside = |statement: &Statement, word: &Range<usize>| {
        let near = |at: &Range<usize>| {
            word.start.saturating_sub(at.end) <= BESIDE && at.start.saturating_sub(word.end) <= BESIDE
        };
        statement.terms_of(List::Negation).map(|term| term.at.clone()).find(near)
    };
    let has_none = |statement: &Statement| statement.terms_of(List::Negation).next().is_none();
    if one.direction != two.direction {
        return None;
    }
    let (authority, other) = match (beside(authority, &one.at), beside(other, &two.at)) {
        (Some(negation), None) if has_none(other) => (negation, two.at.clone()),
        (None, Some(negation)) if has_none(authority) => (one.at.clone(), negation),
        _ => return None,
    };
    Some(Opposition { what: "negation", authority, other })
}
