//! `textDocument/completion`: what may stand at the cursor.

mod codes;
mod comment;
mod ids;
mod keys;
mod snippet;
mod words;

use tower_lsp_server::ls_types::*;

pub(super) use ids::expected;

use super::super::context::{self, Slot, field, mapping};
use super::super::place;
use super::super::snapshot::{Here, Snapshot};
use crate::plan::schema::FieldType;
use crate::source::Span;

/// What the server says that it can do.
pub(in crate::server) fn capability() -> CompletionOptions {
    let characters = [":", " ", "[", ",", "-", "#"];
    CompletionOptions {
        resolve_provider: Some(false),
        trigger_characters: Some(characters.map(str::to_owned).to_vec()),
        ..CompletionOptions::default()
    }
}

/// What may stand at the position.
pub(in crate::server) fn completion(snapshot: &Snapshot, params: &CompletionParams) -> Option<CompletionResponse> {
    let at = &params.text_document_position;
    let here = snapshot.here(&at.text_document.uri)?;
    let items = items(&here, here.offset(at.position))?;
    Some(CompletionResponse::List(CompletionList { is_incomplete: false, items }))
}

fn items(here: &Here<'_>, offset: u32) -> Option<Vec<CompletionItem>> {
    let text = here.source().text();
    if !crate::format::may_be_native(here.source().path()) {
        return None;
    }
    if let Some(items) = comment::items(here, offset) {
        return Some(items);
    }
    let context = context::at(text, offset)?;
    let mapping = mapping(&context.path)?;
    match &context.slot {
        Slot::Key => Some(keys::items(here, &context, mapping)),
        Slot::Value(key) => {
            let spec = field(mapping, key)?;
            match spec.holds {
                FieldType::Links(relation) => Some(ids::items(here, &context, relation, offset)),
                FieldType::Codes(framework) => Some(codes::items(here, &context, framework)),
                _ => words::items(here, &context, spec),
            }
        }
    }
}

/// An item that puts `new_text` in place of what is written.
pub(super) fn item(
    here: &Here<'_>,
    word: Span,
    label: &str,
    new_text: String,
    kind: CompletionItemKind,
) -> CompletionItem {
    let range = place::range(here.source(), word, here.view.client.unit);
    CompletionItem {
        label: label.to_owned(),
        kind: Some(kind),
        filter_text: Some(label.to_owned()),
        text_edit: Some(CompletionTextEdit::Edit(TextEdit { range, new_text })),
        ..CompletionItem::default()
    }
}

/// What is put before a value: a blank where the cursor stands right behind the colon.
pub(super) fn gap(here: &Here<'_>, word: Span) -> &'static str {
    let before = here.source().text().as_bytes().get((word.start as usize).wrapping_sub(1));
    if before == Some(&b':') { " " } else { "" }
}
