//! Any bytes as a table of resources.

#![no_main]

use std::path::Path;

use libfuzzer_sys::fuzz_target;
use planlint::source::MemorySource;
use planlint::workspace::Loader;

fuzz_target!(|bytes: &[u8]| {
    let mut files = MemorySource::default();
    files.insert("plan.yaml", "plan: p\ninclude: [resources.csv]\npriorities: {P1: {title: a}}\n");
    files.insert("resources.csv", bytes);
    let loaded = Loader::new(&files).load(Path::new("plan.yaml"), None).expect("the file is in memory");
    for (_, element) in loaded.plan.elements() {
        for field in &element.fields {
            let text = loaded.sources.file(field.at.file).text();
            assert!(text.get(field.at.span.range()).is_some(), "{} at {:?}", field.name, field.at);
        }
    }
});
