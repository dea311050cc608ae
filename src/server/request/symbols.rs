//! `textDocument/documentSymbol` and `workspace/symbol`: elements by name.

use tower_lsp_server::ls_types::*;

use crate::plan::{Element, ElementId, Kind, Plan};

use super::super::plan_view::PlanView;
use super::super::snapshot::{Here, Snapshot};
use super::super::wording::label;

/// How many symbols a search gives at most.
const MOST: usize = 500;

/// The elements of a document, those that stand under another below it.
pub(in crate::server) fn document(
    snapshot: &Snapshot,
    params: &DocumentSymbolParams,
) -> Option<DocumentSymbolResponse> {
    let here = snapshot.here(&params.text_document.uri)?;
    let plan = here.view.plan();
    let is_here = |element: &Element| element.key.file == here.file;
    let tops = plan.elements().filter(|(id, element)| {
        is_here(element)
            && *id != ElementId::PLAN
            && element.parent.is_none_or(|parent| parent == ElementId::PLAN || !is_here(plan.element(parent)))
    });
    let tops: Vec<DocumentSymbol> = tops.map(|(id, _)| symbol(&here, id)).collect();
    if snapshot.client.nests_symbols {
        return Some(DocumentSymbolResponse::Nested(tops));
    }
    let mut flat = Vec::new();
    for top in tops {
        flatten(top, None, &here.open.uri, &mut flat);
    }
    Some(DocumentSymbolResponse::Flat(flat))
}

#[allow(deprecated, reason = "the field must be given, if only to say nothing")]
fn symbol(here: &Here<'_>, id: ElementId) -> DocumentSymbol {
    let plan = here.view.plan();
    let element = plan.element(id);
    let below = plan.children(id).iter().filter(|&&child| plan.element(child).key.file == here.file);
    let children: Vec<DocumentSymbol> = below.map(|&child| symbol(here, child)).collect();
    let whole = if element.at.span.contains(element.key.span) { element.at } else { element.key };
    DocumentSymbol {
        name: element.id.to_string(),
        detail: label(here.view, plan, id),
        kind: kind_of(element.kind),
        tags: None,
        deprecated: None,
        range: here.view.range(whole),
        selection_range: here.view.range(element.key),
        children: Some(children).filter(|children| !children.is_empty()),
    }
}

#[allow(deprecated, reason = "the field must be given, if only to say nothing")]
fn flatten(symbol: DocumentSymbol, container: Option<String>, uri: &Uri, into: &mut Vec<SymbolInformation>) {
    into.push(SymbolInformation {
        name: symbol.name.clone(),
        kind: symbol.kind,
        tags: None,
        deprecated: None,
        location: Location { uri: uri.clone(), range: symbol.selection_range },
        container_name: container,
    });
    for child in symbol.children.into_iter().flatten() {
        flatten(child, Some(symbol.name.clone()), uri, into);
    }
}

/// The elements of all plans whose id or name holds the words that are looked for.
pub(in crate::server) fn workspace(
    snapshot: &Snapshot,
    params: &WorkspaceSymbolParams,
) -> Option<WorkspaceSymbolResponse> {
    let words: Vec<String> = params.query.split_whitespace().map(str::to_lowercase).collect();
    let mut found: Vec<(u32, WorkspaceSymbol)> = Vec::new();
    for view in &snapshot.plans {
        let plan = view.plan();
        for (id, element) in plan.elements().filter(|(id, _)| *id != ElementId::PLAN) {
            if let Some(rank) = rank(plan, id, element, &words)
                && let Some(symbol) = workspace_symbol(view, id)
            {
                found.push((rank, symbol));
            }
        }
    }
    found.sort_by_key(|(rank, _)| *rank);
    let found = found.into_iter().take(MOST).map(|(_, symbol)| symbol).collect();
    Some(WorkspaceSymbolResponse::Nested(found))
}

/// How well an element answers a search, the smaller the better: by its id before by its texts, in any language.
fn rank(plan: &Plan, _id: ElementId, element: &Element, words: &[String]) -> Option<u32> {
    let id = element.id.to_lowercase();
    if words.iter().all(|word| id.contains(word.as_str())) {
        return Some(u32::from(words.first().is_none_or(|word| id != *word)));
    }
    let texts = ["title", "name", "statement"].into_iter().filter_map(|name| element.text(name));
    let texts: Vec<String> = texts
        .flat_map(|text| &text.entries)
        .map(|entry| entry.words.to_lowercase())
        .chain([id, plan.id().to_lowercase()])
        .collect();
    words.iter().all(|word| texts.iter().any(|text| text.contains(word.as_str()))).then_some(2)
}

fn workspace_symbol(view: &PlanView, id: ElementId) -> Option<WorkspaceSymbol> {
    let plan = view.plan();
    let element = plan.element(id);
    let name = match label(view, plan, id) {
        Some(label) => format!("{} {label}", element.id),
        None => element.id.to_string(),
    };
    Some(WorkspaceSymbol {
        name,
        kind: kind_of(element.kind),
        tags: None,
        container_name: Some(plan.id().to_owned()),
        location: OneOf::Left(view.address(element.key)?),
        data: None,
    })
}

/// The protocol's kinds are those of programs; these are the nearest, and their signs differ.
pub(super) fn kind_of(kind: Kind) -> SymbolKind {
    match kind {
        Kind::Plan => SymbolKind::PACKAGE,
        Kind::Vision | Kind::Mission => SymbolKind::NAMESPACE,
        Kind::Scope => SymbolKind::ENUM_MEMBER,
        Kind::Goal => SymbolKind::CLASS,
        Kind::Target => SymbolKind::PROPERTY,
        Kind::Indicator => SymbolKind::NUMBER,
        Kind::Priority => SymbolKind::MODULE,
        Kind::Outcome => SymbolKind::INTERFACE,
        Kind::Output => SymbolKind::OBJECT,
        Kind::Activity => SymbolKind::FUNCTION,
        Kind::Offering => SymbolKind::STRUCT,
        Kind::Enabler => SymbolKind::ENUM,
        Kind::Risk => SymbolKind::EVENT,
        Kind::Assumption => SymbolKind::BOOLEAN,
        Kind::Allocation => SymbolKind::CONSTANT,
    }
}
