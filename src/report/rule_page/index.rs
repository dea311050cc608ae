//! The list of all rules, by group, as Markdown.

use std::io::{self, Write};

use crate::rule::{GROUPS, Messages, Rule};

/// A rule in the list.
#[derive(Clone, Copy, Debug)]
pub struct RuleEntry<'e> {
    /// The rule.
    pub rule: &'e Rule,
    /// The profiles in which it is on.
    pub profiles: &'e [&'e str],
}

/// Writes the list; `profiles` are all that there are, and links lead to pages beside it.
///
/// # Errors
/// As `out`.
pub fn write_index(
    entries: &[RuleEntry<'_>],
    profiles: &[&str],
    messages: &Messages,
    out: &mut dyn Write,
) -> io::Result<()> {
    let word = |key: &str| messages.text(&format!("page/{key}"));
    writeln!(out, "\n| {} | {} |\n| --- | --- |", word("group"), word("rules"))?;
    for group in GROUPS {
        let count = entries.iter().filter(|entry| entry.rule.group() == group).count();
        let name = messages.name("group", group);
        // The links that a heading has are its words in lower case, which the names of groups are.
        writeln!(out, "| [{name}](#{name}) | {count} |")?;
    }
    for group in GROUPS {
        let mut of_group = entries.iter().filter(|entry| entry.rule.group() == group).peekable();
        if of_group.peek().is_none() {
            continue;
        }
        writeln!(out, "\n## {}\n", messages.name("group", group))?;
        let heads = ["rule", "title", "severity", "priority", "profiles"].map(word);
        writeln!(out, "| {} |\n| {} |", heads.join(" | "), ["---"; 5].join(" | "))?;
        for entry in of_group {
            let rule = entry.rule;
            let name = rule.id.split_once('/').map_or(&*rule.id, |(_, name)| name);
            let on = match entry.profiles {
                [] => "-".to_owned(),
                on if on.len() == profiles.len() => word("every-profile"),
                on => on.join(", "),
            };
            writeln!(
                out,
                "| [`{name}`]({}.md) | {} | {} | {} | {on} |",
                rule.id,
                messages.title(&rule.id),
                super::severity(rule.severity, messages),
                messages.name("priority", rule.priority.name()),
            )?;
        }
    }
    Ok(())
}
