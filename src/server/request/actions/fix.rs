//! Fixes of findings, one by one and all that are safe at once.

use tower_lsp_server::ls_types::{CodeAction, CodeActionKind};

use crate::finding::{Edit, Finding, Fix, Safety};

use super::super::super::edit::Edits;
use super::super::super::wording::say;
use super::{Asked, FIX_ALL};

/// An action for each fix.
pub(super) fn of_findings(asked: &Asked<'_>, findings: &[&Finding]) -> Vec<CodeAction> {
    let mut actions: Vec<CodeAction> = Vec::new();
    for finding in findings {
        let usable: Vec<&Fix> = finding.fixes.iter().filter(|fix| fix.safety != Safety::Display).collect();
        for fix in &usable {
            let mut edits = Edits::default();
            for edit in &fix.edits {
                edits.replace(asked.here.view, edit.at, edit.text.clone());
            }
            if edits.is_empty() {
                continue;
            }
            actions.push(CodeAction {
                title: fix.title.clone(),
                kind: Some(CodeActionKind::QUICKFIX),
                diagnostics: asked.diagnostics_of(finding),
                edit: Some(edits.finish(asked.snapshot)),
                is_preferred: (fix.safety == Safety::Safe && usable.len() == 1).then_some(true),
                ..CodeAction::default()
            });
        }
    }
    actions
}

/// One action for every safe fix of a document, none that touches what another one changes.
pub(super) fn all(asked: &Asked<'_>, findings: &[&Finding]) -> Option<CodeAction> {
    let mut chosen: Vec<&Edit> = Vec::new();
    let safe = findings.iter().flat_map(|finding| &finding.fixes).filter(|fix| fix.safety == Safety::Safe);
    for fix in safe {
        let clashes = |edit: &Edit| chosen.iter().any(|other| other.clashes(edit));
        let stays = fix.edits.iter().all(|edit| edit.at.file == asked.here.file);
        if stays && !fix.edits.iter().any(clashes) {
            chosen.extend(fix.edits.iter().filter(|edit| !chosen.contains(edit)).collect::<Vec<_>>());
        }
    }
    let mut edits = Edits::default();
    for edit in chosen {
        edits.replace(asked.here.view, edit.at, edit.text.clone());
    }
    if edits.is_empty() {
        return None;
    }
    Some(CodeAction {
        title: say(asked.here.view, "action-fix-all", &[]),
        kind: Some(FIX_ALL),
        edit: Some(edits.finish(asked.snapshot)),
        ..CodeAction::default()
    })
}
