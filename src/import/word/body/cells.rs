//! The tables of a part: rows and cells, what reaches over several, and tables within cells.

use quick_xml::events::{BytesStart, Event};

use super::super::super::package::{OfficeError, attribute};
use super::super::Block;
use super::super::grid::{GridBuilder, Upwards};
use super::{Body, in_one};

/// How deep tables may stand within tables.
const DEPTH: u32 = 12;

impl Body<'_> {
    /// Reads a table, and behind it those that stand in its cells.
    pub(super) fn table(&mut self, blocks: &mut Vec<Block>, depth: u32) -> Result<(), OfficeError> {
        if depth > DEPTH {
            return Err(OfficeError::TooLarge("tables stand within tables more than twelve deep"));
        }
        let (mut builder, mut inner) = (GridBuilder::default(), Vec::new());
        let mut row_is_deleted = false;
        loop {
            match self.next()? {
                Event::Start(element) => match element.local_name().as_ref() {
                    "tr" => {
                        row_is_deleted = false;
                        builder.begin_row();
                    }
                    "trPr" => row_is_deleted = self.row_properties(&mut builder)?,
                    "tc" => self.cell(&mut builder, row_is_deleted, &mut inner, depth)?,
                    "tblPr" | "tblGrid" | "tblPrEx" => self.pass(&element)?,
                    _ => {}
                },
                Event::End(element) => match element.local_name().as_ref() {
                    "tr" if !row_is_deleted => builder.end_row()?,
                    "tbl" => {
                        blocks.push(Block::Table(builder.finish()?));
                        blocks.append(&mut inner);
                        return Ok(());
                    }
                    _ => {}
                },
                Event::Eof => return Ok(()),
                _ => {}
            }
        }
    }

    /// Whether a row was deleted.
    fn row_properties(&mut self, builder: &mut GridBuilder) -> Result<bool, OfficeError> {
        let mut is_deleted = false;
        loop {
            match self.next()? {
                Event::Start(element) if element.local_name().as_ref() == "trPrChange" => self.pass(&element)?,
                Event::Start(element) | Event::Empty(element) => match element.local_name().as_ref() {
                    "del" => {
                        is_deleted = true;
                        self.omissions.deletions += 1;
                    }
                    "ins" => self.omissions.insertions += 1,
                    "gridBefore" => builder.skip(number(&element)),
                    _ => {}
                },
                Event::End(element) if element.local_name().as_ref() == "trPr" => return Ok(is_deleted),
                Event::Eof => return Ok(is_deleted),
                _ => {}
            }
        }
    }

    fn cell(
        &mut self,
        builder: &mut GridBuilder,
        row_is_deleted: bool,
        inner: &mut Vec<Block>,
        depth: u32,
    ) -> Result<(), OfficeError> {
        let (mut blocks, mut properties) = (Vec::new(), CellProperties::default());
        self.blocks(&mut blocks, &mut properties, depth)?;
        if row_is_deleted {
            return Ok(());
        }
        let (text, notes) = in_one(&blocks);
        let is_deleted = properties.is_deleted;
        let (text, notes) = if is_deleted { (String::new(), Vec::new()) } else { (text, notes) };
        builder.cell(text, notes, properties.width.unwrap_or(1), properties.up, properties.side);
        inner.extend(blocks.into_iter().filter(|block| matches!(block, Block::Table(_)) && !is_deleted));
        Ok(())
    }

    pub(super) fn cell_properties(&mut self) -> Result<CellProperties, OfficeError> {
        let mut properties = CellProperties::default();
        let goes_on = |element: &BytesStart<'_>| match attribute(element, "val").as_deref() {
            Some("restart") => Upwards::Begins,
            _ => Upwards::GoesOn,
        };
        loop {
            match self.next()? {
                Event::Start(element) if element.local_name().as_ref() == "tcPrChange" => self.pass(&element)?,
                Event::Start(element) | Event::Empty(element) => match element.local_name().as_ref() {
                    "gridSpan" => properties.width = Some(number(&element)),
                    "vMerge" => properties.up = goes_on(&element),
                    "hMerge" => properties.side = goes_on(&element),
                    "cellDel" => {
                        properties.is_deleted = true;
                        self.omissions.deletions += 1;
                    }
                    "cellIns" => self.omissions.insertions += 1,
                    _ => {}
                },
                Event::End(element) if element.local_name().as_ref() == "tcPr" => return Ok(properties),
                Event::Eof => return Ok(properties),
                _ => {}
            }
        }
    }
}

/// How a cell stands in its table.
#[derive(Default)]
pub(super) struct CellProperties {
    /// Over how many columns it reaches.
    width: Option<u32>,
    up: Upwards,
    side: Upwards,
    is_deleted: bool,
}

fn number(element: &BytesStart<'_>) -> u32 {
    attribute(element, "val").and_then(|number| number.parse().ok()).unwrap_or(1)
}
