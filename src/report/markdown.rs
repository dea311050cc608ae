//! Markdown for a merge request or a minute: a heading a file, an entry a finding.

use std::io::{self, Write};

use super::{Report, display_path, text};
use crate::source::SourceFile;

pub(super) fn write(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "# planlint\n")?;
    text::write_summary(report, out)?;
    let mut open: Option<String> = None;
    for (sources, finding) in report.findings() {
        let file = sources.file(finding.at.file);
        let path = display_path(file.path());
        if open.as_ref() != Some(&path) {
            writeln!(out, "\n## {}\n", escape(&path))?;
            open = Some(path);
        }
        let element = finding.element.as_ref().map_or(String::new(), |element| format!(" {}", escape(element)));
        writeln!(
            out,
            "- **{}**{element}, {}: {}  \n  {}  \n  `{}`",
            finding.severity,
            place(file, finding.at.span.start),
            escape(&finding.message),
            escape(&finding.guidance),
            finding.rule,
        )?;
        for related in &finding.related {
            let file = sources.file(related.at.file);
            let path = display_path(file.path());
            let place = place(file, related.at.span.start);
            writeln!(out, "  - {}, {place}: {}", escape(&path), escape(&related.message))?;
        }
        if let Some(suppressed) = &finding.suppressed {
            writeln!(out, "  - suppressed: {}", escape(&suppressed.in_one_line()))?;
        }
    }
    Ok(())
}

/// The line, or the cell in a spreadsheet.
fn place(file: &SourceFile, offset: u32) -> String {
    file.place(offset).map_or_else(|| format!("line {}", file.position(offset).line + 1), escape)
}

/// Text from a plan as text: characters that mean markup or HTML are escaped, line breaks become blanks. Backticks stay: guidance
/// sets keys in them, and no code span runs anything.
pub(crate) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\\' | '*' | '_' | '[' | ']' | '#' | '|' | '~' | '!' => {
                escaped.push('\\');
                escaped.push(character);
            }
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '&' => escaped.push_str("&amp;"),
            '\n' | '\r' => escaped.push(' '),
            other => escaped.push(other),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::escape;

    #[test]
    fn text_of_a_plan_makes_no_markup() {
        assert_eq!(escape("<b>*80%* of [x](y)\n|"), "&lt;b&gt;\\*80%\\* of \\[x\\](y) \\|");
    }
}
