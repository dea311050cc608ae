//! `translation`: the versions of a text in several languages give different numbers, years or codes.
//!
//! Each version is held against the one in the plan's first language. A wrong number that several translations share is
//! told once, at the first of them, with the others beside it; two wrong numbers are two findings.

mod comparison;
mod figure;

use serde::Deserialize;

use super::versions::versions;
use super::{Check, Context, Facts, Hit, Owner, Subject, stated};
use crate::plan::{ElementId, TextEntry};
use comparison::{Disagreement, Version, compare};
use figure::Figure;

/// Parameters.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Translation {
    /// The texts that are compared, each with its own versions.
    texts: Vec<String>,
    /// Which disagreements are told.
    ask: Ask,
}

/// Which disagreements are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Ask {
    /// Both versions give a number, not the same.
    Contradiction,
    /// One version gives a number, the other none.
    Omission,
}

impl Check for Translation {
    fn facts(&self) -> &'static [&'static str] {
        &["key", "language", "given", "other_language", "other_given"]
    }

    fn run(&self, cx: &Context<'_>, subject: Subject, hits: &mut Vec<Hit>) {
        let Some(id) = subject.element() else { return };
        for key in &self.texts {
            let text = cx.element(id).text(key).and_then(|text| versions(cx.plan, text));
            let Some((authority, others)) = text else { continue };
            let names = if key == "title" && id == ElementId::PLAN { Vec::new() } else { names(cx) };
            let read = |entry| Version::new(entry, &stated::read(cx, entry), &names);
            let authority = read(authority);
            let mut told: Vec<(Told, Hit)> = Vec::new();
            for other in others {
                let other = read(other);
                for disagreement in compare(&authority, &other) {
                    self.tell(id, (&authority, &other), &disagreement, &mut told);
                }
            }
            hits.extend(told.into_iter().map(|(_, hit)| hit.fact("key", key.as_str())));
        }
    }
}

/// Whether two versions of one text give a number each, and not the same.
pub(super) fn do_contradict(cx: &Context<'_>, one: &TextEntry, other: &TextEntry) -> bool {
    if one.at == other.at {
        return false;
    }
    let names = names(cx);
    let [one, other] = [one, other].map(|entry| Version::new(entry, &stated::read(cx, entry), &names));
    compare(&one, &other).iter().any(|found| matches!(found, Disagreement::Contradiction { .. }))
}

/// Words with digits in them by which the organization or the plan is called: 11.11.11, C40. A plain number is none.
fn names<'c>(cx: &Context<'c>) -> Vec<&'c str> {
    let root = cx.plan.root();
    let texts = ["organization", "title"].into_iter().filter_map(|name| root.text(name));
    let words = texts.flat_map(|text| &text.entries).flat_map(|entry| entry.words.split_whitespace());
    let is_name = |word: &&str| {
        let separators = word.chars().filter(|c| !c.is_alphanumeric()).count();
        word.contains(|c: char| c.is_numeric()) && (word.contains(char::is_alphabetic) || separators > 1)
    };
    words.map(trimmed).filter(is_name).collect()
}

/// A word without the marks around it.
fn trimmed(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric())
}

/// What a hit is about, so that translations that share a fault share the hit: the place in the version that gives the
/// authority's number, or lacks it, and the digits on the other side.
type Told = (usize, String);

impl Translation {
    fn tell(
        &self,
        id: ElementId,
        (authority, other): (&Version<'_>, &Version<'_>),
        disagreement: &Disagreement,
        told: &mut Vec<(Told, Hit)>,
    ) {
        let (ours, theirs) = (authority.entry, other.entry);
        let (fact, about) = match (self.ask, disagreement) {
            (Ask::Contradiction, Disagreement::Contradiction { authority: one, other: two }) => {
                let (one, two) = (&authority.figures[*one], &other.figures[*two]);
                ((theirs, Some(two), ours, Some(one)), (one.at.start, number(two)))
            }
            (Ask::Omission, Disagreement::MissingFromOther(at)) => {
                let figure = &authority.figures[*at];
                ((theirs, None, ours, Some(figure)), (figure.at.start, String::new()))
            }
            (Ask::Omission, Disagreement::MissingFromAuthority(at)) => {
                let figure = &other.figures[*at];
                ((ours, None, theirs, Some(figure)), (usize::MAX, number(figure)))
            }
            _ => return,
        };
        let (at, figure, beside, beside_figure) = fact;
        if let Some((_, hit)) = told.iter_mut().find(|(known, _)| *known == about) {
            // Where the authority lacks a number, the further place is another version that has it.
            let (entry, figure) = if about.0 == usize::MAX { (beside, beside_figure) } else { (at, figure) };
            let place = place(entry, figure);
            let facts = Facts::from([("language", (&*entry.language).into())]);
            *hit = hit.clone().related_with(Owner::Element(id), place, "in-language", facts);
            return;
        }
        let facts = Facts::from([("language", (&*beside.language).into())]);
        let hit = Hit::new(Owner::Element(id), place(at, figure))
            .fact("language", &*at.language)
            .fact("given", figure.map_or("", |figure| words(at, figure)))
            .fact("other_language", &*beside.language)
            .fact("other_given", beside_figure.map_or("", |figure| words(beside, figure)))
            .related_with(Owner::Element(id), place(beside, beside_figure), "in-language", facts);
        told.push((about, hit));
    }
}

/// The number by which the faults of two translations are told to be one.
fn number(figure: &Figure) -> String {
    if figure.code.is_empty() { figure.value.to_string() } else { figure.code.to_string() }
}

fn words<'t>(entry: &'t TextEntry, figure: &Figure) -> &'t str {
    entry.words.get(figure.at.clone()).unwrap_or_default()
}

/// The words of a number, or the whole version that lacks it.
fn place(entry: &TextEntry, figure: Option<&Figure>) -> crate::source::Location {
    figure.map_or(entry.at, |figure| entry.locate(figure.at.clone()))
}
