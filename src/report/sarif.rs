//! SARIF 2.1.0, the OASIS format of static analysis results.
//!
//! Paths below the working directory are relative to `SRCROOT`, as code hosts expect; columns count Unicode code points;
//! the fingerprint of a result is the finding's identity, so that a result survives edits elsewhere.

use std::io::{self, Write};

use serde_json::{Map, Value, json};

use super::{Report, RuleCard, display_path};
use crate::finding::{Counter, Finding, Fix, Severity, SuppressedBy};
use crate::source::{FileId, Location, SourceMap};

const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

pub(super) fn write(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let mut counter = Counter::default();
    let results: Vec<Value> =
        report.findings().map(|(sources, finding)| result(report, sources, finding, &mut counter)).collect();
    let log = json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "planlint",
                "version": env!("CARGO_PKG_VERSION"),
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": report.rules().iter().map(|card| rule(report, card)).collect::<Vec<_>>(),
            }},
            "columnKind": "unicodeCodePoints",
            "originalUriBaseIds": {"SRCROOT": {"description": {"text": "The directory in which planlint was run."}}},
            "results": results,
            "properties": {"suppressed": report.summary.suppressed},
        }],
    });
    serde_json::to_writer_pretty(&mut *out, &log).map_err(io::Error::from)?;
    writeln!(out)
}

fn rule(report: &Report, card: &RuleCard) -> Value {
    let title = report.messages.title(&card.id);
    json!({
        "id": &*card.id,
        "name": title,
        "shortDescription": {"text": title},
        "fullDescription": {"text": card.rationale},
        "help": {"text": &*report.messages.guidance(&card.id)},
        "defaultConfiguration": {"level": level(card.severity)},
        "properties": {"tags": [card.id.split('/').next().unwrap_or_default()], "severity": card.severity.name()},
    })
}

/// SARIF has no level below `note`; the severity itself stands in the properties.
fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info | Severity::Hint => "note",
    }
}

fn result(report: &Report, sources: &SourceMap, finding: &Finding, counter: &mut Counter) -> Value {
    let mut result = Map::new();
    let mut set = |key: &str, value: Value| result.insert(key.to_owned(), value);
    set("ruleId", json!(&*finding.rule));
    if let Ok(index) = report.rules().binary_search_by(|card| card.id.cmp(&finding.rule)) {
        set("ruleIndex", json!(index));
    }
    set("level", json!(level(finding.severity)));
    set("message", json!({"text": finding.in_one_line()}));
    let mut location = json!({"physicalLocation": physical(sources, finding.at)});
    if let Some(place) = sources.file(finding.at.file).place(finding.at.span.start) {
        location["message"] = json!({"text": place});
        location["properties"] = json!({"location": place});
    }
    if let Some(element) = finding.element.as_deref().or(finding.plan.as_deref()) {
        let mut logical = json!({"name": element});
        if let Some(plan) = &finding.plan {
            let inside = finding.element.as_ref().map_or(String::new(), |element| format!("#{element}"));
            logical["fullyQualifiedName"] = json!(format!("{plan}{inside}"));
        }
        if let Some(kind) = finding.kind {
            logical["kind"] = json!(kind.name());
        }
        location["logicalLocations"] = json!([logical]);
    }
    set("locations", json!([location]));
    if !finding.related.is_empty() {
        let related = finding.related.iter().zip(1..).map(|(other, id)| {
            let mut location = json!({
                "id": id,
                "physicalLocation": physical(sources, other.at),
                "message": {"text": &*other.message},
            });
            if let Some(place) = sources.file(other.at.file).place(other.at.span.start) {
                location["properties"] = json!({"location": place});
            }
            location
        });
        set("relatedLocations", related.collect());
    }
    set("partialFingerprints", json!({"planlintIdentity/v1": counter.fingerprint(finding)}));
    if let Some(suppressed) = &finding.suppressed {
        let kind = match suppressed.by() {
            SuppressedBy::Comment => "inSource",
            SuppressedBy::Waiver | SuppressedBy::Baseline | SuppressedBy::Before => "external",
        };
        let mut suppression = json!({"kind": kind, "justification": suppressed.reason()});
        let by = suppressed.by().name();
        suppression["properties"] = match suppressed.expires() {
            Some(expires) => json!({"by": by, "expires": expires}),
            None => json!({"by": by}),
        };
        set("suppressions", json!([suppression]));
    }
    if !finding.fixes.is_empty() {
        set("fixes", finding.fixes.iter().map(|fix| fix_object(sources, fix)).collect());
    }
    set("properties", json!({"severity": finding.severity.name()}));
    Value::Object(result)
}

fn fix_object(sources: &SourceMap, fix: &Fix) -> Value {
    let mut files: Vec<FileId> = fix.edits.iter().map(|edit| edit.at.file).collect();
    files.sort_unstable();
    files.dedup();
    let changes = files.into_iter().map(|file| {
        let edits = fix.edits.iter().filter(|edit| edit.at.file == file);
        let replacements = edits
            .map(|edit| json!({"deletedRegion": region(sources, edit.at), "insertedContent": {"text": edit.text}}));
        json!({"artifactLocation": artifact(sources, file), "replacements": replacements.collect::<Vec<_>>()})
    });
    json!({
        "description": {"text": fix.title},
        "artifactChanges": changes.collect::<Vec<_>>(),
        "properties": {"safety": fix.safety},
    })
}

fn physical(sources: &SourceMap, at: Location) -> Value {
    json!({"artifactLocation": artifact(sources, at.file), "region": region(sources, at)})
}

fn region(sources: &SourceMap, at: Location) -> Value {
    let file = sources.file(at.file);
    let (start, end) = (file.position(at.span.start), file.position(at.span.end));
    json!({
        "startLine": start.line + 1,
        "startColumn": start.column + 1,
        "endLine": end.line + 1,
        "endColumn": end.column + 1,
    })
}

fn artifact(sources: &SourceMap, file: FileId) -> Value {
    let path = display_path(sources.file(file).path());
    if path.starts_with('/') {
        json!({"uri": format!("file://{}", percent_encoded(&path))})
    } else {
        json!({"uri": percent_encoded(&path), "uriBaseId": "SRCROOT"})
    }
}

/// A path as a URI reference: everything but unreserved characters and `/` percent-encoded (RFC 3986, section 2).
fn percent_encoded(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => uri.push(char::from(byte)),
            other => uri.push_str(&format!("%{other:02X}")),
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::percent_encoded;

    #[test]
    fn paths_become_uri_references() {
        assert_eq!(percent_encoded("plans/目标 1#a.yaml"), "plans/%E7%9B%AE%E6%A0%87%201%23a.yaml");
    }
}
