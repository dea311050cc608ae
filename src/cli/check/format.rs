//! The formats that `--format` and `--output` name.

use clap::ValueEnum;

use crate::report::ReportFormat;

/// A format of reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// Excerpts with the words marked.
    Text,
    /// One line a finding.
    Concise,
    /// The contract for other programs.
    Json,
    /// SARIF 2.1.0, for code hosts and security dashboards.
    Sarif,
    /// Annotations of a GitHub workflow run.
    Github,
    /// GitLab's code quality report.
    Gitlab,
    /// JUnit XML, for build servers.
    Junit,
    /// Checkstyle XML, for build servers and editors.
    Checkstyle,
    /// reviewdog's diagnostics, one JSON object a line.
    Rdjsonl,
    /// A table for a spreadsheet.
    Csv,
    /// Markdown, for a merge request.
    Markdown,
    /// One page for a browser, to read or to print.
    Html,
}

impl Format {
    /// Whether a program reads it, and so wants a report even where no plan could be judged.
    pub(super) fn is_for_programs(self) -> bool {
        !matches!(self, Self::Text | Self::Concise | Self::Markdown | Self::Html)
    }

    /// Whether a report in it says how many findings are suppressed; the others have no place for that.
    pub(super) fn counts_suppressed(self) -> bool {
        !matches!(self, Self::Gitlab | Self::Rdjsonl | Self::Csv)
    }
}

impl From<Format> for ReportFormat {
    fn from(format: Format) -> Self {
        match format {
            Format::Text => Self::Text,
            Format::Concise => Self::Concise,
            Format::Json => Self::Json,
            Format::Sarif => Self::Sarif,
            Format::Github => Self::Github,
            Format::Gitlab => Self::Gitlab,
            Format::Junit => Self::Junit,
            Format::Checkstyle => Self::Checkstyle,
            Format::Rdjsonl => Self::Rdjsonl,
            Format::Csv => Self::Csv,
            Format::Markdown => Self::Markdown,
            Format::Html => Self::Html,
        }
    }
}
