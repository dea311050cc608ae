//! The disk.

use std::io::{self, Read};
use std::path::{Path, PathBuf};

use crate::source::{FileSource, Stamp};

/// Files larger than this are refused: a plan of a hundred thousand elements has some thirty megabytes.
const MAX_BYTES: u64 = 512 * 1024 * 1024;

/// Reads files from the disk.
#[derive(Clone, Copy, Debug, Default)]
pub struct DiskSource;

impl FileSource for DiskSource {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        let file = std::fs::File::open(path)?;
        let about = file.metadata()?;
        if about.is_dir() {
            return Err(io::Error::new(io::ErrorKind::IsADirectory, "is a directory"));
        }
        let mut bytes = Vec::with_capacity(usize::try_from(about.len().min(MAX_BYTES)).unwrap_or(0));
        // The limit is on what is read, not on what the directory says: a pipe has no length.
        file.take(MAX_BYTES + 1).read_to_end(&mut bytes)?;
        if bytes.len() as u64 > MAX_BYTES {
            return Err(io::Error::new(io::ErrorKind::FileTooLarge, "is larger than 512 MB"));
        }
        Ok(bytes)
    }

    fn canonical(&self, path: &Path) -> io::Result<PathBuf> {
        std::fs::canonicalize(path)
    }

    fn stamp(&self, path: &Path) -> Option<Stamp> {
        let about = std::fs::metadata(path).ok()?;
        Some(Stamp { bytes: about.len(), written: about.modified().ok()? })
    }
}
