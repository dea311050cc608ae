//! The tree: nodes in an arena, comments and problems beside them.

use std::sync::Arc;

use crate::source::Span;

/// Names a node of a [`Tree`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct NodeId(pub(super) u32);

/// How a scalar was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScalarStyle {
    /// Bare.
    Plain,
    /// In `'...'`.
    SingleQuoted,
    /// In `"..."`.
    DoubleQuoted,
    /// A `|` block.
    Literal,
    /// A `>` block.
    Folded,
}

/// A key and its value.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// The key.
    pub key: NodeId,
    /// The value.
    pub value: NodeId,
}

/// What a node holds.
#[derive(Clone, Debug)]
pub enum Value {
    /// Text, after escapes and folding.
    Scalar {
        /// The text.
        text: Arc<str>,
        /// How it was written.
        style: ScalarStyle,
    },
    /// Nothing was written where a value may stand.
    Absent,
    /// Keys and values in the order written; a key may stand twice.
    Mapping(Vec<Entry>),
    /// A list.
    Sequence(Vec<NodeId>),
    /// The node that an alias names.
    Alias(NodeId),
    /// An alias whose anchor does not exist, or one that stands inside its own anchor.
    Unresolved,
}

/// A node: what it holds and where it was written.
#[derive(Clone, Debug)]
pub struct Node {
    /// The bytes of the node, quotes and brackets included, blanks around it not.
    pub span: Span,
    /// What it holds.
    pub value: Value,
}

/// A comment.
#[derive(Clone, Debug)]
pub struct Comment {
    /// From the `#` to the end of the line, exclusive.
    pub span: Span,
    /// The text behind the `#`.
    pub text: Box<str>,
}

/// The slips that make most syntax errors.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slip {
    /// A colon and a blank inside a bare text.
    ColonInText,
    /// A bare text that begins with a character that has a meaning of its own.
    SpecialFirstCharacter,
    /// A tab where blanks are due.
    Tab,
    /// A quote that is not closed.
    OpenQuote,
    /// More text behind a closing quote.
    TextBehindQuote,
    /// A backslash in double quotes.
    Backslash,
    /// A bracket or brace that is not closed, or closed by the wrong one.
    Bracket,
    /// Indentation that fits nothing above.
    Indentation,
    /// A line that is neither a key with a colon nor a text that goes on.
    NoColon,
    /// Deeper nesting than is read.
    TooDeep,
    /// Something else.
    Other,
}

impl Slip {
    /// The slip's name in message templates.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::ColonInText => "colon-in-text",
            Self::SpecialFirstCharacter => "special-first-character",
            Self::Tab => "tab",
            Self::OpenQuote => "open-quote",
            Self::TextBehindQuote => "text-behind-quote",
            Self::Backslash => "backslash",
            Self::Bracket => "bracket",
            Self::Indentation => "indentation",
            Self::NoColon => "no-colon",
            Self::TooDeep => "too-deep",
            Self::Other => "other",
        }
    }
}

/// What was wrong at a place of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProblemKind {
    /// The text is not YAML here: what was probably done, and the parser's words.
    Syntax(Slip, String),
    /// An alias that names no anchor.
    UnknownAnchor(String),
    /// A second document in one file.
    SecondDocument,
}

/// A place where the text is not what a YAML document of one plan may be.
#[derive(Clone, Debug)]
pub struct Problem {
    /// Where.
    pub span: Span,
    /// What.
    pub kind: ProblemKind,
}

/// A document: its nodes, comments and problems.
#[derive(Clone, Debug, Default)]
pub struct Tree {
    pub(super) nodes: Vec<Node>,
    pub(super) root: Option<NodeId>,
    pub(super) comments: Vec<Comment>,
    pub(super) problems: Vec<Problem>,
    /// Whether any node is an alias.
    pub(super) has_aliases: bool,
    /// How many nodes are left over from a text before, see [`reread`](super::reread).
    pub(super) dead: usize,
}

impl Tree {
    /// The topmost node; none in an empty document.
    #[must_use]
    pub fn root(&self) -> Option<NodeId> {
        self.root
    }

    /// The node that `id` names, as written: an alias stays an alias.
    #[must_use]
    pub fn node(&self, id: NodeId) -> &Node {
        self.nodes.get(id.0 as usize).expect("a NodeId is only made by the tree that it is asked of")
    }

    /// The node that `id` stands for: an alias followed to its anchor.
    #[must_use]
    pub fn resolve(&self, id: NodeId) -> NodeId {
        match self.node(id).value {
            Value::Alias(target) => target,
            _ => id,
        }
    }

    /// What `id` stands for, aliases followed.
    #[must_use]
    pub fn value(&self, id: NodeId) -> &Value {
        &self.node(self.resolve(id)).value
    }

    /// The text of a scalar, aliases followed.
    #[must_use]
    pub fn scalar(&self, id: NodeId) -> Option<&str> {
        self.shared(id).map(|text| &**text)
    }

    /// The text of a scalar, aliases followed, to be shared.
    #[must_use]
    pub fn shared(&self, id: NodeId) -> Option<&Arc<str>> {
        match self.value(id) {
            Value::Scalar { text, .. } => Some(text),
            _ => None,
        }
    }

    /// What stands last in a node, and last in that.
    pub(super) fn last_leaf(&self, node: NodeId) -> &Value {
        let value = &self.node(node).value;
        let last = match value {
            Value::Mapping(entries) => entries.last().map(|entry| entry.value),
            Value::Sequence(items) => items.last().copied(),
            _ => None,
        };
        last.map_or(value, |last| self.last_leaf(last))
    }

    /// The entries of a mapping; none for another node.
    #[must_use]
    pub fn entries(&self, id: NodeId) -> &[Entry] {
        match self.value(id) {
            Value::Mapping(entries) => entries,
            _ => &[],
        }
    }

    /// The first entry under `key`.
    #[must_use]
    pub fn entry(&self, id: NodeId, key: &str) -> Option<Entry> {
        self.entries(id).iter().copied().find(|entry| self.scalar(entry.key) == Some(key))
    }

    /// The comments, in the order of the text.
    #[must_use]
    pub fn comments(&self) -> &[Comment] {
        &self.comments
    }

    /// What was wrong, in the order of the text.
    #[must_use]
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// How many nodes there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Whether the document is empty.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }
}
