//! Any bytes as a rule of a project's own, and as its configuration: read or refused, at a place that exists.

#![no_main]

use std::path::Path;

use libfuzzer_sys::fuzz_target;
use planlint::project::{Choices, Project};
use planlint::rule::Rule;
use planlint::source::{FileId, MemorySource, SourceFile};
use planlint::yaml::de::{Document, DocumentNode};

fuzz_target!(|bytes: &[u8]| {
    let file = SourceFile::from_bytes("smart/own.yaml".into(), bytes);
    let document = std::sync::Arc::new(Document { file: FileId(0), tree: planlint::yaml::read(file.text()) });
    if let Some(root) = DocumentNode::root(&document)
        && let Err(error) = Rule::read("smart/own", &root, file.text())
        && let Some(at) = error.at
    {
        assert!(file.text().get(at.span.range()).is_some(), "{error} at {at:?}");
    }
    let mut files = MemorySource::default();
    files.insert("planlint.yaml", bytes);
    // Whether it is taken or refused does not matter here; that it comes to an end does.
    let _ = Project::load(&files, Some(Path::new("planlint.yaml")), Choices::default());
});
