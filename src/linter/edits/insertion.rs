//! From a code that is to be added to a field, to the edits that add it.
//!
//! The field may hold a list in brackets, a list with a line each, or one code; it may not stand there yet. In each form
//! the edit keeps the form. Where it cannot be seen how, there is no edit: better no fix than one that breaks a file.

use super::line_around;
use crate::check::Insertion;
use crate::finding::Edit;
use crate::plan::{Element, Field, FieldValue, Plan};
use crate::source::{FileId, Location, SourceMap, Span};

/// The edits that add a code; none where there is no safe way.
pub(super) fn edits(insertion: &Insertion, plan: &Plan, sources: &SourceMap) -> Option<Vec<Edit>> {
    let element = plan.element(insertion.element);
    let code = quoted(&insertion.code);
    match element.field(insertion.field) {
        Some(field) => into_field(field, &code, sources),
        None => new_field(element, &format!("{}: {code}", insertion.field), sources),
    }
}

/// A code as it can stand in YAML: in quotes where other readers would take it for a number.
fn quoted(code: &str) -> String {
    let number = code.chars().all(|c| c.is_ascii_digit() || c == '.');
    if number { format!("\"{code}\"") } else { code.to_owned() }
}

fn insert(file: FileId, at: u32, text: String) -> Edit {
    Edit { at: Location::new(file, Span { start: at, end: at }), text }
}

/// Adds to a field that holds codes.
fn into_field(field: &Field, code: &str, sources: &SourceMap) -> Option<Vec<Edit>> {
    let FieldValue::Codes(codes) = &field.value else { return None };
    let last = codes.last()?.at;
    let (file, value) = (field.at.file, field.at.span);
    if last.file != file || !value.contains(last.span) {
        return None;
    }
    let text = sources.text_at(field.at);
    if text.starts_with('[') {
        return text.ends_with(']').then(|| vec![insert(file, last.span.end, format!(", {code}"))]);
    }
    if value == last.span && !text.contains('\n') {
        let around = [insert(file, value.start, "[".to_owned()), insert(file, value.end, format!(", {code}]"))];
        return Some(around.into());
    }
    let (before, rest) = line_around(file, last.span.start, sources)?;
    let dash = before.trim_start().strip_prefix('-')?;
    if !dash.trim().is_empty() {
        return None;
    }
    // Behind a comment on the line, so that it stays with its code.
    let end = last.span.start + u32::try_from(rest.len()).ok()?;
    let lines = if rest.ends_with('\r') { "\r\n" } else { "\n" };
    let end = if rest.ends_with('\r') { end - 1 } else { end };
    Some(vec![insert(file, end, format!("{lines}{before}{code}"))])
}

/// Adds a field to an element, before the elements below it or before its last field.
fn new_field(element: &Element, entry: &str, sources: &SourceMap) -> Option<Vec<Edit>> {
    let below = element
        .fields
        .iter()
        .find(|field| matches!(field.value, FieldValue::Section { .. } | FieldValue::Record { .. }));
    let key = below.or(element.fields.last())?.key;
    if key.file != element.at.file || !element.at.span.contains(key.span) {
        return None;
    }
    let source = sources.file(key.file).text();
    let before = source.get(..key.span.start as usize)?;
    if before.trim_end().ends_with(['{', ',']) {
        return Some(vec![insert(key.file, key.span.start, format!("{entry}, "))]);
    }
    let (indent, _) = line_around(key.file, key.span.start, sources)?;
    if !indent.chars().all(|c| c == ' ') {
        return None;
    }
    let lines = if source.contains("\r\n") { "\r\n" } else { "\n" };
    Some(vec![insert(key.file, key.span.start, format!("{entry}{lines}{indent}"))])
}
