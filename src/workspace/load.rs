//! From a root file to a plan: its includes, its predecessor, the plan that it implements.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{Limits, ReadFile, Shelf, office};
use crate::format::{self, Format, native};
use crate::import::Extracted;
use crate::plan::{Note, NoteKind, Plan, PlanBuilder};
use crate::source::{FileId, FileSource, Located, Location, SourceFile, SourceMap, clean_path};
use crate::xml;
use crate::yaml::{self, Tree};

/// How many plans a chain of predecessors may have.
const MAX_CHAIN: usize = 32;

/// A plan with the files that it was read from.
#[derive(Clone, Debug)]
pub struct LoadedPlan {
    /// The plan.
    pub plan: Arc<Plan>,
    /// Its files, and those of the plans that it names.
    pub sources: SourceMap,
    /// The path of its root.
    pub path: PathBuf,
}

/// Reads plans.
#[derive(Clone, Copy)]
pub struct Loader<'l> {
    source: &'l dyn FileSource,
    shelf: Option<&'l Shelf>,
    limits: Limits,
}

/// A plan that another names, or why it cannot be had.
type Named = Result<Arc<Plan>, &'static str>;

impl<'l> Loader<'l> {
    /// Reads from `source`.
    #[must_use]
    pub fn new(source: &'l dyn FileSource) -> Self {
        Self { source, shelf: None, limits: Limits::in_force() }
    }

    /// Reads from `shelf`, where files that have not changed are not read and parsed again.
    #[must_use]
    pub fn of_shelf(shelf: &'l Shelf) -> Self {
        Self { source: shelf, shelf: Some(shelf), limits: Limits::in_force() }
    }

    /// Reads plans of other sizes.
    #[must_use]
    pub fn within(self, limits: Limits) -> Self {
        Self { limits, ..self }
    }

    fn open(&self, path: &Path) -> std::io::Result<Arc<ReadFile>> {
        match self.shelf {
            Some(shelf) => shelf.open(path),
            None => Ok(Arc::new(ReadFile::new(path, &self.source.read(path)?))),
        }
    }

    /// Reads every plan of the file at `path`, or of the bytes given for it, in the order written. A file of the plan
    /// language holds one, a file of another format may hold several.
    ///
    /// # Errors
    /// Only where the file itself cannot be read, holds no plan, or one of more elements than are read; whatever else is amiss is a note of the plan.
    pub fn load_all(&self, path: &Path, bytes: Option<Vec<u8>>) -> std::io::Result<Vec<LoadedPlan>> {
        if office::is_read_so(path) {
            return self.load_office(path, bytes);
        }
        let read = match bytes {
            Some(bytes) => Arc::new(ReadFile::new(path, &bytes)),
            None => self.open(path)?,
        };
        let mut sources = SourceMap::default();
        let file = sources.add_shared(Arc::clone(read.source()));
        let plans = if format::is_markup(read.source().text()) {
            let other = || std::io::Error::new(std::io::ErrorKind::InvalidData, "it is XML of another kind");
            markup(file, read.source()).ok_or_else(other)?
        } else {
            let mut chain = vec![self.identity(path)];
            vec![self.plan(path, file, read.tree(), &mut sources, &mut chain)]
        };
        plans.iter().try_for_each(|plan| self.limits.admits(plan.element_count()))?;
        let loaded = |plan| LoadedPlan { plan: Arc::new(plan), sources: sources.clone(), path: path.to_owned() };
        Ok(plans.into_iter().map(loaded).collect())
    }

    /// Takes every plan out of a file of an office program, each with a text of its own.
    fn load_office(&self, path: &Path, bytes: Option<Vec<u8>>) -> std::io::Result<Vec<LoadedPlan>> {
        let bytes = bytes.map_or_else(|| self.source.read(path), Ok)?;
        let plans = office::extract(self.source, path, &bytes)?;
        let loaded = |extracted| {
            let mut sources = SourceMap::default();
            let mut chain = vec![self.identity(path)];
            let plan = self.extracted(path, extracted, &mut sources, &mut chain);
            LoadedPlan { plan: Arc::new(plan), sources, path: path.to_owned() }
        };
        Ok(plans.into_iter().map(loaded).collect())
    }

    /// The plan of a text that was taken out of the file at `path`.
    fn extracted(&self, path: &Path, extracted: Extracted, sources: &mut SourceMap, chain: &mut Vec<PathBuf>) -> Plan {
        let Extracted { text, places, capabilities } = extracted;
        let tree = yaml::read(&text);
        let file = sources.add(SourceFile::extracted(clean_path(path), text, places));
        let mut plan = self.plan(path, file, &tree, sources, chain);
        plan.format = Some(Format::Office.name());
        plan.capabilities = capabilities;
        plan
    }

    /// Reads the plan whose root is `path`, or the bytes given for it; the first where there are several.
    ///
    /// # Errors
    /// Only where the root itself cannot be read; whatever else is amiss is a note of the plan.
    pub fn load(&self, path: &Path, bytes: Option<Vec<u8>>) -> std::io::Result<LoadedPlan> {
        let first = self.load_all(path, bytes)?.into_iter().next();
        Ok(first.expect("a file that can be read holds a plan"))
    }

    fn identity(&self, path: &Path) -> PathBuf {
        self.source.canonical(path).unwrap_or_else(|_| clean_path(path))
    }

    fn plan(&self, path: &Path, file: FileId, tree: &Tree, sources: &mut SourceMap, chain: &mut Vec<PathBuf>) -> Plan {
        let source = Arc::clone(sources.file(file));
        let (mut builder, references) = native::read_root(file, &source, tree);
        let directory = path.parent().unwrap_or(Path::new("")).to_owned();
        let language = native::language_of(tree).unwrap_or_else(|| "en".into());
        let mut seen = vec![self.identity(path)];
        for include in &references.includes {
            self.include(&directory, include, &language, sources, &mut builder, &mut seen);
        }
        let mut related = |reference: &Option<Located<Arc<str>>>, builder: &mut PlanBuilder| {
            let reference = reference.as_ref()?;
            match self.named_plan(&directory, &reference.value, sources, chain) {
                Ok(plan) => {
                    let broken = |note: &Note| {
                        matches!(
                            note.kind,
                            NoteKind::Syntax { .. } | NoteKind::Markup { .. } | NoteKind::Encoding { .. }
                        )
                    };
                    if plan.notes.iter().any(broken) {
                        failed(builder, reference, "broken");
                    }
                    Some(plan)
                }
                Err(reason) => {
                    failed(builder, reference, reason);
                    None
                }
            }
        };
        let predecessor = related(&references.succeeds, &mut builder);
        let implemented = related(&references.implements, &mut builder);
        builder.finish(predecessor, implemented)
    }

    fn include(
        &self,
        directory: &Path,
        include: &Located<Arc<str>>,
        language: &str,
        sources: &mut SourceMap,
        builder: &mut PlanBuilder,
        seen: &mut Vec<PathBuf>,
    ) {
        let path = directory.join(&*include.value);
        let (identity, read) = match self.included(directory, &path, &include.value) {
            Ok(found) => found,
            Err(reason) => return failed(builder, include, reason),
        };
        if let Some(index) = seen.iter().position(|known| *known == identity) {
            return failed(builder, include, if index == 0 { "cycle" } else { "twice" });
        }
        seen.push(identity);
        if format::is_markup(read.source().text()) {
            return failed(builder, include, "root");
        }
        let file = sources.add_shared(Arc::clone(read.source()));
        let source = read.source();
        match format::recognise(&path) {
            Format::ResourcesCsv => format::resources_csv::read(file, source, language, builder),
            Format::Native | Format::Stratml | Format::Iati | Format::Office => {
                let tree = read.tree();
                if native::is_root(tree) {
                    return failed(builder, include, "root");
                }
                // Only the root includes. A file that names the root, itself or a file before it closes a circle.
                for nested in native::read_include(file, source, tree, language, builder) {
                    let target = path.parent().unwrap_or(Path::new("")).join(&*nested.value);
                    let circle = seen.contains(&self.identity(&target));
                    failed(builder, &nested, if circle { "cycle" } else { "nested" });
                }
            }
        }
    }

    /// The identity and the text of an included file that lies inside the root's directory, by its name and in truth.
    fn included(&self, directory: &Path, path: &Path, written: &str) -> Result<(PathBuf, Arc<ReadFile>), &'static str> {
        let below = clean_path(Path::new(written));
        if below.is_absolute() || below.components().any(|part| !matches!(part, std::path::Component::Normal(_))) {
            return Err("outside");
        }
        let identity = self.source.canonical(path).map_err(|error| reason_of(&error))?;
        let here = if directory.as_os_str().is_empty() { Path::new(".") } else { directory };
        if let Ok(root) = self.source.canonical(here)
            && !identity.starts_with(root)
        {
            return Err("outside");
        }
        let read = self.open(path).map_err(|error| reason_of(&error))?;
        Ok((identity, read))
    }

    fn named_plan(&self, directory: &Path, written: &str, sources: &mut SourceMap, chain: &mut Vec<PathBuf>) -> Named {
        let path = directory.join(written);
        let identity = self.source.canonical(&path).map_err(|error| reason_of(&error))?;
        if chain.contains(&identity) {
            return Err("cycle");
        }
        if chain.len() >= MAX_CHAIN {
            return Err("too-deep");
        }
        if office::is_read_so(&path) {
            let bytes = self.source.read(&path).map_err(|error| reason_of(&error))?;
            let mut plans = office::extract(self.source, &path, &bytes).map_err(|_| "not-a-plan")?;
            let one = if plans.len() > 1 { Err("several") } else { plans.pop().ok_or("not-a-plan") }?;
            chain.push(identity);
            let plan = self.extracted(&path, one, sources, chain);
            chain.pop();
            return Ok(Arc::new(plan));
        }
        let read = self.open(&path).map_err(|error| reason_of(&error))?;
        if format::is_markup(read.source().text()) {
            let file = sources.add_shared(Arc::clone(read.source()));
            let mut plans = markup(file, read.source()).ok_or("not-a-plan")?;
            return if plans.len() > 1 { Err("several") } else { plans.pop().map(Arc::new).ok_or("not-a-plan") };
        }
        if !native::is_root(read.tree()) {
            return Err("not-a-plan");
        }
        let file = sources.add_shared(Arc::clone(read.source()));
        chain.push(identity);
        let plan = self.plan(&path, file, read.tree(), sources, chain);
        chain.pop();
        Ok(Arc::new(plan))
    }
}

/// The plans of a file that is XML; none where its root element is no plan's.
fn markup(file: FileId, source: &SourceFile) -> Option<Vec<Plan>> {
    let format = format::recognise_markup(source.text())?;
    let tree = xml::read(source.text());
    match format {
        Format::Iati => Some(format::iati::read(file, source, &tree)),
        Format::Stratml => Some(vec![format::stratml::read(file, source, &tree)]),
        Format::Native | Format::ResourcesCsv | Format::Office => None,
    }
}

fn reason_of(error: &std::io::Error) -> &'static str {
    if error.kind() == std::io::ErrorKind::NotFound { "missing" } else { "unreadable" }
}

fn failed(builder: &mut PlanBuilder, reference: &Located<Arc<str>>, reason: &'static str) {
    let kind = NoteKind::IncludeFailed { path: reference.value.clone(), reason };
    let at: Location = reference.at;
    builder.note(Note { kind, at, element: None });
}
