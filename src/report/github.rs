//! Annotations of a GitHub workflow run: one `::error file=...::message` a finding.
//!
//! The syntax is that of "Workflow commands for GitHub Actions": in values `%`, CR and LF are percent-encoded, in
//! properties `:` and `,` too. GitHub knows three levels, so hints are notices like infos.

use std::io::{self, Write};

use super::place::with_place;
use super::{Report, display_path, text};
use crate::finding::{Finding, Severity};

pub(super) fn write(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    for (sources, finding) in report.findings() {
        let file = sources.file(finding.at.file);
        let (start, end) = (file.position(finding.at.span.start), file.position(finding.at.span.end));
        let level = match finding.severity {
            _ if finding.suppressed.is_some() => "notice",
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Info | Severity::Hint => "notice",
        };
        write!(out, "::{level} file={}", property(&display_path(file.path())))?;
        // A span over several lines has no end column: GitHub takes columns for one line only. What is no text has no lines.
        if !file.is_extracted() && start.line == end.line {
            write!(out, ",line={},col={},endColumn={}", start.line + 1, start.column + 1, end.column + 1)?;
        } else if !file.is_extracted() {
            write!(out, ",line={},endLine={}", start.line + 1, end.line + 1)?;
        }
        let message = with_place(file, finding.at.span.start, message(finding));
        writeln!(out, ",title={}::{}", property(&finding.rule), value(&message))?;
    }
    // What is no command is a line of the log.
    if report.summary.suppressed > 0 { text::write_summary(report, out) } else { Ok(()) }
}

fn message(finding: &Finding) -> String {
    let why = finding.suppressed.as_ref().map_or(String::new(), |why| format!("suppressed: {}\n", why.in_one_line()));
    format!("{why}{}\n{}", finding.message, finding.guidance)
}

fn value(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    value(text).replace(':', "%3A").replace(',', "%2C")
}
