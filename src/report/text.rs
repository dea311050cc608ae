//! Excerpts with the words marked, related places, guidance, and a last line with counts.

use std::io::{self, Write};
use std::ops::Range;

use anstyle::{AnsiColor, Style};
use codespan_reporting::diagnostic::{Diagnostic, Label, Severity as Level};
use codespan_reporting::files::{Error, Files};
use codespan_reporting::term::termcolor::{Ansi, NoColor};
use codespan_reporting::term::{self, Config};

use super::{Colour, Report, display_path};
use crate::finding::{Finding, Safety, Severity};
use crate::source::{FileId, SourceMap};

pub(super) fn write(report: &Report, colour: Colour, out: &mut dyn Write) -> io::Result<()> {
    let config = Config { start_context_lines: 1, end_context_lines: 0, ..Config::default() };
    for (sources, finding) in report.findings() {
        let (diagnostic, files) = (diagnostic(finding), SourceFiles(sources));
        let result = match colour {
            Colour::Ansi => term::emit_to_write_style(&mut Ansi::new(&mut *out), &config, &files, &diagnostic),
            Colour::None => term::emit_to_write_style(&mut NoColor::new(&mut *out), &config, &files, &diagnostic),
        };
        result.map_err(|error| match error {
            Error::Io(error) => error,
            other => io::Error::other(other),
        })?;
    }
    write_summary(report, out)
}

/// The last line: what was looked at, what was found.
pub(super) fn write_summary(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let summary = report.summary;
    let count = |number: usize, one: &str| format!("{number} {one}{}", if number == 1 { "" } else { "s" });
    let looked_at = format!(
        "{} ({}, {})",
        count(summary.plans, "plan"),
        count(summary.files, "file"),
        count(summary.elements, "element"),
    );
    let mut found: Vec<String> =
        [(summary.errors, "error"), (summary.warnings, "warning"), (summary.infos, "info"), (summary.hints, "hint")]
            .into_iter()
            .filter(|(number, _)| *number > 0)
            .map(|(number, word)| count(number, word))
            .collect();
    if found.is_empty() {
        found.push("no findings".to_owned());
    }
    let mut left_out = Vec::new();
    if summary.suppressed > 0 {
        left_out.push(format!("{} suppressed", summary.suppressed));
    }
    if report.hidden > 0 {
        left_out.push(format!("{} less severe not shown", report.hidden));
    }
    let left_out = if left_out.is_empty() { String::new() } else { format!(" ({})", left_out.join(", ")) };
    writeln!(out, "Checked {looked_at}: {}{left_out}.", found.join(", "))
}

/// The colour of a severity's word.
pub(super) fn style(severity: Severity, colour: Colour) -> Style {
    if colour == Colour::None {
        return Style::new();
    }
    let colour = match severity {
        Severity::Error => AnsiColor::BrightRed,
        Severity::Warning => AnsiColor::BrightYellow,
        Severity::Info => AnsiColor::BrightGreen,
        Severity::Hint => AnsiColor::BrightCyan,
    };
    Style::new().bold().fg_color(Some(colour.into()))
}

fn diagnostic(finding: &Finding) -> Diagnostic<FileId> {
    let level = match finding.severity {
        Severity::Error => Level::Error,
        Severity::Warning => Level::Warning,
        Severity::Info => Level::Note,
        Severity::Hint => Level::Help,
    };
    let mut labels = vec![Label::primary(finding.at.file, finding.at.span.range())];
    labels.extend(
        finding
            .related
            .iter()
            .map(|related| Label::secondary(related.at.file, related.at.span.range()).with_message(&related.message)),
    );
    let mut notes = vec![finding.guidance.to_string()];
    notes.extend(finding.fixes.iter().map(|fix| match fix.safety {
        Safety::Safe => format!("fix: {}", fix.title),
        Safety::Unsafe => format!("perhaps: {} (please confirm)", fix.title),
        Safety::Display => format!("for example: {}", fix.title),
    }));
    if let Some(suppressed) = &finding.suppressed {
        notes.push(format!("suppressed: {}", suppressed.reason()));
    }
    Diagnostic::new(level)
        .with_code(&*finding.rule)
        .with_message(&finding.message)
        .with_labels(labels)
        .with_notes(notes)
}

/// The run's files as the excerpt renderer asks for them. Lines and columns are the project's own, so that they are
/// the same in every format.
struct SourceFiles<'s>(&'s SourceMap);

impl<'s> Files<'s> for SourceFiles<'s> {
    type FileId = FileId;
    type Name = String;
    type Source = &'s str;

    fn name(&'s self, id: FileId) -> Result<String, Error> {
        Ok(display_path(self.0.file(id).path()))
    }

    fn source(&'s self, id: FileId) -> Result<&'s str, Error> {
        Ok(self.0.file(id).text())
    }

    fn line_index(&'s self, id: FileId, byte: usize) -> Result<usize, Error> {
        Ok(self.0.file(id).lines().line_of(u32::try_from(byte).unwrap_or(u32::MAX)) as usize)
    }

    fn column_number(&'s self, id: FileId, _: usize, byte: usize) -> Result<usize, Error> {
        Ok(self.0.file(id).position(u32::try_from(byte).unwrap_or(u32::MAX)).column as usize + 1)
    }

    fn line_range(&'s self, id: FileId, line: usize) -> Result<Range<usize>, Error> {
        let lines = self.0.file(id).lines();
        if line >= lines.line_count() {
            return Err(Error::LineTooLarge { given: line, max: lines.line_count().saturating_sub(1) });
        }
        let line = u32::try_from(line).unwrap_or(u32::MAX);
        Ok(lines.line_start(line) as usize..lines.line_end(line) as usize)
    }
}
