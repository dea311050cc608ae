//! Whether two indicators are one.

use std::collections::HashMap;

use unicode_normalization::UnicodeNormalization;

use super::super::{Context, about};
use super::uses::Use;
use crate::indicator::population::{are_same, plain};
use crate::indicator::unit::{is_percent, names_of, same_unit};
use crate::lexicon::{Lexicon, List};
use crate::likeness::{self, Candidates, Degree, Evidence};
use crate::plan::{Element, ElementId, TextEntry};
use crate::text::Language;

/// How many indicators of one name are kept for comparison: more than the populations that a plan tells apart, and few
/// enough that a plan of namesakes takes no longer than another.
const NAMESAKES: usize = 64;

/// An indicator with what it measures.
pub(super) struct Measured<'p> {
    element: &'p Element,
    /// Its names, by language, without share words and breakdown.
    names: Vec<(Box<str>, String)>,
    /// What its names are about, by language.
    subjects: Vec<likeness::Subject>,
}

impl<'p> Measured<'p> {
    pub(super) fn of(cx: &Context<'p>, indicator: ElementId) -> Self {
        let element = cx.element(indicator);
        Self { element, names: plain_names(cx.lexicon, element), subjects: subjects(cx, element) }
    }
}

/// The indicators that have been looked at.
#[derive(Default)]
pub(super) struct Seen<'p> {
    known: Vec<(Use, Measured<'p>)>,
    by_name: HashMap<(Box<str>, String), Vec<usize>>,
    candidates: Candidates,
}

impl<'p> Seen<'p> {
    /// The first indicator of another target that is the same as that of a use, else the first that measures a part of
    /// it or of which it measures a part; and notes the use.
    pub(super) fn like(&mut self, cx: &Context<'p>, own: Use) -> Option<(Use, Degree)> {
        let measured = Measured::of(cx, own.indicator);
        let thesaurus = cx.lexicon.thesaurus();
        let keys: Vec<u64> = measured.subjects.iter().flat_map(|subject| likeness::keys(thesaurus, subject)).collect();
        let namesakes = measured.names.iter().filter_map(|name| self.by_name.get(name)).flatten().copied();
        let alike = self.candidates.of(&keys).into_iter().map(|index| index as usize);
        let mut part = None;
        let mut same = None;
        for index in namesakes.chain(alike) {
            let (first, other) = &self.known[index];
            if first.target == own.target {
                continue;
            }
            match likeness(cx, other, &measured) {
                Some(Degree::Same) => {
                    same = Some((*first, Degree::Same));
                    break;
                }
                Some(degree) => part = part.or(Some((*first, degree))),
                None => {}
            }
        }
        let index = self.known.len();
        for name in &measured.names {
            let known = self.by_name.entry(name.clone()).or_default();
            if known.len() < NAMESAKES {
                known.push(index);
            }
        }
        self.candidates.add(u32::try_from(index).unwrap_or(u32::MAX), &keys);
        self.known.push((own, measured));
        same.or(part)
    }
}

/// Whether two indicators measure the same, or one a part of what the other does.
pub(super) fn likeness(cx: &Context<'_>, first: &Measured<'_>, second: &Measured<'_>) -> Option<Degree> {
    if !are_units_alike(cx.lexicon, first.element, second.element) {
        return None;
    }
    if first.names.iter().any(|name| second.names.contains(name)) {
        return are_populations_alike(cx.lexicon, first.element, second.element).then_some(Degree::Same);
    }
    let (one, other) = likeness::in_one_language(&first.subjects, &second.subjects, |subject| subject.language)?;
    // A gap between groups is another measure than the level of each.
    if one.disparity != other.disparity {
        return None;
    }
    let units = [first, second].map(|measured| measured.element.word("unit"));
    // Half of all indicators are percentages: that two are says nothing.
    let same_level = units[0] == units[1] && units[0].is_some_and(|unit| !is_percent(cx.lexicon, unit));
    let evidence = Evidence { same_level, ..Evidence::default() };
    let likeness = likeness::compare(cx.lexicon.thesaurus(), one, other, evidence, &[]).ok()?;
    Some(likeness.degree)
}

/// Whether two indicators cannot be one: of another unit, or a gap between groups against a level.
pub(super) fn are_of_two_sorts(cx: &Context<'_>, first: &Measured<'_>, second: &Measured<'_>) -> bool {
    let gap = |measured: &Measured<'_>| measured.subjects.iter().any(|subject| subject.disparity);
    !are_units_alike(cx.lexicon, first.element, second.element) || gap(first) != gap(second)
}

/// The indicator's names, by language, without share words and breakdown; in the order of its texts.
fn plain_names(lexicon: &Lexicon, element: &Element) -> Vec<(Box<str>, String)> {
    let Some(text) = ["name", "title", "statement"].into_iter().find_map(|key| element.text(key)) else {
        return Vec::new();
    };
    let name = |entry: &TextEntry| {
        let folded = entry.words.nfkc().collect::<String>().trim().to_lowercase();
        let whole = lexicon.without(List::Breakdown, &folded, &entry.language);
        let rest = plain(&lexicon.without(List::ShareOf, whole.trim(), &entry.language));
        let language = entry.language.split('-').next().unwrap_or_default().into();
        (!rest.is_empty()).then_some((language, rest))
    };
    text.entries.iter().filter_map(name).collect()
}

/// What the indicator is about, by language: its name and title together, without the breakdown, and its population.
fn subjects(cx: &Context<'_>, element: &Element) -> Vec<likeness::Subject> {
    let thesaurus = cx.lexicon.thesaurus();
    let Some(text) = ["name", "title", "statement"].into_iter().find_map(|key| element.text(key)) else {
        return Vec::new();
    };
    let subject = |entry: &TextEntry| {
        let language = Language::of_tag(&entry.language)?;
        let words = |words: &str| {
            let whole = cx.lexicon.without(List::Breakdown, words, &entry.language);
            cx.analyst.content_in_detail(cx.lexicon, &whole, language)
        };
        let mut content = words(&entry.words);
        let title = element.text("title").and_then(|title| title.in_language(&entry.language));
        if let Some(title) = title.filter(|title| title.at != entry.at) {
            content.extend(words(&title.words));
        }
        let mut subject = likeness::Subject::of(thesaurus, language, &content);
        if let Some(population) = element.text("population").and_then(|text| text.in_language(&entry.language)) {
            subject.count(thesaurus, &about::content_in_detail(cx, population));
        }
        (!subject.is_empty()).then_some(subject)
    };
    text.entries.iter().filter_map(subject).collect()
}

fn are_populations_alike(lexicon: &Lexicon, first: &Element, second: &Element) -> bool {
    match (first.text("population"), second.text("population")) {
        (Some(first), Some(second)) => are_same(lexicon, first, second, &[]) != Some(false),
        _ => true,
    }
}

fn are_units_alike(lexicon: &Lexicon, first: &Element, second: &Element) -> bool {
    match (unit_of(lexicon, first), unit_of(lexicon, second)) {
        (Some(Unit::Share), Some(Unit::Share)) | (None, _) | (_, None) => true,
        (Some(Unit::Other(first)), Some(Unit::Other(second))) => same_unit(lexicon, first, second, &[]),
        (Some(_), Some(_)) => false,
    }
}

enum Unit<'u> {
    Share,
    Other(&'u str),
}

/// The unit as given, or that of a share where the name speaks of one.
fn unit_of<'e>(lexicon: &Lexicon, element: &'e Element) -> Option<Unit<'e>> {
    if let Some(unit) = element.word("unit") {
        let first = unit.split_whitespace().next().unwrap_or(unit);
        let share = is_percent(lexicon, unit) || is_percent(lexicon, first);
        return Some(if share { Unit::Share } else { Unit::Other(unit) });
    }
    let is_share = |entry: &TextEntry| lexicon.find(List::ShareOf, &entry.words, &entry.language).is_some();
    names_of(element).any(is_share).then_some(Unit::Share)
}
