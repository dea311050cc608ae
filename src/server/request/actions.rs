//! `textDocument/codeAction`: what the editor can do about what was found.

mod create;
mod fix;
mod suppress;

use tower_lsp_server::jsonrpc::Result;
use tower_lsp_server::ls_types::*;

use crate::finding::Finding;
use crate::source::Span;

use super::super::backend::overtaken;
use super::super::diagnostic::is_shown;
use super::super::place;
use super::super::snapshot::{Here, Snapshot};

/// The kind of the action that applies every safe fix of a document.
pub(super) const FIX_ALL: CodeActionKind = CodeActionKind::new("source.fixAll.planlint");

/// What the server says that it can do.
pub(in crate::server) fn capability() -> CodeActionProviderCapability {
    CodeActionProviderCapability::Options(CodeActionOptions {
        code_action_kinds: Some(vec![CodeActionKind::QUICKFIX, FIX_ALL]),
        resolve_provider: Some(false),
        work_done_progress_options: WorkDoneProgressOptions::default(),
    })
}

/// What can be done about the findings in a range.
pub(in crate::server) fn actions(snapshot: &Snapshot, params: &CodeActionParams) -> Result<Option<CodeActionResponse>> {
    let Some(here) = snapshot.here(&params.text_document.uri).filter(|_| snapshot.client.takes_code_actions) else {
        return Ok(None);
    };
    let judged = here.view.judge().ok_or_else(overtaken)?;
    let wanted = place::span(here.source(), params.range, here.view.client.unit);
    let in_file: Vec<&Finding> = judged
        .findings
        .iter()
        .filter(|finding| finding.at.file == here.file && is_shown(finding, &here.view.settings))
        .collect();
    let touched: Vec<&Finding> = in_file.iter().copied().filter(|finding| touches(finding.at.span, wanted)).collect();
    let asked = Asked { snapshot, here: &here, params };
    let mut actions = Vec::new();
    if asked.wants(&CodeActionKind::QUICKFIX) {
        actions.extend(fix::of_findings(&asked, &touched));
        actions.extend(create::of_links(&asked, wanted));
        actions.extend(suppress::of_findings(&asked, &touched));
    }
    // Offered where it is asked for: it is what runs when a file is saved, not one more lamp at every word.
    if params.context.only.is_some() && asked.wants(&FIX_ALL) {
        actions.extend(fix::all(&asked, &in_file));
    }
    Ok(Some(actions.into_iter().map(CodeActionOrCommand::CodeAction).collect()))
}

fn touches(a: Span, b: Span) -> bool {
    a.start <= b.end && b.start <= a.end
}

/// What was asked.
pub(super) struct Asked<'a> {
    pub(super) snapshot: &'a Snapshot,
    pub(super) here: &'a Here<'a>,
    pub(super) params: &'a CodeActionParams,
}

impl Asked<'_> {
    /// Whether actions of this kind are wanted: `source.fixAll` asks for `source.fixAll.planlint` too.
    fn wants(&self, kind: &CodeActionKind) -> bool {
        let Some(only) = &self.params.context.only else { return true };
        only.iter().any(|wanted| {
            let (wanted, kind) = (wanted.as_str(), kind.as_str());
            kind == wanted || wanted.is_empty() || kind.strip_prefix(wanted).is_some_and(|rest| rest.starts_with('.'))
        })
    }

    /// The diagnostics of the client that a finding gave.
    pub(super) fn diagnostics_of(&self, finding: &Finding) -> Option<Vec<Diagnostic>> {
        let range = self.here.view.range(finding.at);
        let code = NumberOrString::String(finding.rule.to_string());
        let known = self.params.context.diagnostics.iter();
        let known: Vec<_> =
            known.filter(|item| item.range == range && item.code.as_ref() == Some(&code)).cloned().collect();
        Some(known).filter(|known| !known.is_empty())
    }
}
