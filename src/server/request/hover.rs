//! `textDocument/hover`: what is known of the element, the code, the rule or the key at the cursor.

mod card;

use tower_lsp_server::ls_types::{Hover, HoverContents, HoverParams, MarkupContent, MarkupKind};

use super::super::cursor::{self, Thing};
use super::super::plan_view::PlanView;
use super::super::snapshot::Snapshot;
use super::super::wording::{code_label, say};
use crate::framework::{Reading, read, suggest_sdg, suggest_wsis};
use crate::plan::schema::{FieldSpec, FieldType, Framework};
use crate::source::Location as Place;

/// The card of what stands at the position.
pub(in crate::server) fn hover(snapshot: &Snapshot, params: &HoverParams) -> Option<Hover> {
    let at = &params.text_document_position_params;
    let here = snapshot.here(&at.text_document.uri)?;
    let view = here.view;
    let (text, place) = match cursor::at(view, here.file, here.offset(at.position))? {
        Thing::Element(named) => (card::element(view, named)?, named.at),
        Thing::Code(framework, code) => (code_card(view, framework, &code.written)?, code.at),
        Thing::Rule(rule, at) => (rule_card(view, &rule)?, at),
        Thing::Key(spec, at) => (key_card(view, spec), at),
    };
    Some(answer(view, text, place))
}

fn answer(view: &PlanView, markdown: String, at: Place) -> Hover {
    let kind = if view.client.shows_markdown { MarkupKind::Markdown } else { MarkupKind::PlainText };
    let value = if view.client.shows_markdown { markdown } else { plain(&markdown) };
    Hover { contents: HoverContents::Markup(MarkupContent { kind, value }), range: Some(view.range(at)) }
}

/// Markdown as text, for clients that show it as it is.
fn plain(markdown: &str) -> String {
    let lines = markdown.lines().filter(|line| !line.starts_with("```"));
    lines.map(|line| line.replace("**", "").replace('`', "")).collect::<Vec<_>>().join("\n")
}

/// A text in which nothing has a meaning in Markdown.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        if matches!(character, '*' | '_' | '`' | '[' | ']' | '<' | '>' | '\\' | '#' | '|' | '~') {
            out.push('\\');
        }
        out.push(character);
    }
    out
}

fn code_card(view: &PlanView, framework: Framework, written: &str) -> Option<String> {
    let Reading::Known { entry, .. } = read(framework, written) else { return None };
    let name = framework.name().to_uppercase();
    let mut text = format!("**{name} {}** · {}\n\n", entry.code, entry.level.name());
    text.push_str(&escaped(&code_label(view, framework, &entry.code)));
    if let Some(parent) = &entry.parent {
        text.push_str(&format!("\n\n{name} {parent} · {}", escaped(&code_label(view, framework, parent))));
    }
    if let Some(year) = entry.deadline {
        text.push_str(&format!("\n\n{}", say(view, "code-deadline", &[("year", year.into())])));
    }
    if !entry.status.is_in_force() {
        text.push_str(&format!("\n\n{}", say(view, "code-not-in-force", &[])));
    }
    let (other, related) = match framework {
        Framework::Sdg => (Framework::Wsis, suggest_wsis(&entry.code)),
        Framework::Wsis => (Framework::Sdg, suggest_sdg(&entry.code)),
    };
    if !related.is_empty() {
        let codes: Vec<&str> = related.iter().take(12).map(|entry| entry.code.as_str()).collect();
        let facts = [("framework", other.name().to_uppercase().into()), ("codes", codes.join(", ").into())];
        text.push_str(&format!("\n\n{}", say(view, "code-related", &facts)));
    }
    Some(text)
}

fn rule_card(view: &PlanView, name: &str) -> Option<String> {
    let catalogue = &view.project.project.catalogue;
    if catalogue.rule(name).is_none() {
        let of_group = catalogue.rules().iter().filter(|rule| rule.group() == name);
        let ids: Vec<String> = of_group.map(|rule| format!("- `{}`", rule.id)).collect();
        return (!ids.is_empty()).then(|| format!("**{name}**\n\n{}", ids.join("\n")));
    }
    let severity = view.rules.rule(name).map_or_else(String::new, |active| active.severity.to_string());
    let mut text = format!(
        "**{}** · `{name}` · {severity}\n\n{}",
        escaped(view.messages().title(name)),
        escaped(&view.messages().guidance(name))
    );
    if let Some(page) = view.settings.page_of(name) {
        text.push_str(&format!("\n\n<{page}>"));
    }
    Some(text)
}

fn key_card(view: &PlanView, spec: &FieldSpec) -> String {
    let mut text = format!("**{}**\n\n{}", spec.name, escaped(spec.about));
    if let FieldType::Word(words) | FieldType::Words(words) = spec.holds {
        text.push_str(&format!("\n\n{}", say(view, "key-words", &[("words", words.join(", ").into())])));
    }
    text
}
