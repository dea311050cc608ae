//! Files that reports are written to.

use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use clap::ValueEnum;

use super::Failure;
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
        Ok(Self { format, path: path.into() })
    }

    /// Whether the report of `--format` goes here, and not to standard output.
    pub(super) fn replaces_standard_output(&self) -> bool {
        self.format.is_none()
    }

    /// Writes the report, to a temporary file that then takes the name, so that nobody ever reads half a report.
    pub(super) fn write(&self, report: &Report, default: ReportFormat, statistics: bool) -> Result<(), Failure> {
        let format = self.format.unwrap_or(default);
        replace(&self.path, |out| {
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

/// Writes a file as a whole: what is read under the name is the old content or the new, never half of it.
pub(super) fn replace(path: &Path, content: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let directory = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if !directory.is_dir() {
        return Err(io::ErrorKind::NotFound.into());
    }
    let special = path.metadata().is_ok_and(|metadata| !metadata.is_file());
    if special {
        // A device or a pipe is written to, never replaced.
        let mut out = BufWriter::new(std::fs::OpenOptions::new().write(true).open(path)?);
        content(&mut out)?;
        return out.flush();
    }
    let mut out = BufWriter::new(tempfile::Builder::new().prefix(".planlint-").tempfile_in(directory)?);
    content(&mut out)?;
    let file = out.into_inner().map_err(io::IntoInnerError::into_error)?;
    file.as_file().sync_all()?;
    file.persist(path).map_err(|error| error.error)?;
    Ok(())
}
