//! What enters the owner's queue.

use std::path::PathBuf;
use std::sync::Arc;

use serde_json::Value;
use tower_lsp_server::ls_types::{TextDocumentContentChangeEvent, Uri, WorkspaceFolder};

use super::client::Client;
use super::plan_view::PlanView;
use super::settings::Settings;
use super::snapshot::Snapshot;

/// Work on a snapshot, done on another thread.
pub(super) type Work = Box<dyn FnOnce(Arc<Snapshot>) + Send>;

/// What enters the owner's queue.
pub(super) enum Event {
    /// The client has said what it can do.
    Client {
        /// That.
        client: Arc<Client>,
        /// What it asks for.
        settings: Settings,
        /// The folders that are open.
        folders: Vec<PathBuf>,
    },
    /// The client is ready for messages.
    Ready,
    /// A document is open from now on.
    Opened {
        /// Its address.
        uri: Uri,
        /// Its version.
        version: i32,
        /// Its text.
        text: String,
    },
    /// A document was edited.
    Edited {
        /// Its address.
        uri: Uri,
        /// Its version after the edits.
        version: i32,
        /// The edits, each on the text that the one before has left.
        edits: Vec<TextDocumentContentChangeEvent>,
    },
    /// A document is closed; the disk holds again.
    Closed(Uri),
    /// Files were written, made or removed.
    Touched(Vec<Uri>),
    /// Other folders are open.
    Folders {
        /// New ones.
        added: Vec<WorkspaceFolder>,
        /// Those that are closed.
        removed: Vec<WorkspaceFolder>,
    },
    /// Settings were changed; their new values, where the client sends them along.
    Settings(Option<Value>),
    /// A request.
    Asked(Work),
    /// Plans were judged, or left where a later text has overtaken them.
    Judged(Vec<Arc<PlanView>>),
}
