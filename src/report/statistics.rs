//! How many findings each rule has: where to begin with a plan that is far from clean.

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::Serialize;

use super::{Report, ReportFormat, text};
use crate::finding::{Finding, Safety, Severity};

/// The findings of one rule.
#[derive(Serialize)]
struct Row<'r> {
    rule: &'r str,
    severity: Severity,
    count: usize,
    /// How many of them a safe fix would mend.
    fixable: usize,
}

pub(super) fn write(report: &Report, format: ReportFormat, out: &mut dyn Write) -> io::Result<()> {
    let shown = report.findings().map(|(_, finding)| finding);
    let rows = rows(shown.filter(|finding| finding.suppressed.is_none()));
    if format == ReportFormat::Json {
        serde_json::to_writer_pretty(&mut *out, &rows).map_err(io::Error::from)?;
        return writeln!(out);
    }
    let width = rows.iter().map(|row| row.count.to_string().len()).max().unwrap_or(0);
    for row in &rows {
        let fixable = if row.fixable > 0 { format!("  ({} with a safe fix)", row.fixable) } else { String::new() };
        writeln!(out, "{:>width$}  {:<7}  {}{fixable}", row.count, row.severity.name(), row.rule)?;
    }
    text::write_summary(report, out)
}

/// One row a rule and severity: most first, then the most severe, then by name.
fn rows<'r>(findings: impl Iterator<Item = &'r Finding>) -> Vec<Row<'r>> {
    let mut counts: BTreeMap<(&str, Severity), (usize, usize)> = BTreeMap::new();
    for finding in findings {
        let (count, fixable) = counts.entry((&finding.rule, finding.severity)).or_default();
        *count += 1;
        *fixable += usize::from(finding.fixes.iter().any(|fix| fix.safety == Safety::Safe));
    }
    let mut rows: Vec<Row<'_>> =
        counts.into_iter().map(|((rule, severity), (count, fixable))| Row { rule, severity, count, fixable }).collect();
    rows.sort_by(|a, b| b.count.cmp(&a.count).then(b.severity.cmp(&a.severity)).then(a.rule.cmp(b.rule)));
    rows
}
