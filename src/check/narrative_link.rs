//! `narrative-link`: the prose says that an outcome helps to bring about one goal, and the plan has it under another.
//!
//! Two ways to tell. The outcome is linked, and to no part of the goal that the sentence names. Or what the outcome is
//! about, in words that no other goal has, is what a target of another goal is about: digital skills lead to one goal in
//! the prose, and stand under the other in the table. What an outcome's own description says of a goal, it says of the
//! outcome; both may be named by title or by id.

use std::collections::BTreeSet;
use std::ops::Range;

use serde::Deserialize;

use super::{Check, Context, Hit, Owner, Subject, named_by_id, prose, shared_words, stated};
use crate::lexicon::List;
use crate::plan::{ElementId, Kind, LinkTarget, TextEntry};

/// Parameters.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct NarrativeLink {
    /// Patterns of words by which one thing brings about another.
    verbs: List,
}

/// The elements of a kind that a text names by title or by id, each with the first place.
fn named(cx: &Context<'_>, kind: Kind, words: &str, language: &str) -> Vec<(ElementId, Range<usize>)> {
    let mut by_id: Vec<(ElementId, Range<usize>)> = named_by_id::places(cx, cx.plan, kind, words, language);
    let by_title = |id: &ElementId| Some((*id, place_of(cx, *id, words, language)?));
    by_id.extend(cx.plan.of_kind(kind).iter().filter_map(by_title));
    by_id.sort_by_key(|(id, at)| (*id, at.start));
    by_id.dedup_by_key(|(id, _)| *id);
    by_id
}

/// Where the title of an element stands in a text of its language.
fn place_of(cx: &Context<'_>, id: ElementId, words: &str, language: &str) -> Option<Range<usize>> {
    let element = cx.element(id);
    let title = ["title", "name"].into_iter().find_map(|key| element.text(key))?;
    let title = title.entries.iter().find(|entry| &*entry.language == language)?;
    let title = title.words.trim().to_lowercase();
    // Lower case keeps the length in all six languages; where it does not, the title is not looked for.
    let lower = words.to_lowercase();
    let start = lower.find(&title).filter(|_| !title.is_empty() && lower.len() == words.len())?;
    Some(start..start + title.len())
}

/// The goal that an element stands under, or is.
fn goal_of(cx: &Context<'_>, id: ElementId) -> Option<ElementId> {
    std::iter::once(id).chain(cx.plan.ancestors(id)).find(|&at| cx.element(at).kind == Kind::Goal)
}

/// The goals to which an outcome is linked, itself or through a target; none where it is linked to no goal.
fn linked_goals(cx: &Context<'_>, outcome: ElementId) -> Option<BTreeSet<ElementId>> {
    let links = cx.element(outcome).links("contributes-to").iter().map(|&link| cx.plan.link(link).target);
    let mut goals = BTreeSet::new();
    for target in links {
        match target {
            LinkTarget::Element(element) => goals.extend(goal_of(cx, element)),
            LinkTarget::Everything | LinkTarget::Unknown => return None,
            _ => {}
        }
    }
    (!goals.is_empty()).then_some(goals)
}

/// The texts of a goal's targets and their indicators, in one language.
fn texts_under(cx: &Context<'_>, goal: ElementId, language: &str) -> Vec<String> {
    let under = cx.plan.elements().filter(|(id, _)| goal_of(cx, *id) == Some(goal));
    let texts =
        under.flat_map(|(_, element)| ["title", "name", "statement"].into_iter().filter_map(|key| element.text(key)));
    texts
        .flat_map(|text| &text.entries)
        .filter(|entry| &*entry.language == language)
        .map(|entry| entry.words.to_lowercase())
        .collect()
}

struct Sentence<'c> {
    owner: ElementId,
    entry: &'c TextEntry,
    at: Range<usize>,
    outcome: ElementId,
    goals: Vec<(ElementId, Range<usize>)>,
}

impl NarrativeLink {
    fn read<'c>(&self, cx: &Context<'c>) -> Vec<Sentence<'c>> {
        let mut read = Vec::new();
        for passage in prose::narrative(cx) {
            let Some(entry) = passage.authority() else { continue };
            for at in prose::sentences(&entry.words) {
                let words = &entry.words[at.clone()];
                if cx.lexicon.find(List::Indirect, words, &entry.language).is_some() {
                    continue;
                }
                let named = |kind| named(cx, kind, words, &entry.language);
                let goals = named(Kind::Goal);
                let mut outcomes = named(Kind::Outcome);
                // The description of an outcome speaks of that one, unless it names another.
                if outcomes.is_empty() && cx.element(passage.owner).kind == Kind::Outcome {
                    outcomes.push((passage.owner, 0..0));
                }
                for (outcome, place) in outcomes {
                    // The outcome, the verb, the goal, in this order: what stands otherwise may be the other way round.
                    let verb = cx.lexicon.find(self.verbs, &words[place.end..], &entry.language);
                    let Some(verb) = verb.map(|verb| verb.end + place.end) else { continue };
                    let denied = stated::read(cx, entry)
                        .terms_of(List::Negation)
                        .any(|not| at.start <= not.at.start && not.at.end <= at.start + verb);
                    if denied {
                        continue;
                    }
                    let goals: Vec<_> = goals.iter().filter(|(_, at)| at.start >= verb).cloned().collect();
                    if !goals.is_empty() {
                        read.push(Sentence { owner: passage.owner, entry, at: at.clone(), outcome, goals });
                    }
                }
            }
        }
        read
    }

    /// A target of another goal that is about what the outcome is about, with the words that they share.
    fn elsewhere(cx: &Context<'_>, sentence: &Sentence<'_>) -> Option<(ElementId, String)> {
        let language = &*sentence.entry.language;
        let title = |id: ElementId| {
            let element = cx.element(id);
            let text = element.text("title").or_else(|| element.text("statement"))?;
            Some(text.entries.iter().find(|entry| &*entry.language == language)?.words.to_lowercase())
        };
        let outcome = title(sentence.outcome)?;
        let named: BTreeSet<ElementId> = sentence.goals.iter().map(|(goal, _)| *goal).collect();
        let linked = linked_goals(cx, sentence.outcome).unwrap_or_default();
        let here: Vec<String> = named.iter().flat_map(|&goal| texts_under(cx, goal, language)).collect();
        cx.plan.of_kind(Kind::Target).iter().find_map(|&target| {
            let goal = goal_of(cx, target).filter(|goal| !named.contains(goal) && !linked.contains(goal))?;
            let shared = shared_words::longest(&outcome, &title(target)?, language)?;
            let general = here.iter().any(|text| text.contains(&shared));
            let of_goal = title(goal).is_some_and(|title| title.contains(&shared));
            (!general && !of_goal).then_some((target, shared))
        })
    }
}

impl Check for NarrativeLink {
    fn facts(&self) -> &'static [&'static str] {
        &["outcome", "goal", "words", "target", "shared", "linked"]
    }

    fn run(&self, cx: &Context<'_>, subject: Subject, hits: &mut Vec<Hit>) {
        if subject != Subject::Element(ElementId::PLAN) || cx.plan.is_partly_unread() {
            return;
        }
        let mut told = BTreeSet::new();
        for sentence in self.read(cx) {
            let linked = linked_goals(cx, sentence.outcome);
            let apart =
                sentence.goals.iter().find(|(goal, _)| linked.as_ref().is_some_and(|linked| !linked.contains(goal)));
            let elsewhere = Self::elsewhere(cx, &sentence);
            let Some((goal, place)) = apart.or_else(|| sentence.goals.first().filter(|_| elsewhere.is_some())) else {
                continue;
            };
            if !told.insert((sentence.outcome, *goal)) {
                continue;
            }
            let at = sentence.at.start + place.start..sentence.at.start + place.end;
            let mut hit = Hit::new(Owner::Element(sentence.owner), sentence.entry.locate(at.clone()))
                .fact("outcome", &*cx.element(sentence.outcome).id)
                .fact("goal", &*cx.element(*goal).id)
                .fact("words", &sentence.entry.words[at]);
            hit = if let (Some(_), Some(linked)) = (apart, linked) {
                let ids: Vec<String> = linked.iter().map(|&goal| cx.element(goal).id.to_string()).collect();
                let hit = hit.fact("linked", ids).fact("target", ()).fact("shared", ());
                hit.related(
                    Owner::Element(sentence.outcome),
                    cx.element(sentence.outcome).place_of("contributes-to"),
                    "link",
                )
            } else if let Some((target, shared)) = elsewhere {
                let hit = hit.fact("linked", ()).fact("target", &*cx.element(target).id).fact("shared", shared);
                hit.related(Owner::Element(target), cx.element(target).key, "same-subject")
            } else {
                continue;
            };
            hits.push(hit);
        }
    }
}
