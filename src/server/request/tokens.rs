//! `textDocument/semanticTokens/full`: ids and codes.

use tower_lsp_server::ls_types::*;

use crate::source::Location as Place;

use super::super::cursor::{self, Belongs};
use super::super::place;
use super::super::snapshot::Snapshot;

const TYPES: [SemanticTokenType; 3] =
    [SemanticTokenType::CLASS, SemanticTokenType::VARIABLE, SemanticTokenType::ENUM_MEMBER];
const DEFINES: u32 = 0;
const LINKS: u32 = 1;
const CODE: u32 = 2;
const DECLARATION: u32 = 1;
const READONLY: u32 = 2;

/// What the server says that it can do.
pub(in crate::server) fn capability() -> SemanticTokensServerCapabilities {
    SemanticTokensServerCapabilities::SemanticTokensOptions(SemanticTokensOptions {
        legend: SemanticTokensLegend {
            token_types: TYPES.to_vec(),
            token_modifiers: vec![SemanticTokenModifier::DECLARATION, SemanticTokenModifier::READONLY],
        },
        full: Some(SemanticTokensFullOptions::Bool(true)),
        range: Some(false),
        ..SemanticTokensOptions::default()
    })
}

/// The ids and codes of a document. What belongs to another plan is read-only.
pub(in crate::server) fn tokens(snapshot: &Snapshot, params: &SemanticTokensParams) -> Option<SemanticTokensResult> {
    let here = snapshot.here(&params.text_document.uri)?;
    let view = here.view;
    let mut found: Vec<(Place, u32, u32)> = Vec::new();
    for named in cursor::named(view, here.file) {
        let stands_here = named.belongs == Belongs::Here
            && cursor::bare(&view.loaded.sources, view.plan().element(named.id).key) == named.at;
        let modifiers = match (stands_here, named.belongs) {
            (true, _) => DECLARATION,
            (false, Belongs::Here) => 0,
            (false, _) => READONLY,
        };
        found.push((named.at, if stands_here { DEFINES } else { LINKS }, modifiers));
    }
    found.extend(cursor::codes(view.plan(), here.file).map(|(_, code)| (code.at, CODE, 0)));
    found.sort_by_key(|(at, ..)| at.span);
    found.dedup_by_key(|(at, ..)| at.span.start);
    let mut data = Vec::with_capacity(found.len());
    let mut last = Position::default();
    for (at, token_type, token_modifiers_bitset) in found {
        let range = place::range(here.source(), at.span, view.client.unit);
        // A token lies on one line.
        if range.start.line != range.end.line || range.start == range.end || range.start < last {
            continue;
        }
        let delta_line = range.start.line - last.line;
        let delta_start = range.start.character - if delta_line == 0 { last.character } else { 0 };
        let length = range.end.character - range.start.character;
        data.push(SemanticToken { delta_line, delta_start, length, token_type, token_modifiers_bitset });
        last = range.start;
    }
    Some(SemanticTokensResult::Tokens(SemanticTokens { result_id: None, data }))
}
