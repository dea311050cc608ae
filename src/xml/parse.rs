//! From text to the tree.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::content;
use super::tree::{Attribute, Node, NodeId, Piece, PieceKind, Problem, Slip, Tree};
use crate::source::Span;

/// How many elements may stand within each other. The formats need some ten.
const MAX_DEPTH: usize = 256;
/// How many elements a file may have.
const MAX_ELEMENTS: usize = 4_000_000;
/// How many bytes one text or attribute may have.
const MAX_VALUE: usize = 1024 * 1024;
/// How many attributes one element may have.
const MAX_ATTRIBUTES: usize = 256;
/// How many problems of a file are told.
const MAX_PROBLEMS: usize = 100;

/// The name of the root element, prefix left out; none where there is no element. Nothing behind it is looked at.
#[must_use]
pub fn root_name(text: &str) -> Option<&str> {
    let mut reader = lenient(text);
    loop {
        let start = usize::try_from(reader.buffer_position()).ok()?;
        match reader.read_event().ok()? {
            Event::Start(_) | Event::Empty(_) => {
                let tag = without_mark(text).get(start + 1..)?;
                return Some(split(name_of(tag)).1);
            }
            Event::Eof => return None,
            _ => {}
        }
    }
}

/// Reads a document. Whatever is wrong is a problem of the tree, and the rest is read.
#[must_use]
pub fn read(text: &str) -> Tree<'_> {
    let mut parser = Parser {
        tree: Tree { text, nodes: Vec::new(), problems: Vec::new() },
        base: text.len() - without_mark(text).len(),
        open: Vec::new(),
        beyond: 0,
        own_bytes: Vec::new(),
    };
    parser.run();
    parser.tree
}

fn without_mark(text: &str) -> &str {
    text.strip_prefix('\u{feff}').unwrap_or(text)
}

/// A parser that leaves it to us to match tags and references, so that reading can go on past a wrong one.
fn lenient(text: &str) -> Reader<&[u8]> {
    let mut reader = Reader::from_str(without_mark(text));
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    reader
}

/// The name at the beginning of a tag.
fn name_of(tag: &str) -> &str {
    let end = tag.find(|c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>')).unwrap_or(tag.len());
    &tag[..end]
}

fn split(name: &str) -> (&str, &str) {
    name.split_once(':').unwrap_or(("", name))
}

struct Parser<'t> {
    tree: Tree<'t>,
    /// Where the markup begins, behind a byte order mark.
    base: usize,
    open: Vec<NodeId>,
    /// How many elements are open beyond the deepest that is read.
    beyond: usize,
    /// How many bytes of text each open element has.
    own_bytes: Vec<usize>,
}

impl<'t> Parser<'t> {
    fn run(&mut self) {
        let mut reader = lenient(self.tree.text);
        let place = |position: u64| usize::try_from(position).unwrap_or(usize::MAX);
        loop {
            let start = self.base + place(reader.buffer_position());
            let event = reader.read_event();
            let span = Span::new(start, self.base + place(reader.buffer_position()));
            let event = match event {
                Ok(event) => event,
                Err(error) => {
                    let at = (self.base + place(reader.error_position())).min(self.tree.text.len());
                    self.problem(Slip::Markup, error.to_string(), self.character_at(at));
                    return self.close_all(self.tree.text.len());
                }
            };
            let goes_on = match event {
                Event::Start(tag) => self.start(&tag, span, true),
                Event::Empty(tag) => self.start(&tag, span, false),
                Event::End(_) => {
                    self.end(span);
                    true
                }
                Event::Text(_) => self.text(PieceKind::Text, span),
                Event::CData(_) => self.text(PieceKind::CData, span),
                Event::GeneralRef(_) => self.text(PieceKind::Reference, span),
                Event::DocType(_) => {
                    self.problem(Slip::DocumentType, String::new(), Span::new(start, start + "<!DOCTYPE".len()));
                    false
                }
                Event::Eof => {
                    if let Some(&last) = self.open.last() {
                        let (name, at) = (self.tree.node(last).name.to_owned(), self.tree.node(last).name_at);
                        self.problem(Slip::Unclosed, name, at);
                    }
                    false
                }
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) => true,
            };
            if !goes_on {
                return self.close_all(span.end as usize);
            }
        }
    }

    fn problem(&mut self, slip: Slip, detail: String, span: Span) {
        if self.tree.problems.len() < MAX_PROBLEMS {
            self.tree.problems.push(Problem { slip, detail, span });
        }
    }

    /// The character at `at`, or nothing where the text ends.
    fn character_at(&self, at: usize) -> Span {
        let length = self.tree.text.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        Span::new(at, at + length)
    }

    /// A start tag; false where nothing more is to be read.
    fn start(&mut self, tag: &BytesStart<'_>, span: Span, opens: bool) -> bool {
        let text = self.tree.text;
        let name = name_of(text.get(span.start as usize + 1..).unwrap_or(""));
        let name_at = Span::new(span.start as usize + 1, span.start as usize + 1 + name.len());
        if self.beyond > 0 || self.open.len() >= MAX_DEPTH {
            if self.beyond == 0 && !self.tree.problems.iter().any(|problem| problem.slip == Slip::TooDeep) {
                self.problem(Slip::TooDeep, MAX_DEPTH.to_string(), name_at);
            }
            self.beyond += usize::from(opens);
            return true;
        }
        let parent = self.open.last().copied();
        if parent.is_none() && !self.tree.nodes.is_empty() {
            self.problem(Slip::OutsideRoot, name.to_owned(), name_at);
            return false;
        }
        if self.tree.nodes.len() >= MAX_ELEMENTS {
            self.problem(Slip::TooLarge, String::new(), name_at);
            return false;
        }
        let id = NodeId(u32::try_from(self.tree.nodes.len()).expect("fewer elements than MAX_ELEMENTS"));
        let (prefix, local) = split(name);
        let attributes = self.attributes(tag, name_at);
        self.tree.nodes.push(Node {
            prefix,
            name: local,
            name_at,
            at: span,
            parent,
            first_child: None,
            last_child: None,
            next: None,
            attributes,
            pieces: Vec::new(),
        });
        if let Some(NodeId(parent)) = parent {
            match self.tree.nodes[parent as usize].last_child.replace(id) {
                Some(NodeId(before)) => self.tree.nodes[before as usize].next = Some(id),
                None => self.tree.nodes[parent as usize].first_child = Some(id),
            }
        }
        if opens {
            self.open.push(id);
            self.own_bytes.push(0);
        }
        true
    }

    fn attributes(&mut self, tag: &BytesStart<'_>, name_at: Span) -> Vec<Attribute<'t>> {
        let text = self.tree.text;
        // The parser gives slices of the tag; the tag's content begins where the name does.
        let offset = |part: &str| name_at.start as usize + (part.as_ptr() as usize - tag.as_ptr() as usize);
        let mut found: Vec<Attribute<'t>> = Vec::new();
        for attribute in tag.attributes().with_checks(false) {
            let Ok(attribute) = attribute else {
                self.problem(Slip::Attribute, String::new(), name_at);
                break;
            };
            let (key, value) = (attribute.key.0, &*attribute.value);
            let at = |part: &str| Span::new(offset(part), offset(part) + part.len());
            let (key_at, value_at) = (at(key), at(value));
            let (Some(name), Some(value)) = (text.get(key_at.range()), text.get(value_at.range())) else { break };
            if found.len() >= MAX_ATTRIBUTES || found.iter().any(|known| known.name == name) {
                self.problem(Slip::Attribute, name.to_owned(), key_at);
                break;
            }
            if value.len() > MAX_VALUE {
                self.problem(Slip::LongValue, name.to_owned(), key_at);
                continue;
            }
            self.references(value, value_at.start as usize);
            found.push(Attribute { name, name_at: key_at, value_at });
        }
        found
    }

    /// Notes references of an attribute's value that stand for nothing.
    fn references(&mut self, value: &str, start: usize) {
        for (at, _) in value.match_indices('&') {
            let end = value[at..].find(';').map_or(at + 1, |end| at + end + 1);
            if content::resolve(&value[at..end]).is_none() {
                self.problem(Slip::Entity, shorten(&value[at..end]), Span::new(start + at, start + end));
            }
        }
    }

    fn end(&mut self, span: Span) {
        if self.beyond > 0 {
            self.beyond -= 1;
            return;
        }
        let name = name_of(self.tree.text.get(span.start as usize + 2..span.end as usize).unwrap_or("")).to_owned();
        let (prefix, local) = split(&name);
        let is_it = |id: &NodeId| self.tree.node(*id).prefix == prefix && self.tree.node(*id).name == local;
        let matching = self.open.iter().rposition(is_it);
        if matching.is_none_or(|index| index + 1 != self.open.len()) {
            let name_at = Span::new(span.start as usize + 2, span.start as usize + 2 + name.len());
            self.problem(Slip::EndTag, name.clone(), name_at);
        }
        let Some(index) = matching else { return };
        while self.open.len() > index {
            let end = if self.open.len() == index + 1 { span.end } else { span.start };
            self.close(end);
        }
    }

    fn close(&mut self, end: u32) {
        self.own_bytes.pop();
        if let Some(NodeId(id)) = self.open.pop() {
            self.tree.nodes[id as usize].at.end = end;
        }
    }

    fn close_all(&mut self, end: usize) {
        let end = u32::try_from(end).unwrap_or(u32::MAX);
        while !self.open.is_empty() {
            self.close(end);
        }
    }

    /// Text, CDATA or a reference; false where nothing more is to be read.
    fn text(&mut self, kind: PieceKind, span: Span) -> bool {
        let raw = self.tree.text.get(span.range()).unwrap_or("");
        if self.beyond > 0 {
            return true;
        }
        // Blanks before other words say nothing; between a reference and another they are a blank.
        let begun = self.open.last().is_some_and(|&id| !self.tree.node(id).pieces.is_empty());
        if !begun && kind == PieceKind::Text && raw.bytes().all(|byte| byte.is_ascii_whitespace()) {
            return true;
        }
        let (Some(&NodeId(id)), Some(bytes)) = (self.open.last(), self.own_bytes.last_mut()) else {
            if !raw.trim().is_empty() {
                let start = span.start as usize + (raw.len() - raw.trim_start().len());
                self.problem(Slip::OutsideRoot, shorten(raw.trim()), Span::new(start, start + raw.trim().len()));
            }
            return self.tree.nodes.is_empty();
        };
        let was = *bytes;
        *bytes += raw.len();
        if *bytes > MAX_VALUE {
            if was <= MAX_VALUE {
                let (name, at) = (self.tree.node(NodeId(id)).name.to_owned(), self.tree.node(NodeId(id)).name_at);
                self.problem(Slip::LongValue, name, at);
            }
            return true;
        }
        match kind {
            PieceKind::Reference if content::resolve(raw).is_none() => {
                self.problem(Slip::Entity, shorten(raw), span);
            }
            PieceKind::Text => {
                if let Some(at) = raw.find('&') {
                    self.problem(
                        Slip::Entity,
                        "&".to_owned(),
                        Span::new(span.start as usize + at, span.start as usize + at + 1),
                    );
                }
            }
            _ => {}
        }
        let at = match kind {
            PieceKind::CData => Span::new(span.start as usize + "<![CDATA[".len(), span.end as usize - "]]>".len()),
            _ => span,
        };
        self.tree.nodes[id as usize].pieces.push(Piece { kind, at });
        true
    }
}

/// At most 40 characters for a message.
fn shorten(text: &str) -> String {
    text.chars().take(40).collect()
}
