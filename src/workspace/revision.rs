//! The files of an older revision in git, in place of those on the disk.

mod objects;

use std::collections::{HashMap, HashSet};
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use thiserror::Error;

use self::objects::Objects;
use super::DiskSource;
use crate::source::{FileSource, clean_path};

/// Why a revision cannot be read.
#[derive(Debug, Error)]
pub enum RevisionError {
    /// The program `git` cannot be started.
    #[error("git could not be run: {0}")]
    NoGit(io::Error),
    /// The working directory lies in no repository, or the revision does not exist there.
    #[error("{0}")]
    Unknown(String),
}

/// A repository's files as they were at a revision. What lies outside the repository is as it is on the disk.
#[derive(Debug)]
pub struct RevisionSource {
    root: PathBuf,
    /// Each file with the name of its object, so that a revision's name that moves during the run changes nothing.
    files: HashMap<PathBuf, String>,
    objects: Objects,
    directories: HashSet<PathBuf>,
}

impl RevisionSource {
    /// The files at `revision` of the repository that holds the working directory.
    ///
    /// # Errors
    /// No git, no repository, no such revision.
    pub fn open(revision: &str) -> Result<Self, RevisionError> {
        // `--end-of-options`: a name that begins with a dash is never an option.
        let wanted = format!("{revision}^{{commit}}");
        let commit = line(git(None, &["rev-parse", "--verify", "--quiet", "--end-of-options", &wanted])?)
            .filter(|commit| !commit.is_empty())
            .ok_or_else(|| RevisionError::Unknown(format!("there is no revision `{revision}` here")))?;
        let root = line(git(None, &["rev-parse", "--show-toplevel"])?)
            .ok_or_else(|| RevisionError::Unknown("the working directory lies in no git repository".to_owned()))?;
        let root = PathBuf::from(root);
        let listed = git(Some(&root), &["ls-tree", "-r", "-z", "--full-tree", &commit])?;
        let listed = String::from_utf8_lossy(&listed.stdout).into_owned();
        let files: HashMap<PathBuf, String> = listed.split('\0').filter_map(|entry| entry_of(&root, entry)).collect();
        let directories = files.keys().flat_map(|file| file.ancestors().skip(1)).map(Path::to_owned).collect();
        let objects = Objects::open(&root).map_err(RevisionError::NoGit)?;
        Ok(Self { root, files, objects, directories })
    }

    /// Where a path lies, whether or not it is on the disk today.
    fn identity(&self, path: &Path) -> io::Result<PathBuf> {
        let absolute = if path.is_absolute() { path.to_owned() } else { std::env::current_dir()?.join(path) };
        let clean = clean_path(&absolute);
        if clean.starts_with(&self.root) {
            return Ok(clean);
        }
        // The working directory may be a link to the repository.
        let parent = clean.parent().unwrap_or(Path::new("/"));
        let parent = std::fs::canonicalize(parent).unwrap_or_else(|_| parent.to_owned());
        Ok(clean.file_name().map_or_else(|| parent.clone(), |name| parent.join(name)))
    }
}

impl FileSource for RevisionSource {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        let identity = self.identity(path)?;
        if !identity.starts_with(&self.root) {
            return DiskSource.read(path);
        }
        let object = self.files.get(&identity).ok_or(io::ErrorKind::NotFound)?;
        self.objects.read(object)
    }

    fn canonical(&self, path: &Path) -> io::Result<PathBuf> {
        let typed = path;
        let path = self.identity(path)?;
        if !path.starts_with(&self.root) {
            DiskSource.canonical(typed)
        } else if self.files.contains_key(&path) || self.directories.contains(&path) {
            Ok(path)
        } else {
            Err(io::ErrorKind::NotFound.into())
        }
    }
}

/// A file's path and the name of its object, of `<mode> <type> <object>\t<path>` as `git ls-tree` writes it.
fn entry_of(root: &Path, entry: &str) -> Option<(PathBuf, String)> {
    let (about, name) = entry.split_once('\t')?;
    Some((root.join(name), about.rsplit(' ').next()?.to_owned()))
}

fn git(directory: Option<&Path>, arguments: &[&str]) -> Result<Output, RevisionError> {
    let mut command = Command::new("git");
    if let Some(directory) = directory {
        command.arg("-C").arg(directory);
    }
    command.args(arguments).output().map_err(RevisionError::NoGit)
}

/// The first line of what a command that succeeded wrote.
fn line(output: Output) -> Option<String> {
    let text = output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())?;
    text.lines().next().map(str::to_owned)
}
