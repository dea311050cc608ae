//! Audits: the same counts in every format, files that cannot be read, text that stays text, figures that compare.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

#[cfg(target_os = "linux")]
mod large;
mod outputs;
mod parquet;
mod scores;
mod unread;

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// Three plans of two organizations, small enough to be read in a snapshot.
const PLANS: [(&str, &str); 4] = [
    (
        "port/2020.yaml",
        "plan: port-2020\ntitle: Port 2020\norganization: Port Board\nlanguage: en\nperiod: {start: 2020, end: 2023}\n\
         goals:\n  G1: {title: A safe port, targets: {T1: {statement: Significantly improve safety.}}}\n",
    ),
    (
        "port/2024.yaml",
        "plan: port-2024\ntitle: Port 2024\norganization: port  board\nlanguage: en\nowner: Board\nperiod: {start: 2024, end: 2027}\n\
         succeeds: 2020.yaml\ngoals:\n  G1:\n    title: A safe port\n    sdg: [9]\n    targets:\n      T1:\n        \
         statement: By 2027, accidents fall to 5 a year.\n        deadline: 2027\n        indicators:\n          I1: {name: Accidents a year, \
         unit: accidents, direction: decrease, baseline: {value: 12, date: 2023}, target: {value: 5, date: 2027}, \
         source: Register of accidents of the port}\n\
         continuity:\n  T1: {disposition: dropped, reason: 'It could not be measured, <b>at all</b>.'}\n\
         resources:\n  allocations:\n    A1: {to: G1, amount: 1000, currency: EUR}\n",
    ),
    (
        "school/plan.yaml",
        "plan: '=school'\ntitle: \"<script>alert('x')</script>\"\norganization: 'School & \"Garden\"'\nlanguage: en\n\
         period: {start: 2024, end: 2026}\n\
         # planlint: ignore[structure/goal-without-target] agreed in council\ngoals: {G1: {title: '<img src=x onerror=alert(1)>'}}\n",
    ),
    ("notes.yaml", "these: are no plan\n"),
];

/// A directory with files in it.
fn archive(files: &[(&str, &str)]) -> tempfile::TempDir {
    let directory = tempfile::tempdir().unwrap();
    for (path, text) in files {
        let path = directory.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    directory
}

/// Runs `planlint audit` in a directory, in English.
fn audit(directory: &Path, arguments: &[&str]) -> Output {
    let program = env!("CARGO_BIN_EXE_planlint");
    let mut command = Command::new(program);
    command.current_dir(directory).env("LC_ALL", "en").arg("audit").args(arguments).output().unwrap()
}

fn text(output: &Output) -> String {
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn examples(folder: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples").join(folder)
}
