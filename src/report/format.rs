//! The formats of reports, listed once.

/// A format of reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReportFormat {
    /// Excerpts with the words marked, for a terminal.
    Text,
    /// One line a finding.
    Concise,
    /// The contract for other programs.
    Json,
    /// SARIF 2.1.0.
    Sarif,
    /// Annotations of a GitHub workflow.
    Github,
    /// GitLab's code quality report.
    Gitlab,
    /// JUnit's XML.
    Junit,
    /// Checkstyle's XML.
    Checkstyle,
    /// reviewdog's lines of JSON.
    Rdjsonl,
    /// A table, one row a finding.
    Csv,
    /// Headings and lists.
    Markdown,
    /// One page for a browser.
    Html,
}

impl ReportFormat {
    /// Every format, in the order in which people are told of them.
    pub const ALL: [Self; 12] = [
        Self::Text,
        Self::Concise,
        Self::Json,
        Self::Sarif,
        Self::Github,
        Self::Gitlab,
        Self::Junit,
        Self::Checkstyle,
        Self::Rdjsonl,
        Self::Csv,
        Self::Markdown,
        Self::Html,
    ];

    /// The word on the command line.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Concise => "concise",
            Self::Json => "json",
            Self::Sarif => "sarif",
            Self::Github => "github",
            Self::Gitlab => "gitlab",
            Self::Junit => "junit",
            Self::Checkstyle => "checkstyle",
            Self::Rdjsonl => "rdjsonl",
            Self::Csv => "csv",
            Self::Markdown => "markdown",
            Self::Html => "html",
        }
    }

    /// What it is and for whom, in English.
    #[must_use]
    pub const fn about(self) -> &'static str {
        match self {
            Self::Text => "Excerpts with the words marked",
            Self::Concise => "One line a finding",
            Self::Json => "The contract for other programs",
            Self::Sarif => "SARIF 2.1.0, for code hosts and security dashboards",
            Self::Github => "Annotations of a GitHub workflow run",
            Self::Gitlab => "GitLab's code quality report",
            Self::Junit => "JUnit XML, for build servers",
            Self::Checkstyle => "Checkstyle XML, for build servers and editors",
            Self::Rdjsonl => "reviewdog's diagnostics, one JSON object a line",
            Self::Csv => "A table for a spreadsheet",
            Self::Markdown => "Markdown, for a merge request",
            Self::Html => "One page for a browser, to read or to print",
        }
    }

    /// Whether a program reads it, and so wants a report even where no plan could be judged.
    #[must_use]
    pub const fn is_for_programs(self) -> bool {
        !matches!(self, Self::Text | Self::Concise | Self::Markdown | Self::Html)
    }

    /// Whether a report in it says how many findings are suppressed; the others have no place for that.
    #[must_use]
    pub const fn counts_suppressed(self) -> bool {
        !matches!(self, Self::Gitlab | Self::Rdjsonl | Self::Csv)
    }
}
