//! Requests: one file each. Every one looks at a [`Snapshot`](super::snapshot::Snapshot) and says what it found.

pub(super) mod actions;
pub(super) mod completion;
pub(super) mod definition;
pub(super) mod diagnostic;
pub(super) mod folding;
pub(super) mod graph;
pub(super) mod hierarchy;
pub(super) mod highlight;
pub(super) mod hints;
pub(super) mod hover;
pub(super) mod lenses;
pub(super) mod links;
pub(super) mod references;
pub(super) mod rename;
pub(super) mod selection;
pub(super) mod symbols;
pub(super) mod tokens;

use tower_lsp_server::ls_types::*;

use super::client::Client;

/// What the server offers to a client: nothing that would answer nothing.
pub(super) fn capabilities(client: &Client) -> ServerCapabilities {
    ServerCapabilities {
        position_encoding: Some(client.encoding()),
        text_document_sync: Some(TextDocumentSyncCapability::Options(TextDocumentSyncOptions {
            open_close: Some(true),
            change: Some(TextDocumentSyncKind::INCREMENTAL),
            will_save: None,
            will_save_wait_until: None,
            save: Some(TextDocumentSyncSaveOptions::Supported(true)),
        })),
        workspace: Some(WorkspaceServerCapabilities {
            workspace_folders: Some(WorkspaceFoldersServerCapabilities {
                supported: Some(true),
                change_notifications: Some(OneOf::Left(true)),
            }),
            file_operations: None,
        }),
        diagnostic_provider: client.pulls.then(diagnostic::capability),
        hover_provider: Some(HoverProviderCapability::Simple(true)),
        completion_provider: Some(completion::capability()),
        definition_provider: Some(OneOf::Left(true)),
        references_provider: Some(OneOf::Left(true)),
        document_highlight_provider: Some(OneOf::Left(true)),
        rename_provider: Some(OneOf::Right(RenameOptions {
            prepare_provider: Some(true),
            work_done_progress_options: WorkDoneProgressOptions::default(),
        })),
        document_symbol_provider: Some(OneOf::Left(true)),
        workspace_symbol_provider: Some(OneOf::Left(true)),
        code_action_provider: client.takes_code_actions.then(actions::capability),
        code_lens_provider: Some(CodeLensOptions { resolve_provider: Some(false) }),
        folding_range_provider: Some(FoldingRangeProviderCapability::Simple(true)),
        selection_range_provider: Some(SelectionRangeProviderCapability::Simple(true)),
        inlay_hint_provider: Some(OneOf::Left(true)),
        document_link_provider: Some(DocumentLinkOptions {
            resolve_provider: Some(false),
            work_done_progress_options: WorkDoneProgressOptions::default(),
        }),
        semantic_tokens_provider: Some(tokens::capability()),
        call_hierarchy_provider: Some(CallHierarchyServerCapability::Simple(true)),
        experimental: Some(serde_json::json!({ "planlint": { "graph": 1 } })),
        ..ServerCapabilities::default()
    }
}
