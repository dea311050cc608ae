//! An older state that a run is compared with.

use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::judge::Judge;
use crate::cli::failure::Failure;
use crate::finding::{Finding, Suppressed};
use crate::ratchet::Ratchet;
use crate::source::FileSource;
use crate::workspace::{DiskSource, RevisionSource, discover};

/// Where the older plans are.
pub(super) struct Against {
    name: String,
    older: Older,
}

enum Older {
    /// Other files: a copy of the plan as it was, or the plan before.
    Files(Vec<PathBuf>),
    /// The same files at a revision.
    Revision(RevisionSource),
}

impl Against {
    /// A path that exists, else a revision of git.
    pub(super) fn open(name: &str) -> Result<Self, Failure> {
        let path = Path::new(name);
        let older = if path.exists() {
            let found = discover(&DiskSource, &[path.to_owned()], &|_| false);
            if let Some((path, problem)) = found.problems.first() {
                return Err(Failure::of_path(path, problem));
            }
            Older::Files(found.roots)
        } else {
            Older::Revision(RevisionSource::open(name).map_err(|error| {
                Failure::new(
                    format!("nothing to compare with: {error}"),
                    "name a file or directory that exists, or a revision of the git repository, such as `main` or `HEAD~1`",
                )
            })?)
        };
        Ok(Self { name: name.to_owned(), older })
    }

    /// What was found in the older plans, where the plans of today have `roots`. One that was not there, or cannot be read,
    /// had nothing.
    pub(super) fn findings(&self, judge: &Judge<'_>, roots: &[PathBuf]) -> Ratchet {
        let roots = self.roots(roots);
        let judged = roots.par_iter().filter_map(|root| judge.read(self.source(), root).ok()).flatten_iter();
        let older: Vec<Vec<Finding>> = judged.map(|(_, judgement)| judgement.findings).collect();
        Ratchet::of(older.iter().flatten())
    }

    /// What a finding that was there before is marked with.
    pub(super) fn mark(&self) -> Suppressed {
        Suppressed::Before(self.name.as_str().into())
    }

    /// The roots of the older plans, where the plans of today have `roots`.
    fn roots<'a>(&'a self, roots: &'a [PathBuf]) -> &'a [PathBuf] {
        match &self.older {
            Older::Files(older) => older,
            Older::Revision(_) => roots,
        }
    }

    /// Where the older files are read from.
    fn source(&self) -> &dyn FileSource {
        match &self.older {
            Older::Files(_) => &DiskSource,
            Older::Revision(revision) => revision,
        }
    }
}
