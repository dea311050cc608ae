//! A table for a spreadsheet: one row a finding, RFC 4180.
//!
//! A cell that a spreadsheet would take for a formula is preceded by an apostrophe, so that a plan's text can never run.

use std::io::{self, Write};

use super::{PLACE_COLUMNS, Report, bounds, display_path};
use crate::finding::Suppressed;

/// The columns behind the file and the place.
const FINDING: [&str; 9] =
    ["severity", "rule", "plan", "element", "kind", "message", "guidance", "suppressed", "location"];

pub(super) fn write(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    row(out, ["file"].into_iter().chain(PLACE_COLUMNS).chain(FINDING))?;
    for (sources, finding) in report.findings() {
        let file = sources.file(finding.at.file);
        let numbers = bounds(file, finding.at.span).map(|number| number.to_string());
        let path = display_path(file.path());
        let why = finding.suppressed.as_ref().map_or(String::new(), Suppressed::in_one_line);
        let cells = [path.as_str()].into_iter().chain(numbers.iter().map(String::as_str)).chain([
            finding.severity.name(),
            &finding.rule,
            finding.plan.as_deref().unwrap_or_default(),
            finding.element.as_deref().unwrap_or_default(),
            finding.kind.map_or("", |kind| kind.name()),
            &finding.message,
            &finding.guidance,
            &why,
            file.place(finding.at.span.start).unwrap_or_default(),
        ]);
        row(out, cells)?;
    }
    Ok(())
}

/// A row of cells.
pub(crate) fn row<'c>(out: &mut dyn Write, cells: impl Iterator<Item = &'c str>) -> io::Result<()> {
    for (index, text) in cells.enumerate() {
        if index > 0 {
            out.write_all(b",")?;
        }
        out.write_all(cell(text).as_bytes())?;
    }
    out.write_all(b"\r\n")
}

/// A cell, in quotes where it needs them, with nothing at its beginning that starts a formula (OWASP, "CSV injection").
fn cell(text: &str) -> String {
    let harmless = if text.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']) {
        format!("'{text}")
    } else {
        text.to_owned()
    };
    if harmless.contains([',', '"', '\n', '\r']) { format!("\"{}\"", harmless.replace('"', "\"\"")) } else { harmless }
}

#[cfg(test)]
mod tests {
    use super::cell;

    #[test]
    fn formulas_are_text() {
        assert_eq!(cell("=HYPERLINK(\"x\")"), "\"'=HYPERLINK(\"\"x\"\")\"");
        assert_eq!(cell("@SUM(A1)"), "'@SUM(A1)");
        assert_eq!(cell("目标, 1"), "\"目标, 1\"");
        assert_eq!(cell("T1"), "T1");
    }
}
