//! Tables for a spreadsheet, RFC 4180: one row a finding, or one row a plan. No cell can run as a formula.

use std::io::{self, Write};

use crate::audit::{Audit, Entry, Letter, PlanAudit, Score};
use crate::finding::Severity;
use crate::report::csv_row as row;
use crate::rule::GROUPS;

const FINDINGS: [&str; 17] = [
    "plan",
    "organization",
    "start",
    "end",
    "file",
    "line",
    "column",
    "end_line",
    "end_column",
    "severity",
    "rule",
    "title",
    "element",
    "kind",
    "message",
    "guidance",
    "location",
];

const PLANS: [&str; 16] = [
    "file",
    "plan",
    "title",
    "organization",
    "start",
    "end",
    "status",
    "level",
    "language",
    "profile",
    "files",
    "elements",
    "errors",
    "warnings",
    "infos",
    "hints",
];

pub(super) fn begin_findings(out: &mut dyn Write) -> io::Result<()> {
    row(out, FINDINGS.into_iter())
}

pub(super) fn findings(plan: &PlanAudit, findings: &[Entry], out: &mut dyn Write) -> io::Result<()> {
    let (start, end) = (year(plan.span.start), year(plan.span.end));
    for entry in findings {
        let place = entry.place.map(|number| number.to_string());
        let before = [&plan.id, plan.organization.as_deref().unwrap_or_default(), &start, &end, &entry.file];
        let behind = [
            entry.severity.name(),
            &entry.rule,
            &entry.title,
            entry.element.as_deref().unwrap_or_default(),
            entry.kind.unwrap_or_default(),
            &entry.message,
            &entry.guidance,
            entry.location.as_deref().unwrap_or_default(),
        ];
        row(out, before.into_iter().chain(place.iter().map(String::as_str)).chain(behind))?;
    }
    Ok(())
}

pub(super) fn begin_plans(out: &mut dyn Write) -> io::Result<()> {
    let letters = Letter::ALL.map(Letter::name);
    row(
        out,
        PLANS.into_iter().chain(["suppressed", "smart"]).chain(letters).chain(GROUPS.iter().copied()).chain(["unread"]),
    )
}

pub(super) fn plan(plan: &PlanAudit, out: &mut dyn Write) -> io::Result<()> {
    let counts = Severity::ALL.map(|severity| (severity, plan.counts.of(severity)));
    let of = |severity: Severity| {
        counts.iter().find(|(known, _)| *known == severity).map_or(0, |(_, count)| *count).to_string()
    };
    let mut cells: Vec<String> = vec![
        plan.file.clone(),
        plan.id.clone(),
        plan.title.clone(),
        plan.organization.clone().unwrap_or_default(),
        year(plan.span.start),
        year(plan.span.end),
        plan.status.clone().unwrap_or_default(),
        plan.level.clone().unwrap_or_default(),
        plan.language.clone(),
        plan.profile.clone(),
        plan.files.to_string(),
        plan.elements.to_string(),
        of(Severity::Error),
        of(Severity::Warning),
        of(Severity::Info),
        of(Severity::Hint),
        plan.counts.suppressed.to_string(),
        plan.smart.mean().map_or(String::new(), |mean| format!("{mean:.1}")),
    ];
    let percent = |score: Option<Score>| score.map_or(String::new(), |score| score.percent().to_string());
    cells.extend(Letter::ALL.map(|letter| percent(plan.smart.of(letter))));
    cells.extend(plan.groups.iter().map(|(_, score)| percent(score)));
    cells.push(String::new());
    row(out, cells.iter().map(String::as_str))
}

/// A row for each file that could not be read, with the reason in the last column.
pub(super) fn unread(audit: &Audit, out: &mut dyn Write) -> io::Result<()> {
    let between = PLANS.len() + 2 + Letter::ALL.len() + GROUPS.len() - 1;
    for unread in &audit.unread {
        let cells = [unread.file.as_str()].into_iter().chain(std::iter::repeat_n("", between));
        row(out, cells.chain([unread.reason.as_str()]))?;
    }
    Ok(())
}

fn year(year: Option<i16>) -> String {
    year.map_or(String::new(), |year| year.to_string())
}
