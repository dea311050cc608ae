//! The page about a rule as Markdown.

use std::io::{self, Write};

use super::Block;
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

/// A value in a cell, as code, for most are words of rule files; a bar would end the cell.
fn cell(value: &str) -> String {
    let value = value.replace('|', "\\|");
    if value.contains('`') { format!("`` {value} ``") } else { format!("`{value}`") }
}

fn write_example(example: &Example, out: &mut dyn Write) -> io::Result<()> {
    if let Some(about) = &example.about {
        writeln!(out, "{about}:\n")?;
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
