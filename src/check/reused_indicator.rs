//! `reused-indicator`: one indicator that measures two targets.

use std::collections::{BTreeSet, HashMap};

use serde::Deserialize;
use unicode_normalization::UnicodeNormalization;

use super::{Check, Context, Hit, Owner, Subject};
use crate::indicator::population::{are_same, plain};
use crate::indicator::unit::{is_percent, names_of, same_unit};
use crate::lexicon::{Lexicon, List};
use crate::plan::{Element, ElementId, Kind, LinkTarget, Relation, TextEntry};
use crate::source::Location;

/// No parameters: what a breakdown and a share are called is in the word lists.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ReusedIndicator {}

/// How many indicators of one name are kept for comparison: more than the populations that a plan tells apart, and few
/// enough that a plan of namesakes takes no longer than another.
const NAMESAKES: usize = 64;

/// An indicator and a target that it measures.
#[derive(Clone, Copy)]
struct Use {
    indicator: ElementId,
    target: ElementId,
    /// Where the target is named: the indicator's id where it stands under it.
    at: Location,
}

impl Check for ReusedIndicator {
    fn facts(&self) -> &'static [&'static str] {
        &["first", "target", "first_target", "name"]
    }

    fn needs(&self) -> BTreeSet<(Kind, &'static str)> {
        [(Kind::Target, ""), (Kind::Indicator, "")].into()
    }

    fn run(&self, cx: &Context<'_>, subject: Subject, hits: &mut Vec<Hit>) {
        if subject != Subject::Element(ElementId::PLAN) {
            return;
        }
        let mut seen: HashMap<(String, String), Vec<Use>> = HashMap::new();
        for &indicator in cx.plan.of_kind(Kind::Indicator) {
            let uses = uses_of(cx, indicator);
            let Some(&own) = uses.first() else { continue };
            let element = cx.element(indicator);
            if element.has("note") || element.word("role") == Some("context") {
                continue;
            }
            for again in uses.iter().skip(1).filter(|again| again.target != own.target) {
                hits.push(reused(cx, own, *again));
            }
            let keys = keys_of(cx.lexicon, element);
            let earlier = keys.iter().filter_map(|key| seen.get(key)).flatten();
            let same = |first: &&Use| is_same_indicator(cx, first.indicator, indicator);
            // The first that is alike: the third use of an indicator is one finding, not two.
            if let Some(&first) = earlier.filter(|first| first.target != own.target).find(same) {
                hits.push(reused(cx, first, own));
            }
            for key in keys {
                let known = seen.entry(key).or_default();
                if known.len() < NAMESAKES {
                    known.push(own);
                }
            }
        }
    }
}

fn reused(cx: &Context<'_>, first: Use, again: Use) -> Hit {
    let id_of = |id: ElementId| cx.element(id).id.to_string();
    let name = cx.plan.label_in(again.indicator, cx.language).map(|entry| entry.words.to_string());
    Hit::new(Owner::Element(again.indicator), again.at)
        .fact("first", (first.indicator != again.indicator).then(|| id_of(first.indicator)))
        .fact("target", id_of(again.target))
        .fact("first_target", id_of(first.target))
        .fact("name", name)
        .related(Owner::Element(first.indicator), first.at, "other")
}

/// The targets that an indicator measures, the one that it stands under first. An indicator of an outcome that a
/// target shares is the chain of results at work, and left alone.
fn uses_of(cx: &Context<'_>, indicator: ElementId) -> Vec<Use> {
    let element = cx.element(indicator);
    let is_target = |id: ElementId| cx.element(id).kind == Kind::Target;
    let parent = element.parent.filter(|&parent| is_target(parent));
    let parent = parent.map(|target| Use { indicator, target, at: element.place_of("name") });
    let links = cx.plan.index().outgoing(indicator).iter().map(|&link| cx.plan.link(link));
    let measured = links.filter(|link| link.relation == Relation::Measures).filter_map(|link| match link.target {
        LinkTarget::Element(target) if is_target(target) => Some(Use { indicator, target, at: link.at }),
        _ => None,
    });
    parent.into_iter().chain(measured).collect()
}

/// The indicator's names, by language, without share words and breakdown; in the order of its texts.
fn keys_of(lexicon: &Lexicon, element: &Element) -> Vec<(String, String)> {
    let Some(text) = ["name", "title", "statement"].into_iter().find_map(|key| element.text(key)) else {
        return Vec::new();
    };
    let key = |entry: &TextEntry| {
        let folded = entry.words.nfkc().collect::<String>().trim().to_lowercase();
        let whole = lexicon.without(List::Breakdown, &folded, &entry.language);
        let rest = plain(&lexicon.without(List::ShareOf, whole.trim(), &entry.language));
        let language = entry.language.split('-').next().unwrap_or_default().to_owned();
        (!rest.is_empty()).then_some((language, rest))
    };
    text.entries.iter().filter_map(key).collect()
}

/// Whether nothing beside the name tells two indicators apart.
fn is_same_indicator(cx: &Context<'_>, a: ElementId, b: ElementId) -> bool {
    let (a, b) = (cx.element(a), cx.element(b));
    let populations = match (a.text("population"), b.text("population")) {
        (Some(a), Some(b)) => are_same(cx.lexicon, a, b, &[]) != Some(false),
        _ => true,
    };
    let units = match (unit_of(cx.lexicon, a), unit_of(cx.lexicon, b)) {
        (Some(Unit::Share), Some(Unit::Share)) | (None, _) | (_, None) => true,
        (Some(Unit::Other(a)), Some(Unit::Other(b))) => same_unit(cx.lexicon, a, b, &[]),
        (Some(_), Some(_)) => false,
    };
    populations && units
}

enum Unit<'u> {
    Share,
    Other(&'u str),
}

/// The unit as given, or that of a share where the name speaks of one.
fn unit_of<'e>(lexicon: &Lexicon, element: &'e Element) -> Option<Unit<'e>> {
    if let Some(unit) = element.word("unit") {
        return Some(if is_percent(lexicon, unit) { Unit::Share } else { Unit::Other(unit) });
    }
    let is_share = |entry: &TextEntry| lexicon.find(List::ShareOf, &entry.words, &entry.language).is_some();
    names_of(element).any(is_share).then_some(Unit::Share)
}
