//! Any bytes as a plan in XML.

#![no_main]

use std::path::Path;

use libfuzzer_sys::fuzz_target;
use planlint::source::MemorySource;
use planlint::workspace::Loader;
use planlint::xml;

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let tree = xml::read(&text);
    for problem in tree.problems() {
        assert!(text.get(problem.span.range()).is_some(), "{problem:?}");
    }
    if !planlint::format::is_markup(&text) {
        return;
    }
    let mut files = MemorySource::default();
    files.insert("plan.xml", text.as_bytes());
    // What is XML of another kind is refused as a whole.
    for loaded in Loader::new(&files).load_all(Path::new("plan.xml"), None).unwrap_or_default() {
        for (_, element) in loaded.plan.elements() {
            let places = element.fields.iter().map(|field| field.at).chain([element.key, element.at]);
            for at in places.chain(loaded.plan.notes.iter().map(|note| note.at)) {
                let text = loaded.sources.file(at.file).text();
                assert!(text.get(at.span.range()).is_some(), "{} at {at:?}", element.id);
            }
        }
    }
});
