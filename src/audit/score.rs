//! Scores from 0 to 100, by SMART letter and by group of rules. docs/scores.md has the formula and a worked example.
//!
//! A score is the share of what was asked that is good. What is missing is never good: where nothing is there that could be
//! good, the score is 0. Only where the plan's format has no place for what is asked is there no score at all.

mod group;
mod smart;

pub use group::GroupScores;
pub use smart::{Letter, SmartScores};

use std::collections::{HashMap, HashSet};

use crate::finding::Finding;
use crate::plan::{ElementId, Plan};

/// How much of what was asked is good.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Score {
    /// What is good.
    pub good: usize,
    /// What was asked.
    pub asked: usize,
}

impl Score {
    /// From 0 to 100, rounded down, so that 100 means all.
    #[must_use]
    pub fn percent(self) -> u8 {
        if self.asked == 0 {
            return 0;
        }
        u8::try_from(100 * self.good / self.asked).unwrap_or(100)
    }

    fn count(mut self, is_good: bool) -> Self {
        self.asked += 1;
        self.good += usize::from(is_good);
        self
    }
}

/// The findings of a plan by the element that they are about; those about the plan, or about what is no element of it, are about
/// the plan. Findings that are suppressed count: an exception explains why something is missing, and does not bring it.
struct Marks<'f> {
    by_element: HashMap<ElementId, Vec<&'f str>>,
    /// Findings about elements of other plans, by `plan-id#id`.
    elsewhere: HashMap<&'f str, Vec<&'f str>>,
    /// Rules that give hints in a plan that is agreed: questions, which take nothing away.
    hints: &'f HashSet<&'f str>,
}

impl<'f> Marks<'f> {
    fn new(plan: &Plan, findings: &'f [Finding], hints: &'f HashSet<&'f str>) -> Self {
        let mut marks = Self { by_element: HashMap::new(), elsewhere: HashMap::new(), hints };
        for finding in findings {
            let rule = &*finding.rule;
            if marks.hints.contains(rule) {
                continue;
            }
            match finding.element.as_deref() {
                Some(name) => match plan.find(name) {
                    Some(id) => marks.by_element.entry(id).or_default().push(rule),
                    None if name.contains('#') => marks.elsewhere.entry(name).or_default().push(rule),
                    None => marks.by_element.entry(ElementId::PLAN).or_default().push(rule),
                },
                None => marks.by_element.entry(ElementId::PLAN).or_default().push(rule),
            }
        }
        marks
    }

    fn of(&self, id: ElementId) -> &[&'f str] {
        self.by_element.get(&id).map_or(&[], Vec::as_slice)
    }
}
