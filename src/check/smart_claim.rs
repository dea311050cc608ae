//! `smart-claim`: the prose says that targets or indicators are SMART, and some targets are not.
//!
//! Told once, with how many targets fail which letter. What is realistic only the author knows; the other letters are
//! asked as the rules about them ask.

use serde::Deserialize;

use super::{Check, Context, Hit, Owner, Subject, action, deadline, level, measurable, prose, stated};
use crate::lexicon::List;
use crate::plan::{ElementId, Kind};

/// Parameters.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct SmartClaim {
    /// The patterns of the claim.
    claim: List,
    /// A word list: what its words say is met or not, and so is its own measure.
    milestone: List,
}

/// Whether words that leave open how much are all that a target says.
fn is_unspecific(cx: &Context<'_>, id: ElementId) -> bool {
    let vague = |list| matches!(list, List::Vague | List::Superlative | List::OpenEnded | List::Escape);
    let amount = level::gives_amount(cx, id);
    !amount
        && stated::authority(cx, id).is_some_and(|(_, statement)| statement.terms.iter().any(|term| vague(term.list)))
}

impl Check for SmartClaim {
    fn facts(&self) -> &'static [&'static str] {
        &["words", "targets", "failing", "unspecific", "unmeasured", "without_action", "undated"]
    }

    fn run(&self, cx: &Context<'_>, subject: Subject, hits: &mut Vec<Hit>) {
        let targets = cx.plan.of_kind(Kind::Target);
        if subject != Subject::Element(ElementId::PLAN) || targets.is_empty() {
            return;
        }
        let capable = |kind, field| cx.plan.capabilities.has_field(kind, field);
        let asks_values = capable(Kind::Indicator, "target");
        let asks_dates = capable(Kind::Target, "deadline");
        let claimed = prose::narrative(cx).into_iter().find_map(|passage| {
            passage.entries().find_map(|entry| {
                let found = cx.lexicon.find(self.claim, &entry.words, &entry.language)?;
                Some((passage.owner, entry, found))
            })
        });
        let Some((owner, entry, found)) = claimed else { return };
        let mut counts = [0usize; 4];
        let mut failing = Vec::new();
        for &id in targets.iter().filter(|&&id| !cx.plan.is_incomplete(id)) {
            let fails = [
                is_unspecific(cx, id),
                asks_values && measurable::lacks_measure(cx, id, Some(self.milestone)),
                action::lacks_action(cx, id).is_some(),
                asks_dates && deadline::is_missing(cx, id, cx.element(id)),
            ];
            for (count, fails) in counts.iter_mut().zip(fails) {
                *count += usize::from(fails);
            }
            if fails.contains(&true) {
                failing.push(id);
            }
        }
        if failing.is_empty() {
            return;
        }
        let [unspecific, unmeasured, without_action, undated] = counts;
        let mut hit = Hit::new(Owner::Element(owner), entry.locate(found.clone()))
            .fact("words", entry.words[found].trim())
            .fact("targets", targets.len())
            .fact("failing", failing.len())
            .fact("unspecific", unspecific)
            .fact("unmeasured", unmeasured)
            .fact("without_action", without_action)
            .fact("undated", undated);
        for id in failing {
            hit = hit.related(Owner::Element(id), cx.element(id).key, "not-smart");
        }
        hits.push(hit);
    }
}
