//! Edits of files, in the form that the client takes.

use std::collections::BTreeMap;

use tower_lsp_server::ls_types::*;

use crate::source::Location as Place;

use super::plan_view::PlanView;
use super::snapshot::Snapshot;

/// Edits of several files, gathered.
#[derive(Default)]
pub(super) struct Edits {
    by_file: BTreeMap<Uri, Vec<TextEdit>>,
}

impl Edits {
    /// Replaces what stands at a place of a plan. A place whose file has no address is left out.
    pub(super) fn replace(&mut self, view: &PlanView, at: Place, new_text: String) {
        if let Some(address) = view.address(at) {
            self.by_file.entry(address.uri).or_default().push(TextEdit { range: address.range, new_text });
        }
    }

    /// Whether there is nothing to do.
    pub(super) fn is_empty(&self) -> bool {
        self.by_file.is_empty()
    }

    /// The edits with the version of each open document that they are for, where the client takes that.
    pub(super) fn finish(self, snapshot: &Snapshot) -> WorkspaceEdit {
        if !snapshot.client.takes_versioned_edits {
            return WorkspaceEdit { changes: Some(self.by_file.into_iter().collect()), ..WorkspaceEdit::default() };
        }
        let edits = self.by_file.into_iter().map(|(uri, edits)| {
            let version = snapshot.document(&uri).map(|(_, open)| open.version);
            TextDocumentEdit {
                text_document: OptionalVersionedTextDocumentIdentifier { uri, version },
                edits: edits.into_iter().map(OneOf::Left).collect(),
            }
        });
        WorkspaceEdit { document_changes: Some(DocumentChanges::Edits(edits.collect())), ..WorkspaceEdit::default() }
    }
}
