//! `--watch`: checks again whenever a file is saved.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::Duration;

use notify::RecursiveMode::{self, NonRecursive, Recursive};
use notify::{EventKind, RecommendedWatcher, Watcher as _};

use super::run::{self, Checked, Request};
use super::tell;
use crate::cli::Outcome;
use crate::cli::failure::Failure;
use crate::cli::replace::directory_of;

/// How long nothing may happen before the next check: an editor that saves writes a file several times.
const QUIET: Duration = Duration::from_millis(150);

/// What wakes the watch.
enum Event {
    /// Files that were changed.
    Changed(Vec<PathBuf>),
    /// Something that the system could not say exactly: anything may have changed.
    Anything,
    /// The person wants to end.
    End,
}

/// Checks, reports with `report`, which writes to `outputs`, and does so again after each change, until Ctrl-C. The outcome is the last one.
pub(super) fn watch(
    request: &Request<'_>,
    outputs: &[&Path],
    report: impl Fn(Checked) -> Result<Outcome, Failure>,
) -> Result<Outcome, Failure> {
    if request.stdin.is_some() {
        return Err(Failure::new("standard input cannot be watched", "name the plan's file, or leave out --watch"));
    }
    let (sender, events) = channel();
    let mut watcher = Watcher::new(sender.clone())?;
    ctrlc::set_handler(move || {
        // Where nobody listens any more, the end has come already.
        let _ = sender.send(Event::End);
    })
    .map_err(|error| Failure::new(format!("Ctrl-C cannot be caught: {error}"), "run the command without --watch"))?;
    loop {
        clear_screen()?;
        let checked = run::check(request);
        let wanted = Wanted::of(request, outputs, &checked);
        watcher.look_at(&wanted);
        let outcome = match report(checked) {
            Ok(outcome) => outcome,
            Err(failure) => {
                crate::cli::failure::show(&failure);
                Outcome::Failed
            }
        };
        let files = wanted.files.len();
        tell(&format!("Watching {files} {}; Ctrl-C ends.", if files == 1 { "file" } else { "files" }));
        if !wait(&events, &wanted) {
            return Ok(outcome);
        }
    }
}

/// Waits for a change of what is wanted, and then until nothing more changes; false where the person wants to end.
fn wait(events: &Receiver<Event>, wanted: &Wanted) -> bool {
    let mut changed = false;
    loop {
        let event = if changed {
            events.recv_timeout(QUIET)
        } else {
            events.recv().map_err(|_| RecvTimeoutError::Disconnected)
        };
        match event {
            Ok(Event::Changed(paths)) => changed |= paths.iter().any(|path| wanted.has(path)),
            Ok(Event::Anything) => changed = true,
            Err(RecvTimeoutError::Timeout) => return true,
            Ok(Event::End) | Err(RecvTimeoutError::Disconnected) => return false,
        }
    }
}

/// A terminal shows the last check alone; elsewhere one follows the other.
fn clear_screen() -> io::Result<()> {
    let mut out = io::stdout().lock();
    if out.is_terminal() {
        // Home, and everything behind it, the lines that have been scrolled away included.
        write!(out, "\x1b[H\x1b[2J\x1b[3J")?;
    }
    out.flush()
}

/// What a check depends on.
struct Wanted {
    /// Files that were read, by their true paths.
    files: BTreeSet<PathBuf>,
    /// Where a new plan may turn up, or a new rule.
    searched: BTreeSet<PathBuf>,
    /// What the check itself writes.
    written: BTreeSet<PathBuf>,
}

impl Wanted {
    fn of(request: &Request<'_>, outputs: &[&Path], checked: &Checked) -> Self {
        let read = checked.batches.iter().flat_map(|batch| batch.sources.iter().map(|(_, file)| file.path()));
        let baselines = checked.baselines.iter().map(|accepted| accepted.path.as_path());
        let named = request.paths.iter().filter(|path| !path.is_dir()).map(PathBuf::as_path).chain(request.config);
        let files = read.chain(baselines).chain(named).map(true_path).collect();
        let directories = request.paths.iter().filter(|path| path.is_dir()).chain(&checked.rule_directories);
        let searched = directories.map(|path| true_path(path)).collect();
        Self { files, searched, written: outputs.iter().map(|path| true_path(path)).collect() }
    }

    /// Whether a change of the file at `path` may change what is found.
    fn has(&self, path: &Path) -> bool {
        let path = true_path(path);
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        let may_be_read = ["yaml", "yml", "csv", "xml"]
            .iter()
            .any(|known| path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case(known)));
        // What a plan includes may not be there yet.
        let beside = || self.files.iter().any(|file| file.parent() == path.parent());
        // Of a new directory it may come too late to hear of the files in it.
        let is_found = !name.starts_with('.') && (may_be_read || path.is_dir()) && !self.written.contains(&path);
        let searched = || self.searched.iter().any(|directory| path.starts_with(directory));
        self.files.contains(&path) || is_found && (searched() || beside())
    }

    /// The directories to look at: of a file its own, since an editor puts another file in its place.
    fn directories(&self) -> BTreeMap<PathBuf, RecursiveMode> {
        let around = self.files.iter().map(|file| (directory_of(file), NonRecursive));
        around.chain(self.searched.iter().map(|directory| (directory.clone(), Recursive))).collect()
    }
}

fn true_path(path: &Path) -> PathBuf {
    path.canonicalize().or_else(|_| std::path::absolute(path)).unwrap_or_else(|_| path.to_owned())
}

/// The system's watcher, and the directories that it looks at.
struct Watcher {
    system: RecommendedWatcher,
    watched: BTreeMap<PathBuf, RecursiveMode>,
}

impl Watcher {
    fn new(sender: Sender<Event>) -> Result<Self, Failure> {
        let handler = move |result: notify::Result<notify::Event>| {
            let event = match result {
                // That a file was read is no change; a check itself reads them all.
                Ok(event) if matches!(event.kind, EventKind::Access(_)) => return,
                Ok(event) if event.need_rescan() => Event::Anything,
                Ok(event) => Event::Changed(event.paths),
                Err(_) => Event::Anything,
            };
            let _ = sender.send(event);
        };
        let system = notify::recommended_watcher(handler).map_err(|error| {
            Failure::new(format!("files cannot be watched: {error}"), "run the command without --watch")
        })?;
        Ok(Self { system, watched: BTreeMap::new() })
    }

    /// Looks at the directories of `wanted`, and at no others. One that cannot be watched is told of.
    fn look_at(&mut self, wanted: &Wanted) {
        let directories = wanted.directories();
        for gone in self.watched.keys().filter(|directory| !directories.contains_key(*directory)) {
            // It may be gone from the disk as well.
            let _ = self.system.unwatch(gone);
        }
        for (directory, mode) in &directories {
            if self.watched.get(directory) != Some(mode)
                && let Err(error) = self.system.watch(directory, *mode)
            {
                tell(&format!("{} is not watched: {error}", directory.display()));
            }
        }
        self.watched = directories;
    }
}
