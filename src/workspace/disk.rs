//! The disk.

use std::io;
use std::path::{Path, PathBuf};

use super::Limits;
use crate::source::{FileSource, Stamp};

/// Reads files from the disk.
#[derive(Clone, Copy, Debug, Default)]
pub struct DiskSource;

impl FileSource for DiskSource {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        // Looked at before it is opened: a pipe that nobody writes to is never open.
        let about = std::fs::metadata(path)?;
        if about.is_dir() {
            return Err(io::Error::new(io::ErrorKind::IsADirectory, "is a directory"));
        }
        if !about.is_file() {
            return Err(io::Error::new(io::ErrorKind::InvalidInput, "is a pipe or a device, no file"));
        }
        let limits = Limits::in_force();
        if about.len() > limits.bytes() {
            return Err(limits.too_large());
        }
        // The limit is on what is read, too: a file may grow while it is read.
        limits.read_about(std::fs::File::open(path)?, about.len())
    }

    fn canonical(&self, path: &Path) -> io::Result<PathBuf> {
        std::fs::canonicalize(path)
    }

    fn stamp(&self, path: &Path) -> Option<Stamp> {
        let about = std::fs::metadata(path).ok()?;
        Some(Stamp { bytes: about.len(), written: about.modified().ok()? })
    }
}
