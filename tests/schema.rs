//! The JSON Schema, and the examples against it.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::path::Path;
use std::sync::Arc;

use planlint::json_schema;
use planlint::source::FileId;
use planlint::yaml::de::{Document, DocumentNode};

fn as_json(text: &str) -> serde_json::Value {
    let document = Arc::new(Document { file: FileId(0), tree: planlint::yaml::read(text) });
    DocumentNode::root(&document).unwrap().read().unwrap()
}

fn yaml_files(directory: &str) -> Vec<std::path::PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples").join(directory);
    let files = std::fs::read_dir(root).unwrap().map(|entry| entry.unwrap().path());
    files.filter(|path| path.extension().is_some_and(|extension| extension == "yaml")).collect()
}

#[test]
fn the_examples_validate() {
    let validator = jsonschema::validator_for(&json_schema::plan_language()).unwrap();
    for directory in ["itu-2020-2023", "itu-2024-2027", "itu-2024-2027-complete"] {
        let files = yaml_files(directory);
        assert!(!files.is_empty());
        for path in files {
            let value = as_json(&std::fs::read_to_string(&path).unwrap());
            let errors: Vec<String> =
                validator.iter_errors(&value).map(|error| format!("{}: {error}", error.instance_path())).collect();
            assert!(errors.is_empty(), "{}: {}", path.display(), errors.join("\n"));
        }
    }
}

#[test]
fn what_the_reader_refuses_the_schema_refuses() {
    let validator = jsonschema::validator_for(&json_schema::plan_language()).unwrap();
    for text in [
        "plan: p\ngoal: {}\n",
        "plan: p\nstatus: drafty\n",
        "plan: p\ngoals: {all: {title: x}}\n",
        "plan: p\ngoals: {G1: {titel: x}}\n",
        "plan: p\ngoals: {G1: {targets: {T1: {indicators: {I1: {target: {value: 1%}}}}}}}\n",
        "plan: p\ngoals: {G1: {targets: {T1: {deadline: 2027-Q5}}}}\n",
        "plan: p\ncontinuity: {T1: {disposition: gone}}\n",
    ] {
        assert!(!validator.is_valid(&as_json(text)), "{text}");
    }
    for text in
        ["plan: p\nscope: {access: Access}\n", "plan: p\nvision: {en: A world, zh: 世界}\n", "goals:\n  1.10: {}\n"]
    {
        assert!(validator.is_valid(&as_json(text)), "{text}");
    }
}
