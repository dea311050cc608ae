//! Keys by place: of an element, of something smaller, the predecessor's ids, languages of a text.

use tower_lsp_server::ls_types::{CompletionItem, CompletionItemKind, Documentation};

use super::super::super::context::{Context, Mapping};
use super::super::super::snapshot::Here;
use super::super::super::wording::{kind_name, label};
use super::super::rename::{is_plain, quoted};
use super::snippet;
use crate::plan::Kind;
use crate::plan::schema::{self, FieldSpec, FieldType};

pub(super) fn items(here: &Here<'_>, context: &Context, mapping: Mapping) -> Vec<CompletionItem> {
    match mapping {
        Mapping::Element(kind) => fields(here, context, schema::fields(kind), kind == Kind::Plan),
        Mapping::Fields(list) => fields(here, context, list, false),
        Mapping::Elements(kind) => snippet::items(here, context, kind),
        Mapping::Dispositions => dispositions(here, context),
        Mapping::Languages => languages(here, context),
        Mapping::Terms | Mapping::Parts => Vec::new(),
    }
}

fn fields(here: &Here<'_>, context: &Context, list: &'static [FieldSpec], is_top: bool) -> Vec<CompletionItem> {
    let is_root = here.view.plan().files.first() == Some(&here.file);
    let allowed = |spec: &&FieldSpec| !is_top || is_root || schema::may_stand_in_include(spec);
    let free = list.iter().filter(|spec| context.siblings.iter().all(|taken| taken != spec.name)).filter(allowed);
    free.enumerate()
        .map(|(index, spec)| {
            let text = if context.in_flow || !opens_block(spec) {
                format!("{}: ", spec.name)
            } else {
                format!("{}:\n  ", spec.name)
            };
            CompletionItem {
                documentation: Some(Documentation::String(spec.about.to_owned())),
                detail: Some(spec.about.to_owned()),
                sort_text: Some(format!("{index:03}")),
                ..super::item(here, context.word, spec.name, text, CompletionItemKind::FIELD)
            }
        })
        .collect()
}

/// Whether what stands under a key is usually written on the lines below it.
fn opens_block(spec: &FieldSpec) -> bool {
    matches!(
        spec.holds,
        FieldType::Children(_)
            | FieldType::Resources
            | FieldType::Continuity
            | FieldType::Glossary
            | FieldType::Document
            | FieldType::ResultsFramework
    )
}

/// Elements of the predecessor that the plan does not account for yet.
fn dispositions(here: &Here<'_>, context: &Context) -> Vec<CompletionItem> {
    let plan = here.view.plan();
    let Some(before) = &plan.predecessor else { return Vec::new() };
    let open = before.elements().filter(|(_, element)| {
        element.kind.must_be_accounted_for() && plan.continuity.iter().all(|entry| *entry.id.value != *element.id)
    });
    open.map(|(id, element)| {
        let text = if is_plain(&element.id) { element.id.to_string() } else { quoted(&element.id) };
        let label = label(here.view, before, id).unwrap_or_default();
        CompletionItem {
            detail: Some(format!("{} · {label}", kind_name(here.view, element.kind))),
            ..super::item(here, context.word, &element.id, format!("{text}: "), CompletionItemKind::REFERENCE)
        }
    })
    .collect()
}

fn languages(here: &Here<'_>, context: &Context) -> Vec<CompletionItem> {
    let declared = here.view.plan().root().words("languages").iter().map(|word| &*word.value);
    let missing = declared.filter(|language| context.siblings.iter().all(|taken| taken != language));
    missing
        .map(|language| super::item(here, context.word, language, format!("{language}: "), CompletionItemKind::FIELD))
        .collect()
}
