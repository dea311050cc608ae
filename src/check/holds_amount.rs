//! `holds-amount`: an element whose numbers belong elsewhere says how much.
//!
//! Nothing is the end of a thing rather than a level of it: net-zero emissions, zero hunger.

use serde::Deserialize;

use super::{Check, Context, Hit, Owner, Subject, quotation, stated};
use crate::text::Direction;

/// Parameters.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct HoldsAmount {}

impl Check for HoldsAmount {
    fn facts(&self) -> &'static [&'static str] {
        &["words", "year"]
    }

    fn run(&self, cx: &Context<'_>, subject: Subject, hits: &mut Vec<Hit>) {
        let Some(id) = subject.element() else { return };
        if stated::statements(cx, id).any(|(_, statement)| statement.directions().contains(&Direction::Zero)) {
            return;
        }
        for (entry, statement) in stated::authority_first(cx, id) {
            let mut amounts = statement.quantities.iter();
            let amount = amounts.find(|amount| amount.value != 0.0 && !quotation::is_foreign(&entry.words, &amount.at));
            let Some(amount) = amount else { continue };
            let year = statement.deadline.as_ref().map(|deadline| deadline.year);
            let hit = Hit::new(Owner::Element(id), entry.locate(amount.at.clone()));
            hits.push(hit.fact("words", &entry.words[amount.at.clone()]).fact("year", year));
            return;
        }
    }
}
