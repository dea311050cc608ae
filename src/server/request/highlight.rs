//! `textDocument/documentHighlight`: where in this document the element at the cursor is named.

use tower_lsp_server::ls_types::{DocumentHighlight, DocumentHighlightKind, DocumentHighlightParams};

use super::super::occurrence;
use super::super::snapshot::Snapshot;

/// Where in this document the element at the position is named: where it stands is written, where it is linked to read.
pub(in crate::server) fn highlight(
    snapshot: &Snapshot,
    params: &DocumentHighlightParams,
) -> Option<Vec<DocumentHighlight>> {
    let at = &params.text_document_position_params;
    let here = snapshot.here(&at.text_document.uri)?;
    let named = occurrence::at(&here, at.position)?;
    let wanted = occurrence::global(here.view, named)?;
    let all = occurrence::all(snapshot, &wanted);
    let in_document = all
        .iter()
        .filter(|occurrence| occurrence.view.identities[occurrence.named.at.file.0 as usize] == here.identity);
    let mut places: Vec<DocumentHighlight> = Vec::new();
    for occurrence in in_document {
        let kind = if occurrence.is_definition { DocumentHighlightKind::WRITE } else { DocumentHighlightKind::READ };
        let place = DocumentHighlight { range: occurrence.view.range(occurrence.named.at), kind: Some(kind) };
        if !places.contains(&place) {
            places.push(place);
        }
    }
    Some(places)
}
