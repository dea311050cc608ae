//! `mentioned`: things and attributes that one text names, and no element of some kinds does.

use std::collections::BTreeSet;

use serde::Deserialize;

use super::{Check, Context, Hit, Owner, Subject, about, stated};
use crate::lexicon::{Concept, ConceptId, Facet};
use crate::plan::{Framework, Kind};
use crate::suggestion::suggest;
use crate::text::{Clause, Sense};

/// Parameters.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Mentioned {
    /// The kinds of element that are to speak of it.
    by: Vec<Kind>,
    /// Concepts that are not asked for: what every plan of the field is about, and rhetoric.
    #[serde(default)]
    unasked: Vec<String>,
    /// Attributes that a difference between groups takes up.
    #[serde(default)]
    of_groups: Vec<String>,
}

impl Check for Mentioned {
    fn facts(&self) -> &'static [&'static str] {
        &["words"]
    }

    fn needs(&self) -> BTreeSet<(Kind, &'static str)> {
        [(Kind::Goal, ""), (Kind::Target, "")].into()
    }

    fn run(&self, cx: &Context<'_>, subject: Subject, hits: &mut Vec<Hit>) {
        let Some(id) = subject.element() else { return };
        // Without goals nothing can speak of it, and `structure/no-goals` says so.
        if cx.plan.of_kind(Kind::Goal).is_empty() {
            return;
        }
        let Some(entry) = cx.plan.text_of(id).and_then(|text| text.preferred(cx.plan.authority())) else { return };
        let thesaurus = cx.lexicon.thesaurus();
        let mut asked: BTreeSet<ConceptId> = BTreeSet::new();
        let mut spoken = None;
        for word in about::content(cx, entry) {
            let Sense::Concept(concept) = word.sense else { continue };
            let known = thesaurus.concept(concept);
            if matches!(known.facet, Facet::Population | Facet::Place)
                || word.clause == Clause::Example
                || self.unasked.iter().any(|unasked| **unasked == *known.id)
                || !asked.insert(concept)
            {
                continue;
            }
            let spoken = spoken.get_or_insert_with(|| self.spoken_of(cx));
            let of_groups = spoken.groups && self.of_groups.iter().any(|of_groups| **of_groups == *known.id);
            let mentioned = spoken.concepts.iter().any(|&other| thesaurus.are_related(concept, other))
                || fields_of(known).any(|goal| spoken.fields.contains(goal));
            if !(mentioned || of_groups) {
                let at = entry.locate(word.at.clone());
                hits.push(Hit::new(Owner::Element(id), at).fact("words", &entry.words[word.at]));
            }
        }
    }
}

/// What the elements of the plan speak of.
#[derive(Default)]
struct Spoken {
    concepts: BTreeSet<ConceptId>,
    /// The SDGs that its texts speak for, each a field of work.
    fields: BTreeSet<&'static str>,
    groups: bool,
}

/// The SDGs that a concept speaks for as wholes: education is one field with schools and pupils, as food is with farmers,
/// whatever the thesaurus calls them.
fn fields_of(concept: &Concept) -> impl Iterator<Item = &str> {
    concept.sdg.iter().filter(|weight| weight.weight > 1 && !weight.code.contains('.')).map(|weight| &*weight.code)
}

impl Mentioned {
    fn spoken_of(&self, cx: &Context<'_>) -> Spoken {
        let mut spoken = Spoken::default();
        for &id in self.by.iter().flat_map(|&kind| cx.plan.of_kind(kind)) {
            for entry in about::texts(cx.element(id)).flat_map(|text| &text.entries) {
                let statement = stated::read(cx, entry);
                let found = suggest(Framework::Sdg, cx.lexicon.thesaurus(), &statement, &entry.words);
                spoken.fields.extend(found.iter().map(|found| found.code).filter(|code| !code.contains('.')));
                for word in about::content(cx, entry) {
                    match word.sense {
                        Sense::Concept(concept) => {
                            spoken.concepts.insert(concept);
                        }
                        Sense::Disparity => spoken.groups = true,
                        _ => {}
                    }
                }
            }
        }
        spoken
    }
}
