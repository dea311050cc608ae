//! A conversation with a server in this process.

use std::path::Path;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader, DuplexStream};
use tower_lsp_server::ls_types::Uri;

/// How long a server may be silent before the benchmark gives up.
const PATIENCE: Duration = Duration::from_secs(60);

/// The address of a file.
pub(crate) fn uri(path: &Path) -> String {
    Uri::from_file_path(path).unwrap().to_string()
}

/// What the server says of a file.
#[derive(Debug)]
pub(crate) struct Published {
    /// The file.
    pub(crate) uri: String,
    /// The version of the document, where it is open.
    pub(crate) version: Option<i64>,
    /// The diagnostics.
    pub(crate) items: Vec<Value>,
    /// When the message was there, before it was parsed: that is the editor's work.
    pub(crate) at: Instant,
}

impl Published {
    /// Whether a diagnostic of this rule is among them.
    pub(crate) fn has(&self, rule: &str) -> bool {
        self.items.iter().any(|item| item["code"] == rule)
    }
}

/// An editor.
pub(crate) struct Editor {
    to_server: DuplexStream,
    from_server: BufReader<DuplexStream>,
    version: i64,
}

impl Editor {
    /// An editor with a server that has been told what the editor can do.
    pub(crate) async fn start() -> Self {
        let (to_server, from_client) = tokio::io::duplex(1 << 22);
        let (mine, theirs) = tokio::io::duplex(1 << 22);
        tokio::spawn(planlint::server::serve(from_client, theirs));
        let mut editor = Self { to_server, from_server: BufReader::new(mine), version: 1 };
        let capabilities = json!({"general": {"positionEncodings": ["utf-8"]}});
        let params = json!({"processId": null, "rootUri": null, "capabilities": capabilities});
        editor.send(json!({"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": params})).await;
        editor.receive().await;
        editor.send(json!({"jsonrpc": "2.0", "method": "initialized", "params": {}})).await;
        editor
    }

    /// Opens a file and waits for what is said of it.
    pub(crate) async fn open(&mut self, path: &Path, text: &str) -> Published {
        let document = json!({"uri": uri(path), "languageId": "yaml", "version": 1, "text": text});
        let params = json!({"textDocument": document});
        self.send(json!({"jsonrpc": "2.0", "method": "textDocument/didOpen", "params": params})).await;
        self.version = 1;
        let wanted = uri(path);
        loop {
            let published = self.published().await;
            if published.uri == wanted && published.version == Some(1) {
                return published;
            }
        }
    }

    /// Puts `text` in the place of some columns of a line, in bytes. Gives the moment at which it began and the version.
    pub(crate) async fn edit(
        &mut self,
        uri: &str,
        line: usize,
        columns: std::ops::Range<usize>,
        text: &str,
    ) -> (Instant, i64) {
        self.version += 1;
        let at = |character: usize| json!({"line": line, "character": character});
        let change = json!({"range": {"start": at(columns.start), "end": at(columns.end)}, "text": text});
        let document = json!({"uri": uri, "version": self.version});
        let params = json!({"textDocument": document, "contentChanges": [change]});
        let message = json!({"jsonrpc": "2.0", "method": "textDocument/didChange", "params": params});
        let start = Instant::now();
        self.send(message).await;
        (start, self.version)
    }

    /// The next diagnostics.
    pub(crate) async fn published(&mut self) -> Published {
        loop {
            let body = tokio::time::timeout(PATIENCE, self.receive()).await.expect("the server answers");
            let at = Instant::now();
            let message: Value = serde_json::from_slice(&body).unwrap();
            if message["method"] == "textDocument/publishDiagnostics" {
                let params = &message["params"];
                let uri = params["uri"].as_str().unwrap().to_owned();
                let items = params["diagnostics"].as_array().unwrap().clone();
                return Published { uri, version: params["version"].as_i64(), items, at };
            }
        }
    }

    async fn send(&mut self, message: Value) {
        let body = message.to_string();
        self.to_server.write_all(format!("Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes()).await.unwrap();
    }

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
}
