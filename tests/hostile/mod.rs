//! Input that is made to harm, or was broken on the way, given to the program as a person would give it: no panic, no run
//! without an end, no gigabyte of memory, nothing lost, a clear message. docs/robustness.md tells what is covered.

#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test that cannot be set up fails")]
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "figures, and what could not be run")]

mod expressions;
mod files;
mod large;
mod plans;
mod server;
mod writing;

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

/// Address space that a run may have, in kilobytes.
const MEMORY: u64 = 1 << 20;

/// After how long a run counts as one without an end. Far longer than any takes, for a machine may be busy; the large files of `large`
/// say how long theirs took.
const PATIENCE: Duration = Duration::from_secs(120);

/// A folder of files, and runs in it.
struct Place {
    directory: tempfile::TempDir,
}

/// What a run has said.
#[derive(Debug)]
struct Said {
    /// The exit code, none where it was ended by a signal.
    code: Option<i32>,
    out: String,
    err: String,
}

impl Place {
    fn new() -> Self {
        Self { directory: tempfile::tempdir().unwrap() }
    }

    /// With one plan, in the file `plan.yaml`.
    fn with_plan(plan: impl AsRef<[u8]>) -> Self {
        let place = Self::new();
        place.write("plan.yaml", plan);
        place
    }

    fn path(&self) -> &Path {
        self.directory.path()
    }

    fn at(&self, name: &str) -> PathBuf {
        self.path().join(name)
    }

    fn write(&self, name: &str, text: impl AsRef<[u8]>) {
        let path = self.at(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.at(name)).unwrap()
    }

    /// A run with limited memory; `before` is said to the shell first, `after` behind the program.
    fn start(&self, before: &str, arguments: &[&str], after: &str) -> Child {
        let program = std::env::var("PLANLINT").unwrap_or_else(|_| env!("CARGO_BIN_EXE_planlint").to_owned());
        let program = Path::new(&program).canonicalize().unwrap();
        let script = format!("ulimit -v {MEMORY}; ulimit -c 0; {before} \"$@\" {after}");
        Command::new("bash")
            .current_dir(self.path())
            .args(["-c", &script, "bash"])
            .arg(program)
            .args(arguments)
            .stdin(Stdio::null())
            .stdout(Stdio::from(std::fs::File::create(self.at(".out")).unwrap()))
            .stderr(Stdio::from(std::fs::File::create(self.at(".err")).unwrap()))
            .spawn()
            .unwrap()
    }

    /// What a started run says in the end; one that does not end is a failure.
    fn wait(&self, mut child: Child) -> Said {
        let began = Instant::now();
        let status = loop {
            if let Some(status) = child.try_wait().unwrap() {
                break status;
            }
            if began.elapsed() > PATIENCE {
                child.kill().unwrap();
                panic!("no end in {} s", PATIENCE.as_secs());
            }
            std::thread::sleep(Duration::from_millis(5));
        };
        let text = |name| String::from_utf8_lossy(&std::fs::read(self.at(name)).unwrap()).into_owned();
        let said = Said { code: status.code(), out: text(".out"), err: text(".err") };
        for sign in ["panicked", "overflowed its stack", "memory allocation of", "RUST_BACKTRACE"] {
            assert!(!said.err.contains(sign), "{}", said.beginning());
        }
        said
    }

    fn run_between(&self, before: &str, arguments: &[&str], after: &str) -> Said {
        let child = self.start(before, arguments, after);
        self.wait(child)
    }

    fn run(&self, arguments: &[&str]) -> Said {
        self.run_between("", arguments, "")
    }

    /// Checks the folder's `plan.yaml`.
    fn check(&self) -> Said {
        self.run(&["check", "plan.yaml", "--lang", "en", "--format", "concise"])
    }
}

impl Said {
    /// The ways a check may end: no finding, findings, a message of what is wrong.
    #[track_caller]
    fn ends_with(self, code: i32) -> Self {
        assert_eq!(self.code, Some(code), "{}", self.beginning());
        self
    }

    /// Says `words` in its report or beside it.
    #[track_caller]
    fn says(self, words: &str) -> Self {
        // Lines are broken to the width of a terminal.
        let beside: Vec<&str> = self.err.split_whitespace().filter(|word| *word != "│").collect();
        assert!(
            self.out.contains(words) || beside.join(" ").contains(words),
            "not said: {words}\n{}",
            self.beginning()
        );
        self
    }

    #[track_caller]
    fn says_no(self, words: &str) -> Self {
        assert!(!self.out.contains(words) && !self.err.contains(words), "said: {words}\n{}", self.beginning());
        self
    }

    /// Says no more than a person can read, however long the input was.
    #[track_caller]
    fn stays_short(self) -> Self {
        let length = self.out.len() + self.err.len();
        assert!(length < 20_000, "{length} bytes are said: {}", self.beginning());
        self
    }

    fn beginning(&self) -> String {
        let cut = |text: &str| text.chars().take(1500).collect::<String>();
        format!("code {:?}\n--- out\n{}\n--- err\n{}", self.code, cut(&self.out), cut(&self.err))
    }
}

/// What a tool beside planlint says, where a test needs it.
fn tool(name: &str, arguments: &[&str]) -> Output {
    Command::new(name).args(arguments).output().unwrap()
}
