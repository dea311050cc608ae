//! A finding as an audit tells it, without the files that it points into.

use std::sync::Arc;

use serde_json::Value;

use crate::finding::{Finding, Severity};
use crate::report::{Excerpt, bounds, display_path, finding_as_json};
use crate::rule::Messages;
use crate::source::SourceMap;

/// A finding that can be told when its plan has been let go.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The rule's id.
    pub rule: Arc<str>,
    /// What the rule is called.
    pub title: String,
    /// How much it matters.
    pub severity: Severity,
    /// The element, as findings name it; none for the plan itself.
    pub element: Option<Box<str>>,
    /// The word for the element's kind.
    pub kind: Option<&'static str>,
    /// What was found.
    pub message: String,
    /// What to do about it.
    pub guidance: Arc<str>,
    /// The file, as reports name it.
    pub file: String,
    /// Line and column where it begins, and where it ends; all from 1.
    pub place: [u32; 4],
    /// The place in a file that is no text, such as `Results!B12`; `place` is then of the text that was taken from it.
    pub location: Option<String>,
    /// The line, with the words marked.
    pub excerpt: Option<Excerpt>,
    /// The finding as `check --format json` writes it.
    pub json: Value,
}

impl Entry {
    pub(super) fn new(finding: &Finding, sources: &SourceMap, messages: &Messages) -> Self {
        let file = sources.file(finding.at.file);
        Self {
            rule: Arc::clone(&finding.rule),
            title: messages.title(&finding.rule).to_owned(),
            severity: finding.severity,
            element: finding.element.as_deref().map(Into::into),
            kind: finding.kind.map(|kind| kind.name()),
            message: finding.message.to_string(),
            guidance: Arc::clone(&finding.guidance),
            file: display_path(file.path()),
            place: bounds(file, finding.at.span),
            location: file.place(finding.at.span.start).map(str::to_owned),
            excerpt: Excerpt::of(file, finding.at.span),
            json: finding_as_json(sources, finding),
        }
    }
}
