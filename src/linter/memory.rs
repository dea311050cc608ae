//! Judging a plan again after an edit, without asking anew what the edit cannot have changed.
//!
//! While a rule is asked about a subject, it is noted which elements are read. After an edit that has changed the fields of
//! some elements and nothing else, only what has read one of these is asked again; all other findings move with the
//! text. What is found so is what judging the whole plan finds.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use rayon::prelude::*;

use super::{Judgement, Linter, SUBJECTS_AT_ONCE, element_of};
use crate::check::{Context, Hit, Recalled, RelatedHit, Shared, Subject};
use crate::finding::Finding;
use crate::plan::{ElementId, Plan, PlanChange, Reads, watch};
use crate::rule::{ActiveRule, AppliesTo};
use crate::source::{Location, SourceMap};

/// What was found in a plan, and what each finding hangs on.
#[derive(Debug)]
pub struct Memory {
    plan: Arc<Plan>,
    sources: SourceMap,
    rules: Vec<Asked>,
    /// What comparing elements with each other gave; of the last state that anybody has begun to judge.
    recalled: Arc<Mutex<Recalled>>,
}

/// What one rule was asked.
#[derive(Debug, Default)]
struct Asked {
    subjects: Arc<Vec<Subject>>,
    /// What was read beyond the subject's own element and what stands above and below it, by the subject's index.
    further: Vec<(u32, Reads)>,
    /// The findings before anything is suppressed, by the subject's index.
    found: Vec<(u32, Finding)>,
    /// Of a rule that looks at the whole plan, what it found there, and which sentences that made.
    said: Vec<Said>,
}

/// A hit about the plan as a whole with the finding that it became. The rule is asked again after every edit, but most of what
/// it says is what it said before.
#[derive(Debug)]
struct Said {
    hit: Hit,
    finding: Finding,
    /// What was read to make a finding of the hit.
    reads: Reads,
}

/// What there is to ask: a rule, and the indexes of its subjects.
struct Task<'t> {
    rule: usize,
    active: &'t ActiveRule,
    indexes: &'t [u32],
}

/// What a task gave.
#[derive(Default)]
struct Answer {
    further: Vec<(u32, Reads)>,
    found: Vec<(u32, Finding)>,
    said: Vec<Said>,
}

impl Linter<'_> {
    /// Judges `plan` as [`judge`](Self::judge) does, and remembers what was found for the next time. `before` is what was
    /// remembered of an earlier state under the same rules, words and language. Leaves off as soon as `stop` is set, for
    /// a later text of the plan is there; nothing then.
    #[must_use]
    pub fn judge_again(
        &self,
        before: Option<&Memory>,
        plan: &Arc<Plan>,
        sources: &SourceMap,
        stop: &AtomicBool,
    ) -> Option<(Judgement, Memory)> {
        let change = before
            .and_then(|memory| Some((memory, PlanChange::between((&memory.plan, &memory.sources), (plan, sources))?)));
        let active: Vec<&ActiveRule> =
            self.rules.enabled().filter(|rule| !rule.check.asks_about_suppressions()).collect();
        let near = change.as_ref().map(|(_, change)| Near::to(change.elements(), plan));
        let carried = active.par_iter().enumerate().with_min_len(8).map(|(index, rule)| match (&change, &near) {
            (Some((memory, change)), Some(near)) => self.carry_over(rule, &memory.rules[index], change, near, plan),
            _ => {
                let subjects = Arc::new(self.subjects(rule, plan));
                let all = (0..u32::try_from(subjects.len()).unwrap_or(u32::MAX)).collect();
                (Asked { subjects, ..Asked::default() }, all)
            }
        });
        let (mut rules, due): (Vec<Asked>, Vec<Vec<u32>>) = carried.unzip();
        let tasks: Vec<Task<'_>> = active
            .iter()
            .enumerate()
            .flat_map(|(rule, active)| {
                due[rule].chunks(SUBJECTS_AT_ONCE).map(move |indexes| Task { rule, active, indexes })
            })
            .collect();
        let shared = Shared::default();
        let context = self.context(plan, &shared);
        let recalled = before.map(|memory| Arc::clone(&memory.recalled)).unwrap_or_default();
        {
            let mut recalled = recalled.lock().unwrap_or_else(PoisonError::into_inner);
            if stop.load(Ordering::Relaxed) {
                return None;
            }
            let known = change.as_ref().map(|(memory, change)| (&memory.plan, change));
            recalled.go_on(plan, sources, known);
            for (rule, _) in active.iter().zip(&rules).filter(|(_, asked)| !asked.subjects.is_empty()) {
                rule.check.prepare(&context, &mut recalled);
            }
        }
        let answers: Vec<(usize, Answer)> = tasks
            .into_par_iter()
            .map(|task| {
                let stopped = stop.load(Ordering::Relaxed);
                (
                    task.rule,
                    if stopped {
                        Answer::default()
                    } else {
                        self.answer(&task, &rules, &context, sources, change.as_ref())
                    },
                )
            })
            .collect();
        for (rule, answer) in answers {
            rules[rule].further.extend(answer.further);
            rules[rule].found.extend(answer.found);
            rules[rule].said.extend(answer.said);
        }
        if stop.load(Ordering::Relaxed) {
            return None;
        }
        for asked in &mut rules {
            asked.found.sort_by_key(|(index, _)| *index);
        }
        let findings = rules.iter().flat_map(|asked| asked.found.iter().map(|(_, finding)| finding.clone())).collect();
        let judgement = self.conclude(plan, sources, findings);
        Some((judgement, Memory { plan: Arc::clone(plan), sources: sources.clone(), rules, recalled }))
    }

    /// What of the earlier answers still holds, and which subjects are to be asked again.
    fn carry_over(
        &self,
        rule: &ActiveRule,
        before: &Asked,
        change: &PlanChange,
        near: &Near,
        plan: &Plan,
    ) -> (Asked, Vec<u32>) {
        // The values of an indicator are subjects, too, and an edit may have added some.
        let of_measures = rule.rule.applies_to.contains(&AppliesTo::Measure);
        let subjects = if of_measures { Arc::new(self.subjects(rule, plan)) } else { Arc::clone(&before.subjects) };
        if of_measures && subjects != before.subjects {
            let all = (0..u32::try_from(subjects.len()).unwrap_or(u32::MAX)).collect();
            return (Asked { subjects, ..Asked::default() }, all);
        }
        let mut again: Vec<bool> = subjects.iter().map(|&subject| near.holds(element_of(plan, subject))).collect();
        for (index, reads) in &before.further {
            again[*index as usize] |= match reads {
                Reads::All => true,
                Reads::Some(ids) => ids.iter().any(|id| change.elements().contains(id)),
            };
        }
        let mut found = Vec::with_capacity(before.found.len());
        for (index, finding) in before.found.iter().filter(|(index, _)| !again[*index as usize]) {
            found.push((*index, moved(finding, change)));
        }
        // A finding that points at the edit has its place anew.
        for (index, _) in found.iter().filter(|(_, finding)| finding.is_none()) {
            again[*index as usize] = true;
        }
        let keeps = |index: &u32| !again[*index as usize];
        let found = found.into_iter().filter(|(index, _)| keeps(index));
        let asked = Asked {
            found: found.filter_map(|(index, finding)| Some((index, finding?))).collect(),
            further: before.further.iter().filter(|(index, _)| keeps(index)).cloned().collect(),
            subjects,
            // Said again where it holds.
            said: Vec::new(),
        };
        let again = (0u32..).zip(&again).filter_map(|(index, again)| again.then_some(index)).collect();
        (asked, again)
    }

    fn answer(
        &self,
        task: &Task<'_>,
        rules: &[Asked],
        context: &Context<'_>,
        sources: &SourceMap,
        change: Option<&(&Memory, PlanChange)>,
    ) -> Answer {
        let (plan, condition) = (context.plan, self.condition(task.active));
        let mut answer = Answer::default();
        for &index in task.indexes {
            let subject = rules[task.rule].subjects[index as usize];
            let (hits, reads) = watch(|| self.ask(task.active, condition.as_ref(), subject, context));
            if subject == Subject::Element(ElementId::PLAN) && reads == Reads::All {
                let mut before = change.map(|(memory, change)| (memory.rules[task.rule].said.as_slice(), change));
                for hit in hits {
                    let again = before.as_mut().and_then(|(before, change)| said_again(before, &hit, change));
                    let said = if let Some((finding, reads)) = again {
                        Said { hit, finding, reads }
                    } else {
                        let make = || self.finding(task.active, plan, Some(subject), hit.clone(), sources);
                        let (finding, reads) = watch(make);
                        Said { hit, finding, reads }
                    };
                    answer.found.push((index, said.finding.clone()));
                    answer.said.push(said);
                }
                answer.further.push((index, Reads::All));
                continue;
            }
            let make = |hit| (index, self.finding(task.active, plan, Some(subject), hit, sources));
            let (found, told) = watch(|| hits.into_iter().map(make).collect::<Vec<_>>());
            answer.found.extend(found);
            let further = match (reads, told) {
                (Reads::Some(mut ids), Reads::Some(more)) => {
                    ids.extend(more);
                    let own = element_of(plan, subject);
                    ids.retain(|&id| !is_in_line(plan, own, id));
                    (!ids.is_empty()).then_some(Reads::Some(ids))
                }
                _ => Some(Reads::All),
            };
            answer.further.extend(further.map(|reads| (index, reads)));
        }
        answer
    }
}

/// How far ahead among what was said before a hit is looked for: an edit makes few hits come or go.
const AHEAD: usize = 8;

/// What was said before of a hit, and what was read for it, if it holds still; what stands before it in `before` is passed over.
fn said_again(before: &mut &[Said], hit: &Hit, change: &PlanChange) -> Option<(Finding, Reads)> {
    let is_it = |said: &Said| said.hit.owner == hit.owner && change.moved(said.hit.at) == Some(hit.at);
    let at = before.iter().take(AHEAD).position(is_it)?;
    let said = &before[at];
    *before = &before[at + 1..];
    let same_related = |(old, new): (&RelatedHit, &RelatedHit)| {
        let place = change.moved(old.at) == Some(new.at);
        place && old.owner == new.owner && old.label == new.label && old.facts == new.facts
    };
    let mut related = said.hit.related.iter().zip(&hit.related);
    // How a fix is made hangs on the text around it.
    let same = hit.fixes.is_empty()
        && said.hit.fixes.is_empty()
        && said.hit.facts == hit.facts
        && said.hit.related.len() == hit.related.len()
        && related.all(same_related)
        && !said.reads.any_of(change.elements());
    let finding = if same { moved(&said.finding, change) } else { None };
    Some((finding?, said.reads.clone()))
}

/// The elements that stand above or below changed ones, and these.
struct Near(Vec<bool>);

impl Near {
    fn to(changed: &[ElementId], plan: &Plan) -> Self {
        let mut near = vec![false; plan.element_count() + 1];
        for &id in changed {
            for id in plan.with_parts(id).into_iter().chain(plan.ancestors(id)) {
                near[id.0 as usize] = true;
            }
        }
        // All elements stand below the plan; what it has read of them is noted one by one.
        near[ElementId::PLAN.0 as usize] = false;
        Self(near)
    }

    fn holds(&self, id: ElementId) -> bool {
        self.0.get(id.0 as usize).copied().unwrap_or(true)
    }
}

/// Whether one element stands above or below another, or is it.
fn is_in_line(plan: &Plan, own: ElementId, other: ElementId) -> bool {
    let is_above = |above: ElementId, below: ElementId| plan.ancestors(below).any(|id| id == above);
    own != ElementId::PLAN
        && (own == other
            // An element of another plan may have a number that none has here.
            || (other.0 as usize <= plan.element_count() && (is_above(own, other) || is_above(other, own))))
}

/// A finding after an edit elsewhere; nothing where one of its places is at the edit.
fn moved(finding: &Finding, change: &PlanChange) -> Option<Finding> {
    let place = |at: &mut Location| change.moved(*at).map(|moved| *at = moved);
    let mut finding = finding.clone();
    place(&mut finding.at)?;
    finding.related.iter_mut().try_for_each(|related| place(&mut related.at))?;
    finding.fixes.iter_mut().flat_map(|fix| &mut fix.edits).try_for_each(|edit| place(&mut edit.at))?;
    Some(finding)
}
