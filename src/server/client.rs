//! What the client can do.

use tower_lsp_server::ls_types::{
    ClientCapabilities, CodeActionLiteralSupport, InitializeParams, MarkupKind, PositionEncodingKind,
};

use crate::source::ColumnUnit;

/// What the client can do, as far as answers depend on it.
#[derive(Clone, Debug)]
#[allow(clippy::struct_excessive_bools, reason = "each is an independent ability that the protocol names")]
pub(super) struct Client {
    /// What its columns count.
    pub(super) unit: ColumnUnit,
    /// It asks for diagnostics, so that none are sent.
    pub(super) pulls: bool,
    /// It can be told to ask again.
    pub(super) refreshes_diagnostics: bool,
    /// It can be told to ask again for lenses.
    pub(super) refreshes_lenses: bool,
    /// It can be told to ask again for inlay hints.
    pub(super) refreshes_hints: bool,
    /// It shows places related to a diagnostic.
    pub(super) shows_related: bool,
    /// It shows a link behind a diagnostic's code.
    pub(super) shows_code_links: bool,
    /// It fills in snippets.
    pub(super) fills_snippets: bool,
    /// It shows Markdown in hovers.
    pub(super) shows_markdown: bool,
    /// It shows symbols in a tree.
    pub(super) nests_symbols: bool,
    /// It takes edits with the version that they are for.
    pub(super) takes_versioned_edits: bool,
    /// It takes code actions, not only commands.
    pub(super) takes_code_actions: bool,
    /// It watches files where it is asked to.
    pub(super) watches_files: bool,
    /// It shows progress.
    pub(super) shows_progress: bool,
    /// It can be asked for settings.
    pub(super) has_settings: bool,
    /// The language of its surface.
    pub(super) locale: Option<String>,
}

impl Client {
    /// Reads what a client says of itself.
    pub(super) fn read(params: &InitializeParams) -> Self {
        let ClientCapabilities { workspace, text_document, window, general, .. } = params.capabilities.clone();
        let (workspace, text) = (workspace.unwrap_or_default(), text_document.unwrap_or_default());
        let (window, general) = (window.unwrap_or_default(), general.unwrap_or_default());
        let published = text.publish_diagnostics.unwrap_or_default();
        let literal: Option<CodeActionLiteralSupport> =
            text.code_action.and_then(|action| action.code_action_literal_support);
        let item = text.completion.and_then(|completion| completion.completion_item).unwrap_or_default();
        let formats = text.hover.and_then(|hover| hover.content_format).unwrap_or_default();
        Self {
            unit: unit_of(general.position_encodings.as_deref().unwrap_or_default()),
            pulls: text.diagnostic.is_some(),
            refreshes_diagnostics: workspace.diagnostics.is_some_and(|known| known.refresh_support == Some(true)),
            refreshes_lenses: workspace.code_lens.is_some_and(|known| known.refresh_support == Some(true)),
            refreshes_hints: workspace.inlay_hint.is_some_and(|known| known.refresh_support == Some(true)),
            shows_related: published.related_information == Some(true)
                || text.diagnostic.as_ref().is_some_and(|known| known.related_information == Some(true)),
            shows_code_links: published.code_description_support == Some(true)
                || text.diagnostic.as_ref().is_some_and(|known| known.code_description_support == Some(true)),
            fills_snippets: item.snippet_support == Some(true),
            shows_markdown: formats.contains(&MarkupKind::Markdown),
            nests_symbols: text
                .document_symbol
                .is_some_and(|known| known.hierarchical_document_symbol_support == Some(true)),
            takes_versioned_edits: workspace.workspace_edit.is_some_and(|known| known.document_changes == Some(true)),
            takes_code_actions: literal.is_some(),
            watches_files: workspace
                .did_change_watched_files
                .is_some_and(|known| known.dynamic_registration == Some(true)),
            shows_progress: window.work_done_progress == Some(true),
            has_settings: workspace.configuration == Some(true),
            locale: params.locale.clone(),
        }
    }

    /// The protocol's name of what columns count.
    pub(super) fn encoding(&self) -> PositionEncodingKind {
        match self.unit {
            ColumnUnit::Utf8 => PositionEncodingKind::UTF8,
            ColumnUnit::Utf16 => PositionEncodingKind::UTF16,
            ColumnUnit::Utf32 => PositionEncodingKind::UTF32,
        }
    }
}

/// The first encoding that client and server share, as the client prefers; UTF-16, which every client must speak, where
/// it names none.
fn unit_of(offered: &[PositionEncodingKind]) -> ColumnUnit {
    let known = |kind: &PositionEncodingKind| match kind.as_str() {
        "utf-8" => Some(ColumnUnit::Utf8),
        "utf-16" => Some(ColumnUnit::Utf16),
        "utf-32" => Some(ColumnUnit::Utf32),
        _ => None,
    };
    offered.iter().find_map(known).unwrap_or(ColumnUnit::Utf16)
}
