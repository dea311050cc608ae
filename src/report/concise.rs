//! One line a finding: `file:line:column: severity[rule] message`, with the cell in place of line and column in a spreadsheet.

use std::io::{self, Write};

use super::{Colour, Report, display_path, place_within, text};

pub(super) fn write(report: &Report, colour: Colour, out: &mut dyn Write) -> io::Result<()> {
    for (sources, finding) in report.findings() {
        let file = sources.file(finding.at.file);
        let path = display_path(file.path());
        let style = text::style(finding.severity, colour);
        let suppressed = if finding.suppressed.is_some() { " (suppressed)" } else { "" };
        writeln!(
            out,
            "{path}:{}: {style}{}[{}]{style:#} {}{suppressed}",
            place_within(file, finding.at.span.start),
            finding.severity,
            finding.rule,
            finding.message,
        )?;
    }
    text::write_summary(report, out)
}
