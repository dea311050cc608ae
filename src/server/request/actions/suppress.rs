//! A comment above a finding that suppresses it, with its reason left to be written.

use tower_lsp_server::ls_types::{CodeAction, CodeActionKind};

use crate::finding::Finding;
use crate::source::{Location as Place, Span};
use crate::yaml::{NodeId, Tree, Value};

use super::super::super::edit::Edits;
use super::super::super::wording::say;
use super::Asked;

/// An action for each rule that has a finding here. Without a reason the comment is a finding itself, at which the
/// reason is then written; planlint makes up none.
pub(super) fn of_findings(asked: &Asked<'_>, findings: &[&Finding]) -> Vec<CodeAction> {
    let here = asked.here;
    if !crate::format::may_be_native(here.source().path()) {
        return Vec::new();
    }
    let mut actions: Vec<CodeAction> = Vec::new();
    for finding in findings {
        // What is wrong with a suppression or with the syntax is not mended by one more.
        if finding.rule.starts_with("governance/suppression") || &*finding.rule == "structure/syntax-error" {
            continue;
        }
        let title = say(here.view, "action-suppress", &[("rule", finding.rule.to_string().into())]);
        if actions.iter().any(|known| known.title == title) {
            continue;
        }
        let file = here.source();
        let line = file.lines().line_of(finding.at.span.start);
        let start = file.lines().line_start(line);
        if is_inside_a_scalar(here.open.file.tree(), start) {
            continue;
        }
        let text = file.text().get(start as usize..).unwrap_or("");
        let indent = &text[..text.len() - text.trim_start_matches(' ').len()];
        let ending = if file.text().contains("\r\n") { "\r\n" } else { "\n" };
        let comment = format!("{indent}# planlint: ignore[{}] {ending}", finding.rule);
        let mut edits = Edits::default();
        edits.replace(here.view, Place::new(here.file, Span::empty(start as usize)), comment);
        actions.push(CodeAction {
            title,
            kind: Some(CodeActionKind::QUICKFIX),
            diagnostics: asked.diagnostics_of(finding),
            edit: Some(edits.finish(asked.snapshot)),
            ..CodeAction::default()
        });
    }
    actions
}

/// Whether a byte lies within a scalar of several lines, where a comment would be text.
fn is_inside_a_scalar(tree: &Tree, offset: u32) -> bool {
    fn within(tree: &Tree, node: NodeId, offset: u32) -> bool {
        let node = tree.node(node);
        if offset <= node.span.start || node.span.end <= offset {
            return false;
        }
        match &node.value {
            Value::Scalar { .. } => true,
            Value::Mapping(entries) => {
                entries.iter().any(|entry| within(tree, entry.key, offset) || within(tree, entry.value, offset))
            }
            Value::Sequence(items) => items.iter().any(|&item| within(tree, item, offset)),
            Value::Absent | Value::Alias(_) | Value::Unresolved => false,
        }
    }
    tree.root().is_some_and(|root| within(tree, root, offset))
}
