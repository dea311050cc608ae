//! `textDocument/references`: every place where an element is named, over all plans.

use tower_lsp_server::ls_types::{Location as Address, ReferenceParams};

use super::super::occurrence;
use super::super::snapshot::Snapshot;

/// Every place where the element at the position is named.
pub(in crate::server) fn references(snapshot: &Snapshot, params: &ReferenceParams) -> Option<Vec<Address>> {
    let at = &params.text_document_position;
    let here = snapshot.here(&at.text_document.uri)?;
    let named = occurrence::at(&here, at.position)?;
    let wanted = occurrence::global(here.view, named)?;
    let mut places: Vec<Address> = Vec::new();
    for occurrence in occurrence::all(snapshot, &wanted) {
        if (params.context.include_declaration || !occurrence.is_definition)
            && let Some(address) = occurrence.address()
            && !places.contains(&address)
        {
            places.push(address);
        }
    }
    Some(places)
}
