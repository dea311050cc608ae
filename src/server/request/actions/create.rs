//! The element that a link names and that does not exist, with its words left to be written.

use tower_lsp_server::ls_types::{CodeAction, CodeActionKind};

use crate::plan::{Element, Kind, Link, LinkTarget, Plan, schema};
use crate::source::{Location as Place, Span};

use super::super::super::edit::Edits;
use super::super::super::wording::say;
use super::super::completion::expected;
use super::super::rename::{is_plain, quoted};
use super::{Asked, touches};

/// How many kinds are offered for one link.
const OFFERED: usize = 2;

/// Actions for the links in a range that lead nowhere.
pub(super) fn of_links(asked: &Asked<'_>, wanted: Span) -> Vec<CodeAction> {
    let here = asked.here;
    let plan = here.view.plan();
    let dangling = plan.links().iter().filter(|link| {
        link.target == LinkTarget::Dangling && link.at.file == here.file && touches(link.at.span, wanted)
    });
    let mut actions = Vec::new();
    for link in dangling.filter(|link| schema::is_id(&link.written) && !link.written.contains('#')) {
        for kind in kinds(plan, link) {
            let Some((at, text)) = place(asked, kind, &link.written) else { continue };
            let mut edits = Edits::default();
            edits.replace(here.view, at, text);
            let facts = [("kind", kind.name().into()), ("id", link.written.to_string().into())];
            actions.push(CodeAction {
                title: say(here.view, "action-create", &facts),
                kind: Some(CodeActionKind::QUICKFIX),
                edit: Some(edits.finish(asked.snapshot)),
                ..CodeAction::default()
            });
        }
    }
    actions
}

/// The kinds that the link may be for; those whose ids begin as this one does come first.
fn kinds(plan: &Plan, link: &Link) -> Vec<Kind> {
    let letters = |id: &str| id.chars().take_while(|c| c.is_alphabetic()).collect::<String>();
    let wanted = letters(&link.written);
    let looks_alike = |kind: &Kind| {
        plan.of_kind(*kind).iter().any(|&id| letters(&plan.element(id).id) == wanted && !wanted.is_empty())
    };
    let known = expected(link.relation);
    let mut kinds: Vec<Kind> = known.iter().copied().filter(looks_alike).collect();
    if kinds.is_empty() {
        kinds = known.iter().copied().filter(|kind| !matches!(kind, Kind::Vision | Kind::Mission)).collect();
    }
    kinds.truncate(OFFERED);
    kinds
}

/// Where the element goes, and its text: behind the last one of its kind that stands in a block of its own, of those
/// whose numbers begin alike where there are such: T1.7 goes to the other targets of the first goal.
fn place(asked: &Asked<'_>, kind: Kind, id: &str) -> Option<(Place, String)> {
    let view = asked.here.view;
    let plan = view.plan();
    let beginning = |id: &str| id.rsplit_once(['.', '-']).map(|(beginning, _)| beginning.to_owned());
    let of_kind = plan.of_kind(kind).iter().rev().map(|&last| plan.element(last));
    let in_blocks: Vec<(&Element, &str)> =
        of_kind.filter_map(|last| Some((last, block_indent(view.file(last.key.file).text(), last)?))).collect();
    let wanted = beginning(id);
    let kin = in_blocks.iter().find(|(last, _)| wanted.is_some() && beginning(&last.id) == wanted);
    let id = if is_plain(id) { id.to_owned() } else { quoted(id) };
    if let Some(&(last, indent)) = kin.or(in_blocks.first()) {
        let file = view.file(last.at.file);
        let line = file.lines().line_of(last.at.span.end.saturating_sub(1).max(last.key.span.start));
        let end = content_end(file.text(), file.lines().line_start(line), file.lines().line_end(line));
        let text = format!("\n{indent}{id}:\n{indent}  title: ");
        return Some((Place::new(last.at.file, Span::empty(end)), text));
    }
    // There is none yet: a section of its own at the end of the root, unless the section stands elsewhere, empty.
    let section = kind.section()?;
    if plan.root().field(section).is_some() || schema::find(Kind::Plan, section).is_none() {
        return None;
    }
    let root = *plan.files.first()?;
    let file = view.file(root);
    let (text, end) = (file.text(), file.text().len());
    let gap = if text.is_empty() || text.ends_with('\n') { "" } else { "\n" };
    Some((Place::new(root, Span::empty(end)), format!("{gap}{section}:\n  {id}:\n    title: \n")))
}

/// How far an element's id is indented, where nothing but blanks stands before it.
fn block_indent<'t>(text: &'t str, element: &Element) -> Option<&'t str> {
    let start = element.key.span.start as usize;
    let line = text.get(..start)?.rfind('\n').map_or(0, |at| at + 1);
    let indent = text.get(line..start)?;
    (!indent.is_empty() && indent.chars().all(|c| c == ' ')).then_some(indent)
}

/// The end of a line without its break.
fn content_end(text: &str, start: u32, end: u32) -> usize {
    let (start, end) = (start as usize, end as usize);
    start + text.get(start..end).unwrap_or("").trim_end_matches(['\r', '\n']).len()
}
