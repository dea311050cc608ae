//! What became of the elements of the plan before.

use std::collections::HashMap;

use crate::finding::Finding;
use crate::plan::{Fate, Plan};

/// From the plan before to this one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Succession {
    /// The id of the plan before.
    pub before: String,
    /// What it is called.
    pub name: String,
    /// How many of its elements have to be accounted for.
    pub asked: usize,
    /// How many have each fate, in the order of [`Fate::ALL`].
    pub fates: [usize; 6],
    /// Elements of which the plan says nothing.
    pub unaccounted: usize,
    /// What was given up, what nobody speaks of, and what lost a part on the way.
    pub lost: Vec<Fated>,
}

/// An element of the plan before that is lost, wholly or in part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fated {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// What became of it; none where the plan says nothing.
    pub fate: Option<Fate>,
    /// The reason that the plan gives, or what a rule says.
    pub words: String,
}

impl Succession {
    pub(super) fn new(plan: &Plan, findings: &[Finding], language: &str) -> Option<Self> {
        let before = plan.predecessor.as_deref()?;
        let name_of = |id: &str| {
            let text = before.find(id).and_then(|id| before.label_in(id, language));
            text.map_or(String::new(), |text| text.words.to_string())
        };
        let title = before.label_in(crate::plan::ElementId::PLAN, language);
        let mut succession = Self {
            before: before.id().to_owned(),
            name: title.map_or(String::new(), |text| text.words.to_string()),
            asked: before.elements().filter(|(_, element)| element.kind.must_be_accounted_for()).count(),
            ..Self::default()
        };
        let mut fates: HashMap<&str, Fate> = HashMap::new();
        for entry in &plan.continuity {
            let Some(fate) = entry.fate.as_ref().map(|fate| fate.value) else { continue };
            if before.find(entry.element_id()).is_none() || fates.insert(entry.element_id(), fate).is_some() {
                continue;
            }
            let place = Fate::ALL.iter().position(|known| *known == fate).unwrap_or_default();
            succession.fates[place] += 1;
            if fate == Fate::Dropped {
                let reason = entry.reason.as_ref().and_then(|reason| reason.preferred(language));
                succession.lost.push(Fated {
                    id: entry.element_id().to_owned(),
                    name: name_of(entry.element_id()),
                    fate: Some(fate),
                    words: reason.map_or(String::new(), |text| text.words.to_string()),
                });
            }
        }
        let prefix = format!("{}#", before.id());
        for finding in findings {
            let Some(id) = finding.element.as_deref().and_then(|name| name.strip_prefix(&prefix)) else { continue };
            let is_unaccounted = &*finding.rule == "continuity/previous-element-unaccounted";
            if !is_unaccounted && &*finding.rule != "continuity/mapping-loses-dimension" {
                continue;
            }
            succession.unaccounted += usize::from(is_unaccounted);
            succession.lost.push(Fated {
                id: id.to_owned(),
                name: name_of(id),
                fate: fates.get(id).copied(),
                words: if is_unaccounted { String::new() } else { finding.message.to_string() },
            });
        }
        Some(succession)
    }
}
