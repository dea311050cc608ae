//! `action`: an element names a thing, and neither its words nor its fields say what is to become of it.

use serde::Deserialize;

use super::{Check, Context, Hit, Owner, Subject, level, stated};
use crate::lexicon::List;
use crate::plan::{ElementId, TextEntry};
use crate::text::Statement;

/// Parameters.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Action {}

/// Marks that end a sentence, which has a verb, be it one that no list knows.
const ENDS: &[char] = &['.', '!', '?', '。', '！', '？', '؟', '．'];

/// Whether a text is a bare noun phrase. What everybody is to have is a level, and what most are to have a vague one, of
/// which another rule speaks.
fn names_a_thing(entry: &TextEntry, statement: &Statement) -> bool {
    !statement.has_action
        && statement.quantities.is_empty()
        && !statement.terms.iter().any(|term| matches!(term.list, List::Universal | List::Vague | List::Superlative))
        && !entry.words.trim_end().ends_with(ENDS)
}

/// The text of an element that names a thing, where nothing says what is to become of it. A title may be short where
/// the fields give a level; a statement is to say it.
pub(super) fn lacks_action<'c>(cx: &Context<'c>, id: ElementId) -> Option<&'c TextEntry> {
    let texts = stated::understood(cx, id)?;
    let bare = texts.iter().all(|(entry, statement)| names_a_thing(entry, statement));
    let (entry, _) = texts.first()?;
    let met_or_not = cx.lexicon.find(List::Milestone, &entry.words, &entry.language).is_some();
    let is_statement = cx.element(id).has("statement");
    let said = if is_statement { stated::gives_amount(cx, id) } else { level::gives_amount(cx, id) };
    (bare && !met_or_not && !said).then_some(*entry)
}

impl Check for Action {
    fn facts(&self) -> &'static [&'static str] {
        &["words"]
    }

    fn run(&self, cx: &Context<'_>, subject: Subject, hits: &mut Vec<Hit>) {
        let Some(id) = subject.element() else { return };
        if let Some(entry) = lacks_action(cx, id) {
            hits.push(Hit::new(Owner::Element(id), entry.at).fact("words", entry.words.trim()));
        }
    }
}
