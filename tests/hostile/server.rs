//! Clients that die, flood and babble, against the program itself over pipes.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::{PATIENCE, Place};

/// A server that was started, and what it says.
struct Server {
    process: Child,
    input: Option<ChildStdin>,
    messages: Receiver<Value>,
}

impl Server {
    fn start(place: &Place) -> Self {
        let mut process = Command::new(env!("CARGO_BIN_EXE_planlint"))
            .arg("lsp")
            .current_dir(place.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut output = BufReader::new(process.stdout.take().unwrap());
        let (sender, messages) = channel();
        std::thread::spawn(move || {
            loop {
                let mut length = 0;
                loop {
                    let mut line = String::new();
                    if output.read_line(&mut line).unwrap_or(0) == 0 {
                        return;
                    }
                    match line.trim().strip_prefix("Content-Length: ") {
                        Some(bytes) => length = bytes.parse().unwrap(),
                        None if line.trim().is_empty() => break,
                        None => {}
                    }
                }
                let mut body = vec![0; length];
                if output.read_exact(&mut body).is_err() || sender.send(serde_json::from_slice(&body).unwrap()).is_err()
                {
                    return;
                }
            }
        });
        let input = process.stdin.take();
        Self { process, input, messages }
    }

    /// A server that has been greeted.
    fn greeted(place: &Place) -> Self {
        let mut server = Self::start(place);
        server.send(&json!({"jsonrpc": "2.0", "id": 0, "method": "initialize", "params": {"capabilities": {}}}));
        server.answer(&json!(0));
        server.send(&json!({"jsonrpc": "2.0", "method": "initialized", "params": {}}));
        server
    }

    fn write(&mut self, bytes: &[u8]) {
        // A server that has ended takes nothing more.
        let _ = self.input.as_mut().unwrap().write_all(bytes);
    }

    fn send(&mut self, message: &Value) {
        let body = message.to_string();
        self.write(format!("Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes());
    }

    /// The answer to a request, past whatever else is said.
    fn answer(&self, id: &Value) -> Value {
        loop {
            let message = self.messages.recv_timeout(PATIENCE).unwrap_or_else(|_| panic!("no answer to {id}"));
            if message["id"] == *id && message.get("method").is_none() {
                return message;
            }
        }
    }

    /// Takes leave as the protocol wants it; the exit code is that of an orderly end.
    fn leaves_in_order(mut self) {
        self.send(&json!({"jsonrpc": "2.0", "id": "bye", "method": "shutdown"}));
        assert_eq!(self.answer(&json!("bye"))["result"], Value::Null);
        self.send(&json!({"jsonrpc": "2.0", "method": "exit"}));
        assert_eq!(self.code(), Some(0));
    }

    /// Hangs up.
    fn hangs_up(mut self) -> Option<i32> {
        self.input = None;
        self.code()
    }

    fn code(&mut self) -> Option<i32> {
        let began = Instant::now();
        while began.elapsed() < PATIENCE {
            if let Some(status) = self.process.try_wait().unwrap() {
                return status.code();
            }
            std::thread::sleep(Duration::from_millis(5));
        }
        self.process.kill().unwrap();
        panic!("the server goes on when its client is gone");
    }
}

fn uri(place: &Place, name: &str) -> String {
    format!("file://{}", place.at(name).display())
}

fn opened(uri: &str, version: i64, text: &str) -> Value {
    let document = json!({"uri": uri, "languageId": "yaml", "version": version, "text": text});
    json!({"jsonrpc": "2.0", "method": "textDocument/didOpen", "params": {"textDocument": document}})
}

fn changed(uri: &str, version: i64, changes: &Value) -> Value {
    let document = json!({"uri": uri, "version": version});
    json!({"jsonrpc": "2.0", "method": "textDocument/didChange", "params": {"textDocument": document, "contentChanges": changes}})
}

fn symbols(id: i64, uri: &str) -> Value {
    json!({"jsonrpc": "2.0", "id": id, "method": "textDocument/documentSymbol", "params": {"textDocument": {"uri": uri}}})
}

const PLAN: &str = "plan: p\ngoals:\n  G1: {title: Universal connectivity}\n";

#[test]
fn a_client_that_dies_ends_the_server() {
    let place = Place::with_plan(PLAN);
    assert_ne!(Server::start(&place).hangs_up(), None, "before a word");
    assert_ne!(Server::greeted(&place).hangs_up(), None, "after the greeting");
    let mut server = Server::greeted(&place);
    server.write(b"Content-Length: 500\r\n\r\n{\"jsonrpc\": \"2.0\", \"id\": 1, \"meth");
    assert_ne!(server.hangs_up(), None, "within a message");
    let mut server = Server::greeted(&place);
    server.write(b"Content-Len");
    assert_ne!(server.hangs_up(), None, "within a header");
    let mut server = Server::greeted(&place);
    for round in 0..50 {
        server.send(&opened(&uri(&place, &format!("{round}.yaml")), 1, PLAN));
    }
    assert_ne!(server.hangs_up(), None, "with work to do");
}

#[test]
fn messages_that_are_none_end_the_conversation() {
    let place = Place::with_plan(PLAN);
    for babble in [
        &b"Content-Length: 12\r\n\r\n{\"jsonrpc\": x"[..],
        b"Content-Length: 4\r\n\r\nnull",
        b"Content-Length: 4\r\n\r\n\xff\xfe\xfd\xfc",
        b"Content-Length: 41\r\n\r\n{\"jsonrpc\": \"1.0\", \"id\": 5, \"method\": 7 }\n",
        b"GET / HTTP/1.1\r\nHost: here\r\n\r\n",
        b"\r\n\r\n\r\n",
        b"Content-Length: -1\r\n\r\n",
        b"Content-Length: 99999999999999\r\n\r\n{",
    ] {
        let mut server = Server::greeted(&place);
        server.write(babble);
        assert_eq!(server.hangs_up(), Some(1), "{}", String::from_utf8_lossy(babble));
    }
}

#[test]
fn versions_and_ranges_that_cannot_be_leave_the_server_alive() {
    let place = Place::with_plan(PLAN);
    let mut server = Server::greeted(&place);
    let plan = uri(&place, "plan.yaml");
    server.send(&opened(&plan, 7, PLAN));
    server.send(&changed(&plan, 3, &json!([{"text": "plan: older\n"}])));
    server.send(&changed(&plan, -9, &json!([{"text": PLAN}])));
    let far = json!({"line": 4_000_000_000_u32, "character": 4_000_000_000_u32});
    let near = json!({"line": 0, "character": 0});
    server.send(&changed(&plan, 8, &json!([{"range": {"start": far, "end": near}, "text": "x"}])));
    server.send(&changed(&plan, 9, &json!([{"range": {"start": near, "end": far}, "text": PLAN}])));
    server.send(&changed(&uri(&place, "never-opened.yaml"), 1, &json!([{"text": "plan: q\n"}])));
    server.send(&changed("untitled:Untitled-1", 1, &json!([{"text": "plan: q\n"}])));
    server.send(&opened("not a uri", 1, PLAN));
    server.send(&opened(&plan, 1, PLAN));
    server.send(&symbols(1, &plan));
    let answer = server.answer(&json!(1));
    assert!(answer.to_string().contains("G1"), "{answer}");
    server.leaves_in_order();
}

#[test]
fn a_flood_is_answered_to_the_last_request() {
    let place = Place::with_plan(PLAN);
    let files: Vec<String> = (0..50).map(|file| uri(&place, &format!("plan-{file}.yaml"))).collect();
    let mut server = Server::greeted(&place);
    for (number, file) in files.iter().enumerate() {
        server.send(&opened(file, 0, &PLAN.replace("plan: p", &format!("plan: p{number}"))));
    }
    let mut asked = 0;
    for round in 1..=60 {
        for file in &files {
            server.send(&changed(file, round, &json!([{"range": {"start": {"line": 3, "character": 0}, "end": {"line": 3, "character": 0}}, "text": format!("  G{}: {{title: x}}\n", round + 1)}])));
        }
        asked += 1;
        server.send(&symbols(asked, &files[usize::try_from(round).unwrap() % 50]));
    }
    for id in 1..=asked {
        let answer = server.answer(&json!(id));
        assert!(answer["result"].to_string().contains("G2") || answer.get("error").is_some(), "{answer}");
    }
    server.leaves_in_order();
}
