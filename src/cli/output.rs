//! Where results go: standard output, with colours and readers that go away, and files.

use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::Path;

use clap::ValueEnum;

use crate::report::Colour;

/// When to use colours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum ColourChoice {
    /// On a terminal, unless NO_COLOR is set.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

impl ColourChoice {
    pub(super) fn resolve(self) -> Colour {
        let wanted = match self {
            Self::Always => true,
            Self::Never => false,
            Self::Auto => wants_colour(&io::stdout()),
        };
        if wanted { Colour::Ansi } else { Colour::None }
    }
}

/// Whether a stream is a terminal whose user has not asked for plain text.
pub(super) fn wants_colour(stream: &impl IsTerminal) -> bool {
    let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
    stream.is_terminal() && !set("NO_COLOR") && !dumb
}

/// Writes to standard output. A reader that has seen enough (`| head`) ends the writing, not the run.
pub(super) fn write(content: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    match content(&mut out).and_then(|()| out.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        other => other,
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
    let mut temporary = tempfile::Builder::new();
    temporary.prefix(".planlint-");
    // As any new file here, or as the one that was there: a report is for others to read.
    let permissions = path.metadata().ok().map(|metadata| metadata.permissions()).or_else(new_file);
    if let Some(permissions) = permissions {
        temporary.permissions(permissions);
    }
    let mut out = BufWriter::new(temporary.tempfile_in(directory)?);
    content(&mut out)?;
    let file = out.into_inner().map_err(io::IntoInnerError::into_error)?;
    file.as_file().sync_all()?;
    file.persist(path).map_err(|error| error.error)?;
    Ok(())
}

/// The permissions of a new file, before the process's mask is taken off; none where the system has no such thing.
fn new_file() -> Option<std::fs::Permissions> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        Some(std::fs::Permissions::from_mode(0o666))
    }
    #[cfg(not(unix))]
    None
}
