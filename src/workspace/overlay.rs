//! One file in memory over another source.

use std::io;
use std::path::{Path, PathBuf};

use crate::source::{FileSource, clean_path};

/// Gives `bytes` for one path and everything else from below: standard input that stands for a file.
pub struct OverlaySource<'o> {
    below: &'o dyn FileSource,
    path: PathBuf,
    bytes: Vec<u8>,
}

impl<'o> OverlaySource<'o> {
    /// `bytes` in place of what `below` has at `path`.
    #[must_use]
    pub fn new(below: &'o dyn FileSource, path: &Path, bytes: Vec<u8>) -> Self {
        Self { below, path: clean_path(path), bytes }
    }

    fn is_it(&self, path: &Path) -> bool {
        let path = clean_path(path);
        path == self.path || self.below.canonical(&path).is_ok_and(|found| self.own_identity() == found)
    }

    fn own_identity(&self) -> PathBuf {
        self.below.canonical(&self.path).unwrap_or_else(|_| {
            // A file that does not exist yet is known by its directory.
            let directory =
                self.path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
            let directory = self.below.canonical(directory).unwrap_or_else(|_| directory.to_owned());
            self.path.file_name().map_or_else(|| directory.clone(), |name| directory.join(name))
        })
    }
}

impl FileSource for OverlaySource<'_> {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        if self.is_it(path) { Ok(self.bytes.clone()) } else { self.below.read(path) }
    }

    fn canonical(&self, path: &Path) -> io::Result<PathBuf> {
        if clean_path(path) == self.path { Ok(self.own_identity()) } else { self.below.canonical(path) }
    }
}
