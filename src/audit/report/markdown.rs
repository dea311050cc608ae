//! Markdown for a minute or a wiki: the summary, the plans, what speaks most, what could not be read.

use std::io::{self, Write};

use minijinja::Value;

use crate::audit::{Audit, Letter};
use crate::finding::Severity;
use crate::report::escape_markdown as escape;
use crate::rule::Messages;

pub(super) fn write(audit: &Audit, messages: &Messages, out: &mut dyn Write) -> io::Result<()> {
    let text = |key: &str| messages.text(&format!("audit/{key}"));
    writeln!(out, "# {}\n", text("title"))?;
    for sentence in super::html::summary(audit, messages) {
        writeln!(out, "{}\n", escape(&sentence))?;
    }
    writeln!(out, "## {}\n", text("plans"))?;
    let letters = Letter::ALL.map(|letter| messages.name("smart", letter.name()).to_owned());
    let severities = Severity::ALL.map(|severity| messages.name("severity", severity.name()).to_owned());
    let columns = [text("plan"), text("organization"), text("period"), text("smart")];
    let head: Vec<String> = columns.into_iter().chain(letters).chain(severities).collect();
    writeln!(out, "| {} |", head.join(" | "))?;
    writeln!(out, "|{}", " --- |".repeat(head.len()))?;
    for plan in &audit.plans {
        let mut cells = vec![
            escape(&plan.title),
            escape(plan.organization.as_deref().unwrap_or("–")),
            plan.span.label(),
            plan.smart.mean().map_or("–".to_owned(), |mean| format!("{mean:.0}")),
        ];
        cells.extend(
            Letter::ALL
                .map(|letter| plan.smart.of(letter).map_or("–".to_owned(), |score| score.percent().to_string())),
        );
        cells.extend(Severity::ALL.map(|severity| plan.counts.of(severity).to_string()));
        writeln!(out, "| {} |", cells.join(" | "))?;
    }
    writeln!(out, "\n## {}\n", text("problems"))?;
    for problem in audit.total.problems().into_iter().take(super::html::PROBLEMS) {
        let facts = Value::from_pairs([("plans", problem.plans), ("count", problem.findings)]);
        let counts = messages.render("audit/problem", facts);
        writeln!(out, "- **{}** (`{}`): {counts}", escape(&problem.title), problem.rule)?;
    }
    if !audit.unread.is_empty() {
        writeln!(out, "\n## {}\n", text("unread"))?;
        for unread in &audit.unread {
            writeln!(out, "- {}: {}", escape(&unread.file), escape(&unread.reason))?;
        }
    }
    Ok(())
}
