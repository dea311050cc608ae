//! reviewdog's diagnostic format, one JSON object a line.
//!
//! Columns count bytes from 1, as its definition says; a safe fix of one edit goes along as a suggestion.

use std::io::{self, Write};

use serde::Serialize;

use super::place::with_place;
use super::{Report, display_path};
use crate::finding::{Safety, Severity};
use crate::source::{ColumnUnit, Location, SourceMap};

#[derive(Serialize)]
struct Diagnostic<'r> {
    message: String,
    location: Place,
    severity: &'static str,
    source: Source,
    code: Code<'r>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    suggestions: Vec<Suggestion<'r>>,
    #[serde(rename = "related_locations", skip_serializing_if = "Vec::is_empty")]
    related: Vec<Related<'r>>,
}

#[derive(Serialize)]
struct Source {
    name: &'static str,
}

#[derive(Serialize)]
struct Code<'r> {
    value: &'r str,
}

#[derive(Serialize)]
struct Place {
    path: String,
    range: Range,
}

#[derive(Serialize)]
struct Range {
    start: Position,
    end: Position,
}

#[derive(Serialize)]
struct Position {
    line: u32,
    column: u32,
}

#[derive(Serialize)]
struct Suggestion<'r> {
    range: Range,
    text: &'r str,
}

#[derive(Serialize)]
struct Related<'r> {
    message: &'r str,
    location: Place,
}

pub(super) fn write(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    for (sources, finding) in report.findings() {
        let safe = finding.fixes.iter().filter(|fix| fix.safety == Safety::Safe);
        let single = safe.filter_map(|fix| match fix.edits.as_slice() {
            [edit] if edit.at.file == finding.at.file => Some(edit),
            _ => None,
        });
        let related = finding.related.iter();
        let diagnostic = Diagnostic {
            message: with_place(sources.file(finding.at.file), finding.at.span.start, finding.with_suppression()),
            location: place(sources, finding.at),
            severity: match finding.severity {
                _ if finding.suppressed.is_some() => "INFO",
                Severity::Error => "ERROR",
                Severity::Warning => "WARNING",
                Severity::Info | Severity::Hint => "INFO",
            },
            source: Source { name: "planlint" },
            code: Code { value: &finding.rule },
            suggestions: single.map(|edit| Suggestion { range: range(sources, edit.at), text: &edit.text }).collect(),
            related: related
                .map(|other| Related { message: &other.message, location: place(sources, other.at) })
                .collect(),
        };
        serde_json::to_writer(&mut *out, &diagnostic).map_err(io::Error::from)?;
        writeln!(out)?;
    }
    Ok(())
}

fn place(sources: &SourceMap, at: Location) -> Place {
    Place { path: display_path(sources.file(at.file).path()), range: range(sources, at) }
}

fn range(sources: &SourceMap, at: Location) -> Range {
    let file = sources.file(at.file);
    let position = |byte: u32| {
        let at = file.lines().position(file.text(), byte, ColumnUnit::Utf8);
        Position { line: at.line + 1, column: at.column + 1 }
    };
    Range { start: position(at.span.start), end: position(at.span.end) }
}
