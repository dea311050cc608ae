//! Ids of elements, those of the kind that a link is for first.

use tower_lsp_server::ls_types::{CompletionItem, CompletionItemKind, CompletionItemLabelDetails};

use super::super::super::context::Context;
use super::super::super::cursor;
use super::super::super::snapshot::Here;
use super::super::super::wording::{kind_name, label, shorten};
use super::super::rename::{is_plain, quoted};
use crate::plan::{Kind, Relation};

/// The kinds that a link is for; none where it may lead to anything.
pub(in crate::server::request) fn expected(relation: Relation) -> &'static [Kind] {
    match relation {
        Relation::Advances => &[Kind::Vision, Kind::Mission],
        Relation::Covers => &[Kind::Scope],
        Relation::ContributesTo => &[Kind::Goal, Kind::Target, Kind::Outcome, Kind::Output, Kind::Priority],
        Relation::Supports => &[Kind::Priority, Kind::Goal, Kind::Target, Kind::Outcome, Kind::Offering, Kind::Output],
        Relation::Measures | Relation::ProxyOf => &[Kind::Goal, Kind::Target, Kind::Outcome, Kind::Output],
        Relation::AllocatesTo => &[
            Kind::Goal,
            Kind::Priority,
            Kind::Outcome,
            Kind::Output,
            Kind::Activity,
            Kind::Offering,
            Kind::Enabler,
            Kind::Target,
        ],
        Relation::ContinuesAs => {
            &[Kind::Goal, Kind::Target, Kind::Priority, Kind::Outcome, Kind::Output, Kind::Offering, Kind::Enabler]
        }
        Relation::Affects | Relation::About => &[],
    }
}

pub(super) fn items(here: &Here<'_>, context: &Context, relation: Relation, offset: u32) -> Vec<CompletionItem> {
    let (view, plan) = (here.view, here.view.plan());
    let kinds = expected(relation);
    let own = cursor::element_around(plan, here.file, offset);
    let gap = super::gap(here, context.word);
    let elements = plan.elements().filter(|(id, element)| {
        *id != own
            && element.kind != Kind::Plan
            && (kinds.contains(&element.kind) || kinds.is_empty() && element.kind != Kind::Allocation)
    });
    let mut items: Vec<CompletionItem> = elements
        .map(|(id, element)| {
            let label = label(view, plan, id).unwrap_or_default();
            let rank = kinds.iter().position(|kind| *kind == element.kind).unwrap_or(0);
            let text = if is_plain(&element.id) { element.id.to_string() } else { quoted(&element.id) };
            CompletionItem {
                label_details: Some(CompletionItemLabelDetails {
                    detail: None,
                    description: Some(shorten(&label, 60)),
                }),
                detail: Some(format!("{} · {label}", kind_name(view, element.kind))),
                filter_text: Some(format!("{} {label}", element.id)),
                sort_text: Some(format!("{rank}{}", element.id)),
                ..super::item(here, context.word, &element.id, format!("{gap}{text}"), CompletionItemKind::REFERENCE)
            }
        })
        .collect();
    if matches!(relation, Relation::Supports | Relation::AllocatesTo | Relation::Affects) {
        items.push(CompletionItem {
            sort_text: Some("9".to_owned()),
            ..super::item(here, context.word, "all", format!("{gap}all"), CompletionItemKind::KEYWORD)
        });
    }
    items
}
