//! `planlint.import.yaml`: what columns hold where their headings do not tell.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::heading::{Field, folded};
use super::table::column_of;
use crate::source::FileId;
use crate::yaml::de::{DeError, DocumentNode};

/// The name of the file.
pub const FILE_NAME: &str = "planlint.import.yaml";

/// What a person says of the files to be imported.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Mapping {
    /// The plan's id.
    pub plan: Option<String>,
    /// The language of the tables.
    pub language: Option<String>,
    /// Sheets by name; a CSV file's sheet has the file's name without `.csv`.
    pub sheets: BTreeMap<String, SheetMapping>,
}

/// What a person says of one sheet.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct SheetMapping {
    /// Leave the sheet out, or read it although it is hidden.
    pub read: Option<bool>,
    /// The row of headings, from 1.
    pub header_row: Option<u32>,
    /// Heading, or letters of a column, to what it holds; `ignore` leaves it out.
    pub columns: BTreeMap<String, String>,
}

impl Mapping {
    /// Reads a mapping file.
    ///
    /// # Errors
    /// It is no YAML, or has keys or words that it cannot have.
    pub fn read(text: &str) -> Result<Self, DeError> {
        match DocumentNode::open(FileId(0), text)? {
            Some(root) => root.read(),
            None => Ok(Self::default()),
        }
    }

    /// Words for columns that are none, with the sheet.
    #[must_use]
    pub fn unknown_words(&self) -> Vec<(&str, &str)> {
        let sheets = self.sheets.iter();
        let words =
            sheets.flat_map(|(name, sheet)| sheet.columns.values().map(move |word| (name.as_str(), word.as_str())));
        words.filter(|(_, word)| *word != "ignore" && field(word).is_none()).collect()
    }
}

impl SheetMapping {
    /// What is said of a column: nothing, that it is left out, or what it holds.
    #[must_use]
    pub fn field_of(&self, index: u32, heading: &str) -> Option<Option<Field>> {
        let heading = folded(heading);
        let mut entries = self.columns.iter();
        let named = |name: &str| {
            folded(name) == heading || (name.chars().all(|c| c.is_ascii_uppercase()) && column_of(name) == Some(index))
        };
        let (_, word) = entries.find(|(name, _)| named(name))?;
        Some(field(word))
    }
}

fn field(word: &str) -> Option<Field> {
    use serde::de::IntoDeserializer as _;
    let word: serde::de::value::StrDeserializer<'_, serde::de::value::Error> = word.into_deserializer();
    Field::deserialize(word).ok()
}
