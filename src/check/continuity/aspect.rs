//! What a text counts beside the thing itself: speed, affordability, a gap, a group, a breakdown.

use std::sync::Arc;

use std::collections::BTreeSet;
use std::ops::Range;

use crate::check::{Context, listed, quotation, stated};
use crate::indicator::population::plain;
use crate::lexicon::List;
use crate::plan::{Element, ElementId, Kind, Plan, Text, TextEntry};
use crate::source::Location;
use crate::text::{Language, Sense};

/// The name under which phrases stand that only hold the word of an aspect.
const OTHER: &str = "other";
/// Aspects that tell who or what is counted, so that another element of the plan which names them covers nothing.
const OF_POPULATION: &[&str] =
    &["gap", "development", "sex", "age", "location", "disability", "income", "indigenous", "refugees", "region"];
/// How the names begin of breakdowns of which it is known that they are by none of the aspects, as by region or by operator.
const BY_OTHER: &str = "=:";
/// Aspects of a breakdown: one whose name is not known may be any of them.
const BREAKDOWNS: &[&str] = &["sex", "age", "location", "disability", "income", "region", "development"];

/// An aspect that stands somewhere.
#[derive(Clone, Debug)]
pub(super) struct Aspect {
    pub(super) name: Box<str>,
    pub(super) words: Arc<str>,
    pub(super) at: Location,
}

impl Aspect {
    /// Whether it belongs to the population, and not to the thing that is counted.
    pub(super) fn is_of_population(&self) -> bool {
        OF_POPULATION.contains(&&*self.name) || self.name.starts_with('=')
    }

    /// Whether it is a breakdown by something of which no list knows the name.
    pub(super) fn is_unknown(&self) -> bool {
        self.name.starts_with('=')
    }

    /// Whether a breakdown may show it.
    pub(super) fn is_breakdown(&self) -> bool {
        BREAKDOWNS.contains(&&*self.name) || self.name.starts_with('=')
    }
}

/// The aspect that a named group is a part of.
fn of_group(group: &str) -> Option<&str> {
    match group {
        "women" | "girls" | "sex" => Some("sex"),
        // Who children are, a school or a vaccination says without the word.
        "youth" | "older" | "age" => Some("age"),
        "rural" | "remote" => Some("location"),
        "LDC" | "SIDS" | "LLDC" => Some("development"),
        "disability" | "income" | "indigenous" | "refugees" | "region" => Some(group),
        _ => None,
    }
}

/// The aspects in words of a language, each with its bytes.
fn in_words(cx: &Context<'_>, words: &str, language: &str) -> Vec<(Box<str>, Range<usize>)> {
    let mut found = listed::entries(cx, List::Aspect, words, language);
    found.retain(|(name, _)| &**name != OTHER);
    found
}

/// The aspects that a text names.
pub(super) fn of_text(cx: &Context<'_>, entry: &TextEntry) -> Vec<Aspect> {
    let statement = stated::read(cx, entry);
    // The Ministry of Women counts no women.
    let groups = statement.groups.iter().filter(|word| !quotation::is_foreign(&entry.words, &word.at));
    let groups = groups.filter_map(|word| Some((of_group(&word.group)?.into(), word.at.clone())));
    let found = in_words(cx, &entry.words, &entry.language).into_iter().chain(groups);
    let aspect = |(name, at): (Box<str>, Range<usize>)| Aspect {
        name,
        words: entry.words[at.clone()].into(),
        at: entry.locate(at),
    };
    found.map(aspect).collect()
}

/// The aspects in any of an element's fields.
#[derive(Default)]
pub(super) struct Covered {
    names: BTreeSet<Box<str>>,
    /// Whether a text is in a language that is none of the six.
    unknown_text: bool,
}

impl Covered {
    /// What `ids` of the plan name.
    pub(super) fn by(cx: &Context<'_>, plan: &Plan, ids: impl IntoIterator<Item = ElementId>) -> Self {
        let mut covered = Self::default();
        for id in ids {
            covered.add(cx, plan, plan.element(id));
        }
        covered
    }

    fn add(&mut self, cx: &Context<'_>, plan: &Plan, element: &Element) {
        let texts = ["title", "name", "statement", "description", "population", "scale"];
        for entry in texts.into_iter().filter_map(|name| element.text(name)).flat_map(|text| &text.entries) {
            self.unknown_text |= Language::of_tag(&entry.language).is_none();
            self.names.extend(of_text(cx, entry).into_iter().map(|aspect| aspect.name));
        }
        for (name, _) in breakdowns(cx, plan, element) {
            self.names.insert(name);
        }
        let parts = element.all_measures().flat_map(|measure| &measure.parts);
        for group in parts.map(|part| &*part.group.value) {
            self.names.extend(named(cx, plan, group));
        }
    }

    /// Whether an aspect is named, or may be in what is not known. A breakdown that was there `before` beside the aspect
    /// is not the one that takes its place.
    pub(super) fn has(&self, aspect: &Aspect, before: &[Aspect]) -> bool {
        let is_new = |name: &str| {
            name.starts_with('=') && !name.starts_with(BY_OTHER) && !before.iter().any(|known| &*known.name == name)
        };
        self.unknown_text
            || self.names.contains(&aspect.name)
            || (aspect.is_breakdown() && self.names.iter().any(|name| is_new(name)))
    }
}

/// Whether what one broke down by is now what is counted, or the reason speaks of it: a breakdown by country is not lost
/// where countries are counted.
pub(super) fn is_counted(
    cx: &Context<'_>,
    plan: &Plan,
    heirs: &[ElementId],
    reason: Option<&Text>,
    aspect: &Aspect,
) -> bool {
    let senses = |words: &str, language: &str| -> Vec<Sense> {
        let Some(tag) = Language::of_tag(language) else { return Vec::new() };
        cx.analyst.content(cx.lexicon, words, tag).iter().map(|word| word.sense.clone()).collect()
    };
    let languages: BTreeSet<&str> = [plan.language(), plan.authority(), "en"].into();
    let name = aspect.words.replace(['_', '-'], " ");
    let wanted: Vec<Sense> = languages.iter().flat_map(|language| senses(&name, language)).collect();
    let populations = heirs.iter().filter_map(|&id| plan.element(id).text("population"));
    let texts = populations.chain(reason).flat_map(|text| &text.entries);
    let in_texts = texts.flat_map(|entry| senses(&entry.words, &entry.language));
    let units = heirs.iter().filter_map(|&id| plan.element(id).word("unit"));
    let in_units =
        units.flat_map(|unit| languages.iter().flat_map(|language| senses(unit, language)).collect::<Vec<_>>());
    in_texts.chain(in_units).any(|sense| wanted.contains(&sense))
}

/// The aspects that the name of a dimension or a group stands for. Such names are in the plan's language or in English.
fn named(cx: &Context<'_>, plan: &Plan, name: &str) -> Vec<Box<str>> {
    let words = name.replace('_', " ");
    let languages: BTreeSet<&str> = [plan.language(), plan.authority(), "en"].into();
    let mut names = Vec::new();
    for language in languages {
        names.extend(in_words(cx, &words, language).into_iter().map(|(name, _)| name));
        let dimensions = listed::entries(cx, List::Dimension, &words, language).into_iter();
        names.extend(dimensions.map(|(name, _)| name).filter(|name| &**name != OTHER));
        if let Some(tag) = Language::of_tag(language) {
            let statement = cx.analyst.statement(cx.lexicon, &words, tag);
            names.extend(statement.groups.iter().filter_map(|word| of_group(&word.group)).map(Box::from));
        }
    }
    names
}

/// Whether a list knows a dimension, and that it is none of the aspects.
fn is_by_other(cx: &Context<'_>, plan: &Plan, name: &str) -> bool {
    let words = name.replace('_', " ");
    let mut languages = [plan.language(), plan.authority(), "en"].into_iter();
    languages.any(|language| !listed::entries(cx, List::Dimension, &words, language).is_empty())
}

/// The breakdowns of an indicator: the aspect of each, or `=` with its plain name where it is none that is known.
pub(super) fn breakdowns(cx: &Context<'_>, plan: &Plan, element: &Element) -> Vec<(Box<str>, Location)> {
    if element.kind != Kind::Indicator {
        return Vec::new();
    }
    let given = element.words("disaggregation").iter().map(|word| (&*word.value, word.at));
    let parts = element.all_measures().flat_map(|measure| &measure.parts);
    let of_parts = parts.filter_map(|part| Some((part.dimension.as_deref()?, part.group.at)));
    let mut all = Vec::new();
    for (name, at) in given.chain(of_parts) {
        let known = named(cx, plan, name);
        if known.is_empty() {
            let begin = if is_by_other(cx, plan, name) { BY_OTHER } else { "=" };
            all.push((format!("{begin}{}", plain(name)).into(), at));
        }
        all.extend(known.into_iter().map(|name| (name, at)));
    }
    all
}
