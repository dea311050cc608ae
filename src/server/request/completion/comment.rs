//! Comments that suppress findings: the order itself, and rules in its brackets.

use tower_lsp_server::ls_types::{CompletionItem, CompletionItemKind, InsertTextFormat};

use super::super::super::snapshot::Here;
use super::super::super::wording::say;
use crate::rule::GROUPS;
use crate::source::Span;

/// What may stand in the comment at the byte; nothing where it is in none.
pub(super) fn items(here: &Here<'_>, offset: u32) -> Option<Vec<CompletionItem>> {
    let text = here.source().text();
    let before = text.get(..offset as usize)?;
    let line = &before[before.rfind('\n').map_or(0, |at| at + 1)..];
    let hash = line.rfind('#')?;
    let starts = line[..hash].is_empty() || line[..hash].ends_with([' ', '\t']);
    if !starts {
        return None;
    }
    let comment = &line[hash + 1..];
    let end = offset as usize;
    let order = comment.trim_start();
    let Some((_, inside)) = order.strip_prefix("planlint:").and_then(|order| order.split_once('[')) else {
        return Some(if order.contains(' ') {
            Vec::new()
        } else {
            vec![suppression(here, Span::new(end - order.len(), end))]
        });
    };
    if inside.contains(']') {
        return Some(Vec::new());
    }
    let typed = inside.rsplit(',').next().unwrap_or("").trim_start();
    let word = Span::new(end - typed.len(), end);
    let rules = here.view.rules.rules.iter().map(|active| {
        let rule = &active.rule;
        CompletionItem {
            detail: Some(here.view.messages().title(&rule.id).to_owned()),
            ..super::item(here, word, &rule.id, rule.id.to_string(), CompletionItemKind::CONSTANT)
        }
    });
    let groups =
        GROUPS.iter().map(|group| super::item(here, word, group, (*group).to_owned(), CompletionItemKind::MODULE));
    Some(rules.chain(groups).collect())
}

fn suppression(here: &Here<'_>, word: Span) -> CompletionItem {
    let label = "planlint: ignore[…]";
    let detail = Some(say(here.view, "complete-suppression", &[]));
    if here.view.client.fills_snippets {
        let text = "planlint: ignore[${1:rule}] ${2:reason}".to_owned();
        CompletionItem {
            detail,
            insert_text_format: Some(InsertTextFormat::SNIPPET),
            ..super::item(here, word, label, text, CompletionItemKind::SNIPPET)
        }
    } else {
        let text = "planlint: ignore[".to_owned();
        CompletionItem { detail, ..super::item(here, word, label, text, CompletionItemKind::SNIPPET) }
    }
}
