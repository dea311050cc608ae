//! `breakdown`: an indicator of people that is not broken down.

use std::collections::BTreeSet;
use std::ops::Range;

use serde::Deserialize;

use super::{Check, Context, Hit, Subject};
use crate::indicator::unit::{is_percent, names_of};
use crate::lexicon::{Lexicon, List, Script};
use crate::plan::{Element, Kind, TextEntry};
use crate::text::Language;

/// No parameters: what people and things are called is in the word lists.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Breakdown {}

impl Check for Breakdown {
    fn facts(&self) -> &'static [&'static str] {
        &["people", "one_sex"]
    }

    fn needs(&self) -> BTreeSet<(Kind, &'static str)> {
        [(Kind::Indicator, "disaggregation")].into()
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
            let hit = Hit::on_field(id, element, "disaggregation").fact("people", people);
            hits.push(hit.fact("one_sex", are_of_one_sex(cx, element, people)));
        }
    }
}

/// Whether the people are women or girls, who cannot be told apart by sex.
fn are_of_one_sex(cx: &Context<'_>, element: &Element, people: &str) -> bool {
    let of_population = element.text("population").map_or(&[][..], |text| &text.entries).iter();
    let named = of_population.chain(names_of(element)).find(|entry| entry.words.contains(people));
    let language = named.and_then(|entry| Language::of_tag(&entry.language));
    language.is_some_and(|language| {
        let statement = cx.analyst.statement(cx.lexicon, people, language);
        statement.groups.iter().any(|word| matches!(&*word.group, "women" | "girls"))
    })
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

/// The words for people that the indicator is about: those of its population, else of its name.
fn people_of<'e>(lexicon: &Lexicon, element: &'e Element) -> Option<&'e str> {
    let of_name = |entry| counted(lexicon, entry, ends_with_share(lexicon, entry));
    // An indicator of schools is not one of their pupils, whoever its population is.
    if names_of(element).any(|entry| matches!(of_name(entry), Some(Counted::Things))) {
        return None;
    }
    let people = |counted| match counted {
        Some(Counted::People(words)) => Some(words),
        _ => None,
    };
    if element.has("population") {
        let population = element.text("population").map_or(&[][..], |text| &text.entries);
        let of_population = |entry| counted(lexicon, entry, true);
        let things = population.iter().any(|entry| matches!(of_population(entry), Some(Counted::Things)));
        return population.iter().find_map(|entry| people(of_population(entry))).filter(|_| !things);
    }
    names_of(element).find_map(|entry| people(of_name(entry)))
}

/// What a text speaks of.
enum Counted<'t> {
    People(&'t str),
    Things,
}

/// Of people and things that a text names, those that are counted: the first, since what is counted comes before what
/// describes it. Where words stand without blanks, as in Chinese, a noun comes behind what describes it, and where
/// `noun_last` says that the text is such a noun the last is taken.
fn counted<'t>(lexicon: &Lexicon, entry: &'t TextEntry, noun_last: bool) -> Option<Counted<'t>> {
    let last = noun_last && Script::of(&entry.language) == Script::Unspaced;
    let place = |list| match last {
        true => last_of(lexicon, list, entry),
        false => lexicon.find(list, &entry.words, &entry.language),
    };
    let people = |place: Range<usize>| Some(Counted::People(&entry.words[place]));
    // Seats held by women are seats; what follows a word for a share and stands before those who hold it is counted.
    let name = behind_label(&entry.words);
    let begins = entry.words.len() - name.len();
    let share = lexicon.find(List::ShareOf, name, &entry.language).filter(|share| share.start == 0);
    let held = |person: &Range<usize>| {
        let between = share.as_ref().and_then(|share| entry.words.get(begins + share.end..person.start));
        between.is_some_and(|between| lexicon.find(List::HeldBy, between, &entry.language).is_some())
    };
    match (place(List::People), place(List::Things)) {
        (Some(person), _) if !last && held(&person) => Some(Counted::Things),
        (Some(person), Some(thing)) if (thing.start < person.start) == last => people(person),
        (Some(person), None) => people(person),
        (None, None) => None,
        _ => Some(Counted::Things),
    }
}

/// A name without the number that a table gives it: `IR1.3: share of`.
fn behind_label(words: &str) -> &str {
    let is_label = |label: &str| label.len() <= LABEL && label.contains(|c: char| c.is_ascii_digit());
    words.split_once(": ").filter(|(label, _)| is_label(label)).map_or(words, |(_, name)| name.trim_start())
}

/// The bytes that the number of an indicator may have.
const LABEL: usize = 12;

/// Whether the text closes with the word for a share, so that what is shared stands right before it.
fn ends_with_share(lexicon: &Lexicon, entry: &TextEntry) -> bool {
    let share = lexicon.find(List::ShareOf, &entry.words, &entry.language);
    share.is_some_and(|share| share.start > 0 && share.end == entry.words.len())
}

fn last_of(lexicon: &Lexicon, list: List, entry: &TextEntry) -> Option<Range<usize>> {
    let next = |after: usize| {
        // An entry without letters, which a project may have added, is found everywhere.
        let found = lexicon.find(list, &entry.words[after..], &entry.language).filter(|found| !found.is_empty())?;
        Some(found.start + after..found.end + after)
    };
    std::iter::successors(next(0), |found| next(found.end)).last()
}
