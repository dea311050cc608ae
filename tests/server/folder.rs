//! Folders with plans.

use std::path::{Path, PathBuf};

use serde_json::Value;

/// A folder that is there as long as the test runs.
pub(crate) struct Folder(tempfile::TempDir);

impl Folder {
    /// A folder with files.
    pub(crate) fn new(files: &[(&str, &str)]) -> Self {
        let folder = Self(tempfile::tempdir().unwrap());
        for (name, text) in files {
            folder.write(name, text);
        }
        folder
    }

    /// Writes a file.
    pub(crate) fn write(&self, name: &str, text: &str) {
        let path = self.at(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    /// The path of a file.
    pub(crate) fn at(&self, name: &str) -> PathBuf {
        self.path().join(name)
    }

    /// The folder's true path.
    pub(crate) fn path(&self) -> PathBuf {
        std::fs::canonicalize(self.0.path()).unwrap()
    }
}

/// The rules that diagnostics name.
pub(crate) fn rules(diagnostics: &Value) -> Vec<&str> {
    let list = diagnostics.get("diagnostics").or_else(|| diagnostics.get("items")).unwrap_or(diagnostics);
    list.as_array().unwrap().iter().filter_map(|item| item["code"].as_str()).collect()
}

/// The line and the column, in characters, of the first `needle` in a text.
pub(crate) fn find(text: &str, needle: &str) -> (usize, usize) {
    let at = text.find(needle).unwrap_or_else(|| panic!("{needle} in {text}"));
    let line = text[..at].matches('\n').count();
    let start = text[..at].rfind('\n').map_or(0, |at| at + 1);
    (line, text[start..at].encode_utf16().count())
}

/// The text of a file of the examples.
pub(crate) fn example(name: &str) -> (PathBuf, String) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples").join(name);
    let text = std::fs::read_to_string(&path).unwrap();
    (path, text)
}
