//! Where the bytes of files come from.

use std::collections::BTreeMap;
use std::io;
use std::path::{Component, Path, PathBuf};
use std::time::SystemTime;

/// Tells whether a file has changed since it was last looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// How many bytes it has.
    pub bytes: u64,
    /// When it was last written.
    pub written: SystemTime,
}

/// Gives the bytes of files. The disk is one source; open editor buffers over the disk are another; the examples in
/// rule files are a third. Every file that planlint reads for a plan comes through one of these.
pub trait FileSource: Send + Sync {
    /// The bytes at `path`.
    ///
    /// # Errors
    /// As reading a file: not found, not permitted, a directory, too large.
    fn read(&self, path: &Path) -> io::Result<Vec<u8>>;

    /// The one true path of a file, with links resolved.
    ///
    /// # Errors
    /// Where the path does not exist or a part of it cannot be read.
    fn canonical(&self, path: &Path) -> io::Result<PathBuf>;

    /// The stamp of a file; none where the source has no stamps, or the file does not exist.
    fn stamp(&self, path: &Path) -> Option<Stamp> {
        let _ = path;
        None
    }
}

/// Files that exist in memory only.
#[derive(Clone, Debug, Default)]
pub struct MemorySource {
    files: BTreeMap<PathBuf, Vec<u8>>,
}

impl MemorySource {
    /// Adds or replaces a file.
    pub fn insert(&mut self, path: impl AsRef<Path>, bytes: impl Into<Vec<u8>>) {
        self.files.insert(clean_path(path.as_ref()), bytes.into());
    }
}

impl FileSource for MemorySource {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        self.files.get(&clean_path(path)).cloned().ok_or_else(|| io::ErrorKind::NotFound.into())
    }

    fn canonical(&self, path: &Path) -> io::Result<PathBuf> {
        let path = clean_path(path);
        let exists = self.files.contains_key(&path) || self.files.keys().any(|file| file.starts_with(&path));
        if exists { Ok(path) } else { Err(io::ErrorKind::NotFound.into()) }
    }
}

/// The directory `up` levels above `directory`, relative where that is, so that what is found there reads like what was
/// typed.
#[must_use]
pub fn above_as_typed(directory: &Path, up: usize) -> PathBuf {
    let mut typed = directory.to_owned();
    for _ in 0..up {
        typed = match typed.components().next_back() {
            Some(Component::Normal(_)) => typed.parent().unwrap_or(Path::new("")).to_owned(),
            _ => typed.join(".."),
        };
    }
    typed
}

/// `path` without `.` and with each `..` applied to the name before it, without asking the file system.
#[must_use]
pub fn clean_path(path: &Path) -> PathBuf {
    let mut clean = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir if matches!(clean.components().next_back(), Some(Component::Normal(_))) => {
                clean.pop();
            }
            other => clean.push(other),
        }
    }
    clean
}
