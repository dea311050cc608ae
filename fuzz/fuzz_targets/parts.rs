//! Any text as YAML, read in one go and in several parts: both trees hold the same at the same places.

#![no_main]

use libfuzzer_sys::fuzz_target;
use planlint::yaml::{NodeId, Part, Tree, Value, read, read_in_parts};

/// What stands in a node and where, and in all below it; an alias is not followed, for it may name what it stands in.
fn written(tree: &Tree, id: NodeId, out: &mut Vec<String>) {
    let node = tree.node(id);
    let kind = match &node.value {
        Value::Mapping(_) => "mapping".to_owned(),
        Value::Sequence(_) => "sequence".to_owned(),
        Value::Alias(_) => "alias".to_owned(),
        scalar => format!("{scalar:?}"),
    };
    out.push(format!("{:?} {kind}", node.span));
    match &node.value {
        Value::Mapping(entries) => entries.iter().for_each(|entry| {
            written(tree, entry.key, out);
            written(tree, entry.value, out);
        }),
        Value::Sequence(items) => items.iter().for_each(|&item| written(tree, item, out)),
        _ => {}
    }
}

fn all(tree: &Tree) -> Vec<String> {
    let mut out = vec![format!("{:?} {:?}", tree.comments(), tree.problems())];
    if let Some(root) = tree.root() {
        written(tree, root, &mut out);
    }
    out
}

fuzz_target!(|text: &str| {
    let whole = all(&read(text));
    for wanted in [2, 3, 5] {
        let tree = read_in_parts(text, wanted, |parts| parts.iter().map(Part::read).collect());
        assert_eq!(all(&tree), whole, "in {wanted} parts");
    }
});
