//! `placeholder`: a value, a date or a word that is left open.

use serde::Deserialize;

use super::{Check, Context, Hit, Owner, Subject};
use crate::lexicon::List;
use crate::plan::{Element, ElementId, InvalidReason, MeasureRole, MeasureValue, Note, NoteKind, TextEntry};

/// Parameters.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Placeholder {
    /// Texts in which open places are looked for.
    texts: Vec<String>,
    /// Keys that hold a word or a name, which may be open as a whole.
    words: Vec<String>,
    /// Keys that hold codes of a framework, which may be yet to be chosen.
    codes: Vec<String>,
}

impl Check for Placeholder {
    fn facts(&self) -> &'static [&'static str] {
        &["given", "key"]
    }

    fn run(&self, cx: &Context<'_>, subject: Subject, hits: &mut Vec<Hit>) {
        let Some(id) = subject.element() else { return };
        let element = cx.element(id);
        if id == ElementId::PLAN {
            hits.extend(cx.plan.notes.iter().filter_map(|note| open_value(cx, note)));
        }
        hits.extend(blank_values(id, element));
        for key in &self.texts {
            let entries = element.text(key).map_or(&[][..], |text| text.entries.as_slice());
            for entry in entries {
                if let Some(range) = open_words(cx, entry) {
                    let given = entry.words[range.clone()].to_owned();
                    let hit = Hit::new(Owner::Element(id), entry.locate(range));
                    hits.push(hit.fact("given", given).fact("key", key.as_str()));
                }
            }
        }
        for key in &self.words {
            for word in element.words(key).iter().filter(|word| is_open(cx, &word.value)) {
                hits.push(Hit::new(Owner::Element(id), word.at).fact("given", &*word.value).fact("key", key.as_str()));
            }
        }
        for key in &self.codes {
            for code in element.codes(key).iter().filter(|code| is_open(cx, &code.written)) {
                hits.push(
                    Hit::new(Owner::Element(id), code.at).fact("given", &*code.written).fact("key", key.as_str()),
                );
            }
        }
    }
}

/// Words such as TBD where the reader wanted a number, a date or a currency.
fn open_value(cx: &Context<'_>, note: &Note) -> Option<Hit> {
    let NoteKind::InvalidValue { key, given, reason, .. } = &note.kind else { return None };
    let wanted =
        matches!(reason, InvalidReason::NotANumber | InvalidReason::ImpossibleDate | InvalidReason::UnknownCurrency);
    let given = given.words();
    let element = note.element.map(|id| cx.element(id));
    let is_value = &**key == "value";
    // A step of a scale may be called `unknown`; a baseline that is still to be measured has no value.
    let meant = is_value && element.is_some_and(|element| has_step(element, given) || is_planned(element, note));
    (wanted && !meant && cx.lexicon.is_placeholder(given)).then(|| {
        let owner = note.element.map_or(Owner::File, Owner::Element);
        // Numbers under the key `by` are amounts of a change.
        let key = if &**key == "by" { "change" } else { &**key };
        Hit::new(owner, note.at).fact("given", given).fact("key", key)
    })
}

fn has_step(element: &Element, word: &str) -> bool {
    element.word("type") == Some("qualitative") && element.words("scale").iter().any(|step| *step.value == *word)
}

fn is_planned(element: &Element, note: &Note) -> bool {
    element.all_measures().any(|measure| {
        let here = measure.value.as_ref().is_some_and(|value| value.at == note.at);
        here && measure.planned && measure.role == MeasureRole::Baseline
    })
}

/// `value:` with nothing behind it. A baseline without a value is a missing one, of which another rule speaks.
fn blank_values(id: ElementId, element: &Element) -> impl Iterator<Item = Hit> {
    element.all_measures().filter_map(move |measure| {
        let value = measure.value.as_ref().filter(|value| value.value == MeasureValue::Blank)?;
        (measure.role != MeasureRole::Baseline)
            .then(|| Hit::new(Owner::Element(id), value.at).fact("key", measure.role.name()))
    })
}

/// Whether words as a whole are a placeholder. A single letter may be a name, and `x` a unit.
fn is_open(cx: &Context<'_>, words: &str) -> bool {
    let mut letters = words.trim().chars();
    let single = matches!((letters.next(), letters.next()), (Some(letter), None) if letter.is_alphabetic());
    !single && cx.lexicon.is_word(List::Placeholder, words)
}

/// The bytes that are left open in a text: the whole of it, or what a pattern of its language finds.
fn open_words(cx: &Context<'_>, entry: &TextEntry) -> Option<std::ops::Range<usize>> {
    let words = &entry.words;
    let start = words.len() - words.trim_start().len();
    if is_open(cx, words) {
        return Some(start..words.trim_end().len());
    }
    let found = cx.lexicon.find(List::PlaceholderPattern, words, &entry.language)?;
    let inner = &words[found.clone()];
    let open = |c: char| c.is_whitespace() || c == '(' || c == '（';
    let start = found.start + (inner.len() - inner.trim_start_matches(open).len());
    Some(start..found.start + inner.trim_end().len())
}
