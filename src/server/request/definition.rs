//! `textDocument/definition`: where the element is that is named here.

use tower_lsp_server::ls_types::{GotoDefinitionParams, GotoDefinitionResponse, Location as Address};

use super::super::occurrence;
use super::super::snapshot::{Here, Snapshot};
use super::super::stale;

/// The place where the element stands that is named at the position.
pub(in crate::server) fn definition(
    snapshot: &Snapshot,
    params: &GotoDefinitionParams,
) -> Option<GotoDefinitionResponse> {
    let at = &params.text_document_position_params;
    let here = snapshot.here(&at.text_document.uri)?;
    let address = match occurrence::at(&here, at.position) {
        Some(named) => occurrence::definition(here.view, named),
        None => from_last_good(&here, here.offset(at.position)),
    };
    address.map(GotoDefinitionResponse::Scalar)
}

/// The element whose id is the word at the byte, in the plan as it was when it had no syntax error.
fn from_last_good(here: &Here<'_>, offset: u32) -> Option<Address> {
    let word = stale::word_at(here.source().text(), offset)?;
    stale::element(here.view, word)
}
