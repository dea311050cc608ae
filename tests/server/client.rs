//! A client in the same process, over pipes. It fails where a message of the server goes unread.

use std::collections::{BTreeMap, VecDeque};
use std::path::{Path, PathBuf};
use std::time::Duration;

use planlint::server::{Ending, serve};
use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader, DuplexStream};
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};
use tokio::task::JoinHandle;

/// How long an answer may take before the test gives up: the machine may be busy.
const PATIENCE: Duration = Duration::from_secs(60);

/// After how long without a word a server has nothing more to say.
const QUIET: Duration = Duration::from_millis(1500);

/// What a client says of itself.
pub(crate) struct Builder {
    capabilities: Value,
    options: Value,
    locale: Option<String>,
    folders: Vec<PathBuf>,
}

impl Builder {
    /// A client that is sent diagnostics and can do little else.
    pub(crate) fn new() -> Self {
        let capabilities = json!({
            "general": {"positionEncodings": ["utf-16"]},
            "textDocument": {
                "publishDiagnostics": {"relatedInformation": true, "codeDescriptionSupport": true},
                "hover": {"contentFormat": ["markdown"]},
                "completion": {"completionItem": {"snippetSupport": true}},
                "codeAction": {"codeActionLiteralSupport": {"codeActionKind": {"valueSet": ["quickfix"]}}},
                "documentSymbol": {"hierarchicalDocumentSymbolSupport": true},
            },
            "workspace": {"workspaceEdit": {"documentChanges": true}},
        });
        Self { capabilities, options: Value::Null, locale: None, folders: Vec::new() }
    }

    /// With an ability at a path such as `textDocument.diagnostic`.
    pub(crate) fn with(mut self, path: &str, value: Value) -> Self {
        let mut at = &mut self.capabilities;
        for key in path.split('.') {
            at = &mut at[key];
        }
        *at = value;
        self
    }

    /// With a folder open.
    pub(crate) fn folder(mut self, path: &Path) -> Self {
        self.folders.push(path.to_owned());
        self
    }

    /// With settings.
    pub(crate) fn options(mut self, options: Value) -> Self {
        self.options = options;
        self
    }

    /// With a surface in this language.
    pub(crate) fn locale(mut self, locale: &str) -> Self {
        self.locale = Some(locale.to_owned());
        self
    }

    /// A connection over which nothing was said yet.
    pub(crate) fn connect(self) -> (Client, Value) {
        let (mine, theirs) = tokio::io::duplex(1 << 20);
        let (input, output) = (tokio::io::duplex(1 << 20), theirs);
        let (to_server, from_client) = input;
        let server = tokio::spawn(serve(from_client, output));
        let (sender, messages) = unbounded_channel();
        tokio::spawn(async move {
            let mut reader = BufReader::new(mine);
            while let Some(message) = read(&mut reader).await {
                if sender.send(message).is_err() {
                    break;
                }
            }
        });
        let folders: Vec<Value> = self.folders.iter().map(|path| json!({"uri": uri(path), "name": "folder"})).collect();
        let params = json!({
            "processId": null,
            "rootUri": null,
            "workspaceFolders": folders,
            "locale": self.locale,
            "initializationOptions": self.options,
            "capabilities": self.capabilities,
        });
        let client = Client {
            to_server: Some(to_server),
            messages,
            unread: VecDeque::new(),
            server: Some(server),
            next: 1,
            versions: BTreeMap::new(),
            capabilities: Value::Null,
        };
        (client, params)
    }

    /// A connection that is ready for documents.
    pub(crate) async fn start(self) -> Client {
        let (mut client, params) = self.connect();
        let answer = client.request("initialize", params).await;
        client.capabilities = answer["capabilities"].clone();
        client.notify("initialized", json!({})).await;
        client
    }
}

/// A client.
pub(crate) struct Client {
    to_server: Option<DuplexStream>,
    messages: UnboundedReceiver<Value>,
    unread: VecDeque<Value>,
    server: Option<JoinHandle<Ending>>,
    next: i64,
    versions: BTreeMap<String, i32>,
    /// What the server says that it can do.
    pub(crate) capabilities: Value,
}

impl Client {
    /// Sends a message as it is.
    pub(crate) async fn send(&mut self, message: &Value) {
        let body = message.to_string();
        let text = format!("Content-Length: {}\r\n\r\n{body}", body.len());
        let stream = self.to_server.as_mut().expect("the connection is open");
        stream.write_all(text.as_bytes()).await.unwrap();
    }

    /// Sends a notification.
    pub(crate) async fn notify(&mut self, method: &str, params: Value) {
        self.send(&json!({"jsonrpc": "2.0", "method": method, "params": params})).await;
    }

    /// Sends a request without waiting for its answer; its number.
    pub(crate) async fn ask(&mut self, method: &str, params: Value) -> i64 {
        let id = self.next;
        self.next += 1;
        self.send(&json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params})).await;
        id
    }

    /// The answer to a request, with `result` or `error`.
    pub(crate) async fn answer(&mut self, id: i64) -> Value {
        self.take(|message| message["id"] == id && message.get("method").is_none()).await
    }

    /// Sends a request and gives its result.
    pub(crate) async fn request(&mut self, method: &str, params: Value) -> Value {
        let id = self.ask(method, params).await;
        let answer = self.answer(id).await;
        assert!(answer.get("error").is_none(), "{method}: {answer}");
        answer["result"].clone()
    }

    /// The next message of a method, a notification or a request of the server.
    pub(crate) async fn message(&mut self, method: &str) -> Value {
        self.take(|message| message["method"] == method).await
    }

    async fn take(&mut self, wanted: impl Fn(&Value) -> bool) -> Value {
        if let Some(index) = self.unread.iter().position(&wanted) {
            return self.unread.remove(index).unwrap();
        }
        loop {
            let next = tokio::time::timeout(PATIENCE, self.messages.recv()).await;
            let message = next.unwrap_or_else(|_| panic!("no answer; unread: {:?}", self.unread));
            let message = message.unwrap_or_else(|| panic!("the server left; unread: {:?}", self.unread));
            if wanted(&message) {
                return message;
            }
            self.unread.push_back(message);
        }
    }

    /// Opens a document.
    pub(crate) async fn open(&mut self, path: &Path, text: &str) {
        let item = json!({"uri": uri(path), "languageId": "yaml", "version": 1, "text": text});
        self.versions.insert(uri(path), 1);
        self.notify("textDocument/didOpen", json!({"textDocument": item})).await;
    }

    /// Sends edits of a document; its new version.
    pub(crate) async fn edit(&mut self, path: &Path, edits: Value) -> i32 {
        let version = self.versions.get_mut(&uri(path)).expect("the document is open");
        *version += 1;
        let version = *version;
        let document = json!({"uri": uri(path), "version": version});
        self.notify("textDocument/didChange", json!({"textDocument": document, "contentChanges": edits})).await;
        version
    }

    /// Gives a document another text.
    pub(crate) async fn replace(&mut self, path: &Path, text: &str) -> i32 {
        self.edit(path, json!([{"text": text}])).await
    }

    /// Closes a document.
    pub(crate) async fn close(&mut self, path: &Path) {
        self.versions.remove(&uri(path));
        self.notify("textDocument/didClose", json!({"textDocument": {"uri": uri(path)}})).await;
    }

    /// The next diagnostics that are sent for a document.
    pub(crate) async fn diagnostics(&mut self, path: &Path) -> Value {
        let wanted = uri(path);
        let is_it = |message: &Value| {
            message["method"] == "textDocument/publishDiagnostics" && message["params"]["uri"] == wanted
        };
        self.take(is_it).await["params"].clone()
    }

    /// Waits until the server has told all that it had to tell, and answers what it asked for. What it sent is unread.
    pub(crate) async fn settle(&mut self) {
        self.request("workspace/symbol", json!({"query": ""})).await;
        while let Ok(Some(message)) = tokio::time::timeout(QUIET, self.messages.recv()).await {
            if message["method"] == "workspace/diagnostic/refresh" {
                self.send(&json!({"jsonrpc": "2.0", "id": message["id"], "result": null})).await;
            } else {
                self.unread.push_back(message);
            }
        }
    }

    /// Reads the diagnostics of other documents that a test has no question about.
    pub(crate) async fn forget_diagnostics(&mut self) {
        self.settle().await;
        self.unread.retain(|message| message["method"] != "textDocument/publishDiagnostics");
    }

    /// A request about a position of a document.
    pub(crate) async fn at(&mut self, method: &str, path: &Path, line: usize, character: usize) -> Value {
        self.request(method, position(path, line, character)).await
    }

    /// Says goodbye, and fails where anything was not read.
    pub(crate) async fn finish(mut self) {
        let answer = self.request("shutdown", Value::Null).await;
        assert_eq!(answer, Value::Null);
        self.notify("exit", Value::Null).await;
        assert_eq!(self.ended().await, Ending::Orderly);
    }

    /// Waits for the server's end, and fails where anything was not read.
    pub(crate) async fn ended(&mut self) -> Ending {
        self.to_server = None;
        let server = self.server.take().expect("the server runs");
        let ending = tokio::time::timeout(PATIENCE, server).await.expect("the server ends").unwrap();
        while let Ok(Some(message)) = tokio::time::timeout(Duration::from_secs(5), self.messages.recv()).await {
            self.unread.push_back(message);
        }
        assert!(self.unread.is_empty(), "nobody read {:#?}", self.unread);
        ending
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        assert!(self.server.is_none() || std::thread::panicking(), "a test ends with `finish` or `ended`");
    }
}

/// The address of a file.
pub(crate) fn uri(path: &Path) -> String {
    tower_lsp_server::ls_types::Uri::from_file_path(path).unwrap().to_string()
}

/// The parameters of a request about a position.
pub(crate) fn position(path: &Path, line: usize, character: usize) -> Value {
    json!({"textDocument": {"uri": uri(path)}, "position": {"line": line, "character": character}})
}

async fn read(reader: &mut BufReader<DuplexStream>) -> Option<Value> {
    let mut length = 0;
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line).await.ok()? == 0 {
            return None;
        }
        match line.trim().split_once(": ") {
            Some((name, value)) if name.eq_ignore_ascii_case("content-length") => length = value.parse().ok()?,
            _ if line.trim().is_empty() => break,
            _ => {}
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).await.ok()?;
    serde_json::from_slice(&body).ok()
}
