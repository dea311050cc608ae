//! Plans from spreadsheets and documents: files of several makes, layouts and languages; files that mean harm.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod direct;
mod files;
mod hostile;
mod word;

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn file(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/import/files").join(name)
}

/// Runs `planlint import` in a directory.
fn import(directory: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_planlint"))
        .current_dir(directory)
        .env("LC_ALL", "C")
        .arg("import")
        .args(arguments)
        .output()
        .unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// A directory with copies of files, in which they are imported under their bare names.
fn with(names: &[&str]) -> tempfile::TempDir {
    let directory = tempfile::tempdir().unwrap();
    for name in names {
        std::fs::copy(file(name), directory.path().join(name)).unwrap();
    }
    directory
}
