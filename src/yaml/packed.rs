//! A tree as bytes, for data files that are parsed when planlint is built. Comments are not kept.

use super::tree::{Entry, Node, NodeId, ScalarStyle, Tree, Value};
use crate::packing::{Packer, Unpacker};
use crate::source::Span;

/// What a node is, before what it holds. Scalars are numbered on by their style.
const ABSENT: u64 = 0;
const MAPPING: u64 = 1;
const SEQUENCE: u64 = 2;
const ALIAS: u64 = 3;
const UNRESOLVED: u64 = 4;
const SCALAR: u64 = 5;
const STYLES: [ScalarStyle; 5] = [
    ScalarStyle::Plain,
    ScalarStyle::SingleQuoted,
    ScalarStyle::DoubleQuoted,
    ScalarStyle::Literal,
    ScalarStyle::Folded,
];

impl Tree {
    /// The tree as bytes.
    #[must_use]
    pub fn pack(&self) -> Vec<u8> {
        let mut packer = Packer::default();
        packer.number(self.root.map_or(0, |root| u64::from(root.0) + 1));
        packer.number(u64::from(self.has_aliases));
        packer.count(self.nodes.len());
        for node in &self.nodes {
            let tag = match &node.value {
                Value::Absent => ABSENT,
                Value::Mapping(_) => MAPPING,
                Value::Sequence(_) => SEQUENCE,
                Value::Alias(_) => ALIAS,
                Value::Unresolved => UNRESOLVED,
                Value::Scalar { style, .. } => {
                    let style = STYLES.iter().position(|known| known == style).expect("every style is listed");
                    SCALAR + style as u64
                }
            };
            packer.number(tag);
            packer.number(u64::from(node.span.start));
            packer.number(u64::from(node.span.end - node.span.start));
            match &node.value {
                Value::Scalar { text, .. } => packer.text(text),
                Value::Mapping(entries) => {
                    packer.count(entries.len());
                    for entry in entries {
                        packer.number(u64::from(entry.key.0));
                        packer.number(u64::from(entry.value.0));
                    }
                }
                Value::Sequence(items) => {
                    packer.count(items.len());
                    items.iter().for_each(|item| packer.number(u64::from(item.0)));
                }
                Value::Alias(target) => packer.number(u64::from(target.0)),
                Value::Absent | Value::Unresolved => {}
            }
        }
        packer.into_bytes()
    }

    /// The tree of what [`pack`](Self::pack) gave; nothing for other bytes.
    #[must_use]
    pub fn unpack(bytes: &[u8]) -> Option<Self> {
        let mut unpacker = Unpacker::new(bytes);
        let root = unpacker.word()?;
        let has_aliases = unpacker.number()? != 0;
        let count = unpacker.count()?;
        let mut nodes = Vec::with_capacity(count);
        for _ in 0..count {
            let tag = unpacker.number()?;
            let start = unpacker.word()?;
            let span = Span { start, end: start.checked_add(unpacker.word()?)? };
            let value = match tag {
                ABSENT => Value::Absent,
                UNRESOLVED => Value::Unresolved,
                ALIAS => Value::Alias(node(&mut unpacker, count)?),
                SEQUENCE => {
                    let items = unpacker.count()?;
                    Value::Sequence((0..items).map(|_| node(&mut unpacker, count)).collect::<Option<_>>()?)
                }
                MAPPING => {
                    let entries = unpacker.count()?;
                    let mut entry =
                        || Some(Entry { key: node(&mut unpacker, count)?, value: node(&mut unpacker, count)? });
                    Value::Mapping((0..entries).map(|_| entry()).collect::<Option<_>>()?)
                }
                scalar => {
                    let style = *STYLES.get(usize::try_from(scalar - SCALAR).ok()?)?;
                    Value::Scalar { text: unpacker.text()?.into(), style }
                }
            };
            nodes.push(Node { span, value });
        }
        let root = root.checked_sub(1).map(NodeId).filter(|root| (root.0 as usize) < count);
        Some(Self { nodes, root, has_aliases, ..Self::default() })
    }
}

fn node(unpacker: &mut Unpacker<'_>, count: usize) -> Option<NodeId> {
    unpacker.word().filter(|&node| (node as usize) < count).map(NodeId)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::yaml::read;

    #[test]
    fn a_tree_comes_back_as_it_was() {
        let texts = ["", "a: 1", "# c\na: &x [b, 'c', \"d\\n\"]\ne: *x\nf: |\n  g\nh: >\n  i\nj:\n{k}: ~\n'平': {}\n"];
        for text in texts {
            let tree = read(text);
            let back = Tree::unpack(&tree.pack()).expect("packed bytes");
            assert_eq!(format!("{:?}", back.nodes), format!("{:?}", tree.nodes));
            assert_eq!((back.root, back.has_aliases), (tree.root, tree.has_aliases));
        }
    }

    #[test]
    fn other_bytes_are_no_tree() {
        let bytes = read("a: [b, c]").pack();
        for end in 0..bytes.len() {
            assert!(Tree::unpack(&bytes[..end]).is_none(), "{end}");
        }
        assert!(Tree::unpack(&[1, 0, 1, 3, 0, 0, 9]).is_none(), "an alias of a node that is not there");
    }
}
