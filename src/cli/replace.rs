//! Writing files as a whole: what is read under a name is the old content or the new, never half of it.
//!
//! The new content is written beside the file, under a name that no search for plans finds, and takes the file's name in one
//! step. A run that is killed before that step leaves its temporary file behind; the next one takes it away.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

const PREFIX: &str = ".planlint-";
const SUFFIX: &str = ".tmp";

/// New content for a file, in the making. Until it is finished the file is as it was.
pub(super) struct Replacement(Target);

enum Target {
    /// A device or a pipe, which is written to.
    Special(BufWriter<File>),
    File {
        out: BufWriter<NamedTempFile>,
        path: PathBuf,
    },
}

impl Replacement {
    /// Begins new content for `path`. What stands at the end of links is written, and the links stay; a file that is there
    /// keeps its permissions. A device or a pipe is written to.
    ///
    /// # Errors
    /// As opening a file for writing.
    pub(super) fn begin(path: &Path) -> io::Result<Self> {
        let special = path.metadata().is_ok_and(|metadata| !metadata.is_file());
        if special {
            return Ok(Self(Target::Special(BufWriter::new(File::options().write(true).open(path)?))));
        }
        let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        let directory = directory_of(&path);
        if !directory.is_dir() {
            return Err(io::ErrorKind::NotFound.into());
        }
        Ok(Self(Target::File { out: BufWriter::new(temporary(&directory, &path)?), path }))
    }

    /// Gives the content the file's name.
    ///
    /// # Errors
    /// As writing a file; then the file is as it was.
    pub(super) fn finish(self) -> io::Result<()> {
        match self.0 {
            Target::Special(mut out) => out.flush(),
            Target::File { out, path } => {
                let file = out.into_inner().map_err(io::IntoInnerError::into_error)?;
                file.as_file().sync_all()?;
                file.persist(&path).map_err(|error| error.error)?;
                Ok(())
            }
        }
    }
}

impl Write for Replacement {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match &mut self.0 {
            Target::Special(out) => out.write(bytes),
            Target::File { out, .. } => out.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match &mut self.0 {
            Target::Special(out) => out.flush(),
            Target::File { out, .. } => out.flush(),
        }
    }
}

/// Writes `content` to `path`, as a [`Replacement`] that is finished.
///
/// # Errors
/// As writing a file; then the file is as it was.
pub(super) fn replace(path: &Path, content: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let mut replacement = Replacement::begin(path)?;
    content(&mut replacement)?;
    replacement.finish()
}

/// Takes away what runs that were killed have left in a directory. The file of a run that is still there is locked.
pub(super) fn clear(directory: &Path) {
    let here = if directory.as_os_str().is_empty() { Path::new(".") } else { directory };
    let Ok(entries) = here.read_dir() else { return };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let is_ours = name.to_str().is_some_and(|name| name.starts_with(PREFIX) && name.ends_with(SUFFIX));
        if is_ours && entry.file_type().is_ok_and(|kind| kind.is_file()) {
            let Ok(file) = File::options().write(true).open(entry.path()) else { continue };
            if file.try_lock().is_ok() {
                // Where it cannot be removed it harms nobody.
                let _ = std::fs::remove_file(entry.path());
            }
        }
    }
}

/// The directory that a file lies in.
pub(super) fn directory_of(path: &Path) -> PathBuf {
    path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new(".")).to_owned()
}

/// A new file in `directory`, with the permissions of the file at `path` where there is one, else as for any new file.
fn temporary(directory: &Path, path: &Path) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(PREFIX).suffix(SUFFIX);
    let as_new = open_to_all();
    if let Some(as_new) = &as_new {
        builder.permissions(as_new.clone());
    }
    let file = builder.tempfile_in(directory)?;
    // Where a file system knows no locks, a run at the same time might take the file away, and this one fails.
    let _ = file.as_file().try_lock();
    if let Ok(about) = path.metadata() {
        keep_owner(file.as_file(), &about);
        file.as_file().set_permissions(about.permissions())?;
    }
    Ok(file)
}

/// What a program asks for when it makes a file; the system takes away what the user does not want.
#[cfg(unix)]
fn open_to_all() -> Option<std::fs::Permissions> {
    use std::os::unix::fs::PermissionsExt as _;
    Some(std::fs::Permissions::from_mode(0o666))
}

#[cfg(not(unix))]
fn open_to_all() -> Option<std::fs::Permissions> {
    None
}

/// Gives the file to whom the old one belongs, as far as that is permitted.
#[cfg(unix)]
fn keep_owner(file: &File, old: &std::fs::Metadata) {
    use std::os::unix::fs::MetadataExt as _;
    if file.metadata().is_ok_and(|new| (new.uid(), new.gid()) != (old.uid(), old.gid())) {
        let _ = std::os::unix::fs::fchown(file, Some(old.uid()), Some(old.gid()));
    }
}

#[cfg(not(unix))]
fn keep_owner(_: &File, _: &std::fs::Metadata) {}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use std::os::unix::fs::{PermissionsExt as _, symlink};

    use super::*;

    fn write(path: &Path, text: &str) {
        replace(path, |out| out.write_all(text.as_bytes())).unwrap();
    }

    fn mode(path: &Path) -> u32 {
        path.metadata().unwrap().permissions().mode() & 0o777
    }

    #[test]
    fn links_and_permissions_stay() {
        let directory = tempfile::tempdir().unwrap();
        let (file, link) = (directory.path().join("a.yaml"), directory.path().join("b.yaml"));
        std::fs::write(&file, "old").unwrap();
        std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o640)).unwrap();
        symlink("a.yaml", &link).unwrap();
        write(&link, "new");
        assert!(link.is_symlink());
        assert_eq!((std::fs::read_to_string(&file).unwrap().as_str(), mode(&file)), ("new", 0o640));
        assert_eq!(directory.path().read_dir().unwrap().count(), 2);
    }

    #[test]
    fn what_fails_changes_nothing() {
        let directory = tempfile::tempdir().unwrap();
        let file = directory.path().join("a.yaml");
        std::fs::write(&file, "old").unwrap();
        let failed = replace(&file, |out| {
            out.write_all(b"ne")?;
            Err(io::ErrorKind::StorageFull.into())
        });
        assert!(failed.is_err());
        assert_eq!(std::fs::read_to_string(&file).unwrap(), "old");
        assert_eq!(directory.path().read_dir().unwrap().count(), 1);
    }

    #[test]
    fn only_what_nobody_writes_is_cleared() {
        let directory = tempfile::tempdir().unwrap();
        std::fs::write(directory.path().join(".planlint-left.tmp"), "half").unwrap();
        std::fs::write(directory.path().join(".planlint-notes"), "mine").unwrap();
        let at_work = temporary(directory.path(), Path::new("none")).unwrap();
        clear(directory.path());
        assert!(at_work.path().exists() && directory.path().join(".planlint-notes").exists());
        assert_eq!(directory.path().read_dir().unwrap().count(), 2);
    }
}
