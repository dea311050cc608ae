//! Documents of Word (Office Open XML): paragraphs, lists and tables as they stand after all changes that were tracked.
//! Pictures, shapes and what is embedded are not looked at, links never followed.

mod body;
mod grid;
mod numbering;
mod styles;

use std::collections::HashMap;

use quick_xml::Reader;
use quick_xml::events::Event;

use self::body::Body;
use self::numbering::Numbering;
use self::styles::Styles;
use super::package::{OfficeError, Package, attribute};
use super::table::Merge;
use super::xlsx::next;

/// What a document holds, from top to bottom.
#[derive(Debug, Default)]
pub(super) struct Document {
    /// Paragraphs and tables.
    pub(super) blocks: Vec<Block>,
    /// What was not read as it stands, or not at all.
    pub(super) omissions: Omissions,
}

/// A paragraph or a table.
#[derive(Debug)]
pub(super) enum Block {
    /// A paragraph with words in it.
    Paragraph(Paragraph),
    /// A table.
    Table(Grid),
}

/// What a paragraph is to its reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// The document's title.
    Title,
    /// A heading, 1 the highest.
    Heading(u8),
    /// An item of a list, 0 the outermost.
    Item(u8),
    /// Anything else.
    Text,
}

/// A paragraph.
#[derive(Clone, Debug)]
pub(super) struct Paragraph {
    /// What it is.
    pub(super) role: Role,
    /// The number that Word puts before it; a dash where it is a bullet.
    pub(super) label: Option<String>,
    /// Its words.
    pub(super) text: String,
    /// Its footnotes.
    pub(super) notes: Vec<String>,
}

/// A table: cells by row and column, merged ones at the first.
#[derive(Debug, Default)]
pub(super) struct Grid {
    /// Cells with something in them.
    pub(super) cells: Vec<((u32, u32), String)>,
    /// Footnotes, each with its cell.
    pub(super) notes: Vec<((u32, u32), String)>,
    /// Merged cells.
    pub(super) merges: Vec<Merge>,
}

/// What was not read as it stands, by how often it was met.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Omissions {
    /// Insertions that nobody accepted yet; read as if they were.
    pub(super) insertions: usize,
    /// Deletions that nobody accepted yet; left out as if they were.
    pub(super) deletions: usize,
    /// Texts that are hidden.
    pub(super) hidden: usize,
    /// Pictures and shapes, text in them included.
    pub(super) shapes: usize,
    /// Other documents within this one or beside it.
    pub(super) embedded: usize,
}

/// Reads a document.
///
/// # Errors
/// The file is damaged, or holds more than is read.
pub(super) fn read(package: &mut Package<'_>, main: &str) -> Result<Document, OfficeError> {
    let text = package.part(main)?;
    let folder = main.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut optional = |name: &str| match package.part(&format!("{folder}/{name}")) {
        Err(OfficeError::Missing(_)) => Ok(String::new()),
        other => other,
    };
    let styles = Styles::read(&optional("styles.xml")?)?;
    let numbering = Numbering::read(&optional("numbering.xml")?)?;
    let mut notes = HashMap::new();
    for (part, element) in [("footnotes.xml", "footnote"), ("endnotes.xml", "endnote")] {
        let text = optional(part)?;
        notes.extend(Body::new(part, &text, &styles, numbering.clone()).notes(element)?);
    }
    let mut body = Body::new(main, &text, &styles, numbering);
    body.notes = notes;
    body.document()
}

/// The main part of a Word document, by what the package says of itself; none where it is no such document.
pub(super) fn main_part(package: &mut Package<'_>) -> Result<Option<String>, OfficeError> {
    if package.has("word/document.xml") {
        return Ok(Some("word/document.xml".to_owned()));
    }
    let relations = "_rels/.rels";
    if !package.has(relations) {
        return Ok(None);
    }
    let text = package.part(relations)?;
    let mut reader = Reader::from_str(&text);
    loop {
        match next(&mut reader, relations)? {
            Event::Start(element) | Event::Empty(element) if element.local_name().as_ref() == "Relationship" => {
                let is_main = attribute(&element, "Type").is_some_and(|kind| kind.ends_with("/officeDocument"));
                let inside = attribute(&element, "TargetMode").is_none_or(|mode| mode != "External");
                if let Some(target) = attribute(&element, "Target").filter(|_| is_main && inside) {
                    let name = target.trim_start_matches('/').to_owned();
                    return Ok((name.starts_with("word/") && package.has(&name)).then_some(name));
                }
            }
            Event::Eof => return Ok(None),
            _ => {}
        }
    }
}

/// Whether a switch such as `<w:b/>` or `<w:b w:val="0"/>` is on.
fn is_on(element: &quick_xml::events::BytesStart<'_>) -> bool {
    attribute(element, "val").is_none_or(|value| !matches!(value.as_str(), "0" | "false" | "off"))
}
