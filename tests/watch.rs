//! `--watch`: a check after each change, and an end at Ctrl-C.

#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::io::{BufRead, BufReader, Read as _};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

/// How long a check may take on a machine that does much else.
const PATIENCE: Duration = Duration::from_secs(60);
/// How long it is quiet where nothing is checked.
const SILENCE: Duration = Duration::from_millis(1500);

struct Watched {
    run: Child,
    lines: Receiver<String>,
}

impl Watched {
    fn start(directory: &Path, arguments: &[&str]) -> Self {
        let mut run = Command::new(env!("CARGO_BIN_EXE_planlint"))
            .current_dir(directory)
            .env("LC_ALL", "C")
            .env_remove("LANG")
            .args(["check", "--watch", "--format", "concise", "--select", "links/dangling-link"])
            .args(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let (sender, lines) = channel();
        let out = BufReader::new(run.stdout.take().unwrap());
        std::thread::spawn(move || out.lines().map_while(Result::ok).for_each(|line| drop(sender.send(line))));
        Self { run, lines }
    }

    /// The last line of the next check, which has the counts.
    fn next(&self) -> String {
        loop {
            let line = self.lines.recv_timeout(PATIENCE).unwrap();
            if line.starts_with("Checked") {
                // What watches begins to do so with the last line on its way.
                std::thread::sleep(Duration::from_millis(300));
                return line;
            }
        }
    }

    fn is_quiet(&self) -> bool {
        matches!(self.lines.recv_timeout(SILENCE), Err(RecvTimeoutError::Timeout))
    }

    fn end(mut self) -> (Option<i32>, String) {
        let id = self.run.id().to_string();
        assert!(Command::new("kill").args(["-INT", &id]).status().unwrap().success());
        let code = self.run.wait().unwrap().code();
        let mut told = String::new();
        self.run.stderr.take().unwrap().read_to_string(&mut told).unwrap();
        (code, told)
    }
}

#[test]
fn a_saved_file_is_checked_again_and_a_read_one_is_not() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path();
    let write = |name: &str, text: &str| std::fs::write(path.join(name), text).unwrap();
    write("plan.yaml", "plan: p\ninclude: [part.yaml]\ngoals: {G1: {title: a}}\n");
    write("part.yaml", "outcomes: {O1: {title: b, contributes-to: G1}}\n");
    let watched = Watched::start(path, &["plan.yaml", "--output", "csv=report.csv"]);
    assert!(watched.next().ends_with("no findings."));
    // Its own reading and its own report wake nobody.
    std::fs::read(path.join("plan.yaml")).unwrap();
    assert!(watched.is_quiet());
    write("part.yaml", "outcomes: {O1: {title: b, contributes-to: G2}}\n");
    assert!(watched.next().ends_with("1 error."));
    // An editor that puts another file in its place; two saves in a moment are one.
    write("other", "plan: p\ninclude: [part.yaml]\ngoals: {G1: {title: a}}\n");
    std::fs::rename(path.join("other"), path.join("plan.yaml")).unwrap();
    write("part.yaml", "outcomes: {O1: {title: b, contributes-to: [G2, G3]}}\n");
    assert!(watched.next().ends_with("2 errors."));
    assert!(watched.is_quiet());
    // A configuration that was not there.
    write("planlint.yaml", "rules: {links/dangling-link: warning}\n");
    assert!(watched.next().ends_with("2 warnings."));
    let (code, told) = watched.end();
    assert_eq!(code, Some(1), "the outcome is that of the last check");
    assert!(told.contains("Watching 3 files; Ctrl-C ends."), "{told}");
}

#[test]
fn a_plan_that_is_not_there_yet_is_waited_for() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path();
    let watched = Watched::start(path, &["."]);
    std::thread::sleep(SILENCE);
    std::fs::create_dir(path.join("new")).unwrap();
    std::fs::write(path.join("new/plan.yaml"), "plan: p\noutcomes: {O1: {contributes-to: G2}}\n").unwrap();
    assert!(watched.next().ends_with("1 error."));
    std::fs::write(path.join("new/plan.yaml"), "plan: p\n").unwrap();
    assert!(watched.next().ends_with("no findings."));
    assert_eq!(watched.end().0, Some(0));
}
