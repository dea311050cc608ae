//! `breakdown`: an indicator of people that is not broken down.

use serde::Deserialize;

use super::unit_sense::{is_percent, names_of};
use super::{Check, Context, Hit, Subject};
use crate::lexicon::{Lexicon, List};
use crate::plan::{Element, TextEntry};

/// No parameters: what people and things are called is in the word lists.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Breakdown {}

impl Check for Breakdown {
    fn facts(&self) -> &'static [&'static str] {
        &["people"]
    }

    fn run(&self, cx: &Context<'_>, subject: Subject, hits: &mut Vec<Hit>) {
        let Some(id) = subject.element() else { return };
        let element = cx.element(id);
        let broken_down = element.has("disaggregation")
            || element.all_measures().any(|measure| !measure.parts.is_empty() || measure.flawed)
            || names_of(element).any(|name| cx.lexicon.find(List::Breakdown, &name.words, &name.language).is_some());
        if broken_down || !is_share_or_number_of_people(cx.lexicon, element) {
            return;
        }
        if let Some(people) = people_of(cx.lexicon, element) {
            hits.push(Hit::on_field(id, element, "disaggregation").fact("people", people));
        }
    }
}

/// Whether the unit, or the name where there is no unit, is that of a share or of people.
fn is_share_or_number_of_people(lexicon: &Lexicon, element: &Element) -> bool {
    match element.word("unit") {
        Some(unit) => is_percent(lexicon, unit) || lexicon.is_word(List::People, unit),
        None if element.has("unit") => false,
        None => names_of(element).any(|name| {
            let is_there = |list| lexicon.find(list, &name.words, &name.language).is_some();
            is_there(List::ShareOf) || is_there(List::Percent)
        }),
    }
}

/// The words for people that the indicator is about: those of its population, else of its name. In every language of
/// the lists the thing that is counted comes first, so an indicator of schools is not one of their pupils.
fn people_of<'e>(lexicon: &Lexicon, element: &'e Element) -> Option<&'e str> {
    let first = |list, entry: &TextEntry| lexicon.find(list, &entry.words, &entry.language);
    let is_of_things = |entry: &TextEntry| match (first(List::Things, entry), first(List::People, entry)) {
        (Some(thing), Some(people)) => thing.start < people.start,
        (thing, _) => thing.is_some(),
    };
    if names_of(element).any(is_of_things) {
        return None;
    }
    let population = element.text("population").map_or(&[][..], |text| &text.entries);
    if element.has("population") {
        let people = population.iter().find_map(|entry| first(List::People, entry).map(|range| &entry.words[range]));
        return people.filter(|_| !population.iter().any(is_of_things));
    }
    names_of(element).find_map(|entry| first(List::People, entry).map(|range| &entry.words[range]))
}
