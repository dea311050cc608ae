//! Codes of a framework, with what they are about.

use tower_lsp_server::ls_types::{CompletionItem, CompletionItemKind, CompletionItemLabelDetails};

use super::super::super::context::Context;
use super::super::super::snapshot::Here;
use super::super::super::wording::{code_label, shorten};
use crate::framework::catalogue;
use crate::plan::schema::Framework;

pub(super) fn items(here: &Here<'_>, context: &Context, framework: Framework) -> Vec<CompletionItem> {
    let gap = super::gap(here, context.word);
    let in_force = catalogue(framework).entries().iter().filter(|entry| entry.status.is_in_force());
    let items = in_force.enumerate().map(|(index, entry)| {
        let label = code_label(here.view, framework, &entry.code);
        // A code such as 9.10 would be a number to other readers of the file.
        let quoted = entry.code.parse::<f64>().is_ok() && entry.code.ends_with('0') && entry.code.contains('.');
        let new_text = if quoted { format!("{gap}\"{}\"", entry.code) } else { format!("{gap}{}", entry.code) };
        CompletionItem {
            label_details: Some(CompletionItemLabelDetails { detail: None, description: Some(shorten(&label, 72)) }),
            detail: Some(label.clone()),
            filter_text: Some(format!("{} {label}", entry.code)),
            sort_text: Some(format!("{index:04}")),
            ..super::item(here, context.word, &entry.code, new_text, CompletionItemKind::ENUM_MEMBER)
        }
    });
    items.collect()
}
