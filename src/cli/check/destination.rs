//! Files that reports are written to.

use std::path::{Path, PathBuf};

use clap::ValueEnum;

use super::Failure;
use crate::cli::replace;
use crate::nearest::nearest;
use crate::report::{Colour, Report, ReportFormat};

/// A file for a report, as `--output` names it.
#[derive(Clone, Debug)]
pub(super) struct Destination {
    /// Its format; that of `--format` where none is named.
    format: Option<ReportFormat>,
    path: PathBuf,
}

impl Destination {
    /// `FILE` or `FORMAT=FILE`. What stands before `=` and is no format belongs to the file's name.
    pub(super) fn parse(text: &str) -> Result<Self, String> {
        let named =
            text.split_once('=').and_then(|(format, path)| Some((ReportFormat::from_str(format, false).ok()?, path)));
        let (format, path) = named.map_or((None, text), |(format, path)| (Some(format), path));
        if path.is_empty() {
            return Err("no file is named".to_owned());
        }
        let meant = text.split_once('=').filter(|_| format.is_none()).and_then(|(format, path)| {
            let known = ReportFormat::ALL.map(ReportFormat::name);
            Some((nearest(format, known)?, path))
        });
        if let Some((near, path)) = meant {
            return Err(format!("did you mean `{near}={path}`? A file of that name is written `./{text}`"));
        }
        Ok(Self { format, path: path.into() })
    }

    /// The file.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Its format, where that of `--format` is `default`.
    pub(super) fn format(&self, default: ReportFormat) -> ReportFormat {
        self.format.unwrap_or(default)
    }

    /// Whether the report of `--format` goes here, and not to standard output.
    pub(super) fn replaces_standard_output(&self) -> bool {
        self.format.is_none()
    }

    /// Writes the report, to a temporary file that then takes the name, so that nobody ever reads half a report.
    pub(super) fn write(&self, report: &Report, default: ReportFormat, statistics: bool) -> Result<(), Failure> {
        let format = self.format(default);
        replace::replace(&self.path, |out| {
            if statistics && self.replaces_standard_output() {
                report.write_statistics(format, out)
            } else {
                report.write(format, Colour::None, out)
            }
        })
        .map_err(|error| {
            Failure::new(
                format!("the report could not be written to {}: {error}", self.path.display()),
                "name a file in a directory that exists and that you may write to",
            )
        })
    }
}
