//! A plan for those who have no planlint: a results matrix as a spreadsheet, the same tables as a document or a page, and StratML.
//!
//! The tables are made once ([`matrix`]) and written by each format. What a format has no place for is counted and said
//! ([`LeftOut`]); nothing is dropped in silence.

mod column;
mod cover;
mod direction;
mod docx;
mod entries;
mod facts;
mod html;
mod left_out;
mod matrix;
mod paging;
mod places;
mod remarks;
mod room;
mod sections;
mod stratml;
mod xlsx;

use std::path::Path;

use thiserror::Error;

pub use left_out::LeftOut;
pub use places::{PlaceOfKey, places};

use self::facts::Reader;
use self::matrix::Matrix;
use crate::finding::Finding;
use crate::plan::{ElementId, Plan, Text};
use crate::rule::Messages;
use crate::text::Language;

/// What a plan is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum ExportFormat {
    /// A workbook of Excel, one sheet a section, findings as comments of cells.
    Xlsx,
    /// A document of Word, one table a section.
    Docx,
    /// A page, one table a section.
    Html,
    /// StratML Part 2 (ANSI/AIIM 22).
    Stratml,
}

impl ExportFormat {
    /// The format that a file's name says.
    #[must_use]
    pub fn of_path(path: &Path) -> Option<Self> {
        match path.extension()?.to_str()?.to_lowercase().as_str() {
            "xlsx" => Some(Self::Xlsx),
            "docx" => Some(Self::Docx),
            "html" | "htm" => Some(Self::Html),
            "xml" | "stratml" => Some(Self::Stratml),
            _ => None,
        }
    }
}

/// Why a plan cannot be written.
#[derive(Debug, Error)]
pub enum ExportError {
    /// A text is longer than a cell of the format can be.
    #[error("{element}, {column}: a text of {length} characters; a cell holds {limit}")]
    TooLong {
        /// The id of the element that says it, or of the plan.
        element: String,
        /// The heading of its column, or the label of its line.
        column: String,
        /// How long it is, as the format counts.
        length: usize,
        /// How long it could be.
        limit: usize,
    },
    /// The plan has more than a table of the format can hold.
    #[error("the plan does not fit into the format: {0}")]
    TooLarge(String),
    /// The file could not be put together.
    #[error("the file could not be put together: {0}")]
    Failed(String),
}

/// A plan, and what it takes to write it.
pub struct Export<'e> {
    /// The plan.
    pub plan: &'e Plan,
    /// What is to be said of it.
    pub findings: Vec<&'e Finding>,
    /// Names of sections and fields, in the language of headings.
    pub messages: &'e Messages,
    /// The language of the plan's texts; where one has none in it, the plan's first.
    pub language: &'e str,
}

/// A plan as a file.
pub struct Exported {
    /// The file's content.
    pub bytes: Vec<u8>,
    /// What it has no place for.
    pub left_out: Vec<LeftOut>,
}

impl Export<'_> {
    /// Writes the plan.
    ///
    /// # Errors
    /// It does not fit into the format.
    pub fn write(&self, format: ExportFormat) -> Result<Exported, ExportError> {
        let (bytes, left_out) = match format {
            ExportFormat::Stratml => (stratml::write(self).into_bytes(), left_out::of_stratml(self)),
            ExportFormat::Xlsx => (xlsx::write(self, &Matrix::for_workbook(self))?, left_out::of_tables(self)),
            ExportFormat::Docx => {
                (docx::write(self, &Matrix::for_pages(self, Reader::Import))?, left_out::of_tables(self))
            }
            ExportFormat::Html => {
                (html::write(self, &Matrix::for_pages(self, Reader::People)).into_bytes(), left_out::of_tables(self))
            }
        };
        Ok(Exported { bytes, left_out })
    }

    /// The words of a text in the language of the export.
    fn words<'t>(&self, text: &'t Text) -> Option<&'t str> {
        let entry = text.in_language(self.language).or_else(|| text.preferred(self.plan.authority()))?;
        Some(&*entry.words).filter(|words| !words.trim().is_empty())
    }

    /// The words of a field of an element.
    fn text(&self, element: ElementId, field: &str) -> Option<&str> {
        self.words(self.plan.element(element).text(field)?)
    }

    /// What an element is called: its title, an indicator's name, else its statement; and the field that says so.
    fn name(&self, element: ElementId) -> Option<(&'static str, &str)> {
        ["title", "name", "statement"].into_iter().find_map(|field| Some((field, self.text(element, field)?)))
    }

    /// The language of headings, as lists of words know it.
    fn headings(&self) -> Language {
        Language::of_tag(&self.messages.language).unwrap_or(Language::English)
    }
}
