//! What a check may look at.

use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use minijinja::Environment;
use serde::Deserialize;

use super::noted::AnyNotes;
use super::overlap::{Overlapping, Speakers};
use super::reused_indicator::{Indicators, Reuse};
use crate::lexicon::Lexicon;
use crate::likeness::Key;
use crate::plan::{Element, ElementId, Kind, Plan, PlanChange, note_all};
use crate::source::{Location, SourceMap};
use crate::text::Analyst;

/// What is wrong with a suppression.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SuppressionFault {
    /// It says not why.
    WithoutReason,
    /// It names a rule that does not exist.
    UnknownRule,
    /// There was nothing to suppress.
    Unused,
    /// Its date has passed.
    Expired,
}

/// What became of a plan's suppressions.
pub trait SuppressionRecord: Sync {
    /// The suppressions with this fault: their place, the rule that they name, the known rule nearest to it.
    fn faults(&self, fault: SuppressionFault) -> Vec<(Location, String, Option<String>)>;
}

/// What several checks ask about a plan as a whole, found once for all of them, before any of them runs.
#[derive(Debug, Default)]
pub struct Shared {
    reuses: OnceLock<Vec<Reuse>>,
    overlapping: Mutex<Vec<(Kind, Vec<Key>, Pairs)>>,
    notes: Mutex<Vec<(String, AnyNotes)>>,
}

/// Pairs of elements.
type Pairs = Arc<Vec<Overlapping>>;

impl Shared {
    /// The indicators that are used again.
    pub(super) fn reuses(&self) -> &[Reuse] {
        // Whoever comes second has read as much.
        note_all();
        self.reuses.get().map_or(&[], Vec::as_slice)
    }

    /// Finds the indicators that are used again, where nobody has.
    pub(super) fn find_reuses(&self, find: impl FnOnce() -> Vec<Reuse>) {
        if self.reuses.get().is_none() {
            // Found before any check runs, on one thread.
            let _ = self.reuses.set(find());
        }
    }

    /// What is noted of each element on a topic, where that is found.
    pub(super) fn notes(&self, topic: &str) -> Option<AnyNotes> {
        note_all();
        let known = self.notes.lock().unwrap_or_else(PoisonError::into_inner);
        known.iter().find(|(of, _)| of == topic).map(|(_, notes)| notes.clone())
    }

    pub(super) fn keep_notes(&self, topic: String, notes: AnyNotes) {
        self.notes.lock().unwrap_or_else(PoisonError::into_inner).push((topic, notes));
    }

    /// The elements of a kind that overlap, attributes aside that tell nothing apart.
    pub(super) fn overlapping(&self, kind: Kind, indistinct: &[Key]) -> Pairs {
        note_all();
        let known = self.overlapping.lock().unwrap_or_else(PoisonError::into_inner);
        let same = |(of, without, _): &&(Kind, Vec<Key>, Pairs)| *of == kind && without == indistinct;
        known.iter().find(same).map_or_else(Pairs::default, |(.., pairs)| Arc::clone(pairs))
    }

    /// As [`overlapping`](Self::overlapping); found where nobody has.
    pub(super) fn find_overlapping(
        &self,
        kind: Kind,
        indistinct: &[Key],
        find: impl FnOnce() -> Vec<Overlapping>,
    ) -> Pairs {
        let is_known = |(of, without, _): &(Kind, Vec<Key>, Pairs)| *of == kind && without == indistinct;
        let lock = || self.overlapping.lock().unwrap_or_else(PoisonError::into_inner);
        if !lock().iter().any(is_known) {
            let pairs = Arc::new(find());
            lock().push((kind, indistinct.to_vec(), pairs));
        }
        self.overlapping(kind, indistinct)
    }
}

/// What comparing the elements of a plan with each other gave, for the next state of the plan.
#[derive(Debug, Default)]
pub struct Recalled {
    /// The plan in its last state, with its files.
    last: Option<(Arc<Plan>, SourceMap)>,
    indicators: Option<Kept<Indicators>>,
    speakers: Vec<(Kind, Vec<Key>, Kept<Speakers>)>,
    notes: Vec<(String, Kept<AnyNotes>)>,
}

/// What was compared, with the elements that have changed since.
#[derive(Debug)]
pub(super) struct Kept<T> {
    pub(super) compared: T,
    pub(super) changed: Vec<ElementId>,
}

impl<T> Kept<T> {
    fn new(compared: T) -> Self {
        Self { compared, changed: Vec::new() }
    }

    fn go_on(&mut self, changed: &[ElementId]) {
        let news = changed.iter().filter(|id| !self.changed.contains(id)).copied().collect::<Vec<_>>();
        self.changed.extend(news);
    }
}

impl Recalled {
    /// Goes on to the next state of the plan. Where more has changed than fields of elements, nothing is recalled.
    /// `known` is what is known to have changed, and since which state.
    pub fn go_on(&mut self, plan: &Arc<Plan>, sources: &SourceMap, known: Option<(&Arc<Plan>, &PlanChange)>) {
        let last = self.last.replace((Arc::clone(plan), sources.clone()));
        let change = last.and_then(|(last, files)| {
            if Arc::ptr_eq(&last, plan) {
                return Some(Vec::new());
            }
            if let Some((_, change)) = known.filter(|(since, _)| Arc::ptr_eq(since, &last)) {
                return Some(change.elements().to_vec());
            }
            Some(PlanChange::between((&last, &files), (plan, sources))?.elements().to_vec())
        });
        match change {
            Some(changed) => {
                self.indicators.iter_mut().for_each(|kept| kept.go_on(&changed));
                self.speakers.iter_mut().for_each(|(.., kept)| kept.go_on(&changed));
                self.notes.iter_mut().for_each(|(_, kept)| kept.go_on(&changed));
            }
            None => *self = Self { last: self.last.take(), ..Self::default() },
        }
    }

    /// The elements of a kind as they were last compared.
    pub(super) fn speakers(&mut self, kind: Kind, indistinct: &[Key]) -> Option<Kept<Speakers>> {
        let same = |(of, without, _): &(Kind, Vec<Key>, Kept<Speakers>)| *of == kind && without == indistinct;
        let at = self.speakers.iter().position(same)?;
        Some(self.speakers.swap_remove(at).2)
    }

    pub(super) fn keep_speakers(&mut self, kind: Kind, indistinct: &[Key], speakers: Speakers) {
        self.speakers.push((kind, indistinct.to_vec(), Kept::new(speakers)));
    }

    /// What was last noted of each element on a topic.
    pub(super) fn notes(&mut self, topic: &str) -> Option<Kept<AnyNotes>> {
        let at = self.notes.iter().position(|(of, _)| of == topic)?;
        Some(self.notes.swap_remove(at).1)
    }

    pub(super) fn keep_notes(&mut self, topic: String, notes: AnyNotes) {
        self.notes.push((topic, Kept::new(notes)));
    }

    /// The indicators as they were last compared.
    pub(super) fn indicators(&mut self) -> Option<Kept<Indicators>> {
        self.indicators.take()
    }

    pub(super) fn keep_indicators(&mut self, indicators: Indicators) {
        self.indicators = Some(Kept::new(indicators));
    }
}

/// The plan and the catalogues that checks read.
#[derive(Clone, Copy)]
pub struct Context<'c> {
    /// The plan.
    pub plan: &'c Arc<Plan>,
    /// Word lists, as the project has amended them.
    pub lexicon: &'c Lexicon,
    /// Reads statements; each text once.
    pub analyst: &'c Analyst,
    /// The language of messages, for labels of codes.
    pub language: &'c str,
    /// The environment in which conditions run.
    pub environment: &'c Environment<'static>,
    /// What several checks ask about the plan.
    pub shared: &'c Shared,
    /// What became of suppressions, for the checks that ask; nothing while other checks run.
    pub suppressions: Option<&'c dyn SuppressionRecord>,
}

impl<'c> Context<'c> {
    /// The element that `id` names.
    #[must_use]
    pub fn element(&self, id: ElementId) -> &'c Element {
        self.plan.element(id)
    }
}
