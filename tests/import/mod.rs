//! Plans from spreadsheets and documents: files of several makes, layouts and languages; files that mean harm.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod direct;
mod edited;
mod every_value;
mod figures;
mod files;
mod hostile;
mod layouts;
mod logframes;
mod markup;
mod related;
mod sections;
mod word;

use std::path::{Path, PathBuf};
use std::process::Output;

use crate::program::{planlint, text};

fn file(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/import/files").join(name)
}

/// Runs `planlint import` in a directory.
fn import(directory: &Path, arguments: &[&str]) -> Output {
    planlint(directory, &[&["import"], arguments].concat())
}

/// A directory with copies of files, in which they are imported under their bare names.
fn with(names: &[&str]) -> tempfile::TempDir {
    let directory = tempfile::tempdir().unwrap();
    for name in names {
        std::fs::copy(file(name), directory.path().join(name)).unwrap();
    }
    directory
}
