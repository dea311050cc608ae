//! The data files that are part of the binary.

/// Path below `rules/` and content of every data file.
pub const FILES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/embedded_rules.rs"));

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
