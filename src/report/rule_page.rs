//! The page about a rule: for the terminal, and as a file of the documentation.

mod index;
mod markdown;
mod terminal;

use std::io::{self, Write};

use minijinja::Value;

use crate::rule::{Example, Messages, Rule, SeverityPolicy};

pub use index::{RuleEntry, write_index};

/// A rule with what is in force for it, and the words of the page.
#[derive(Clone, Copy, Debug)]
pub struct RulePage<'p> {
    /// The rule.
    pub rule: &'p Rule,
    /// How severe its findings are.
    pub severity: SeverityPolicy,
    /// The profiles in which it is on.
    pub profiles: &'p [&'p str],
    /// The parameters of its check with their values.
    pub parameters: &'p [(String, String)],
    /// The words.
    pub messages: &'p Messages,
}

/// A piece of the page, in the order in which it is read.
enum Block<'p> {
    /// The rule's title above everything.
    Title(String),
    /// Label and value, one line each.
    Facts(Vec<(String, Detail)>),
    /// A heading.
    Heading(String),
    /// A text in words.
    Paragraph(String),
    /// A text that is shown as it is written.
    Verbatim(String),
    /// Texts in a list.
    List(Vec<String>),
    /// A plan with its further files.
    Example(&'p Example),
}

/// The value of a fact.
enum Detail {
    /// In words.
    Words(String),
    /// As it stands in files.
    Code(String),
}

impl Detail {
    fn text(&self) -> &str {
        let (Self::Words(text) | Self::Code(text)) = self;
        text
    }
}

impl RulePage<'_> {
    /// The page for a terminal.
    ///
    /// # Errors
    /// As `out`.
    pub fn write_terminal(&self, out: &mut dyn Write) -> io::Result<()> {
        terminal::write(&self.blocks(), out)
    }

    /// The page as Markdown.
    ///
    /// # Errors
    /// As `out`.
    pub fn write_markdown(&self, out: &mut dyn Write) -> io::Result<()> {
        markdown::write(&self.blocks(), out)
    }

    fn blocks(&self) -> Vec<Block<'_>> {
        let (rule, messages) = (self.rule, self.messages);
        let word = |key: &str| messages.text(&format!("page/{key}"));
        let title = messages.title(&rule.id).to_owned();
        let mut blocks = vec![Block::Title(title), Block::Facts(self.facts())];
        blocks.push(Block::Heading(word("message")));
        blocks.push(Block::Verbatim(messages.template(&rule.id).unwrap_or_default().trim().to_owned()));
        blocks.push(Block::Heading(word("guidance")));
        blocks.push(Block::Paragraph(messages.guidance(&rule.id).to_string()));
        blocks.push(Block::Heading(word("rationale")));
        blocks.push(Block::Paragraph(rule.rationale.clone()));
        blocks.push(Block::Heading(word("source")));
        blocks.push(Block::List(rule.source.iter().map(source).collect()));
        for (key, examples) in [("fail", rule.fail()), ("pass", rule.pass())] {
            if !examples.is_empty() {
                blocks.push(Block::Heading(word(key)));
                blocks.extend(examples.iter().map(Block::Example));
            }
        }
        blocks
    }

    fn facts(&self) -> Vec<(String, Detail)> {
        let (rule, messages) = (self.rule, self.messages);
        let word = |key: &str| messages.text(&format!("page/{key}"));
        let applies: Vec<&str> = rule.applies_to.iter().map(|applies| messages.name("kind", applies.name())).collect();
        let since = Value::from_pairs([
            ("priority", Value::from(rule.priority.name())),
            ("status", Value::from(rule.status.name())),
            ("since", Value::from(rule.since.as_str())),
        ]);
        let mut facts = vec![
            (word("rule"), Detail::Code(rule.id.to_string())),
            (word("severity"), Detail::Words(severity(self.severity, messages))),
            (word("priority"), Detail::Words(messages.render("page/since", since))),
            (word("applies-to"), Detail::Words(messages.line_of(&applies))),
        ];
        if let Some(condition) = &rule.condition {
            let condition = condition.split_whitespace().collect::<Vec<_>>().join(" ");
            facts.push((word("where"), Detail::Code(condition)));
        }
        let profiles = if self.profiles.is_empty() { word("no-profile") } else { messages.line_of(self.profiles) };
        facts.push((word("profiles"), Detail::Words(profiles)));
        facts.push((word("check"), Detail::Code(rule.check_name())));
        let parameters = self.parameters.iter().map(|(name, value)| (format!("  {name}"), Detail::Code(value.clone())));
        facts.extend(parameters);
        facts
    }
}

/// A severity in words, and how it depends on the plan's status.
fn severity(policy: SeverityPolicy, messages: &Messages) -> String {
    let [draft, agreed, closed] =
        [Some("draft"), Some("agreed"), Some("closed")].map(|status| policy.for_status(status));
    if draft == agreed && agreed == closed {
        return messages.name("severity", agreed.name()).to_owned();
    }
    let facts = [("severity", agreed), ("draft", draft), ("closed", closed)];
    messages.render("page/by-status", Value::from_pairs(facts.map(|(name, severity)| (name, severity.name()))))
}

fn source(source: &crate::rule::SourceRef) -> String {
    let place = source.place.as_ref().map_or(String::new(), |place| format!(", {place}"));
    format!("{}{place}", source.reference)
}
