//! Reports: findings for people and for programs, one file a format.
//!
//! A report format sees a [`Report`] and writes text; it prints nothing itself and knows no rule.

mod checkstyle;
mod concise;
mod csv;
mod excerpt;
mod extracted;
mod format;
mod github;
mod gitlab;
mod html;
mod json;
mod junit;
mod markdown;
mod not_expressible;
mod place;
mod rdjsonl;
mod rule_page;
mod sarif;
mod statement;
mod statistics;
mod text;
mod xml;

use std::collections::HashSet;
use std::io::{self, Write};
use std::sync::Arc;

use crate::finding::{Finding, Severity};
use crate::plan::Plan;
use crate::rule::Messages;
use crate::source::SourceMap;

pub(crate) use csv::row as csv_row;
pub use excerpt::Excerpt;
pub use format::ReportFormat;
pub(crate) use json::Counts as SummaryCounts;
pub(crate) use markdown::escape as escape_markdown;
pub(crate) use not_expressible::line_of as what_is_not_expressible;
pub(crate) use place::{PLACE_COLUMNS, bounds};
pub use place::{display_path, place_within};
pub use rule_page::{RuleEntry, RulePage, write_index};
pub use statement::StatementReport;
pub(crate) use xml::escape;

/// The findings of one plan, or of one configuration, with the files that they point into.
#[derive(Debug)]
pub struct Batch {
    /// The files.
    pub sources: SourceMap,
    /// The findings.
    pub findings: Vec<Finding>,
    /// The plan; none for a configuration.
    pub plan: Option<Arc<Plan>>,
    /// The words in which the findings are shown.
    pub messages: Arc<Messages>,
}

/// What reports say of a rule besides its title and guidance, which [`Messages`] knows.
#[derive(Clone, Debug)]
pub struct RuleCard {
    /// The rule's id.
    pub id: Arc<str>,
    /// Why it exists, in English.
    pub rationale: String,
    /// Its severity where the plan's status changes nothing.
    pub severity: Severity,
}

/// What was looked at and what was found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Plans judged.
    pub plans: usize,
    /// Files that belong to them.
    pub files: usize,
    /// Their elements.
    pub elements: usize,
    /// Findings shown, by severity.
    pub errors: usize,
    /// Warnings shown.
    pub warnings: usize,
    /// Infos shown.
    pub infos: usize,
    /// Hints shown.
    pub hints: usize,
    /// Findings that a comment, a waiver, the baseline file or an older state suppresses, shown or not.
    pub suppressed: usize,
}

/// A report, ready to be written in any format.
#[derive(Debug)]
pub struct Report {
    batches: Vec<Batch>,
    /// Batch and finding of each finding shown, in the order of the report.
    shown: Vec<(usize, usize)>,
    /// Counts.
    pub summary: Summary,
    /// Findings below the least severity that is shown.
    pub hidden: usize,
    rules: Vec<RuleCard>,
    /// The words of the report itself.
    messages: Arc<Messages>,
}

/// Which findings are shown.
#[derive(Clone, Copy, Debug)]
pub struct Filter {
    /// The least severity.
    pub min_severity: Severity,
    /// Whether suppressed findings are shown too.
    pub show_suppressed: bool,
}

impl Summary {
    /// Findings of a severity that are shown and not suppressed.
    #[must_use]
    pub const fn of(&self, severity: Severity) -> usize {
        match severity {
            Severity::Error => self.errors,
            Severity::Warning => self.warnings,
            Severity::Info => self.infos,
            Severity::Hint => self.hints,
        }
    }
}

impl Report {
    /// A report over `batches`; `plans`, `files` and `elements` of `looked_at` are taken as they are. Its own words are in the
    /// language of the findings where they share one, else in English.
    #[must_use]
    pub fn new(batches: Vec<Batch>, looked_at: Summary, filter: Filter) -> Self {
        let mut summary = looked_at;
        let (mut shown, mut hidden) = (Vec::new(), 0);
        for (batch_index, batch) in batches.iter().enumerate() {
            for (index, finding) in batch.findings.iter().enumerate() {
                let suppressed = finding.suppressed.is_some();
                summary.suppressed += usize::from(suppressed);
                if finding.severity < filter.min_severity {
                    hidden += usize::from(!suppressed);
                    continue;
                }
                if suppressed && !filter.show_suppressed {
                    continue;
                }
                shown.push((batch_index, index));
                if suppressed {
                    continue;
                }
                match finding.severity {
                    Severity::Error => summary.errors += 1,
                    Severity::Warning => summary.warnings += 1,
                    Severity::Info => summary.infos += 1,
                    Severity::Hint => summary.hints += 1,
                }
            }
        }
        shown.sort_by_cached_key(|&(batch, index)| {
            let batch = &batches[batch];
            let finding = &batch.findings[index];
            let path = display_path(batch.sources.file(finding.at.file).path());
            (path, finding.at.span.start, finding.rule.clone(), finding.at.span.end)
        });
        let messages = common_language(&batches);
        Self { batches, shown, summary, hidden, rules: Vec::new(), messages }
    }

    /// The same report with what is known of the rules that its findings name; `cards` may hold others too.
    #[must_use]
    pub fn with_rules(mut self, cards: Vec<RuleCard>) -> Self {
        let spoken: HashSet<&str> = self.findings().map(|(_, finding)| &*finding.rule).collect();
        let mut named: Vec<RuleCard> = cards.into_iter().filter(|card| spoken.contains(&*card.id)).collect();
        named.sort_by(|a, b| a.id.cmp(&b.id));
        named.dedup_by(|a, b| a.id == b.id);
        self.rules = named;
        self
    }

    /// The rules that findings name, by id.
    #[must_use]
    pub fn rules(&self) -> &[RuleCard] {
        &self.rules
    }

    /// The plans that were judged, in the order of their files.
    pub fn plans(&self) -> impl Iterator<Item = &Arc<Plan>> {
        self.batches.iter().filter_map(|batch| batch.plan.as_ref())
    }

    /// The findings shown, each with the words in which it is shown.
    pub fn spoken(&self) -> impl Iterator<Item = (&Batch, &Finding)> {
        self.shown.iter().map(|&(batch, index)| (&self.batches[batch], &self.batches[batch].findings[index]))
    }

    /// The findings shown, each with the files that it points into: by file, place and rule.
    pub fn findings(&self) -> impl Iterator<Item = (&SourceMap, &Finding)> {
        self.shown.iter().map(|&(batch, index)| (&self.batches[batch].sources, &self.batches[batch].findings[index]))
    }

    /// How many findings of a plan are suppressed, shown or not.
    fn suppressed_in(&self, plan: &str) -> usize {
        let all = self.batches.iter().flat_map(|batch| &batch.findings);
        all.filter(|finding| finding.suppressed.is_some() && finding.plan.as_deref() == Some(plan)).count()
    }

    /// The words of the report itself.
    #[must_use]
    pub fn messages(&self) -> &Arc<Messages> {
        &self.messages
    }

    /// Whether a finding that is not suppressed, shown or not, is at least as severe as `threshold`.
    #[must_use]
    pub fn reaches(&self, threshold: Severity) -> bool {
        let mut all = self.batches.iter().flat_map(|batch| &batch.findings);
        all.any(|finding| finding.suppressed.is_none() && finding.severity >= threshold)
    }

    /// Writes the report.
    ///
    /// # Errors
    /// As `out`.
    pub fn write(&self, format: ReportFormat, colour: Colour, out: &mut dyn Write) -> io::Result<()> {
        match format {
            ReportFormat::Text => text::write(self, colour, out),
            ReportFormat::Concise => concise::write(self, colour, out),
            ReportFormat::Json => json::write(self, out),
            ReportFormat::Sarif => sarif::write(self, out),
            ReportFormat::Github => github::write(self, out),
            ReportFormat::Gitlab => gitlab::write(self, out),
            ReportFormat::Junit => junit::write(self, out),
            ReportFormat::Checkstyle => checkstyle::write(self, out),
            ReportFormat::Rdjsonl => rdjsonl::write(self, out),
            ReportFormat::Csv => csv::write(self, out),
            ReportFormat::Markdown => markdown::write(self, out),
            ReportFormat::Html => html::write(self, out),
        }
    }

    /// Writes how many findings each rule has, most first: as JSON in that format, else as a table.
    ///
    /// # Errors
    /// As `out`.
    pub fn write_statistics(&self, format: ReportFormat, out: &mut dyn Write) -> io::Result<()> {
        statistics::write(self, format, out)
    }
}

/// A finding as the contract for other programs writes it: as one of `findings` in [`ReportFormat::Json`].
#[must_use]
pub fn finding_as_json(sources: &SourceMap, finding: &Finding) -> serde_json::Value {
    json::value(sources, finding)
}

/// The words of the batches that have something to tell, where they are in one language; else English.
fn common_language(batches: &[Batch]) -> Arc<Messages> {
    let mut telling = batches.iter().filter(|batch| !batch.findings.is_empty());
    let Some(first) = telling.next().or(batches.first()) else { return Messages::english() };
    if telling.all(|batch| batch.messages.language == first.messages.language) {
        return Arc::clone(&first.messages);
    }
    Messages::english()
}

/// Whether a report uses colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colour {
    /// ANSI sequences.
    Ansi,
    /// Plain text.
    None,
}
