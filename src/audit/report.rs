//! Reports of an audit, one file a format.
//!
//! Formats for programs are written while plans finish, a plan after the other in the order in which they were given; pages for
//! people when all are there.

mod csv;
mod html;
mod json;
mod markdown;
mod ndjson;
#[cfg(feature = "parquet")]
mod parquet;
mod table;

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
    /// The table of findings, as Apache Parquet.
    Parquet,
    /// The table of plans, as Apache Parquet.
    ParquetPlans,
}

impl AuditFormat {
    /// Every format, in the order in which people are told of them.
    pub const ALL: [Self; 8] = [
        Self::Html,
        Self::Markdown,
        Self::Csv,
        Self::CsvPlans,
        Self::Json,
        Self::Ndjson,
        Self::Parquet,
        Self::ParquetPlans,
    ];

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
            Self::Parquet => "parquet",
            Self::ParquetPlans => "parquet-plans",
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
            Self::Parquet => "Apache Parquet, one row a finding (where planlint is built with it)",
            Self::ParquetPlans => "Apache Parquet, one row a plan (where planlint is built with it)",
        }
    }

    /// Whether this planlint was built with what writes it: Parquet is the cargo feature `parquet`.
    #[must_use]
    pub const fn is_built_in(self) -> bool {
        match self {
            Self::Parquet | Self::ParquetPlans => cfg!(feature = "parquet"),
            Self::Html | Self::Markdown | Self::Csv | Self::CsvPlans | Self::Json | Self::Ndjson => true,
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
            "parquet" => Some(Self::Parquet),
            _ => None,
        }
    }
}

/// Writes an audit in one format.
pub struct AuditWriter<W: Write + Send> {
    format: AuditFormat,
    sink: Sink<W>,
    /// How many plans were written.
    written: usize,
}

/// Who holds the output.
enum Sink<W: Write + Send> {
    Text(W),
    #[cfg(feature = "parquet")]
    Parquet(Box<parquet::Table<W>>),
}

impl<W: Write + Send> AuditWriter<W> {
    /// A writer of `format` to `out`.
    ///
    /// # Errors
    /// As `out`; [`io::ErrorKind::Unsupported`] where the format is not built in.
    pub fn begin(format: AuditFormat, mut out: W) -> io::Result<Self> {
        let sink = match format {
            #[cfg(feature = "parquet")]
            AuditFormat::Parquet => {
                Sink::Parquet(Box::new(parquet::Table::begin("finding", &table::finding_columns(), out)?))
            }
            #[cfg(feature = "parquet")]
            AuditFormat::ParquetPlans => {
                Sink::Parquet(Box::new(parquet::Table::begin("plan", &table::plan_columns(), out)?))
            }
            #[cfg(not(feature = "parquet"))]
            AuditFormat::Parquet | AuditFormat::ParquetPlans => return Err(io::ErrorKind::Unsupported.into()),
            AuditFormat::Csv => {
                csv::head(&table::finding_columns(), &mut out)?;
                Sink::Text(out)
            }
            AuditFormat::CsvPlans => {
                csv::head(&table::plan_columns(), &mut out)?;
                Sink::Text(out)
            }
            AuditFormat::Json => {
                json::begin(&mut out)?;
                Sink::Text(out)
            }
            AuditFormat::Html | AuditFormat::Markdown | AuditFormat::Ndjson => Sink::Text(out),
        };
        Ok(Self { format, sink, written: 0 })
    }

    /// Writes a plan that was judged, with all of its findings.
    ///
    /// # Errors
    /// As the writer's output.
    pub fn plan(&mut self, plan: &PlanAudit, findings: &[Entry]) -> io::Result<()> {
        match self.format {
            AuditFormat::Csv | AuditFormat::Parquet => {
                for entry in findings {
                    self.sink.row(&table::finding(plan, entry))?;
                }
            }
            AuditFormat::CsvPlans | AuditFormat::ParquetPlans => self.sink.row(&table::plan(plan))?,
            AuditFormat::Json => self.sink.text(|out| json::plan(plan, findings, self.written == 0, out))?,
            AuditFormat::Ndjson => self.sink.text(|out| {
                ndjson::plan(plan, findings, out)?;
                // Who reads along sees a plan as soon as it is there.
                out.flush()
            })?,
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
        match self.format {
            AuditFormat::Html => self.sink.text(|out| html::write(audit, messages, out))?,
            AuditFormat::Markdown => self.sink.text(|out| markdown::write(audit, messages, out))?,
            AuditFormat::Csv | AuditFormat::Parquet => {}
            AuditFormat::CsvPlans | AuditFormat::ParquetPlans => {
                for unread in &audit.unread {
                    self.sink.row(&table::unread(unread))?;
                }
            }
            AuditFormat::Json => self.sink.text(|out| json::end(audit, out))?,
            AuditFormat::Ndjson => self.sink.text(|out| ndjson::end(audit, out))?,
        }
        let mut out = self.sink.finish()?;
        out.flush()?;
        Ok(out)
    }
}

impl<W: Write + Send> Sink<W> {
    /// Writes a row of a table.
    fn row(&mut self, cells: &[table::Cell<'_>]) -> io::Result<()> {
        match self {
            Self::Text(out) => csv::row(cells, out),
            #[cfg(feature = "parquet")]
            Self::Parquet(table) => table.row(cells),
        }
    }

    /// Writes what is no table.
    fn text(&mut self, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
        match self {
            Self::Text(out) => write(out),
            #[cfg(feature = "parquet")]
            Self::Parquet(_) => Err(io::ErrorKind::Unsupported.into()),
        }
    }

    fn finish(self) -> io::Result<W> {
        match self {
            Self::Text(out) => Ok(out),
            #[cfg(feature = "parquet")]
            Self::Parquet(table) => (*table).finish(),
        }
    }
}

/// A mean as reports write it, with one digit behind the point.
fn rounded(mean: f64) -> f64 {
    (mean * 10.0).round() / 10.0
}
