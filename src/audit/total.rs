//! What is counted over all plans, whether or not their details are kept.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::plan::{Counts, PlanAudit};
use super::score::Letter;
use crate::finding::Severity;

/// Sums over all plans.
#[derive(Clone, Debug, Default)]
pub struct Total {
    /// Plans.
    pub plans: usize,
    /// Their files.
    pub files: usize,
    /// Their elements.
    pub elements: usize,
    /// Their findings.
    pub counts: Counts,
    problems: BTreeMap<Arc<str>, Problem>,
    letters: [Sum; 5],
    mean: Sum,
    groups: Vec<(&'static str, Sum)>,
}

/// A rule that speaks, over all plans.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The rule's id.
    pub rule: Arc<str>,
    /// What it is called.
    pub title: String,
    /// Its gravest severity.
    pub severity: Severity,
    /// In how many plans it speaks.
    pub plans: usize,
    /// How many findings it has.
    pub findings: usize,
}

/// A mean in the making.
#[derive(Clone, Copy, Debug, Default)]
struct Sum {
    of: f64,
    count: u32,
}

impl Sum {
    fn add(&mut self, value: Option<f64>) {
        if let Some(value) = value {
            self.of += value;
            self.count += 1;
        }
    }

    fn mean(self) -> Option<f64> {
        (self.count > 0).then(|| self.of / f64::from(self.count))
    }
}

impl Total {
    pub(super) fn add(&mut self, plan: &PlanAudit) {
        self.plans += 1;
        self.files += plan.files;
        self.elements += plan.elements;
        self.counts.add(&plan.counts);
        for (rule, spoken) in &plan.rules {
            let problem = self.problems.entry(Arc::clone(rule)).or_insert_with(|| Problem {
                rule: Arc::clone(rule),
                title: spoken.title.clone(),
                severity: spoken.severity,
                plans: 0,
                findings: 0,
            });
            problem.plans += 1;
            problem.findings += spoken.count;
            problem.severity = problem.severity.max(spoken.severity);
        }
        for (letter, sum) in Letter::ALL.into_iter().zip(&mut self.letters) {
            sum.add(plan.smart.of(letter).map(|score| f64::from(score.percent())));
        }
        self.mean.add(plan.smart.mean());
        if self.groups.is_empty() {
            self.groups = plan.groups.iter().map(|(group, _)| (group, Sum::default())).collect();
        }
        for ((_, score), (_, sum)) in plan.groups.iter().zip(&mut self.groups) {
            sum.add(score.map(|score| f64::from(score.percent())));
        }
    }

    /// The rules that speak, those of the most plans first.
    #[must_use]
    pub fn problems(&self) -> Vec<&Problem> {
        let mut all: Vec<&Problem> = self.problems.values().collect();
        all.sort_by_key(|problem| std::cmp::Reverse((problem.plans, problem.severity, problem.findings)));
        all
    }

    /// The mean of the plans' scores for a letter, over the plans that have one.
    #[must_use]
    pub fn letter(&self, letter: Letter) -> Option<f64> {
        self.letters[letter as usize].mean()
    }

    /// The mean of the plans' means of letters.
    #[must_use]
    pub fn smart(&self) -> Option<f64> {
        self.mean.mean()
    }

    /// The mean of the plans' scores for each group of rules.
    pub fn groups(&self) -> impl Iterator<Item = (&'static str, Option<f64>)> {
        self.groups.iter().map(|(group, sum)| (*group, sum.mean()))
    }
}

/// The mean of some numbers; none of none.
pub(super) fn mean(values: &[f64]) -> Option<f64> {
    let mut sum = Sum::default();
    values.iter().for_each(|&value| sum.add(Some(value)));
    sum.mean()
}
