use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Deserialize;

use super::*;
use crate::source::Located;
use crate::yaml::read;

#[derive(Debug, Deserialize, PartialEq)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Sample {
    name: Located<String>,
    #[serde(default)]
    how_many: u32,
    #[serde(default)]
    which: Which,
    #[serde(default)]
    more: BTreeMap<String, Vec<String>>,
}

#[derive(Debug, Default, Deserialize, PartialEq)]
#[serde(rename_all = "kebab-case")]
enum Which {
    #[default]
    First,
    Second {
        limit: f64,
    },
}

fn document(file: u32, text: &str) -> DocumentNode {
    DocumentNode::root(&Arc::new(Document { file: FileId(file), tree: read(text) })).unwrap()
}

fn fault(text: &str) -> (String, Span) {
    let error = document(0, text).read::<Sample>().unwrap_err();
    (error.to_string(), error.at.unwrap().span)
}

#[test]
fn values_come_with_their_places() {
    let sample: Sample =
        document(0, "name: a\nhow-many: 3\nwhich: {second: {limit: 2}}\nmore: {k: [x, y]}\n").read().unwrap();
    assert_eq!((sample.name.value.as_str(), sample.name.at.span), ("a", Span::new(6, 7)));
    assert_eq!((sample.how_many, sample.which), (3, Which::Second { limit: 2.0 }));
    assert_eq!(sample.more["k"], ["x", "y"]);
}

#[test]
fn a_fault_names_its_place_and_what_was_meant() {
    assert_eq!(
        fault("name: a\nhow-mony: 3\n"),
        ("unknown key `how-mony`; did you mean `how-many`?".into(), Span::new(8, 16))
    );
    assert_eq!(
        fault("name: a\nwhich: secnd\n"),
        ("unknown word `secnd`; did you mean `second`?".into(), Span::new(15, 20))
    );
    let (message, span) = fault("name: a\nhow-many: three\n");
    assert_eq!((message.as_str(), span), ("invalid type: string \"three\", expected u32", Span::new(18, 23)));
    assert_eq!(fault("how-many: 1\n").0, "the key `name` is missing");
}

#[test]
fn a_later_layer_replaces_keys_and_answers_for_them() {
    let under = document(0, "name: a\nhow-many: 3\n");
    let sample: Sample = under.read_layered(&[document(1, "how-many: 4\n")]).unwrap();
    assert_eq!((sample.name.at.file, sample.how_many), (FileId(0), 4));
    let error = under.read_layered::<Sample>(&[document(1, "how-many: no\n")]).unwrap_err();
    assert_eq!(error.at.unwrap().file, FileId(1));
}
