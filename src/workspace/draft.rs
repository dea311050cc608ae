//! Files as they are to become, over the files as they are.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::source::{FileSource, clean_path};

/// A file that was read through a [`DraftSource`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// The path under which it was first read.
    pub path: PathBuf,
    /// Its bytes when they were first read.
    pub original: Vec<u8>,
    /// Its bytes as they are to become.
    pub bytes: Vec<u8>,
}

/// Gives the files of another source, each as it was when it was first read, with what is to become of some of them. A file
/// is one, under whichever of its paths it is read.
pub struct DraftSource<'d> {
    below: &'d dyn FileSource,
    drafts: Mutex<BTreeMap<PathBuf, Draft>>,
}

impl<'d> DraftSource<'d> {
    /// The files of `below`, unchanged.
    #[must_use]
    pub fn new(below: &'d dyn FileSource) -> Self {
        Self { below, drafts: Mutex::default() }
    }

    /// Sets what is to become of a file that was read before.
    ///
    /// # Errors
    /// As reading a file, where it was not.
    pub fn put(&self, path: &Path, bytes: Vec<u8>) -> io::Result<()> {
        self.read(path)?;
        let identity = self.identity(path);
        if let Some(draft) = self.drafts().get_mut(&identity) {
            draft.bytes = bytes;
        }
        Ok(())
    }

    /// The files that are to become others than they are, by their true paths.
    #[must_use]
    pub fn changed(&self) -> Vec<Draft> {
        self.drafts().values().filter(|draft| draft.bytes != draft.original).cloned().collect()
    }

    fn identity(&self, path: &Path) -> PathBuf {
        self.below.canonical(path).unwrap_or_else(|_| clean_path(path))
    }

    fn drafts(&self) -> MutexGuard<'_, BTreeMap<PathBuf, Draft>> {
        self.drafts.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl FileSource for DraftSource<'_> {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        let identity = self.identity(path);
        if let Some(draft) = self.drafts().get(&identity) {
            return Ok(draft.bytes.clone());
        }
        let bytes = self.below.read(path)?;
        let fresh = Draft { path: clean_path(path), original: bytes.clone(), bytes };
        Ok(self.drafts().entry(identity).or_insert(fresh).bytes.clone())
    }

    fn canonical(&self, path: &Path) -> io::Result<PathBuf> {
        self.below.canonical(path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::MemorySource;

    #[test]
    fn a_file_is_what_it_is_to_become() {
        let mut below = MemorySource::default();
        below.insert("a/plan.yaml", "plan: p");
        let source = DraftSource::new(&below);
        assert_eq!(source.read(Path::new("a/plan.yaml")).unwrap(), b"plan: p");
        assert!(source.changed().is_empty());
        source.put(Path::new("a/./plan.yaml"), b"plan: q".to_vec()).unwrap();
        assert_eq!(source.read(Path::new("a/plan.yaml")).unwrap(), b"plan: q");
        let changed = source.changed();
        assert_eq!((changed.len(), changed[0].original.as_slice()), (1, b"plan: p".as_slice()));
        source.put(Path::new("a/plan.yaml"), b"plan: p".to_vec()).unwrap();
        assert!(source.changed().is_empty());
        assert!(source.put(Path::new("a/none.yaml"), Vec::new()).is_err());
    }
}
