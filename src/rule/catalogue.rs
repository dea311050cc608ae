//! All rules, profiles and sentences that there are, those of the binary and those of a project.

use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;
use thiserror::Error;

use super::spoken::Spoken;
use super::{GROUPS, Messages, Profile, Rule, embedded};
use crate::nearest::nearest;
use crate::source::{FileId, Location, SourceFile, SourceMap, Span};
use crate::yaml::de::{DeError, DocumentNode};

/// A fault in a file of rules, with the files that it may point into.
#[derive(Debug)]
pub struct LoadFault {
    /// What is wrong, and where.
    pub error: DeError,
    /// The files.
    pub sources: SourceMap,
}

/// Why rules could not be had.
#[derive(Debug, Error)]
pub enum CatalogueError {
    /// A data file has a fault.
    #[error("{}", .0.error)]
    Fault(Box<LoadFault>),
    /// There is no such profile.
    #[error("there is no profile `{name}`{}", suggestion(.nearest))]
    UnknownProfile {
        /// The name asked for.
        name: String,
        /// The nearest one.
        nearest: Option<String>,
        /// All there are.
        known: Vec<String>,
    },
}

fn suggestion(nearest: &Option<String>) -> String {
    nearest.as_ref().map_or(String::new(), |near| format!("; did you mean `{near}`?"))
}

/// Rules, profiles and sentences.
#[derive(Clone, Debug)]
pub struct Catalogue {
    rules: Vec<Arc<Rule>>,
    messages: Arc<Spoken>,
    /// The files of a project's rules.
    own: Vec<(PathBuf, Arc<[u8]>)>,
    sources: OnceLock<SourceMap>,
}

impl Catalogue {
    /// The rules of the binary with those of a project, as path below its directory and text.
    ///
    /// # Errors
    /// The first fault, at its place; a project's rule whose id is taken; a group that does not exist.
    pub fn load(project: Vec<(PathBuf, PathBuf, Vec<u8>)>) -> Result<Self, CatalogueError> {
        let mut rules = shipped_rules()?;
        let shipped = rules.len();
        let below: Vec<PathBuf> = project.iter().map(|(_, below, _)| below.clone()).collect();
        let own: Vec<_> = project.into_iter().map(|(path, _, bytes)| (path, Arc::from(bytes))).collect();
        if own.is_empty() {
            let messages = Arc::new(Spoken::new(rules.clone()));
            return Ok(Self { rules, messages, own, sources: OnceLock::new() });
        }
        let sources = all_sources(&own);
        let ids: Vec<String> = below.iter().map(|path| id_of(path)).collect();
        let file = |index: usize| FileId(u32::try_from(shipped + index).expect("there are fewer than 2^32 rules"));
        let read = |(index, id): (usize, &String)| {
            let text = sources.file(file(index)).text();
            let root = open(file(index), text)?;
            Rule::read(id, &root, text).map(Arc::new)
        };
        let read: Result<Vec<Arc<Rule>>, DeError> = ids.par_iter().enumerate().map(read).collect();
        for (index, rule) in read.map_err(|error| fault(error, &sources))?.into_iter().enumerate() {
            let at = Location::new(file(index), Span::default());
            if !GROUPS.contains(&rule.group()) {
                let error = DeError::new(format!("`{}` is not in the folder of a group", rule.id), at);
                let help = format!("put the file in a folder named {}", GROUPS.join(", "));
                return Err(fault(error.with_help(help), &sources));
            }
            if rules.iter().any(|earlier| earlier.id == rule.id) {
                let error = DeError::new(format!("there is a rule `{}` already", rule.id), at);
                return Err(fault(error.with_help("give the file another name"), &sources));
            }
            rules.push(rule);
        }
        let messages = Arc::new(Spoken::new(rules.clone()));
        Ok(Self { rules, messages, own, sources: OnceLock::from(sources) })
    }

    /// All rules, by group and name.
    #[must_use]
    pub fn rules(&self) -> &[Arc<Rule>] {
        &self.rules
    }

    /// The rule with this id.
    #[must_use]
    pub fn rule(&self, id: &str) -> Option<&Arc<Rule>> {
        self.rules.iter().find(|rule| &*rule.id == id)
    }

    /// The rule or group that comes nearest to a name, which may lack its group.
    #[must_use]
    pub fn nearest_rule(&self, name: &str) -> Option<&str> {
        let bare = |rule: &Arc<Rule>| rule.id.split_once('/').map_or(String::new(), |(_, bare)| bare.to_owned());
        let known: Vec<String> = self.rules.iter().map(bare).collect();
        let ids = self.rules.iter().map(|rule| &*rule.id);
        nearest(name, ids.chain(GROUPS)).or_else(|| {
            let near = nearest(name, known.iter().map(String::as_str))?;
            self.rules.iter().find(|rule| bare(rule) == near).map(|rule| &*rule.id)
        })
    }

    /// The sentences in `language`; in English where there are none in it. A language is read when it is first asked
    /// for.
    #[must_use]
    pub fn messages(&self, language: &str) -> &Arc<Messages> {
        self.messages.messages(language)
    }

    /// The files of rules, for errors that point into them.
    #[must_use]
    pub fn sources(&self) -> &SourceMap {
        self.sources.get_or_init(|| all_sources(&self.own))
    }

    /// The profile `name`.
    ///
    /// # Errors
    /// There is none, or its file has a fault.
    pub fn profile(&self, name: &str) -> Result<Profile, CatalogueError> {
        let path = format!("profile/{name}.yaml");
        let Some(text) = embedded::file(&path) else {
            let known: Vec<String> = Self::profile_names().map(str::to_owned).collect();
            let nearest = nearest(name, Self::profile_names()).map(str::to_owned);
            return Err(CatalogueError::UnknownProfile { name: name.to_owned(), nearest, known });
        };
        let root = embedded::document(&path, FileId::default()).expect("profiles are built in, and tested");
        Profile::read(&root).map_err(|error| {
            let mut sources = SourceMap::default();
            sources.add(SourceFile::from_bytes(format!("rules/{path}").into(), text.as_bytes()));
            fault(error, &sources)
        })
    }

    /// The names of all profiles.
    pub fn profile_names() -> impl Iterator<Item = &'static str> {
        embedded::folder("profile").map(|(name, _)| name)
    }
}

/// The files of the shipped rules, as id and text, in the order of their numbers among the sources.
fn shipped_files() -> impl Iterator<Item = (String, &'static str)> {
    GROUPS
        .into_iter()
        .flat_map(|group| embedded::folder(group).map(move |(name, text)| (format!("{group}/{name}"), text)))
}

/// The files of the shipped rules and those of a project.
fn all_sources(own: &[(PathBuf, Arc<[u8]>)]) -> SourceMap {
    let mut sources = SourceMap::default();
    for (id, text) in shipped_files() {
        sources.add(SourceFile::from_bytes(format!("rules/{id}.yaml").into(), text.as_bytes()));
    }
    for (path, bytes) in own {
        sources.add(SourceFile::from_bytes(path.clone(), bytes));
    }
    sources
}

/// The rules of the binary.
fn shipped_rules() -> Result<Vec<Arc<Rule>>, CatalogueError> {
    let read = |(number, (id, _)): (u32, (String, &str))| {
        let root = embedded::document(&format!("{id}.yaml"), FileId(number)).expect("rules are built in, and tested");
        Rule::built_in(&id, &root).map(Arc::new)
    };
    (0u32..).zip(shipped_files()).map(read).collect::<Result<_, _>>().map_err(|error| fault(error, &all_sources(&[])))
}

fn fault(error: DeError, sources: &SourceMap) -> CatalogueError {
    CatalogueError::Fault(Box::new(LoadFault { error, sources: sources.clone() }))
}

/// The topmost node of a data file, which must hold something.
fn open(file: FileId, text: &str) -> Result<DocumentNode, DeError> {
    let empty = || DeError::new("the file is empty", Location::new(file, Span::default()));
    DocumentNode::open(file, text)?.ok_or_else(empty)
}

/// `group/name` from a path such as `smart/no-verb.yaml`.
fn id_of(path: &Path) -> String {
    path.with_extension("").to_string_lossy().replace('\\', "/")
}
