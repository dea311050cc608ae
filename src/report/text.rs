//! Excerpts with the words marked, related places, guidance, and a last line with counts.

use std::io::{self, Write};
use std::ops::Range;

use anstyle::{AnsiColor, Style};
use codespan_reporting::diagnostic::{Diagnostic, Label, Severity as Level};
use codespan_reporting::files::{Error, Files};
use codespan_reporting::term::termcolor::{Ansi, NoColor};
use codespan_reporting::term::{self, Config};
use minijinja::Value;

use super::{Batch, Colour, Report, display_path, extracted, not_expressible, place_within};
use crate::finding::{Finding, Safety, Severity, Suppressed};
use crate::rule::Messages;
use crate::source::{FileId, Location, SourceMap};

pub(super) fn write(report: &Report, colour: Colour, out: &mut dyn Write) -> io::Result<()> {
    let config = Config { start_context_lines: 1, end_context_lines: 0, ..Config::default() };
    let mut excerpt = Vec::new();
    for (batch, finding) in report.spoken() {
        if has_no_lines(finding, &batch.sources) {
            write_head(finding, &batch.messages, colour, out)?;
            write_words(finding, batch, out)?;
            continue;
        }
        let (diagnostic, files) = (diagnostic(finding, &batch.messages), SourceFiles(&batch.sources));
        excerpt.clear();
        let result = match colour {
            Colour::Ansi => term::emit_to_write_style(&mut Ansi::new(&mut excerpt), &config, &files, &diagnostic),
            Colour::None => term::emit_to_write_style(&mut NoColor::new(&mut excerpt), &config, &files, &diagnostic),
        };
        result.map_err(|error| match error {
            Error::Io(error) => error,
            other => io::Error::other(other),
        })?;
        // The renderer's own first line holds the severity in its own English words, and nothing else.
        let head = excerpt.iter().position(|&byte| byte == b'\n').map_or(excerpt.len(), |end| end + 1);
        write_head(finding, &batch.messages, colour, out)?;
        out.write_all(&excerpt[head..])?;
    }
    write_summary(report, out)
}

/// How many bytes a line may have to be shown with marks under it. Programs write whole files of XML in one line.
const LONGEST_LINE: usize = 500;
/// How many characters of the marked words are shown of a longer line.
const SHOWN_WORDS: usize = 160;

/// Whether a line that the finding or what belongs to it stands on is too long to be shown, or stands in no file.
fn has_no_lines(finding: &Finding, sources: &SourceMap) -> bool {
    let places = std::iter::once(finding.at).chain(finding.related.iter().map(|related| related.at));
    places.into_iter().any(|at| {
        let file = sources.file(at.file);
        let line = file.lines().line_of(at.span.start);
        file.is_extracted() || (file.lines().line_end(line) - file.lines().line_start(line)) as usize > LONGEST_LINE
    })
}

/// A finding without its lines: where it is, the words themselves, and the same for what belongs to it.
fn write_words(finding: &Finding, batch: &Batch, out: &mut dyn Write) -> io::Result<()> {
    let place = |at: Location| {
        let file = batch.sources.file(at.file);
        format!("{}:{}", display_path(file.path()), place_within(file, at.span.start))
    };
    let words = |at: Location| {
        let all: Vec<&str> = batch.sources.text_at(at).split_whitespace().collect();
        let all = all.join(" ");
        let mut shown: String = all.chars().take(SHOWN_WORDS).collect();
        if shown.len() < all.len() {
            shown.push('…');
        }
        shown
    };
    writeln!(out, "  ┌─ {}", place(finding.at))?;
    writeln!(out, "  │ {}", words(finding.at))?;
    for related in &finding.related {
        writeln!(out, "  ├─ {}: {}", place(related.at), related.message)?;
        writeln!(out, "  │ {}", words(related.at))?;
    }
    writeln!(out, "  = {}", finding.guidance)?;
    if let Some(suppressed) = &finding.suppressed {
        writeln!(out, "  = {}", why(suppressed, &batch.messages))?;
    }
    writeln!(out)
}

/// The first line of a finding: severity, rule, message.
fn write_head(finding: &Finding, messages: &Messages, colour: Colour, out: &mut dyn Write) -> io::Result<()> {
    let style = style(finding.severity, colour);
    let bold = if colour == Colour::None { Style::new() } else { Style::new().bold() };
    let severity = messages.name("severity", finding.severity.name());
    writeln!(out, "{style}{severity}[{}]{style:#}{bold}: {}{bold:#}", finding.rule, finding.message)
}

/// The last line: what was looked at, what was found.
pub(super) fn write_summary(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{}", summary(report))?;
    for line in not_expressible::lines(report).into_iter().chain(extracted::lines(report)) {
        writeln!(out, "{line}")?;
    }
    Ok(())
}

/// What was looked at, what was found, in one sentence.
pub(super) fn summary(report: &Report) -> String {
    let summary = report.summary;
    let messages = &report.messages;
    let counted = |name: &str, count: usize| messages.render(name, Value::from_pairs([("count", count)]));
    let some = |parts: &[(usize, &str)]| -> Vec<String> {
        parts.iter().filter(|(number, _)| *number > 0).map(|(number, name)| counted(name, *number)).collect()
    };
    let mut found = some(&[
        (summary.errors, "report/errors"),
        (summary.warnings, "report/warnings"),
        (summary.infos, "report/infos"),
        (summary.hints, "report/hints"),
    ]);
    if found.is_empty() {
        found.push(messages.text("report/nothing"));
    }
    let left_out = some(&[(summary.suppressed, "report/suppressed"), (report.hidden, "report/hidden")]);
    let facts = Value::from_pairs([
        ("plans", Value::from(summary.plans)),
        ("files", Value::from(summary.files)),
        ("elements", Value::from(summary.elements)),
        ("found", Value::from(found)),
        ("left_out", Value::from(left_out)),
    ]);
    messages.render("report/summary", facts)
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

fn diagnostic(finding: &Finding, messages: &Messages) -> Diagnostic<FileId> {
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
    let line = |name: &str, key: &'static str, words: &str| messages.render(name, Value::from_pairs([(key, words)]));
    notes.extend(finding.fixes.iter().map(|fix| {
        let name = match fix.safety {
            Safety::Safe => "report/fix-safe",
            Safety::Unsafe => "report/fix-unsafe",
            Safety::Display => "report/fix-display",
        };
        line(name, "title", &fix.title)
    }));
    if let Some(suppressed) = &finding.suppressed {
        notes.push(why(suppressed, messages));
    }
    Diagnostic::new(level).with_labels(labels).with_notes(notes)
}

/// Why a finding is suppressed, and until when.
pub(super) fn why(suppressed: &Suppressed, messages: &Messages) -> String {
    let facts = [("reason", Some(suppressed.reason())), ("expires", suppressed.expires())];
    messages.render("report/reason", Value::from_pairs(facts))
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
