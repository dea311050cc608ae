//! GitLab's code quality report: a list of issues, a subset of Code Climate's format.

use std::io::{self, Write};

use serde::Serialize;

use super::place::with_place;
use super::{Report, display_path};
use crate::finding::{Counter, Severity};

#[derive(Serialize)]
struct Issue<'r> {
    description: String,
    check_name: &'r str,
    fingerprint: String,
    severity: &'static str,
    location: Place,
}

#[derive(Serialize)]
struct Place {
    path: String,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: u32,
    end: u32,
}

pub(super) fn write(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let mut counter = Counter::default();
    let issues: Vec<Issue<'_>> = report
        .findings()
        .map(|(sources, finding)| {
            let file = sources.file(finding.at.file);
            Issue {
                description: with_place(file, finding.at.span.start, finding.with_suppression()),
                check_name: &finding.rule,
                // GitLab compares fingerprints between branches: the identity, not the line, so that a plan may move.
                fingerprint: counter.fingerprint(finding),
                severity: match finding.severity {
                    _ if finding.suppressed.is_some() => "info",
                    Severity::Error => "critical",
                    Severity::Warning => "major",
                    Severity::Info => "minor",
                    Severity::Hint => "info",
                },
                location: Place {
                    path: display_path(file.path()),
                    lines: Lines {
                        begin: file.position(finding.at.span.start).line + 1,
                        end: file.position(finding.at.span.end).line + 1,
                    },
                },
            }
        })
        .collect();
    serde_json::to_writer_pretty(&mut *out, &issues).map_err(io::Error::from)?;
    writeln!(out)
}
