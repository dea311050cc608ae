//! A page with one table a section, for a browser or a printer.

use std::fmt::Write as _;

use minijinja::context;

use super::Export;
use super::column::Look;
use super::direction::{Run, runs};
use super::matrix::{Matrix, Sheet};
use super::remarks::{Nearness, Remarks};
use crate::plan::ElementId;

const STYLE: &str = "body{font-family:sans-serif;margin:2em auto;padding:0 1em;line-height:1.4}\
table{border-collapse:collapse;width:100%;margin:0 0 2em;font-size:.85em}th,td{border:1px solid #999;padding:.3em .5em;text-align:start;\
vertical-align:top;white-space:pre-line}thead th{background:#d9e2f3;position:sticky;top:0}\
td.value{text-align:end;font-variant-numeric:tabular-nums}td.statement{min-width:10em}\
dt{font-weight:bold}dd{margin:0 0 .5em;max-width:60em;white-space:pre-line}.findings{margin:.4em 0 0;font-size:.85em;color:#7a2e00}\
.findings ul{margin:0;padding:0;padding-inline-start:1.2em;min-width:12em}\
@page{size:A3 landscape;margin:12mm}@media print{body{margin:0;padding:0}table{font-size:8pt}td.statement{min-width:9em}\
th,td{padding:.15em .3em}h2{break-after:avoid}thead{display:table-header-group}thead th{position:static}\
tr,dt,dd{break-inside:avoid}dt{break-after:avoid}}";

/// Writes the page.
pub(super) fn write(export: &Export<'_>, matrix: &Matrix) -> String {
    let mut page = String::new();
    let direction = if export.messages.is_right_to_left() { "rtl" } else { "ltr" };
    let title = export.text(ElementId::PLAN, "title").unwrap_or(export.plan.id());
    let _ = write!(
        page,
        "<!doctype html>\n<html lang=\"{}\" dir=\"{direction}\">\n<head>\n<meta charset=\"utf-8\">\n<title>{}</title>\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<style>{STYLE}</style>\n</head>\n<body>\n<h1>{}</h1>\n<dl>\n",
        export.messages.language,
        escaped(title),
        directed(export, title)
    );
    let remarks = Remarks::of(export, matrix, Nearness::Element);
    for (line, entry) in matrix.cover.iter().enumerate() {
        let _ = write!(page, "<dt>{}</dt><dd>{}", directed(export, &entry.label), directed(export, &entry.value));
        findings(&mut page, export, remarks.of_line(line));
        page.push_str("</dd>\n");
    }
    page.push_str("</dl>\n");
    for (index, sheet) in matrix.sheets.iter().enumerate() {
        table(&mut page, export, sheet, index, &remarks);
    }
    page.push_str("</body>\n</html>\n");
    page
}

fn table(page: &mut String, export: &Export<'_>, sheet: &Sheet, table: usize, remarks: &Remarks) {
    let _ = write!(page, "<h2>{}</h2>\n<table>\n<thead><tr>", escaped(&sheet.name));
    for column in &sheet.columns {
        let _ = write!(page, "<th scope=\"col\">{}</th>", directed(export, &column.heading));
    }
    page.push_str("</tr></thead>\n<tbody>\n");
    let spans = sheet.spans();
    for (index, row) in sheet.rows.iter().enumerate() {
        page.push_str("<tr>");
        for (number, column) in sheet.columns.iter().enumerate() {
            let merged = spans.get(&(number, index));
            if merged.is_some_and(|(first, _)| *first != index) {
                continue;
            }
            let span = merged.map_or(String::new(), |(first, last)| format!(" rowspan=\"{}\"", last - first + 1));
            let class = match column.look {
                Look::Value => " class=\"value\"",
                Look::Statement => " class=\"statement\"",
                Look::Id | Look::Words => "",
            };
            let _ = write!(page, "<td{span}{class}>");
            if let Some(cell) = row.get(&number) {
                page.push_str(&directed(export, &cell.content.shown(export.headings())));
                findings(page, export, remarks.of_cell(table, index, number));
            }
            page.push_str("</td>");
        }
        page.push_str("</tr>\n");
    }
    page.push_str("</tbody>\n</table>\n");
}

/// What is said of something, folded up: the page is the plan's first, and needs no script to be unfolded.
fn findings(page: &mut String, export: &Export<'_>, texts: &[String]) {
    if texts.is_empty() {
        return;
    }
    let count = export.messages.render("editor/lens-findings", context! { count => texts.len() });
    let _ = write!(page, "<details class=\"findings\"><summary>{}</summary><ul>", escaped(&count));
    for text in texts {
        let _ = write!(page, "<li>{}</li>", escaped(text));
    }
    page.push_str("</ul></details>");
}

/// A text of the page; where that runs from right to left, what of it does not is told apart.
fn directed(export: &Export<'_>, text: &str) -> String {
    if !export.messages.is_right_to_left() {
        return escaped(text);
    }
    let piece = |run: Run<'_>| match run.is_left_to_right {
        true => format!("<bdi dir=\"ltr\">{}</bdi>", escaped(run.text)),
        false => escaped(run.text),
    };
    runs(text).into_iter().map(piece).collect()
}

/// A text as content of XML or HTML; characters that neither can hold are left away.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\t' => out.push(c),
            '\u{fffe}' | '\u{ffff}' => {}
            c if c.is_control() && !('\u{80}'..='\u{9f}').contains(&c) => {}
            c => out.push(c),
        }
    }
    out
}
