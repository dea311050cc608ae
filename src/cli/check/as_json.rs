//! Plans to their report as JSON, for programs that embed planlint.

use std::path::Path;

use super::run::{self, Caller};
use crate::cli::failure::Failure;
use crate::finding::Severity;
use crate::project::Choices;
use crate::report::{Colour, Filter, Report, ReportFormat};

/// What a program wants checked.
#[derive(Clone, Copy, Debug)]
pub enum Checkable<'c> {
    /// A plan's root, a file that a root includes, or a directory to search for plans.
    Path(&'c Path),
    /// A text, read as if it stood at `filename`: there its includes and its configuration are looked for.
    Text {
        /// The text.
        text: &'c str,
        /// Where it would stand.
        filename: &'c Path,
    },
}

/// The report on plans, as `planlint check --format json` prints it.
///
/// # Errors
/// The first of what the command line would tell as failures: a path that stands for no plan, a file that cannot be read, a fault in the
/// configuration, or choices that do not exist. A program that is handed half a report would take it for the whole.
pub fn check_as_json(what: Checkable<'_>, choices: &Choices) -> Result<String, Failure> {
    let (paths, text) = match what {
        Checkable::Path(path) => (vec![path.to_owned()], None),
        Checkable::Text { text, filename } => {
            (Vec::new(), Some(run::Stdin { path: filename, bytes: text.as_bytes().to_vec() }))
        }
    };
    let checked = run::check(&run::Request {
        caller: Caller::Program,
        paths: &paths,
        stdin: text.as_ref(),
        config: None,
        choices,
        against: None,
    });
    if let Some(failure) = checked.failures.into_iter().next() {
        return Err(failure);
    }
    let filter = Filter { min_severity: Severity::Info, show_suppressed: false };
    let report = Report::new(checked.batches, checked.looked_at, filter);
    let mut out = Vec::new();
    report.write(ReportFormat::Json, Colour::None, &mut out)?;
    Ok(String::from_utf8(out).expect("JSON is UTF-8"))
}
