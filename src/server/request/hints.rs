//! `textDocument/inlayHint`: what codes and ids stand for, behind them.

use tower_lsp_server::ls_types::{InlayHint, InlayHintLabel, InlayHintParams, InlayHintTooltip, Position};

use crate::framework::{Reading, read};
use crate::source::Location as Place;

use super::super::cursor;
use super::super::place;
use super::super::snapshot::{Here, Snapshot};
use super::super::wording::{code_label, label, shorten};

/// How long a hint may be, in characters: it must not push the line out of the window.
const LENGTH: usize = 32;

/// The hints of a part of a document.
pub(in crate::server) fn hints(snapshot: &Snapshot, params: &InlayHintParams) -> Option<Vec<InlayHint>> {
    let here = snapshot.here(&params.text_document.uri)?;
    let wanted = place::span(here.source(), params.range, here.view.client.unit);
    let is_wanted = |at: Place| wanted.start <= at.span.start && at.span.end <= wanted.end;
    let view = here.view;
    let mut hints = Vec::new();
    for (framework, code) in cursor::codes(view.plan(), here.file).filter(|(_, code)| is_wanted(code.at)) {
        if let Reading::Known { entry, .. } = read(framework, &code.written) {
            hints.push(hint(&here, code.at, &code_label(view, framework, &entry.code)));
        }
    }
    for named in cursor::named(view, here.file).filter(|named| is_wanted(named.at)) {
        let Some(plan) = cursor::plan_of(view.plan(), named.belongs) else { continue };
        let stands_here = plan.element(named.id).key.file == here.file
            && cursor::bare(&view.loaded.sources, plan.element(named.id).key) == named.at;
        if !stands_here && let Some(label) = label(view, plan, named.id) {
            hints.push(hint(&here, named.at, &label));
        }
    }
    hints.sort_by_key(|hint| hint.position);
    Some(hints)
}

fn hint(here: &Here<'_>, at: Place, text: &str) -> InlayHint {
    InlayHint {
        position: behind(here, at),
        label: InlayHintLabel::String(shorten(text, LENGTH)),
        kind: None,
        text_edits: None,
        tooltip: Some(InlayHintTooltip::String(text.to_owned())),
        padding_left: Some(true),
        padding_right: Some(false),
        data: None,
    }
}

/// Behind a word, and behind the quote that closes it.
fn behind(here: &Here<'_>, at: Place) -> Position {
    let text = here.source().text().as_bytes();
    let end = at.span.end;
    let closes = matches!(text.get(end as usize), Some(b'"' | b'\''));
    place::position(here.source(), end + u32::from(closes), here.view.client.unit)
}
