//! The page about a rule as Markdown.

use std::io::{self, Write};

use super::{Block, Detail};
use crate::rule::Example;

pub(super) fn write(blocks: &[Block<'_>], out: &mut dyn Write) -> io::Result<()> {
    for (index, block) in blocks.iter().enumerate() {
        if index > 0 {
            writeln!(out)?;
        }
        match block {
            Block::Title(title) => writeln!(out, "# {title}")?,
            Block::Facts(facts) => {
                writeln!(out, "| | |\n| --- | --- |")?;
                for (label, value) in facts {
                    writeln!(out, "| {} | {} |", label.trim(), cell(value))?;
                }
            }
            Block::Heading(heading) => writeln!(out, "## {heading}")?,
            Block::Paragraph(text) => writeln!(out, "{}", text.trim())?,
            Block::Verbatim(text) => fenced("text", text, out)?,
            Block::List(items) => {
                for item in items {
                    writeln!(out, "- {item}")?;
                }
            }
            Block::Example(example) => write_example(example, out)?,
        }
    }
    Ok(())
}

/// A value in a cell, in which a bar would end it.
fn cell(value: &Detail) -> String {
    let text = value.text().replace('|', "\\|");
    match value {
        Detail::Words(_) => text,
        Detail::Code(_) if text.contains('`') => format!("`` {text} ``"),
        Detail::Code(_) => format!("`{text}`"),
    }
}

fn write_example(example: &Example, out: &mut dyn Write) -> io::Result<()> {
    if let Some(about) = &example.about {
        writeln!(out, "{}:\n", about.trim_end_matches(['.', ':']))?;
    }
    fenced("yaml", example.plan.value.trim_end(), out)?;
    for (path, text) in example.further_files() {
        writeln!(out, "\n`{path}`:\n")?;
        fenced("yaml", text.trim_end(), out)?;
    }
    Ok(())
}

/// A block of code, with a fence that is longer than any in it.
fn fenced(language: &str, text: &str, out: &mut dyn Write) -> io::Result<()> {
    let mut fence = "```".to_owned();
    while text.contains(&fence) {
        fence.push('`');
    }
    writeln!(out, "{fence}{language}\n{text}\n{fence}")
}
