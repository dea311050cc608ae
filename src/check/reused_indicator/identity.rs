//! Whether two indicators are one.

use unicode_normalization::UnicodeNormalization;

use super::super::{Context, about};
use super::uses::uses_of;
use crate::indicator::population::{are_same, plain};
use crate::indicator::unit::{is_percent, names_of};
use crate::lexicon::{Lexicon, List};
use crate::likeness::{self, A_NARROW_FIELD, Degree, Evidence, Item, Outcome, Sequence, frame};
use crate::plan::{Element, ElementId, Reads, TextEntry, watch};
use crate::text::Language;

/// What an indicator measures.
#[derive(Debug)]
pub(in crate::check) struct Measured {
    id: ElementId,
    /// Its names, by language, without share words and breakdown.
    names: Vec<(Box<str>, String)>,
    /// What its names are about, by language.
    subjects: Vec<likeness::Subject>,
    /// What its names alone are about, and the words of these, by language.
    by_name: Vec<(likeness::Subject, Vec<String>)>,
    unit: Option<Unit>,
}

impl Measured {
    pub(in crate::check) fn of(cx: &Context<'_>, id: ElementId) -> Self {
        let element = cx.element(id);
        let (names, subjects) = (plain_names(cx.lexicon, element), subjects(cx, element));
        Self { id, names, subjects, by_name: by_name(cx, element), unit: unit_of(cx.lexicon, element) }
    }
}

/// An indicator among those that are compared.
#[derive(Debug)]
pub(in crate::check) struct Indicator {
    /// The target that it measures with what it measures; nothing for one that is meant as it is.
    compared: Option<(ElementId, Measured)>,
    /// The elements that this hangs on.
    reads: Reads,
}

/// Indicators with what each is like.
pub(in crate::check) type Indicators = Sequence<Indicator, Degree>;

impl Outcome for Degree {
    fn is_same(&self) -> bool {
        *self == Self::Same
    }
}

impl Indicator {
    pub(super) fn of(cx: &Context<'_>, id: ElementId) -> Item<Self> {
        let (compared, reads) = watch(|| {
            let target = uses_of(cx, id).first()?.target;
            let element = cx.element(id);
            let is_meant = element.has("note") || element.word("role") == Some("context");
            (!is_meant).then(|| (target, Measured::of(cx, id)))
        });
        let thesaurus = cx.lexicon.thesaurus();
        let measured = compared.as_ref().map(|(_, measured)| measured);
        let names = measured.iter().flat_map(|measured| &measured.names).map(likeness::name_key).collect();
        let subjects = measured.iter().flat_map(|measured| &measured.subjects);
        let keys = likeness::keys(thesaurus, subjects);
        Item { what: Self { compared, reads }, names, keys }
    }

    /// Whether it is held against others.
    pub(super) fn is_compared(&self) -> bool {
        self.compared.is_some()
    }

    /// Whether it is named as another one is, apart from breakdown and share words.
    pub(super) fn has_name_of(&self, other: &Self) -> bool {
        let names =
            |indicator: &Self| indicator.compared.as_ref().map_or(&[][..], |(_, measured)| &measured.names).to_vec();
        let others = names(other);
        names(self).iter().any(|name| others.contains(name))
    }

    /// Whether it is another one when these elements are.
    pub(super) fn hangs_on(&self, changed: &[ElementId]) -> bool {
        self.reads.any_of(changed)
    }
}

/// Whether two indicators of different targets measure the same, or one a part of what the other does.
pub(super) fn alike(cx: &Context<'_>, first: &Indicator, second: &Indicator) -> Option<Degree> {
    let ((one, first), (other, second)) = (first.compared.as_ref()?, second.compared.as_ref()?);
    if one == other { None } else { likeness(cx, first, second) }
}

/// Whether two indicators measure the same, or one a part of what the other does.
fn likeness(cx: &Context<'_>, first: &Measured, second: &Measured) -> Option<Degree> {
    if !are_units_alike(first, second) {
        return None;
    }
    if first.names.iter().any(|name| second.names.contains(name)) {
        return are_populations_alike(cx.lexicon, cx.element(first.id), cx.element(second.id)).then_some(Degree::Same);
    }
    let (one, other) = likeness::in_one_language(&first.subjects, &second.subjects, |subject| subject.language)?;
    // A gap between groups is another measure than the level of each.
    if one.disparity != other.disparity {
        return None;
    }
    let units = [first, second].map(|measured| cx.element(measured.id).word("unit"));
    // Half of all indicators are percentages: that two are says nothing.
    let same_level = units[0] == units[1] && units[0].is_some_and(|unit| !is_percent(cx.lexicon, unit));
    let evidence = Evidence { same_level, ..Evidence::default() };
    let likeness = likeness::compare(cx.lexicon.thesaurus(), one, other, evidence, &[]);
    likeness.map_or_else(|_| in_other_words(cx, first, second), |likeness| Some(likeness.degree))
}

/// How much two names have in common that are two ways of naming one measure.
const ONE_MEASURE: f64 = 0.7;

/// Whether two names, taken without the titles beside them, are two ways of naming one measure.
fn in_other_words(cx: &Context<'_>, first: &Measured, second: &Measured) -> Option<Degree> {
    let ((one, words), (other, others)) =
        likeness::in_one_language(&first.by_name, &second.by_name, |(subject, _)| subject.language)?;
    let kin = likeness::kinship(cx.lexicon.thesaurus(), one, other, &[])?;
    let is_frame = one.language == other.language && frame::is_one(words, others);
    let is_telling = kin.share() >= ONE_MEASURE && kin.is_telling(A_NARROW_FIELD, false);
    let is_one_aspect = kin.measures_more == [false, false] && (is_telling || kin.is_of_one_result());
    if kin.each_knows_more() || !is_one_aspect || kin.shared.is_empty() || is_frame {
        return None;
    }
    let more = [0, 1].map(|side| kin.knows_more[side] || kin.narrower[side]);
    Some(match more {
        [true, false] => Degree::Part(likeness::Side::First),
        [false, true] => Degree::Part(likeness::Side::Second),
        _ => Degree::Same,
    })
}

/// Whether two indicators cannot be one: of another unit, or a gap between groups against a level.
pub(super) fn are_of_two_sorts(first: &Measured, second: &Measured) -> bool {
    let gap = |measured: &Measured| measured.subjects.iter().any(|subject| subject.disparity);
    !are_units_alike(first, second) || gap(first) != gap(second)
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
        let mut content = words(&entry.words).to_vec();
        let title = element.text("title").and_then(|title| title.in_language(&entry.language));
        if let Some(title) = title.filter(|title| title.at != entry.at) {
            content.extend_from_slice(&words(&title.words));
        }
        let mut subject = likeness::Subject::of(thesaurus, language, &content);
        if let Some(population) = element.text("population").and_then(|text| text.in_language(&entry.language)) {
            subject.count(thesaurus, &about::content_in_detail(cx, population));
        }
        (!subject.is_empty()).then_some(subject)
    };
    text.entries.iter().filter_map(subject).collect()
}

/// What the indicator's name alone is about, with its population, and its words, by language.
fn by_name(cx: &Context<'_>, element: &Element) -> Vec<(likeness::Subject, Vec<String>)> {
    let thesaurus = cx.lexicon.thesaurus();
    let entries = element.text("name").map_or(&[][..], |text| &text.entries);
    let of_name = |entry: &TextEntry| {
        let language = Language::of_tag(&entry.language)?;
        let whole = cx.lexicon.without(List::Breakdown, &entry.words, &entry.language);
        let content = cx.analyst.content_in_detail(cx.lexicon, &whole, language);
        let mut subject = likeness::Subject::of(thesaurus, language, &content);
        if let Some(population) = element.text("population").and_then(|text| text.in_language(&entry.language)) {
            subject.count(thesaurus, &about::content_in_detail(cx, population));
        }
        (!subject.is_empty()).then(|| (subject, frame::words_of(&whole, language)))
    };
    entries.iter().filter_map(of_name).collect()
}

fn are_populations_alike(lexicon: &Lexicon, first: &Element, second: &Element) -> bool {
    match (first.text("population"), second.text("population")) {
        (Some(first), Some(second)) => are_same(lexicon, first, second, &[]) != Some(false),
        _ => true,
    }
}

fn are_units_alike(first: &Measured, second: &Measured) -> bool {
    match (&first.unit, &second.unit) {
        (Some(first), Some(second)) => first == second,
        _ => true,
    }
}

/// In what an indicator is measured.
#[derive(Debug, PartialEq, Eq)]
enum Unit {
    Share,
    /// Another unit, without what differs between spellings.
    Other(String),
}

/// The unit as given, or that of a share where the name speaks of one.
fn unit_of(lexicon: &Lexicon, element: &Element) -> Option<Unit> {
    if let Some(unit) = element.word("unit") {
        let first = unit.split_whitespace().next().unwrap_or(unit);
        let share = is_percent(lexicon, unit) || is_percent(lexicon, first);
        return Some(if share { Unit::Share } else { Unit::Other(plain(unit)) });
    }
    let is_share = |entry: &TextEntry| lexicon.find(List::ShareOf, &entry.words, &entry.language).is_some();
    names_of(element).any(is_share).then_some(Unit::Share)
}
