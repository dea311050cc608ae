//! `textDocument/rename`: another id for an element, wherever it is named.

use tower_lsp_server::jsonrpc::{Error, Result};
use tower_lsp_server::ls_types::*;

use crate::plan::schema;

use super::super::cursor::{Belongs, Named};
use super::super::edit::Edits;
use super::super::occurrence::{self, Occurrence};
use super::super::snapshot::Snapshot;
use super::super::wording::say;

/// The id that would be renamed. An element of a predecessor is renamed in its own plan only: the old plan is agreed,
/// and what it was called is history.
pub(in crate::server) fn prepare(
    snapshot: &Snapshot,
    params: &TextDocumentPositionParams,
) -> Option<PrepareRenameResponse> {
    let here = snapshot.here(&params.text_document.uri)?;
    let named = occurrence::at(&here, params.position).filter(|named| named.belongs == Belongs::Here)?;
    let placeholder = here.view.plan().element(named.id).id.to_string();
    Some(PrepareRenameResponse::RangeWithPlaceholder { range: here.view.range(named.at), placeholder })
}

/// The edits that give an element another id.
pub(in crate::server) fn rename(snapshot: &Snapshot, params: &RenameParams) -> Result<Option<WorkspaceEdit>> {
    let at = &params.text_document_position;
    let Some(here) = snapshot.here(&at.text_document.uri) else { return Ok(None) };
    let named = occurrence::at(&here, at.position).filter(|named| named.belongs == Belongs::Here);
    let Some(named) = named else { return Ok(None) };
    let new = params.new_name.trim();
    if !schema::is_id(new) || new.contains(|c: char| c.is_control()) {
        return Err(Error::invalid_params(say(here.view, "rename-no-id", &[("id", new.into())])));
    }
    let taken = here.view.plan().find(new).is_some_and(|other| other != named.id);
    if taken {
        return Err(Error::invalid_params(say(here.view, "rename-taken", &[("id", new.into())])));
    }
    let Some(wanted) = occurrence::global(here.view, named) else { return Ok(None) };
    let mut edits = Edits::default();
    let mut done: Vec<Address> = Vec::new();
    for occurrence in occurrence::all(snapshot, &wanted) {
        let Some(address) = occurrence.address().map(|place| Address { uri: place.uri, range: place.range }) else {
            continue;
        };
        if !done.contains(&address) {
            edits.replace(occurrence.view, occurrence.named.at, written(&occurrence, new));
            done.push(address);
        }
    }
    Ok(Some(edits.finish(snapshot)))
}

#[derive(PartialEq)]
struct Address {
    uri: Uri,
    range: Range,
}

/// The new id as it must be written at a place: in quotes where YAML would take it for something else and none are there.
fn written(occurrence: &Occurrence<'_>, new: &str) -> String {
    let Named { at, .. } = occurrence.named;
    let file = occurrence.view.file(at.file);
    let is_yaml = crate::format::may_be_native(file.path());
    let before = file.text().as_bytes().get((at.span.start as usize).wrapping_sub(1)).copied();
    let stands_in_quotes = matches!(before, Some(b'"' | b'\''));
    let behind_a_plan = before == Some(b'#');
    if !is_yaml || stands_in_quotes || behind_a_plan || is_plain(new) { new.to_owned() } else { quoted(new) }
}

/// Whether a scalar can stand bare and still be this text: it begins with a letter or a digit and holds nothing that has
/// a meaning in YAML. A number stays what it is, for ids are read as they are written.
pub(in crate::server) fn is_plain(text: &str) -> bool {
    let first = text.chars().next().is_some_and(char::is_alphanumeric);
    first
        && !text.contains([':', '#', ',', '[', ']', '{', '}', '"', '\'', '&', '*', '!', '|', '>', '%', '@', '`', '\\'])
}

/// A scalar in double quotes.
pub(in crate::server) fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}
