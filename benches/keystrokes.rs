//! From `textDocument/didChange` to the diagnostics of that version, keystroke by keystroke, with all rules of the profile;
//! and from the new name of a target in one file to the diagnostics of the others.
//!
//! `cargo bench --bench keystrokes` prints two tables. With `-- --edits 10000` it types as many characters into the smaller
//! plans and prints the memory on the way; with `-- --only large` only what is so called is measured.

#![allow(clippy::print_stdout, reason = "the table is the program's output")]
#![allow(clippy::unwrap_used, reason = "a benchmark stops where something is wrong")]

#[path = "keystrokes/editor.rs"]
mod editor;
mod large_plan;

use std::path::{Path, PathBuf};
use std::time::Duration;

use editor::{Editor, uri};

/// That of the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Keystrokes a measurement.
const KEYSTROKES: usize = 200;
/// Keystrokes before the measurement begins: word lists are compiled when they are first needed.
const WARM_UP: usize = 22;
/// Renamings a measurement.
const RENAMINGS: usize = 50;

/// The memory of this process that is in use, in megabytes; 0 where the system does not say.
fn megabytes() -> f64 {
    let pages = std::fs::read_to_string("/proc/self/statm").ok();
    let pages = pages.and_then(|text| text.split_whitespace().nth(1)?.parse::<f64>().ok());
    pages.unwrap_or(0.0) * 4096.0 / 1e6
}

/// Processor time of this process so far, in milliseconds; 0 where the system does not say.
fn processor_time() -> f64 {
    let text = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields: Vec<&str> = text.rsplit(')').next().unwrap_or("").split_whitespace().collect();
    let ticks = |index: usize| fields.get(index).and_then(|ticks| ticks.parse::<f64>().ok()).unwrap_or(0.0);
    (ticks(11) + ticks(12)) * 10.0
}

/// The places at which is typed: the ends of titles and statements, spread over the file.
fn places(text: &str) -> Vec<(usize, usize)> {
    let is_text = |line: &str| {
        let keys = ["title: ", "statement: ", "name: ", "zh: ", "en: "];
        keys.iter().any(|key| line.trim_start().starts_with(key)) && !line.ends_with(['|', '>', '"', '\'', '}'])
    };
    let lines = text.lines().enumerate().filter(|(_, line)| is_text(line));
    lines.map(|(number, line)| (number, line.len())).collect()
}

/// Median, 90th and 99th percentile, and the longest, in milliseconds.
fn percentiles(times: &mut [Duration]) -> String {
    times.sort();
    let at = |part: f64| times[((times.len() - 1) as f64 * part).round() as usize].as_secs_f64() * 1000.0;
    format!("{:.1} ms | {:.1} ms | {:.1} ms | {:.1} ms", at(0.5), at(0.9), at(0.99), at(1.0))
}

async fn type_into(name: &str, path: &Path, text: &str, keystrokes: usize) -> String {
    let mut editor = Editor::start().await;
    editor.open(path, text).await;
    let address = uri(path);
    let places = places(text);
    assert!(!places.is_empty(), "{name} has places to type at");
    let word = " more of it";
    let mut times = Vec::new();
    let (mut findings, mut before, mut at_start) = (0, 0.0, 0.0);
    for count in 0..WARM_UP + keystrokes {
        if count == WARM_UP {
            (before, at_start) = (processor_time(), megabytes());
        }
        // A word is typed, then taken away again, then the next place has its turn.
        let step = count % (2 * word.len());
        let round = count / (2 * word.len());
        // Spread over the file: its first elements are those that most others are held against, its last those that are held against most.
        let (line, column) = places[round * 619 % places.len()];
        let (start, version) = if step < word.len() {
            editor.edit(&address, line, column + step..column + step, &word[step..=step]).await
        } else {
            let at = column + 2 * word.len() - step - 1;
            editor.edit(&address, line, at..at + 1, "").await
        };
        let answer = loop {
            let published = editor.published().await;
            if published.uri == address && published.version == Some(version) {
                break published;
            }
        };
        findings = answer.items.len();
        if count >= WARM_UP {
            times.push(answer.at - start);
        }
        if keystrokes > KEYSTROKES && count % (keystrokes / 10) == 0 {
            println!("{name}: {count} edits, {:.1} MB", megabytes());
        }
    }
    let processor = (processor_time() - before) / keystrokes as f64;
    format!(
        "| {name}, {} kB, {findings} findings | {} | {processor:.1} ms | {at_start:.0} MB | {:.0} MB |",
        text.len() / 1000,
        percentiles(&mut times),
        megabytes()
    )
}

/// Renames a target in one open file, which is not saved, until the links of an open and of a closed file are said to be
/// broken; then gives it its name back, until they are whole.
async fn rename(name: &str, file: &Path, id: &str, open: &Path, closed: &[PathBuf]) -> String {
    let mut editor = Editor::start().await;
    let text = std::fs::read_to_string(file).unwrap();
    editor.open(file, &text).await;
    editor.open(open, &std::fs::read_to_string(open).unwrap()).await;
    let line = text.lines().position(|line| line.trim() == format!("{id}:")).expect("the target is in the file");
    let column = text.lines().nth(line).unwrap().find(id).unwrap();
    let others: Vec<String> = closed.iter().map(PathBuf::as_path).chain([open]).map(uri).collect();
    let mut times = Vec::new();
    for round in 0..2 * RENAMINGS + 4 {
        let is_broken = round % 2 == 0;
        let (old, new) = if is_broken { (id, "T99") } else { ("T99", id) };
        let (start, _) = editor.edit(&uri(file), line, column..column + old.len(), new).await;
        let mut waiting = others.clone();
        let mut last = start;
        while !waiting.is_empty() {
            let published = editor.published().await;
            if published.has("links/dangling-link") == is_broken {
                waiting.retain(|other| *other != published.uri);
            }
            last = published.at;
        }
        if round >= 4 {
            times.push(last - start);
        }
    }
    format!("| {name} | {} |", percentiles(&mut times))
}

/// Writes a plan of several files, the largest with its goals.
fn write_apart(directory: &Path, goals: usize) {
    let text = large_plan::plan(goals);
    let (head, rest) = text.split_once("goals:\n").unwrap();
    let write = |name: &str, text: &str| std::fs::write(directory.join(name), text).unwrap();
    write("plan.yaml", &format!("{head}include: [goals.yaml, open.yaml, closed.yaml]\n"));
    write("goals.yaml", &format!("goals:\n{rest}"));
    write("open.yaml", "outcomes:\n  O1:\n    title: Networks\n    contributes-to: [T1.1]\n");
    write("closed.yaml", "outcomes:\n  O2:\n    title: Services\n    contributes-to: [T1.1]\n");
}

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let value_of = |name: &str| arguments.iter().skip_while(|argument| *argument != name).nth(1);
    let edits: Option<usize> = value_of("--edits").and_then(|count| count.parse().ok());
    let is_wanted = |name: &str| value_of("--only").is_none_or(|only| only == name);
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_time().build().unwrap();
    let keystrokes = edits.unwrap_or(KEYSTROKES);
    let folder = tempfile::tempdir().unwrap();
    let folder = std::fs::canonicalize(folder.path()).unwrap();
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/itu-2024-2027-complete");
    let directory = |name: &str| {
        let directory = folder.join(name);
        std::fs::create_dir_all(&directory).unwrap();
        directory
    };

    let mut rows = Vec::new();
    for (name, goals) in [("example", 0), ("small", 9), ("large", 155)] {
        if !is_wanted(name) || (name == "large" && edits.is_some()) {
            continue;
        }
        let path = if goals == 0 {
            example.join("priorities-1-2.yaml")
        } else {
            let path = directory(name).join("plan.yaml");
            std::fs::write(&path, large_plan::plan(goals)).unwrap();
            path
        };
        let text = std::fs::read_to_string(&path).unwrap();
        rows.push(runtime.block_on(type_into(name, &path, &text, keystrokes)));
    }
    println!("\n| plan | median | 90 % | 99 % | longest | processor | memory before | after |");
    println!("| --- | --- | --- | --- | --- | --- | --- | --- |\n{}", rows.join("\n"));
    if edits.is_some() {
        return runtime.shutdown_background();
    }

    let mut rows = Vec::new();
    if is_wanted("example") {
        let (file, open) = (example.join("goal-1.yaml"), example.join("priorities-1-2.yaml"));
        let closed = [example.join("plan.yaml")];
        rows.push(runtime.block_on(rename("example", &file, "T1.1", &open, &closed)));
    }
    for (name, goals) in [("small", 9), ("large", 155)] {
        if is_wanted(name) {
            let directory = directory(&format!("{name}-apart"));
            write_apart(&directory, goals);
            let (file, open) = (directory.join("goals.yaml"), directory.join("open.yaml"));
            let closed = [directory.join("closed.yaml")];
            rows.push(runtime.block_on(rename(name, &file, "T1.1", &open, &closed)));
        }
    }
    println!("\n| renamed in | median | 90 % | 99 % | longest |\n| --- | --- | --- | --- | --- |\n{}", rows.join("\n"));
    runtime.shutdown_background();
}
