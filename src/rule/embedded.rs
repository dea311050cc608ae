//! The data files that are part of the binary: their texts, and what was parsed and compiled when it was built.

use crate::lexicon::Compiled;
use crate::source::FileId;
use crate::yaml::de::DocumentNode;

/// Path below `rules/` and content of every data file. A constant would stand in the program once for each place that names it.
pub static FILES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/embedded_rules.rs"));

/// Path below `rules/` and tree of every YAML file but the word lists; rule files without their examples.
static TREES: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/embedded_trees.rs"));

/// The word lists.
pub static LEXICON: Compiled = include!(concat!(env!("OUT_DIR"), "/embedded_lexicon.rs"));

/// The topmost node of the file at `path` below `rules/`, as file `file`; of a rule without its examples. Nothing where
/// there is no such file, or nothing in it.
#[must_use]
pub fn document(path: &str, file: FileId) -> Option<DocumentNode> {
    let at = TREES.binary_search_by_key(&path, |(name, _)| name).ok()?;
    DocumentNode::unpack(file, TREES[at].1)
}

/// The content of the file at `path` below `rules/`.
#[must_use]
pub fn file(path: &str) -> Option<&'static str> {
    FILES.iter().find(|(name, _)| *name == path).map(|(_, text)| *text)
}

/// The files in a folder of `rules/`, as name without extension and content.
pub fn folder(folder: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    FILES.iter().filter_map(move |(path, text)| {
        let name = path.strip_prefix(folder)?.strip_prefix('/')?.strip_suffix(".yaml")?;
        (!name.contains('/')).then_some((name, *text))
    })
}

/// The word lists and the files of the thesaurus, as name without extension and content; those in a folder of their own
/// with its name.
pub fn lexicon() -> impl Iterator<Item = (&'static str, &'static str)> {
    FILES.iter().filter_map(|(path, text)| Some((path.strip_prefix("lexicon/")?.strip_suffix(".yaml")?, *text)))
}

#[cfg(test)]
mod tests;
