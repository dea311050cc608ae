//! From text to tree, as far as the text is YAML.

use std::collections::HashMap;

use granit_parser::{ErrorKind, Event, Options, Parser, ScalarStyle as Style, StructureStyle, options};

use super::tree::{Comment, Entry, Node, NodeId, Problem, ProblemKind, ScalarStyle, Slip, Tree, Value};
use crate::source::Span;

/// The parser's first complaint, and where the last sound event began.
#[derive(Clone, Debug)]
pub(super) struct Failure {
    /// Byte at which the parser gave up.
    pub(super) at: usize,
    /// Byte at which the last event before that began.
    pub(super) after: usize,
    /// What a person probably did.
    pub(super) slip: Slip,
    /// The parser's words.
    pub(super) message: String,
}

/// How YAML is read, wherever it is.
pub(super) fn settings() -> Options {
    options! {
        strict_indentation: true,
        emit_anchor_events: true,
        emit_unresolved_aliases: true,
        max_buffered_comment_events: usize::MAX,
        block_scalar_eof_without_line_feed: true,
    }
}

/// Reads `text`, or gives the first complaint.
pub(super) fn attempt(text: &str) -> Result<Tree, Failure> {
    let mut builder = Builder::default();
    // A line holds a key and a value; room that is asked for at once need not be moved.
    builder.tree.nodes.reserve(2 * memchr::memchr_iter(b'\n', text.as_bytes()).count());
    let mut after = 0;
    for next in Parser::new_from_str_with_options(text, settings()) {
        match next {
            Ok((event, span)) => {
                let range = span.byte_range().unwrap_or(0..0);
                after = range.start;
                let span = Span::new(range.start, range.end);
                if builder.take(text, event, span) == Step::Stop {
                    break;
                }
            }
            Err(error) => {
                let at = error.marker().byte_offset().unwrap_or(after).min(text.len());
                return Err(Failure { at, after, slip: slip_of(error.kind()), message: error.info() });
            }
        }
    }
    Ok(builder.tree)
}

/// What a person probably did, from the parser's complaint.
fn slip_of(kind: &ErrorKind) -> Slip {
    match kind {
        ErrorKind::MappingValueNotAllowed | ErrorKind::InvalidColonPlacement => Slip::ColonInText,
        ErrorKind::UnexpectedCharacter { .. } => Slip::SpecialFirstCharacter,
        ErrorKind::TabNotAllowed
        | ErrorKind::TabInBlockIndentation
        | ErrorKind::TabInIndentation
        | ErrorKind::TabInPlainScalar
        | ErrorKind::TabAtBlockScalarStart => Slip::Tab,
        ErrorKind::UnclosedQuotedScalar | ErrorKind::InvalidQuotedScalarIndent => Slip::OpenQuote,
        ErrorKind::InvalidTrailingSingleQuotedScalar | ErrorKind::InvalidTrailingDoubleQuotedScalar => {
            Slip::TextBehindQuote
        }
        ErrorKind::UnknownQuotedScalarEscape | ErrorKind::InvalidQuotedScalarHexEscape => Slip::Backslash,
        ErrorKind::UnclosedFlowCollection { .. }
        | ErrorKind::MismatchedFlowCollectionEnd { .. }
        | ErrorKind::MisplacedFlowCollectionEnd
        | ErrorKind::ExpectedFlowMappingSeparator
        | ErrorKind::ExpectedFlowSequenceSeparator
        | ErrorKind::UnexpectedEofFlowMapping
        | ErrorKind::UnexpectedEofFlowSequence => Slip::Bracket,
        ErrorKind::InvalidIndentation | ErrorKind::InvalidFlowScalarIndent => Slip::Indentation,
        ErrorKind::SimpleKeyExpected | ErrorKind::InvalidSimpleKey | ErrorKind::ExpectedBlockMappingKey => {
            Slip::NoColon
        }
        ErrorKind::RecursionLimitExceeded => Slip::TooDeep,
        _ => Slip::Other,
    }
}

#[derive(PartialEq, Eq)]
enum Step {
    Go,
    Stop,
}

/// A collection whose end has not come yet.
struct Open {
    node: NodeId,
    flow: bool,
    /// How many children of others stand before its own.
    first: usize,
}

#[derive(Default)]
struct Builder {
    tree: Tree,
    open: Vec<Open>,
    /// What stands in the open collections, that of the innermost last.
    children: Vec<NodeId>,
    anchors: HashMap<usize, NodeId>,
    documents: usize,
}

impl Builder {
    fn take(&mut self, text: &str, event: Event<'_>, span: Span) -> Step {
        match event {
            Event::DocumentStart(..) => {
                self.documents += 1;
                if self.documents > 1 {
                    self.tree
                        .problems
                        .push(Problem { span: first_line(text, span), kind: ProblemKind::SecondDocument });
                    return Step::Stop;
                }
            }
            Event::Comment(words, _) => {
                self.tree.comments.push(Comment { span, text: words.into() });
            }
            Event::Scalar(value, style, anchor, _) => {
                // YAML's words for nothing mean the same as nothing written.
                let nothing = span.is_empty() || matches!(&*value, "~" | "null" | "Null" | "NULL");
                let absent = style == Style::Plain && nothing;
                let value =
                    if absent { Value::Absent } else { Value::Scalar { text: value.into(), style: style_of(style) } };
                let is_block = matches!(style, Style::Literal | Style::Folded);
                let span = match value {
                    Value::Absent => span,
                    Value::Scalar { text: ref words, .. } if is_block && words.trim().is_empty() => {
                        block_indicator(text, span)
                    }
                    _ => trim_end(text, span),
                };
                let node = self.add(span, value);
                self.anchor(anchor, node);
                self.place(node);
            }
            Event::SequenceStart(style, anchor, _) => self.begin(span, style, anchor, Value::Sequence(Vec::new())),
            Event::MappingStart(style, anchor, _) => self.begin(span, style, anchor, Value::Mapping(Vec::new())),
            Event::SequenceEnd | Event::MappingEnd => self.end(span),
            Event::Alias(anchor) => {
                self.tree.has_aliases = true;
                let target = self.anchors.get(&anchor).copied();
                let inside_itself = target.is_some_and(|target| self.open.iter().any(|open| open.node == target));
                let node = match target {
                    Some(target) if !inside_itself => self.add(span, Value::Alias(target)),
                    _ => {
                        let name = text.get(span.range()).unwrap_or("").trim_start_matches('*').to_owned();
                        self.tree.problems.push(Problem { span, kind: ProblemKind::UnknownAnchor(name) });
                        self.add(span, Value::Unresolved)
                    }
                };
                self.place(node);
            }
            Event::UnresolvedAlias(name) => {
                self.tree.has_aliases = true;
                self.tree.problems.push(Problem { span, kind: ProblemKind::UnknownAnchor(name.into_owned()) });
                let node = self.add(span, Value::Unresolved);
                self.place(node);
            }
            _ => {}
        }
        Step::Go
    }

    fn add(&mut self, span: Span, value: Value) -> NodeId {
        let id = NodeId(u32::try_from(self.tree.nodes.len()).expect("a text of u32 bytes has fewer nodes"));
        self.tree.nodes.push(Node { span, value });
        id
    }

    fn anchor(&mut self, anchor: usize, node: NodeId) {
        if anchor != 0 {
            self.anchors.insert(anchor, node);
        }
    }

    fn begin(&mut self, span: Span, style: StructureStyle, anchor: usize, value: Value) {
        let node = self.add(span, value);
        self.anchor(anchor, node);
        self.open.push(Open { node, flow: style == StructureStyle::Flow, first: self.children.len() });
    }

    fn end(&mut self, span: Span) {
        let Some(open) = self.open.pop() else { return };
        let children = self.children.get(open.first..).unwrap_or_default();
        let last = children.last().map(|&child| self.tree.node(child).span.end);
        let node = &mut self.tree.nodes[open.node.0 as usize];
        let end = if open.flow { span.end } else { last.unwrap_or(span.start) };
        node.span.end = end.max(node.span.start);
        match &mut node.value {
            Value::Mapping(entries) => {
                *entries = children.chunks_exact(2).map(|pair| Entry { key: pair[0], value: pair[1] }).collect();
            }
            Value::Sequence(items) => *items = children.to_vec(),
            _ => {}
        }
        self.children.truncate(open.first);
        self.place(open.node);
    }

    fn place(&mut self, node: NodeId) {
        if self.open.is_empty() {
            self.tree.root = self.tree.root.or(Some(node));
        } else {
            self.children.push(node);
        }
    }
}

fn style_of(style: Style) -> ScalarStyle {
    match style {
        Style::Plain => ScalarStyle::Plain,
        Style::SingleQuoted => ScalarStyle::SingleQuoted,
        Style::DoubleQuoted => ScalarStyle::DoubleQuoted,
        Style::Literal => ScalarStyle::Literal,
        Style::Folded => ScalarStyle::Folded,
    }
}

/// The parser's span of a block scalar runs on into the next line's indentation.
fn trim_end(text: &str, span: Span) -> Span {
    let written = text.get(span.range()).unwrap_or("");
    Span::new(span.start as usize, span.start as usize + written.trim_end().len())
}

/// Where the mark of a block scalar stands that holds nothing. The parser places it there at the end of a text, and where
/// the next thing begins before that.
fn block_indicator(text: &str, span: Span) -> Span {
    let is_mark = |c: char| matches!(c, '|' | '>');
    let start = span.start as usize;
    if text.get(start..).is_some_and(|rest| rest.starts_with(is_mark)) {
        return Span::new(start, start + 1);
    }
    let mut end = start;
    for line in text.get(..start).unwrap_or("").split_inclusive('\n').rev() {
        let begin = end - line.len();
        let words = line.trim();
        if !words.is_empty() && !words.starts_with('#') {
            let before_comment = line.find(" #").map_or(line, |comment| &line[..comment]);
            return before_comment.rfind(is_mark).map_or(span, |at| Span::new(begin + at, begin + at + 1));
        }
        end = begin;
    }
    span
}

fn first_line(text: &str, span: Span) -> Span {
    let start = span.start as usize;
    let line = text.get(start..).unwrap_or("").lines().next().unwrap_or("");
    Span::new(start, start + line.trim_end().len())
}
