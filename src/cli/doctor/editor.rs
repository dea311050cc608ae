//! Whether an editor would reach the language server: the program that it would start, and an answer from it.

use std::io::{BufRead, BufReader, Read, Write};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

use super::Diagnosis;
use crate::report::display_path;

/// How long the server may take to say that it is there.
const PATIENCE: Duration = Duration::from_secs(20);

pub(super) fn examine(diagnosis: &mut Diagnosis) {
    let Ok(this) = std::env::current_exe() else { return };
    match on_path() {
        Some(found) if same(&found, &this) => {
            diagnosis.fact("editors", "start this program, the first `planlint` on PATH")
        }
        Some(found) => {
            diagnosis.fact(
                "editors",
                format!("start another program: {}, the first `planlint` on PATH", display_path(&found)),
            );
        }
        None => {
            diagnosis.fact("editors", format!("find no `planlint` on PATH; give them the path {}", display_path(&this)))
        }
    }
    match answer(&this) {
        Ok(name) => diagnosis.fact("language server", format!("answers as {name}")),
        Err(reason) => diagnosis.problem(
            format!("the language server does not answer: {reason}"),
            "try `planlint lsp` in a terminal: it must wait without a word; docs/language-server.md tells more",
        ),
    }
}

/// The first program on PATH that an editor would start as `planlint`.
fn on_path() -> Option<PathBuf> {
    let name = format!("planlint{}", std::env::consts::EXE_SUFFIX);
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|directory| directory.join(&name)).find(|file| file.is_file())
}

fn same(one: &std::path::Path, other: &std::path::Path) -> bool {
    let real = |path: &std::path::Path| std::fs::canonicalize(path).ok();
    real(one).is_some() && real(one) == real(other)
}

/// Starts the server and asks it who it is, as an editor does.
fn answer(program: &std::path::Path) -> Result<String, String> {
    let mut server = Command::new(program)
        .arg("lsp")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|error| error.to_string())?;
    let (Some(mut to), Some(from)) = (server.stdin.take(), server.stdout.take()) else {
        return Err("it has no standard input or output".to_owned());
    };
    let (tell, told) = mpsc::channel();
    std::thread::spawn(move || {
        // Nobody listens any more where the answer came too late.
        let _ = tell.send(message(&mut BufReader::new(from)));
    });
    let asked = send(&mut to, r#"{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"capabilities":{}}}"#);
    let answer = match asked {
        Ok(()) => {
            told.recv_timeout(PATIENCE).map_err(|_| "no answer in 20 seconds".to_owned()).and_then(|answer| answer)
        }
        Err(error) => Err(error.to_string()),
    };
    // Said goodbye to as the protocol has it; whoever does not go is ended.
    let _ = send(&mut to, r#"{"jsonrpc":"2.0","id":2,"method":"shutdown"}"#);
    let _ = send(&mut to, r#"{"jsonrpc":"2.0","method":"exit"}"#);
    drop(to);
    if answer.is_err() {
        let _ = server.kill();
    }
    let _ = server.wait();
    let answer: serde_json::Value = serde_json::from_str(&answer?).map_err(|error| error.to_string())?;
    let about = &answer["result"]["serverInfo"];
    let word = |key: &str| about[key].as_str().unwrap_or("?").to_owned();
    Ok(format!("{} {}", word("name"), word("version")))
}

fn send(to: &mut impl Write, body: &str) -> std::io::Result<()> {
    write!(to, "Content-Length: {}\r\n\r\n{body}", body.len())?;
    to.flush()
}

/// The body of the next message.
fn message(from: &mut impl BufRead) -> Result<String, String> {
    let mut length = None;
    loop {
        let mut line = String::new();
        if from.read_line(&mut line).map_err(|error| error.to_string())? == 0 {
            return Err("it went away".to_owned());
        }
        let line = line.trim();
        if line.is_empty() {
            break;
        }
        if let Some(value) = line.strip_prefix("Content-Length:") {
            length = value.trim().parse::<u64>().ok();
        }
    }
    let mut body = String::new();
    from.take(length.ok_or("its message has no length")?)
        .read_to_string(&mut body)
        .map_err(|error| error.to_string())?;
    Ok(body)
}
