//! The contract for other programs: one object, version 1. docs/formats.md describes it.
//!
//! Plans are written as they come, what is counted over all of them behind them.

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::Serialize;
use serde_json::Value;

use super::rounded;
use crate::audit::{Audit, Entry, GroupScores, Letter, PlanAudit, Score, SmartScores};
use crate::finding::Severity;
use crate::report::{self, SummaryCounts};

const VERSION: u32 = 1;

/// A plan with its findings.
#[derive(Serialize)]
pub(super) struct Plan<'a> {
    plan: &'a str,
    title: &'a str,
    organization: Option<&'a str>,
    file: &'a str,
    language: &'a str,
    status: Option<&'a str>,
    level: Option<&'a str>,
    profile: &'a str,
    start: Option<i16>,
    end: Option<i16>,
    files: usize,
    elements: usize,
    kinds: BTreeMap<&'static str, usize>,
    errors: usize,
    warnings: usize,
    infos: usize,
    hints: usize,
    suppressed: usize,
    scores: Scores,
    /// How often SDG 1 to 17 are named.
    sdg: &'a [usize],
    findings: Vec<&'a Value>,
}

/// Scores from 0 to 100; null where the plan's format has no place for what is asked.
#[derive(Serialize)]
struct Scores {
    mean: Option<f64>,
    smart: BTreeMap<&'static str, Option<Counted>>,
    groups: BTreeMap<&'static str, Option<Counted>>,
}

#[derive(Serialize)]
struct Counted {
    score: u8,
    good: usize,
    asked: usize,
}

impl From<Score> for Counted {
    fn from(score: Score) -> Self {
        Self { score: score.percent(), good: score.good, asked: score.asked }
    }
}

impl Scores {
    fn new(smart: &SmartScores, groups: &GroupScores) -> Self {
        Self {
            mean: smart.mean().map(rounded),
            smart: Letter::ALL.map(|letter| (letter.name(), smart.of(letter).map(Counted::from))).into(),
            groups: groups.iter().map(|(group, score)| (group, score.map(Counted::from))).collect(),
        }
    }
}

impl<'a> Plan<'a> {
    pub(super) fn new(plan: &'a PlanAudit, findings: &'a [Entry]) -> Self {
        Self {
            plan: &plan.id,
            title: &plan.title,
            organization: plan.organization.as_deref(),
            file: &plan.file,
            language: &plan.language,
            status: plan.status.as_deref(),
            level: plan.level.as_deref(),
            profile: &plan.profile,
            start: plan.span.start,
            end: plan.span.end,
            files: plan.files,
            elements: plan.elements,
            kinds: plan.kinds.iter().map(|(kind, count)| (kind.name(), *count)).collect(),
            errors: plan.counts.of(Severity::Error),
            warnings: plan.counts.of(Severity::Warning),
            infos: plan.counts.of(Severity::Info),
            hints: plan.counts.of(Severity::Hint),
            suppressed: plan.counts.suppressed,
            scores: Scores::new(&plan.smart, &plan.groups),
            sdg: &plan.sdg,
            findings: findings.iter().map(|entry| &entry.json).collect(),
        }
    }
}

/// A file that could not be read.
#[derive(Serialize)]
pub(super) struct Unread<'a> {
    pub(super) file: &'a str,
    pub(super) reason: &'a str,
}

/// What is said of all plans together.
#[derive(Serialize)]
pub(super) struct Summary<'a> {
    #[serde(flatten)]
    counts: SummaryCounts,
    unread: usize,
    organizations: usize,
    /// Means over the plans that have a score.
    scores: Means,
    problems: Vec<Problem<'a>>,
}

#[derive(Serialize)]
struct Means {
    mean: Option<f64>,
    smart: BTreeMap<&'static str, Option<f64>>,
    groups: BTreeMap<&'static str, Option<f64>>,
}

#[derive(Serialize)]
struct Problem<'a> {
    rule: &'a str,
    severity: Severity,
    plans: usize,
    findings: usize,
}

impl<'a> Summary<'a> {
    pub(super) fn new(audit: &'a Audit) -> Self {
        let total = &audit.total;
        Self {
            unread: audit.unread.len(),
            organizations: audit.organizations().len(),
            counts: SummaryCounts::from(report::Summary {
                plans: total.plans,
                files: total.files,
                elements: total.elements,
                errors: total.counts.of(Severity::Error),
                warnings: total.counts.of(Severity::Warning),
                infos: total.counts.of(Severity::Info),
                hints: total.counts.of(Severity::Hint),
                suppressed: total.counts.suppressed,
            }),
            scores: Means {
                mean: total.smart().map(rounded),
                smart: Letter::ALL.map(|letter| (letter.name(), total.letter(letter).map(rounded))).into(),
                groups: total.groups().map(|(group, mean)| (group, mean.map(rounded))).collect(),
            },
            problems: total
                .problems()
                .into_iter()
                .map(|problem| Problem {
                    rule: &problem.rule,
                    severity: problem.severity,
                    plans: problem.plans,
                    findings: problem.findings,
                })
                .collect(),
        }
    }
}

pub(super) fn begin(out: &mut dyn Write) -> io::Result<()> {
    write!(out, "{{\"version\":{VERSION},\"planlint\":\"{}\",\"plans\":[", env!("CARGO_PKG_VERSION"))
}

pub(super) fn plan(plan: &PlanAudit, findings: &[Entry], is_first: bool, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(if is_first { b"\n" } else { b",\n" })?;
    serde_json::to_writer(&mut *out, &Plan::new(plan, findings)).map_err(io::Error::from)
}

pub(super) fn end(audit: &Audit, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(b"],\n\"unread\":")?;
    let unread: Vec<Unread<'_>> =
        audit.unread.iter().map(|unread| Unread { file: &unread.file, reason: &unread.reason }).collect();
    serde_json::to_writer(&mut *out, &unread).map_err(io::Error::from)?;
    out.write_all(b",\n\"summary\":")?;
    serde_json::to_writer(&mut *out, &Summary::new(audit)).map_err(io::Error::from)?;
    out.write_all(b"}\n")
}
