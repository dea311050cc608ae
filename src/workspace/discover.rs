//! Which plans a path stands for.

use std::path::{Path, PathBuf};

use globset::{Glob, GlobSet, GlobSetBuilder};
use ignore::WalkBuilder;

use super::office;
use super::unread::UnreadReason;
use crate::format::{is_markup, may_be_markup, may_be_native, may_be_office, may_be_table, native, recognise_markup};
use crate::import::OfficeError;
use crate::import::write::MARK;
use crate::source::{Encoding, FileSource, Located, SourceFile, above_as_typed, clean_path};
use crate::yaml;

/// Why a path stands for no plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PathProblem {
    /// There is no such path.
    Missing,
    /// It could not be read.
    Unreadable(String),
    /// It is larger than is read, with the limit and what raises it.
    TooLarge(String),
    /// It is a directory in which no plan was found.
    NoPlanInside {
        /// How many YAML, XML and office files were looked at.
        looked_at: usize,
    },
    /// It is XML of another kind than a plan's.
    OtherMarkup {
        /// The name of its root element, where one can be read.
        root: Option<String>,
    },
    /// It is a file of an office program in which no plan can be read.
    Office(OfficeError),
    /// It is a file that is no root, and no root around it includes it.
    NotAPlan,
}

impl PathProblem {
    /// What the system says of a path.
    #[must_use]
    pub fn of(error: &std::io::Error) -> Self {
        if let Some(refused) = error.get_ref().and_then(|inner| inner.downcast_ref::<OfficeError>()) {
            return Self::Office(refused.clone());
        }
        match error.kind() {
            std::io::ErrorKind::FileTooLarge => Self::TooLarge(error.to_string()),
            std::io::ErrorKind::NotFound => Self::Missing,
            _ => Self::Unreadable(error.to_string()),
        }
    }
}

/// What was found for the paths of one run.
#[derive(Clone, Debug, Default)]
pub struct Discovery {
    /// Roots of plans, each once, in the order found.
    pub roots: Vec<PathBuf>,
    /// Paths that stand for no plan.
    pub problems: Vec<(PathBuf, PathProblem)>,
    /// Files met on the way that cannot be read, though they may be plans, in the order found.
    pub unread: Vec<(PathBuf, UnreadReason)>,
    /// The bytes of the only root, where one file was asked for and is that root.
    pub read: Option<Vec<u8>>,
}

/// What a directory is searched for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Search {
    /// Plans that are worked on: workbooks beside or below a plan that is kept as text are its working papers.
    Drafts,
    /// All plans that there are.
    Archive,
}

/// Finds the roots that `paths` stand for. A directory is searched, hidden and git-ignored files left out, and files of office
/// programs where a plan lies there as text; a file is taken as it is, and one that is no root for the root that includes it.
#[must_use]
pub fn discover(source: &dyn FileSource, paths: &[PathBuf], excluded: &dyn Fn(&Path) -> bool) -> Discovery {
    search(source, paths, excluded, Search::Drafts)
}

/// As [`discover`], with every file of an office program that is a plan.
#[must_use]
pub fn discover_archive(source: &dyn FileSource, paths: &[PathBuf], excluded: &dyn Fn(&Path) -> bool) -> Discovery {
    search(source, paths, excluded, Search::Archive)
}

fn search(source: &dyn FileSource, paths: &[PathBuf], excluded: &dyn Fn(&Path) -> bool, search: Search) -> Discovery {
    let mut found = Discovery::default();
    for path in paths {
        let result = match std::fs::metadata(path) {
            Err(error) => Err(PathProblem::of(&error)),
            Ok(about) if about.is_dir() => {
                let walk = Walk::through(source, path, excluded);
                for unread in &walk.unread {
                    if !found.unread.contains(unread) {
                        found.unread.push(unread.clone());
                    }
                }
                walk.plans(search)
            }
            Ok(_) => look_at_file(source, path).map(|(root, bytes)| {
                found.read = (paths.len() == 1 && root == clean_path(path)).then_some(bytes);
                vec![root]
            }),
        };
        match result {
            Ok(roots) => {
                for root in roots {
                    if !found.roots.contains(&root) {
                        found.roots.push(root);
                    }
                }
            }
            Err(problem) => found.problems.push((path.clone(), problem)),
        }
    }
    found
}

/// What a walk through a directory met.
#[derive(Default)]
struct Walk {
    roots: Vec<PathBuf>,
    /// The names of files that plans were imported from.
    imported: Vec<std::ffi::OsString>,
    unread: Vec<(PathBuf, UnreadReason)>,
    looked_at: usize,
    /// What the system said last of a file or a directory that it did not give.
    refused: Option<String>,
}

/// What a file in a directory is.
enum Met {
    Root,
    /// No plan, or a part of one.
    Nothing,
    Unread(UnreadReason),
}

impl Walk {
    fn through(source: &dyn FileSource, path: &Path, excluded: &dyn Fn(&Path) -> bool) -> Self {
        let mut walk = Self::default();
        for entry in WalkBuilder::new(path).sort_by_file_path(Path::cmp).build() {
            match entry {
                Ok(entry) if entry.file_type().is_some_and(|kind| !kind.is_dir()) => {
                    let file = clean_path(entry.path());
                    if !(may_be_native(&file) || may_be_markup(&file) || may_be_office(&file))
                        || excluded(&file)
                        || file.file_name().is_some_and(|name| name == "planlint.yaml")
                    {
                        continue;
                    }
                    walk.looked_at += 1;
                    match walk.look_at(source, &file) {
                        Met::Root => walk.roots.push(file),
                        Met::Nothing => {}
                        Met::Unread(reason) => walk.unread.push((file, reason)),
                    }
                }
                Ok(_) => {}
                Err(error) => {
                    walk.refused = Some(error.to_string());
                    walk.unread.push((path.to_owned(), UnreadReason::System(error.to_string())));
                }
            }
        }
        walk
    }

    fn look_at(&mut self, source: &dyn FileSource, file: &Path) -> Met {
        let bytes = match source.read(file) {
            Ok(bytes) => bytes,
            Err(error) => {
                self.refused = Some(format!("{}: {error}", file.display()));
                return Met::Unread(UnreadReason::System(error.to_string()));
            }
        };
        if may_be_office(file) {
            return match office::is_plan(source, file, &bytes) {
                Ok(true) => Met::Root,
                Ok(false) => Met::Nothing,
                // It may be anything.
                Err(refused) => Met::Unread(UnreadReason::Office(refused)),
            };
        }
        if Encoding::is_utf16(&bytes) {
            return Met::Unread(UnreadReason::Utf16);
        }
        let is_plan = if may_be_markup(file) {
            is_markup_of_a_plan(&bytes)
        } else {
            let is_plan = may_be_root(&bytes) && is_root(&bytes);
            self.imported.extend(is_plan.then(|| imported_from(&bytes)).into_iter().flatten());
            is_plan
        };
        if is_plan { Met::Root } else { Met::Nothing }
    }

    /// The roots that the directory stands for, without the workbooks that a plan was imported from, and without those beside
    /// a plan where drafts are searched for.
    fn plans(self, search: Search) -> Result<Vec<PathBuf>, PathProblem> {
        let Self { mut roots, imported, looked_at, refused, .. } = self;
        let is_imported = |root: &Path| imported.iter().any(|name| root.file_name() == Some(name.as_os_str()));
        let folder = |root: &Path| root.parent().unwrap_or(Path::new("")).to_owned();
        let with_text: Vec<PathBuf> = match search {
            Search::Drafts => roots.iter().filter(|root| !may_be_office(root)).map(|root| folder(root)).collect(),
            Search::Archive => Vec::new(),
        };
        let is_paper = |root: &Path| with_text.iter().any(|text| root.starts_with(text));
        roots.retain(|root| !may_be_office(root) || !(is_imported(root) || is_paper(root)));
        match (roots.is_empty(), refused) {
            (false, _) => Ok(roots),
            (true, Some(reason)) => Err(PathProblem::Unreadable(reason)),
            (true, None) => Err(PathProblem::NoPlanInside { looked_at }),
        }
    }
}

/// The names of the files that a plan was imported from, as its first lines say.
fn imported_from(bytes: &[u8]) -> Vec<std::ffi::OsString> {
    let lines =
        bytes.split(|byte| *byte == b'\n').map_while(|line| line.strip_prefix(b"# ")?.strip_prefix(MARK.as_bytes()));
    let paths = lines.filter_map(|line| std::str::from_utf8(line).ok()).map(|path| Path::new(path.trim()));
    paths.filter_map(|path| path.file_name().map(std::ffi::OsStr::to_owned)).collect()
}

/// A quick look that saves parsing every YAML file of a large tree: the key must begin a line, or follow a brace.
fn may_be_root(bytes: &[u8]) -> bool {
    bytes.windows(4).enumerate().any(|(at, window)| {
        window == b"plan" && (at == 0 || matches!(bytes[at - 1], b'\n' | b'\r' | b'"' | b'\'' | b'{' | b' ' | 0xbf))
    })
}

fn is_root(bytes: &[u8]) -> bool {
    native::is_root_text(&SourceFile::text_of(bytes))
}

/// Whether the root element is a plan's; looked for in the first 64 kB, behind which no plan hides it.
fn is_markup_of_a_plan(bytes: &[u8]) -> bool {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(64 * 1024)]);
    is_markup(&head) && recognise_markup(&head).is_some()
}

/// The root that a file stands for: itself, or the root that includes it.
///
/// # Errors
/// The file cannot be read, or belongs to no plan.
pub fn discover_file(source: &dyn FileSource, path: &Path) -> Result<PathBuf, PathProblem> {
    look_at_file(source, path).map(|(root, _)| root)
}

/// As [`discover_file`], with what stands in the file.
fn look_at_file(source: &dyn FileSource, path: &Path) -> Result<(PathBuf, Vec<u8>), PathProblem> {
    let path = clean_path(path);
    let bytes = source.read(&path).map_err(|error| PathProblem::of(&error))?;
    root_of(source, path, &bytes).map(|root| (root, bytes))
}

fn root_of(source: &dyn FileSource, path: PathBuf, bytes: &[u8]) -> Result<PathBuf, PathProblem> {
    if may_be_office(&path) {
        return Ok(path);
    }
    if may_be_table(&path) {
        let root = root_that_includes(source, &path);
        let is_plan = || office::is_plan(source, &path, bytes).unwrap_or(false);
        return root.or_else(|| is_plan().then_some(path.clone())).ok_or(PathProblem::NotAPlan);
    }
    if Encoding::is_utf16(bytes) {
        // Nothing of it can be read; taken as a plan, it gives the finding that says so.
        return Ok(root_that_includes(source, &path).unwrap_or(path));
    }
    let text = SourceFile::text_of(bytes);
    if is_markup(&text) {
        let root = || crate::xml::root_name(&text).map(str::to_owned);
        let known = recognise_markup(&text).is_some();
        return if known { Ok(path) } else { Err(PathProblem::OtherMarkup { root: root() }) };
    }
    if native::is_root_text(&text) {
        return Ok(path);
    }
    root_that_includes(source, &path).ok_or(PathProblem::NotAPlan)
}

/// The root in the file's directory, or in one above it, whose includes name the file.
fn root_that_includes(source: &dyn FileSource, path: &Path) -> Option<PathBuf> {
    let identity = source.canonical(path).ok()?;
    let start = identity.parent()?;
    for directory in start.ancestors() {
        let mut files: Vec<PathBuf> =
            std::fs::read_dir(directory).ok()?.filter_map(|entry| Some(entry.ok()?.path())).collect();
        files.retain(|file| may_be_native(file));
        files.sort();
        for file in files {
            let Ok(bytes) = source.read(&file) else { continue };
            if !may_be_root(&bytes) {
                continue;
            }
            let text = SourceFile::from_bytes(file.clone(), &bytes);
            let includes = native::includes(&yaml::read(text.text()));
            let names_it =
                |include: &String| source.canonical(&directory.join(include)).is_ok_and(|known| known == identity);
            if includes.iter().any(names_it) {
                return Some(as_typed(path, start, directory, &file));
            }
        }
        if directory.join(".git").exists() {
            break;
        }
    }
    None
}

/// The root's path in the form in which the included file was named, relative where that was.
fn as_typed(path: &Path, start: &Path, directory: &Path, root: &Path) -> PathBuf {
    let up = start.strip_prefix(directory).map_or(0, |below| below.components().count());
    let typed = above_as_typed(path.parent().unwrap_or(Path::new("")), up);
    root.file_name().map_or_else(|| root.to_owned(), |name| typed.join(name))
}

/// A test for paths that `exclude:` takes away; patterns are relative to `base`.
///
/// # Errors
/// The first pattern that is none.
pub fn is_hidden_from(base: &Path, patterns: &[String]) -> Result<impl Fn(&Path) -> bool + use<>, globset::Error> {
    let mut set = GlobSetBuilder::new();
    for pattern in patterns {
        set.add(Glob::new(pattern)?);
        // A folder's name takes away all that is in it.
        set.add(Glob::new(&format!("{}/**", pattern.trim_end_matches('/')))?);
    }
    let set: GlobSet = set.build()?;
    let base = base.to_owned();
    Ok(move |path: &Path| {
        let below = path.strip_prefix(&base).unwrap_or(path);
        set.is_match(below)
    })
}

/// The patterns of `exclude:` that take away nothing below `base`; a pattern that is none is not among them.
#[must_use]
pub fn idle_exclusions<'p>(base: &Path, patterns: &'p [Located<String>]) -> Vec<&'p Located<String>> {
    let here = if base.as_os_str().is_empty() { Path::new(".") } else { base };
    let mut idle: Vec<_> = patterns
        .iter()
        .filter_map(|pattern| Some((pattern, is_hidden_from(here, std::slice::from_ref(&pattern.value)).ok()?)))
        .collect();
    for entry in WalkBuilder::new(here).build().flatten() {
        if idle.is_empty() {
            break;
        }
        idle.retain(|(_, hides)| !hides(entry.path()));
    }
    idle.into_iter().map(|(pattern, _)| pattern).collect()
}
