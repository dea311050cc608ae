//! Reports of an audit, one file a format.
//!
//! Formats for programs are written while plans finish, a plan after the other in the order in which they were given; pages for
//! people when all are there.

mod csv;
mod html;
mod json;
mod markdown;
mod ndjson;

use std::io::{self, Write};
use std::sync::Arc;

use super::{Audit, Entry, PlanAudit};
use crate::rule::Messages;

/// A format of audits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AuditFormat {
    /// One page for a browser.
    Html,
    /// Headings and tables.
    Markdown,
    /// A table, one row a finding.
    Csv,
    /// A table, one row a plan, and one for each file that could not be read.
    CsvPlans,
    /// One object.
    Json,
    /// One object a line.
    Ndjson,
}

impl AuditFormat {
    /// Every format, in the order in which people are told of them.
    pub const ALL: [Self; 6] = [Self::Html, Self::Markdown, Self::Csv, Self::CsvPlans, Self::Json, Self::Ndjson];

    /// The word on the command line.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Html => "html",
            Self::Markdown => "markdown",
            Self::Csv => "csv",
            Self::CsvPlans => "csv-plans",
            Self::Json => "json",
            Self::Ndjson => "ndjson",
        }
    }

    /// What it is, in English.
    #[must_use]
    pub const fn about(self) -> &'static str {
        match self {
            Self::Html => "One page for a browser, to read or to print",
            Self::Markdown => "Markdown, for a minute or a wiki",
            Self::Csv => "A table for a spreadsheet, one row a finding",
            Self::CsvPlans => "A table for a spreadsheet, one row a plan",
            Self::Json => "One object, for other programs",
            Self::Ndjson => "One object a line, written as plans finish",
        }
    }

    /// The format that a file's name asks for.
    #[must_use]
    pub fn of_extension(extension: &str) -> Option<Self> {
        match extension.to_ascii_lowercase().as_str() {
            "html" | "htm" => Some(Self::Html),
            "md" | "markdown" => Some(Self::Markdown),
            "csv" => Some(Self::Csv),
            "json" => Some(Self::Json),
            "ndjson" | "jsonl" => Some(Self::Ndjson),
            _ => None,
        }
    }
}

/// Writes an audit in one format.
pub struct AuditWriter<W> {
    format: AuditFormat,
    out: W,
    /// How many plans were written.
    written: usize,
}

impl<W: Write> AuditWriter<W> {
    /// A writer of `format` to `out`.
    ///
    /// # Errors
    /// As `out`.
    pub fn begin(format: AuditFormat, mut out: W) -> io::Result<Self> {
        match format {
            AuditFormat::Csv => csv::begin_findings(&mut out)?,
            AuditFormat::CsvPlans => csv::begin_plans(&mut out)?,
            AuditFormat::Json => json::begin(&mut out)?,
            AuditFormat::Html | AuditFormat::Markdown | AuditFormat::Ndjson => {}
        }
        Ok(Self { format, out, written: 0 })
    }

    /// Writes a plan that was judged, with all of its findings.
    ///
    /// # Errors
    /// As the writer's output.
    pub fn plan(&mut self, plan: &PlanAudit, findings: &[Entry]) -> io::Result<()> {
        let out = &mut self.out;
        match self.format {
            AuditFormat::Csv => csv::findings(plan, findings, out)?,
            AuditFormat::CsvPlans => csv::plan(plan, out)?,
            AuditFormat::Json => json::plan(plan, findings, self.written == 0, out)?,
            AuditFormat::Ndjson => {
                ndjson::plan(plan, findings, out)?;
                // Who reads along sees a plan as soon as it is there.
                out.flush()?;
            }
            AuditFormat::Html | AuditFormat::Markdown => {}
        }
        self.written += 1;
        Ok(())
    }

    /// Writes what is to be said of all plans, and gives the output back.
    ///
    /// # Errors
    /// As the writer's output.
    pub fn finish(mut self, audit: &Audit, messages: &Arc<Messages>) -> io::Result<W> {
        let out = &mut self.out;
        match self.format {
            AuditFormat::Html => html::write(audit, messages, out)?,
            AuditFormat::Markdown => markdown::write(audit, messages, out)?,
            AuditFormat::Csv => {}
            AuditFormat::CsvPlans => csv::unread(audit, out)?,
            AuditFormat::Json => json::end(audit, out)?,
            AuditFormat::Ndjson => ndjson::end(audit, out)?,
        }
        self.out.flush()?;
        Ok(self.out)
    }
}
