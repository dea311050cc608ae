//! What the document says of an element's origins, against the account under `continuity:`.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::account::{Old, element_of};
use crate::check::{Context, Hit, Owner, listed, named_by_id, stated};
use crate::lexicon::{List, Script};
use crate::plan::{Disposition, Element, ElementId, Kind, LinkTarget, Plan, TextEntry};

pub(super) const FACTS: &[&str] = &["case", "new", "told", "other", "parts", "part", "before"];

/// Kinds whose origins an account tells.
const KINDS: &[Kind] = &[Kind::Goal, Kind::Priority];
/// Marks behind which an account speaks of something else.
const BREAKS: &[char] = &['.', ';', '。', '；', '؛', '\n', '•'];

pub(super) fn run(cx: &Context<'_>, hits: &mut Vec<Hit>) {
    let plan = cx.plan.as_ref();
    let Some(before) = plan.predecessor.as_deref().filter(|_| !plan.is_partly_unread()) else { return };
    for &kind in KINDS {
        if before.of_kind(kind).len() < 2 || plan.of_kind(kind).is_empty() {
            continue;
        }
        let account = Account::of(plan, before, kind);
        let mut told: BTreeSet<(ElementId, ElementId)> = BTreeSet::new();
        for part in &plan.parts {
            let entries = part.fields.text("text").into_iter().flat_map(|text| &text.entries);
            for entry in entries {
                for telling in
                    tellings(cx, entry, plan, before, kind).into_iter().chain(departures(cx, entry, plan, before, kind))
                {
                    for hit in account.contradictions(entry, &telling, &mut told) {
                        hits.push(hit.fact("part", &*part.number.value));
                    }
                }
            }
        }
    }
}

/// A clause that says which elements of the plan before one of this plan takes in.
struct Telling {
    new: ElementId,
    old: BTreeSet<ElementId>,
    /// Whether it names examples, so that there may be others.
    open: bool,
    at: Range<usize>,
    /// Whether it says where an old one went, so that it speaks of that one.
    of_old: bool,
}

/// The clauses of a text that name old elements, words of going into another, and behind them a new element: the goal
/// `youth` of the previous plan was merged into the goal `mobility`.
fn departures(cx: &Context<'_>, entry: &TextEntry, plan: &Plan, before: &Plan, kind: Kind) -> Vec<Telling> {
    let words = &entry.words;
    let (old, new) = (places(cx, before, kind, entry), places(cx, plan, kind, entry));
    let mut departures = Vec::new();
    for went in cx.lexicon.matches(List::GoesInto, words, &entry.language) {
        let start = words[..went.whole.start].rfind(BREAKS).map_or(0, |at| at + 1);
        let stop = words[went.whole.end..].find(BREAKS).map_or(words.len(), |at| went.whole.end + at);
        let mut from: BTreeSet<ElementId> =
            old.iter().filter(|(_, at)| start <= at.start && at.end <= went.whole.start).map(|(id, _)| *id).collect();
        let mut behind = went.whole.end;
        // Where the verb stands first, the old one is the first that it speaks of.
        if from.is_empty()
            && let Some((id, at)) = old.iter().find(|(_, at)| behind <= at.start && at.end <= stop)
        {
            from.insert(*id);
            behind = at.end;
        }
        let into: Vec<ElementId> =
            new.iter().filter(|(_, at)| behind <= at.start && at.end <= stop).map(|(id, _)| *id).collect();
        // Of several new ones each may have taken in a part.
        if let (&[new], false) = (into.as_slice(), from.is_empty()) {
            departures.push(Telling { new, old: from, open: true, at: start..stop, of_old: true });
        }
    }
    departures
}

/// Where a text names a plan's elements of a kind, by title or by id.
fn places(cx: &Context<'_>, plan: &Plan, kind: Kind, entry: &TextEntry) -> Vec<(ElementId, Range<usize>)> {
    let mut found = names(plan, kind, entry);
    found.extend(named_by_id::places(cx, plan, kind, &entry.words, &entry.language));
    listed::first_and_longest(found)
}

/// The clauses of a text that name one new element, words of taking in, and old elements.
fn tellings(cx: &Context<'_>, entry: &TextEntry, plan: &Plan, before: &Plan, kind: Kind) -> Vec<Telling> {
    let words = &entry.words;
    let new = names(plan, kind, entry);
    // A title that both plans have means the new element.
    let old: Vec<(ElementId, Range<usize>)> = names(before, kind, entry)
        .into_iter()
        .filter(|(_, at)| !new.iter().any(|(_, own)| own.start < at.end && at.start < own.end))
        .collect();
    let statement = stated::read(cx, entry);
    let mut tellings = Vec::new();
    for (number, (id, at)) in new.iter().enumerate() {
        let stop = words[at.end..].find(BREAKS).map_or(words.len(), |stop| at.end + stop);
        let next = new.get(number + 1).map_or(stop, |(_, next)| next.start.min(stop));
        // What comes behind `; ` in a list of accounts belongs to the next name.
        let clause = at.end..next.max(at.end);
        let takes_in = cx.lexicon.find(List::TakesIn, &words[clause.clone()], &entry.language).is_some();
        let named: BTreeSet<ElementId> = old
            .iter()
            .filter(|(_, place)| clause.start <= place.start && place.end <= clause.end)
            .map(|(id, _)| *id)
            .collect();
        // In an enumeration the words stand with the first: A takes in B, C those of D.
        if !named.is_empty() && takes_in {
            let within = |place: &Range<usize>| clause.start <= place.start && place.end <= clause.end;
            let open = cx.lexicon.find(List::Particular, &words[clause.clone()], &entry.language).is_some()
                || statement
                    .terms_of(List::Example)
                    .chain(statement.terms_of(List::OpenEnded))
                    .any(|term| within(&term.at));
            tellings.push(Telling { new: *id, old: named, open, at: at.start..clause.end, of_old: false });
        }
    }
    tellings
}

/// Where the titles of a plan's elements of a kind stand in a text, of two that overlap the longer.
fn names(plan: &Plan, kind: Kind, entry: &TextEntry) -> Vec<(ElementId, Range<usize>)> {
    let text = entry.words.to_lowercase();
    // Lower case may have other bytes; then places would be wrong.
    if text.len() != entry.words.len() {
        return Vec::new();
    }
    let mut found: Vec<(ElementId, Range<usize>)> = Vec::new();
    for &id in plan.of_kind(kind) {
        let Some(title) = plan.element(id).text("title").and_then(|title| title.in_language(&entry.language)) else {
            continue;
        };
        let title = title.words.trim().to_lowercase();
        let places = text.match_indices(&title).map(|(at, found)| at..at + found.len());
        found.extend(places.filter(|at| !title.is_empty() && is_whole(&text, at, &entry.language)).map(|at| (id, at)));
    }
    listed::first_and_longest(found)
}

fn is_whole(text: &str, at: &Range<usize>, language: &str) -> bool {
    let bounds = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    match Script::of(language) {
        Script::Unspaced => true,
        Script::Prefixed => bounds(text[at.end..].chars().next()),
        Script::Spaced => bounds(text[..at.start].chars().next_back()) && bounds(text[at.end..].chars().next()),
    }
}

/// From which old elements of a kind each new one comes by `continuity:`, through itself or its parts.
struct Account<'p> {
    plan: &'p Plan,
    before: &'p Plan,
    /// For each new element the old ones, each with the entries that say so.
    from: BTreeMap<ElementId, BTreeMap<ElementId, Vec<&'p Disposition>>>,
    /// Old elements of which, or of whose parts, the account says where they went.
    accounted: BTreeSet<ElementId>,
}

impl<'p> Account<'p> {
    fn of(plan: &'p Plan, before: &'p Plan, kind: Kind) -> Self {
        let mut account = Self { plan, before, from: BTreeMap::new(), accounted: BTreeSet::new() };
        let above = |plan: &Plan, id: ElementId| {
            std::iter::once(id).chain(plan.ancestors(id)).find(|&id| plan.element(id).kind == kind)
        };
        for entry in &plan.continuity {
            let Some(Old { steps: 0, id, .. }) = element_of(plan, entry) else { continue };
            let Some(old) = above(before, id) else { continue };
            for &link in &entry.to {
                let LinkTarget::Element(target) = plan.link(link).target else { continue };
                account.accounted.insert(old);
                if let Some(new) = above(plan, target) {
                    account.from.entry(new).or_default().entry(old).or_default().push(entry);
                }
            }
        }
        account
    }

    /// The places at which the account says otherwise than the document; each pair of elements once.
    fn contradictions(
        &self,
        entry: &TextEntry,
        telling: &Telling,
        told: &mut BTreeSet<(ElementId, ElementId)>,
    ) -> Vec<Hit> {
        let none = BTreeMap::new();
        let known = self.from.get(&telling.new);
        let Some(from) = known.or(telling.of_old.then_some(&none)) else { return Vec::new() };
        let new = self.plan.element(telling.new);
        let name = |element: &Element| {
            let title = element.text("title").and_then(|title| title.in_language(&entry.language));
            title.map_or_else(|| element.id.to_string(), |title| title.words.to_string())
        };
        let names: Vec<String> = telling.old.iter().map(|&id| name(self.before.element(id))).collect();
        let hit = |case: &'static str, other: ElementId| {
            Hit::new(Owner::Element(telling.new), entry.locate(telling.at.clone()))
                .fact("case", case)
                .fact("new", &*new.id)
                .list("told", names.iter().map(String::as_str))
                .fact("other", name(self.before.element(other)))
                .fact("before", self.before.id())
        };
        let mut hits = Vec::new();
        for (&old, entries) in from.iter().filter(|(old, _)| !telling.open && !telling.old.contains(old)) {
            if told.insert((telling.new, old)) {
                let ids: Vec<&str> = entries.iter().map(|entry| entry.element_id()).collect();
                let hit = hit("unnamed", old).list("parts", ids);
                hits.push(
                    entries.iter().fold(hit, |hit, entry| {
                        hit.related(Owner::Element(ElementId::PLAN), entry.id.at, "disposition")
                    }),
                );
            }
        }
        for &old in telling.old.iter().filter(|old| !from.contains_key(old) && self.accounted.contains(old)) {
            if told.insert((telling.new, old)) {
                let key = self.before.element(old).key;
                let mut hit = hit("unmapped", old);
                if telling.of_old {
                    hit.owner = Owner::Predecessor(old);
                }
                hits.push(hit.list("parts", []).related(Owner::Predecessor(old), key, "predecessor"));
            }
        }
        hits
    }
}
