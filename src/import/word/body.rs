//! The paragraphs and tables of a part, event by event.

mod cells;

use std::collections::HashMap;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use self::cells::CellProperties;
use super::super::package::{Budget, OfficeError, attribute, character};
use super::super::xlsx::next;
use super::numbering::Numbering;
use super::styles::Styles;
use super::{Block, Document, Omissions, Paragraph, Role, is_on};

pub(super) struct Body<'x> {
    reader: Reader<&'x [u8]>,
    part: &'x str,
    styles: &'x Styles,
    numbering: Numbering,
    /// Footnotes by the reference that stands in the text.
    pub(super) notes: HashMap<String, String>,
    budget: Budget,
    omissions: Omissions,
}

/// A paragraph while it is read.
#[derive(Default)]
struct Open {
    style: String,
    list: Option<String>,
    list_level: Option<u8>,
    outline: Option<u8>,
    text: String,
    notes: Vec<String>,
    /// Its end was deleted: the next goes on from it.
    is_joined: bool,
}

impl<'x> Body<'x> {
    pub(super) fn new(part: &'x str, text: &'x str, styles: &'x Styles, numbering: Numbering) -> Self {
        let reader = Reader::from_str(text);
        let (notes, budget, omissions) = (HashMap::new(), Budget::default(), Omissions::default());
        Self { reader, part, styles, numbering, notes, budget, omissions }
    }

    /// Reads the main part.
    pub(super) fn document(mut self) -> Result<Document, OfficeError> {
        let mut blocks = Vec::new();
        while let Some(end) = self.blocks(&mut blocks, &mut CellProperties::default(), 0)? {
            if end == "body" {
                break;
            }
        }
        Ok(Document { blocks, omissions: self.omissions })
    }

    /// Reads footnotes or endnotes: their words by what refers to them.
    pub(super) fn notes(mut self, element: &str) -> Result<HashMap<String, String>, OfficeError> {
        let mut notes = HashMap::new();
        loop {
            match self.next()? {
                Event::Start(start) if start.local_name().as_ref() == element => {
                    let id = attribute(&start, "id").unwrap_or_default();
                    // Separators between text and notes have a type; notes have none.
                    let is_note = attribute(&start, "type").is_none_or(|kind| kind == "normal");
                    let mut blocks = Vec::new();
                    while let Some(end) = self.blocks(&mut blocks, &mut CellProperties::default(), 1)? {
                        if end == element {
                            break;
                        }
                    }
                    let text = in_one(&blocks).0;
                    if is_note && !text.is_empty() {
                        notes.insert(format!("{element}Reference {id}"), text);
                    }
                }
                Event::Eof => return Ok(notes),
                _ => {}
            }
        }
    }

    fn next(&mut self) -> Result<Event<'x>, OfficeError> {
        next(&mut self.reader, self.part)
    }

    fn pass(&mut self, element: &BytesStart<'_>) -> Result<(), OfficeError> {
        let malformed =
            |error: quick_xml::Error| OfficeError::Malformed { part: self.part.to_owned(), reason: error.to_string() };
        self.reader.read_to_end(element.name()).map_err(malformed)?;
        Ok(())
    }

    /// Reads paragraphs and tables up to the end of what they stand in; says what that was, or nothing at the part's end.
    /// What only wraps them is looked through.
    fn blocks(
        &mut self,
        blocks: &mut Vec<Block>,
        cell: &mut CellProperties,
        depth: u32,
    ) -> Result<Option<String>, OfficeError> {
        let mut joined: Option<Open> = None;
        let mut is_contents = false;
        loop {
            match self.next()? {
                Event::Start(element) => match element.local_name().as_ref() {
                    "p" => {
                        let mut open = self.paragraph()?;
                        if let Some(before) = joined.take() {
                            open.text.insert_str(0, &before.text);
                            open.notes.splice(0..0, before.notes);
                        }
                        if open.is_joined {
                            joined = Some(open);
                        } else if let Some(paragraph) = self.finished(open)? {
                            blocks.push(Block::Paragraph(paragraph));
                        }
                    }
                    "tbl" => self.table(blocks, depth + 1)?,
                    "tcPr" => *cell = self.cell_properties()?,
                    "docPartGallery" => is_contents |= is_gallery_of_contents(&element),
                    "sdtContent" if std::mem::take(&mut is_contents) => self.pass(&element)?,
                    "del" | "moveFrom" => {
                        self.omissions.deletions += 1;
                        self.pass(&element)?;
                    }
                    "ins" | "moveTo" => self.omissions.insertions += 1,
                    "Fallback" | "sectPr" => self.pass(&element)?,
                    _ => {}
                },
                Event::Empty(element) => match element.local_name().as_ref() {
                    "docPartGallery" => is_contents |= is_gallery_of_contents(&element),
                    "altChunk" | "subDoc" => self.omissions.embedded += 1,
                    _ => {}
                },
                Event::End(element) => {
                    let name = element.local_name();
                    if matches!(name.as_ref(), "body" | "tc" | "footnote" | "endnote") {
                        if let Some(open) = joined.take()
                            && let Some(paragraph) = self.finished(open)?
                        {
                            blocks.push(Block::Paragraph(paragraph));
                        }
                        return Ok(Some(name.as_ref().to_owned()));
                    }
                }
                Event::Eof => return Ok(None),
                _ => {}
            }
        }
    }

    fn paragraph(&mut self) -> Result<Open, OfficeError> {
        let mut open = Open::default();
        let (mut in_text, mut hidden) = (false, false);
        loop {
            match self.next()? {
                Event::Start(element) => match element.local_name().as_ref() {
                    "pPr" => self.properties(&mut open)?,
                    "r" => hidden = false,
                    "rPr" => hidden = self.is_hidden()?,
                    "t" => in_text = true,
                    "del" | "moveFrom" => {
                        self.omissions.deletions += 1;
                        self.pass(&element)?;
                    }
                    "ins" | "moveTo" => self.omissions.insertions += 1,
                    "drawing" | "pict" | "object" => {
                        self.omissions.shapes += 1;
                        self.pass(&element)?;
                    }
                    "Fallback" | "rt" | "instrText" | "delText" | "delInstrText" => self.pass(&element)?,
                    _ => {}
                },
                Event::Empty(element) => match element.local_name().as_ref() {
                    "tab" | "ptab" if !hidden => open.text.push(' '),
                    "br" | "cr" if !hidden => open.text.push('\n'),
                    "noBreakHyphen" if !hidden => open.text.push('-'),
                    name @ ("footnoteReference" | "endnoteReference") => {
                        let id = attribute(&element, "id").unwrap_or_default();
                        open.notes.extend(self.notes.get(&format!("{name} {id}")).cloned());
                    }
                    "altChunk" | "subDoc" => self.omissions.embedded += 1,
                    "r" => hidden = false,
                    _ => {}
                },
                Event::Text(text) if in_text && hidden => {
                    self.omissions.hidden += usize::from(!text.xml10_content().trim().is_empty());
                }
                Event::Text(text) if in_text => {
                    open.text.push_str(&text.xml10_content());
                    self.budget.spend(text.len())?;
                }
                Event::GeneralRef(reference) if in_text && !hidden => open.text.extend(character(&reference)),
                Event::End(element) => match element.local_name().as_ref() {
                    "t" => in_text = false,
                    "p" => return Ok(open),
                    _ => {}
                },
                Event::Eof => return Ok(open),
                _ => {}
            }
        }
    }

    fn properties(&mut self, open: &mut Open) -> Result<(), OfficeError> {
        let mut in_run = false;
        loop {
            match self.next()? {
                Event::Start(element) | Event::Empty(element) if in_run => match element.local_name().as_ref() {
                    "del" | "moveFrom" => {
                        open.is_joined = true;
                        self.omissions.deletions += 1;
                    }
                    "ins" | "moveTo" => self.omissions.insertions += 1,
                    _ => {}
                },
                Event::Start(element) if element.local_name().as_ref() == "rPr" => in_run = true,
                Event::Start(element) if element.local_name().as_ref() == "pPrChange" => self.pass(&element)?,
                Event::Start(element) | Event::Empty(element) => {
                    let value = || attribute(&element, "val");
                    match element.local_name().as_ref() {
                        "pStyle" => open.style = value().unwrap_or_default(),
                        "numId" => open.list = value(),
                        "ilvl" => open.list_level = value().and_then(|level| level.parse().ok()),
                        "outlineLvl" => open.outline = value().and_then(|level| level.parse().ok()),
                        _ => {}
                    }
                }
                Event::End(element) => match element.local_name().as_ref() {
                    "rPr" => in_run = false,
                    "pPr" => return Ok(()),
                    _ => {}
                },
                Event::Eof => return Ok(()),
                _ => {}
            }
        }
    }

    /// Whether the properties of a run hide it.
    fn is_hidden(&mut self) -> Result<bool, OfficeError> {
        let mut hidden = false;
        loop {
            match self.next()? {
                Event::Start(element) if element.local_name().as_ref() == "rPrChange" => self.pass(&element)?,
                Event::Start(element) | Event::Empty(element) => match element.local_name().as_ref() {
                    "vanish" => hidden = is_on(&element),
                    "rStyle" => hidden |= attribute(&element, "val").is_some_and(|style| self.styles.hides(&style)),
                    _ => {}
                },
                Event::End(element) if element.local_name().as_ref() == "rPr" => return Ok(hidden),
                Event::Eof => return Ok(hidden),
                _ => {}
            }
        }
    }

    /// A paragraph with its number; nothing where it has no words or belongs to a table of contents.
    fn finished(&mut self, open: Open) -> Result<Option<Paragraph>, OfficeError> {
        let (of_style, level_of_style) = self.styles.list(&open.style);
        let list = open.list.as_deref().or(of_style).filter(|list| *list != "0");
        let level = open.list_level.or(level_of_style).unwrap_or(0);
        // Word gives no number to what has no words, and lines of a table of contents are no items.
        let text = super::super::table::Cell::of_text(&open.text).map(|cell| cell.to_string());
        let Some(text) = text.filter(|_| !self.styles.is_contents(&open.style)) else { return Ok(None) };
        let label = list.map(|list| self.numbering.label(list, level));
        let heading = match open.outline {
            Some(level) if level < 9 => Some(level + 1),
            Some(_) => None,
            None => self.styles.heading(&open.style).filter(|level| (1..=9).contains(level)),
        };
        let role = match (heading, label.is_some()) {
            _ if self.styles.is_title(&open.style) => Role::Title,
            (Some(level), _) => Role::Heading(level),
            (None, true) => Role::Item(level),
            (None, false) => Role::Text,
        };
        self.budget.spend(0)?;
        Ok(Some(Paragraph { role, label: label.flatten(), text, notes: open.notes }))
    }
}

fn is_gallery_of_contents(element: &BytesStart<'_>) -> bool {
    attribute(element, "val").is_some_and(|gallery| gallery == "Table of Contents")
}

/// The words of paragraphs as those of one cell, a line each, items with what stands before them; and their footnotes.
fn in_one(blocks: &[Block]) -> (String, Vec<String>) {
    let (mut lines, mut notes) = (Vec::new(), Vec::new());
    for block in blocks {
        if let Block::Paragraph(paragraph) = block {
            lines.push(match &paragraph.label {
                Some(label) => format!("{label} {}", paragraph.text),
                None => paragraph.text.clone(),
            });
            notes.extend(paragraph.notes.iter().cloned());
        }
    }
    (lines.join("\n"), notes)
}
