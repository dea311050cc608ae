//! The tree.

use super::content::{self, Content};
use crate::source::Span;

/// Names an element of a [`Tree`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct NodeId(pub(super) u32);

/// What is wrong at a place of the markup.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slip {
    /// A document type, which could name files and entities: nothing behind it is read.
    DocumentType,
    /// Elements within each other, deeper than a plan can be.
    TooDeep,
    /// More than a file of plans can hold.
    TooLarge,
    /// A text or an attribute longer than any of a plan.
    LongValue,
    /// An end tag that closes nothing, or another element than the open one.
    EndTag,
    /// An element that is never closed.
    Unclosed,
    /// An entity that XML itself does not know, or an `&` alone.
    Entity,
    /// An attribute without value or quotes, given twice, or one too many.
    Attribute,
    /// Something behind the root element, or text before it.
    OutsideRoot,
    /// Markup that is no XML; the parser's words say more.
    Markup,
}

impl Slip {
    /// The slip's name in message templates.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::DocumentType => "document-type",
            Self::TooDeep => "too-deep",
            Self::TooLarge => "too-large",
            Self::LongValue => "long-value",
            Self::EndTag => "end-tag",
            Self::Unclosed => "unclosed",
            Self::Entity => "entity",
            Self::Attribute => "attribute",
            Self::OutsideRoot => "outside-root",
            Self::Markup => "markup",
        }
    }
}

/// A slip at its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// What.
    pub slip: Slip,
    /// A name, or the parser's words.
    pub detail: String,
    /// Where.
    pub span: Span,
}

/// An attribute.
#[derive(Clone, Copy, Debug)]
pub struct Attribute<'t> {
    /// Its name as written, with its prefix.
    pub name: &'t str,
    /// Where the name stands.
    pub name_at: Span,
    /// Where the value stands, without its quotes.
    pub value_at: Span,
}

/// A part of what stands in an element beside other elements.
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece {
    pub(super) kind: PieceKind,
    pub(super) at: Span,
}

/// How the bytes of a piece stand for words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PieceKind {
    /// As they are.
    Text,
    /// As they are, within `<![CDATA[` and `]]>`.
    CData,
    /// A reference such as `&amp;`.
    Reference,
}

#[derive(Debug)]
pub(super) struct Node<'t> {
    pub(super) prefix: &'t str,
    pub(super) name: &'t str,
    pub(super) name_at: Span,
    pub(super) at: Span,
    pub(super) parent: Option<NodeId>,
    pub(super) first_child: Option<NodeId>,
    pub(super) last_child: Option<NodeId>,
    pub(super) next: Option<NodeId>,
    pub(super) attributes: Vec<Attribute<'t>>,
    pub(super) pieces: Vec<Piece>,
}

/// A document.
#[derive(Debug)]
pub struct Tree<'t> {
    pub(super) text: &'t str,
    pub(super) nodes: Vec<Node<'t>>,
    pub(super) problems: Vec<Problem>,
}

impl<'t> Tree<'t> {
    /// The root element; none where no element could be read.
    #[must_use]
    pub fn root(&self) -> Option<Cursor<'_, 't>> {
        (!self.nodes.is_empty()).then_some(Cursor { tree: self, id: NodeId(0) })
    }

    /// Whether an element has a name that ends so.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.nodes.iter().any(|node| node.name.ends_with(name))
    }

    /// What is wrong with the markup, in the order found.
    #[must_use]
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    pub(super) fn node(&self, id: NodeId) -> &Node<'t> {
        self.nodes.get(id.0 as usize).expect("a NodeId is only made by the tree that it is asked of")
    }
}

/// An element, with the tree around it.
#[derive(Clone, Copy, Debug)]
pub struct Cursor<'x, 't> {
    tree: &'x Tree<'t>,
    id: NodeId,
}

impl<'x, 't> Cursor<'x, 't> {
    /// The element's name without its prefix.
    #[must_use]
    pub fn name(self) -> &'t str {
        self.tree.node(self.id).name
    }

    /// Which element of its tree it is.
    #[must_use]
    pub fn id(self) -> NodeId {
        self.id
    }

    /// Where the name stands in the start tag.
    #[must_use]
    pub fn name_at(self) -> Span {
        self.tree.node(self.id).name_at
    }

    /// The whole element, tags included.
    #[must_use]
    pub fn at(self) -> Span {
        self.tree.node(self.id).at
    }

    /// The elements right within it that belong to the document's own format: those with the root's prefix.
    pub fn elements(self) -> impl Iterator<Item = Self> + 'x {
        let tree = self.tree;
        let own = tree.node(NodeId(0)).prefix;
        let first = tree.node(self.id).first_child;
        std::iter::successors(first, move |&id| tree.node(id).next)
            .filter(move |&id| tree.node(id).prefix == own)
            .map(move |id| Self { tree, id })
    }

    /// The elements right within it that have this name.
    pub fn all<'n>(self, name: &'n str) -> impl Iterator<Item = Self> + use<'x, 't, 'n> {
        self.elements().filter(move |element| element.name() == name)
    }

    /// The first element right within it that has this name.
    #[must_use]
    pub fn first(self, name: &str) -> Option<Self> {
        self.all(name).next()
    }

    /// The attributes, in the order written.
    #[must_use]
    pub fn attributes(self) -> &'x [Attribute<'t>] {
        &self.tree.node(self.id).attributes
    }

    /// The attribute of this name, prefix included.
    #[must_use]
    pub fn attribute(self, name: &str) -> Option<Attribute<'t>> {
        self.tree.node(self.id).attributes.iter().copied().find(|attribute| attribute.name == name)
    }

    /// What the attribute of this name says; none where it is not there or blank.
    #[must_use]
    pub fn value(self, name: &str) -> Option<Content> {
        content::of_attribute(self.tree.text, self.attribute(name)?.value_at)
    }

    /// The attribute of this name on the element or on the nearest around it.
    #[must_use]
    pub fn inherited(self, name: &str) -> Option<Content> {
        let around = std::iter::successors(Some(self), |element| {
            element.tree.node(element.id).parent.map(|id| Self { tree: element.tree, id })
        });
        around.into_iter().find_map(|element| element.value(name))
    }

    /// The words of the element, those of elements within it included; none where it is blank.
    #[must_use]
    pub fn content(self) -> Option<Content> {
        let mut pieces = Vec::new();
        let mut open = vec![self.id];
        while let Some(id) = open.pop() {
            let node = self.tree.node(id);
            pieces.extend_from_slice(&node.pieces);
            open.extend(std::iter::successors(node.first_child, |&child| self.tree.node(child).next));
        }
        pieces.sort_by_key(|piece| piece.at);
        content::of_pieces(self.tree.text, &pieces)
    }
}
