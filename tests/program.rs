//! The program, as a person starts it.

use std::path::Path;
use std::process::{Command, Output};

/// Runs planlint in a directory, in no language of its surroundings.
pub(crate) fn planlint(directory: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_planlint"))
        .current_dir(directory)
        .env("LC_ALL", "C")
        .env_remove("LANG")
        .args(arguments)
        .output()
        .expect("the program is built with the tests")
}

/// What it wrote.
pub(crate) fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("planlint writes UTF-8")
}
