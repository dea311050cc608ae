//! How many words two texts have in common, each by itself, whatever concepts they name.
//!
//! Terms of several words may cut two texts in unlike ways: `fixed broadband subscription` and `subscribe to fixed broadband`,
//! `courts are accessible to all citizens` and `all citizens have access to justice through the courts`.

use super::matching::share_a_beginning;
use super::subject::{Key, Sort, Subject, Unit};

/// The words that two texts have in common.
#[derive(Clone, Debug)]
pub(crate) struct Wording {
    /// Words that are the same but for their endings, of the first text and of the second.
    pub(crate) shared: Vec<(Unit, Unit)>,
    /// Which part of the words of both is shared, from 0 to 1; words that say little count little.
    pub(crate) share: f64,
    /// Whether all that one of the texts says stands in the other, but for words that say little.
    pub(crate) is_within: bool,
}

/// How much a word counts that says little by itself.
const FILLER: f64 = 0.3;

/// The words that two texts in one language have in common; `first` and `second` hold [every word](Subject::of_every_word).
pub(crate) fn wording(first: &Subject, second: &Subject) -> Wording {
    let weight = |unit: &Unit| if unit.sort == Sort::Filler { FILLER } else { 1.0 };
    let mut open: Vec<&Unit> = second.units.iter().collect();
    let mut left: Vec<&Unit> = Vec::new();
    let mut shared: Vec<(Unit, Unit)> = Vec::new();
    for unit in &first.units {
        match open.iter().position(|other| are_one_word(unit, other)) {
            Some(index) => shared.push((unit.clone(), open.remove(index).clone())),
            None => left.push(unit),
        }
    }
    let all: f64 = first.units.iter().chain(&second.units).map(weight).sum();
    let had: f64 = shared.iter().map(|(one, other)| weight(one) + weight(other)).sum();
    let says_more = |left: &[&Unit]| left.iter().any(|unit| unit.sort != Sort::Filler);
    Wording {
        shared,
        share: if all > 0.0 { had / all } else { 0.0 },
        is_within: !says_more(&left) || !says_more(&open),
    }
}

fn are_one_word(one: &Unit, other: &Unit) -> bool {
    match (&one.key, &other.key) {
        (Key::Word(first), Key::Word(second)) => first == second || share_a_beginning(first, second),
        _ => one.has_key_of(other),
    }
}
