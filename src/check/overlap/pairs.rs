//! Pairs of elements that speak of the same.

use std::collections::BTreeSet;

use super::super::about::{self, Form, FormOf, Said};
use super::super::{Context, reused_indicator};
use crate::framework::{Level, Reading, read};
use crate::likeness::{Candidates, Degree, Evidence, Key, Likeness, Unlike, code_key, compare, in_one_language, keys};
use crate::plan::schema::Framework;
use crate::plan::{ElementId, Kind, LinkTarget, Relation, TextEntry};
use crate::text::Language;

/// How much two statements share that are alike by their words alone: one word may be any.
const WORDS: usize = 4;

/// How much two statements share that both name one thing.
const A_THING: usize = 2;

/// How much two statements share where it is more than one thing: in a plan for water all are about water.
const TWO_THINGS: usize = 3;

/// Two elements that speak of the same.
pub(super) struct Overlapping<'p> {
    /// The one that the plan names first.
    pub(super) first: ElementId,
    pub(super) second: ElementId,
    pub(super) first_text: &'p TextEntry,
    pub(super) second_text: &'p TextEntry,
    pub(super) likeness: Likeness,
}

/// An element with what it is about.
struct Speaker<'p> {
    id: ElementId,
    said: Vec<Said<'p>>,
    /// The indicators of the SDG framework that it names.
    codes: BTreeSet<String>,
}

/// The elements of a kind that speak of the same as one before them: for each the first with which it shares all, else
/// the first with which it shares a part.
pub(super) fn find<'p>(cx: &Context<'p>, kind: Kind, indistinct: &[Key]) -> Vec<Overlapping<'p>> {
    let thesaurus = cx.lexicon.thesaurus();
    let mut speakers: Vec<Speaker<'p>> = Vec::new();
    let mut candidates = Candidates::default();
    let mut found = Vec::new();
    for &id in cx.plan.of_kind(kind) {
        let said = about::said(cx, id);
        if said.is_empty() {
            continue;
        }
        let codes = indicator_codes(cx, id);
        let mut keys: Vec<u64> = said
            .iter()
            .flat_map(|said| &said.forms)
            .flat_map(|form| [&form.subject, &form.by_words, &form.by_fields])
            .flat_map(|subject| keys(thesaurus, subject))
            .collect();
        keys.extend(codes.iter().map(|code| code_key(code)));
        // The forms of an element mostly name the same things.
        keys.sort_unstable();
        keys.dedup();
        let speaker = Speaker { id, said, codes };
        let mut part = None;
        for one in candidates.of(&keys) {
            let other = &speakers[one as usize];
            let Some(pair) = overlap(cx, other, &speaker, indistinct) else { continue };
            if pair.likeness.degree == Degree::Same {
                part = Some(pair);
                break;
            }
            part = part.or(Some(pair));
        }
        found.extend(part);
        candidates.add(u32::try_from(speakers.len()).unwrap_or(u32::MAX), &keys);
        speakers.push(speaker);
    }
    found
}

fn overlap<'p>(
    cx: &Context<'p>,
    first: &Speaker<'p>,
    second: &Speaker<'p>,
    indistinct: &[Key],
) -> Option<Overlapping<'p>> {
    let (one, other) = in_one_language(&first.said, &second.said, |said| said.language)?;
    let (one, other, likeness) = alike(cx, first, second, [one, other], indistinct)?;
    if are_linked(cx, first.id, second.id)
        || cover_one_entry(cx, first.id, second.id)
        || (likeness.degree != Degree::Same && reused_indicator::are_measured_apart(cx, first.id, second.id))
    {
        return None;
    }
    Some(Overlapping { first: first.id, second: second.id, first_text: one.entry, second_text: other.entry, likeness })
}

/// The forms of two elements by which they speak of the same: those by which all is shared, else the first by which a
/// part is.
fn alike<'s, 'p>(
    cx: &Context<'p>,
    first: &Speaker<'p>,
    second: &Speaker<'p>,
    said: [&'s Said<'p>; 2],
    indistinct: &[Key],
) -> Option<(&'s Form<'p>, &'s Form<'p>, Likeness)> {
    let thesaurus = cx.lexicon.thesaurus();
    let same_code = !first.codes.is_disjoint(&second.codes);
    let of_fields = cx.element(first.id).kind != Kind::Target;
    let mut part = None;
    for one in &said[0].forms {
        let others = said[1].forms.iter().filter(|other| are_comparable(one.of, other.of));
        for other in others.filter(|other| {
            one.subject.may_share(&other.subject)
                || one.by_words.may_share(&other.by_words)
                || one.by_fields.may_share(&other.by_fields)
        }) {
            let same_level = are_at_one_level(cx, one.entry, other.entry);
            let evidence = Evidence { same_code, same_level, of_fields };
            let likeness = match compare(thesaurus, &one.subject, &other.subject, evidence, indistinct) {
                Ok(likeness) => likeness,
                Err(Unlike::Differ) => continue,
                Err(_) if one.of == FormOf::Indicator || other.of == FormOf::Indicator => continue,
                Err(why) => {
                    let by_words = || {
                        let likeness = compare(thesaurus, &one.by_words, &other.by_words, evidence, indistinct).ok()?;
                        (why == Unlike::Open && likeness.weight >= WORDS).then_some(likeness)
                    };
                    // Where each names something of its own, the wider view must join what they say first of themselves.
                    let by_fields = || {
                        let likeness =
                            compare(thesaurus, &one.by_fields, &other.by_fields, evidence, indistinct).ok()?;
                        // A title beside a whole statement says too little, unless nothing else stands against it.
                        let is_enough = match (why, likeness.degree) {
                            (Unlike::Open, Degree::Same) => true,
                            (_, Degree::Same) => one.of == other.of,
                            (Unlike::Open, Degree::Part(_)) => one.of == other.of && likeness.weight >= A_THING,
                            (_, Degree::Part(_)) => one.of == other.of && likeness.weight >= TWO_THINGS,
                        };
                        is_enough.then_some(likeness)
                    };
                    let Some(likeness) = by_words().or_else(by_fields) else { continue };
                    likeness
                }
            };
            if likeness.degree == Degree::Same {
                return Some((one, other, likeness));
            }
            part = part.or(Some((one, other, likeness)));
        }
    }
    part
}

/// Whether two forms may be held against each other. Of two indicators another check speaks, and what is said together
/// is only compared with what is said together.
fn are_comparable(one: FormOf, other: FormOf) -> bool {
    match (one, other) {
        (FormOf::Indicator, FormOf::Indicator) => false,
        (FormOf::Both, other) | (other, FormOf::Both) => matches!(other, FormOf::Both | FormOf::Text),
        _ => true,
    }
}

/// Whether one says that it serves the other, or stands below it: a chain of results is no overlap.
fn are_linked(cx: &Context<'_>, one: ElementId, other: ElementId) -> bool {
    let leads = |from: ElementId, to: ElementId| {
        let links = cx.plan.index().outgoing(from).iter().map(|&link| cx.plan.link(link).target);
        cx.plan.ancestors(from).any(|above| above == to)
            || links.into_iter().any(|target| target == LinkTarget::Element(to))
    };
    leads(one, other) || leads(other, one)
}

/// Whether both cover one entry of the scope, of which `overlap/scope-covered-twice` speaks.
fn cover_one_entry(cx: &Context<'_>, one: ElementId, other: ElementId) -> bool {
    let entries = |id: ElementId| -> BTreeSet<ElementId> {
        let links = cx.plan.index().outgoing(id).iter().map(|&link| cx.plan.link(link));
        let covered = links.filter(|link| link.relation == Relation::Covers);
        covered
            .filter_map(|link| if let LinkTarget::Element(entry) = link.target { Some(entry) } else { None })
            .collect()
    };
    let scope = [Kind::Goal, Kind::Priority, Kind::Enabler].contains(&cx.element(one).kind);
    scope && !entries(one).is_disjoint(&entries(other))
}

/// The indicators of the SDG framework that an element or an indicator of it names.
fn indicator_codes(cx: &Context<'_>, id: ElementId) -> BTreeSet<String> {
    let own = cx.element(id).codes("sdg").iter();
    let below = cx.plan.indicators_of(id).flat_map(|indicator| cx.element(indicator).codes("sdg"));
    let entry = |code: &crate::plan::Code| match read(Framework::Sdg, &code.written) {
        Reading::Known { entry, .. } => (entry.level == Level::Indicator).then(|| entry.code.clone()),
        Reading::Unknown { .. } => None,
    };
    own.chain(below).filter_map(entry).collect()
}

/// Whether two statements give the same quantity.
fn are_at_one_level(cx: &Context<'_>, one: &TextEntry, other: &TextEntry) -> bool {
    let quantities = |entry: &TextEntry| {
        let language = Language::of_tag(&entry.language)?;
        Some(cx.analyst.statement(cx.lexicon, &entry.words, language))
    };
    let (Some(one), Some(other)) = (quantities(one), quantities(other)) else { return false };
    let mut pairs = one.quantities.iter().flat_map(|one| other.quantities.iter().map(move |other| (one, other)));
    pairs.any(|(one, other)| (one.value - other.value).abs() < f64::EPSILON && one.unit == other.unit)
}
