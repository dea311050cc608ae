//! The card of an element: its statement as understood, money, links, what the rules say.

use crate::finding::Finding;
use crate::plan::{ElementId, Kind, Link, LinkTarget, Plan, Relation};
use crate::report::{Colour, StatementReport};
use crate::text::Language;

use super::super::super::cursor::{self, Belongs, Named};
use super::super::super::diagnostic::is_shown;
use super::super::super::plan_view::PlanView;
use super::super::super::wording::{grouped, kind_name, label, say, shorten};
use super::escaped;

/// How many links are listed in each direction.
const LISTED: usize = 8;

/// The card of an element.
pub(super) fn element(view: &PlanView, named: Named) -> Option<String> {
    let plan = cursor::plan_of(view.plan(), named.belongs)?;
    let (id, element) = (named.id, plan.element(named.id));
    let mut text = format!("**{}** · {}", escaped(&element.id), kind_name(view, element.kind));
    if named.belongs != Belongs::Here {
        text.push_str(&format!(" · {}", escaped(plan.id())));
    }
    if let Some(label) = label(view, plan, id) {
        text.push_str(&format!("\n\n{}", escaped(&label)));
    }
    if let Some(statement) = statement(view, plan, id) {
        text.push_str(&format!("\n\n```text\n{}\n```", statement.trim_end()));
    }
    let mut lines: Vec<String> = Vec::new();
    lines.extend(due(view, plan, id));
    lines.extend(money(view, plan, id));
    lines.extend(links(view, plan, id));
    if named.belongs == Belongs::Here {
        lines.extend(state(view, plan, id));
    }
    for line in lines {
        text.push_str(&format!("\n\n{line}"));
    }
    Some(text)
}

/// The statement with its words marked, in the language in which the plan is spoken of, else in its own.
fn statement(view: &PlanView, plan: &Plan, id: ElementId) -> Option<String> {
    let element = plan.element(id);
    if !matches!(element.kind, Kind::Goal | Kind::Target | Kind::Outcome | Kind::Output | Kind::Indicator) {
        return None;
    }
    let entry = plan.text_of(id)?;
    let entry = entry.in_language(&view.messages().language).or_else(|| entry.preferred(plan.authority()))?;
    let language = Language::of_tag(&entry.language)?;
    let project = &view.project.project;
    let statement = project.analyst().statement(project.lexicon(), &entry.words, language);
    let thesaurus = project.lexicon().thesaurus();
    let report =
        StatementReport { text: &entry.words, language, statement: &statement, thesaurus, messages: view.messages() };
    let mut card = Vec::new();
    report.write_card(Colour::None, &mut card).ok()?;
    String::from_utf8(card).ok()
}

fn due(view: &PlanView, plan: &Plan, id: ElementId) -> Option<String> {
    let date = match plan.element(id).kind {
        Kind::Target => plan.deadline_of(id)?,
        Kind::Indicator => plan.due_of_indicator(id)?.1,
        _ => plan.element(id).date("deadline")?,
    };
    Some(say(view, "card-due", &[("date", date.value.to_string().into())]))
}

fn money(view: &PlanView, plan: &Plan, id: ElementId) -> Option<String> {
    if plan.resources.is_none() || matches!(plan.element(id).kind, Kind::Allocation | Kind::Scope | Kind::Risk) {
        return None;
    }
    let Some(through) = plan.funded_through(id) else { return Some(say(view, "card-not-funded", &[])) };
    let currency = plan.root().word("currency").unwrap_or("");
    let sums: Vec<String> = plan
        .allocations_to(through)
        .filter(|&allocation| plan.gives_something(allocation))
        .map(|allocation| {
            let allocation = plan.element(allocation);
            let currency = allocation.word("currency").unwrap_or(currency);
            let amount = allocation.number("amount").map(|amount| format!("{currency} {}", grouped(amount.value)));
            let share = allocation.number("share").map(|share| format!("{} %", share.value.normalize()));
            let parts: Vec<String> = amount.into_iter().chain(share).map(|part| part.trim().to_owned()).collect();
            if parts.is_empty() { allocation.id.to_string() } else { parts.join(", ") }
        })
        .collect();
    let facts = [("sums", sums.join("; ").into()), ("through", plan.element(through).id.to_string().into())];
    Some(say(view, if through == id { "card-funded" } else { "card-funded-through" }, &facts))
}

fn links(view: &PlanView, plan: &Plan, id: ElementId) -> Vec<String> {
    let named = |id: ElementId| match label(view, plan, id) {
        Some(label) => format!("`{}` {}", plan.element(id).id, escaped(&shorten(&label, 48))),
        None => format!("`{}`", plan.element(id).id),
    };
    let counts = |link: &Link| !matches!(link.relation, Relation::AllocatesTo | Relation::ContinuesAs);
    let outgoing = plan.index().outgoing(id).iter().map(|&link| plan.link(link)).filter(|link| counts(link));
    let out: Vec<String> = outgoing
        .map(|link| match link.target {
            LinkTarget::Element(target) => format!("{} → {}", link.relation.key(), named(target)),
            LinkTarget::Dangling => format!("{} → `{}` ✗", link.relation.key(), link.written),
            _ => format!("{} → `{}`", link.relation.key(), link.written),
        })
        .collect();
    let incoming = plan.index().incoming(id).iter().map(|&link| plan.link(link)).filter(|link| counts(link));
    let into: Vec<String> = incoming.map(|link| format!("{} ← {}", link.relation.key(), named(link.from))).collect();
    let list = |key: &str, items: Vec<String>| {
        if items.is_empty() {
            return None;
        }
        let more = items.len().saturating_sub(LISTED);
        let shown: Vec<String> = items.into_iter().take(LISTED).map(|item| format!("- {item}")).collect();
        let rest = if more > 0 { format!("\n- … {more}") } else { String::new() };
        Some(format!("{}\n{}{rest}", say(view, key, &[]), shown.join("\n")))
    };
    list("card-links-out", out).into_iter().chain(list("card-links-in", into)).collect()
}

/// For each letter of SMART, whether a rule has something to say of the element or of its indicators.
fn state(view: &PlanView, plan: &Plan, id: ElementId) -> Option<String> {
    if !matches!(plan.element(id).kind, Kind::Goal | Kind::Target | Kind::Outcome | Kind::Output | Kind::Indicator) {
        return None;
    }
    let judged = view.judge()?;
    let ids: Vec<&str> = std::iter::once(id).chain(plan.indicators_of(id)).map(|id| &*plan.element(id).id).collect();
    let about = |finding: &&Finding| {
        is_shown(finding, &view.settings) && finding.element.as_deref().is_some_and(|element| ids.contains(&element))
    };
    let mut letters = [("S", 0usize), ("M", 0), ("A", 0), ("R", 0), ("T", 0)];
    for finding in judged.findings.iter().filter(about) {
        if let Some(index) = letter(&finding.rule) {
            letters[index].1 += 1;
        }
    }
    let mark = |(letter, count): (&str, usize)| {
        if count == 0 { format!("{letter} ✓") } else { format!("{letter} {count}") }
    };
    let marks: Vec<String> = letters.into_iter().map(mark).collect();
    Some(say(view, "card-smart", &[("marks", marks.join("  ").into())]))
}

/// Which of specific, measurable, achievable, relevant and time-bound a rule is about.
fn letter(rule: &str) -> Option<usize> {
    let (group, name) = rule.split_once('/')?;
    match group {
        "smart" if name.starts_with("ambition") => Some(2),
        "smart" if matches!(name, "target-not-measurable" | "target-without-unit" | "placeholder-value") => Some(1),
        "smart" => Some(0),
        "measure" => Some(1),
        "funding" => Some(2),
        "links" | "overlap" => Some(3),
        "time" => Some(4),
        _ => None,
    }
}
