//! Did you mean: the path on the disk that comes nearest to one that does not exist.

use std::path::{Component, Path, PathBuf};

use crate::nearest::nearest;

/// The nearest path that exists, where each part of the given one is there or nearly there.
pub(super) fn near_path(path: &Path) -> Option<PathBuf> {
    let mut found = PathBuf::new();
    for component in path.components() {
        let next = found.join(component);
        if next.exists() {
            found = next;
            continue;
        }
        let Component::Normal(name) = component else { return None };
        let directory = if found.as_os_str().is_empty() { Path::new(".") } else { &found };
        let entries = std::fs::read_dir(directory).ok()?.flatten();
        let mut names: Vec<String> = entries.filter_map(|entry| entry.file_name().into_string().ok()).collect();
        names.sort();
        found.push(nearest(name.to_str()?, names.iter().map(String::as_str))?);
    }
    (found.exists() && found != path).then_some(found)
}
