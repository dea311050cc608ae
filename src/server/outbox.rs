//! What is sent to the client of the server's own accord, in order, by a task of its own: the owner never waits for a
//! client that is slow to read.

use std::sync::Arc;
use std::time::Duration;

use serde_json::Value;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, WeakUnboundedSender, unbounded_channel};
use tower_lsp_server::Client;
use tower_lsp_server::ls_types::notification::Progress;
use tower_lsp_server::ls_types::{
    ConfigurationItem, Diagnostic, DidChangeWatchedFilesRegistrationOptions, FileSystemWatcher, GlobPattern,
    ProgressParams, ProgressParamsValue, ProgressToken, Registration, Uri, WorkDoneProgress,
};

use super::event::Event;
use super::outlet::Outlet;
use super::published;

/// How long a client may take to say whether it shows progress.
const PROGRESS_PATIENCE: Duration = Duration::from_secs(2);

/// A message to the client.
pub(super) enum Message {
    /// The diagnostics of a document.
    Diagnostics(Uri, Arc<[Diagnostic]>, Option<i32>),
    /// Diagnostics of other documents have changed: ask again.
    RefreshDiagnostics,
    /// Lenses have changed.
    RefreshLenses,
    /// Inlay hints have changed.
    RefreshHints,
    /// Watch the files of plans.
    WatchFiles,
    /// Send the settings.
    AskSettings,
    /// Long work begins, goes on, ends.
    Progress(ProgressToken, WorkDoneProgress),
}

/// Takes messages for the client.
#[derive(Clone)]
pub(super) struct Outbox(UnboundedSender<Message>);

impl Outbox {
    /// An outbox for `client`, whose messages leave through `outlet`; answers to its requests enter `queue`.
    pub(super) fn new(client: Client, outlet: Outlet, queue: &UnboundedSender<Event>) -> Self {
        let (sender, receiver) = unbounded_channel();
        tokio::spawn(deliver(client, outlet, receiver, queue.downgrade()));
        Self(sender)
    }

    /// Puts a message into the outbox. One to a client that has left is dropped.
    pub(super) fn send(&self, message: Message) {
        let _ = self.0.send(message);
    }
}

async fn deliver(
    client: Client,
    outlet: Outlet,
    mut messages: UnboundedReceiver<Message>,
    queue: WeakUnboundedSender<Event>,
) {
    let mut shows_progress = false;
    while let Some(message) = messages.recv().await {
        let client = client.clone();
        match message {
            Message::Diagnostics(uri, items, version) => outlet.send(published::frame(&uri, &items, version)).await,
            // Whoever asks the client waits beside the others: what the client answers may take long.
            Message::RefreshDiagnostics => {
                tokio::spawn(async move { client.workspace_diagnostic_refresh().await });
            }
            Message::RefreshLenses => {
                tokio::spawn(async move { client.code_lens_refresh().await });
            }
            Message::RefreshHints => {
                tokio::spawn(async move { client.inlay_hint_refresh().await });
            }
            Message::WatchFiles => {
                tokio::spawn(async move { client.register_capability(vec![watchers()]).await });
            }
            Message::AskSettings => {
                let queue = queue.clone();
                tokio::spawn(async move {
                    let item = ConfigurationItem { scope_uri: None, section: Some("planlint".to_owned()) };
                    if let Ok(mut values) = client.configuration(vec![item]).await
                        && let Some(queue) = queue.upgrade()
                    {
                        let _ = queue.send(Event::Settings(Some(values.pop().unwrap_or(Value::Null))));
                    }
                });
            }
            Message::Progress(token, progress) => {
                if matches!(progress, WorkDoneProgress::Begin(_)) {
                    let asked = client.create_work_done_progress(token.clone());
                    shows_progress = matches!(tokio::time::timeout(PROGRESS_PATIENCE, asked).await, Ok(Ok(())));
                }
                if shows_progress {
                    let value = ProgressParamsValue::WorkDone(progress);
                    client.send_notification::<Progress>(ProgressParams { token, value }).await;
                }
            }
        }
    }
}

fn watchers() -> Registration {
    let glob_pattern = GlobPattern::String("**/*.{yaml,yml,csv}".to_owned());
    let options =
        DidChangeWatchedFilesRegistrationOptions { watchers: vec![FileSystemWatcher { glob_pattern, kind: None }] };
    Registration {
        id: "planlint-files".to_owned(),
        method: "workspace/didChangeWatchedFiles".to_owned(),
        register_options: serde_json::to_value(options).ok(),
    }
}
