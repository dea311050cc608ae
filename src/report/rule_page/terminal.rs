//! The page about a rule in plain lines.

use std::io::{self, Write};

use super::Block;
use crate::rule::Example;

pub(super) fn write(blocks: &[Block<'_>], out: &mut dyn Write) -> io::Result<()> {
    for block in blocks {
        match block {
            Block::Title(title) => writeln!(out, "{title}\n{}\n", "=".repeat(title.chars().count()))?,
            Block::Facts(facts) => {
                let width = facts.iter().map(|(label, _)| label.chars().count()).max().unwrap_or(0) + 1;
                for (label, value) in facts {
                    writeln!(out, "{:<width$} {}", format!("{label}:"), value.text())?;
                }
            }
            Block::Heading(heading) => writeln!(out, "\n{heading}")?,
            Block::Paragraph(text) | Block::Verbatim(text) => {
                for line in text.lines() {
                    writeln!(out, "  {line}")?;
                }
            }
            Block::List(items) => {
                for item in items {
                    writeln!(out, "  - {item}")?;
                }
            }
            Block::Example(example) => write_example(example, out)?,
        }
    }
    Ok(())
}

fn write_example(example: &Example, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out)?;
    if let Some(about) = &example.about {
        writeln!(out, "    # {about}")?;
    }
    for line in example.plan.value.trim_end().lines() {
        writeln!(out, "    {line}")?;
    }
    for (path, text) in example.further_files() {
        writeln!(out, "    # {path}")?;
        for line in text.trim_end().lines() {
            writeln!(out, "    {line}")?;
        }
    }
    Ok(())
}
