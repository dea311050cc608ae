//! Where an audit is written to: files, each complete or not there, and standard output.

use std::io::{self, BufWriter, Stdout, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::ValueEnum;

use super::not_written;
use crate::audit::report::{AuditFormat, AuditWriter};
use crate::audit::{Audit, Entry, PlanAudit};
use crate::cli::failure::Failure;
use crate::cli::replace::Replacement;
use crate::rule::Messages;

/// A file for an audit, as `--output` names it.
#[derive(Clone, Debug)]
pub(super) struct Destination {
    format: AuditFormat,
    path: PathBuf,
}

impl Destination {
    /// The format that is asked for.
    pub(super) const fn format(&self) -> AuditFormat {
        self.format
    }

    /// `FILE` or `FORMAT=FILE`. What stands before `=` and is no format belongs to the file's name.
    pub(super) fn parse(text: &str) -> Result<Self, String> {
        let named =
            text.split_once('=').and_then(|(format, path)| Some((AuditFormat::from_str(format, false).ok()?, path)));
        let (format, path) = match named {
            Some((format, path)) => (Some(format), path),
            None => (None, text),
        };
        if path.is_empty() {
            return Err("no file is named".to_owned());
        }
        let extension = Path::new(path).extension().and_then(|extension| extension.to_str()).unwrap_or_default();
        match format.or_else(|| AuditFormat::of_extension(extension)) {
            Some(format) => Ok(Self { format, path: path.into() }),
            None => {
                let known = AuditFormat::ALL.map(AuditFormat::name).join(", ");
                Err(format!("the name does not tell the format; write FORMAT={path}, where FORMAT is one of: {known}"))
            }
        }
    }
}

/// One place to write to.
enum Output {
    File(PathBuf, AuditWriter<Replacement>),
    /// Standard output; nothing more once its reader has gone away.
    Standard(Option<AuditWriter<BufWriter<Stdout>>>),
}

/// All places that an audit is written to.
pub(super) struct Outputs(Vec<(AuditFormat, Output)>);

impl Outputs {
    /// Opens standard output, where a format is named for it, and files.
    ///
    /// # Errors
    /// A file that cannot be written.
    pub(super) fn open(standard: Option<AuditFormat>, files: &[Destination]) -> Result<Self, Failure> {
        let mut outputs = Vec::new();
        if let Some(format) = standard {
            let writer = AuditWriter::begin(format, BufWriter::new(io::stdout()))?;
            outputs.push((format, Output::Standard(Some(writer))));
        }
        for Destination { format, path } in files {
            let file = Replacement::begin(path).map_err(|error| not_written(path, &error))?;
            let writer = AuditWriter::begin(*format, file).map_err(|error| not_written(path, &error))?;
            outputs.push((*format, Output::File(path.clone(), writer)));
        }
        Ok(Self(outputs))
    }

    /// Whether something is written in `format`.
    pub(super) fn has(&self, format: AuditFormat) -> bool {
        self.0.iter().any(|(known, _)| *known == format)
    }

    /// Writes a plan that was judged.
    ///
    /// # Errors
    /// A file that cannot be written any more.
    pub(super) fn plan(&mut self, plan: &PlanAudit, findings: &[Entry]) -> Result<(), Failure> {
        for (_, output) in &mut self.0 {
            match output {
                Output::File(path, writer) => {
                    writer.plan(plan, findings).map_err(|error| not_written(path, &error))?;
                }
                Output::Standard(writer) => {
                    let Some(open) = writer else { continue };
                    match open.plan(plan, findings) {
                        // A reader that has seen enough ends the writing, not the run.
                        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => *writer = None,
                        other => other?,
                    }
                }
            }
        }
        Ok(())
    }

    /// Writes what is to be said of all plans, and gives files their names.
    ///
    /// # Errors
    /// A file that cannot be written any more.
    pub(super) fn finish(self, audit: &Audit, messages: &Arc<Messages>) -> Result<(), Failure> {
        for (_, output) in self.0 {
            match output {
                Output::File(path, writer) => writer
                    .finish(audit, messages)
                    .and_then(Replacement::finish)
                    .map_err(|error| not_written(&path, &error))?,
                Output::Standard(Some(writer)) => {
                    match writer.finish(audit, messages).and_then(|mut out| out.flush()) {
                        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {}
                        other => other?,
                    }
                }
                Output::Standard(None) => {}
            }
        }
        Ok(())
    }
}
