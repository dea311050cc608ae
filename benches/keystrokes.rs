//! From `textDocument/didChange` to the diagnostics of that version, keystroke by keystroke, with all rules of the profile.
//!
//! `cargo bench --bench keystrokes` types 200 characters into a plan of 60 kB, one of 1 MB, and the largest file of the
//! example with its predecessor, and prints a table with the median, the 99th percentile and the memory. With
//! `-- --edits 10000` it types as many and prints the memory on the way.

#![allow(clippy::print_stdout, reason = "the table is the program's output")]
#![allow(clippy::unwrap_used, reason = "a benchmark stops where something is wrong")]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader, DuplexStream};
use tower_lsp_server::ls_types::Uri;

/// Keystrokes a measurement.
const KEYSTROKES: usize = 200;
/// Keystrokes before the measurement begins: word lists are compiled when they are first needed.
const WARM_UP: usize = 10;

/// A plan with `goals` goals of ten targets each, in four scripts.
fn plan(goals: usize) -> String {
    let names = ["Universal broadband coverage", "宽带普遍覆盖", "تغطية شاملة بالنطاق العريض", "Всеобщий охват связью"];
    let mut text = String::from(
        "plan: large\nlanguage: en\nstatus: agreed\nperiod: {start: 2024, end: 2027}\nhorizon: 2030\nframeworks: [sdg]\ncurrency: CHF\ngoals:\n",
    );
    for goal in 1..=goals {
        let name = names[goal % names.len()];
        let _ = writeln!(text, "  G{goal}:\n    title: {name} {goal}\n    owner: BDT\n    targets:");
        for target in 1..=10 {
            let (id, base) = (format!("{goal}.{target}"), 40 + (goal + target) % 30);
            let _ = writeln!(
                text,
                "      T{id}:\n        title: {name} {id}\n        statement: By 2030, {}% of households in group {id} are connected.\n        deadline: 2030\n        sdg: [9.c.1, 17.8.1]\n        indicators:\n          I{id}.1:\n            name: Share of households connected, group {id}\n            unit: percent\n            direction: increase\n            aggregation: latest\n            baseline: {{value: {base}, date: 2021}}\n            milestones: [{{value: {}, date: 2027}}]\n            target: {{value: {}, date: 2030}}\n            disaggregation: [region, sex]\n            source: National statistics office\n            frequency: annual",
                base + 30,
                base + 20,
                base + 30
            );
        }
    }
    text
}

/// A conversation with a server in this process.
struct Editor {
    to_server: DuplexStream,
    from_server: BufReader<DuplexStream>,
    uri: String,
    version: i32,
}

impl Editor {
    async fn open(path: &Path, text: &str) -> Self {
        let (to_server, from_client) = tokio::io::duplex(1 << 22);
        let (mine, theirs) = tokio::io::duplex(1 << 22);
        tokio::spawn(planlint::server::serve(from_client, theirs));
        let uri = Uri::from_file_path(path).unwrap().to_string();
        let mut editor = Self { to_server, from_server: BufReader::new(mine), uri, version: 1 };
        let capabilities = json!({"general": {"positionEncodings": ["utf-8"]}});
        let params = json!({"processId": null, "rootUri": null, "capabilities": capabilities});
        editor.send(json!({"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": params})).await;
        editor.receive().await;
        editor.send(json!({"jsonrpc": "2.0", "method": "initialized", "params": {}})).await;
        let document = json!({"uri": editor.uri, "languageId": "yaml", "version": 1, "text": text});
        let params = json!({"textDocument": document});
        editor.send(json!({"jsonrpc": "2.0", "method": "textDocument/didOpen", "params": params})).await;
        editor.wait_for(1).await;
        editor
    }

    async fn send(&mut self, message: Value) {
        let body = message.to_string();
        self.to_server.write_all(format!("Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes()).await.unwrap();
    }

    /// The next message, not parsed: reading the JSON is the editor's work, and is not measured.
    async fn receive(&mut self) -> Vec<u8> {
        let mut length = 0;
        loop {
            let mut line = String::new();
            self.from_server.read_line(&mut line).await.unwrap();
            if let Some(value) = line.trim().strip_prefix("Content-Length: ") {
                length = value.parse().unwrap();
            }
            if line.trim().is_empty() {
                break;
            }
        }
        let mut body = vec![0; length];
        self.from_server.read_exact(&mut body).await.unwrap();
        body
    }

    /// Waits for the diagnostics of a version; how many there are.
    async fn wait_for(&mut self, version: i32) -> usize {
        loop {
            let body = self.receive().await;
            let message: Value = serde_json::from_slice(&body).unwrap();
            if message["params"]["uri"] == self.uri && message["params"]["version"] == version {
                return message["params"]["diagnostics"].as_array().unwrap().len();
            }
        }
    }

    /// Types one character, or takes one away, at a place; the time until the diagnostics are there.
    async fn press(&mut self, line: usize, column: usize, text: &str) -> (Duration, usize) {
        self.version += 1;
        let end = column + usize::from(text.is_empty());
        let range = json!({"start": {"line": line, "character": column}, "end": {"line": line, "character": end}});
        let document = json!({"uri": self.uri, "version": self.version});
        let params = json!({"textDocument": document, "contentChanges": [{"range": range, "text": text}]});
        let message = json!({"jsonrpc": "2.0", "method": "textDocument/didChange", "params": params});
        let start = Instant::now();
        self.send(message).await;
        let mut took = None;
        loop {
            let body = self.receive().await;
            took.get_or_insert_with(|| start.elapsed());
            let message: Value = serde_json::from_slice(&body).unwrap();
            if message["params"]["uri"] == self.uri && message["params"]["version"] == self.version {
                return (took.unwrap_or_default(), message["params"]["diagnostics"].as_array().unwrap().len());
            }
            took = None;
        }
    }
}

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
    let lines = text.lines().enumerate();
    let texts = lines.filter(|(_, line)| {
        let line = line.trim_start();
        (line.starts_with("title: ") || line.starts_with("statement: ")) && !line.ends_with(['|', '>', '"', '\'', '}'])
    });
    texts.map(|(number, line)| (number, line.len())).collect()
}

async fn measure(name: &str, path: &Path, text: &str, keystrokes: usize) -> String {
    let mut editor = Editor::open(path, text).await;
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
        let (line, column) = places[(count / (2 * word.len()) * 7) % places.len()];
        let (took, found) = if step < word.len() {
            editor.press(line, column + step, &word[step..=step]).await
        } else {
            editor.press(line, column + 2 * word.len() - step - 1, "").await
        };
        findings = found;
        if count >= WARM_UP {
            times.push(took);
        }
        if keystrokes > KEYSTROKES && count % (keystrokes / 10) == 0 {
            println!("{name}: {count} edits, {:.1} MB", megabytes());
        }
    }
    let processor = (processor_time() - before) / keystrokes as f64;
    times.sort();
    let at = |part: f64| times[((times.len() - 1) as f64 * part).round() as usize].as_secs_f64() * 1000.0;
    format!(
        "| {name}, {} kB, {findings} findings | {:.1} ms | {:.1} ms | {:.1} ms | {:.1} ms | {at_start:.0} MB | {:.0} MB |",
        text.len() / 1000,
        at(0.5),
        at(0.9),
        at(0.99),
        processor,
        megabytes()
    )
}

fn main() {
    let mut arguments = std::env::args().skip_while(|argument| argument != "--edits").skip(1);
    let edits: Option<usize> = arguments.next().and_then(|count| count.parse().ok());
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_time().build().unwrap();
    let keystrokes = edits.unwrap_or(KEYSTROKES);
    let folder = tempfile::tempdir().unwrap();
    let made = |name: &str, goals: usize| -> (String, PathBuf, String) {
        let directory = folder.path().join(name);
        std::fs::create_dir_all(&directory).unwrap();
        let text = plan(goals);
        let path = std::fs::canonicalize(&directory).unwrap().join("plan.yaml");
        std::fs::write(&path, &text).unwrap();
        (name.to_owned(), path, text)
    };
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/itu-2024-2027-complete/priorities-1-2.yaml");
    let mut cases =
        vec![("example".to_owned(), example.clone(), std::fs::read_to_string(&example).unwrap()), made("small", 10)];
    if edits.is_none() {
        cases.push(made("large", 165));
    }
    let mut rows = Vec::new();
    for (name, path, text) in cases {
        rows.push(runtime.block_on(measure(&name, &path, &text, keystrokes)));
    }
    println!(
        "\n| plan | median | 90 % | 99 % | processor | memory before | after |\n| --- | --- | --- | --- | --- | --- | --- |"
    );
    println!("{}", rows.join("\n"));
    runtime.shutdown_background();
}
