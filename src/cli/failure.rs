//! The program's own failures, as a person reads them: what happened, where, what to do.

use std::io::Write;
use std::path::Path;

use miette::{Diagnostic, LabeledSpan, NamedSource, SourceCode};
use thiserror::Error;

use super::near_path::near_path;
use crate::project::ProjectError;
use crate::report::{Colour, display_path};
use crate::rule::{Catalogue, CatalogueError, LoadFault};
use crate::workspace::{ConfigurationError, PathProblem};

/// Bytes of the longest line that is shown with a fault in its file; with a longer one, only the place is told.
const LONGEST_LINE: usize = 2_000;

/// A failure with its place and its remedy.
#[derive(Debug, Error)]
#[error("{message}")]
pub struct Failure {
    message: String,
    help: Option<String>,
    source_code: Option<Box<NamedSource<String>>>,
    label: Option<LabeledSpan>,
}

impl Diagnostic for Failure {
    fn help<'a>(&'a self) -> Option<Box<dyn std::fmt::Display + 'a>> {
        self.help.as_ref().map(|help| Box::new(help) as Box<dyn std::fmt::Display>)
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        self.source_code.as_ref().map(|source| &**source as &dyn SourceCode)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        self.label.clone().map(|label| Box::new(std::iter::once(label)) as Box<dyn Iterator<Item = LabeledSpan>>)
    }
}

impl Failure {
    /// A failure without a place in a file.
    pub(super) fn new(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { message: message.into(), help: Some(help.into()), source_code: None, label: None }
    }

    /// What to do about it.
    pub(super) fn remedy(&self) -> String {
        self.help.clone().unwrap_or_default()
    }

    /// A fault in a file of rules or in a configuration.
    fn at_fault(fault: &LoadFault, what_to_do: &str) -> Self {
        let error = &fault.error;
        let help = error.help.clone().unwrap_or_else(|| what_to_do.to_owned());
        let mut failure = Self::new(error.message.clone(), help);
        if let Some(at) = error.at {
            let file = fault.sources.file(at.file);
            let (start, length) = (at.span.start as usize, at.span.range().len().max(1));
            if file.text().lines().any(|line| line.len() > LONGEST_LINE) {
                // Lines are shown whole.
                let place = file.position(at.span.start);
                failure.message = format!(
                    "{}:{}:{}: {}",
                    display_path(file.path()),
                    place.line + 1,
                    place.column + 1,
                    failure.message
                );
                return failure;
            }
            let text = file.text().to_string();
            failure.source_code = Some(Box::new(NamedSource::new(display_path(file.path()), text)));
            failure.label = Some(LabeledSpan::new_primary_with_span(Some("here".to_owned()), (start, length)));
        }
        failure
    }

    /// A path that stands for no plan.
    #[must_use]
    pub fn of_path(path: &Path, problem: &PathProblem) -> Self {
        let shown = display_path(path);
        match problem {
            PathProblem::Missing => Self::new(
                format!("{shown}: there is no such file or directory"),
                near_path(path).map_or_else(
                    || "give the path of a plan's root file, or of a directory with plans in it".to_owned(),
                    |near| format!("did you mean `{}`?", display_path(&near)),
                ),
            ),
            PathProblem::Unreadable(reason) => Self::new(
                format!("{shown}: cannot be read: {reason}"),
                "look at the file's permissions and at where it is kept",
            ),
            PathProblem::TooLarge(reason) => Self::new(
                format!("{shown}: {reason}"),
                "where it is really one plan, raise the limit; else make a plan of each part",
            ),
            PathProblem::NoPlanInside { looked_at } => Self::new(
                format!(
                    "{shown}: no plan was found in this directory ({looked_at} YAML, XML or office {} looked at)",
                    if *looked_at == 1 { "file" } else { "files" }
                ),
                "the root file of a plan has the key `plan:` at the top, with the plan's id",
            ),
            PathProblem::OtherMarkup { root } => Self::new(
                match root {
                    Some(root) => format!("{shown}: is XML but no plan: its root element is <{root}>"),
                    None => format!("{shown}: looks like XML, but no root element can be read"),
                },
                "of XML, planlint reads StratML (<StrategicPlan>, <PerformancePlanOrReport>) and IATI (<iati-activities>)",
            ),
            PathProblem::Office(refused) => Self::new(format!("{shown}: {refused}"), refused.remedy()),
            PathProblem::NotAPlan => Self::new(
                format!("{shown}: is not a plan, and no plan around it includes it"),
                "put `plan: <id>` at the top of the root file, or name the file under `include:` of a plan's root",
            ),
        }
    }

    /// What happened, where, and what to do, as it is shown in a terminal.
    #[must_use]
    pub fn to_text(&self, colour: Colour) -> String {
        let theme = match colour {
            Colour::Ansi => miette::GraphicalTheme::unicode(),
            Colour::None => miette::GraphicalTheme::unicode_nocolor(),
        };
        let mut text = String::new();
        let handler = miette::GraphicalReportHandler::new_themed(theme).with_width(100);
        if handler.render_report(&mut text, self).is_err() {
            text = self.to_string();
        }
        text.truncate(text.trim_end().len());
        text
    }
}

impl From<ProjectError> for Failure {
    fn from(error: ProjectError) -> Self {
        match error {
            ProjectError::Configuration(ConfigurationError::Unreadable { path, error }) => Self::new(
                format!("{}: cannot be read: {error}", display_path(&path)),
                "look at the path; directories under `rule-dirs` are relative to planlint.yaml",
            ),
            ProjectError::Configuration(ConfigurationError::Fault(fault)) => {
                Self::at_fault(&fault, "correct planlint.yaml; `planlint config` shows what is in force")
            }
            ProjectError::Catalogue(CatalogueError::Fault(fault)) => {
                Self::at_fault(&fault, "correct the rule file; `planlint rules test` tries it on its examples")
            }
            ProjectError::BaselineUnreadable { path, error } => Self::new(
                format!("{}: the baseline file cannot be read: {error}", display_path(&path)),
                "write it with `planlint check --write-baseline`, or correct its path",
            ),
            ProjectError::Baseline(fault) => {
                Self::at_fault(&fault, "write the file anew with `planlint check --write-baseline`")
            }
            ProjectError::Parameter(fault) => {
                Self::at_fault(&fault, "`planlint explain` shows a rule's parameters and their values")
            }
            ProjectError::Catalogue(CatalogueError::UnknownProfile { name, nearest, .. }) => {
                let known: Vec<&str> = Catalogue::profile_names().collect();
                let near = nearest.map_or(String::new(), |near| format!("did you mean `{near}`? "));
                Self::new(
                    format!("there is no profile `{name}`"),
                    format!("{near}known profiles: {}", known.join(", ")),
                )
            }
            ProjectError::UnknownRule { name, nearest } => Self::new(
                format!("there is no rule, group or pattern `{name}`"),
                nearest.map_or("`planlint rules` lists all rules".to_owned(), |near| format!("did you mean `{near}`?")),
            ),
        }
    }
}

impl From<ConfigurationError> for Failure {
    fn from(error: ConfigurationError) -> Self {
        ProjectError::from(error).into()
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        Self::new(
            format!("the output could not be written: {error}"),
            "look at where it goes, and whether there is room",
        )
    }
}

/// Writes a failure to standard error.
pub(super) fn show(failure: &Failure) {
    let coloured = super::output::wants_colour(&std::io::stderr());
    let text = failure.to_text(if coloured { Colour::Ansi } else { Colour::None });
    // Nothing is left to be done where standard error is closed.
    let _ = writeln!(anstream::stderr(), "{text}");
}
