//! The protocol's methods, each of which puts what it was asked into the owner's queue.
//!
//! No method waits before it has done that: the library begins methods in the order in which their messages arrived, so
//! that the queue has that order, too.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use tokio::sync::mpsc::{UnboundedSender, unbounded_channel};
use tokio::sync::oneshot;
use tower_lsp_server::jsonrpc::{Error, ErrorCode, Result};
use tower_lsp_server::ls_types::*;
use tower_lsp_server::{Client as Connection, LanguageServer};

use super::client::Client;
use super::event::Event;
use super::outbox::Outbox;
use super::outlet::Outlet;
use super::owner::Owner;
use super::place;
use super::request;
use super::settings::Settings;
use super::snapshot::Snapshot;

/// The server's end of a connection.
pub(super) struct Backend {
    queue: UnboundedSender<Event>,
    asked_to_stop: Arc<AtomicBool>,
}

impl Backend {
    /// Starts an owner for what this client opens. What is long leaves through `outlet`; `asked_to_stop` is set when the
    /// client asks for the end.
    pub(super) fn new(connection: Connection, outlet: Outlet, asked_to_stop: Arc<AtomicBool>) -> Self {
        let (queue, events) = unbounded_channel();
        let outbox = Outbox::new(connection, outlet, &queue);
        Owner::start(events, &queue, outbox);
        Self { queue, asked_to_stop }
    }

    fn tell(&self, event: Event) {
        // The owner leaves after the last sender has.
        let _ = self.queue.send(event);
    }

    async fn ask<T: Send + 'static>(&self, work: impl FnOnce(&Snapshot) -> Result<T> + Send + 'static) -> Result<T> {
        let (reply, answer) = oneshot::channel();
        self.tell(Event::Asked(Box::new(move |snapshot: Arc<Snapshot>| {
            // A request that was cancelled has nobody waiting.
            if !reply.is_closed() {
                let _ = reply.send(work(&snapshot));
            }
        })));
        answer.await.map_err(|_| Error::internal_error())?
    }

    /// `planlint/graph`.
    pub(super) async fn graph(&self, params: request::graph::Params) -> Result<Option<request::graph::Graph>> {
        self.ask(move |snapshot| Ok(request::graph::graph(snapshot, &params))).await
    }
}

/// The error of a request that a later text has overtaken.
pub(super) fn overtaken() -> Error {
    Error {
        code: ErrorCode::ServerError(-32802),
        message: "the text has changed".into(),
        data: Some(serde_json::json!({ "retriggerRequest": true })),
    }
}

fn folders(params: &InitializeParams) -> Vec<PathBuf> {
    if let Some(folders) = &params.workspace_folders {
        return folders.iter().filter_map(|folder| place::path_of(&folder.uri)).collect();
    }
    #[allow(deprecated, reason = "clients without folders give the root only")]
    params.root_uri.iter().filter_map(place::path_of).collect()
}

impl LanguageServer for Backend {
    async fn initialize(&self, params: InitializeParams) -> Result<InitializeResult> {
        let client = Arc::new(Client::read(&params));
        let settings = params.initialization_options.as_ref().map(Settings::read).unwrap_or_default();
        let capabilities = request::capabilities(&client);
        self.tell(Event::Client { client, settings, folders: folders(&params) });
        let version = Some(env!("CARGO_PKG_VERSION").to_owned());
        let server_info = Some(ServerInfo { name: "planlint".to_owned(), version });
        Ok(InitializeResult { capabilities, server_info, offset_encoding: None })
    }

    async fn initialized(&self, _: InitializedParams) {
        self.tell(Event::Ready);
    }

    async fn shutdown(&self) -> Result<()> {
        self.asked_to_stop.store(true, Ordering::Release);
        Ok(())
    }

    async fn did_open(&self, params: DidOpenTextDocumentParams) {
        let TextDocumentItem { uri, version, text, .. } = params.text_document;
        self.tell(Event::Opened { uri, version, text });
    }

    async fn did_change(&self, params: DidChangeTextDocumentParams) {
        let VersionedTextDocumentIdentifier { uri, version } = params.text_document;
        self.tell(Event::Edited { uri, version, edits: params.content_changes });
    }

    async fn did_save(&self, params: DidSaveTextDocumentParams) {
        // What was saved is what is open; only clients that watch no files need this for the files around it.
        self.tell(Event::Touched(vec![params.text_document.uri]));
    }

    async fn did_close(&self, params: DidCloseTextDocumentParams) {
        self.tell(Event::Closed(params.text_document.uri));
    }

    async fn did_change_watched_files(&self, params: DidChangeWatchedFilesParams) {
        self.tell(Event::Touched(params.changes.into_iter().map(|change| change.uri).collect()));
    }

    async fn did_change_configuration(&self, params: DidChangeConfigurationParams) {
        let settings =
            Some(params.settings).filter(|settings| settings.get("planlint").is_some_and(serde_json::Value::is_object));
        self.tell(Event::Settings(settings));
    }

    async fn did_change_workspace_folders(&self, params: DidChangeWorkspaceFoldersParams) {
        let WorkspaceFoldersChangeEvent { added, removed } = params.event;
        self.tell(Event::Folders { added, removed });
    }

    async fn diagnostic(&self, params: DocumentDiagnosticParams) -> Result<DocumentDiagnosticReportResult> {
        self.ask(move |snapshot| request::diagnostic::document(snapshot, &params)).await
    }

    async fn workspace_diagnostic(&self, params: WorkspaceDiagnosticParams) -> Result<WorkspaceDiagnosticReportResult> {
        self.ask(move |snapshot| request::diagnostic::workspace(snapshot, &params)).await
    }

    async fn hover(&self, params: HoverParams) -> Result<Option<Hover>> {
        self.ask(move |snapshot| Ok(request::hover::hover(snapshot, &params))).await
    }

    async fn completion(&self, params: CompletionParams) -> Result<Option<CompletionResponse>> {
        self.ask(move |snapshot| Ok(request::completion::completion(snapshot, &params))).await
    }

    async fn goto_definition(&self, params: GotoDefinitionParams) -> Result<Option<GotoDefinitionResponse>> {
        self.ask(move |snapshot| Ok(request::definition::definition(snapshot, &params))).await
    }

    async fn references(&self, params: ReferenceParams) -> Result<Option<Vec<Location>>> {
        self.ask(move |snapshot| Ok(request::references::references(snapshot, &params))).await
    }

    async fn document_highlight(&self, params: DocumentHighlightParams) -> Result<Option<Vec<DocumentHighlight>>> {
        self.ask(move |snapshot| Ok(request::highlight::highlight(snapshot, &params))).await
    }

    async fn prepare_rename(&self, params: TextDocumentPositionParams) -> Result<Option<PrepareRenameResponse>> {
        self.ask(move |snapshot| Ok(request::rename::prepare(snapshot, &params))).await
    }

    async fn rename(&self, params: RenameParams) -> Result<Option<WorkspaceEdit>> {
        self.ask(move |snapshot| request::rename::rename(snapshot, &params)).await
    }

    async fn document_symbol(&self, params: DocumentSymbolParams) -> Result<Option<DocumentSymbolResponse>> {
        self.ask(move |snapshot| Ok(request::symbols::document(snapshot, &params))).await
    }

    async fn symbol(&self, params: WorkspaceSymbolParams) -> Result<Option<WorkspaceSymbolResponse>> {
        self.ask(move |snapshot| Ok(request::symbols::workspace(snapshot, &params))).await
    }

    async fn code_action(&self, params: CodeActionParams) -> Result<Option<CodeActionResponse>> {
        self.ask(move |snapshot| request::actions::actions(snapshot, &params)).await
    }

    async fn code_lens(&self, params: CodeLensParams) -> Result<Option<Vec<CodeLens>>> {
        self.ask(move |snapshot| Ok(request::lenses::lenses(snapshot, &params))).await
    }

    async fn folding_range(&self, params: FoldingRangeParams) -> Result<Option<Vec<FoldingRange>>> {
        self.ask(move |snapshot| Ok(request::folding::folding(snapshot, &params))).await
    }

    async fn selection_range(&self, params: SelectionRangeParams) -> Result<Option<Vec<SelectionRange>>> {
        self.ask(move |snapshot| Ok(request::selection::selection(snapshot, &params))).await
    }

    async fn inlay_hint(&self, params: InlayHintParams) -> Result<Option<Vec<InlayHint>>> {
        self.ask(move |snapshot| Ok(request::hints::hints(snapshot, &params))).await
    }

    async fn document_link(&self, params: DocumentLinkParams) -> Result<Option<Vec<DocumentLink>>> {
        self.ask(move |snapshot| Ok(request::links::links(snapshot, &params))).await
    }

    async fn semantic_tokens_full(&self, params: SemanticTokensParams) -> Result<Option<SemanticTokensResult>> {
        self.ask(move |snapshot| Ok(request::tokens::tokens(snapshot, &params))).await
    }

    async fn prepare_call_hierarchy(
        &self,
        params: CallHierarchyPrepareParams,
    ) -> Result<Option<Vec<CallHierarchyItem>>> {
        self.ask(move |snapshot| Ok(request::hierarchy::prepare(snapshot, &params))).await
    }

    async fn incoming_calls(
        &self,
        params: CallHierarchyIncomingCallsParams,
    ) -> Result<Option<Vec<CallHierarchyIncomingCall>>> {
        self.ask(move |snapshot| Ok(request::hierarchy::incoming(snapshot, &params))).await
    }

    async fn outgoing_calls(
        &self,
        params: CallHierarchyOutgoingCallsParams,
    ) -> Result<Option<Vec<CallHierarchyOutgoingCall>>> {
        self.ask(move |snapshot| Ok(request::hierarchy::outgoing(snapshot, &params))).await
    }
}
