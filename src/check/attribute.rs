//! `attribute`: attributes that a goal names, and nothing under it takes up.
//!
//! What serves a goal speaks of an attribute where any of its texts does, as the same concept or a wider or narrower one:
//! its targets, what contributes to them, and the indicators of these.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use super::{Check, Context, Hit, Owner, Subject, about};
use crate::lexicon::{ConceptId, Facet};
use crate::plan::{ElementId, Kind, LinkTarget, Relation};
use crate::text::{Clause, Language, Sense};

/// Parameters.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Attribute {
    /// For an attribute, further concepts that speak of it: narrowing gaps is about equity.
    #[serde(default)]
    taken_up_by: BTreeMap<String, Vec<String>>,
    /// Attributes that a difference between groups, or a breakdown of an indicator by groups, takes up.
    #[serde(default)]
    of_groups: Vec<String>,
    /// Attributes that are not asked for, since they say how a thing is called rather than how it is to be.
    #[serde(default)]
    unasked: Vec<String>,
}

impl Check for Attribute {
    fn facts(&self) -> &'static [&'static str] {
        &["words", "others"]
    }

    fn needs(&self) -> BTreeSet<(Kind, &'static str)> {
        [(Kind::Target, "")].into()
    }

    fn run(&self, cx: &Context<'_>, subject: Subject, hits: &mut Vec<Hit>) {
        let Some(id) = subject.element() else { return };
        // Without targets nothing can take an attribute up, and `structure/goal-without-target` says so.
        if cx.plan.children_of_kind(id, Kind::Target).next().is_none() {
            return;
        }
        let Some(entry) = cx.plan.text_of(id).and_then(|text| text.preferred(cx.plan.authority())) else { return };
        let thesaurus = cx.lexicon.thesaurus();
        let mut asked: BTreeSet<ConceptId> = BTreeSet::new();
        let mut taken_up = None;
        for word in about::content(cx, entry).iter() {
            let Sense::Concept(concept) = word.sense else { continue };
            let known = thesaurus.concept(concept);
            if known.facet != Facet::Quality
                || word.clause == Clause::Example
                || self.unasked.iter().any(|unasked| **unasked == *known.id)
                || !asked.insert(concept)
            {
                continue;
            }
            let taken_up = taken_up.get_or_insert_with(|| TakenUp::below(cx, id));
            if !self.is_taken_up(cx, concept, taken_up) {
                hits.push(
                    Hit::new(Owner::Element(id), entry.locate(word.at.clone()))
                        .fact("words", &entry.words[word.at.clone()]),
                );
            }
        }
    }
}

impl Attribute {
    fn is_taken_up(&self, cx: &Context<'_>, concept: ConceptId, below: &TakenUp) -> bool {
        let thesaurus = cx.lexicon.thesaurus();
        let id = &*thesaurus.concept(concept).id;
        let further = self.taken_up_by.get(id).into_iter().flatten().filter_map(|id| thesaurus.find(id));
        let mut wanted = std::iter::once(concept).chain(further);
        wanted.any(|wanted| below.concepts.iter().any(|&other| thesaurus.are_related(wanted, other)))
            || (below.groups && self.of_groups.iter().any(|of_groups| of_groups == id))
    }
}

/// What the elements that serve a goal speak of.
#[derive(Default)]
struct TakenUp {
    concepts: BTreeSet<ConceptId>,
    /// Whether one of them speaks of differences between groups, or is broken down by groups.
    groups: bool,
}

impl TakenUp {
    fn below(cx: &Context<'_>, goal: ElementId) -> Self {
        let mut taken_up = Self::default();
        for id in serving(cx, goal) {
            let element = cx.element(id);
            for entry in about::texts(element).flat_map(|text| &text.entries) {
                let words = [about::content(cx, entry), about::content_in_detail(cx, entry)];
                for word in words.iter().flat_map(|words| words.iter()) {
                    match word.sense {
                        // Within ten days is no thing, and says how fast.
                        Sense::Concept(concept) | Sense::Component(concept) => {
                            taken_up.concepts.insert(concept);
                        }
                        Sense::Disparity => taken_up.groups = true,
                        _ => {}
                    }
                }
                // What a phrase of the frame holds, such as faster than today, speaks of the attribute too.
                let language = Language::of_tag(&entry.language);
                let named = language.map(|language| cx.analyst.concepts(cx.lexicon, &entry.words, language));
                taken_up.concepts.extend(named.into_iter().flatten().map(|word| word.concept));
            }
            taken_up.groups |= !element.words("disaggregation").is_empty();
        }
        taken_up
    }
}

/// What stands under a goal, what contributes to that or measures it, and what stands under these.
fn serving(cx: &Context<'_>, goal: ElementId) -> BTreeSet<ElementId> {
    let mut serving = BTreeSet::new();
    let mut open = vec![goal];
    while let Some(id) = open.pop() {
        let incoming = cx.plan.index().incoming(id).iter().map(|&link| cx.plan.link(link));
        let results = incoming.filter(|link| matches!(link.relation, Relation::ContributesTo | Relation::Measures));
        let from = results.filter(|link| link.target == LinkTarget::Element(id)).map(|link| link.from);
        for next in cx.plan.children(id).iter().copied().chain(from) {
            if next != goal && serving.insert(next) {
                open.push(next);
            }
        }
    }
    serving
}
