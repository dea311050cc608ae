//! Where in the plan language a cursor is, told from the lines around it.
//!
//! While a person types, the text is seldom YAML: a key without its colon, an open bracket. So what stands above is read
//! by its indentation, line by line, and the brackets on the line itself by counting. The reader of plans is not asked.

use crate::plan::Kind;
use crate::plan::schema::{self, FieldSpec, FieldType};
use crate::source::Span;

/// What may be written at the cursor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Slot {
    /// A key of a mapping.
    Key,
    /// A value of this key.
    Value(String),
}

/// Where a cursor is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Context {
    /// The keys of the mappings around it, the outermost first.
    pub(super) path: Vec<String>,
    /// What may be written.
    pub(super) slot: Slot,
    /// What is written already, to be replaced.
    pub(super) word: Span,
    /// Keys that stand in the same mapping already.
    pub(super) siblings: Vec<String>,
    /// Whether the cursor is within brackets.
    pub(super) in_flow: bool,
}

/// What a mapping holds.
#[derive(Clone, Copy, Debug)]
pub(super) enum Mapping {
    /// Keys of an element.
    Element(Kind),
    /// Elements keyed by id.
    Elements(Kind),
    /// Keys of something smaller.
    Fields(&'static [FieldSpec]),
    /// Entries of `continuity`, keyed by ids of the predecessor.
    Dispositions,
    /// Entries of the glossary.
    Terms,
    /// Parts of the document.
    Parts,
    /// Languages of a text.
    Languages,
}

/// What the mapping at `path` holds; nothing where the plan language knows no such place.
pub(super) fn mapping(path: &[String]) -> Option<Mapping> {
    let mut at = Mapping::Element(Kind::Plan);
    for key in path {
        at = match at {
            Mapping::Element(kind) => within(schema::find(kind, key)?)?,
            Mapping::Elements(kind) => Mapping::Element(kind),
            Mapping::Fields(fields) => within(fields.iter().find(|spec| spec.name == key)?)?,
            Mapping::Dispositions => Mapping::Fields(schema::DISPOSITION),
            Mapping::Terms => Mapping::Fields(schema::TERM),
            Mapping::Parts => Mapping::Fields(schema::PART),
            Mapping::Languages => return None,
        };
    }
    Some(at)
}

/// The key `name` of a mapping.
pub(super) fn field(at: Mapping, name: &str) -> Option<&'static FieldSpec> {
    match at {
        Mapping::Element(kind) => schema::find(kind, name),
        Mapping::Fields(fields) => fields.iter().find(|spec| spec.name == name),
        _ => None,
    }
}

fn within(spec: &'static FieldSpec) -> Option<Mapping> {
    Some(match spec.holds {
        FieldType::Children(kind) => Mapping::Elements(kind),
        FieldType::Statement(kind) => Mapping::Element(kind),
        FieldType::Measure(_) | FieldType::Measures(_) => Mapping::Fields(schema::MEASURE),
        FieldType::Period => Mapping::Fields(schema::PERIOD),
        FieldType::Resources => Mapping::Fields(schema::RESOURCES),
        FieldType::Continuity => Mapping::Dispositions,
        FieldType::Glossary => Mapping::Terms,
        FieldType::Document => Mapping::Fields(schema::DOCUMENT),
        FieldType::ResultsFramework => Mapping::Fields(schema::RESULTS_FRAMEWORK),
        FieldType::Text => Mapping::Languages,
        FieldType::Record => match spec.name {
            "change" => Mapping::Fields(schema::CHANGE),
            "total" => Mapping::Fields(schema::TOTAL),
            "parts" if schema::DOCUMENT.iter().any(|known| std::ptr::eq(known, spec)) => Mapping::Parts,
            _ => return None,
        },
        _ => return None,
    })
}

/// A line: how far its content is indented, and its key, where it has one.
struct Line<'t> {
    indent: usize,
    key: Option<&'t str>,
}

impl<'t> Line<'t> {
    /// Nothing for a line that is blank or only a comment.
    fn read(text: &'t str) -> Option<Self> {
        let mut content = text.trim_start_matches(' ');
        while let Some(rest) = content.strip_prefix("- ") {
            content = rest.trim_start_matches(' ');
        }
        if content.trim().is_empty() || content.starts_with('#') {
            return None;
        }
        Some(Self { indent: text.len() - content.len(), key: key_of(content).map(|(key, _)| key) })
    }
}

/// The key at the beginning of `content`, without quotes, and what stands behind its colon.
fn key_of(content: &str) -> Option<(&str, &str)> {
    let (key, rest) = match content.strip_prefix(['"', '\'']) {
        Some(inner) => {
            let end = inner.find(&content[..1])?;
            (&inner[..end], inner[end + 1..].strip_prefix(':')?)
        }
        None => {
            let mut from = 0;
            loop {
                let colon = from + content.get(from..)?.find(':')?;
                let rest = &content[colon + 1..];
                if rest.is_empty() || rest.starts_with([' ', '\t']) {
                    break (&content[..colon], rest);
                }
                from = colon + 1;
            }
        }
    };
    let bare = !key.is_empty() && !key.starts_with(['{', '[', '#']);
    bare.then_some((key.trim(), rest))
}

/// Where byte `offset` of `text` is.
pub(super) fn at(text: &str, offset: u32) -> Option<Context> {
    let offset = offset as usize;
    let before = text.get(..offset)?;
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    let head = &before[start..];
    let mut content = head.trim_start_matches(' ');
    while let Some(rest) = content.strip_prefix("- ") {
        content = rest.trim_start_matches(' ');
    }
    let indent = head.len() - content.len();
    let (mut path, mut siblings) = above(text, start, indent);
    let inner = start + indent;
    let Some((key, value)) = key_of(content) else {
        if content.starts_with(['{', '[']) || head.trim_start().starts_with("- ") && !content.is_empty() {
            // An item of a list: what may stand there is told by the key of the list.
            let key = path.pop()?;
            return Some(flow(path, key, content, inner));
        }
        let is_item = head.trim_start().starts_with('-');
        if is_item && content.is_empty() {
            let key = path.pop()?;
            return Some(Context {
                path,
                slot: Slot::Value(key),
                word: word(before, offset),
                siblings,
                in_flow: false,
            });
        }
        siblings.extend(below(text, offset, indent));
        let word = Span::new(inner, offset);
        return Some(Context { path, slot: Slot::Key, word, siblings, in_flow: false });
    };
    let value_start = offset - value.len();
    Some(flow(path, key.to_owned(), value, value_start))
}

/// The keys above a line that is indented by `indent`, outermost first, and the keys in the same mapping above it.
fn above(text: &str, start: usize, mut indent: usize) -> (Vec<String>, Vec<String>) {
    let (mut path, mut siblings) = (Vec::new(), Vec::new());
    let mut is_own_level = true;
    for line in text[..start].lines().rev() {
        let Some(Line { indent: of_line, key }) = Line::read(line) else { continue };
        if of_line < indent {
            let Some(key) = key else { continue };
            path.push(key.to_owned());
            indent = of_line;
            is_own_level = false;
        } else if of_line == indent && is_own_level {
            siblings.extend(key.map(str::to_owned));
        }
        if indent == 0 && !is_own_level {
            break;
        }
    }
    path.reverse();
    (path, siblings)
}

/// The keys in the same mapping below the cursor's line.
fn below(text: &str, offset: usize, indent: usize) -> Vec<String> {
    let rest = text[offset..].split_once('\n').map_or("", |(_, rest)| rest);
    let mut keys = Vec::new();
    for line in rest.lines() {
        let Some(Line { indent: of_line, key }) = Line::read(line) else { continue };
        if of_line < indent {
            break;
        }
        if of_line == indent {
            keys.extend(key.map(str::to_owned));
        }
    }
    keys
}

/// The place behind `key:` on one line, brackets counted. `base` is the byte of `value`'s beginning.
fn flow(mut path: Vec<String>, key: String, value: &str, base: usize) -> Context {
    // Of each open bracket: the keys that stand in it, the key that waits for its value, where the last word begins.
    struct Open {
        mapping: bool,
        keys: Vec<String>,
        waiting: Option<String>,
        begins: usize,
    }
    let mut open: Vec<Open> = Vec::new();
    let mut quote: Option<char> = None;
    let mut chars = value.char_indices().peekable();
    while let Some((at, character)) = chars.next() {
        if let Some(mark) = quote {
            if character == mark {
                quote = None;
            }
            continue;
        }
        let next = at + character.len_utf8();
        match character {
            '"' | '\'' => quote = Some(character),
            '{' | '[' => {
                open.push(Open { mapping: character == '{', keys: Vec::new(), waiting: None, begins: next });
            }
            '}' | ']' => {
                open.pop();
            }
            ',' => {
                if let Some(top) = open.last_mut() {
                    top.waiting = None;
                    top.begins = next;
                }
            }
            ':' if chars.peek().is_none_or(|(_, after)| *after == ' ') => {
                if let Some(top) = open.last_mut().filter(|top| top.mapping && top.waiting.is_none()) {
                    let name = value[top.begins..at].trim().trim_matches(['"', '\'']).to_owned();
                    top.keys.push(name.clone());
                    top.waiting = Some(name);
                    top.begins = next;
                }
            }
            _ => {}
        }
    }
    let in_flow = !open.is_empty();
    let begins = open.last().map_or(0, |top| top.begins);
    let typed = &value[begins..];
    let typed_start = base + begins + (typed.len() - typed.trim_start().len());
    let word = Span::new(typed_start, base + value.len());
    let mut slot = Slot::Value(key.clone());
    let mut siblings = Vec::new();
    let mut holder = key;
    for bracket in open {
        if bracket.mapping {
            path.push(std::mem::take(&mut holder));
            siblings = bracket.keys;
            slot = match bracket.waiting {
                Some(name) => {
                    holder.clone_from(&name);
                    Slot::Value(name)
                }
                None => Slot::Key,
            };
        }
    }
    Context { path, slot, word, siblings, in_flow }
}

/// The word before the cursor.
fn word(before: &str, offset: usize) -> Span {
    let start = before.rfind([' ', '\n', '[', ',', '{']).map_or(0, |at| at + 1);
    Span::new(start, offset)
}

#[cfg(test)]
#[path = "context/tests.rs"]
mod tests;
