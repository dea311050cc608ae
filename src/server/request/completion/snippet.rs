//! A whole element to be filled in, with an id that is free.

use tower_lsp_server::ls_types::{CompletionItem, CompletionItemKind, InsertTextFormat, InsertTextMode};

use super::super::super::context::Context;
use super::super::super::snapshot::Here;
use super::super::super::wording::say;
use crate::plan::{Kind, Plan};

pub(super) fn items(here: &Here<'_>, context: &Context, kind: Kind) -> Vec<CompletionItem> {
    if context.in_flow || kind == Kind::Allocation && !here.view.client.fills_snippets {
        return Vec::new();
    }
    let id = next_id(here.view.plan(), kind, context);
    let shape = shape(kind);
    let text =
        if here.view.client.fills_snippets { format!("{id}:\n{shape}") } else { format!("{id}:\n{}", bare(shape)) };
    let format = if here.view.client.fills_snippets { InsertTextFormat::SNIPPET } else { InsertTextFormat::PLAIN_TEXT };
    vec![CompletionItem {
        detail: Some(say(here.view, "complete-element", &[("kind", kind.name().into())])),
        insert_text_format: Some(format),
        insert_text_mode: Some(InsertTextMode::ADJUST_INDENTATION),
        ..super::item(here, context.word, &id, text, CompletionItemKind::SNIPPET)
    }]
}

/// What an element of a kind usually says, its values left to be filled in.
fn shape(kind: Kind) -> &'static str {
    match kind {
        Kind::Target => {
            "  title: ${1}\n  statement: ${2}\n  deadline: ${3}\n  indicators:\n    ${4:id}:\n      name: ${5}\n      unit: ${6:percent}\n      direction: ${7|increase,decrease,maintain,eliminate|}\n      baseline: {value: ${8}, date: ${9}}\n      target: {value: ${10}, date: ${11}}\n      source: ${12}\n      frequency: ${13:annual}\n"
        }
        Kind::Indicator => {
            "  name: ${1}\n  unit: ${2:percent}\n  direction: ${3|increase,decrease,maintain,eliminate|}\n  aggregation: ${4|latest,annual,cumulative|}\n  baseline: {value: ${5}, date: ${6}}\n  target: {value: ${7}, date: ${8}}\n  source: ${9}\n  frequency: ${10:annual}\n"
        }
        Kind::Allocation => "  to: ${1}\n  amount: ${2}\n  share: ${3}\n",
        Kind::Risk | Kind::Assumption => "  statement: ${1}\n  affects: [${2}]\n  owner: ${3}\n",
        Kind::Offering | Kind::Enabler => "  title: ${1}\n  supports: [${2}]\n",
        Kind::Outcome | Kind::Output | Kind::Activity => "  title: ${1}\n  statement: ${2}\n  contributes-to: [${3}]\n",
        Kind::Scope => "  title: ${1}\n",
        _ => "  title: ${1}\n  statement: ${2}\n",
    }
}

/// The shape without its marks.
fn bare(shape: &str) -> String {
    let mut out = String::new();
    let mut rest = shape;
    while let Some((before, mark)) = rest.split_once("${") {
        out.push_str(before);
        rest = mark.split_once('}').map_or("", |(_, rest)| rest);
    }
    out + rest
}

/// An id like those that stand around, one further: `T1.3` behind `T1.2`; else the kind's first letter and a number.
fn next_id(plan: &Plan, kind: Kind, context: &Context) -> String {
    let last = context.siblings.iter().filter_map(|id| {
        let digits = id.len() - id.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        let (head, number) = id.split_at(id.len() - digits);
        Some((head.to_owned(), number.parse::<u32>().ok()?))
    });
    let parent = context.path.iter().rev().nth(1).map(|id| id.trim_start_matches(|c: char| c.is_alphabetic()));
    let letter = match kind {
        Kind::Output => "Q",
        Kind::Offering => "S",
        Kind::Assumption => "H",
        Kind::Activity => "Y",
        _ => "",
    };
    let letter = if letter.is_empty() { kind.name()[..1].to_uppercase() } else { letter.to_owned() };
    let (head, number) = last.max_by_key(|(_, number)| *number).unwrap_or_else(|| {
        match parent.filter(|number| !number.is_empty() && number.starts_with(|c: char| c.is_ascii_digit())) {
            Some(number) => (format!("{letter}{number}."), 0),
            None => (letter, 0),
        }
    });
    (number + 1..).map(|number| format!("{head}{number}")).find(|id| plan.find(id).is_none()).unwrap_or(head)
}
