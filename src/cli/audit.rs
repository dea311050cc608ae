//! `planlint audit`: many plans at once, for who looks at them from above.

mod destination;
mod in_order;
mod run;

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::Outcome;
use super::check::{self, SeverityArgument};
use super::failure::{self, Failure};
use super::locale;
use super::rule_choice::RuleChoice;
use crate::audit::report::AuditFormat;
use crate::project::Choices;
use destination::{Destination, Outputs};

/// Audits many plans and says what is to be said of all of them
///
/// A path is a plan or a directory to search for plans, of any size. Plans are read one after the other on all cores and let go
/// again; a file that cannot be read is listed with its reason and stops nothing. Each plan has a score from 0 to 100 for each
/// letter of SMART and for each group of rules (docs/scores.md), so that years and organizations can be compared.
#[derive(Debug, Args)]
#[command(after_help = "Exit code: 0 the audit is made, whatever it says; 2 a path that was named cannot be audited.

Examples:
  planlint audit archive -o report.html        one page, to read in a browser or to print
  planlint audit archive -o report.html -o findings.csv -o csv-plans=plans.csv
  planlint audit archive --lang fr -o rapport.html
  planlint audit archive --format ndjson | jq -c '{plan, scores}'
  planlint audit plans/2020 plans/2024 --profile un")]
pub(super) struct Arguments {
    /// Files and directories.
    #[arg(value_name = "PATH", required = true)]
    paths: Vec<PathBuf>,
    /// Writes the audit to a file, in the format that its name asks for (.html, .md, .csv, .json, .ndjson, .parquet), or in
    /// the one before it, as in `csv-plans=plans.csv`. May be given several times.
    #[arg(long, short, value_name = "[FORMAT=]FILE", value_parser = Destination::parse)]
    output: Vec<Destination>,
    /// The format on standard output, where no file is named [default: markdown].
    #[arg(long, value_enum)]
    format: Option<AuditFormat>,
    #[command(flatten)]
    rules: RuleChoice,
    /// The least severity that is told and counted.
    #[arg(long, value_enum, default_value = "info")]
    min_severity: SeverityArgument,
    /// The language of the audit, and of all that is said in it.
    #[arg(long, value_name = "LANGUAGE", value_parser = check::language)]
    lang: Option<String>,
    /// The configuration, in place of the nearest planlint.yaml.
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
}

impl ValueEnum for AuditFormat {
    fn value_variants<'a>() -> &'a [Self] {
        &Self::ALL
    }

    fn to_possible_value(&self) -> Option<clap::builder::PossibleValue> {
        Some(clap::builder::PossibleValue::new(self.name()).help(self.about()))
    }
}

pub(super) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let choices = Choices {
        profile: arguments.rules.profile()?,
        language: arguments.lang.clone(),
        surroundings: locale::language(),
        selection: arguments.rules.selection(),
        ..Choices::default()
    };
    // Standard output is left alone where a file is named, and nothing more is asked for.
    let standard = match (arguments.format, arguments.output.as_slice()) {
        (None, [_, ..]) => None,
        (format, _) => Some(format.unwrap_or(AuditFormat::Markdown)),
    };
    let mut asked = standard.into_iter().chain(arguments.output.iter().map(Destination::format));
    if let Some(format) = asked.find(|format| !format.is_built_in()) {
        return Err(not_built_in(format));
    }
    let outputs = Outputs::open(standard, &arguments.output)?;
    let request = run::Request {
        paths: &arguments.paths,
        config: arguments.config.as_deref(),
        choices,
        min_severity: arguments.min_severity.into(),
        wants_details: outputs.has(AuditFormat::Html),
    };
    let audited = run::audit(&request, outputs)?;
    for unread in &audited.unread {
        tell(&format!("{}: {}", unread.file, unread.reason));
    }
    for failure in &audited.failures {
        failure::show(failure);
    }
    tell(&audited.summary);
    Ok(if audited.failures.is_empty() { Outcome::Clean } else { Outcome::Failed })
}

/// A format that this planlint was built without.
fn not_built_in(format: AuditFormat) -> Failure {
    Failure::new(
        format!("this planlint was built without the format `{}`", format.name()),
        "in its source, `cargo install --path . --locked --features parquet` builds one that has it; \
         `csv` and `csv-plans` are the same tables",
    )
}

/// Writes a line to standard error.
fn tell(text: &str) {
    // Nothing is left to be done where standard error is closed.
    let _ = writeln!(anstream::stderr(), "{text}");
}

/// A failure to write to a file.
fn not_written(path: &Path, error: &std::io::Error) -> Failure {
    Failure::new(
        format!("the audit could not be written to {}: {error}", path.display()),
        "name a file in a directory that exists and that you may write to",
    )
}
