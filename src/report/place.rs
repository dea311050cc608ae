//! How reports name files.

use std::path::{Component, Path, PathBuf};

use crate::source::clean_path;

/// A path relative to the working directory where it lies below it, with `/` between names.
#[must_use]
pub fn display_path(path: &Path) -> String {
    let clean = clean_path(path);
    // The working directory is asked for only where it matters: a report names a file with every finding.
    let here = if clean.is_absolute() { std::env::current_dir().ok() } else { None };
    let relative: PathBuf = here.and_then(|here| clean.strip_prefix(here).ok().map(Path::to_owned)).unwrap_or(clean);
    let names = relative.components().map(|part| match part {
        Component::RootDir => String::new(),
        other => other.as_os_str().to_string_lossy().into_owned(),
    });
    let shown = names.collect::<Vec<_>>().join("/");
    if shown.is_empty() { ".".to_owned() } else { shown }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_short_and_have_forward_slashes() {
        assert_eq!(display_path(Path::new("./a/../b/c.yaml")), "b/c.yaml");
        assert_eq!(display_path(Path::new("../x.yaml")), "../x.yaml");
        assert_eq!(display_path(Path::new(".")), ".");
        assert_eq!(display_path(&std::env::current_dir().unwrap().join("a.yaml")), "a.yaml");
        assert_eq!(display_path(Path::new("/no/such/a.yaml")), "/no/such/a.yaml");
    }
}
