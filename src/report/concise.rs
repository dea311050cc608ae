//! One line a finding: `file:line:column: severity[rule] message`.

use std::io::{self, Write};

use super::{Colour, Report, display_path, text};

pub(super) fn write(report: &Report, colour: Colour, out: &mut dyn Write) -> io::Result<()> {
    for (sources, finding) in report.findings() {
        let file = sources.file(finding.at.file);
        let start = file.position(finding.at.span.start);
        let path = display_path(file.path());
        let style = text::style(finding.severity, colour);
        let suppressed = if finding.suppressed.is_some() { " (suppressed)" } else { "" };
        writeln!(
            out,
            "{path}:{}:{}: {style}{}[{}]{style:#} {}{suppressed}",
            start.line + 1,
            start.column + 1,
            finding.severity,
            finding.rule,
            finding.message,
        )?;
    }
    text::write_summary(report, out)
}
