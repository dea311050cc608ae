//! Checkstyle's XML: findings by file, read by many build servers and editors.

use std::io::{self, Write};

use super::place::with_place;
use super::xml::escape;
use super::{Report, display_path};
use crate::finding::Severity;

pub(super) fn write(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
    writeln!(out, "<checkstyle version=\"4.3\">")?;
    let mut open: Option<String> = None;
    for (sources, finding) in report.findings() {
        let file = sources.file(finding.at.file);
        let path = display_path(file.path());
        if open.as_ref() != Some(&path) {
            if open.is_some() {
                writeln!(out, "  </file>")?;
            }
            writeln!(out, "  <file name=\"{}\">", escape(&path))?;
            open = Some(path);
        }
        let at = file.position(finding.at.span.start);
        let severity = match finding.severity {
            _ if finding.suppressed.is_some() => "ignore",
            Severity::Error => "error",
            Severity::Warning => "warning",
            // Checkstyle has no fourth level.
            Severity::Info | Severity::Hint => "info",
        };
        writeln!(
            out,
            "    <error line=\"{}\" column=\"{}\" severity=\"{severity}\" message=\"{}\" source=\"planlint.{}\"/>",
            at.line + 1,
            at.column + 1,
            escape(&with_place(file, finding.at.span.start, finding.with_suppression())),
            escape(&finding.rule.replace('/', ".")),
        )?;
    }
    if open.is_some() {
        writeln!(out, "  </file>")?;
    }
    writeln!(out, "</checkstyle>")?;
    // Behind the root: readers take every node within it for a file.
    if report.summary.suppressed > 0 {
        writeln!(out, "<!-- suppressed: {} -->", report.summary.suppressed)?;
    }
    Ok(())
}
