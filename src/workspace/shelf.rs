//! Files as they are now: open buffers over the disk, each read and parsed once.

use std::collections::{BTreeSet, HashMap};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use rayon::prelude::*;

use crate::source::{FileSource, SourceFile, Stamp, clean_path};
use crate::yaml::{self, Part, Tree};

/// Fewer bytes than this are read sooner than they are handed to another core.
const WORTHWHILE: usize = 1 << 16;

/// In how many parts for each core a file is read: a core that comes to it late, from other work, finds some left.
const PARTS_OF_A_CORE: usize = 4;

/// A file's text with its tree, which is made when it is first asked for and then shared.
#[derive(Debug)]
pub struct ReadFile {
    source: Arc<SourceFile>,
    tree: OnceLock<Tree>,
}

impl ReadFile {
    /// The file at `path` with `bytes`.
    #[must_use]
    pub fn new(path: &Path, bytes: &[u8]) -> Self {
        Self { source: Arc::new(SourceFile::from_bytes(clean_path(path), bytes)), tree: OnceLock::new() }
    }

    /// The file at `path` with `text`.
    #[must_use]
    pub fn of_text(path: &Path, text: &str) -> Self {
        Self { source: Arc::new(SourceFile::from_text(clean_path(path), text)), tree: OnceLock::new() }
    }

    /// The file at `path` with `text`, which comes from an edit of `before`: what the edit has left alone is not read again.
    #[must_use]
    pub fn after(before: &Self, path: &Path, text: &str) -> Self {
        let file = Self::of_text(path, text);
        if let Some(tree) = before.tree.get() {
            let _ = file.tree.set(yaml::reread(before.source.text(), tree, file.source.text()));
        }
        file
    }

    /// The text.
    #[must_use]
    pub fn source(&self) -> &Arc<SourceFile> {
        &self.source
    }

    /// The text as YAML.
    #[must_use]
    pub fn tree(&self) -> &Tree {
        // A thread that waits for a part may meanwhile read another plan, which asks for this tree: it must not wait for itself.
        self.tree.get().unwrap_or_else(|| {
            let text = self.source.text();
            let cores = rayon::current_num_threads();
            let wanted = if cores < 2 { 1 } else { (PARTS_OF_A_CORE * cores).min(text.len() / WORTHWHILE) };
            let each = |parts: &[Part<'_>]| parts.par_iter().with_max_len(1).map(Part::read).collect();
            let tree = yaml::read_in_parts(text, wanted, each);
            self.tree.get_or_init(|| tree)
        })
    }
}

/// A file of the disk as it was when it was read.
struct Kept {
    stamp: Stamp,
    file: Arc<ReadFile>,
}

/// Open buffers over another source. What lies below is read again only when it has changed, and the shelf knows which
/// paths were asked for, so that whoever read a plan learns which files it depends on, missing ones too.
pub struct Shelf {
    below: Box<dyn FileSource>,
    buffers: HashMap<PathBuf, Arc<ReadFile>>,
    kept: Mutex<HashMap<PathBuf, Kept>>,
    asked: Mutex<BTreeSet<PathBuf>>,
}

impl Shelf {
    /// No buffers over `below`.
    #[must_use]
    pub fn new(below: Box<dyn FileSource>) -> Self {
        Self { below, buffers: HashMap::new(), kept: Mutex::default(), asked: Mutex::default() }
    }

    /// The one name under which a file is known: its true path, or for one that is not there yet, that of its
    /// directory with its name.
    #[must_use]
    pub fn identity(&self, path: &Path) -> PathBuf {
        let path = clean_path(path);
        self.below.canonical(&path).unwrap_or_else(|_| {
            let directory = path.parent().and_then(|directory| self.below.canonical(directory).ok());
            match (directory, path.file_name()) {
                (Some(directory), Some(name)) => directory.join(name),
                _ => path,
            }
        })
    }

    /// Lays a buffer over the file of this identity.
    pub fn lay(&mut self, identity: PathBuf, file: Arc<ReadFile>) {
        self.buffers.insert(identity, file);
    }

    /// The buffer that lies over the file of this identity.
    #[must_use]
    pub fn buffer(&self, identity: &Path) -> Option<&Arc<ReadFile>> {
        self.buffers.get(identity)
    }

    /// Takes the buffer away; the file below holds again.
    pub fn lift(&mut self, identity: &Path) {
        self.buffers.remove(identity);
    }

    /// The file at `path`, from its buffer or from below.
    ///
    /// # Errors
    /// As reading a file.
    pub fn open(&self, path: &Path) -> io::Result<Arc<ReadFile>> {
        let identity = self.note(path);
        if let Some(buffer) = self.buffers.get(&identity) {
            return Ok(Arc::clone(buffer));
        }
        let (name, stamp) = (clean_path(path), self.below.stamp(path));
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if let (Some(known), Some(stamp)) = (kept.get(&name), stamp)
            && known.stamp == stamp
        {
            return Ok(Arc::clone(&known.file));
        }
        let file = Arc::new(ReadFile::new(path, &self.below.read(path)?));
        if let Some(stamp) = stamp {
            kept.insert(name, Kept { stamp, file: Arc::clone(&file) });
        }
        Ok(file)
    }

    /// Forgets files of the disk that `wanted` does not name.
    pub fn keep_only(&self, wanted: impl Fn(&Path) -> bool) {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner).retain(|path, _| wanted(path));
    }

    /// The identities of all files that were asked for since this was last called, whether they exist or not.
    pub fn take_asked(&self) -> BTreeSet<PathBuf> {
        std::mem::take(&mut *self.asked.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn note(&self, path: &Path) -> PathBuf {
        let identity = self.identity(path);
        self.asked.lock().unwrap_or_else(PoisonError::into_inner).insert(identity.clone());
        identity
    }
}

impl FileSource for Shelf {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        match self.buffers.get(&self.note(path)) {
            Some(buffer) => Ok(buffer.source.text().as_bytes().to_vec()),
            None => self.below.read(path),
        }
    }

    fn canonical(&self, path: &Path) -> io::Result<PathBuf> {
        let identity = self.note(path);
        if self.buffers.contains_key(&identity) { Ok(identity) } else { self.below.canonical(path) }
    }

    fn stamp(&self, path: &Path) -> Option<Stamp> {
        self.below.stamp(path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::MemorySource;

    #[test]
    fn a_buffer_lies_over_the_file_until_it_is_lifted() {
        let mut below = MemorySource::default();
        below.insert("a/plan.yaml", "plan: disk");
        let mut shelf = Shelf::new(Box::new(below));
        let path = Path::new("a/plan.yaml");
        let identity = shelf.identity(path);
        shelf.lay(identity.clone(), Arc::new(ReadFile::new(path, b"plan: buffer")));
        assert_eq!(&**shelf.open(path).unwrap().source().text(), "plan: buffer");
        assert_eq!(shelf.read(Path::new("a/./plan.yaml")).unwrap(), b"plan: buffer");
        shelf.lift(&identity);
        assert_eq!(&**shelf.open(path).unwrap().source().text(), "plan: disk");
        assert!(shelf.take_asked().contains(path));
    }

    #[test]
    fn a_missing_file_is_remembered_as_asked_for() {
        let shelf = Shelf::new(Box::new(MemorySource::default()));
        assert!(shelf.open(Path::new("a/b.yaml")).is_err());
        assert!(shelf.take_asked().contains(Path::new("a/b.yaml")));
    }
}
