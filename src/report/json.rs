//! The contract for other programs: one object, version 1.
//!
//! Lines and columns count from 1, columns in Unicode scalar values, a byte order mark has no column; bytes count from
//! 0; ends are exclusive; paths are relative to the working directory. In a file that is no text, `location` is the place in it,
//! and the numbers are of the text that was taken from it.

use std::io::{self, Write};

use serde::Serialize;

use super::{Report, Summary, display_path};
use crate::finding::{Finding, Fix, Related, Safety, Severity};
use crate::source::{Location, SourceMap};

const VERSION: u32 = 1;

#[derive(Serialize)]
struct Document<'r> {
    version: u32,
    planlint: &'static str,
    summary: Counts,
    findings: Vec<Entry<'r>>,
}

/// A summary as the contract writes it.
#[derive(Serialize)]
pub(crate) struct Counts {
    plans: usize,
    files: usize,
    elements: usize,
    errors: usize,
    warnings: usize,
    infos: usize,
    hints: usize,
    suppressed: usize,
}

impl From<Summary> for Counts {
    fn from(summary: Summary) -> Self {
        let Summary { plans, files, elements, errors, warnings, infos, hints, suppressed } = summary;
        Self { plans, files, elements, errors, warnings, infos, hints, suppressed }
    }
}

#[derive(Serialize)]
struct Position {
    line: u32,
    column: u32,
    byte: u32,
}

#[derive(Serialize)]
struct Entry<'r> {
    rule: &'r str,
    severity: Severity,
    plan: Option<&'r str>,
    element: Option<&'r str>,
    kind: Option<&'static str>,
    message: &'r str,
    guidance: &'r str,
    file: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    location: Option<&'r str>,
    start: Position,
    end: Position,
    related: Vec<RelatedEntry<'r>>,
    fixes: Vec<FixEntry<'r>>,
    suppressed: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    suppression: Option<Suppression<'r>>,
}

/// Why a finding is suppressed.
#[derive(Serialize)]
struct Suppression<'r> {
    by: &'static str,
    reason: &'r str,
    expires: Option<&'r str>,
}

#[derive(Serialize)]
struct RelatedEntry<'r> {
    plan: Option<&'r str>,
    element: Option<&'r str>,
    file: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    location: Option<&'r str>,
    start: Position,
    end: Position,
    message: &'r str,
}

#[derive(Serialize)]
struct FixEntry<'r> {
    title: &'r str,
    safety: Safety,
    edits: Vec<EditEntry<'r>>,
}

#[derive(Serialize)]
struct EditEntry<'r> {
    file: String,
    start: u32,
    end: u32,
    text: &'r str,
}

pub(super) fn write(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let document = Document {
        version: VERSION,
        planlint: env!("CARGO_PKG_VERSION"),
        summary: report.summary.into(),
        findings: report.findings().map(|(sources, finding)| entry(sources, finding)).collect(),
    };
    serde_json::to_writer_pretty(&mut *out, &document).map_err(io::Error::from)?;
    writeln!(out)
}

/// A finding as the contract writes it, by itself.
pub(super) fn value(sources: &SourceMap, finding: &Finding) -> serde_json::Value {
    serde_json::to_value(entry(sources, finding)).expect("an entry has only texts, numbers and lists")
}

fn entry<'r>(sources: &'r SourceMap, finding: &'r Finding) -> Entry<'r> {
    let (file, start, end) = place(sources, finding.at);
    Entry {
        rule: &finding.rule,
        severity: finding.severity,
        plan: finding.plan.as_deref(),
        element: finding.element.as_deref(),
        kind: finding.kind.map(|kind| kind.name()),
        message: &finding.message,
        guidance: &finding.guidance,
        file,
        location: location(sources, finding.at),
        start,
        end,
        related: finding.related.iter().map(|related| related_entry(sources, related)).collect(),
        fixes: finding.fixes.iter().map(|fix| fix_entry(sources, fix)).collect(),
        suppressed: finding.suppressed.is_some(),
        suppression: finding.suppressed.as_ref().map(|suppressed| Suppression {
            by: suppressed.by().name(),
            reason: suppressed.reason(),
            expires: suppressed.expires(),
        }),
    }
}

fn related_entry<'r>(sources: &'r SourceMap, related: &'r Related) -> RelatedEntry<'r> {
    let (file, start, end) = place(sources, related.at);
    let (plan, element) = (related.plan.as_deref(), related.element.as_deref());
    RelatedEntry { plan, element, file, location: location(sources, related.at), start, end, message: &related.message }
}

fn fix_entry<'r>(sources: &SourceMap, fix: &'r Fix) -> FixEntry<'r> {
    let edits = fix.edits.iter().map(|edit| EditEntry {
        file: display_path(sources.file(edit.at.file).path()),
        start: edit.at.span.start,
        end: edit.at.span.end,
        text: &edit.text,
    });
    FixEntry { title: &fix.title, safety: fix.safety, edits: edits.collect() }
}

/// The cell in a file that is no text, whose `start` and `end` are places of the text that was taken from it.
fn location(sources: &SourceMap, at: Location) -> Option<&str> {
    sources.file(at.file).place(at.span.start)
}

fn place(sources: &SourceMap, at: Location) -> (String, Position, Position) {
    let file = sources.file(at.file);
    let position = |byte: u32| {
        let at = file.position(byte);
        Position { line: at.line + 1, column: at.column + 1, byte }
    };
    (display_path(file.path()), position(at.span.start), position(at.span.end))
}
