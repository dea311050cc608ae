//! The configuration that holds for a plan, with the rules, words and sentences that it calls for.

use std::path::{Path, PathBuf};

use ignore::WalkBuilder;
use thiserror::Error;

use crate::config::{Config, FILE_NAME};
use crate::rule::LoadFault;
use crate::source::{FileSource, SourceFile, SourceMap, above_as_typed};
use crate::yaml::de::DocumentNode;

/// A project's configuration, with its file.
#[derive(Debug, Default)]
pub struct LoadedConfig {
    /// What it says.
    pub config: Config,
    /// The file, where there is one.
    pub path: Option<PathBuf>,
    /// The file's text.
    pub sources: SourceMap,
}

/// Why a configuration could not be had.
#[derive(Debug, Error)]
pub enum ConfigurationError {
    /// The file could not be read.
    #[error("{}: {error}", path.display())]
    Unreadable {
        /// The file or directory.
        path: PathBuf,
        /// Why.
        error: std::io::Error,
    },
    /// The file has a fault.
    #[error("{}", .0.error)]
    Fault(Box<LoadFault>),
}

/// The nearest `planlint.yaml` in `directory` or above it.
#[must_use]
pub fn find_configuration(source: &dyn FileSource, directory: &Path) -> Option<PathBuf> {
    let start = if directory.as_os_str().is_empty() { Path::new(".") } else { directory };
    let absolute = source.canonical(start).unwrap_or_else(|_| start.to_owned());
    absolute.ancestors().enumerate().find_map(|(up, above)| {
        let found = above.join(FILE_NAME);
        source.canonical(&found).ok()?;
        // Named as the plan was, relative where that was, so that findings read alike.
        Some(above_as_typed(directory, up).join(FILE_NAME))
    })
}

impl LoadedConfig {
    /// Reads the configuration at `path`.
    ///
    /// # Errors
    /// Where the file cannot be read, or has a fault.
    pub fn load(source: &dyn FileSource, path: &Path) -> Result<Self, ConfigurationError> {
        let bytes =
            source.read(path).map_err(|error| ConfigurationError::Unreadable { path: path.to_owned(), error })?;
        let mut sources = SourceMap::default();
        let file = sources.add(SourceFile::from_bytes(path.to_owned(), &bytes));
        let config = match DocumentNode::open(file, sources.file(file).text()) {
            Ok(Some(root)) => Config::read(&root),
            Ok(None) => Ok(Config::default()),
            Err(error) => Err(error),
        };
        let config = config
            .map_err(|error| ConfigurationError::Fault(Box::new(LoadFault { error, sources: sources.clone() })))?;
        Ok(Self { config, path: Some(path.to_owned()), sources })
    }

    /// The directory that paths in the configuration are relative to.
    #[must_use]
    pub fn directory(&self) -> PathBuf {
        self.path.as_deref().and_then(Path::parent).map(Path::to_owned).unwrap_or_default()
    }

    /// The project's own rule files: path, path below its directory, bytes.
    ///
    /// # Errors
    /// A directory or file that cannot be read.
    pub fn rule_files(&self, source: &dyn FileSource) -> Result<Vec<(PathBuf, PathBuf, Vec<u8>)>, ConfigurationError> {
        let mut files = Vec::new();
        for directory in self.rule_directories() {
            files.extend(rule_files_in(source, &directory)?);
        }
        Ok(files)
    }

    /// The directories of the project's own rules.
    pub fn rule_directories(&self) -> impl Iterator<Item = PathBuf> {
        self.config.rule_dirs.iter().map(|directory| self.directory().join(&directory.value))
    }
}

/// The rule files below `directory`.
///
/// # Errors
/// A directory or file that cannot be read.
pub fn rule_files_in(
    source: &dyn FileSource,
    directory: &Path,
) -> Result<Vec<(PathBuf, PathBuf, Vec<u8>)>, ConfigurationError> {
    let unreadable = |path: &Path, error| ConfigurationError::Unreadable { path: path.to_owned(), error };
    if let Err(error) = source.canonical(directory) {
        return Err(unreadable(directory, error));
    }
    let mut files = Vec::new();
    for entry in WalkBuilder::new(directory).sort_by_file_path(Path::cmp).build() {
        let entry = entry.map_err(|error| {
            let reason = error.into_io_error().unwrap_or_else(|| std::io::Error::other("cannot be searched"));
            unreadable(directory, reason)
        })?;
        let path = entry.path();
        if path.is_dir() || path.extension().is_none_or(|extension| extension != "yaml") {
            continue;
        }
        let bytes = source.read(path).map_err(|error| unreadable(path, error))?;
        let below = path.strip_prefix(directory).unwrap_or(path).to_owned();
        files.push((path.to_owned(), below, bytes));
    }
    Ok(files)
}
